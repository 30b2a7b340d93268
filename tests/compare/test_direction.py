"""A trend is said of five comparable measurements or more, by the test of Mann and Kendall."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.direction import direction, p_value


def series(*values: float) -> list[tuple[int, float]]:
    return [(2012 + i, value) for i, value in enumerate(values)]


def test_four_measurements_have_no_trend():
    assert direction(series(1, 2, 3, 4)) is None


def test_five_that_all_rise_or_fall():
    assert direction(series(1, 2, 3, 4, 5)) == "stijgt"
    assert direction(series(5, 4, 3, 2, 1)) == "daalt"
    assert p_value(10, [1, 2, 3, 4, 5]) == pytest.approx(2 / 120)


def test_to_and_fro_has_no_clear_direction():
    assert direction(series(1, 2, 1, 2, 1, 2)) == "geen duidelijke richting"
    assert direction(series(3, 3, 3, 3, 3)) == "geen duidelijke richting"


def test_the_order_of_the_points_does_not_matter():
    assert direction(series(1, 2, 3, 4, 5)[::-1]) == "stijgt"


@pytest.mark.parametrize("n", [5, 6, 7])
def test_the_chance_is_counted_over_all_orderings(n):
    def score(values):
        return sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])

    scores = [score(values) for values in permutations(range(n))]
    for wanted in {abs(s) for s in scores}:
        as_far = sum(abs(s) >= wanted for s in scores) / math.factorial(n)
        assert p_value(wanted, list(range(n))) == pytest.approx(as_far)


@given(st.lists(st.integers(0, 1000), min_size=5, max_size=20))
def test_turned_upside_down_it_goes_the_other_way(values):
    opposite = {"stijgt": "daalt", "daalt": "stijgt"}
    found = direction(series(*values))
    assert direction(series(*(-v for v in values))) == opposite.get(found, found)


@pytest.mark.parametrize(
    ("n", "score", "one_sided"),
    [
        (5, 8, 0.042),
        (5, 10, 0.0083),
        (6, 11, 0.028),
        (7, 13, 0.035),
        (8, 16, 0.031),
        (10, 21, 0.036),
        (10, 23, 0.023),
    ],
)
def test_the_chances_of_the_published_table(n, score, one_sided):
    """The exact one-sided chances for n up to 10, as tabulated in MeteoSwiss' package mannkendall (PROB_MK_N)."""
    assert p_value(score, list(range(n))) / 2 == pytest.approx(one_sided, abs=0.0005)
