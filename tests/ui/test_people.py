"""A percentage as a number of people, from the inhabitants that were counted."""

from __future__ import annotations

import pytest

from ui.data import catalogue, figures
from ui.people import in_people

EMMEN = "GM0114"


def said(id: str, population: str, year: int, region: str = EMMEN) -> tuple[str, str]:
    found = figures(id, population)
    assert found is not None
    return in_people(catalogue()[id], population, region, year, found.value(region, year))


def test_a_share_of_grown_ups():
    """15,1% of the some 90.400 inhabitants of 18 and older (109.346 inhabitants in 2024)."""
    sentence, note = said("moeite_rondkomen", "18+", 2024)
    assert sentence == "Dat zijn ongeveer 14.000 inwoners van 18 jaar en ouder."
    assert "eigen schatting" in note


def test_a_share_of_households():
    sentence, note = said("problematische_schulden", "huishoudens", 2023)
    assert sentence == "Dat zijn ongeveer 4.900 huishoudens."
    assert note == ""


def test_a_year_without_a_count_is_said():
    _, note = said("moeite_rondkomen", "65+", 2016)
    assert note == "Geteld met het aantal inwoners van 2017."


@pytest.mark.parametrize(
    ("id", "population", "year"),
    [("mediaan_inkomen_gestandaardiseerd", "huishoudens", 2024), ("bevolking", "personen", 2025)],
)
def test_only_shares_become_people(id, population, year):
    assert said(id, population, year) == ("", "")


def test_no_number_of_a_group_that_nobody_counted():
    assert said("jv_stress", "16-25", 2024) == ("", "")
