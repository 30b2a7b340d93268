"""What a figure is held against: what every kind of comparator knows of itself, and so what a rule may ask of it.

A kind is a class of its own, in a file of its own. What its sentences need stands in :mod:`compare.wording.comparator`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from compare.indicator_data import IndicatorData, Observation, Observations
from monitor.catalogue import Indicator

if TYPE_CHECKING:
    from compare.rules.comparison import Comparison, NotCompared


@dataclass(frozen=True)
class Comparator(ABC):
    """``code``: a region code, or a name of its own. ``name``: on a button or in a table; ``place``: after "in" in a
    sentence ("in de Regio Deal Noord-Drenthe", "in 2016")."""

    code: str
    name: str
    place: str

    #: Whether it stands beside a region, with figures of its own in the same year, and can be drawn there.
    beside: ClassVar[bool] = True
    #: Whether it is one region, of which figures are published.
    a_region: ClassVar[bool] = False
    #: Whether it is gemeenten that are counted together.
    a_set: ClassVar[bool] = False

    @property
    def members(self) -> frozenset[str]:
        """The gemeenten that are counted together; none for what is no set."""
        return frozenset()

    def members_for(self, indicator: Indicator) -> frozenset[str]:
        """The gemeenten that are counted together for this indicator; none for what is no set."""
        return self.members

    @property
    def year_asked(self) -> int | None:
        """The earlier year that the reader asks for; None where no year is."""
        return None

    @abstractmethod
    def of_subject(self, region: str) -> bool:
        """Whether it is this region itself, of the same year."""

    @abstractmethod
    def observations(self, figures: IndicatorData) -> Observations:
        """Its own figures; none where it is the region itself in another year."""

    @abstractmethod
    def compare(self, figures: IndicatorData, region: str, year: int | None) -> Comparison | NotCompared:
        """Hold the figure of a region against it: :func:`compare.rules.comparison.compare`."""

    @abstractmethod
    def whose(self, region: str, indicator: Indicator) -> str | frozenset[str]:
        """Whose figure stands against that of the region: a code, or the gemeenten together."""

    def name_with(self, other: Observation) -> str:
        """What stands in a table or a file as compared with, for this figure of it."""
        return self.name

    def place_with(self, other: Observation) -> str:
        """What stands after "in" in a sentence, for this figure of it."""
        return self.place
