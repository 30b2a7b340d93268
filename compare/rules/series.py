"""Where a series may be read as one line, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from monitor.catalogue import Indicator, Source

#: The rows of one line in a chart.
LINE = ["indicator", "population", "region"]


def with_segments(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], sources: Mapping[str, Source]
) -> pd.DataFrame:
    """Add ``segment`` (0, 1, ...) to observations, counted per indicator, population and region; sorted by key.

    Only years of the same segment may be compared or joined by a line. A new segment starts where the
    figures come from another series (an edition is re-estimated as a whole) and at every break that the
    catalogue names. Rows without a value keep the segment of their source.
    """
    frame = frame.sort_values([*LINE, "year"], ignore_index=True)
    line_of = frame.groupby(["indicator", "source"], sort=False)
    firsts = line_of.head(1)[["indicator", "source"]].itertuples(index=False)
    series_of_each = [indicators[id].series_of(source, sources) for id, source in firsts]
    series = line_of.ngroup().map(series_of_each.__getitem__)
    lines = frame.groupby(LINE, sort=False)
    starts = (series != series.groupby(lines.ngroup()).shift()).to_numpy()
    before = lines["year"].shift()
    for id in frame["indicator"].unique():
        for stop in indicators[id].breaks:
            applies = frame["indicator"] == id
            if stop.population:
                applies &= frame["population"] == stop.population
            starts = starts | (applies & (frame["year"] >= stop.year) & (before < stop.year)).to_numpy()
    starts = starts & before.notna().to_numpy()
    counted = pd.Series(starts.astype(int)).groupby(lines.ngroup()).cumsum()
    return frame.assign(segment=counted.to_numpy())


def parts(
    measured: Iterable[tuple[int, str]], indicator: Indicator, population: str, sources: Mapping[str, Source]
) -> list[int]:
    """The segments of (year, source), oldest first: the rule of :func:`with_segments` for one line."""
    numbers: list[int] = []
    before: tuple[int, str] | None = None
    for year, source in measured:
        series = indicator.series_of(source, sources)
        if before is None:
            numbers.append(0)
        else:
            stops = any(
                before[0] < stop.year <= year and stop.population in (None, population)
                for stop in indicator.breaks
            )
            numbers.append(numbers[-1] + (stops or series != before[1]))
        before = year, series
    return numbers


def stretches(frame: pd.DataFrame) -> list[list[int]]:
    """The years with figures in these observations (with ``segment``), in stretches within which all regions' figures may
    be compared: oldest first, a new one at each year in which some region's segment is another than before."""
    have = frame[frame["value"].notna()].sort_values([*LINE, "year"])
    same_line = (have[LINE] == have[LINE].shift()).all(axis=1)
    stops = set(have.loc[same_line & (have["segment"] != have["segment"].shift()), "year"])
    years_together: list[list[int]] = []
    for year in sorted(int(year) for year in have["year"].unique()):
        if not years_together or year in stops:
            years_together.append([])
        years_together[-1].append(year)
    return years_together


def breaks(frame: pd.DataFrame, indicator: Indicator, sources: Mapping[str, Source]) -> list[tuple[int, str]]:
    """The breaks inside the years shown: (first year after the break, why), oldest first, for any region.

    ``frame``: rows of one indicator and population, with ``segment`` or without.
    """
    if "segment" not in frame:
        frame = with_segments(frame, {indicator.id: indicator}, sources)
    reasons: dict[int, str] = {}
    before: dict[Any, Any] = {}
    for row in frame[frame["value"].notna()].sort_values(["region", "year"]).to_dict("records"):
        if before and before["region"] == row["region"] and before["segment"] != row["segment"]:
            reasons.setdefault(row["year"], _why(before, row, indicator, sources))
        before = row
    return sorted(reasons.items())


def _why(
    before: Mapping[Any, Any], row: Mapping[Any, Any], indicator: Indicator, sources: Mapping[str, Source]
) -> str:
    for stop in sorted(indicator.breaks, key=lambda stop: -stop.year):
        applies = stop.population in (None, row["population"])
        if applies and before["year"] < stop.year <= row["year"]:
            return stop.reason
    origin = sources.get(row["source"])
    return f"vanaf {row['year']} uit een andere bron of editie" + (
        f", namelijk {origin.attribution}" if origin else ""
    )
