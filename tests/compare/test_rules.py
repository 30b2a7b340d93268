"""What must hold for any figures: gap, change, place and the sum of gemeenten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indicator_data import Observation
from compare.rules.change import between
from compare.rules.gap import gap
from compare.rules.position import position
from monitor.aggregate import ENOUGH, combined
from monitor.weights import Weights
from tests.compare.conftest import indicator_with, sizes_of

SHARE = indicator_with()
figures = st.floats(0, 100, allow_nan=False)


def observation(year: int, value: float, segment: int = 0) -> Observation:
    return Observation(year, value, None, None, segment, None, "definitief", "oud", "gepubliceerd", None)


@given(figures, figures)
def test_a_gap_is_what_a_reader_gets_from_the_shown_figures(one, other):
    found, back = gap(one, other, SHARE), gap(other, one, SHARE)
    assert found is not None
    assert back is not None
    assert found.difference == pytest.approx(round(one, 1) - round(other, 1), abs=1e-9)
    assert found.difference == -back.difference
    assert found.direction == -back.direction


@given(figures, figures)
def test_a_change_is_a_gap_in_time_and_never_crosses_a_break(before, now):
    first, last, broken = observation(2016, before), observation(2020, now), observation(2020, now, segment=1)
    same = between([first, last], first, last, SHARE)
    found = gap(now, before, SHARE)
    assert found is not None
    assert same.difference == found.difference
    assert (same.start, same.end) == (found.comparator, found.value)
    assert between([first, broken], first, broken, SHARE).difference is None


@given(st.lists(figures, min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_a_place_does_not_depend_on_the_order(values, random):
    laid = {str(i): value for i, value in enumerate(values)}
    turned = list(laid.items())
    random.shuffle(turned)
    for region in laid:
        found = position(laid, region, SHARE)
        assert found == position(dict(turned), region, SHARE)
        assert found is not None
        assert 1 <= found.rank <= found.rank + found.shared <= found.of == len(values)


@given(st.lists(figures, min_size=1, max_size=15))
def test_places_are_all_taken(values):
    laid = {str(i): value for i, value in enumerate(values)}
    places = [position(laid, region, SHARE) for region in laid]
    assert sum(1 / (p.shared + 1) for p in places if p) == pytest.approx(len({round(v, 1) for v in values}))
    assert min(p.rank for p in places if p) == 1


sizes = st.floats(1_000, 900_000)


def weighing(inhabitants: dict[str, float]) -> Weights:
    return sizes_of(inhabitants).weights(SHARE, "18+")


@given(st.lists(st.tuples(st.one_of(st.none(), figures), sizes), min_size=1, max_size=12))
def test_gemeenten_together_lie_between_the_lowest_and_the_highest(rows):
    weights = weighing({f"GM{i:04}": size for i, (_, size) in enumerate(rows)})
    members = frozenset(weights.sizes)
    values = {f"GM{i:04}": value for i, (value, _) in enumerate(rows) if value is not None}
    value, share = combined(values, members, 2024, SHARE, weights)
    exact = sum(size for value, size in rows if value is not None) / sum(size for _, size in rows)
    if exact < ENOUGH - 1e-9:
        assert value is None
    if value is not None:
        assert min(values.values()) - 0.05 <= value <= max(values.values()) + 0.05
        assert share == pytest.approx(exact, abs=1e-4)


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_without_one_of_the_two_there_is_no_gap(missing):
    assert gap(missing, 1.0, SHARE) is None
    assert gap(1.0, missing, SHARE) is None


@given(st.lists(st.sampled_from([10.0, 10.04, 20.0, 30.0, None]), min_size=1, max_size=12))
def test_equals_as_shown_share_the_best_place(values):
    laid = {str(i): value for i, value in enumerate(values)}
    shown = [round(value, 1) for value in values if value is not None]
    for region, value in laid.items():
        found = position(laid, region, SHARE)
        if value is None:
            assert found is None
            continue
        assert found is not None
        own = round(value, 1)
        assert found.rank == 1 + sum(other > own for other in shown)
        assert (found.shared, found.of) == (shown.count(own) - 1, len(shown))


@given(st.lists(st.tuples(figures, sizes), min_size=1, max_size=12), sizes)
def test_a_value_is_given_from_eighty_percent_of_the_inhabitants_and_not_below(rows, absent):
    """The last gemeente has inhabitants and no figure."""
    codes = [f"GM{i:04}" for i in range(len(rows) + 1)]
    weights = weighing(dict(zip(codes, [*(size for _, size in rows), absent], strict=True)))
    values = {code: value for code, (value, _) in zip(codes, rows, strict=False)}
    value, share = combined(values, frozenset(codes), 2024, SHARE, weights)
    there = sum(size for _, size in rows)
    if abs(there / (there + absent) - ENOUGH) > 1e-9:
        assert (value is None) == (there / (there + absent) < ENOUGH)
    assert 0 <= share <= 1
