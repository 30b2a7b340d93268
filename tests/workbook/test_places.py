"""Which region a cell means, as people type it."""

from __future__ import annotations

import pytest

from intake.tables.places import place


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("GM0114", "GM0114"),
        ("gm0114 ", "GM0114"),
        ("Emmen", "GM0114"),
        (" emmen", "GM0114"),
        ("Emmen (gemeente)", "GM0114"),
        ("Gemeente Emmen", "GM0114"),
        ("AA en Hunze", "GM1680"),
        ("Borger Odoorn", "GM1681"),
        ("Midden‑Drenthe", "GM1731"),
        ("Nederland", "NL00"),
        ("NL01", "NL00"),
        ("Drenthe", "PV22"),
        ("Drenthe (PV)", "PV22"),
        ("GGD Drenthe", "PV22"),
        ("GG0706", "PV22"),
        ("WK011401", "WK011401"),
        ("Amsterdam", "GM0363"),
        ("Groningen (gemeente)", "GM0014"),
        ("Groningen (PV)", "PV20"),
        ("Friesland (PV)", "PV21"),
        ("Provincie Friesland", "PV21"),
        ("Súdwest Fryslân", "GM1900"),
        ("SÃºdwest-FryslÃ¢n", "GM1900"),
        ("Den Haag", "GM0518"),
        ("Bergen (NH)", "GM0373"),
        ("Hengelo", "GM0164"),
    ],
)
def test_known(cell: str, code: str) -> None:
    assert place(cell, 2023).code == code


def test_a_number_alone_is_no_region() -> None:
    assert place(114, 2023).code is None


def test_a_name_of_two_levels_needs_its_column() -> None:
    assert place("Groningen", 2023).code is None
    assert "schrijf GM0014 (gemeente) of PV20 (provincie)" in str(place("Groningen", 2023).problem)
    assert place("Groningen", 2023, level="provincie").code == "PV20"
    assert place("Utrecht", 2023, level="gemeente").code == "GM0344"


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", "het gebied ontbreekt"),
        ("Asen", "'Asen' is geen bekend gebied. Bedoelt u Assen"),
        ("Hogeveen", "Bedoelt u Hoogeveen"),
        ("Lutjebroek-Oost", "'Lutjebroek-Oost' is geen bekend gebied."),
        ("GM9999", "'GM9999' is geen bekende gebiedscode."),
        ("Totaal", "'Totaal' is een totaalrij"),
        ("Totaal Drenthe", "is een totaalrij"),
        ("Gemiddelde gemeenten", "is een totaalrij"),
        ("BU03630001", "een gebied dat de monitor niet toont"),
        ("GGD Groningen (GG)", "een gebied dat de monitor niet toont"),
        ("Zuidoost-Drenthe (CR)", "een gebied dat de monitor niet toont"),
        ("WK036300", "een gebied dat de monitor niet toont"),
        ("Haren", "Haren (GM0017) bestond in 2023 niet meer"),
        ("GM0017", "Haren (GM0017) bestond in 2023 niet meer"),
    ],
)
def test_refused(cell: str, problem: str) -> None:
    found = place(cell, 2023)
    assert found.code is None
    assert problem in str(found.problem)


def test_a_gemeente_that_was_still_there() -> None:
    assert place("Haren", 2016).code == "GM0017"


@pytest.mark.parametrize(
    ("name", "year", "code"), [("Beemster", 2021, "GM0370"), ("Boxmeer", 2021, "GM0756")]
)
def test_between_two_divisions_nobody_says_that_a_gemeente_was_gone(name: str, year: int, code: str) -> None:
    """The register knows the divisions of 2020 and 2022: in 2021 both were still there."""
    assert place(name, year).code == code
    assert f"bestond in {year + 1} niet meer" in str(place(name, year + 1).problem)
