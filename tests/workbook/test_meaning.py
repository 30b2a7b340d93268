"""Files that say something else than they seem to: the right figures come in, or none, and the person is told why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from intake.tables.sheet_figures import SheetFigures
from monitor.errors import SourceError
from tests.workbook.test_table import figures, read, why

INCOME, POLICE, HEALTH, PEOPLE = (
    "CBS-inkomen-2024",
    "Politie-47022NED",
    "RIVM-50090NED",
    "CBS-70072ned-compiled",
)


Writer = Callable[..., SheetFigures]


@pytest.fixture
def csv(tmp_path: Path) -> Writer:
    """Write lines as a CSV of a Dutch Excel and read it: ``csv("a;b", "1;2", source=...)``."""

    def make(*lines: str, source: str = HEALTH, encoding: str = "utf-8", **hints: object) -> SheetFigures:
        file = tmp_path / "cijfers.csv"
        file.write_bytes("\r\n".join(lines).encode(encoding))
        if source == HEALTH:
            hints.setdefault("population", "18+")
        return read(file, source, **hints)

    return make


def everything_said(found: SheetFigures) -> str:
    return " ".join([*(refusal.why for refusal in found.refused), *found.notes])


def refused(make: Callable[[], SheetFigures]) -> str:
    """Return what is said of a table of which no figure may come in, one by one or as a whole."""
    try:
        found = make()
    except SourceError as error:
        return str(error)
    assert figures(found) == {}
    return everything_said(found)


# -- units: in thousands, wherever and however that is written ---------------------------------------------------------

MEDIAN = "Mediaan besteedbaar inkomen"


@pytest.mark.parametrize(
    "unit",
    [
        "1 000 euro",
        "x 1 000 euro",
        "1000 euro",
        "in duizenden euro's",
        "duizend euro",
        "k€",
        "€ x 1.000",
        "dzd euro",
    ],
)
@pytest.mark.parametrize("where", ["line", "heading", "column", "label"])
def test_a_unit_is_counted_with_wherever_it_stands(csv: Writer, unit: str, where: str) -> None:
    tables = {
        "line": ["Gemeente;Jaar;" + MEDIAN, f";;{unit}", "Assen;2023;43,1"],
        "heading": [f"Gemeente;Jaar;{MEDIAN} ({unit})", "Assen;2023;43,1"],
        "column": ["Gemeente;Jaar;Maat;Waarde;Eenheid", f"Assen;2023;{MEDIAN};43,1;{unit}"],
        "label": [f"Eenheid: {unit}", "", f"Gemeente;Jaar;{MEDIAN}", "Assen;2023;43,1"],
    }
    assert figures(csv(*tables[where], source=INCOME)) == {("GM0106", 2023): 43100}


@pytest.mark.parametrize(
    ("unit", "value"), [("mln euro", 43_100_000), ("mld euro", 43_100_000_000), ("euro", 43.1)]
)
def test_a_larger_unit(csv: Writer, unit: str, value: float) -> None:
    assert figures(csv(f"Gemeente;Jaar;{MEDIAN} ({unit})", "Assen;2023;43,1", source=INCOME)) == {
        ("GM0106", 2023): value
    }


@pytest.mark.parametrize(
    "heading", ["Inkomen.Mediaan.besteedbaar.inkomen..1.000.euro.", "mediaan_besteedbaar_inkomen_1000_euro"]
)
def test_a_unit_in_a_heading_that_a_program_made(csv: Writer, heading: str) -> None:
    assert figures(csv(f"Gemeente,Jaar,{heading}", "Assen,2023,43.1", source=INCOME)) == {
        ("GM0106", 2023): 43100
    }


@pytest.mark.parametrize("unit", ["1 000 dollar", "dzd. gulden", "x 1000 stuivers", "promille", "mln kronen"])
@pytest.mark.parametrize("where", ["line", "heading", "column", "label", "title", "footnote"])
def test_a_unit_that_is_not_understood_is_never_taken_for_one(csv: Writer, unit: str, where: str) -> None:
    tables = {
        "line": ["Gemeente;Jaar;" + MEDIAN, f";;{unit}", "Assen;2023;43,1"],
        "heading": [f"Gemeente;Jaar;{MEDIAN} ({unit})", "Assen;2023;43,1"],
        "column": ["Gemeente;Jaar;Maat;Waarde;Eenheid", f"Assen;2023;{MEDIAN};43,1;{unit}"],
        "label": [f"Eenheid: {unit}", "", f"Gemeente;Jaar;{MEDIAN}", "Assen;2023;43,1"],
        "title": [f"Inkomen, bedragen in {unit}", "", f"Gemeente;Jaar;{MEDIAN}", "Assen;2023;43,1"],
        "footnote": [f"Gemeente;Jaar;{MEDIAN}", "Assen;2023;43,1", f"Bedragen in {unit}"],
    }
    said = refused(lambda: csv(*tables[where], source=INCOME))
    assert "eenheid" in said


def test_a_star_of_a_provisional_year_above_the_table(csv: Writer) -> None:
    found = csv("Perioden: 2023*", "", f"Gemeente;{MEDIAN} (1 000 euro)", "Assen;43,1", source=INCOME)
    assert found.frame["status"].tolist() == ["voorlopig"]


def test_a_percentage_is_no_number_of_people(csv: Writer) -> None:
    found = csv("Gemeente;Jaar;Geregistreerde misdrijven (%)", "Assen;2024;4,7", source=POLICE)
    assert figures(found) == {}
    assert "de eenheid in het bestand past niet" in why(found)[0]


def test_decimals_of_a_whole_column_tell_what_a_point_is(csv: Writer) -> None:
    found = csv("Gemeente;Jaar;Aantal", "Assen;2024;0.234", "Emmen;2024;4.026", source=POLICE)
    assert 234 not in figures(found).values()
    assert ("GM0114", 2024) not in figures(found), "4.026 beside 0.234 may be 4,026"


# -- years -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line", ["Perioden: 2023", "Perioden;2023", "Jaar: 2023", "Peildatum: 1 januari 2023"]
)
def test_the_year_of_a_line_above_the_table(csv: Writer, line: str) -> None:
    found = csv(
        "Inkomen (indeling 2025)", line, "", f"Gemeente;{MEDIAN} (1 000 euro)", "Assen;43,1", source=INCOME
    )
    assert figures(found) == {("GM0106", 2023): 43100}


@pytest.mark.parametrize(
    "title", ["Misdrijven, gemeente 2026", "Misdrijven (indeling 2025)", "Bijgewerkt op 12-3-2025"]
)
def test_a_year_that_the_file_does_not_name_is_never_advised(csv: Writer, title: str) -> None:
    found = csv(title, "", "Gemeente;Geregistreerde misdrijven", "Assen;3205", source=POLICE)
    assert figures(found) == {}
    assert "--year 2" not in everything_said(found)
    assert "geef het mee met --year" in why(found)[0]


def test_the_year_of_a_title_is_advised_and_never_taken(csv: Writer) -> None:
    found = csv(
        "Misdrijven 2024 (indeling 2026)",
        "",
        "Gemeente;Geregistreerde misdrijven",
        "Assen;3205",
        source=POLICE,
    )
    assert figures(found) == {}
    assert "--year 2024" in why(found)[0]


def test_the_year_of_the_row_counts_and_not_that_of_a_title(csv: Writer) -> None:
    found = csv(
        "Proeftabel (indeling 2025);;;",
        ";;;Onderwerp",
        f";;;Inkomen|{MEDIAN}",
        "Kenmerk;Regio's;Perioden;euro",
        "Alle huishoudens;Assen;2022;40400",
        source=INCOME,
    )
    assert figures(found) == {("GM0106", 2022): 40400}


def test_two_years_that_contradict_each_other_are_refused(csv: Writer) -> None:
    found = csv("Gemeente;Jaar;Overgewicht 2020", "Assen;2016;53,9", "Emmen;2020;58,6")
    assert figures(found) == {("GM0114", 2020): 58.6}
    assert "er staan twee jaren: 2016 en 2020" in why(found)[0]


@pytest.mark.parametrize(
    ("heading", "year"),
    [("Jaar", "2020.0"), ("Datum", "2020-12-31"), ("Datum", "31-12-2020"), ("Periode", "2020JJ00"), ("Tijdvak", "2020"),
     ("Datum", "1 januari 2020"), ("period", "2020"), ("Perioden", "2020*")],
)  # fmt: skip
def test_years_as_programs_write_them(csv: Writer, heading: str, year: str) -> None:
    assert figures(csv(f"{heading};Gemeente;Overgewicht", f"{year};Assen;53,9")) == {("GM0106", 2020): 53.9}


# -- regions -----------------------------------------------------------------------------------------------------------


def test_a_list_of_provinces_is_a_list_of_provinces(csv: Writer) -> None:
    names = ["Groningen", "Fryslân", "Drenthe", "Overijssel", "Utrecht", "Zeeland"]
    for heading in ("Provincie", "Regio"):
        found = csv(f"{heading};Overgewicht", *(f"{name};5{i},1" for i, name in enumerate(names)), year=2020)
        assert {code for code, _ in figures(found)} == {"PV20", "PV21", "PV22", "PV23", "PV26", "PV29"}


def test_a_list_of_gemeenten_is_a_list_of_gemeenten(csv: Writer) -> None:
    found = csv("Regio;Overgewicht", "Groningen;41,2", "Assen;53,9", "Utrecht;39,4", year=2020)
    assert {code for code, _ in figures(found)} == {"GM0014", "GM0106", "GM0344"}


def test_a_name_that_may_be_both_is_refused(csv: Writer) -> None:
    found = csv("Regio;Overgewicht", "Groningen;41,2", "Assen;53,9", "Drenthe;55", "Overijssel;53", year=2020)
    assert "GM0014" not in {code for code, _ in figures(found)}
    assert why(found) == [
        "rij 2: 'Groningen' kan meer dan één gebied zijn; schrijf GM0014 (gemeente) of PV20 (provincie)"
    ]


def test_codes_win_over_the_names_of_wijken(csv: Writer) -> None:
    found = csv(
        "Wijken en buurten;Regiocode (gemeente, wijk, buurt) (code);Jaar;Overgewicht",
        "Assen;GM0106    ;2020;53,9",
        "Waterland;WK036373  ;2020;50",
        "Centrum;BU01060001;2020;40",
    )
    assert figures(found) == {("GM0106", 2020): 53.9, ("BU01060001", 2020): 40.0}
    assert "Gebieden die de monitor niet toont: WK036373." in found.notes


def test_a_gemeente_beside_its_wijken_does_not_get_their_figures(csv: Writer) -> None:
    found = csv(
        "Gemeente;Wijk;Wijkcode;Jaar;Overgewicht",
        "Emmen;Emmen;WK011410;2020;60,1",
        "Emmen;Angelslo;WK011411;2020;61",
    )
    assert set(figures(found)) <= {("WK011410", 2020), ("WK011411", 2020)}
    with pytest.raises(SourceError, match="namen van wijken of buurten zonder hun codes"):
        csv("Gemeente;Wijk;Jaar;Overgewicht", "Emmen;Emmen;2020;60,1", "Emmen;Angelslo;2020;61")


@pytest.mark.parametrize(
    "heads",
    [
        "Regio van vertrek;Regio van vestiging",
        "RegioVanVertrek;RegioVanVestiging",
        "Woongemeente;Werkgemeente",
    ],
)
def test_two_columns_of_regions_are_refused(csv: Writer, heads: str) -> None:
    with pytest.raises(SourceError, match="twee kolommen met gebieden"):
        csv(f"{heads};Jaar;Overgewicht", "Assen;Emmen;2020;53,9", "Emmen;Assen;2020;58,6")


def test_the_broader_of_two_columns_of_regions_is_no_second_region(csv: Writer) -> None:
    found = csv(
        "Provincie;Gemeente;Jaar;Overgewicht", "Drenthe;Assen;2020;53,9", "Groningen;Groningen;2020;41,2"
    )
    assert figures(found) == {("GM0106", 2020): 53.9, ("GM0014", 2020): 41.2}


def test_codes_of_somebody_else_make_way_for_names(csv: Writer) -> None:
    found = csv("Naam;Code;Jaar;Overgewicht", "Assen;PV3:0106;2020;53,9", "Emmen;PV3:0114;2020;58,6")
    assert len(figures(found)) == 2
    assert "(zoals 'PV3:0106') kent de monitor niet; de namen zijn gebruikt." in everything_said(found)
    found = csv("Naam;Code;Jaar;Overgewicht", "Assen;1;2020;53,9", "Emmen;2;2020;58,6", "Meppel;3;2020;50")
    assert {code for code, _ in figures(found)} == {"GM0106", "GM0114", "GM0119"}, (
        "a number of the row is no code"
    )


def test_a_gemeente_between_two_divisions(csv: Writer) -> None:
    found = csv("gebied;jaar;waarde", "Beemster;2021;10110", "Haren;2023;1", source=PEOPLE)
    assert figures(found) == {("GM0370", 2021): 10110}
    assert "Haren (GM0017) bestond in 2023 niet meer" in why(found)[0]


def test_a_table_of_swing(csv: Writer) -> None:
    found = csv(
        "period;geolevel;geoitem;Overgewicht",
        "2020;gemeente;106;53,9",
        "2020;provincie;22;55",
        "2020;nederland;1;50,1",
        "2020;wijk;11410;60",
    )
    assert figures(found) == {("GM0106", 2020): 53.9, ("PV22", 2020): 55, ("NL00", 2020): 50.1}


# -- a part of the people, another subject -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ["Geslacht;Gemeente;Jaar;Overgewicht", "Vrouwen;Assen;2020;49", "Vrouwen;Emmen;2020;54,1"],
        ["Gemeente;Jaar;Overgewicht;Geslacht", "Assen;2020;49;4000", "Emmen;2020;54,1;4000"],
        ["Geslacht: Vrouwen", "", "Gemeente;Jaar;Overgewicht", "Assen;2020;49", "Emmen;2020;54,1"],
        ["Geslacht;;Vrouwen", "Gemeente;Jaar;Overgewicht", "Assen;2020;49", "Emmen;2020;54,1"],
        [";;Vrouwen", "Gemeente;Jaar;Overgewicht", "Assen;2020;49", "Emmen;2020;54,1"],
        ["Gemeente;Jaar;Overgewicht", ";;Vrouwen", "Assen;2020;49", "Emmen;2020;54,1"],
        ["Gemeente;Jaar;Overgewicht (vrouwen)", "Assen;2020;49", "Emmen;2020;54,1"],
        ["Gemeente;Jaar;Overgewicht, vrouwen", "Assen;2020;49", "Emmen;2020;54,1"],
        ["Overgewicht bij vrouwen", "", "Gemeente;Jaar;Overgewicht", "Assen;2020;49", "Emmen;2020;54,1"],
        ["Gemeente;Jaar;Overgewicht;Soort", "Assen;2020;49;Laagopgeleid", "Emmen;2020;54,1;Laagopgeleid"],
        ["Gemeente;Jaar;Overgewicht;", "Assen;2020;49;Vrouwen", "Emmen;2020;54,1;Vrouwen"],
    ],
)  # fmt: skip
def test_a_part_is_never_taken_for_everybody(csv: Writer, lines: list[str]) -> None:
    said = refused(lambda: csv(*lines)).lower()
    assert any(word in said for word in ("vrouwen", "4000", "laagopgeleid"))


@pytest.mark.parametrize(
    ("lines", "option"),
    [
        (["Geslacht;Gemeente;Jaar;Overgewicht", "Vrouwen;Assen;2020;49"], {"Geslacht": "Vrouwen"}),
        (["Geslacht: Vrouwen", "", "Gemeente;Jaar;Overgewicht", "Assen;2020;49"], {"Geslacht": "Vrouwen"}),
        (
            ["Gemeente;Jaar;Overgewicht", ";;Volwassen inwoners", "Assen;2020;49"],
            {"kop": "Volwassen inwoners"},
        ),
    ],
)
def test_the_answer_that_is_advised_lets_it_in(csv: Writer, lines: list[str], option: dict[str, str]) -> None:
    refused = [refusal for refusal in csv(*lines).refused if refusal.option]
    assert [refusal.option for refusal in refused] == [f"{name}={value}" for name, value in option.items()]
    assert figures(csv(*lines, options=option)) == {("GM0106", 2020): 49}


@pytest.mark.parametrize(
    "whole", ["Totaal", "Totaal mannen en vrouwen", "Alle huishoudens", "T001038", "Iedereen"]
)
def test_a_total_is_everybody(csv: Writer, whole: str) -> None:
    for lines in (
        ["Kenmerk;Gemeente;Jaar;Overgewicht", f"{whole};Assen;2020;53,9"],
        [f"Kenmerk: {whole}", "", "Gemeente;Jaar;Overgewicht", "Assen;2020;53,9"],
        [f"Kenmerk;;{whole}", "Gemeente;Jaar;Overgewicht", "Assen;2020;53,9"],
    ):
        assert figures(csv(*lines)) == {("GM0106", 2020): 53.9}


def test_of_more_groups_the_total_is_read_and_the_option_is_named(csv: Writer) -> None:
    lines = [
        "Woningkenmerken,RegioS,Perioden,Overgewicht",
        "Totaal,Assen,2020,53.9",
        "Appartement,Assen,2020,50.1",
    ]
    found = csv(*lines)
    assert figures(found) == {("GM0106", 2020): 53.9}
    assert '--option "Woningkenmerken=Appartement"' in everything_said(found)
    assert figures(csv(*lines, options={"Woningkenmerken": "Appartement"})) == {("GM0106", 2020): 50.1}


def test_of_more_groups_without_a_total_one_is_asked_for(csv: Writer) -> None:
    found = csv("Woning,Regio,Jaar,Overgewicht", "Huur,Assen,2020,53.9", "Koop,Assen,2020,50.1")
    assert figures(found) == {}
    assert "'Woning' heeft 2 groepen (Huur, Koop). Kies er een" in why(found)[0]
    assert len(found.refused) == 1, "one question, and not one refusal per row"


@pytest.mark.parametrize(
    "lines",
    [
        ["Onderwerp;Opgehelderde misdrijven", "Perioden;2024", "Regio's;aantal", "Assen;2990", "Emmen;3990"],
        ["Onderwerp: Opgehelderde misdrijven", "", "Gemeente;aantal", "Assen;2990", "Emmen;3990"],
        ["Opgehelderde misdrijven", "", "Gemeente;aantal", "Assen;2990", "Emmen;3990"],
        ["Gemeente;Geregistreerde misdrijven (opgehelderd)", "Assen;2990", "Emmen;3990"],
        ["Gemeente;Onderwerp;Waarde", "Assen;Opgehelderde misdrijven;2990", "Emmen;Opgehelderde misdrijven;3990"],
    ],
)  # fmt: skip
def test_another_subject_under_a_bare_heading(csv: Writer, lines: list[str]) -> None:
    assert "pgehelderd" in refused(lambda: csv(*lines, source=POLICE, year=2024))


def test_the_right_subject_in_a_line_above(csv: Writer) -> None:
    found = csv(
        "Misdrijven, gemeente 2026",
        "",
        "Onderwerp;Geregistreerde misdrijven",
        "Perioden;2024",
        "Regio's;aantal",
        "Assen;3205",
        source=POLICE,
    )
    assert figures(found) == {("GM0106", 2024): 3205}


# -- layouts -----------------------------------------------------------------------------------------------------------


def test_statline_with_periods_in_a_line_of_headings(csv: Writer) -> None:
    found = csv(
        '"Gezondheid per gemeente"',
        '"Onderwerp";"Overgewicht";"";"Eenzaam";""',
        '"Perioden";"2016";"2020";"2016";"2020*"',
        '"Regio\'s";"%";"%";"%";"%"',
        '"Assen";"50,1";"53,9";"44,0";"46,4"',
        '"Bron: RIVM"',
    )
    rows = found.frame.set_index(["measure", "year"])
    assert rows["value"].to_dict() == {
        ("Overgewicht", 2016): 50.1,
        ("Overgewicht", 2020): 53.9,
        ("Eenzaam", 2016): 44,
        ("Eenzaam", 2020): 46.4,
    }
    assert rows["status"]["Eenzaam", 2020] == "voorlopig"


def test_seven_lines_of_headings(csv: Writer) -> None:
    found = csv(
        "Gezondheid; geslacht, leeftijd en regio",
        "",
        "Onderwerp;Overgewicht;Overgewicht;Overgewicht",
        "Geslacht;Totaal mannen en vrouwen;Mannen;Vrouwen",
        "Perioden;2020*;2020*;2020*",
        "Diagnose;Totaal diagnosen;Totaal diagnosen;Totaal diagnosen",
        "Leeftijd;18 jaar of ouder;18 jaar of ouder;18 jaar of ouder",
        "Kenmerk;Totaal;Totaal;Totaal",
        "Regio's;%;%;%",
        "Assen;53,9;57;51",
        "Emmen;58,6;60;57",
        population=None,
    )
    assert figures(found) == {("GM0106", 2020): 53.9, ("GM0114", 2020): 58.6}
    assert set(found.frame["population"]) == {"18+"}
    assert '--option "Geslacht=...' in everything_said(found)


def test_regions_along_the_top(csv: Writer) -> None:
    found = csv(
        "Gezondheid per gemeente",
        "Perioden: 2020",
        "",
        ";Regio's;Regio's;Regio's",
        "Onderwerp;Assen;Emmen;Meppel",
        "Overgewicht (%);53,9;58,6;53,4",
        "Zomaar iets;1;2;3",
        "Bron: RIVM",
    )
    assert figures(found) == {("GM0106", 2020): 53.9, ("GM0114", 2020): 58.6, ("GM0119", 2020): 53.4}


def test_a_decimal_comma_that_parts_a_row_is_noticed(csv: Writer) -> None:
    found = csv("gebied,jaar,Overgewicht", "Assen,2020,53,9", "Emmen,2020,58", "Meppel,2020,53,4")
    assert figures(found) == {("GM0114", 2020): 58}
    assert "staat er een ',' te veel of te weinig in?" in why(found)[0]
    found = csv("gebied,jaar,waarde,ondergrens,bovengrens,maat", "Assen,2020,53,9,Overgewicht")
    assert figures(found) == {}


@pytest.mark.parametrize("header", [",Gemeente,Jaar,Overgewicht", '"","Gemeente","Jaar","Overgewicht"'])
def test_the_number_of_the_row_that_pandas_and_r_write_in_front(csv: Writer, header: str) -> None:
    found = csv(header, "0,Assen,2020,53.9", "1,Emmen,2020,58.6")
    assert figures(found) == {("GM0106", 2020): 53.9, ("GM0114", 2020): 58.6}


@pytest.mark.parametrize(
    "lines",
    [
        ["Gemeente;Jaar;Overgewicht", "Assen;2020;53,9", "", "Gemeente;Jaar;Roken", "Emmen;2020;20"],
        [
            "Gemeente;Jaar;Overgewicht",
            "Assen;2020;53,9",
            "Roken",
            "Gemeente;Jaar;Overgewicht",
            "Emmen;2020;20",
        ],
    ],
)
def test_a_second_table_below_is_not_part_of_the_first(csv: Writer, lines: list[str]) -> None:
    found = csv(*lines)
    assert figures(found) == {("GM0106", 2020): 53.9}
    assert "hier begint een andere tabel" in why(found)[0]


def test_bounds_beside_the_only_figure(csv: Writer) -> None:
    found = csv("Gemeente;Jaar;Overgewicht;Ondergrens;Bovengrens", "Assen;2020;53,9;50;57")
    assert found.frame[["value", "lower", "upper"]].iloc[0].tolist() == [53.9, 50, 57]


def test_regions_of_another_kind_with_the_name_of_a_province(csv: Writer) -> None:
    found = csv("Arbeidsmarktregio;Jaar;Overgewicht", "Drenthe;2020;53,9", "Flevoland;2020;50")
    assert figures(found) == {}
    assert "Gebieden die de monitor niet toont: Drenthe, Flevoland." in found.notes
    assert figures(csv("GGD-regio;Jaar;Overgewicht", "Drenthe;2020;53,9", "Zeeland;2020;50")) == {
        ("PV22", 2020): 53.9
    }


def test_a_name_of_two_levels_in_years_before_the_register(csv: Writer) -> None:
    found = csv("Regio;Jaar;Overgewicht", "Groningen;2005;50", "Drenthe;2005;50", "Assen;2005;49")
    assert "PV20" not in {code for code, _ in figures(found)}
    assert (
        figures(csv("Gemeente;Jaar;Overgewicht", "Groningen;2005;50", "Assen;2005;49"))["GM0014", 2005] == 50
    )


def test_the_subject_of_a_row_under_columns_of_years(csv: Writer) -> None:
    lines = ["Gemeente;Onderwerp;2016;2020", "Assen;Overgewicht;50;53,9", "Assen;Eenzaam;40;46,4"]
    for heading in ("Onderwerp", "Wat"):
        found = csv(*[line.replace("Onderwerp", heading) for line in lines])
        rows = found.frame.set_index(["measure", "year"])["value"]
        assert rows.to_dict() == {
            ("Overgewicht", 2016): 50, ("Overgewicht", 2020): 53.9, ("Eenzaam", 2016): 40, ("Eenzaam", 2020): 46.4,
        }  # fmt: skip
    found = csv("Gemeente;Onderwerp;2023;2024", "Assen;Opgehelderde misdrijven;2990;3000", source=POLICE)
    assert figures(found) == {}
    assert "'Opgehelderde misdrijven' is geen maat van deze bron" in why(found)[0]
    found = csv("Gemeente;Onderwerp;Jaar;Overgewicht", "Assen;Eenzaam;2020;46,4")
    assert figures(found) == {}


def test_the_name_of_a_file_or_sheet_gives_a_part_away(tmp_path: Path) -> None:
    file = tmp_path / "overgewicht_vrouwen.csv"
    file.write_text("Gemeente;Jaar;Overgewicht\nAssen;2020;49\n", encoding="utf-8")
    found = read(file, HEALTH, population="18+")
    assert figures(found) == {}
    assert "de naam 'overgewicht vrouwen' noemt 'vrouwen'" in why(found)[0]
    assert len(figures(read(file, HEALTH, population="18+", options={"kop": "vrouwen"}))) == 1


def test_the_answer_to_a_column_also_answers_for_the_name_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "alleen-vrouwen.csv"
    file.write_text("Geslacht;Gemeente;Jaar;Overgewicht\nVrouwen;Assen;2020;49\n", encoding="utf-8")
    assert figures(read(file, HEALTH, population="18+")) == {}
    assert len(figures(read(file, HEALTH, population="18+", options={"Geslacht": "Vrouwen"}))) == 1


def test_a_figure_that_contradicts_itself_many_times_is_told_in_a_line(csv: Writer) -> None:
    rows = [f"Assen;2020;5{number % 10},{number}" for number in range(60)]
    found = csv("Gemeente;Jaar;Overgewicht", *rows)
    assert figures(found) == {}
    assert found.refused[0].where.endswith("en 57 andere")
    assert "en 57 andere" in found.refused[0].why


def test_of_a_list_of_strangers_not_every_name_is_looked_up(csv: Writer) -> None:
    found = csv("Gemeente;Jaar;Overgewicht", "Asen;2020;50", *(f"Emen {n};2020;50" for n in range(300)))
    assert len(found.refused) == 301
    assert found.refused[0].why.endswith("Bedoelt u Assen?")
    assert found.refused[-1].why == "'Emen 299' is geen bekend gebied"


def test_a_unit_in_a_title(csv: Writer) -> None:
    found = csv("Inkomen (x 1.000 euro), 2023", f"Gemeente;Jaar;{MEDIAN}", "Assen;2023;43,1", source=INCOME)
    assert figures(found) == {("GM0106", 2023): 43100}


@pytest.mark.parametrize(
    "lines",
    [
        ["Gemeente;Jaar;Maand;Overgewicht", "Assen;2020;1;53,9", "Emmen;2020;1;58,6"],
        ["Gemeente;Jaar;Kwartaal;Overgewicht", "Assen;2020;Q1;53,9", "Emmen;2020;Q1;58,6"],
        ["Gemeente;Jaar;Postcode;Overgewicht", "Assen;2020;9401;53,9", "Emmen;2020;7811;58,6"],
        ["Gemeente;Kern;Jaar;Overgewicht", "Assen;Assen;2020;53,9", "Emmen;Klazienaveen;2020;58,6"],
        ["Kern;Gemeente;Jaar;Overgewicht", "Assen;Assen;2020;53,9", "Klazienaveen;Emmen;2020;58,6"],
        ["Gemeente;School;Jaar;Overgewicht", "Assen;De Ark;2020;40", "Emmen;De Brug;2020;60", "Meppel;De Kim;2020;50"],
        ["Gemeente;Stadsdeel;Jaar;Overgewicht", "Assen;Noord;2020;40", "Assen;West;2020;41"],
        ["Gemeente;Soort misdrijf;Jaar;Overgewicht", "Assen;1.1.1;2020;40", "Emmen;1.1.1;2020;41"],
        ["Gemeente;Jaar;Overgewicht", "Assen;2020;53,9", "Alleen vrouwen"],
        ["Overgewicht, 12 tot 18 jaar", "", "Gemeente;Jaar;Overgewicht", "Assen;2020;53,9"],
        ["Overgewicht, 65 jaar en ouder", "", "Gemeente;Jaar;Overgewicht", "Assen;2020;53,9"],
    ],
)  # fmt: skip
def test_a_part_of_the_year_the_gemeente_or_the_people_is_not_the_whole(
    csv: Writer, lines: list[str]
) -> None:
    said = refused(lambda: csv(*lines))
    assert "--option" in said or "de titel noemt de groep 65+, en de opdracht 18+" in said


def test_a_column_that_says_something_else_in_every_row_can_be_passed_over(csv: Writer) -> None:
    lines = ["Gemeente;Beheerder;Jaar;Overgewicht", "Assen;A;2020;40", "Emmen;B;2020;60", "Meppel;C;2020;50"]
    assert '--option "Beheerder=*"' in refused(lambda: csv(*lines))
    assert len(figures(csv(*lines, options={"Beheerder": "*"}))) == 3


def test_a_date_over_a_column_is_its_year(csv: Writer) -> None:
    found = csv("Gemeente;1 januari 2020", "Assen;53,9", measure="Overgewicht")
    assert figures(found) == {("GM0106", 2020): 53.9}
