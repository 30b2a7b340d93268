"""The place of a gemeente among its peers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from monitor.catalogue import Indicator


@dataclass(frozen=True)
class Position:
    """``rank`` 1 = highest value; ``shared`` = others with the same value as shown; ``of`` = peers with a figure."""

    rank: int
    of: int
    shared: int


def position(values: Mapping[str, float | None], region: str, indicator: Indicator) -> Position | None:
    """Position of ``region`` in ``values`` (region -> value, missing allowed); None without a figure of its own.

    Ties share the best rank, counted on the values as they are shown.
    """
    shown = {
        r: round(float(v), indicator.decimals) for r, v in values.items() if v is not None and not pd.isna(v)
    }
    if region not in shown:
        return None
    own = shown[region]
    higher = sum(value > own for value in shown.values())
    same = sum(value == own for value in shown.values())
    return Position(higher + 1, len(shown), same - 1)
