"""A percentage as a number of people: of the right base, and no more precise than it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.people import Base, base_of, people, people_sentence

#: Emmen, CBS Kerncijfers wijken en buurten 2024: inhabitants, households and age groups.
EMMEN = {
    "inhabitants": 109_346.0,
    "households": 50_288.0,
    "share_0_14": 14.0,
    "share_15_24": 11.0,
    "share_65plus": 24.0,
}


@pytest.mark.parametrize(
    ("population", "size", "estimated"),
    [
        ("personen", 109_346, False),
        ("huishoudens", 50_288, False),
        ("65+", 26_243, False),
        ("15+", 94_038, False),
        ("18+", 90_429, True),
        ("18-64", 64_186, True),
    ],
)
def test_each_group_has_its_own_base(population, size, estimated):
    found = base_of(population, **EMMEN)
    assert found is not None
    assert round(found.size) == pytest.approx(size, abs=1)
    assert found.estimated == estimated


@pytest.mark.parametrize("population", ["16-25", "klas 2 en 4", "0-22", "volwassenen"])
def test_a_group_without_a_count_has_no_number_of_people(population):
    assert base_of(population, **EMMEN) is None


def test_without_the_age_groups_there_is_no_base():
    assert base_of("18+", **{**EMMEN, "share_15_24": None}) is None
    assert base_of("65+", **{**EMMEN, "share_65plus": float("nan")}) is None
    assert base_of("huishoudens", **{**EMMEN, "households": None}) is None


def test_the_number_carries_two_digits():
    base = Base(90_429, "inwoners van 18 jaar en ouder", estimated=True)
    assert people(15.1, base.size) == 14_000
    assert people_sentence(15.1, base) == "Dat zijn ongeveer 14.000 inwoners van 18 jaar en ouder."
    assert people_sentence(6.0, Base(90_429, "inwoners")) == "Dat zijn ongeveer 5.400 inwoners."


def test_a_handful_of_people_is_not_said():
    assert people_sentence(0.01, Base(10_000, "inwoners")) == ""


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
    assert people_sentence(6, Base(90_429, "inwoners"), decimals=0) == "Dat zijn ongeveer 5.000 inwoners."


def test_a_share_that_is_shown_as_zero_gives_nobody():
    assert people(0.04, 109_346) == 0
    assert people(0.0, 109_346) == 0
