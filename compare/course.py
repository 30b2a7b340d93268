"""How a figure went over the years: the first, the highest and the lowest in between, and the last.

It describes and tests nothing: figures of a model are smoothed over the years, and any test of their direction finds
one far too often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.change import comparable_run
from compare.figures import Point, Points
from loaders.catalogue import Indicator

#: The highest or lowest figure that lies less than this part of the whole range beyond the first is no turn of its own:
#: from 75,1 to 75,2 before a fall to 69,4 the story begins at 75,1.
SMALL = 0.1


@dataclass(frozen=True)
class Course:
    """The newest stretch of figures that may all be compared, told by where it turned.

    ``points``: two or more, oldest first: the first, the turns and the last. Between a turn and the next of them no
    figure lies beyond the two, so a word of direction between two of them holds for all the years in between.
    ``of``: how many figures the stretch has.
    """

    points: tuple[Point, ...]
    of: int

    @property
    def first(self) -> Point:
        return self.points[0]

    @property
    def last(self) -> Point:
        return self.points[-1]


def course(points: Points, indicator: Indicator) -> Course | None:
    """The course of one region's figures, as they are shown; None with fewer than two that may be compared."""
    run = [p._replace(value=round(p.value or 0.0, indicator.decimals)) for p in comparable_run(points)]
    if not run:
        return None
    return Course((run[0], *(run[i] for i in turns([p.value or 0.0 for p in run])), run[-1]), len(run))


def turns(values: Sequence[float]) -> list[int]:
    """The places where a series turned, in order: the highest and the lowest value that lie beyond both ends, and
    after the later of these each that lies furthest beyond the last value.

    Of equal values the last one counts: that is where it turned.
    """
    first, last = values[0], values[-1]
    least = SMALL * (max(values) - min(values))
    high, low = _last_place(values, max(values)), _last_place(values, min(values))
    found = []
    if values[high] > max(first + least, last):
        found.append(high)
    if values[low] < min(first - least, last):
        found.append(low)
    found = sorted(found)[:1]
    while found:
        rest = values[found[-1] :]
        end = min(rest) if last < rest[0] else max(rest)
        if end == last:
            break
        found.append(found[-1] + _last_place(rest, end))
    return found


def _last_place(values: Sequence[float], value: float) -> int:
    return max(i for i, other in enumerate(values) if other == value)
