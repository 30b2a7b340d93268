"""How far gemeenten lie apart, and how it is said without a ranking."""

from __future__ import annotations

from compare.rules.correlation import Correlation, within_sentence
from compare.rules.range import most_and_least, value_range
from compare.wording.ranges import ranges_sentence
from monitor.catalogue import Indicator
from tests.compare.conftest import indicator_with

NAMES = {"A": "Assen", "E": "Emmen", "M": "Meppel", "W": "Westerveld"}


def test_the_extent_is_of_the_figures_as_they_are_shown(rondkomen: Indicator) -> None:
    found = value_range({"A": 12.34, "E": 15.06, "M": None, "W": 12.31}, rondkomen, "18+", 2024)
    assert found is not None
    assert (found.lowest, found.highest, found.of, found.difference) == (12.3, 15.1, 3, 2.8)
    assert found.at_lowest == ("A", "W")
    assert value_range({"A": 1.0, "E": None}, rondkomen, "18+", 2024) is None


def test_only_shares_are_held_side_by_side(rondkomen: Indicator, inkomen: Indicator) -> None:
    wide = value_range({"A": 10.0, "E": 20.0}, rondkomen, "18+", 2024)
    narrow = value_range({"A": 10.0, "E": 10.5}, indicator_with(id="roken", short_title="Rookt"), "18+", 2024)
    euros = value_range({"A": 30000.0, "E": 40000.0}, inkomen, "huishoudens", 2024)
    assert wide
    assert narrow
    assert euros
    assert most_and_least([euros, narrow, wide]) == (wide, narrow)
    assert most_and_least([euros, wide]) is None
    assert ranges_sentence([euros, narrow, wide], NAMES) == (
        "Van 2 cijfers in procenten liggen de gemeenten het verst uit elkaar bij “moeite met rondkomen”: "
        "10,0 procentpunt, van 10,0% in Assen tot 20,0% in Emmen (18 jaar en ouder, 2024). Het dichtst bij elkaar liggen ze bij “rookt”: 0,5 "
        "procentpunt, van 10,0% in Assen tot 10,5% in Emmen (18 jaar en ouder, 2024)."
    )
    assert "te weinig cijfers" in ranges_sentence([wide], NAMES)


def test_many_gemeenten_with_one_figure_are_counted_and_not_named(rondkomen: Indicator) -> None:
    equal = value_range({"A": 10.0, "E": 20.0, "M": 10.0, "W": 10.0}, rondkomen, "18+", 2024)
    other = value_range({"A": 10.0, "E": 11.0}, rondkomen, "18+", 2024)
    assert equal
    assert other
    assert "van 10,0% in 3 gemeenten tot 20,0% in Emmen" in ranges_sentence([equal, other], NAMES)


def test_what_is_said_of_the_gemeenten_of_drenthe_alone() -> None:
    said = within_sentence(Correlation(-0.553, 12), "Drentse gemeenten")
    assert said == (
        "Kijkt u alleen naar de 12 Drentse gemeenten, dan kan de samenhang toeval zijn (correlatie −0,55; met 95% zekerheid "
        "tussen −0,86 en 0,03)."
    )
    assert within_sentence(None, "Drentse gemeenten") == ""
