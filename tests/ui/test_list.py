"""Mijn lijst in an address: it comes back as it was, and what is broken costs that entry only."""

from __future__ import annotations

import pytest

from monitor.province import GEMEENTEN, PROVINCE
from ui.data import catalogue
from ui.lijst.entries import LONGEST_NAME, MOST, Entry, FigureList, from_address, to_address
from ui.lijst.rows import exhibit, texts
from ui.lijst.rows import rows as rows_of

EMMEN, ASSEN = "GM0114", "GM0106"
TWO = (Entry("moeite_rondkomen", "18+", EMMEN), Entry("roken", "18+", PROVINCE))


def test_every_figure_comes_back_as_it_was() -> None:
    every = [Entry(i.id, group, ASSEN) for i in catalogue().indicators.values() for group in i.populations]
    for start in range(0, len(every), MOST):
        part = tuple(every[start : start + MOST])
        found, wrong = from_address(to_address(part), " Nota\u202e  armoede ")
        assert (found.entries, found.name, wrong) == (part, "Nota armoede", [])


@pytest.mark.parametrize(
    "broken", ["roken", "weg~18+~emmen", "roken~99+~emmen", "roken~18+~groningen", "~~", "x" * 300]
)
def test_what_is_broken_is_told_and_the_rest_stays(broken: str) -> None:
    first, second = (to_address([entry]) for entry in TWO)
    found, (told,) = from_address(f"{first}.{broken}.{second}")
    assert found.entries == TWO
    assert "De rest van uw lijst staat er nog" in told


def test_a_link_that_is_cut_off_keeps_what_is_whole() -> None:
    found, wrong = from_address(to_address(TWO)[:-3])
    assert found.entries == TWO[:1]
    assert len(wrong) == 1


def test_a_list_has_bounds() -> None:
    every = [Entry("roken", "18+", code) for code in GEMEENTEN] + [
        Entry("moeite_rondkomen", group, code) for group in ("18+", "65+") for code in GEMEENTEN
    ]
    found, (told,) = from_address(to_address(every), "a" * 500)
    assert (len(found.entries), len(found.name)) == (MOST, LONGEST_NAME)
    assert str(MOST) in told
    assert len(FigureList().with_entries(every).entries) == MOST


def test_a_row_has_value_comparison_difference_and_year() -> None:
    of = FigureList(TWO, "Nota")
    first, second = texts(rows_of(of, "nederland")).to_dict("records")
    assert list(first.values()) == [
        *("Moeite met rondkomen", "Emmen", "18 jaar en ouder", "2024"),
        *("15,1%", "Nederland", "15,3%", "▼ 0,2 procentpunt"),
    ]
    assert (second["Gebied"], second["Waarde"], second["Waarde daarvan"]) == ("Drenthe", "16,3%", "17,2%")
    assert exhibit(of, "nederland").sentence == "2 cijfers van Emmen en Drenthe, naast Nederland."
