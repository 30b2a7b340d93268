"""Gemeenten that are like one's own: counted together, but other ones for what they were found alike by."""

from __future__ import annotations

from dataclasses import dataclass

from compare.indicator_data import IndicatorData, Observations
from compare.rules.comparator.together import Together
from monitor.catalogue import Characteristic, Indicator


@dataclass(frozen=True)
class Similar(Together):
    """``without``: other members for figures about a characteristic on which the gemeenten were found alike
    (:mod:`compare.rules.similar`)."""

    without: tuple[tuple[Characteristic, frozenset[str]], ...] = ()

    def members_for(self, indicator: Indicator) -> frozenset[str]:
        """None where too few are alike."""
        if indicator.characteristic is None:
            return self.members
        return dict(self.without).get(indicator.characteristic, self.members)

    def without_figures(self, figures: IndicatorData, observations: Observations) -> str:
        if not self.members_for(figures.indicator):
            return "te weinig gemeenten lijken er genoeg op"
        return super().without_figures(figures, observations)
