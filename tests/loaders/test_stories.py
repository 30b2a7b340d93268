"""The stories: what five documents tell of projects, each mention once, and what a person hears who adds one wrongly."""

from __future__ import annotations

import csv
import logging
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from loaders.stories import main
from monitor.catalogue import DATA
from monitor.personal_data import personal
from monitor.province import GEMEENTEN
from monitor.regions import groups, level
from monitor.stories import COLUMNS, FOLDER, about, documents, files, read, stories
from monitor.story import KINDS, Story, Years, area_code

ROOT = DATA.parent

#: The lines at which the documents tell of a project; a line that tells of two stands twice.
MENTIONS = {
    "uitvoeringsagenda-2017": "6 122 213 214 215 216 217 222 255 266 269 279 296 307 360 381 428 448 449 457 460 470 473 480 485 "
    "526 547 558 591 615 618 633 639 644 664 680 692 727 758 798 811 823 840 850 856 867 885 908 1003 1038 1057 1081 1091 1132 "
    "1133 1134 1135 1136",
    "nota-2016": "223 289 300 338 440 460 500 589",
    "werkplan-2022": "562 598 684 702 867 869 883 895 899 904 908 932 934 938 940 944 946 950 952 956 961 965 983 985 987 989 994 "
    "996 1005 1007 1009 1011 1013 1015 1022 1024 1026 1031 1033 1035 1037 1046 1054 1059 1064 1066 1071 1077 1079 1084 1086 1093 "
    "1098 1100",
    "jaarverslag-2025": "61 65 197 201 219 229 229 235 237 257 313 315 320 320 334 334 336 338 338 349 359 363 402 407 412 425 431 "
    "433 435 437 439 451 457 459 498 498 498 498 512 512 518 518 518 520 526 528 549 559 579 605 625 646 669 692 714 762",
    "regiodeal-2022": "225 380 470 633 680 838 889 914 983 1107 1178 1267 1286 1397 1443 1648 1664 1782 1852 1887 1946 2027 2096 "
    "2187 2242 2330 2413 2487 2604 2620 2665 2761 2803 2887 2990 3037 3107 3171 3287 3323 3447 3489 3598",
}
EXPECTED = Counter((document, int(line)) for document, lines in MENTIONS.items() for line in lines.split())


def story(id: str) -> Story:
    return next(s for s in stories() if s.id == id)


# What there is


def test_every_committed_story_is_sound():
    assert read(files(), documents()).problems == []
    assert main(["--check"]) == 0


def test_each_of_the_219_mentions_is_a_source_of_one_story():
    assert sum(EXPECTED.values()) == 219
    told = Counter((s.document, s.number) for found in stories() for s in found.sources)
    assert {where: (n, told[where]) for where, n in EXPECTED.items() if told[where] != n} == {}


def test_the_readme_says_how_many_mentions_became_how_many_stories():
    of_the_five = [s for s in stories() if any((x.document, x.number) in EXPECTED for x in s.sources)]
    times = Counter(sum((x.document, x.number) in EXPECTED for x in s.sources) for s in of_the_five)
    said = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())
    assert f"219 mentions of projects in five documents became {len(of_the_five)} stories" in said
    assert times == {1: 194, 2: 11, 3: 1}
    assert "194 projects are told of once, 11 twice and one three times" in said
    for document, lines in MENTIONS.items():
        assert documents()[document].title.split(",")[0]
        assert f"{len(lines.split())} in the " in said


def test_mentions_of_one_project_are_one_story():
    assert [str(s) for s in story("bondgenootschap-geletterd-drenthe").sources] == [
        "uitvoeringsagenda-2017 regel 558",
        "nota-2016 regel 589",
        "werkplan-2022 regel 883",
    ]
    assert {s.document for s in story("kansen4kinderen").sources} == {"werkplan-2022", "regiodeal-2022"}
    # Names that are nearly the same, of another project.
    assert story("kansen-voor-kinderen").sources[0].document == "jaarverslag-2025"


def test_titles_texts_and_ids_are_each_of_one_story():
    for of in (lambda s: s.id, lambda s: s.title.casefold(), lambda s: s.text):
        assert [value for value, n in Counter(map(of, stories())).items() if n > 1] == []


def test_texts_are_no_template():
    """Written one by one: the same three words open at most three of them."""
    opens = Counter(" ".join(s.text.split()[:3]) for s in stories())
    assert [said for said, n in opens.items() if n > 3] == []


def test_themes_come_in_the_order_of_the_screen_and_all_have_stories():
    order = list(dict.fromkeys(s.theme for s in stories()))
    assert order == [
        "naoberschap", "bestaanszekerheid", "gezondheid", "inclusie", "wonen", "werken", "voorzieningen", "kennis"
    ]  # fmt: skip


def test_files_carry_codes_and_every_code_is_known():
    for path in files():
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]:
            assert all(area_code(area) == area for area in entry.get("areas", [])), entry["id"]
    assert story("sweelpop").areas == ("GM0109",)  # Zweeloo
    assert story("veteranen-nieuw-balinge").areas == ("GM1731",)
    assert story("dorpshuis-over-entinghe").areas == ("GM1701",)  # Dwingeloo
    assert {level(code) for s in stories() for code in s.gemeenten} == {"gemeente"}


def test_what_lies_nowhere_that_is_known_says_what_the_document_says():
    for found in stories():
        assert found.areas or found.place, found.id
    assert story("onderzoek-overerfbare-armoede").areas == ()
    assert "Veenkoloniën" in (story("onderzoek-overerfbare-armoede").place or "")
    assert story("kamers-met-aandacht").near("GM0114") is None


# Amounts: T02, T06, T07, T30, T31, T45


def test_the_same_money_told_of_twice_is_one_amount():
    (steunpunt,) = story("steunpunt-femicide-noord-drenthe").amounts
    assert (steunpunt.euro, steunpunt.kind) == (750_000, "beschikbaar")
    assert [s.number for s in steunpunt.sources] == [512, 561]
    (kleedkamer,) = story("veilige-kleedkamer").amounts
    assert (kleedkamer.euro, [s.number for s in kleedkamer.sources]) == (90_000, [526, 754])
    (prize,) = story("sweelpop").amounts
    assert (prize.euro, prize.kind) == (3000, "prijs")
    assert "Hét Compliment" in (prize.note or "")


def test_where_text_and_table_differ_the_table_counts_and_the_text_is_told():
    (amount,) = story("frisse-start-na-corona").amounts
    assert amount.euro == 674_364
    assert "675.000" in (amount.note or "")


def test_known_amounts():
    assert story("het-compliment-van-drenthe").amounts[0].euro == 21_963.84
    assert story("ieder-kind-een-goede-fiets").amounts[0].euro == 45_513.30
    assert story("transformatieplan-mentale-gezondheid").amounts[0].euro == 28_200_000
    veenkolonien = story("veenkolonien-gezondheid-en-welzijn").amounts[0]
    assert (veenkolonien.euro, veenkolonien.hedge) == (10_000_000, ">")
    assert story("snellere-start").amounts[0].kind == "onbekend"
    assert story("podium-platteland").amounts[1].per == "jaar"


def of_table(kind: str, first: int, last: int) -> list[float]:
    """Amounts of a kind in the tables of the Werkplan, between two of its lines."""
    return [
        amount.euro
        for found in stories()
        for amount in found.amounts
        if amount.kind == kind
        and any(s.document == "werkplan-2022" and first <= (s.number or 0) <= last for s in amount.sources)
    ]


def test_the_tables_of_the_werkplan_came_over_whole():
    """Its own totals: 32 alliantieprojecten, and eleven budgets of 3,160,000 together."""
    granted = of_table("toegekend", 981, 1100)
    assert len(granted) == 32
    assert round(sum(granted), 2) == 309_175 + 832_465 + 933_812.30
    budgets = of_table("budget", 932, 965)
    assert len(budgets) == 11
    assert sum(budgets) == 3_160_000


def test_every_amount_says_what_it_is_and_where_it_stands():
    for found in stories():
        for amount in found.amounts:
            assert amount.kind in KINDS
            assert amount.sources, found.id


def test_42_initiatives_stay_42():
    (reach,) = story("subsidie-bewonersinitiatieven").reach
    assert "42 initiatieven" in reach.text
    assert "43" not in reach.text


def test_counts_that_contradict_stand_apart_as_claims():
    reach = story("snellere-start").reach
    assert [int(re.match(r"\d+", r.text)[0]) for r in reach] == [22, 31, 36, 75]  # type: ignore[index]
    assert all(r.claim and r.source for r in reach)
    assert [r.target for r in reach] == [False, False, False, True]


# Claims and people: T39, T42, S17


def test_what_applicants_and_projects_say_of_themselves_is_a_claim():
    """Numbers of the alliantieprojecten (their applications) and of the magazine (its own projects)."""
    for found in stories():
        for reach in found.reach:
            source = reach.source or found.sources[0]
            own = source.document == "regiodeal-2022" or (
                source.document == "werkplan-2022" and 981 <= (source.number or 0) <= 1100
            )
            assert reach.claim or not own, f"{found.id}: {reach.text}"


def test_what_is_hoped_for_is_a_target():
    assert story("opzetten-zorgketen").reach[0].target
    assert story("zorgzame-gemeenschappen").reach[0].target
    assert [r.target for r in story("energiearmoede-aa-en-hunze").reach] == [False, True]


def test_nothing_in_the_files_looks_like_a_person():
    for path in [*files(), FOLDER / "documents.yaml"]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert personal(line) is None, f"{path.name}:{number}"


def test_small_groups_are_not_counted_out():
    for id in ("opzetten-vrouwensupportgroep", "dementie-op-jonge-leeftijd"):
        assert story(id).reach[0].text == "minder dan tien deelnemers"


# Asking for them


def test_stories_of_a_gemeente_come_nearest_first():
    found = about("GM0109", theme="gezondheid")
    nearness = [s.near("GM0109") for s in found]
    assert nearness == sorted(n for n in nearness if n is not None)
    assert {0, 2} <= set(nearness)
    assert "hascoda-huisartsen" in [s.id for s in found if s.near("GM0109") == 0]
    assert all(s.theme == "gezondheid" for s in found)


def test_a_story_of_a_group_is_of_its_members():
    financiering = story("financiering-verduurzamen-woningen")
    deal = next(g for g in groups() if g.id == "regiodeal_zuid_oost_2020")
    assert {g for g in (*GEMEENTEN, "GM0160") if financiering.near(g) == 1} == set(deal.members)
    assert financiering.near("GM0106") is None


def test_hardenberg_is_not_of_drenthe():
    fablab = story("fablab-hardenberg")
    assert not any(fablab.near(code) is not None for code in (*GEMEENTEN, "PV22"))
    assert fablab.near("GM0160") == 0
    assert story("drenthe-beweegt").near("GM0160") is None


def test_every_gemeente_has_stories_of_its_own_and_every_goal_has_some():
    for gemeente in GEMEENTEN:
        assert [s for s in stories() if s.near(gemeente) == 0], gemeente
    assert {goal for s in stories() for goal in s.goals} == set(range(1, 13))


# Adding one


GOOD = """
theme: gezondheid
stories:
  - id: wandelen-in-emmen
    title: Wandelen in Emmen
    goals: [7]
    areas: [Emmen]
    years: 2024-2026
    text: Inwoners van Emmen wandelen elke week samen. Een coach gaat mee.
    reach:
      - text: 30 wandelaars
        claim: ja
    amounts:
      - euro: 25.000
        kind: subsidie
        sources: [jaarverslag-2025 regel 435]
    sources: [jaarverslag-2025 regel 435]
"""


def check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, name: str = "nieuw.yaml"
) -> tuple[int, str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    code = main(["--check", str(path)])
    return code, capsys.readouterr().out


def test_a_good_story_passes(tmp_path, capsys):
    assert check(tmp_path, capsys, GOOD) == (0, "Alles klopt: 1 verhaal in 1 bestand.\n")
    found = read([tmp_path / "nieuw.yaml"], documents()).stories[0]
    assert (found.areas, found.amounts[0].euro, found.reach[0].claim) == (("GM0114",), 25_000, True)
    assert (found.years, str(found.years)) == (Years(first=2024, last=2026), "2024-2026")


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("[Emmen]", "[Emen]", "areas", "“Emen” is geen bekende gemeente of regio. Bedoelt u Emmen"),
        ("[Emmen]", "[Zweeloo]", "areas", "“Zweeloo” ligt in de gemeente Coevorden. Schrijf Coevorden, en Zweeloo bij plaats"),
        ("[Emmen]", "[Atlantis]", "areas", "“Atlantis” is geen beken"),
        ("[Emmen]", "Emmen", "areas", "hier hoort een lijst te staan"),
        ("    areas: [Emmen]\n", "", "", "zeg waar het is: een gemeente, Drenthe, of bij plaats"),
        ("goals: [7]", "goals: [13]", "goals", "13 is geen doel: de Sociale Agenda heeft doel 1 tot en met 12"),
        ("goals: [7]", "goals: [zeven]", "goals 1", "dit is geen heel getal"),
        ("years: 2024-2026", "years: 1824", "years", "1824 kan niet: een jaar ligt tussen 2000 en 2040"),
        ("years: 2024-2026", "years: 2026-2024", "years", "2026 is later dan 2024"),
        ("years: 2024-2026", "years: vorig jaar", "years", "“vorig jaar” is geen jaar. Schrijf 2025, 2024-2026"),
        ("theme: gezondheid", "theme: gezondhijd", "theme", "“gezondhijd” is geen thema. Bedoelt u gezondheid"),
        ("        sources: [jaarverslag-2025 regel 435]\n", "", "amounts 1, sources", "een bedrag zonder bron komt er niet in"),
        ("\n    sources: [jaarverslag-2025 regel 435]", "", "sources", "een verhaal zonder bron komt er niet in"),
        ("\n    sources: [jaarverslag-2025 regel", "\n    sources: [jaarverslag-2026 regel", "sources 1", "Bedoelt u jaarverslag-2025"),
        ("\n    sources: [jaarverslag-2025 regel 435]\n", "\n    sources: [jaarverslag-2025]\n", "sources 1", "zeg ook waar het staat"),
        ("euro: 25.000", "euro: 750,000", "amounts 1, euro", "“750,000” is geen bedrag dat we zeker weten"),
        ("euro: 25.000", "euro: 0", "amounts 1, euro", "dit getal is te klein"),
        ("kind: subsidie", "kind: gift", "amounts 1, kind", "“gift” kan hier niet. Kies uit: 'budget', 'toegekend'"),
        ("claim: ja", "claim: misschien", "reach 1, claim", "“misschien” is geen ja of nee"),
        ("title:", "titel:", "titel", "dit veld kennen we niet. Bedoelt u title"),
        ("title:", "titel:", "title", "dit ontbreekt. Vul het in"),
        ("id: wandelen-in-emmen", "id: Wandelen in Emmen", "id", "Gebruik kleine letters, cijfers en streepjes"),
        ("id: wandelen-in-emmen", "id: sweelpop", "id", "deze naam heeft al een verhaal in data/stories (thema naoberschap)"),
        ("Een coach gaat mee.", "Bel 06-12345678.", "text", "hier lijkt een telefoonnummer te staan"),
        ("Een coach gaat mee.", "Bel 0591 123456.", "text", "hier lijkt een telefoonnummer te staan"),
        ("Een coach gaat mee.", "Mail jan@emmen.nl.", "text", "hier lijkt een e-mailadres te staan"),
        ("Een coach gaat mee.", "Haar nummer is 111222333.", "text", "hier lijkt een burgerservicenummer te staan"),
        ("Een coach gaat mee.", "Mevrouw Jansen gaat mee.", "text", "hier lijkt de naam van een persoon te staan"),
        ("30 wandelaars", "aanmelden bij jan@emmen.nl", "reach 1, text", "hier lijkt een e-mailadres te staan"),
        ("Een coach gaat mee.", "Zij zijn gezonder dankzij de coach.", "text", "“dankzij” klinkt als een oordeel"),
        ("Een coach gaat mee.", "Een. Twee. Drie.", "text", "dit zijn 4 zinnen"),
        ("Inwoners van Emmen wandelen elke week samen. Een coach gaat mee.", "Kort.", "text", "dit is te kort"),
        ("Een coach gaat mee.", "Een coach gaat mee, " + "en nog iemand, " * 30, "text", "dit is te lang"),
    ],
)  # fmt: skip
def test_a_fault_gets_its_message(tmp_path, capsys, old, new, field, said):
    assert GOOD.count(old) >= 1
    code, out = check(tmp_path, capsys, GOOD.replace(old, new, 1))
    assert code == 1
    lines = [line for line in out.splitlines() if said in line]
    assert len(lines) == 1, out
    assert lines[0].startswith("nieuw.yaml, verhaal “")
    assert (f", veld “{field}”: " in lines[0]) if field else (", veld" not in lines[0])
    assert "Value error" not in out
    assert "Input should" not in out


def test_an_effect_that_the_applicant_claims_may_be_told_as_theirs(tmp_path, capsys):
    told = GOOD.replace("Een coach gaat mee.", "Volgens de aanvrager is het project geslaagd.")
    assert check(tmp_path, capsys, told)[0] == 0


def test_the_other_stories_of_a_file_are_still_read(tmp_path, capsys):
    second = (
        GOOD.partition("stories:\n")[2]
        .replace("wandelen-in-emmen", "wandelen-in-assen")
        .replace("Emmen]", "Asen]")
    )
    code, out = check(tmp_path, capsys, GOOD + second)
    assert code == 1
    assert (
        "verhaal “wandelen-in-assen”, veld “areas”: “Asen” is geen bekende gemeente of regio. Bedoelt u Assen"
        in out
    )
    assert "1 verhaal in 1 bestand in orde; bij 1 moet u iets verbeteren" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stories:\n  - id: a\n   title: b\n", "het bestand is niet te lezen bij regel 3"),
        (GOOD + "    title: Nog een titel\n", "“title” staat er twee keer"),
        ("verhalen: []\n", "dit bestand heeft geen lijst “stories:”"),
        ("", "dit bestand heeft geen lijst “stories:”"),
        ("stories:\n  - zomaar een zin\n", "hier horen velden te staan"),
    ],
)
def test_a_broken_file_gets_its_message(tmp_path, capsys, text, said):
    code, out = check(tmp_path, capsys, text)
    assert code == 1
    assert said in out


def test_a_story_with_more_sources_says_where_its_reach_stands(tmp_path, capsys):
    two = GOOD.replace(
        "    sources: [jaarverslag-2025 regel 435]\n",
        "    sources: [jaarverslag-2025 regel 435, nota-2016 regel 1]\n",
    )
    two = two.replace(
        "        sources: [jaarverslag-2025 regel 435, nota-2016 regel 1]",
        "        sources: [nota-2016 regel 1]",
    )
    code, out = check(tmp_path, capsys, two)
    assert code == 1
    assert "dit verhaal heeft meer bronnen. Zeg bij elk bereik uit welke het komt" in out


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path, capsys):
    assert main(["--check", str(tmp_path / "weg.yaml")]) == 2
    (tmp_path / "verhaal.docx").write_text("x")
    assert main(["--check", str(tmp_path / "verhaal.docx")]) == 2
    assert "bewaar het als CSV" in capsys.readouterr().err


def test_checking_a_file_of_the_monitor_itself_finds_no_double(capsys):
    assert main(["--check", str(FOLDER / "wonen.yaml")]) == 0
    assert "13 verhalen in 1 bestand" in capsys.readouterr().out


# CSV


def test_the_template_has_every_column_and_holds_no_story():
    path = ROOT / "docs" / "sjabloon_verhalen.csv"
    with path.open(encoding="utf-8-sig") as file:
        assert next(csv.reader(file, delimiter=";")) == list(COLUMNS)
    found = read([path], documents())
    assert (found.stories, found.problems) == ([], [])


def examples(language: str) -> str:
    page = (ROOT / "docs" / "verhalen.md").read_text(encoding="utf-8")
    blocks = page.split("```")[1::2]
    return next(
        block.removeprefix(f"{language}\n")
        for block in blocks
        if block.startswith(f"{language}\n") and "veteranen" in block
    )


def test_the_examples_on_the_page_are_the_story_that_the_monitor_has(tmp_path):
    (tmp_path / "a.yaml").write_text("theme: inclusie\nstories:\n" + examples("yaml"), encoding="utf-8")
    (tmp_path / "b.csv").write_text(examples(""), encoding="utf-8")
    committed = story("veteranen-nieuw-balinge")
    from_yaml = read([tmp_path / "a.yaml"], documents()).stories[0]
    from_csv = read([tmp_path / "b.csv"], documents()).stories[0]
    assert from_yaml == committed
    without_note = committed.amounts[0].model_copy(update={"note": None})
    source = committed.reach[0].model_copy(update={"source": committed.sources[0]})
    assert from_csv == committed.model_copy(update={"amounts": (without_note,), "reach": (source,)})


def test_the_page_names_every_column_and_every_kind_of_amount():
    page = (ROOT / "docs" / "verhalen.md").read_text(encoding="utf-8")
    for word in (*COLUMNS, *KINDS):
        assert f"`{word}`" in page, word


ROW = "id;titel;thema;doelen;gebied;jaren;tekst;bedrag;soort_bedrag;bedrag_bron;bron\n"
CELLS = (
    'x-y;Een titel;Inclusie en diversiteit;"10, 12";"Emmen, De Wolden";2025;Mensen doen samen iets in hun buurt.;'
    "€ 12.500,-;subsidie;jaarverslag-2025 regel 7;jaarverslag-2025 regel 7\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_of_excel_is_read(tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes((ROW + CELLS).replace("\n", "\r\n").encode(encoding))
    found = read([tmp_path / "a.csv"], documents())
    assert found.problems == []
    (one,) = found.stories
    assert (one.theme, one.goals, one.areas) == ("inclusie", (10, 12), ("GM0114", "GM1690"))
    assert one.amounts[0].euro == 12_500


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("De Wolden", "De Wolde", "rij 2 (“x-y”), veld “gebied”: “De Wolde” is geen bekende gemeente of regio. Bedoelt u De Wolden"),
        ("€ 12.500,-;subsidie;jaarverslag-2025 regel 7", "12500;subsidie;", "veld “bedrag_bron”: een bedrag zonder bron"),
        ("€ 12.500,-", "750,000", "veld “bedrag”: “750,000” is geen bedrag"),
        ("2025", "25", "veld “jaren”: “25” is geen jaar"),
        ("soort_bedrag", "soort", "de kolom “soort” kennen we niet"),
        ("Een titel", "Een; titel", "heeft meer cellen dan kolommen"),
    ],
)  # fmt: skip
def test_a_fault_in_a_csv_is_said_by_row_and_column(tmp_path, capsys, old, new, said):
    code, out = check(tmp_path, capsys, (ROW + CELLS).replace(old, new, 1), "a.csv")
    assert code == 1
    assert said in out


# In the running monitor


def test_a_story_with_a_fault_is_left_out_and_the_others_stay(tmp_path, caplog):
    (tmp_path / "documents.yaml").write_bytes((FOLDER / "documents.yaml").read_bytes())
    (tmp_path / "goed.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "fout.yaml").write_text(
        GOOD.replace("Emmen]", "Emen]").replace("wandelen-in", "lopen-in"), encoding="utf-8"
    )
    with caplog.at_level(logging.ERROR):
        assert [s.id for s in stories(tmp_path)] == ["wandelen-in-emmen"]
    assert "“Emen” is geen bekende gemeente" in caplog.text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("jan.de.vries@emmen.nl", "een e-mailadres"),
        ("+31 6 12 34 56 78", "een telefoonnummer"),
        ("(0591) 12 34 56", "een telefoonnummer"),
        ("BSN 111.222.333", "een burgerservicenummer"),
        ("NL91 ABNA 0417 1643 00", "een IBAN"),
        ("9401 HV 12", "een adres"),
        ("de heer De Boer", "de naam van een persoon"),
        ("in 2020-2023 en € 28.200.000", None),
        ("123456789", None),  # fails the check of a BSN
        ("werkplan-2022 regel 1066", None),
        ("ongeveer 3.000 inwoners in 2025, 45.000 in 2026", None),
        ("2e Exloërmond en 100 Gezonde Scholen", None),
    ],
)
def test_what_looks_like_a_person(text, what):
    assert personal(text) == what


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2017", "2017"),
        ("2016-2017", "2016-2017"),
        ("2022-", "vanaf 2022"),
        ("-2029", "tot en met 2029"),
    ],
)
def test_the_years_of_a_story_are_read_as_words_where_one_end_is_open(written: str, read: str) -> None:
    assert Years.model_validate(written).text == read
