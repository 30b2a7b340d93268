"""The place of a gemeente among its peers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from loaders.catalogue import Indicator


@dataclass(frozen=True)
class Position:
    """``rank`` 1 = highest value; ``shared`` = others with the same value as shown; ``of`` = peers with a figure."""

    rank: int
    of: int
    shared: int


def position(values: pd.Series, region: str, indicator: Indicator) -> Position | None:
    """Position of ``region`` in ``values`` (index: region, values may be missing); None without a figure of its own.

    Ties share the best rank, counted on the values as they are shown.
    """
    shown = values.dropna().round(indicator.decimals)
    if region not in shown.index:
        return None
    own = shown[region]
    return Position(int((shown > own).sum()) + 1, len(shown), int((shown == own).sum()) - 1)
