"""How one region stands on one indicator: the value, its gap, its change, ready to be said and shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pandas as pd

from compare.change import Change, change
from compare.gap import Gap, gap, latest_year, value_of
from compare.spread import spread
from loaders.catalogue import Indicator


@dataclass(frozen=True)
class Standing:
    """``year`` and ``value``: the newest figure of the region. ``gap`` is of ``gap_year``: the newest year that
    both have a figure, which may be earlier than ``year``. ``distance`` and ``shift``: the gap and the change
    measured in standard deviations between gemeenten (:func:`compare.spread.spread`), to find what stands out and
    what moved; None without enough gemeenten."""

    indicator: Indicator
    population: str
    region: str
    comparator: str
    year: int
    value: float
    gap_year: int | None
    gap: Gap | None
    change: Change | None
    distance: float | None
    shift: float | None = None


def standing(
    segmented: pd.DataFrame, indicator: Indicator, population: str, region: str, comparator: str
) -> Standing | None:
    """The standing of ``region`` against ``comparator``; None when the region has no figure at all.

    ``segmented``: all rows of the indicator and population, with ``segment``.
    """
    year = latest_year(segmented, region)
    if year is None:
        return None
    value = value_of(segmented, region, year)
    assert value is not None
    gap_year = latest_year(segmented, region, comparator) if comparator != region else None
    found = None
    if gap_year is not None:
        found = gap(
            value_of(segmented, region, gap_year), value_of(segmented, comparator, gap_year), indicator
        )
    changed = change(segmented, region, indicator, year)
    gemeenten = segmented[segmented["region"].str.startswith("GM")].groupby("year")["value"]
    counted = [
        (int(c.Index), float(c.std), int(c.n)) for c in gemeenten.agg(std="std", n="count").itertuples()
    ]
    usual = spread(counted, gap_year or year)
    return Standing(
        indicator, population, region, comparator, year, value, gap_year, found, changed,
        distance=found.difference / usual if found and usual else None,
        shift=changed.difference / usual if changed and changed.difference is not None and usual else None,
    )  # fmt: skip


class Apart(Protocol):
    """What can stand out: a :class:`Standing`, or a row of a profile."""

    @property
    def year(self) -> int: ...

    @property
    def gap_year(self) -> int | None: ...

    @property
    def gap(self) -> Gap | None: ...

    @property
    def distance(self) -> float | None: ...


Found = TypeVar("Found", bound=Apart)


def standing_out(standings: Iterable[Found], most: int = 2) -> list[Found]:
    """The indicators on which the region lies furthest from its comparator, measured against how much gemeenten
    differ among themselves; differences of the newest year go first. Says where the difference is large, not
    whether it is good or bad."""
    measured = [s for s in standings if s.distance is not None and s.gap and s.gap.direction != 0]
    return sorted(measured, key=lambda s: (s.gap_year != s.year, -abs(s.distance or 0)))[:most]


def moving(standings: Iterable[Standing], most: int = 2) -> list[Standing]:
    """The indicators that changed most since the measurement before, where the two may be compared."""
    measured = [s for s in standings if s.shift]
    return sorted(measured, key=lambda s: -abs(s.shift or 0))[:most]
