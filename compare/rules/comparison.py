"""One figure held against another: which two, the difference, and what may be said of it. Each kind of comparator decides for
itself (:mod:`compare.rules.comparator`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.indicator_data import IndicatorData, Observation
from compare.rules.gap import Gap, gap
from compare.rules.outcome import Outcome
from monitor.catalogue import Indicator

if TYPE_CHECKING:
    from compare.rules.comparator import Comparator


@dataclass(frozen=True)
class Comparison:
    """``own`` and ``other`` are the two figures: of one year, unless the comparator is an earlier year.

    ``same_gemeenten``: with an earlier year, when both are own calculations made anew over the gemeenten that have a
    figure in both years.
    """

    comparator: Comparator
    own: Observation
    other: Observation
    gap: Gap
    outcome: Outcome
    same_gemeenten: bool = False

    @property
    def year(self) -> int:
        """The year of the own figure."""
        return self.own.year

    @property
    def over_time(self) -> bool:
        """Whether the two are of one region in two years; else of two places in one year."""
        return self.own.year != self.other.year

    @property
    def calculated(self) -> bool:
        """Whether the other figure is the monitor's own calculation."""
        return self.other.calculated

    @property
    def calculated_elsewhere(self) -> bool:
        """Whether it is an own calculation of another place: that of the region is said with its own figure."""
        return self.calculated and not self.over_time

    @property
    def only_other_provisional(self) -> bool:
        """Whether the other figure may still change, and that is not said already with the own figure of its year."""
        with_own = self.own.provisional and self.own.year == self.other.year
        return self.other.provisional and not with_own

    @property
    def other_name(self) -> str:
        """What stands in a table or a file as compared with: of an earlier year the year that it became."""
        return self.comparator.name_with(self.other)

    @property
    def place(self) -> str:
        """What stands after "in": of an earlier year the year that it became."""
        return self.comparator.place_with(self.other)


@dataclass(frozen=True)
class NotCompared:
    """``why``: a Dutch clause that completes "niet vergeleken: ...". ``year``: of the earlier measurement, when that is
    what may not be compared."""

    comparator: Comparator
    why: str
    year: int | None = None


def compare(
    figures: IndicatorData, region: str, comparator: Comparator, year: int | None = None
) -> Comparison | NotCompared:
    """Hold the figure of a region against a comparator, in ``year`` or else in the newest year that both have one.

    Never across a break, never a count that grows with size against another region, never a region with itself: each kind
    of comparator has its rule (:mod:`compare.rules.comparator`).
    """
    return comparator.compare(figures, region, year)


def compared(
    figures: IndicatorData,
    comparator: Comparator,
    own: Observation,
    other: Observation,
    judge: Callable[[Observation, Observation, Indicator], Outcome],
) -> Comparison:
    """The comparison of two figures, both with a value; ``judge``: what may be said of the difference."""
    difference = gap(own.value, other.value, figures.indicator)
    assert difference is not None
    return Comparison(comparator, own, other, difference, judge(own, other, figures.indicator))
