"""What a figure is held against: another region, gemeenten together, or the same region in an earlier year."""

from __future__ import annotations

from dataclasses import dataclass

from compare.indicator_data import IndicatorData, Observations
from monitor.catalogue import Characteristic, Indicator
from monitor.regions import members_of


@dataclass(frozen=True)
class Comparator:
    """``code``: a region code, or a name of its own for a set or an earlier year. ``name``: on a button or in a
    table; ``place``: after "in" in a sentence ("in de Regio Deal Noord-Drenthe", "in 2016").

    ``members``: the gemeenten that are counted together; empty for a region or an earlier year. ``without``: other
    members for figures about a characteristic on which the gemeenten were found alike (:mod:`compare.rules.similar`).
    ``region``: the code of the region that the members are, whose published figures go before the calculation; None
    for a set without one. ``earlier``: the same region is meant, in an earlier year: in ``since``, or when that is None
    in the measurement before.
    """

    code: str
    name: str
    place: str
    members: frozenset[str] = frozenset()
    without: tuple[tuple[Characteristic, frozenset[str]], ...] = ()
    region: str | None = None
    earlier: bool = False
    since: int | None = None

    @property
    def a_region(self) -> bool:
        """Whether it is one region with figures of its own."""
        return not self.a_set and not self.earlier

    @property
    def a_set(self) -> bool:
        """Whether it is gemeenten that are counted together."""
        return bool(self.members or self.without)

    def members_for(self, indicator: Indicator) -> frozenset[str]:
        """The gemeenten that are counted together for this indicator; empty where too few are alike."""
        if indicator.characteristic is None:
            return self.members
        return dict(self.without).get(indicator.characteristic, self.members)

    def of_subject(self, region: str) -> bool:
        """Whether it is the region itself."""
        if self.code == region:
            return True
        own = self.members if self.a_set else members_of(self.code) if self.a_region else frozenset()
        return bool(own) and own == members_of(region)

    def points(self, figures: IndicatorData) -> Observations:
        """Its figures; for an earlier year there are none but the region's own."""
        if self.earlier:
            return ()
        if not self.a_set:
            return figures.of(self.code)
        members = self.members_for(figures.indicator)
        return figures.together(members, self.region) if members else ()
