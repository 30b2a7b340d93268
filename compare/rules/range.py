"""How far regions lie apart on one indicator: the lowest and the highest figure, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from compare.rules.gap import gap
from monitor.catalogue import Indicator


@dataclass(frozen=True)
class ValueRange:
    """``lowest`` and ``highest``: figures as they are shown, with the regions that have them; ``of``: how many regions
    have a figure; ``difference``: between the two, in the unit of the indicator (percentage points for shares)."""

    indicator: Indicator
    population: str
    year: int
    lowest: float
    at_lowest: tuple[str, ...]
    highest: float
    at_highest: tuple[str, ...]
    of: int
    difference: float
    #: Some of these figures may still change.
    provisional: bool = False


def value_range(
    values: Mapping[str, float | None],
    indicator: Indicator,
    population: str,
    year: int,
    provisional: Collection[str] = (),
) -> ValueRange | None:
    """The range of ``values`` (region -> figure, missing allowed); None with fewer than two figures.

    ``provisional``: the regions whose figure may still change, also others than these.
    """
    shown = {
        region: round(float(value), indicator.decimals)
        for region, value in values.items()
        if value is not None and not pd.isna(value)
    }
    if len(shown) < 2:
        return None
    low, high = min(shown.values()), max(shown.values())
    apart = gap(high, low, indicator)
    assert apart is not None

    def at(wanted: float) -> tuple[str, ...]:
        return tuple(region for region, value in shown.items() if value == wanted)

    early = not shown.keys().isdisjoint(provisional)
    return ValueRange(
        indicator, population, year, low, at(low), high, at(high), len(shown), apart.difference, early
    )


def most_and_least(ranges: Iterable[ValueRange]) -> tuple[ValueRange, ValueRange] | None:
    """The widest and the narrowest range of the shares, which can be held side by side in percentage points.

    None with fewer than two. Incomes, scores and rates are in other units: they are left out. Of equals the first.
    """
    shares = [value_range for value_range in ranges if value_range.indicator.unit == "procent"]
    if len(shares) < 2:
        return None
    return max(shares, key=lambda e: e.difference), min(shares, key=lambda e: e.difference)
