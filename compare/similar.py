"""Which gemeenten are like another one, by four published characteristics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Characteristic:
    """An indicator on which gemeenten are held side by side; ``log``: a gemeente twice as big counts as one step."""

    indicator: str
    title: str
    log: bool = False


CHARACTERISTICS = (
    Characteristic("bevolking", "inwoners", log=True),
    Characteristic("bevolkingsdichtheid", "inwoners per km²", log=True),
    Characteristic("gemiddeld_inkomen_gestandaardiseerd", "gemiddeld inkomen"),
    Characteristic("aandeel_65plus", "65 jaar en ouder"),
)

METHOD = (
    "Gemeenten lijken op elkaar als vier dingen dicht bij elkaar liggen: het aantal inwoners, het aantal inwoners per "
    "vierkante kilometer, het gemiddelde inkomen en het aandeel inwoners van 65 jaar en ouder. Elk van de vier telt even "
    "zwaar. U ziet de 8 gemeenten van Nederland die het dichtst bij uw gemeente liggen."
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


class Likeness:
    """Who is like whom; every characteristic in standard deviations between gemeenten, each as important.

    ``table``: :func:`characteristics`. Characteristics that a gemeente itself lacks do not count; others that lack one
    are left out.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        scaled = table.astype(float).copy()
        for characteristic in CHARACTERISTICS:
            if characteristic.log and characteristic.indicator in scaled:
                scaled[characteristic.indicator] = np.log(scaled[characteristic.indicator])
        scaled = (scaled - scaled.mean()) / scaled.std()
        self._codes = np.array([str(code) for code in scaled.index])
        self._rows = {str(code): row for row, code in enumerate(self._codes)}
        self._values = scaled.to_numpy()
        self._found: dict[str, list[str]] = {}

    def nearest(self, gemeente: str, count: int = 8) -> list[str]:
        """The gemeenten nearest to this one, nearest first, never itself.

        Empty for a gemeente that is not in the table or lacks every characteristic.
        """
        if gemeente not in self._found:
            self._found[gemeente] = self._in_order(gemeente)
        return self._found[gemeente][:count]

    def _in_order(self, gemeente: str) -> list[str]:
        row = self._rows.get(gemeente)
        if row is None:
            return []
        known = ~np.isnan(self._values[row])
        # With nothing to compare on, every distance would be 0 and the code alone would choose.
        if not known.any():
            return []
        distance = np.sqrt(((self._values[:, known] - self._values[row, known]) ** 2).sum(axis=1))
        distance[row] = np.nan
        # The code decides between equals, so that the list is the same each time. Who lacks one comes last: NaN.
        order = np.lexsort((self._codes, distance.round(9)))
        return self._codes[order[: np.count_nonzero(~np.isnan(distance))]].tolist()


def similar(table: pd.DataFrame, gemeente: str, count: int = 8) -> list[str]:
    """:meth:`Likeness.nearest` for one gemeente. ``table``: :func:`characteristics`."""
    return Likeness(table).nearest(gemeente, count)
