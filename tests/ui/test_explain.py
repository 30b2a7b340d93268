"""The lines under a picture: source, years, own calculation, what is missing."""

from __future__ import annotations

from ui.data import series
from ui.explain import missing_text, own_calculation_text, source_text
from ui.regions import listed


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
        "Eigen berekening, gewogen naar inwoners: Drenthe"
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
    from geo.regions import DRENTHE_GEMEENTEN

    assert listed(["NL00", "GM0114"]) == "Nederland en Emmen"
    assert listed(["PV22", *DRENTHE_GEMEENTEN]) == "Drenthe en alle 12 gemeenten"
