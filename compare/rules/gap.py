"""The difference between a value and its comparator."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from monitor.catalogue import Indicator
from monitor.units import UNITS


@dataclass(frozen=True)
class Gap:
    """``difference`` = value - comparator, both first rounded as they are shown, so that a reader can redo the sum."""

    value: float
    comparator: float
    difference: float

    @property
    def direction(self) -> int:
        """1 higher, 0 equal as shown, -1 lower."""
        return (self.difference > 0) - (self.difference < 0)


def gap(value: float | None, comparator: float | None, indicator: Indicator) -> Gap | None:
    """The gap in the indicator's own unit (percentage points for shares), or None when one has no figure."""
    if value is None or comparator is None or pd.isna(value) or pd.isna(comparator):
        return None
    # Plain floats: two comparisons of a numpy number cannot be subtracted.
    shown, other = round(float(value), indicator.decimals), round(float(comparator), indicator.decimals)
    return Gap(shown, other, round(shown - other, indicator.decimals))


def grows_with_size(indicator: Indicator) -> bool:
    """Whether a bigger region has more of it by being bigger: such counts are not compared with another region."""
    return UNITS[indicator.unit].counts
