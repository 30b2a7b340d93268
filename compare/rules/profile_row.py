"""How one region stands on one indicator: its figure, place, change and differences, ready to be said and shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compare.indicator_data import IndicatorData, Observation, measured
from compare.rules.change import Change, change
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, NotCompared, compare
from compare.rules.gap import Gap, grows_with_size
from compare.rules.position import Position, position
from monitor.catalogue import Indicator

#: A place among fewer gemeenten than these says nothing.
FEWEST = 5


@dataclass(frozen=True)
class ProfileRow:
    """``observation``: the newest figure of the region, or when it has none the newest year that was asked for.
    ``unanswered``: the newest year and why, when that has no figure but an older one has. ``against``: what
    came of every comparison that was asked for, the reader's comparator first.

    ``position``: among the peers, in the year of ``observation``; None for a region that is no peer, for counts that grow
    with size and among fewer than :data:`FEWEST`.
    """

    indicator: Indicator
    population: str
    region: str
    observation: Observation
    unanswered: tuple[int, str] | None
    against: tuple[Comparison | NotCompared, ...]
    position: Position | None
    change: Change | None

    @property
    def year(self) -> int:
        return self.observation.year

    @property
    def value(self) -> float | None:
        return self.observation.value

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


def profile_row(
    figures: IndicatorData,
    region: str,
    comparators: Sequence[Comparator],
    peers: Sequence[str] = (),
    year: int | None = None,
) -> ProfileRow | None:
    """How a region stands in ``year``, or else on its newest figure; None when the sources do not ask it of the region.

    ``peers``: the regions among which it takes a place. In a given year the comparisons are of that year too.
    """
    own = [observation for observation in figures.of(region) if year in (None, observation.year)]
    if not own:
        return None
    have = measured(own)
    observation, newest = (have or own)[-1], own[-1]
    against = tuple(compare(figures, region, comparator, year) for comparator in comparators)
    changed = change(figures.of(region), figures.indicator, observation.year) if have else None
    return ProfileRow(
        figures.indicator,
        figures.population,
        region,
        observation,
        (newest.year, newest.missing or "") if newest.value is None and have else None,
        against,
        place(figures, region, observation.year, peers),
        changed,
    )


def in_year_of_comparison(row: ProfileRow, figures: IndicatorData, peers: Sequence[str] = ()) -> ProfileRow:
    """The row of the year in which it can be held against the reader's comparator: a number and its comparison are of one
    year, everywhere. ``figures``: of the pair of the row.

    The row itself where that is its own year, where there is no comparison, and against an earlier measurement, which is
    always of another year.
    """
    compared = row.comparison
    if compared is None or compared.year == row.year:
        return row
    others = [one.comparator for one in row.against]
    return profile_row(figures, row.region, others, peers, compared.year) or row


def place(figures: IndicatorData, region: str, year: int, peers: Iterable[str]) -> Position | None:
    """The place of a region among its peers in a year; None where a place says nothing."""
    if grows_with_size(figures.indicator):
        return None
    placed = position({peer: figures.value(peer, year) for peer in peers}, region, figures.indicator)
    return placed if placed and placed.of >= FEWEST else None
