"""Which gemeenten are like another one, by published characteristics that the figure itself is not about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.catalogue import Characteristic


@dataclass(frozen=True)
class Measure:
    """An indicator on which gemeenten are held side by side; ``log``: a gemeente twice as big counts as one step.

    ``about``: the figures for which it is left out: gemeenten with the same income have the same income.
    """

    indicator: str
    title: str
    log: bool = False
    about: Characteristic | None = None


CHARACTERISTICS = (
    Measure("bevolking", "inwoners", log=True),
    Measure("bevolkingsdichtheid", "inwoners per km²", log=True, about="dichtheid"),
    Measure("gemiddeld_inkomen_gestandaardiseerd", "gemiddeld inkomen", about="inkomen"),
    Measure("aandeel_65plus", "65 jaar en ouder", about="leeftijd"),
)

#: So many at most, and so many at least to count as gemeenten that are alike.
MOST, FEWEST = 8, 3

#: Gemeenten further away than this are not alike: half a standard deviation between gemeenten, on average per
#: characteristic (the root of the mean square). Of two gemeenten taken at random that is 1.4.
FURTHEST = 0.5

#: What is left out, as a reader calls it.
LEFT_OUT: dict[Characteristic, str] = {
    "inkomen": "het inkomen telt niet mee, want dit cijfer gaat zelf over inkomen of geld",
    "leeftijd": "het aandeel 65-plussers telt niet mee, want dit cijfer gaat zelf over leeftijd",
    "dichtheid": "het aantal inwoners per vierkante kilometer telt niet mee, want daar gaat dit cijfer zelf over",
}

METHOD = (
    "Gemeenten lijken op elkaar als vier dingen dicht bij elkaar liggen: het aantal inwoners, het aantal inwoners per "
    "vierkante kilometer, het gemiddelde inkomen en het aandeel inwoners van 65 jaar en ouder. Elk van de vier telt even "
    f"zwaar. U ziet ten hoogste {MOST} gemeenten van Nederland, de meest gelijkende eerst. Wat er te ver vanaf ligt, staat er niet "
    "bij (gemiddeld meer dan een halve standaardafwijking). Gaat een cijfer zelf over inkomen, geld of armoede, "
    "dan telt het inkomen niet mee; zo ook bij cijfers over leeftijd of over inwoners per vierkante kilometer. "
    f"Lijken er minder dan {FEWEST} gemeenten op uw gemeente, dan vergelijken wij niet."
)

#: A year counts when at least this share of the gemeenten of the newest year has a figure.
_NEARLY_ALL = 0.95


def characteristics(rows: pd.DataFrame) -> pd.DataFrame:
    """A row per gemeente of today, a column per characteristic (indicator id), in the indicator's own unit.

    ``rows``: observations of :data:`CHARACTERISTICS`, of gemeenten. Of each the newest year in which nearly all
    gemeenten have a figure; ``attrs["years"]`` says which (indicator -> year).
    """
    have = rows[rows["value"].notna()]
    size = have[have["indicator"] == "bevolking"]
    today = set(size.loc[size["year"] == size["year"].max(), "region"])
    columns, years = {}, {}
    for characteristic in CHARACTERISTICS:
        own = have[(have["indicator"] == characteristic.indicator) & have["region"].isin(today)]
        counted = own.groupby("year")["region"].nunique()
        full = counted[counted >= _NEARLY_ALL * len(today)]
        if full.empty:
            continue
        year = int(full.index.max())
        years[characteristic.indicator] = year
        columns[characteristic.indicator] = own[own["year"] == year].set_index("region")["value"]
    table = pd.DataFrame(columns, index=pd.Index(sorted(today), name="region"))
    table.attrs["years"] = years
    return table


@dataclass(frozen=True)
class SimilarGemeenten:
    """The gemeenten that are like one: by all characteristics, and per kind of figure without what it is about."""

    members: tuple[str, ...]
    without: Mapping[Characteristic, tuple[str, ...]]


class Similarity:
    """Who is like whom. ``table``: :func:`characteristics`.

    Every characteristic is measured in standard deviations between gemeenten and counts as much as the others. Those that
    the gemeente itself lacks do not count; others that lack one are left out.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        scaled = table.astype(float).copy()
        for measure in CHARACTERISTICS:
            if measure.log and measure.indicator in scaled:
                scaled[measure.indicator] = np.log(scaled[measure.indicator])
        self._scaled = (scaled - scaled.mean()) / scaled.std()
        self._codes = np.array([str(code) for code in scaled.index])
        self._rows = {str(code): row for row, code in enumerate(self._codes)}
        self._found: dict[str, SimilarGemeenten] = {}

    def knows(self, gemeente: str) -> bool:
        """Whether it is a gemeente of today."""
        return gemeente in self._rows

    def similar(self, gemeente: str) -> SimilarGemeenten:
        """:meth:`nearest` for every kind of figure; empty where fewer than :data:`FEWEST` are alike."""

        def enough(without: Characteristic | None) -> tuple[str, ...]:
            nearest = self.nearest(gemeente, without)
            return tuple(nearest) if len(nearest) >= FEWEST else ()

        if gemeente not in self._found:
            kinds = (measure.about for measure in CHARACTERISTICS if measure.about)
            self._found[gemeente] = SimilarGemeenten(enough(None), {kind: enough(kind) for kind in kinds})
        return self._found[gemeente]

    def nearest(self, gemeente: str, without: Characteristic | None = None) -> list[str]:
        """The gemeenten that are like this one, nearest first: :data:`MOST` at most, none beyond :data:`FURTHEST`.

        Empty for a gemeente that is not in the table or lacks the characteristics. ``without``: the characteristic that
        does not count, because the figure is about it.
        """
        row = self._rows.get(gemeente)
        if row is None:
            return []
        left_out = [measure.indicator for measure in CHARACTERISTICS if without and measure.about == without]
        values = self._scaled.drop(columns=left_out, errors="ignore").to_numpy()
        known = ~np.isnan(values[row])
        # On one thing alone half of the land is alike.
        if np.count_nonzero(known) < 2:
            return []
        distance = np.sqrt(((values[:, known] - values[row, known]) ** 2).mean(axis=1)).round(9)
        distance[row] = np.nan
        # The code decides between equals, so that the list is the same each time. Who lacks one comes last: NaN.
        order = np.lexsort((self._codes, distance))
        near = order[distance[order] <= FURTHEST]
        return self._codes[near[:MOST]].tolist()
