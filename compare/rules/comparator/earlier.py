"""The region itself, in an earlier year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from compare.indicator_data import IndicatorData, Observation, Observations, measured
from compare.rules.change import between, judged_over_years, pair
from compare.rules.comparator.kind import Comparator
from compare.rules.comparison import Comparison, NotCompared, compared
from monitor.catalogue import Indicator


@dataclass(frozen=True)
class Earlier(Comparator):
    """``since``: in or before which year; None for the measurement before."""

    since: int | None = None

    beside: ClassVar[bool] = False

    @property
    def year_asked(self) -> int | None:
        return self.since

    def of_subject(self, region: str) -> bool:
        return False

    def observations(self, figures: IndicatorData) -> Observations:
        return ()

    def whose(self, region: str, indicator: Indicator) -> str:
        return region

    def name_with(self, other: Observation) -> str:
        """The year that it became."""
        return str(other.year)

    def place_with(self, other: Observation) -> str:
        """The year that it became."""
        return str(other.year)

    def compare(self, figures: IndicatorData, region: str, year: int | None) -> Comparison | NotCompared:
        """Never across a break."""
        have = [
            observation
            for observation in measured(figures.of(region))
            if year is None or observation.year <= year
        ]
        if not have or year not in (None, have[-1].year):
            return NotCompared(self, "er is geen cijfer")
        now, before = have[-1], have[:-1]
        if self.since is not None:
            # The nearest measurement in or before that year, else the first one after it.
            until = [observation for observation in before if observation.year <= self.since]
            before = until or before[:1]
        if not before:
            return NotCompared(self, "er is geen eerdere meting")
        two = pair(figures.of(region), before[-1], now)
        if two is None:
            changed = between(figures.of(region), before[-1], now, figures.indicator)
            why = f" ({changed.reason})" if changed.reason else ""
            clause = f"niet te vergelijken met {changed.year_from}{why}"
            return NotCompared(self, clause, changed.year_from)
        comparison = compared(figures, self, two[1], two[0], judged_over_years)
        return replace(comparison, same_gemeenten=two != [before[-1], now])
