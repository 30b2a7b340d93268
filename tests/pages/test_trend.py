"""What a reader of the trend page relies on, on the figures of the snapshot."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.pages.conftest import Opener, charts, text, unescaped
from tests.pages.html_tables import texts, values
from tests.sweep import EXHAUSTIVE


def test_the_sentence_the_chart_and_the_table_say_the_same_published_figures(opened: Opener) -> None:
    page = opened("trend.py", indicator="moeite_rondkomen", gemeente="emmen")
    assert page.header[0].value == "Moeite met rondkomen"
    assert "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024): 0,2 procentpunt" in text(page)
    assert "minder dan in Nederland (15,3%" in text(page)
    shown = values(page)
    assert shown.loc["Emmen", ["2012", "2016", "2020", "2024"]].tolist() == [26.6, 21.0, 12.5, 15.1]
    assert shown.loc["Nederland", ["2012", "2016", "2020", "2024"]].tolist() == [24.0, 19.2, 13.9, 15.3]
    points = charts(page)[0]["data"]["points"]
    emmen = points[points["Regio"] == "Emmen"].set_index("year")["value"]
    assert emmen.to_dict() == {2012: 26.6, 2016: 21.0, 2020: 12.5, 2024: 15.1}


def test_no_line_crosses_the_join_of_two_editions(opened: Opener) -> None:
    page = opened("trend.py", indicator="moeite_rondkomen", gemeente="emmen")
    points = charts(page)[0]["data"]["points"]
    pieces = points[points["Regio"] == "Emmen"].groupby("piece")["year"].apply(list).tolist()
    assert pieces == [[2012, 2016, 2020], [2024]]
    assert charts(page)[0]["data"]["breaks"]["x"].tolist() == [2022.0]
    assert "Vanaf 2024 niet te vergelijken met eerdere jaren" in text(page)
    assert (
        "Het cijfer van 2024 is niet te vergelijken met 2020; tussen 2016 en 2020 ging het van 17,6% naar 11,0%."
        in text(page)
    )
    # Said of the figures that are there: a refresh that brings one table for all years leaves no break.
    assert (
        "sinds dat jaar uit een andere bron of editie, namelijk RIVM, GGD'en en CBS, tabel 50150NED."
        in text(page)
    )


def test_a_suppressed_gemeente_is_named_with_the_reason_and_never_zero(opened: Opener) -> None:
    page = opened("trend.py", indicator="vertrouwen_instituties", gemeente="westerveld")
    assert "Voor Westerveld is er geen cijfer (door de bron weggelaten: te weinig antwoorden)." in text(page)
    assert "Geen cijfer: Westerveld (door de bron weggelaten: te weinig antwoorden)" in text(page)
    assert values(page).loc["Westerveld"].iloc[1:].isna().all()
    assert set(texts(page).loc["Westerveld"]) == {"Westerveld", "geen cijfer"}
    assert "Westerveld" not in set(charts(page)[0]["data"]["points"]["Regio"])


@EXHAUSTIVE
def test_one_population_at_a_time(opened: Opener) -> None:
    adults = opened("trend.py", indicator="roken", wie="18+")
    elderly = opened("trend.py", indicator="roken", wie="65+")
    assert "65 jaar en ouder" in heading(charts(elderly)[0])[0]
    assert values(adults).loc["Drenthe", "2020"] != values(elderly).loc["Drenthe", "2020"]


def test_the_reader_adds_regions_and_the_twelve_behind_the_lines(opened: Opener) -> None:
    page = opened("trend.py", indicator="overgewicht", gemeente="emmen", ook="assen,tynaarlo", alle="ja")
    roles = charts(page)[0]["data"]["points"].groupby("Regio")["role"].first()
    assert roles[["Drenthe", "Emmen", "Nederland", "Assen", "Tynaarlo", "Meppel"]].tolist() == [
        "drenthe", "gemeente", "comparator", "extra", "extra", "background",
    ]  # fmt: skip
    labels = " ".join(charts(page)[0]["data"]["labels"]["text"])
    assert "Assen" in labels
    assert "Meppel" not in labels
    # All that is chosen stays in sight, on a phone too.
    assert page.multiselect[0].proto.wrap


def test_another_comparator_takes_the_place_of_nederland(opened: Opener) -> None:
    page = opened("trend.py", indicator="overgewicht", gemeente="emmen", vergelijk="drenthe")
    assert "dan in Drenthe" in text(page)
    assert "dan in Nederland" in text(page)
    assert "Drenthe met zichzelf vergelijken kan niet. U ziet nu de vergelijking met Nederland." in text(page)
    own = opened("trend.py", indicator="overgewicht", gemeente="emmen", vergelijk="emmen")
    assert "Emmen met zichzelf vergelijken kan niet. U ziet nu de vergelijking met Nederland." in text(own)


def test_a_set_of_gemeenten_is_a_line_a_row_and_a_name_everywhere(opened: Opener) -> None:
    page = opened("trend.py", indicator="roken", gemeente="emmen", vergelijk="regiodeal-noord")
    chart = charts(page)[0]
    assert "dan in de Regio Deal Noord-Drenthe (13,3%, eigen berekening)" in page.markdown[0].value
    assert "Regio Deal Noord-Drenthe 13,3%" in set(chart["data"]["labels"]["text"])
    assert values(page).loc["Regio Deal Noord-Drenthe", "2024"] == 13.3
    assert "Regio Deal Noord-Drenthe" in chart["alt"]
    assert "Eigen berekening, gewogen naar inwoners van 18 jaar en ouder" in text(page)


def test_an_earlier_year_is_marked_on_the_lines(opened: Opener) -> None:
    page = opened("trend.py", indicator="tevreden_leven", gemeente="emmen", vergelijk="eerder-2016")
    chart = charts(page)[0]
    assert set(chart["data"]["rings"]["text"]) == {"87,4%", "87,2%", ""}
    assert "3,5 procentpunt minder dan in 2016, over de gemeenten die" in page.markdown[0].value
    assert set(chart["data"]["points"]["Regio"]) == {"Drenthe", "Emmen"}
    assert not page.info


def test_another_earlier_year_than_asked_is_said(opened: Opener) -> None:
    page = opened("trend.py", indicator="problematische_schulden", gemeente="assen", vergelijk="eerder-2012")
    assert (
        page.info[0].value
        == "Van Drenthe en Assen is er geen eerdere meting over 2012; gekeken is naar 2022."
    )


def test_one_measurement_gives_bars_and_says_so(opened: Opener) -> None:
    page = opened("trend.py", indicator="moeite_rondkomen", wie="16-25")
    assert "Er is één meting" in text(page)
    assert charts(page)[0]["alt"].startswith("Staafdiagram")
    assert "26,1%" in text(page)


def test_counts_of_nederland_do_not_flatten_those_of_drenthe(opened: Opener) -> None:
    page = opened("trend.py", indicator="bevolking", gemeente="emmen")
    assert set(charts(page)[0]["data"]["points"]["Regio"]) == {"Drenthe", "Emmen"}
    assert "opgeteld uit de gemeenten: Drenthe" in text(page)


def test_national_figures_alone_make_a_trend_too(opened: Opener) -> None:
    page = opened("trend.py", indicator="vertrouwen_politie")
    assert "De bron geeft geen cijfer voor Drenthe." in text(page)
    assert "Niet in deze bron: Drenthe" in text(page)
    assert set(charts(page)[0]["data"]["points"]["Regio"]) == {"Nederland"}


def test_where_other_gemeenten_count_the_line_is_over_those_of_both_years(opened: Opener) -> None:
    page = opened("trend.py", indicator="vertrouwen_anderen", gemeente="emmen")
    drenthe, emmen = page.markdown[0].value.split("\n")
    both = "over de gemeenten die in beide jaren een cijfer hebben"
    assert f"1,2 procentpunt meer dan in 2021, {both} (van 67,4% naar 68,6%)." in drenthe
    assert both not in emmen
    assert re.search(r"Het ging van .* in 2013 naar .* in 2022", drenthe)
    assert re.search(r"Het ging van .* in 2013 naar .* in 2022\.", emmen)
    points = charts(page)[0]["data"]["points"]
    of_drenthe = points[points["Regio"] == "Drenthe"]
    pieces = of_drenthe.groupby("piece", observed=True)[["year", "value"]].apply(
        lambda p: p.to_numpy().tolist()
    )
    link = [piece for piece in pieces if piece[0][0] != 2013 and len(piece) > 1]
    assert link == [[[2021, 67.4], [2022, 68.6]]]
    assert sorted(len(piece) for piece in pieces) == [1, 2, 9]
    assert text(page).count("Drenthe van 67,4% (2021) naar 68,6% (2022)") == 2
    newest = points[(points["Regio"] == "Drenthe") & (points["year"] == 2022)]["Bron"].iloc[0]
    assert newest.endswith("eigen berekening, gewogen naar inwoners van 15 jaar en ouder, over 90,6% daarvan")
    assert "Drenthe (over 90,6 tot 96,0% daarvan)" in text(page)


def test_an_own_calculation_is_named_with_its_years_beside_published_ones(opened: Opener) -> None:
    page = opened("trend.py", indicator="roken")
    said = "Eigen berekening, gewogen naar inwoners van 18 jaar en ouder: Nederland in 2024 en Drenthe."
    assert said in text(page)


def test_an_indicator_without_figures_says_what_is_missing(opened: Opener) -> None:
    page = opened("trend.py", indicator="toegang_zorg")
    assert "Wij hebben hier geen cijfers van." in text(page)
    assert not charts(page)


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"indicator": "bestaat_niet"}, "“bestaat_niet” is hier geen bekende keuze bij “cijfer”"),
        ({"indicator": "bevolking", "wie": "18+"}, "“18+” is hier geen bekende keuze bij “wie”"),
        ({"indicator": "roken", "ook": "assen,atlantis"}, "“atlantis” is hier geen bekende keuze"),
        ({"indicator": "roken", "alle": "misschien"}, "“misschien” is hier geen bekende keuze"),
    ],
)
def test_an_unknown_value_in_the_address_falls_back_with_a_notice(
    opened: Opener, query: dict[str, str], notice: str
) -> None:
    page = opened("trend.py", **query)
    assert any(notice in unescaped(warning.value) for warning in page.warning)
    assert charts(page)


def test_a_choice_on_the_page_is_written_to_the_address(opened: Opener) -> None:
    page = opened("trend.py", indicator="roken")
    page.multiselect[0].set_value(["assen"]).run()
    assert page.query_params["ook"] == "assen"
    page.toggle[0].set_value(True).run()
    assert page.query_params["alle"] == "ja"
    page.toggle[0].set_value(False).run()
    assert "alle" not in page.query_params


def test_the_words_are_more_and_less_not_better_and_worse(opened: Opener) -> None:
    page = opened("trend.py", indicator="moeite_rondkomen", gemeente="emmen")
    said = page.markdown[0].value.lower()
    assert "minder" in said
    assert not any(word in said for word in ("beter", "slechter", "gunstig", "zorgwekkend", "goed"))


def test_the_title_asks_which_way_it_went_and_the_page_answers_with_figures(opened: Opener) -> None:
    page = opened("trend.py", indicator="vertrouwen_instituties")
    assert page.title[0].value == "Welke kant ging het op?"
    said = page.markdown[0].value
    assert "Het ging van 54,2% in 2013 naar 67,5% in 2020, daarna lager: 59,3% in 2022." in said
    assert not any(word in said for word in ("stijgt", "daalt", "trend", "richting"))


def heading(chart: dict[str, Any]) -> list[str]:
    """The lines above the plot, which go with the data."""
    return str(chart["data"]["gegeven"]["title"].item()).split("|")


def test_the_legend_says_which_direction_is_favourable_also_of_one_measurement(opened: Opener) -> None:
    lines = charts(opened("trend.py", indicator="vertrouwen_instituties"))[0]
    assert "Gunstig: hoger. Let op: de as begint niet bij 0." in heading(lines)
    once = opened("trend.py", indicator="moeite_rondkomen", wie="16-25")
    assert "Gunstig: lager." in text(once)
    neutral = charts(opened("trend.py", indicator="bevolking", gemeente="emmen"))[0]
    assert "Neutraal: hoger of lager is hier niet gunstig of ongunstig." in heading(neutral)
