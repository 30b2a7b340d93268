"""The lines under a picture: source, years, own calculation, what is missing."""

from __future__ import annotations

import streamlit as st

from monitor.province import GEMEENTEN
from ui.choose.regions import listed
from ui.data import catalogue, populations, series
from ui.parts.explain import (
    empty_state,
    how_it_comes_in,
    missing_text,
    own_calculation_text,
    publishers_test,
    source_text,
)


def test_a_source_is_named_once_with_its_years():
    rows = series("bevolking", "personen")
    said = source_text(rows[rows["region"] == "GM0114"])
    assert said.count("Kerncijfers wijken en buurten") == 1
    assert "CC BY 4.0" in said


def test_no_figures_no_source():
    rows = series("bevolking", "personen")
    assert source_text(rows.iloc[:0]) == "Bron: geen cijfers"


def test_a_weighted_mean_and_a_sum_are_told_apart():
    mean, total = series("moeite_rondkomen", "18+"), series("bevolking", "personen")
    assert own_calculation_text(mean[mean["region"] == "PV22"]).startswith(
        "Eigen berekening, gewogen naar inwoners van 18 jaar en ouder: Drenthe"
    )
    assert own_calculation_text(total[total["region"] == "PV22"]) == (
        "Eigen berekening, opgeteld uit de gemeenten: Drenthe."
    )


def test_what_is_missing_is_named_with_its_years(figures):
    assert missing_text(figures) == (
        "Geen cijfer: Westerveld in 2016 (door de bron weggelaten: te weinig antwoorden)."
    )
    gone = figures[(figures["region"] == "GM1701") & (figures["year"] == 2016)]
    assert missing_text(gone) == "Geen cijfer: Westerveld (door de bron weggelaten: te weinig antwoorden)."


def test_the_twelve_together_have_a_short_name():

    assert listed(["NL00", "GM0114"]) == "Nederland en Emmen"
    assert listed(["PV22", *GEMEENTEN]) == "Drenthe en alle 12 gemeenten"


def test_without_figures_it_says_what_would_stand_there_who_has_it_and_how_it_comes_in(monkeypatch):
    said = {}
    monkeypatch.setattr(st, "info", lambda text, **kwargs: said.setdefault("text", text))
    empty_state(catalogue()["ervaren_gezondheid_scholieren"])
    assert "Wij hebben hier geen cijfers van." in said["text"]
    assert "Wat hier zou staan: Deel van de scholieren in klas 2 en 4" in said["text"]
    assert "GGD'en en RIVM meten het" in said["text"]
    assert "de laatste keer was in 2023" in said["text"]
    assert "Nieuwe cijfers: De volgende Gezondheidsmonitor Jeugd is in 2027." in said["text"]
    assert "python -m loaders.add" in said["text"]


def test_a_table_that_can_be_fetched_is_fetched_and_other_figures_are_brought():
    assert "make refresh" in how_it_comes_in(catalogue()["armoede"])
    assert "loaders.add" in how_it_comes_in(catalogue()["basisvaardigheden"])


def test_every_indicator_without_figures_says_why_and_where_they_are():
    empty = [i for i in catalogue().indicators.values() if not populations(i)]
    assert empty
    assert all(indicator.gap for indicator in empty)


def test_what_the_publisher_tested_is_said_as_the_publishers() -> None:
    said = publishers_test(catalogue()["levensverwachting_ggd"])
    assert said == (
        "RIVM heeft dit getoetst: het cijfer van Drenthe is lager dan dat van Nederland, 99% zeker. "
        "Dat is een toets van de uitgever, niet van deze monitor."
    )
    assert publishers_test(catalogue()["levensverwachting"]) == ""
