"""The sentences as a reader sees them: right units, right years, no verdict."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.rules.change import Change
from compare.rules.comparison import Comparison, compare
from compare.rules.gap import gap
from compare.rules.position import Position
from compare.rules.profile_row import profile_row
from compare.wording.clauses import caution, change_clause, gap_clause, position_clause
from compare.wording.comparison import comparison_sentence, value_sentence
from compare.wording.map import map_sentence
from monitor.dutch import amount, difference_text, listing, number, value_text
from tests.compare.conftest import BEFORE, NEDERLAND, calculated, laid_out, observations


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 1, "1.234,5"), (36200, 0, "36.200"), (-0.04, 1, "0,0"), (-1.4, 1, "−1,4"), (0.25, 2, "0,25")],
)
def test_numbers_are_dutch(value, decimals, text):
    assert number(value, decimals) == text


def test_amounts_carry_their_unit():
    assert amount(12.3, "procent", 1) == "12,3%"
    assert amount(36200, "euro", 0) == "€ 36.200"
    assert amount(79.84, "jaar", 1) == "79,8 jaar"
    assert amount(None, "procent", 1) == amount(float("nan"), "euro", 0) == "geen cijfer"


def test_differences_of_percentages_are_percentage_points(rondkomen, inkomen):
    assert difference_text(-1.4, rondkomen) == "1,4 procentpunt"
    assert difference_text(-1.4, rondkomen, signed=True) == "−1,4 procentpunt"
    assert difference_text(1200, inkomen, signed=True) == "+ € 1.200"


def test_gap_clause(rondkomen, inkomen):
    assert gap_clause(gap(15.1, 13.9, rondkomen), "Nederland", rondkomen) == (
        "1,2 procentpunt meer dan in Nederland (13,9%)"
    )
    assert (
        gap_clause(gap(13.9, 13.9, rondkomen), "Nederland", rondkomen) == "evenveel als in Nederland (13,9%)"
    )
    assert (
        gap_clause(gap(35000, 36500, inkomen), "Nederland", inkomen)
        == "€ 1.500 lager dan in Nederland (€ 36.500)"
    )


def test_change_clause(rondkomen):
    assert change_clause(Change(2016, 2020, -8.5), rondkomen) == "8,5 procentpunt minder dan in 2016"
    assert change_clause(Change(2020, 2024, None), rondkomen) == "niet te vergelijken met 2020"
    assert change_clause(Change(2016, 2020, 0.0), rondkomen) == "gelijk aan 2016"
    assert "nog geen verandering" in change_clause(None, rondkomen)


def test_value_and_comparison_sentence(figures, rondkomen, sources):
    assert value_sentence("Emmen", 15.1, rondkomen, "18+", 2024) == (
        "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024)."
    )
    assert "geen cijfer" in value_sentence("Westerveld", None, rondkomen, "18+", 2022)
    laid = laid_out(figures, rondkomen, sources)
    of_2020 = profile_row(laid, "GM0114", [NEDERLAND], year=2020)
    assert of_2020 is not None
    assert comparison_sentence(of_2020, "Emmen") == (
        "In Emmen heeft 12,5% moeite met rondkomen (18 jaar en ouder, 2020): 1,4 procentpunt minder dan in Nederland "
        "(13,9%). Geen marge bekend: of een verschil toeval kan zijn, is niet te zeggen."
    )
    of_2024 = profile_row(laid, "GM0114", [NEDERLAND], year=2024)
    assert of_2024 is not None
    assert comparison_sentence(of_2024, "Emmen").endswith(
        "Niet vergeleken met Nederland: geen cijfer over 2024."
    )


def test_a_calculated_figure_is_named_as_such(rondkomen, sources):
    rows = observations([("GM0114", 2024, 15.1, "oud"), ("NL00", 2024, 13.9, "oud")])
    laid = laid_out(calculated(rows, [float("nan"), 0.95]), rondkomen, sources)
    found = profile_row(laid, "GM0114", [NEDERLAND])
    assert found is not None
    assert "dan in Nederland (13,9%, eigen berekening)" in comparison_sentence(found, "Emmen")


def test_an_earlier_year_reads_as_a_year(figures, rondkomen, sources):
    found = profile_row(laid_out(figures, rondkomen, sources), "GM0114", [BEFORE], year=2020)
    assert found is not None
    assert "8,5 procentpunt minder dan in 2016 (21,0%)" in comparison_sentence(found, "Emmen")


@pytest.mark.parametrize(
    ("half", "said"),
    [
        (None, "Geen marge bekend: of een verschil toeval kan zijn, is niet te zeggen."),
        (2.0, "Het verschil valt binnen de marge: het kan toeval zijn."),
        (0.2, "Het verschil is groter dan de marge en in de gunstige richting."),
    ],
)
def test_what_may_not_be_concluded_follows_from_the_margin(figures, rondkomen, sources, half, said):
    if half is not None:
        figures = figures.assign(lower=figures["value"] - half, upper=figures["value"] + half)
    found = compare(laid_out(figures, rondkomen, sources), "GM0114", NEDERLAND)
    assert isinstance(found, Comparison)
    assert caution(found, rondkomen) == said


def test_of_equal_figures_nothing_is_concluded(rondkomen, sources):
    laid = laid_out(
        observations([("GM0114", 2024, 13.9, "oud"), ("NL00", 2024, 13.9, "oud")]), rondkomen, sources
    )
    found = compare(laid, "GM0114", NEDERLAND)
    assert isinstance(found, Comparison)
    assert caution(found, rondkomen) == ""


def test_map_sentence_names_highest_and_lowest(rondkomen):
    values = pd.Series({"GM0114": 15.1, "GM1690": 9.2, "GM0106": 14.4, "GM1701": None})
    names = {"GM0114": "Emmen", "GM1690": "De Wolden", "GM0106": "Assen", "GM1701": "Westerveld"}
    assert map_sentence(values, names, rondkomen, "18+", 2024) == (
        "In Emmen heeft 15,1% moeite met rondkomen, het meest van de 3 gemeenten met een cijfer; "
        "in De Wolden 9,2%, het minst (18 jaar en ouder, 2024)."
    )
    assert "geen enkele gemeente" in map_sentence(values * float("nan"), names, rondkomen, "18+", 2024)


def test_position_clause():
    assert position_clause(Position(1, 12, 0)) == "hoogste van de 12 gemeenten"
    assert position_clause(Position(12, 12, 0)) == "laagste van de 12 gemeenten"
    assert position_clause(Position(3, 11, 1)) == "gedeeld op 2 na hoogste van de 11 gemeenten"
    assert position_clause(Position(6, 12, 0)) == "op 5 na hoogste van de 12 gemeenten"
    assert position_clause(Position(9, 12, 1)) == "gedeeld op 2 na laagste van de 12 gemeenten"
    assert position_clause(Position(11, 12, 1)) == "gedeeld laagste van de 12 gemeenten"
    assert position_clause(Position(1, 12, 11)) == "gedeeld hoogste van de 12 gemeenten"


def test_listing_and_value(rondkomen):
    assert listing(["Assen"]) == "Assen"
    assert listing(["Assen", "Emmen", "Meppel"]) == "Assen, Emmen en Meppel"
    assert value_text(15.1, rondkomen) == "15,1%"
