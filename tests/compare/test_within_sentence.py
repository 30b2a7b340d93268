"""How far the wijken of a gemeente lie apart, in one sentence."""

from __future__ import annotations

import pytest

from compare.rules.comparator import Earlier, Place
from compare.rules.comparison import NotCompared
from compare.rules.range import value_range
from compare.wording.comparison import instead_sentence
from compare.wording.map import furthest_within_sentence, over_years_sentence, within_sentence
from monitor.catalogue import load

NAMES = {"WK011401": "Angelslo", "WK011402": "Bargeres", "WK011403": "Erica", "WK011404": "Roswinkel"}


def said(values: dict[str, float | None], own: float | None = 12.5) -> str:
    found = value_range(values, load()["moeite_rondkomen"], "18+", 2020)
    return within_sentence(found, "Emmen", NAMES, own)


def test_lowest_highest_and_its_own_figure() -> None:
    assert said({"WK011401": 17.0, "WK011402": 5.8, "WK011403": None, "WK011404": 11.0}) == (
        "In de wijken van Emmen heeft 5,8% (Bargeres) tot 17,0% (Angelslo) moeite met rondkomen; in de hele gemeente is "
        "dat 12,5% (18 jaar en ouder, 2020, 3 wijken met een cijfer). "
        "Het gemiddelde van een gemeente verbergt zulke verschillen."
    )


@pytest.mark.parametrize("values", [{}, {"WK011401": 17.0}, {"WK011401": 17.0, "WK011402": None}])
def test_of_fewer_than_two_wijken_nothing_is_said_to_differ(values: dict[str, float | None]) -> None:
    assert said(values) == ("In Emmen zijn er te weinig wijken met een cijfer om verschillen te laten zien.")


def test_equal_wijken_and_shared_ends() -> None:
    assert said({"WK011401": 9.04, "WK011402": 9.0}, None) == (
        "In de wijken van Emmen heeft overal 9,0% moeite met rondkomen (18 jaar en ouder, 2020, 2 wijken met een cijfer)."
    )
    many = said({"WK011401": 9.0, "WK011402": 9.0, "WK011403": 9.0, "WK011404": 10.0})
    assert "heeft 9,0% (3 wijken) tot 10,0% (Roswinkel) moeite" in many


def test_without_a_chosen_gemeente_the_one_that_lies_furthest_apart() -> None:
    found = value_range({"WK011401": 17.0, "WK011402": 5.8}, load()["moeite_rondkomen"], "18+", 2020)
    assert found is not None
    assert furthest_within_sentence(found, "Emmen", NAMES, 12.5).startswith(
        "De wijken liggen het verst uit elkaar in Emmen: daar heeft 5,8% (Bargeres) tot 17,0% (Angelslo) moeite met"
    )


def test_what_was_done_without_a_comparator() -> None:
    nederland, drenthe = (
        Place("NL00", "Nederland", "Nederland"),
        Place("PV22", "Drenthe", "Drenthe"),
    )
    earlier = Earlier("eerder", "de meting ervoor", "de meting ervoor")
    assert instead_sentence(NotCompared(nederland, "geen cijfer over 2024"), drenthe) == (
        "Niet vergeleken met Nederland: geen cijfer over 2024. U ziet nu de vergelijking met Drenthe."
    )
    assert (
        instead_sentence(NotCompared(earlier, "er is geen eerdere meting"), None)
        == "Er is geen eerdere meting."
    )


def test_the_first_and_the_last_of_the_years() -> None:
    rondkomen = load()["moeite_rondkomen"]
    names = {"GM0114": "Emmen", "GM1690": "De Wolden"}
    years = [
        value_range({"GM0114": high, "GM1690": low}, rondkomen, "18+", year)
        for year, low, high in ((2012, 17.1, 26.6), (2016, 12.0, 21.0), (2020, 8.1, 12.5))
    ]
    found = [one for one in years if one]
    assert over_years_sentence([found], names) == (
        "Moeite met rondkomen (18 jaar en ouder): in 2012 van 17,1% in De Wolden tot 26,6% in Emmen, "
        "in 2020 van 8,1% in De Wolden tot 12,5% in Emmen."
    )
    assert over_years_sentence([found[:2], found[2:]], names) == (
        "Moeite met rondkomen (18 jaar en ouder): in 2012 van 17,1% in De Wolden tot 26,6% in Emmen, "
        "in 2016 van 12,0% in De Wolden tot 21,0% in Emmen. "
        "Daarmee niet te vergelijken: in 2020 van 8,1% in De Wolden tot 12,5% in Emmen."
    )
    assert over_years_sentence([], names) == "Er zijn geen cijfers om naast elkaar te leggen."
