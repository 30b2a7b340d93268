"""How many people or households each base counts, per region and year, from the figures of the snapshot.

For the weights of gemeenten together, and for a share said as a number of people. How a base is counted stands in
``data/catalogue/bases.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pandas as pd

from monitor.catalogue import Base, Indicator, Term
from monitor.observations import WITHIN_CODES
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import gemeenten, region_set

#: Region -> year -> how many.
Counts = Mapping[str, Mapping[int, float]]
#: Years whose division into gemeenten the register knows.
DIVISIONS = range(2012, 2026)
#: Of so many gemeenten the sizes of their wijken or buurten are kept once they were asked for.
_GEMEENTEN_KEPT = 24


def division_of(regions: Iterable[str], year: int) -> frozenset[str]:
    """Return all gemeenten of the division a source used: the one that has its gemeenten, nearest to the year.

    Sources restate earlier years to a later division, so the figures' year alone does not tell it.
    """
    codes = set(regions)
    nearest = min(DIVISIONS, key=lambda known: (len(codes - gemeenten(known)), abs(known - year)))
    return gemeenten(nearest)


def counted(counts: Counts, region: str) -> Mapping[int, float]:
    """Year -> how many there are in a region, or in gemeenten together: then of the years in which each of them is counted."""
    together = region_set(region)
    if together is None or (together.region and together.region in counts):
        return counts.get(together.region if together and together.region else region, {})
    years = [counts.get(member, {}) for member in sorted(together.members)]
    return {year: sum(of[year] for of in years) for year in set(years[0]).intersection(*years[1:])}


def nearest(years: Iterable[int], year: int) -> int:
    """Return the year nearest to this one, the earlier of two. Errors: ValueError without any."""
    return min(years, key=lambda known: (abs(known - year), known))


@dataclass(frozen=True)
class Weights:
    """By what gemeenten are weighed together: ``base`` (None: by nothing), how many it counts, and the count above the
    line of a share or ratio where the snapshot has that."""

    base: Base | None = None
    sizes: Counts = field(default_factory=dict)
    numerators: Counts = field(default_factory=dict)

    def of(self, region: str, year: int) -> float:
        """Return the size in that year or the nearest year that has this gemeente (the earlier of two).

        Errors: KeyError for a gemeente without any.
        """
        years = self.sizes[region]
        return years[nearest(years, year)]

    def know(self, regions: Iterable[str]) -> bool:
        """True when each of these gemeenten has a size in some year."""
        return all(region in self.sizes for region in regions)

    def total(self, regions: Iterable[str], year: int) -> float:
        """Return the size of all these gemeenten together. Errors: KeyError as in ``of``."""
        return sum(self.of(region, year) for region in sorted(regions))

    def exactly(self, regions: Iterable[str], year: int) -> tuple[float, float] | None:
        """The counts above and below the line of these gemeenten together; None where one lacks in that very year."""
        above = below = 0.0
        for region in sorted(regions):
            n, size = self.numerators.get(region, {}).get(year), self.sizes.get(region, {}).get(year)
            if n is None or size is None:
                return None
            above, below = above + n, below + size
        return above, below


class Sizes:
    """The sizes of bases in one snapshot, each worked out when first asked for.

    ``observations``: at least those of the indicators that count (:attr:`monitor.catalogue.Catalogue.counting`).
    ``read_within``: where they are without wijken and buurten, how the codes of these begin -> theirs.
    """

    def __init__(
        self, observations: pd.DataFrame, read_within: Callable[[str], pd.DataFrame] | None = None
    ) -> None:
        self._observations = observations
        self._made: dict[str, dict[str, dict[int, float]]] = {}

        @lru_cache(maxsize=_GEMEENTEN_KEPT)
        def within(beginning: str) -> Sizes:
            return Sizes(read_within(beginning)) if read_within else self

        self._within = within

    def around(self, region: str) -> Sizes:
        """The sizes in which to look for a region: of a wijk or buurt those of its gemeente, read when asked for."""
        if not region.startswith(WITHIN_CODES):
            return self
        return self._within(region[: len("WK0114")])

    def weights(self, indicator: Indicator, population: str) -> Weights:
        """By what gemeenten are weighed together for the figures of this population."""
        base = indicator.weighed_by(population)
        if base is None:
            return Weights()
        own = base is indicator.base[population]
        return Weights(base, self.of(base), self.above(indicator) if own else {})

    def above(self, indicator: Indicator) -> Counts:
        """The count above the line of a share or ratio, in the years that its figures are made of it."""
        above = indicator.numerator
        if above is None:
            return {}
        return {
            region: {year: n for year, n in years.items() if above.holds_in(year)}
            for region, years in self.sums(above.figures).items()
        }

    def of(self, base: Base) -> Counts:
        """How many a base counts; nothing for one that is not counted.

        Shares are rounded to whole percents: where a size needs those, that of Drenthe and of Nederland is the sum of
        their gemeenten, so that the rounding evens out.
        """
        if base.id not in self._made:
            made: dict[str, dict[int, float]] = {}
            # The best way comes last and has the last word.
            for way in reversed(base.size):
                for region, years in self._counted(way).items():
                    made.setdefault(region, {}).update(years)
            if any(term.share for way in base.size for term in way):
                made |= _wholes(made)
            self._made[base.id] = made
        return self._made[base.id]

    def sums(self, figures: Iterable[str]) -> Counts:
        """The sum of these figures ("<indicator>/<population>") per region and year that has them all."""
        way = tuple(Term(figure=figure) for figure in figures)
        return self._counted(way) if way else {}

    def _counted(self, way: tuple[Term, ...]) -> dict[str, dict[int, float]]:
        counts = [self._figures.get(term.figure, {}) for term in way]
        shares = [self._figures.get(term.share, {}) if term.share else None for term in way]
        made: dict[str, dict[int, float]] = {}
        for region in set(counts[0]).intersection(*counts[1:]):
            if any(share is not None and region not in share for share in shares):
                continue
            for year in set(counts[0][region]).intersection(*(count[region] for count in counts[1:])):
                size = 0.0
                for term, count, share in zip(way, counts, shares, strict=True):
                    part = count[region][year] * term.times
                    if share is not None:
                        part *= share[region][nearest(share[region], year)] / 100
                    size += part
                made.setdefault(region, {})[year] = size
        return made

    @cached_property
    def _figures(self) -> dict[str, dict[str, dict[int, float]]]:
        """ "<indicator>/<population>" -> region -> year -> figure."""
        rows = self._observations[self._observations["value"].notna()]
        by_population: dict[str, dict[str, dict[int, float]]] = {}
        for id, population, region, year, value in zip(
            rows["indicator"], rows["population"], rows["region"], rows["year"], rows["value"], strict=True
        ):
            by_population.setdefault(f"{id}/{population}", {}).setdefault(region, {})[int(year)] = float(
                value
            )
        return by_population


def _wholes(made: Counts) -> dict[str, dict[int, float]]:
    """Drenthe and Nederland as the sum of their gemeenten, in the years that all of them have."""
    of_year: dict[int, dict[str, float]] = {}
    for region, years in made.items():
        if region.startswith("GM"):
            for year, size in years.items():
                of_year.setdefault(year, {})[region] = size
    wholes: dict[str, dict[int, float]] = {}
    for year, there in of_year.items():
        for whole, members in ((PROVINCE, frozenset(GEMEENTEN)), (NEDERLAND, division_of(there, year))):
            if members and members <= set(there):
                wholes.setdefault(whole, {})[year] = sum(there[region] for region in sorted(members))
    return wholes
