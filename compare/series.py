"""Where a series may be read as one line, and where it breaks."""

from __future__ import annotations

from collections.abc import Mapping

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
    """The breaks inside the years shown: (first year after the break, why), oldest first, for any region."""
    found: dict[int, str] = {}
    named = {stop.year: stop.reason for stop in indicator.breaks}
    for _, rows in with_segments(frame.dropna(subset=["value"]), indicator, sources).groupby("region"):
        new = rows[rows["segment"] != rows["segment"].shift().fillna(0)]
        for row in new.itertuples():
            reason = next((why for year, why in sorted(named.items()) if year == row.year), None)
            origin = sources.get(row.source)
            found[row.year] = reason or (
                f"vanaf {row.year} uit een andere bron of editie"
                + (f" ({origin.attribution})" if origin else "")
            )
    return sorted(found.items())
