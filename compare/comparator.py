"""What a figure is held against: another region, gemeenten together, or the same region in an earlier year."""

from __future__ import annotations

from dataclasses import dataclass

from compare.figures import Figures, Points


@dataclass(frozen=True)
class Comparator:
    """``code``: a region code, or a name of its own for a set or an earlier year. ``name``: on a button or in a
    table; ``place``: after "in" in a sentence ("in de Regio Deal Noord-Drenthe", "in 2016").

    ``members``: the gemeenten that are counted together; empty for a region or an earlier year. ``earlier``: the
    same region is meant, in an earlier year: in ``since``, or when that is None in the measurement before.
    """

    code: str
    name: str
    place: str
    members: frozenset[str] = frozenset()
    earlier: bool = False
    since: int | None = None

    @property
    def a_region(self) -> bool:
        """Whether it is one region with figures of its own."""
        return not self.members and not self.earlier

    def of_subject(self, region: str) -> bool:
        """Whether it is the region itself."""
        return self.code == region or self.members == {region}

    def points(self, figures: Figures) -> Points:
        """Its figures; for an earlier year there are none but the region's own."""
        if self.earlier:
            return ()
        return figures.together(self.members) if self.members else figures.of(self.code)
