"""Figures of the snapshot as a number of people: of the right people, or not at all."""

from __future__ import annotations

import re

import pytest

from compare.rules.people import in_people
from monitor.province import NEDERLAND, PROVINCE
from ui.data import catalogue, figures, populations, sizes

EMMEN = "GM0114"
SPLIT = "Het aantal {} is een eigen schatting: het CBS telt in groepen van meer leeftijden"


def said(id: str, population: str, year: int, region: str = EMMEN) -> tuple[str, str]:
    found = figures(id, population)
    assert found is not None
    value = found.value(region, year)
    assert value is not None
    return in_people(catalogue()[id], population, region, year, value, sizes())


def number_in(sentence: str) -> int:
    return int(re.search(r"[\d.]+", sentence)[0].replace(".", ""))  # type: ignore[index]


def test_a_share_of_grown_ups():
    """15,1% of the some 90.400 inhabitants of 18 and older (109.346 inhabitants in 2024)."""
    sentence, note = said("moeite_rondkomen", "18+", 2024)
    assert sentence == "Dat zijn ongeveer 14.000 inwoners van 18 jaar en ouder."
    assert note.startswith(SPLIT.format("inwoners van 18 jaar en ouder"))


def test_a_share_of_households():
    sentence, note = said("problematische_schulden", "huishoudens", 2023)
    assert sentence == "Dat zijn ongeveer 4.900 huishoudens."
    assert note == ""


def test_a_year_without_a_count_is_said():
    _, note = said("moeite_rondkomen", "65+", 2016)
    assert note == "Geteld met het aantal inwoners van 65 jaar en ouder van 2017."


def test_a_chance_is_of_the_group_that_runs_it():
    """5,4% of the 2.190 people of Emmen whom CBS counts in the group, not of all inhabitants."""
    assert said("instroomkans_schulden", "personen", 2018)[0] == (
        "Dat zijn ongeveer 120 mensen in de risicogroep voor problematische schulden."
    )


@pytest.mark.parametrize(("region", "counted"), [(EMMEN, 2_190), (PROVINCE, 7_740), (NEDERLAND, 338_800)])
def test_the_publishers_own_count_is_the_number(region, counted):
    sentence, note = said("risicogroep_schulden", "personen", 2018, region)
    assert number_in(sentence) == counted
    assert "ongeveer" not in sentence
    assert note == ""


def test_a_ratio_names_both_counts():
    """CBS, 70072ned: 127.731 inhabitants of 65 and older in Drenthe on 1 January 2025."""
    sentence, _ = said("grijze_druk", "personen", 2025, PROVINCE)
    assert sentence.startswith("Dat zijn 127.731 inwoners van 65 jaar en ouder op 27")
    assert sentence.endswith("inwoners van 20 tot 65 jaar.")
    older, younger = (int(n.replace(".", "")) for n in re.findall(r"\d[\d.]{4,}", sentence))
    assert round(100 * older / younger, 1) == figures("grijze_druk", "personen").value(PROVINCE, 2025)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("id", "population", "year"),
    [
        ("contact", "15+", 2022),
        ("vertrouwen_instituties", "15+", 2022),
        ("mediaan_inkomen_gestandaardiseerd", "huishoudens", 2024),
        ("bevolking", "personen", 2025),
        ("misdrijven_per_1000", "personen", 2022),
    ],
)
def test_what_is_no_share_of_people_has_no_number(id, population, year):
    assert said(id, population, year) == ("", "")


def test_no_number_of_a_group_that_nobody_counted():
    assert said("jv_stress", "16-25", 2024) == ("", "")


def test_no_number_is_larger_than_its_people():
    """Of every share, in every year, of Emmen, Drenthe and Nederland: never more than those it is a share of."""
    counted = 0
    for indicator in catalogue().indicators.values():
        for population in populations(indicator):
            laid = figures(indicator.id, population)
            assert laid is not None
            everyone = "huishoudens" if indicator.base[population].id == "huishoudens" else "inwoners"
            for region in (EMMEN, PROVINCE, NEDERLAND):
                known = sizes().of(catalogue().bases[everyone])[region]
                for observation in laid.of(region):
                    sentence, _ = in_people(
                        indicator, population, region, observation.year, observation.value, sizes()
                    )
                    if sentence:
                        counted += 1
                        assert number_in(sentence) <= max(known.values()) * 1.05, (indicator.id, region)
                        if indicator.quantity == "aandeel" and not indicator.numerator:
                            assert sentence.endswith(f" {indicator.base[population].name}.")
    assert counted > 800
