"""How one region stands on one indicator: its figure, place, change and differences, ready to be said and shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compare.change import Change, change
from compare.comparator import Comparator
from compare.comparison import Comparison, NotCompared, compare
from compare.figures import Figures, Point, measured
from compare.gap import Gap, grows_with_size
from compare.position import Position, position
from compare.spread import spread
from loaders.catalogue import Indicator

#: A place among fewer gemeenten than these says nothing.
FEWEST = 5


@dataclass(frozen=True)
class Standing:
    """``point``: the newest figure of the region, or when it has none the newest year that was asked for.
    ``unanswered``: the newest year and why, when that has no figure but an older one has. ``against``: what
    came of every comparison that was asked for, the reader's comparator first.

    ``position``: among the peers, in the year of ``point``; None for a region that is no peer, for counts that grow
    with size and among fewer than :data:`FEWEST`. ``distance`` and ``shift``: the gap with the first comparator and
    the change, in standard deviations between gemeenten, to find what stands out and what moved.
    """

    indicator: Indicator
    population: str
    region: str
    point: Point
    unanswered: tuple[int, str] | None
    against: tuple[Comparison | NotCompared, ...]
    position: Position | None
    change: Change | None
    distance: float | None
    shift: float | None

    @property
    def year(self) -> int:
        return self.point.year

    @property
    def value(self) -> float | None:
        return self.point.value

    @property
    def comparison(self) -> Comparison | None:
        """With the reader's comparator, where that can be."""
        return self.against[0] if self.against and isinstance(self.against[0], Comparison) else None

    @property
    def not_compared(self) -> str:
        """Why there is no comparison with the reader's comparator; "" when there is."""
        return self.against[0].why if self.against and isinstance(self.against[0], NotCompared) else ""

    @property
    def gap(self) -> Gap | None:
        return self.comparison.gap if self.comparison else None

    @property
    def gap_year(self) -> int | None:
        return self.comparison.year if self.comparison else None


def standing(
    figures: Figures,
    region: str,
    comparators: Sequence[Comparator],
    peers: Sequence[str] = (),
    year: int | None = None,
) -> Standing | None:
    """How a region stands in ``year``, or else on its newest figure; None when the sources do not ask it of the region.

    ``peers``: the regions among which it takes a place. In a given year the comparisons are of that year too.
    """
    own = [point for point in figures.of(region) if year in (None, point.year)]
    if not own:
        return None
    have = measured(own)
    point, newest = (have or own)[-1], own[-1]
    against = tuple(compare(figures, region, comparator, year) for comparator in comparators)
    changed = change(figures.of(region), figures.indicator, point.year) if have else None
    first = against[0] if against and isinstance(against[0], Comparison) else None
    usual = spread(figures.spreads, first.year if first else point.year)
    return Standing(
        figures.indicator,
        figures.population,
        region,
        point,
        (newest.year, newest.missing or "") if newest.value is None and have else None,
        against,
        place(figures, region, point.year, peers),
        changed,
        first.gap.difference / usual if first and usual else None,
        changed.difference / usual if changed and changed.difference is not None and usual else None,
    )


def place(figures: Figures, region: str, year: int, peers: Iterable[str]) -> Position | None:
    """The place of a region among its peers in a year; None where a place says nothing."""
    if grows_with_size(figures.indicator):
        return None
    found = position({peer: figures.value(peer, year) for peer in peers}, region, figures.indicator)
    return found if found and found.of >= FEWEST else None


def standing_out(standings: Iterable[Standing], most: int = 2) -> list[Standing]:
    """The indicators on which the region lies furthest from its comparator, measured against how much gemeenten
    differ among themselves; differences of the newest year go first. Says where the difference is large, not
    whether it is good or bad. What another source measures too stands there once, as the one that one needs to know.
    """
    apart = [s for s in standings if s.distance is not None and s.gap and s.gap.direction != 0]
    apart = [s for s in apart if not any(_again(s, other) for other in apart)]
    return sorted(apart, key=lambda s: (s.gap_year != s.year, -abs(s.distance or 0)))[:most]


def moving(standings: Iterable[Standing], most: int = 2) -> list[Standing]:
    """The indicators that changed most since the measurement before, where the two may be compared."""
    changed = [s for s in standings if s.shift]
    return sorted(changed, key=lambda s: -abs(s.shift or 0))[:most]


def _again(one: Standing, other: Standing) -> bool:
    """Whether ``one`` is about what ``other``, which one needs to know, measures with another source."""
    mine, theirs = one.indicator, other.indicator
    sources = {d.source for d in mine.datasets}
    return (
        theirs.need_to_know
        and not mine.need_to_know
        and theirs.id in mine.see_also
        and sources.isdisjoint(d.source for d in theirs.datasets)
    )
