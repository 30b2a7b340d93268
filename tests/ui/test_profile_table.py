"""A column of the profile that holds differences sorts by them, and reads as it always did."""

from __future__ import annotations

import math

import pytest

from monitor.dutch import difference_text
from monitor.province import GEMEENTEN
from ui.choose import comparators
from ui.gemeente import spine
from ui.gemeente import view as profile


@pytest.fixture(scope="module")
def emmen() -> profile.Profile:
    against, _ = comparators.against("nederland", "GM0114", "GM0114")
    return profile.build("GM0114", against)


def test_a_change_is_a_number_with_its_years_beside_it(emmen: profile.Profile) -> None:
    seen = set()
    for row in emmen.rows:
        size, words, since = profile.change_cells(row)
        if row.value is None:
            assert (size, since) == (None, profile.NOTHING)
            continue
        whole = profile.change_cell(row.change, row.indicator)
        if size is None:
            assert since == whole, "why there is none"
            seen.add("none")
            continue
        assert since in whole
        assert words in whole or (size == 0 and "gelijk" in whole)
        if size:
            assert difference_text(size, row.indicator) in words
            assert words.startswith("▲" if size > 0 else "▼")
        seen.add("break" if "-" in since else "change")
    assert seen == {"none", "break", "change"}


def test_the_table_sorts_by_the_change(emmen: profile.Profile) -> None:
    for section in (*emmen.in_short, *emmen.by_theme):
        shown = section.table
        rows = [profile.compared_row(row) for row in section.rows]
        sizes = [profile.change_cells(row)[0] for row in rows]
        column = shown["Verandering"].tolist()
        assert [None if math.isnan(one) else float(one) for one in column] == sizes
        assert [one.text for one in column] == [words for _, words, _ in map(profile.change_cells, rows)]


@pytest.mark.parametrize("slug", ["nederland", "drenthe", "eerder"])
def test_the_table_of_the_picture_sorts_by_the_difference(slug: str) -> None:
    against, _ = comparators.against(slug, "GM0114", "GM0114")
    section = profile.build("GM0114", against).by_theme[0]
    found = spine.view("GM0114", against, None, section.id)
    shown = spine.sortable(found).data  # type: ignore[attr-defined]
    assert list(shown.columns) == list(found.table.columns)
    for line, cell, words in zip(found.lines, shown["Verschil"], found.table["Verschil"], strict=True):
        compared = line.spine.compared
        assert (cell is None) == (compared is None)
        if compared is not None:
            assert float(cell) == compared.gap.difference
            assert cell.text == words
    provinces = [line.spine.province for line in found.lines]
    assert [None if one is None else float(one) for one in shown["Drenthe"]] == provinces
    assert set(GEMEENTEN) >= {found.gemeente}
