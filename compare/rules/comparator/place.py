"""Another place: one region, of which figures are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from compare.indicator_data import IndicatorData, Observations
from compare.rules.comparator.same_year import SameYear
from monitor.catalogue import Indicator
from monitor.regions import members_of


@dataclass(frozen=True)
class Place(SameYear):
    """``code``: that of the region."""

    a_region: ClassVar[bool] = True

    def of_subject(self, region: str) -> bool:
        own = members_of(self.code)
        return self.code == region or (bool(own) and own == members_of(region))

    def observations(self, figures: IndicatorData) -> Observations:
        return figures.of(self.code)

    def without_figures(self, figures: IndicatorData, observations: Observations) -> str:
        return ""

    def whose(self, region: str, indicator: Indicator) -> str:
        return self.code
