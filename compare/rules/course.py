"""How a figure went over the years: the first, the highest and the lowest in between, and the last.

It describes and tests nothing: figures of a model are smoothed over the years, and any test of their direction finds
one far too often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.indicator_data import Observation, Observations
from compare.rules.change import comparable_run
from monitor.catalogue import Indicator

#: What lies less than this part of the whole range beyond the first figure is not told: from 75,1 to 75,2 before a fall to
#: 69,4 the story begins at 75,1. Of the highest and the lowest of all, and of what turned before these. What turned
#: after them is told however small: that is what is going on now.
SMALL, EARLY = 0.1, 0.25


@dataclass(frozen=True)
class Course:
    """The newest stretch of figures that may all be compared, told by where it turned.

    ``observations``: two or more, oldest first: the first, the turns and the last. Between two that follow each other no
    figure lies beyond them, save small ones (:data:`EARLY`) before the first turn that is told: a word of direction
    between two holds for all the years in between. ``of``: how many figures the stretch has. ``same_gemeenten``: these are
    own calculations, made anew over the gemeenten that have a figure in every year of the stretch.
    """

    observations: tuple[Observation, ...]
    of: int
    same_gemeenten: bool = False

    @property
    def first(self) -> Observation:
        return self.observations[0]

    @property
    def last(self) -> Observation:
        return self.observations[-1]


def course(observations: Observations, indicator: Indicator) -> Course | None:
    """The course of one region's figures, as they are shown; None with fewer than two that may be compared."""
    stretch = comparable_run(observations)
    run = [p._replace(value=round(p.value or 0.0, indicator.decimals)) for p in stretch]
    if not run:
        return None
    shown = (run[0], *(run[i] for i in turns([p.value or 0.0 for p in run])), run[-1])
    return Course(
        shown, len(run), same_gemeenten=any(observation not in observations for observation in stretch)
    )


def turns(values: Sequence[float]) -> list[int]:
    """The places where a series turned, in order: the highest and the lowest value where they lie beyond both ends, with
    what turned before the first and after the last of them.

    Of equal values the last one counts: that is where it turned.
    """
    first, last = values[0], values[-1]
    span = max(values) - min(values)
    high, low = _last_place(values, max(values)), _last_place(values, min(values))
    turning = []
    if values[high] > max(first + SMALL * span, last):
        turning.append(high)
    if values[low] < min(first - SMALL * span, last):
        turning.append(low)
    turning = sorted(turning)[:1]
    while turning:
        before = values[: turning[0] + 1]
        end = min(before) if before[-1] > first else max(before)
        if abs(end - first) <= EARLY * span:
            break
        turning.insert(0, _last_place(before, end))
    while turning:
        rest = values[turning[-1] :]
        end = min(rest) if last < rest[0] else max(rest)
        if end == last:
            break
        turning.append(turning[-1] + _last_place(rest, end))
    return turning


def _last_place(values: Sequence[float], value: float) -> int:
    return max(i for i, other in enumerate(values) if other == value)
