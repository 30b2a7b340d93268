"""Where a series may be read as one line, and where it breaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from loaders.catalogue import Indicator, Source


def with_segments(frame: pd.DataFrame, indicator: Indicator, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Add ``segment`` (0, 1, ...) to the rows of one indicator and population, per region.

    Only years of the same segment may be compared or joined by a line. A new segment starts where the
    figures come from another series (an edition is re-estimated as a whole) and at every break that the
    catalogue names. Rows without a value keep the segment of their source.
    """
    frame = frame.sort_values(["region", "year"], ignore_index=True)
    series = frame["source"].map(lambda id: sources[id].series if id in sources else id)
    starts = series != series.groupby(frame["region"]).shift()
    previous_year = frame.groupby("region")["year"].shift()
    for stop in indicator.breaks:
        applies = (frame["population"] == stop.population) if stop.population else True
        starts |= applies & (frame["year"] >= stop.year) & (previous_year < stop.year)
    first = frame["region"] != frame["region"].shift()
    starts = starts & ~first
    frame["segment"] = starts.groupby(frame["region"]).cumsum().astype(int)
    return frame


def breaks(frame: pd.DataFrame, indicator: Indicator, sources: Mapping[str, Source]) -> list[tuple[int, str]]:
    """The breaks inside the years shown: (first year after the break, why), oldest first, for any region.

    ``frame``: rows of one indicator and population, with ``segment`` or without.
    """
    if "segment" not in frame:
        frame = with_segments(frame, indicator, sources)
    found: dict[int, str] = {}
    before: dict[Any, Any] = {}
    for row in frame[frame["value"].notna()].sort_values(["region", "year"]).to_dict("records"):
        if before and before["region"] == row["region"] and before["segment"] != row["segment"]:
            found.setdefault(row["year"], _why(before, row, indicator, sources))
        before = row
    return sorted(found.items())


def _why(
    before: Mapping[Any, Any], row: Mapping[Any, Any], indicator: Indicator, sources: Mapping[str, Source]
) -> str:
    for stop in sorted(indicator.breaks, key=lambda stop: -stop.year):
        applies = stop.population in (None, row["population"])
        if applies and before["year"] < stop.year <= row["year"]:
            return stop.reason
    origin = sources.get(row["source"])
    return f"vanaf {row['year']} uit een andere bron of editie" + (
        f" ({origin.attribution})" if origin else ""
    )
