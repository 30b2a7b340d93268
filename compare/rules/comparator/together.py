"""Gemeenten that are counted together: a group, another province, or what a reader puts together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from compare.indicator_data import IndicatorData, Observations
from compare.rules.comparator.same_year import SameYear
from monitor.catalogue import Indicator
from monitor.regions import members_of


@dataclass(frozen=True)
class Together(SameYear):
    """``gemeenten``: codes. ``region``: the code of the region that they are, whose published figures go before the
    calculation; None for a set without one."""

    gemeenten: frozenset[str] = frozenset()
    region: str | None = None

    a_set: ClassVar[bool] = True

    @property
    def members(self) -> frozenset[str]:
        return self.gemeenten

    def of_subject(self, region: str) -> bool:
        return self.code == region or (bool(self.members) and self.members == members_of(region))

    def observations(self, figures: IndicatorData) -> Observations:
        members = self.members_for(figures.indicator)
        return figures.together(members, self.region) if members else ()

    def without_figures(self, figures: IndicatorData, observations: Observations) -> str:
        if not observations and not figures.indicator.combinable(figures.population):
            return "van dit cijfer is geen gemiddelde van gemeenten te maken"
        return ""

    def whose(self, region: str, indicator: Indicator) -> frozenset[str]:
        return self.members_for(indicator)
