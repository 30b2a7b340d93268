"""How sure a figure is, worked out by hand: only to put differences in order."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indicator_data import Observation
from compare.rules.uncertainty import ASKED, shrunk, variance
from tests.compare.conftest import indicator_with, laid_out, observations


def a_point(
    value: float, lower: float | None = None, upper: float | None = None, sources=None
) -> Observation:
    rows = observations([("GM0114", 2020, value, "oud")]).astype({"lower": float, "upper": float})
    rows.loc[0, ["lower", "upper"]] = lower, upper
    (observation,) = laid_out(rows, indicator_with(), sources or {}).of("GM0114")
    return observation


def test_a_published_margin_gives_the_standard_error():
    # 13,2% with 11,2 to 15,2: 4,0 / 3,92 = 1,0204 percentage points.
    found = variance(a_point(13.2, 11.2, 15.2), indicator_with(), None)
    assert found == pytest.approx(1.0204**2, rel=1e-4)


def test_a_share_of_a_survey_or_a_model_is_as_sure_as_its_answers():
    # Emmen, 90.000 grown-ups: 90.000 x 0,03084 = 2.776 answers. 15,1%: 15,1 x 84,9 / 2.776 = 0,4618; an error of 0,68.
    for method in ("modelschatting", "enquete"):
        found = variance(a_point(15.1), indicator_with(method=method), 90_000)
        assert found == pytest.approx(0.4618, abs=0.0001)
        assert found is not None
        assert math.sqrt(found) == pytest.approx(0.68, abs=0.005)


def test_a_registration_counts_its_whole_base():
    # 5,1% of 8.700 households: 5,1 x 94,9 / 8.700 = 0,0556.
    found = variance(a_point(5.1), indicator_with(method="registratie"), 8_700)
    assert found == pytest.approx(0.0556, abs=0.0001)


def test_a_number_per_thousand_is_a_share_too():
    # 35 per 1.000 of 10.000: 35 x 965 / 10.000.
    found = variance(a_point(35.0), indicator_with(method="registratie", unit="per_1000"), 10_000)
    assert found == pytest.approx(3.3775)


def test_rounding_makes_a_figure_less_sure():
    # In whole percents: 1² / 12 = 0,083 on top of 4,0 x 96,0 / 8.700 = 0,044.
    found = variance(a_point(4.0), indicator_with(method="registratie"), 8_700, step=1.0)
    assert found == pytest.approx(0.0441 + 0.0833, abs=0.0001)
    assert variance(
        a_point(36_500), indicator_with(unit="euro", decimals=0), None, step=100
    ) == pytest.approx(833.3, abs=0.1)


def test_of_an_amount_without_a_margin_nothing_is_known_and_of_a_share_without_a_base_nothing_is_said():
    assert variance(a_point(36_500), indicator_with(unit="euro", decimals=0), 50_000) == 0
    assert variance(a_point(15.1), indicator_with(), None) is None


def test_the_part_that_answers_is_that_of_the_health_monitor():
    assert pytest.approx(32.4, abs=0.05) == 1 / ASKED
    assert pytest.approx(ASKED * 14_730_000) == 240_364 + 213_978


def test_a_difference_shrinks_by_what_is_not_sure():
    # 4,0 points, gemeenten lie 2,0 apart: 2 standard deviations. With variances of 0,5 and 0,5: 2 x 4 / 5.
    assert shrunk(4.0, 2.0) == 2.0
    assert shrunk(4.0, 2.0, 0.5, 0.5) == pytest.approx(1.6)
    assert shrunk(-4.0, 2.0, 0.5, 0.5) == pytest.approx(-1.6)
    # As uncertain as gemeenten lie apart: half of it is left.
    assert shrunk(4.0, 2.0, 4.0) == pytest.approx(1.0)


@given(st.floats(-50, 50), st.floats(0.1, 20), st.floats(0, 100), st.floats(0, 100))
def test_less_sure_is_never_larger_and_keeps_its_sign(difference, spread, one, more):
    sure, less = shrunk(difference, spread, one), shrunk(difference, spread, one + more)
    assert abs(less) <= abs(sure) + 1e-12
    assert math.copysign(1, less) == math.copysign(1, sure) or less == 0
