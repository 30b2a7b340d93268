"""What stands out and what moved: the newest year first, own words, nothing across a break or another set of gemeenten."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from compare.change import OTHER_GEMEENTEN, Change
from compare.comparison import Comparison
from compare.figures import Point
from compare.gap import Gap
from compare.sentence import change_clause, map_sentence, moving_sentence, standing_out_sentence
from compare.standing import Standing, moving, standing_out
from tests.compare.conftest import NEDERLAND


def a_point(year: int, value: float) -> Point:
    return Point(year, value, None, None, 0, None, "definitief", "oud", "gepubliceerd", None)


def held(year: int, value: float, other: float) -> Comparison:
    own, there = a_point(year, value), a_point(year, other)
    return Comparison(NEDERLAND, own, there, Gap(value, other, round(value - other, 1)), "geen marge bekend")


def a_standing(indicator, **changes) -> Standing:
    start = Standing(
        indicator=indicator,
        population="18+",
        region="PV22",
        point=a_point(2024, 12.7),
        unanswered=None,
        against=(held(2020, 11.0, 13.9),),
        position=None,
        change=Change(2020, 2024, None),
        distance=-1.5,
        shift=None,
    )
    return replace(start, **changes)


def test_a_difference_of_the_newest_year_goes_before_a_larger_old_one(rondkomen):
    old = a_standing(rondkomen)
    new = a_standing(rondkomen, against=(held(2024, 12.7, 13.5),), distance=-0.4)
    assert standing_out([old, new], most=2) == [new, old]


def test_the_sentence_uses_the_words_of_the_figure(rondkomen):
    assert standing_out_sentence([a_standing(rondkomen)]) == (
        "Het grootste verschil met Nederland: in Drenthe heeft 11,0% moeite met rondkomen (Nederland 13,9%, 2020)."
    )
    assert "geen cijfers" in standing_out_sentence([])


def test_what_moved_is_only_what_may_be_compared(rondkomen):
    moved = a_standing(rondkomen, change=Change(2016, 2020, -8.5), shift=-3.0)
    assert moving([a_standing(rondkomen), moved]) == [moved]
    assert moving_sentence([moved]) == (
        "Het meest veranderd sinds de meting ervoor: moeite met rondkomen (8,5 procentpunt minder dan in 2016)."
    )
    assert moving_sentence([]) == ""


def test_a_change_over_other_gemeenten_says_so(rondkomen):
    other = Change(2021, 2022, None, OTHER_GEMEENTEN)
    assert change_clause(other, rondkomen) == "niet te vergelijken met 2021 (niet dezelfde gemeenten)"


def test_one_gemeente_with_a_figure_is_said_in_the_singular(rondkomen):
    values = pd.Series({"GM0114": 6.5, "GM0106": None})
    assert map_sentence(values, {"GM0114": "Emmen", "GM0106": "Assen"}, rondkomen, "18+", 2021) == (
        "Alleen Emmen heeft een cijfer. In Emmen heeft 6,5% moeite met rondkomen (18 jaar en ouder, 2021)."
    )
