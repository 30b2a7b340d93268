"""Which source gives a figure where two do: a newer edition takes the place of those that it replaces.

It does so for a whole indicator, group and year at once, so that Drenthe, Nederland and the gemeenten never come from
two editions. Wijken and buurten stand apart, one by one: an older edition may know some that the newer division has no more.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from monitor.catalogue import Source
from monitor.observations import WITHIN_CODES

#: What a newer edition takes over in one go; of a wijk or buurt also the region.
_GROUP = ["indicator", "population", "year"]


def makes_way(rows: pd.DataFrame, figures: pd.DataFrame, sources: Mapping[str, Source]) -> pd.Series:
    """Return per row whether its source makes way for another one that has figures of the same in ``figures``.

    Both have the columns of the data contract; ``rows`` may be a part of ``figures``.
    """
    away = pd.Series(False, index=rows.index)
    there = figures[figures["value"].notna()]
    for id in there["source"].unique():
        older = sources[id].replaces if id in sources else ()
        if not older:
            continue
        candidates = rows["source"].isin(older)
        if candidates.any():
            taken = pd.MultiIndex.from_frame(_groups(there[there["source"] == id]).drop_duplicates())
            mine = pd.MultiIndex.from_frame(_groups(rows[candidates]))
            away.loc[candidates[candidates].index] |= mine.isin(taken)
    return away


def in_force(rows: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """Return the rows that need not make way for others among them."""
    return rows[~makes_way(rows, rows, sources)]


def _groups(rows: pd.DataFrame) -> pd.DataFrame:
    within = rows["region"].str.startswith(WITHIN_CODES)
    return rows[_GROUP].assign(part=rows["region"].where(within, ""))
