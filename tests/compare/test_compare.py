"""The comparisons that every page shows, on published figures."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.change import change
from compare.gap import gap, latest_year, value_of
from compare.position import position
from compare.series import breaks, with_segments
from compare.standing import standing, standing_out


def test_a_gap_of_percentages_is_the_difference_a_reader_can_redo(rondkomen):
    found = gap(12.5, 13.9, rondkomen)
    assert found is not None
    assert (found.difference, found.direction) == (-1.4, -1)


def test_a_gap_uses_the_values_as_they_are_shown(rondkomen):
    found = gap(13.04, 13.05, rondkomen)
    assert found is not None
    assert found.difference == round(found.value - found.comparator, 1)


@pytest.mark.parametrize(("value", "other"), [(None, 1.0), (1.0, None), (float("nan"), 1.0)])
def test_no_gap_without_two_figures(value, other, rondkomen):
    assert gap(value, other, rondkomen) is None


def test_the_newest_year_that_both_have(figures):
    assert latest_year(figures, "GM0114") == 2024
    assert latest_year(figures, "GM0114", "NL00") == 2020
    assert latest_year(figures, "GM0114", "GM9999") is None


def test_value_of(figures):
    assert value_of(figures, "GM0114", 2012) == 26.6
    assert value_of(figures, "NL00", 2024) is None


def test_another_series_starts_a_new_segment(figures, rondkomen, sources):
    emmen = with_segments(figures, rondkomen, sources).query("region == 'GM0114'")
    assert emmen["segment"].tolist() == [0, 0, 0, 1]


def test_a_source_of_the_same_series_goes_on(figures, rondkomen, sources):
    same = figures.replace({"source": {"nieuw": "ook_oud"}})
    assert set(with_segments(same, rondkomen, sources)["segment"]) == {0}


def test_a_named_break_starts_a_new_segment(figures, with_break, sources):
    emmen = with_segments(figures, with_break, sources).query("region == 'GM0114'")
    assert emmen["segment"].tolist() == [0, 0, 1, 2]
    assert (2020, "andere vraag") in breaks(figures, with_break, sources)


def test_change_between_comparable_measurements(figures, rondkomen, sources):
    segmented = with_segments(figures, rondkomen, sources)
    found = change(segmented, "GM0114", rondkomen, 2020)
    assert found is not None
    assert (found.year_from, found.year_to, found.difference) == (2016, 2020, -8.5)


def test_no_change_across_a_break(figures, rondkomen, sources):
    found = change(with_segments(figures, rondkomen, sources), "GM0114", rondkomen)
    assert found is not None
    assert (found.year_from, found.year_to, found.comparable) == (2020, 2024, False)


def test_no_change_with_one_measurement(figures, rondkomen, sources):
    one = with_segments(figures[figures["year"] == 2012], rondkomen, sources)
    assert change(one, "GM0114", rondkomen) is None


def test_ties_share_the_best_place(rondkomen):
    values = pd.Series({"a": 15.14, "b": 15.12, "c": 9.0, "d": None})
    first, last = position(values, "b", rondkomen), position(values, "c", rondkomen)
    assert first is not None
    assert last is not None
    assert (first.rank, first.of, first.shared) == (1, 3, 1)
    assert (last.rank, last.shared) == (3, 0)
    assert position(values, "d", rondkomen) is None


def test_standing_says_the_gap_of_the_newest_common_year(figures, rondkomen, sources):
    found = standing(with_segments(figures, rondkomen, sources), rondkomen, "18+", "GM0114", "NL00")
    assert found is not None
    assert (found.year, found.value, found.gap_year) == (2024, 15.1, 2020)
    assert found.gap is not None
    assert found.gap.difference == -1.4
    # With two regions nothing can be said of how much gemeenten differ.
    assert found.distance is None
    assert standing_out([found]) == []
