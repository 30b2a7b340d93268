"""An axis that does not exaggerate: zero where it can be, and a small difference stays small."""

from __future__ import annotations

import pytest

from ui.charts.axis import axis


def test_values_that_differ_much_start_at_zero():
    assert axis([5.0, 26.6], "procent").starts_at_zero


def test_close_high_values_are_cut_but_not_tight():
    found = axis([69.0, 71.0], "procent")
    assert not found.starts_at_zero
    # Two points of seventy take at most a seventh of the height.
    assert (71.0 - 69.0) / (found.high - found.low) < 0.15


@pytest.mark.parametrize("values", [[98.0, 99.5], [100.0, 100.0]])
def test_a_percentage_never_passes_100(values):
    assert axis(values, "procent").high <= 100


@pytest.mark.parametrize("values", [[0.0], [0.0, 0.0], [12.5], [36200.0, 33700.0], [-4.0, 3.0], [-4.0, -1.0]])
def test_every_value_lies_on_the_axis(values):
    found = axis(values, "euro")
    assert found.low <= min(values)
    assert found.high >= max(values)
    assert found.high > found.low
