"""A share as a number of people, no more precise than it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.rules.people import head_count, in_people, no_number, people
from monitor.catalogue import Base, Count
from monitor.weights import Sizes
from tests.compare.conftest import indicator_with, sizes_of

EMMEN = "GM0114"


def test_the_number_carries_two_digits():
    assert people(15.1, 90_429) == 14_000
    assert people(6.0, 90_429) == 5_400


def test_a_handful_of_people_is_not_said():
    nine = sizes_of({EMMEN: 90.0})
    assert head_count(indicator_with(), "18+", EMMEN, 2024, 10.0, nine) is None
    assert in_people(indicator_with(), "18+", EMMEN, 2024, 10.0, nine) == ("", "")


@given(st.floats(0, 100), st.floats(1, 18_000_000))
def test_the_number_stays_near_the_exact_one(share, base):
    exact, said = share / 100 * base, people(share, base)
    assert said <= base * 1.05 + 1
    # Of a share with one digit (0.1 to 0.9) the number has one digit too; below that it is shown as 0.
    if share >= 0.1:
        assert abs(said - exact) <= max(1, (0.05 if share >= 1 else 0.5) * exact)


def test_a_share_of_one_digit_gives_a_number_of_one_digit():
    assert people(0.1, 109_346) == 100
    assert people(6, 90_429, decimals=0) == 5_000


def test_a_share_that_is_shown_as_zero_gives_nobody():
    assert people(0.04, 109_346) == 0
    assert people(0.0, 109_346) == 0


def test_a_share_per_thousand_is_a_share():
    """85 per 1.000 of 109.346 inhabitants."""
    per_1000 = indicator_with(unit="per_1000", decimals=0)
    said, _ = in_people(per_1000, "18+", EMMEN, 2024, 85.0, sizes_of({EMMEN: 109_346.0}))
    assert said == "Dat zijn ongeveer 9.300 inwoners."
    counted = head_count(per_1000, "18+", EMMEN, 2024, 85.0, sizes_of({EMMEN: 109_346.0}))
    assert counted is not None
    assert (counted.number, counted.rounded) == (9_300, True)


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [
        ("gemiddeld_aandeel", "procent"),
        ("verhouding", "per_100"),
        ("gemiddelde", "score"),
        ("mediaan", "euro"),
        ("aantal", "personen"),
    ],
)
def test_only_a_share_becomes_a_number_of_people(quantity, unit):
    indicator = indicator_with(quantity=quantity, unit=unit)
    assert in_people(indicator, "18+", EMMEN, 2024, 15.1, sizes_of({EMMEN: 109_346.0})) == ("", "")


def test_no_number_without_a_count_or_a_figure(rondkomen, figures):
    assert in_people(rondkomen, "18+", EMMEN, 2024, 15.1, Sizes(figures)) == ("", "")
    assert in_people(rondkomen, "18+", EMMEN, 2024, None, sizes_of({EMMEN: 109_346.0})) == ("", "")


def test_why_there_is_no_number_is_said():
    uncounted = Base(id="jong", name="jongeren", uncounted="Niemand telt hen.")
    of_young = indicator_with(base={"18+": uncounted})
    assert no_number(of_young, "18+") == "Niemand telt hen. Daarom noemen wij geen aantal."
    counted = of_young.model_copy(
        update={"numerator": Count(name="jongeren", figures=("jongeren/personen",))}
    )
    assert no_number(counted, "18+") == ""
    assert no_number(indicator_with(), "18+") == ""
    assert no_number(indicator_with(unit="euro", base={"18+": uncounted}), "18+") == ""
    assert "gemiddelde" in no_number(indicator_with(quantity="gemiddeld_aandeel"), "18+")
