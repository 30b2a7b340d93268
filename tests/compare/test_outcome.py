"""Better, worse or alike: only by margins that the source published, and only with a polarity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.rules.outcome import outcome
from tests.compare.conftest import indicator_with

LOW, HIGH, NEUTRAL = (
    indicator_with(polarity=polarity) for polarity in ("lager_is_beter", "hoger_is_beter", "neutraal")
)
NO = float("nan")


@pytest.mark.parametrize("margin", [(None, None), (NO, NO), (14.0, None), (None, 16.0)])
def test_without_a_margin_of_its_own_nothing_is_judged(margin):
    assert outcome(15.1, *margin, 13.9, 13.0, 14.8, LOW) == "geen marge bekend"


@pytest.mark.parametrize(("indicator", "said"), [(LOW, "slechter"), (HIGH, "beter"), (NEUTRAL, "hoger")])
def test_what_is_higher_depends_on_the_polarity(indicator, said):
    assert outcome(15.1, 14.2, 16.0, 13.9, None, None, indicator) == said


def test_a_figure_whose_margin_holds_the_other_is_alike():
    for indicator in (LOW, HIGH, NEUTRAL):
        assert outcome(15.1, 13.5, 16.7, 13.9, None, None, indicator) == "vergelijkbaar"


def test_two_margins_may_overlap_and_still_differ():
    # 2.0 apart, margins of 1.2 each: the difference has a margin of 1.7.
    assert outcome(15.0, 13.8, 16.2, 13.0, 11.8, 14.2, LOW) == "slechter"
    # 1.5 apart: within 1.7.
    assert outcome(14.5, 13.3, 15.7, 13.0, 11.8, 14.2, LOW) == "vergelijkbaar"


figures = st.floats(0, 100, allow_nan=False)
halves = st.floats(0.1, 10)


@given(figures, halves, figures, halves)
def test_the_outcome_turns_round_when_the_two_change_places(one, half, other, other_half):
    there = outcome(one, one - half, one + half, other, other - other_half, other + other_half, LOW)
    back = outcome(other, other - other_half, other + other_half, one, one - half, one + half, LOW)
    turned = {"beter": "slechter", "slechter": "beter", "vergelijkbaar": "vergelijkbaar"}
    assert back == turned[there]


@given(figures, halves, figures)
def test_polarity_never_changes_whether_two_differ(one, half, other):
    said = {
        outcome(one, one - half, one + half, other, None, None, i) == "vergelijkbaar"
        for i in (LOW, HIGH, NEUTRAL)
    }
    assert len(said) == 1


@pytest.mark.parametrize("missing", [None, NO])
def test_a_figure_that_is_not_there_is_never_judged(missing):
    for margin in ((None, None), (13.0, 14.8)):
        assert outcome(missing, 14.2, 16.0, 13.9, *margin, LOW) == "geen marge bekend"
        assert outcome(15.1, 14.2, 16.0, missing, *margin, LOW) == "geen marge bekend"
