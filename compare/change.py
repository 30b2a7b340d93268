"""The change between two measurements of one region, where they may be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from compare.figures import Point, Points, measured
from compare.gap import gap
from compare.outcome import NOT_TESTED, UNKNOWN, Outcome, outcome
from loaders.catalogue import Indicator


@dataclass(frozen=True)
class Change:
    """From one measurement to a later one; ``difference`` is None when the two may not be compared, then ``reason``
    says why if it is not a break in the series. ``outcome``: judged only by published margins."""

    year_from: int
    year_to: int
    difference: float | None
    reason: str | None = None
    outcome: Outcome | None = None

    @property
    def comparable(self) -> bool:
        return self.difference is not None


#: Two own calculations over more than this share of the inhabitants apart are of different sets of gemeenten.
SAME_SET = 0.01
OTHER_GEMEENTEN = "niet dezelfde gemeenten"


def other_gemeenten(coverage_before: float | None, coverage_now: float | None) -> bool:
    """Whether two values of the monitor's own are calculated over clearly different sets of gemeenten.

    The coverages are shares of the inhabitants (0..1), missing for a published figure.
    """
    if pd.isna(coverage_before) or pd.isna(coverage_now):
        return False
    return abs(float(coverage_before or 0) - float(coverage_now or 0)) > SAME_SET


def between(before: Point, now: Point, indicator: Indicator) -> Change:
    """The change from one measurement to another; both have a figure."""
    years = before.year, now.year
    if before.segment != now.segment:
        return Change(*years, None)
    if other_gemeenten(before.coverage, now.coverage):
        return Change(*years, None, OTHER_GEMEENTEN)
    found = gap(now.value, before.value, indicator)
    assert found is not None
    return Change(*years, found.difference, None, judged_over_years(now, before, indicator))


def judged_over_years(now: Point, before: Point, indicator: Indicator) -> Outcome:
    """:func:`judged` of two years of one region: only of measurements that do not know of each other. A model makes
    its years resemble each other, so that its margins say nothing of the difference between two of them."""
    found = judged(now, before, indicator)
    return NOT_TESTED if indicator.method == "modelschatting" and found != UNKNOWN else found


def judged(point: Point, other: Point, indicator: Indicator) -> Outcome:
    """How a figure stands against another one, by their published margins."""
    return outcome(point.value, point.lower, point.upper, other.value, other.lower, other.upper, indicator)


def change(points: Points, indicator: Indicator, year: int | None = None) -> Change | None:
    """The change up to ``year`` (default: newest) since the measurement before it; None with fewer than two."""
    have = [point for point in measured(points) if year is None or point.year <= year]
    return between(have[-2], have[-1], indicator) if len(have) > 1 else None


def comparable_run(points: Points) -> list[Point]:
    """The newest stretch of two or more figures that may all be compared, oldest first; empty without one."""
    runs: list[list[Point]] = []
    for point in measured(points):
        if runs and may_join(runs[-1][0]._asdict(), point._asdict()):
            runs[-1].append(point)
        else:
            runs.append([point])
    return next((run for run in reversed(runs) if len(run) > 1), [])


def run(points: Points, indicator: Indicator) -> Change | None:
    """The change over the newest stretch of years that may be compared, first to last figure; None without one."""
    stretch = comparable_run(points)
    return between(stretch[0], stretch[-1], indicator) if stretch else None


def may_join(first: Mapping[Any, Any], row: Mapping[Any, Any]) -> bool:
    """Whether two figures of one region (with ``segment`` and ``coverage``) may be compared, or joined by a line."""
    return first["segment"] == row["segment"] and not other_gemeenten(
        first.get("coverage"), row.get("coverage")
    )
