"""What a reader of the page about one gemeente relies on, on the figures of the snapshot."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from monitor.catalogue import load
from monitor.dutch import value_text
from monitor.province import GEMEENTEN
from monitor.regions import name
from monitor.store import store
from tests.pages.conftest import Opener, charts, text
from tests.pages.html_tables import tables, texts
from tests.sweep import EXHAUSTIVE, sampled
from ui.choose import comparators
from ui.gemeente import spine
from ui.gemeente import view as profile
from ui.parts.downloads import table_for_excel

PAGE = "mijn_gemeente.py"
NEDERLAND = comparators.against("nederland", "GM0114", None)[0]


def rows(page: AppTest) -> pd.DataFrame:
    """All rows of the page's tables, by indicator: the figure as the reader sees it, the rest as the sorter has it."""
    every = pd.concat(table.frame(lambda cell: cell.value) for table in tables(page))
    read = pd.concat(table.frame(lambda cell: cell.text) for table in tables(page))
    return every.assign(Waarde=read["Waarde"]).drop(columns="Cijfer")


def test_without_a_gemeente_the_twelve_are_offered_and_a_press_chooses(opened: Opener) -> None:
    page = opened(PAGE)
    assert [button.label for button in page.button] == [name(code) for code in GEMEENTEN]
    page.button("kies_de-wolden").click().run()
    assert page.query_params["gemeente"] == "de-wolden"
    assert page.title[0].value == "Hoe staat De Wolden ervoor?"


def test_who_the_gemeente_is(opened: Opener) -> None:
    said = text(opened(PAGE, gemeente="hoogeveen"))
    assert "inwoners** op 1 januari 2025 (CBS, tabel 70072ned)" in said
    # Two deals at once; the older one has ended.
    assert "Regio Deal Zuid- en Oost-Drenthe (sinds 2025)" in said
    assert "Regio Deal Zwolle, het Drentse deel (sinds 2025)" in said
    assert "Bron: Jaarverslag Sociale Agenda 2025, provincie Drenthe." in said


def test_published_figures_stand_in_the_table(opened: Opener) -> None:
    shown = rows(opened(PAGE, gemeente="emmen", thema="alles"))
    assert shown.loc["Moeite met rondkomen", "Waarde"] == "15,1% (2024)"
    assert shown.loc["Moeite met rondkomen", "Wie"] == "18 jaar en ouder"
    assert shown.loc["Moeite met rondkomen", "Verschil met Nederland"] == pytest.approx(-0.2)
    # By its number, so that it sorts; the years stand beside it.
    assert shown.loc["Moeite met rondkomen", "Verandering"] == pytest.approx(-8.5)
    assert shown.loc["Moeite met rondkomen", "Sinds"] == "2016-2020"
    assert shown.loc["Problematische schulden", "Waarde"] == "9,9% (2023)"
    assert shown.loc["Vertrouwen in instituties", "Waarde"] == "54,3% (2022)"


def test_the_year_of_a_difference_is_said_when_it_is_not_that_of_the_value() -> None:
    profile_rows = {r.indicator.id: r for r in profile.build("GM0114", NEDERLAND).rows}
    row = profile_rows["moeite_rondkomen"]
    assert profile.difference_cell(row.comparison, row) == "▼ 0,2 procentpunt"
    assert profile.place_cell(row.position) == "1e van 12"
    # Of Nederland there is no figure of 2023.
    older = next(r for r in profile.build("GM0106", NEDERLAND).rows if r.indicator.id == "wmo_per_1000")
    assert older.year == 2023
    assert profile.difference_cell(older.comparison, older).endswith(" per 1.000 (2022)")


def test_what_stands_out_comes_first_then_the_rest_of_need_to_know(opened: Opener) -> None:
    page = opened(PAGE, gemeente="assen")
    assert [s.value for s in page.header] == [
        "Hier verschilt Assen het meest van Nederland",
        "Dit veranderde het meest in Assen",
        "De andere belangrijkste cijfers",
    ]
    shown = set(rows(page).index)
    needed = {
        r.indicator.short_title for r in profile.build("GM0106", NEDERLAND).rows if r.indicator.need_to_know
    }
    assert needed <= shown
    assert len(shown) == len(rows(page)), "no indicator twice"


def test_the_sentence_and_the_first_table_name_the_same_figures_in_the_same_order(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen")
    sentence = page.markdown[0].value.replace("\u00a0", " ")
    first = texts(page)
    assert len(first) >= 3
    mine = {r.indicator.short_title: r for r in profile.build("GM0114", NEDERLAND).rows}
    said = [
        value_text(r.comparison.gap.value, r.indicator)
        for r in map(mine.get, first["Cijfer"])
        if r and r.comparison
    ]
    places = [sentence.index(value) for value in said]
    assert len(places) == len(first)
    assert places == sorted(places)
    assert "Zo gekozen: " in text(page)


def test_of_young_people_no_gemeente_gets_a_sentence_about_its_largest_differences(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", leeftijd="16-25")
    assert (
        "Van de groep 16 tot en met 25 jaar geeft de bron per gemeente geen marge." in page.markdown[0].value
    )
    assert "De grootste verschillen" not in text(page)
    assert "Zo gekozen" not in text(page)
    assert page.header[0].value == "De belangrijkste cijfers"


@EXHAUSTIVE
def test_all_indicators_with_a_figure_stand_there_by_theme(opened: Opener) -> None:
    page = opened(PAGE, gemeente="assen", thema="alles")
    assert [s.value for s in page.header] == [theme.title for theme in load().themes]
    own = store().observations(regions=["GM0106"])
    assert set(rows(page).index) == {
        load()[id].short_title for id in own["indicator"] if load()[id].variant_of is None
    }
    assert len(rows(page)) > 100
    one = opened(PAGE, gemeente="assen", thema="naoberschap")
    assert [s.value for s in one.header] == ["Naoberschap"]
    # Need-to-know first.
    assert list(rows(one).index[:2]) == ["Vertrouwen in instituties", "Vrijwilligerswerk"]


def test_an_indicator_from_another_page_is_open_also_outside_the_tables(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", indicator="gemiddelde_schuld")
    assert "Gemiddelde schuld" not in rows(page).index
    assert len(charts(page)) == 1


def test_suppressed_figures_stay_in_sight_with_the_reason(opened: Opener) -> None:
    page = opened(PAGE, gemeente="westerveld", thema="alles", indicator="vertrouwen_instituties")
    shown = rows(page)
    assert shown.loc["Vertrouwen in instituties", "Waarde"] == "geen cijfer"
    assert shown["Plaats"].isna()["Vertrouwen in instituties"]
    assert "Geen cijfer: Vertrouwen in instituties" in text(page)
    assert "te weinig antwoorden" in text(page)
    assert "Westerveld heeft hier geen cijfer: door de bron weggelaten: te weinig antwoorden." in text(page)


def test_an_indicator_in_the_address_is_open_below_its_theme(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", indicator="moeite_rondkomen", thema="alles")
    assert len(charts(page)) == 1
    assert "Emmen" in charts(page)[0]["alt"]
    assert "In Emmen heeft 15,1% moeite met rondkomen" in text(page)
    assert "**Wat is dit?**" in text(page)
    page.button("sluiten").click().run()
    assert "indicator" not in page.query_params
    assert not charts(page)


def test_another_comparator_takes_the_place_of_nederland(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", vergelijk="tynaarlo")
    assert "De grootste verschillen met Tynaarlo: in Emmen" in text(page)
    assert {"Verschil met Drenthe", "Verschil met Tynaarlo"} <= set(rows(page).columns)
    against_drenthe = opened(PAGE, gemeente="emmen", vergelijk="drenthe")
    assert "De grootste verschillen met Drenthe: in Emmen" in text(against_drenthe)
    assert "Verschil met Nederland" in rows(against_drenthe).columns
    # A gemeente is not held against itself.
    itself = text(opened(PAGE, gemeente="emmen", vergelijk="emmen"))
    assert "De grootste verschillen met Nederland: in Emmen" in itself
    assert "Emmen met zichzelf vergelijken kan niet. U ziet nu de vergelijking met Nederland." in itself


def test_own_calculations_are_said_at_the_sentence_the_tables_and_in_the_file(opened: Opener) -> None:
    said = text(opened(PAGE, gemeente="emmen", thema="inclusie"))
    how = "eigen berekening, gewogen naar"
    # Of others: inhabitants of 15 and older, and all inhabitants.
    many = f"{how} de mensen of huishoudens om wie het gaat"
    assert f"**Drenthe**: {many}, bij Vertrouwen in anderen en Misdrijven per 1.000 inwoners." in said
    assert f"**Nederland**: {many}" in said
    # The whole of a group is named as that, and not figure by figure.
    assert "alles over de groep 16 tot en met 25 jaar" in text(
        opened(PAGE, gemeente="emmen", thema="gezondheid")
    )
    file = profile.for_excel(profile.build("GM0114", NEDERLAND)).set_index("Indicator")
    grown_up = f"{how} inwoners van 18 jaar en ouder"
    assert file.loc["Moeite met rondkomen", "Berekening Drenthe"] == grown_up
    assert file.loc["Moeite met rondkomen", "Berekening Nederland"] == grown_up
    assert file.loc["Ervaren gezondheid", "Berekening Nederland"] == ""


def test_every_difference_in_the_file_can_be_calculated_again() -> None:
    file = profile.for_excel(profile.build("GM0114", NEDERLAND))
    for region in ("Drenthe", "Nederland"):
        there = file[file[region].notna()]
        again = there[f"Eigen waarde in dat jaar (naast {region})"] - there[region]
        assert ((again - there[f"Verschil met {region}"]).abs() < 1e-6).all()


def test_a_place_that_means_nothing_is_not_given() -> None:
    places = {
        row.indicator.id: profile.place_cell(row.position) for row in profile.build("GM0114", NEDERLAND).rows
    }
    assert places["bijstand"] == places["bevolking"] == "–"
    assert not any(place.endswith(f" van {few}") for place in places.values() for few in range(1, 5))


def test_the_star_stands_there_as_a_star() -> None:
    rows = [row for row in profile.build("GM0114", NEDERLAND).rows if row.observation.status == "voorlopig"]
    assert "\\* voorlopig cijfer." in profile.notes(rows, NEDERLAND)


def test_the_profile_of_young_people(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", leeftijd="16-25")
    shown = rows(page)
    assert set(shown["Wie"]) == {"16 tot en met 25 jaar"}
    assert "inwoners** op 1 januari" in text(page)


@pytest.mark.parametrize("query", [{"thema": "raar"}, {"leeftijd": "raar"}, {"indicator": "raar"}])
def test_an_unknown_choice_is_said_and_the_page_stays(opened: Opener, query: dict[str, str]) -> None:
    page = opened(PAGE, gemeente="emmen", **query)
    assert "geen bekende keuze" in page.warning[0].value
    assert page.title[0].value == "Hoe staat Emmen ervoor?"


def test_a_known_indicator_without_a_figure_here_is_said(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", indicator="armoede")
    assert "geen cijfer voor Emmen" in page.info[0].value


def test_the_profile_as_a_file_for_excel() -> None:
    made = profile.build("GM0114", NEDERLAND)
    content = table_for_excel(profile.for_excel(made), " ".join(made.stands_out)).decode("utf-8-sig")
    lines = content.split("\r\n")
    assert lines[-3] == f'"{" ".join(made.stands_out)}"'
    assert lines[0].startswith(
        "Thema;Indicator;Groep;Gemeente;Jaar;Waarde;Eenheid;Drenthe;Verschil met Drenthe;"
    )
    row = next(line for line in lines if line.startswith("Bestaanszekerheid;Moeite met rondkomen;"))
    assert ";2024;15,1;procent;" in row
    assert ";15,3;-0,2;geen marge bekend;2024;15,1;" in row
    assert row.endswith("CC BY 4.0")
    assert lines.index("") == 1 + len(made.rows)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_value_is_that_of_the_snapshot_and_says_its_year(gemeente: str) -> None:
    for row in profile.build(gemeente, NEDERLAND).rows:
        cell = profile.value_cell(row)
        if row.value is None:
            assert cell == "geen cijfer"
            assert profile.note(row), row.indicator.id
        else:
            assert cell.startswith(value_text(row.value, row.indicator))
            assert str(row.year) in cell


def test_a_section_as_a_picture_with_its_table(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", thema="bestaanszekerheid", vorm="spin")
    assert [s.value for s in page.header] == ["Bestaanszekerheid"]
    (picture,) = charts(page)
    assert (
        "Problematische schulden (huishoudens, 2023): Emmen 9,9%, Drenthe 7,4%, Nederland 8,8%"
        in picture["alt"]
    )
    assert "**Zo leest u dit.**" in text(page)
    assert "In het midden staat het cijfer van Nederland." in text(page)
    drawn = picture["data"]["rijen"].set_index("t")
    assert drawn.loc["Problematische schulden", "d"] == "▲ 1,1 procentpunt"
    # The table is sent when it is opened.
    assert not tables(page)
    as_table = opened(PAGE, gemeente="emmen", thema="bestaanszekerheid")
    assert len(drawn) == len(rows(as_table))
    assert not charts(as_table)


def test_a_row_of_the_picture_opens_below_it(opened: Opener) -> None:
    page = opened(
        PAGE, gemeente="emmen", thema="bestaanszekerheid", vorm="spin", indicator="problematische_schulden"
    )
    above, trend, below = charts(page)
    assert list(above["data"]["rijen"]["t"])[-1] == "Problematische schulden"
    assert "Lijngrafiek" in trend["alt"]
    assert "Problematische schulden" not in list(below["data"]["rijen"]["t"])
    page.button("sluiten").click().run()
    assert len(charts(page)) == 1
    assert page.query_params["vorm"] == "spin"


def test_all_themes_as_pictures_are_drawn_when_opened(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", thema="alles", vorm="spin")
    assert [part.label for part in page.expander] == [theme.title for theme in load().themes]
    assert not charts(page)


def test_poverty_health_and_trust_beside_each_other(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", thema="samen")
    assert [s.value for s in page.subheader] == [
        "Moeite met rondkomen",
        "Ervaren gezondheid",
        "Vertrouwen in andere mensen",
    ]
    assert len(charts(page)) == 3
    said = text(page)
    assert "In Emmen heeft 15,1% moeite met rondkomen" in said
    assert "zegt niet dat het een door het ander komt" in said
    assert "Verschillen binnen de gemeente ziet u hier niet." in said
    assert "Cijfer van 2024: hoogste van de 12 gemeenten in Drenthe." in said
    # What stands out is about other figures.
    assert "De grootste verschillen" not in said


def test_the_columns_say_what_it_is_held_against_in_words_that_fit_a_sentence(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", vergelijk="noordelijke-gemeenten")
    assert "Verschil met de vier noordelijke gemeenten" in rows(page).columns
    assert "gestreept grijs: de vier noordelijke gemeenten." in text(page)
    similar = opened(PAGE, gemeente="emmen", vergelijk="vergelijkbaar")
    assert "Verschil met gemeenten als Emmen" in rows(similar).columns


def test_against_an_earlier_year_there_is_no_second_line(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", vergelijk="eerder-2016", thema="gezondheid")
    assert {"Verschil met Drenthe", "Verschil met 2016"} <= set(rows(page).columns)
    assert "Lijn in oranje: Emmen. Plaats" in text(page)


@pytest.fixture
def phone(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = property(lambda self: {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"})
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.headers", headers)


@pytest.mark.usefixtures("phone")
def test_on_a_phone_every_figure_says_its_differences_in_words(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", thema="bestaanszekerheid")
    assert not tables(page)
    said = text(page)
    assert (
        "**15,1% (18 jaar en ouder, 2024).**  \n0,2 procentpunt minder dan in Nederland (15,3%, eigen berekening). "
        "2,4 procentpunt meer dan in Drenthe (12,7%, eigen berekening). Hoogste van de 12 gemeenten in Drenthe."
    ) in said
    # A count is not held against a larger place, and what is refused for one reason is said once.
    refused = "Niet vergeleken met Nederland en Drenthe: een grotere plek heeft er vanzelf meer."
    assert f"**3.640 (alle inwoners, 2023).**  \n{refused}" in said
    section = profile.build("GM0114", NEDERLAND).section("bestaanszekerheid")
    names = [button.label for button in page.button if str(button.key).startswith("lijst_")]
    assert names == [f"**{row.indicator.short_title}**" for row in section.rows]


@pytest.mark.usefixtures("phone")
def test_on_a_phone_a_name_opens_its_figure_and_closes_it(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", thema="bestaanszekerheid")
    assert not charts(page)
    page.button("lijst_bestaanszekerheid_moeite_rondkomen").click().run()
    assert page.query_params["indicator"] == "moeite_rondkomen"
    assert len(charts(page)) == 1
    page.button("lijst_bestaanszekerheid_moeite_rondkomen").click().run()
    assert "indicator" not in page.query_params
    assert not charts(page)


@pytest.mark.usefixtures("phone")
def test_on_a_phone_all_themes_are_lists_that_open(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", thema="alles")
    assert [part.label for part in page.expander] == [theme.title for theme in load().themes]
    here = opened(PAGE, gemeente="emmen", thema="alles", indicator="overgewicht")
    assert [part.label for part in here.expander if part.proto.expanded][:1] == ["Gezondheid"]
    assert len(charts(here)) == 1


@pytest.mark.usefixtures("phone")
def test_on_a_phone_a_gap_says_why(opened: Opener) -> None:
    said = text(opened(PAGE, gemeente="westerveld", thema="naoberschap"))
    why = "**Geen cijfer (15 jaar en ouder, 2022).**  \nDoor de bron weggelaten: te weinig antwoorden."
    assert why in said


@pytest.mark.parametrize("slug", ["nederland", "drenthe", "vergelijkbaar", "eerder"])
@pytest.mark.parametrize("gemeente", sampled(GEMEENTEN, 6))
def test_table_and_picture_of_a_row_show_the_same_comparison(gemeente: str, slug: str) -> None:
    comparator = comparators.against(slug, gemeente, gemeente)[0]
    mine = profile.build(gemeente, comparator)
    column = f"Verschil met {comparator.place}"
    compared = 0
    for section in mine.by_theme:
        table = profile.texts(section.rows, comparator)
        lines = spine.view(gemeente, comparator, None, section.id).lines
        for row, line, (_, cells) in zip(section.rows, lines, table.iterrows(), strict=True):
            if line.spine.compared and line.spine.compared.comparator == comparator:
                compared += 1
                assert cells[column] == line.difference
                assert line.value.removesuffix("*") in cells["Waarde"]
                assert str(line.spine.year) in cells["Waarde"]
            elif row.value is not None:
                assert cells[column] == profile.NOTHING
    assert compared > 30


def test_a_figure_stands_in_the_year_of_its_comparison_and_the_newer_one_below(opened: Opener) -> None:
    """Of 2023 there is no figure of Nederland yet: both stand in 2022."""
    page = opened(PAGE, gemeente="emmen", thema="naoberschap")
    shown = rows(page).loc["Tevreden met sociaal leven"]
    assert shown["Waarde"] == "80,9% (2022)"
    assert shown["Verschil met Nederland"] == pytest.approx(2.6)
    assert shown["Plaats"] == 6
    newer = "Nieuwer, maar nog zonder Nederland: Tevreden met sociaal leven 82,2% (2023)."
    assert newer in text(page)
    picture = opened(PAGE, gemeente="emmen", thema="naoberschap", vorm="spin")
    drawn = charts(picture)[0]["data"]["rijen"].set_index("t").loc["Tevreden met sociaal leven"]
    assert (drawn["v"], drawn["d"]) == ("80,9%", "▲ 2,6 procentpunt")
    assert drawn["w"].endswith("2022")
    assert newer in text(picture)


def test_beside_an_open_row_the_table_shows_columns_that_fit(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", indicator="overgewicht")
    first, other = tables(page)
    assert list(first.frame(str, hidden=False)) == ["Cijfer", "Waarde", "Verschil met Nederland"]
    assert list(other.frame(str, hidden=False)) == list(other.frame(str)) == list(first.frame(str))
    assert (first.chosen, other.chosen) == (["Overgewicht"], [])


def test_the_three_keep_the_chosen_age_group(opened: Opener) -> None:
    page = opened(PAGE, gemeente="emmen", thema="samen", leeftijd="65+")
    said = text(page)
    assert "In Emmen heeft 7,2% moeite met rondkomen (65 jaar en ouder, 2020)" in said
    assert "In Emmen voelt 66,8% zich gezond (65 jaar en ouder, 2020)" in said
    # Of trust there are no age groups: that is said, and everyone shown.
    assert "Van 65 jaar en ouder is dit cijfer er niet: u ziet 15 jaar en ouder." in said
    assert "In Emmen vindt 63,1% dat de meeste mensen te vertrouwen zijn (15 jaar en ouder, 2022)" in said


def test_the_three_stand_there_for_drenthe_before_a_gemeente_is_chosen(opened: Opener) -> None:
    page = opened(PAGE)
    assert [header.value for header in page.header] == ["Armoede, gezondheid en vertrouwen in Drenthe"]
    said = text(page)
    assert (
        "In Drenthe heeft 12,7% moeite met rondkomen (18 jaar en ouder, 2024): 2,6 procentpunt minder dan in Nederland"
        in said
    )
    assert "Verschillen binnen de provincie ziet u hier niet." in said
    assert len(charts(page)) == 3
    assert "65 jaar en ouder" in text(opened(PAGE, leeftijd="65+"))


def test_where_the_figures_have_none_of_the_three_that_is_said(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.gemeente.together.figures", lambda id, population: None)
    page = opened(PAGE)
    assert "Hierover: geen cijfer in deze monitor." in text(page)
    assert not charts(page)
