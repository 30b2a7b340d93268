"""How one region stands on one indicator: the value, its gap, its change, ready to be said and shown."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from compare.change import Change, change
from compare.gap import Gap, gap, latest_year, value_of
from compare.spread import spread
from loaders.catalogue import Indicator


@dataclass(frozen=True)
class Standing:
    """``year`` and ``value``: the newest figure of the region. ``gap`` is of ``gap_year``: the newest year that
    both have a figure, which may be earlier than ``year``. ``distance``: the gap measured in standard deviations
    between gemeenten (:func:`compare.spread.spread`), to find what stands out; None without enough gemeenten."""

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
    distance = None
    if gap_year is not None:
        found = gap(
            value_of(segmented, region, gap_year), value_of(segmented, comparator, gap_year), indicator
        )
        gemeenten = segmented[segmented["region"].str.startswith("GM")].groupby("year")["value"]
        counted = gemeenten.agg(std="std", n="count").itertuples()
        usual = spread(((int(c.Index), float(c.std), int(c.n)) for c in counted), gap_year)
        if found and usual:
            distance = found.difference / usual
    return Standing(
        indicator, population, region, comparator, year, value, gap_year, found,
        change(segmented, region, indicator, year), distance,
    )  # fmt: skip


def standing_out(standings: list[Standing], most: int = 2) -> list[Standing]:
    """The indicators on which the region lies furthest from its comparator, measured against how much gemeenten
    differ among themselves. Says where the difference is large, not whether it is good or bad."""
    measured = [s for s in standings if s.distance is not None and s.gap and s.gap.direction != 0]
    return sorted(measured, key=lambda s: -abs(s.distance or 0))[:most]
