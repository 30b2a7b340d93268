"""In which years can two figures be held against each other: of how many gemeenten is there one?"""

from __future__ import annotations

import pandas as pd

from compare.edition import per_edition
from compare.indicator_data import IndicatorData
from monitor.province import GEMEENTEN

#: From so many gemeenten with both figures a year says something of all of Nederland.
NATIONWIDE = 100
#: A figure of fewer gemeenten than these is not offered.
FEWEST = 10


def common(x: IndicatorData, y: IndicatorData) -> list[int]:
    """The years in which enough gemeenten of Drenthe have both."""
    shared = sorted(set(_measured(x)) & set(_measured(y)))
    return [year for year in shared if min(_counted(x, year)[0], _counted(y, year)[0]) >= FEWEST]


def best(x: IndicatorData, y: IndicatorData) -> tuple[int, int]:
    """A year for each: the newest in which gemeenten all over Nederland have both, or else the newest of Drenthe, or else
    years as near as can be."""
    if shared := common(x, y):
        wide = [year for year in shared if min(_counted(x, year)[1], _counted(y, year)[1]) >= NATIONWIDE]
        newest = (wide or shared)[-1]
        return newest, newest
    pairs = [(one, other) for one in usable(x) for other in usable(y)]
    return min(pairs, key=lambda pair: (abs(pair[0] - pair[1]), -pair[0], -pair[1]))


def usable(indicator_data: IndicatorData) -> list[int]:
    """The years with a figure of enough gemeenten of Drenthe."""
    return [year for year in _measured(indicator_data) if _counted(indicator_data, year)[0] >= FEWEST]


def both(x: IndicatorData, year_x: int, y: IndicatorData, year_y: int) -> pd.DataFrame:
    """The gemeenten with both figures: columns x and y."""
    return pd.DataFrame({"x": _table(x)[year_x], "y": _table(y)[year_y]}).dropna()


@per_edition(512)
def _table(indicator_data: IndicatorData) -> pd.DataFrame:
    """A row per gemeente with a figure, a column per year."""
    rows = indicator_data.frame[
        indicator_data.frame["region"].str.startswith("GM") & indicator_data.frame["value"].notna()
    ]
    return rows.pivot_table(index="region", columns="year", values="value", observed=True)


def _measured(indicator_data: IndicatorData) -> list[int]:
    return [int(year) for year in _table(indicator_data).columns]


@per_edition(4096)
def _counted(indicator_data: IndicatorData, year: int) -> tuple[int, int]:
    """How many gemeenten have a figure: of Drenthe, and of all."""
    codes = _table(indicator_data)[year].dropna().index
    return len(codes.intersection(list(GEMEENTEN))), len(codes)
