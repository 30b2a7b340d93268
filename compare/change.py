"""The change between two measurements of one region, where they may be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.catalogue import Indicator


@dataclass(frozen=True)
class Change:
    """From the measurement before to the newest; ``difference`` is None when the two may not be compared,
    then ``reason`` says why if it is not a break in the series."""

    year_from: int
    year_to: int
    difference: float | None
    reason: str | None = None

    @property
    def comparable(self) -> bool:
        return self.difference is not None


#: Two own calculations over more than this share of the inhabitants apart are of different sets of gemeenten.
SAME_SET = 0.01
OTHER_GEMEENTEN = "niet dezelfde gemeenten"


def other_gemeenten(coverage_before: float | None, coverage_now: float | None) -> bool:
    """Whether two values of the monitor's own are calculated over clearly different sets of gemeenten.

    The coverages are shares of the inhabitants (0..1), missing for a published figure.
    """
    if pd.isna(coverage_before) or pd.isna(coverage_now):
        return False
    return abs(float(coverage_before) - float(coverage_now)) > SAME_SET


def change(
    segmented: pd.DataFrame, region: str, indicator: Indicator, year: int | None = None
) -> Change | None:
    """The change up to ``year`` (default: newest) since the measurement before it; None with fewer than two.

    ``segmented``: rows of one indicator and population with ``segment`` (:func:`compare.series.with_segments`).
    """
    rows = segmented[(segmented["region"] == region) & segmented["value"].notna()].sort_values("year")
    if year is not None:
        rows = rows[rows["year"] <= year]
    if len(rows) < 2:
        return None
    before, now = rows.iloc[-2], rows.iloc[-1]
    years = int(before["year"]), int(now["year"])
    if before["segment"] != now["segment"]:
        return Change(*years, None)
    if other_gemeenten(before.get("coverage"), now.get("coverage")):
        return Change(*years, None, OTHER_GEMEENTEN)
    shown = round(now["value"], indicator.decimals) - round(before["value"], indicator.decimals)
    return Change(*years, round(float(shown), indicator.decimals))


def run(segmented: pd.DataFrame, region: str, indicator: Indicator) -> Change | None:
    """The change over the newest stretch of years that may be compared, first to last figure; None without one.

    ``segmented``: as for :func:`change`.
    """
    rows = segmented[(segmented["region"] == region) & segmented["value"].notna()].sort_values("year")
    first = found = None
    for row in rows.to_dict("records"):
        if first is not None and may_join(first, row):
            found = first, row
        else:
            first = row
    if found is None:
        return None
    start, end = found
    shown = round(end["value"], indicator.decimals) - round(start["value"], indicator.decimals)
    return Change(int(start["year"]), int(end["year"]), round(float(shown), indicator.decimals))


def may_join(first: Mapping[Any, Any], row: Mapping[Any, Any]) -> bool:
    """Whether two figures of one region (with ``segment`` and ``coverage``) may be compared, or joined by a line."""
    return first["segment"] == row["segment"] and not other_gemeenten(
        first.get("coverage"), row.get("coverage")
    )
