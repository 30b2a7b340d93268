"""Which region a cell means, as people type it."""

from __future__ import annotations

import pytest

from loaders.workbook.places import place


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
        ("Groningen", "GM0014"),
        ("Groningen (PV)", "PV20"),
    ],
)
def test_known(cell: str, code: str) -> None:
    assert place(cell, 2023).code == code


def test_a_number_is_a_code_only_in_a_column_of_codes() -> None:
    assert place(114, 2023, codes_only=True).code == "GM0114"
    assert place("0114", 2023, codes_only=True).code == "GM0114"
    assert place(114, 2023).code is None


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
        ("BU01140101", "een gebied dat de monitor niet toont"),
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
