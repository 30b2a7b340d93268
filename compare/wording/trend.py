"""How a line went, in words."""

from __future__ import annotations

import itertools

from compare.indicator_data import PROVISIONAL, Observation
from compare.rules.course import Course
from compare.rules.profile_row import ProfileRow
from compare.wording.clauses import ALL_SAME_GEMEENTEN, SAME_GEMEENTEN, higher_or_lower, joined
from compare.wording.comparison import (
    figure_sentences,
    is_the_comparison,
    what_not_to_conclude,
    years_of_changes,
)
from monitor.catalogue import Indicator
from monitor.dutch import value_text


def trend_sentence(row: ProfileRow, region: str, over: Course | None) -> str:
    """:func:`comparison_sentence` with the change since the measurement before, then how it went over the years.

    ``over``: :func:`compare.rules.course.course`. "... Het ging van 26,6% in 2012 naar 12,5% in 2020."
    """
    return joined(*trend_sentences(row, region, over))


def trend_sentences(row: ProfileRow, region: str, over: Course | None) -> list[str]:
    """:func:`trend_sentence`, sentence by sentence."""
    change = None if is_the_comparison(row) or row.value is None else row.change
    longer = ""
    if over and (
        len(over.observations) > 2 or (over.first.year, over.last.year) not in years_of_changes(row)
    ):
        longer = course_sentence(over, row.indicator)
    return [*figure_sentences(row, region, change), longer, *what_not_to_conclude(row, change)]


def course_sentence(over: Course, indicator: Indicator) -> str:
    """ "Het ging van 54,2% in 2013 naar 67,5% in 2020, daarna lager: 59,3% in 2022."; of figures that are all the same
    "Het was 0,7 km in 2013 en in alle metingen daarna, tot en met 2021." """
    return f"Het {'was' if _stayed(over) else 'ging'} {course_clause(over, indicator)}."


def course_clause(over: Course, indicator: Indicator) -> str:
    """What stands after "het ging" or "het was" in :func:`course_sentence`.

    Every number in it is a figure or its year; every word of direction holds for all the years between the two that it
    is of.
    """
    same = f", {SAME_GEMEENTEN if over.of == 2 else ALL_SAME_GEMEENTEN}" if over.same_gemeenten else ""
    if _stayed(over):
        value, until = value_text(over.first.value, indicator), over.last.year
        later = f"in {until}" if over.of == 2 else f"in alle metingen daarna, tot en met {until}"
        return f"{value} in {over.first.year} en {later}{same}"

    def then(observation: Observation) -> str:
        early = f" ({PROVISIONAL})" if observation.provisional else ""
        return f"{value_text(observation.value, indicator)} in {observation.year}{early}"

    clause = f"van {then(over.first)} naar {then(over.observations[1])}"
    for i, (before, observation) in enumerate(itertools.pairwise(over.observations[1:])):
        direction = 1 if (observation.value or 0.0) > (before.value or 0.0) else -1
        link = ", daarna" if i == 0 else " en weer" if observation is over.last else ", weer"
        clause += f"{link} {higher_or_lower(direction, indicator)}: {then(observation)}"
    return f"{clause}{same}"


def _stayed(over: Course) -> bool:
    return len({observation.value for observation in over.observations}) == 1
