"""RIVM's table 50150NED as a refresh will find it: all its years, groups, regions and margins.

Nobody recorded the whole table. What is not at hand is made up, and says so in the value: of an earlier year the figure
of the older edition (50090NED) and ``RE_ESTIMATED`` more, as an edition that re-estimates it would have it; of another
group that of 18 and older; margins of ``MARGIN`` either way. Nederland has rows of its own in every year.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from loaders.refreshing.mapped import datasets_of
from monitor.catalogue import Catalogue
from monitor.observations import WITHIN_CODES
from monitor.province import GEMEENTEN
from monitor.regions import gemeenten, regions
from tests.upstream.standin.recorded import TITLES, periods
from tests.upstream.standin.recorded import regions as places
from tests.upstream.standin.tables import Category, Column, Dimension, Table

YEARS = (2012, 2016, 2020, 2022, 2024)
AGES = {"20300": "18+", "53115": "18-64", "80200": "65+"}
RE_ESTIMATED, MARGIN = 0.3, 1.2
TITLE = "Gezondheid per wijk en buurt; 2012/2016/2020/2022/2024 (indeling 2024)"


def wijken() -> list[str]:
    """The wijken of Drenthe in the division of 2024."""
    return _of_2024("wijk")


def _of_2024(level: str) -> list[str]:
    return [region.code for region in regions() if region.level == level and region.existed_in(2024)]


def rivm_50150ned_whole(catalogue: Catalogue, observations: pd.DataFrame, **more: Any) -> Table:
    """The whole table, with every topic that the catalogue takes from it; ``observations``: the snapshot at hand."""
    codes = ["NL01", *sorted(gemeenten(2024)), *wijken(), *_of_2024("buurt")]
    margins = {"MW00000": 0.0, "MOG0095": -MARGIN, "MBG0095": MARGIN}
    dimensions = [
        Dimension("Leeftijd", "Dimension", tuple(Category(code, TITLES[code]) for code in AGES), 10),
        Dimension("Marges", "Dimension", tuple(Category(code, TITLES[code]) for code in margins)),
        places(dict.fromkeys(codes, ""), "WijkenEnBuurten"),
        periods(*YEARS),
    ]
    shape = tuple(len(dimension.categories) for dimension in dimensions)
    each = np.indices(shape).reshape(len(shape), -1)
    cells, columns = {}, []
    for at, (indicator, dataset) in enumerate(datasets_of(catalogue, "RIVM-50150NED"), 4):
        column = Column(f"{dataset.measure}_{at}", dataset.measure, measure=f"M{at:06}")
        own = observations[observations["indicator"] == indicator.id]
        figures = _figures(own, codes)
        # ages x margins x regions x years
        whole = figures[:, None] + np.array(list(margins.values()))[None, :, None, None]
        cells[column.key] = whole.clip(0, 100).round(1).reshape(-1)
        columns.append(column)
    placed = {dimension.name: each[at] for at, dimension in enumerate(dimensions)}
    return Table(
        "50150NED", TITLE, dimensions, columns, placed, cells, **{"hosts": ("dataderden.cbs.nl",), **more}
    )


def _figures(own: pd.DataFrame, codes: Iterable[str]) -> np.ndarray:
    """Of one topic: ages x regions x years, a figure everywhere."""
    found = {
        (population, region, year): value + (0.0 if source == "RIVM-50150NED" else RE_ESTIMATED)
        for population, region, year, value, source in own.loc[
            own["value"].notna(), ["population", "region", "year", "value", "source"]
        ].itertuples(index=False, name=None)
    }

    known = {population for population, _, _ in found}

    def figure(group: str, code: str, year: int) -> float:
        region = "NL00" if code == "NL01" else code
        gemeente = f"GM{code[2:6]}" if code.startswith(WITHIN_CODES) else region
        population = group if group in known else "18+"
        for nearest in sorted(YEARS, key=lambda other: abs(other - year)):
            for place in (region, gemeente):
                if (population, place, nearest) in found:
                    # A little further from a year further away, so that no two years are the same.
                    return found[population, place, nearest] + abs(year - nearest) / 10
        return 50.0

    return np.array(
        [[[figure(group, code, year) for year in YEARS] for code in codes] for group in AGES.values()]
    )


#: A wijk of Borger-Odoorn stands for another area since the division of 2022.
REDIVIDED = "GM1681"
assert REDIVIDED in GEMEENTEN
