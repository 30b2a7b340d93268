"""Drenthe and Nederland where a source has no row of its own: the monitor's own calculation, and the explicit gaps.

A share or an average is weighted by inhabitants over the gemeenten that have a figure, and says which share of the
inhabitants that covers; below ``ENOUGH`` there is no figure. A number of persons is a sum, and only of all gemeenten.
Margins are never combined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from loaders.catalogue import Indicator, Missing, Status
from loaders.observations import CALCULATED, COLUMNS, GAP
from loaders.raw import DRENTHE
from loaders.region_names import gemeenten

#: Share of the inhabitants whose gemeente must have a figure.
ENOUGH = 0.8
#: Years whose division into gemeenten the register knows.
DIVISIONS = range(2012, 2026)
GROUP = ["population", "year"]


class Weights:
    """Inhabitants per gemeente, from the observations of the indicator ``bevolking``."""

    def __init__(self, population: pd.DataFrame) -> None:
        rows = population[population["region"].str.startswith("GM") & population["value"].notna()]
        self._years: dict[str, dict[int, float]] = {}
        for region, year, value in zip(rows["region"], rows["year"], rows["value"], strict=True):
            self._years.setdefault(region, {})[int(year)] = float(value)

    def of(self, region: str, year: int) -> float:
        """Return the inhabitants in that year or the nearest year that has this gemeente (the earlier of two).

        Errors: KeyError for a gemeente without any number of inhabitants.
        """
        years = self._years[region]
        return years[min(years, key=lambda known: (abs(known - year), known))]

    def know(self, regions: Iterable[str]) -> bool:
        """True when each of these gemeenten has a number of inhabitants in some year."""
        return all(region in self._years for region in regions)

    def total(self, regions: Iterable[str], year: int) -> float:
        """Return the inhabitants of all these gemeenten together. Errors: KeyError as in ``of``."""
        return sum(self.of(region, year) for region in regions)


def division_of(regions: Iterable[str], year: int) -> frozenset[str]:
    """Return all gemeenten of the division a source used: the one that has its gemeenten, nearest to the year.

    Sources restate earlier years to a later division, so the figures' year alone does not tell it.
    """
    found = set(regions)
    nearest = min(DIVISIONS, key=lambda known: (len(found - gemeenten(known)), abs(known - year)))
    return gemeenten(nearest)


def own_calculation(
    rows: pd.DataFrame, indicator: Indicator, weights: Weights, absent: dict[str, Missing]
) -> pd.DataFrame:
    """Return the rows for PV22 and NL00 that the sources lack, with the columns of the data contract.

    ``rows`` are the indicator's observations, ``absent`` the reason per source of a figure that is not there.
    Where too few inhabitants are covered Drenthe gets a row without value, Nederland none.
    """
    made: list[dict[str, object]] = []
    if indicator.aggregation == "geen":
        return _frame(made)
    for (population, key_year), group in rows.groupby(GROUP):
        year = int(str(key_year))
        there = set(group["region"])
        figures = group[group["region"].str.startswith("GM") & group["value"].notna()]
        if figures.empty:
            continue
        for region, members in (
            ("PV22", frozenset(DRENTHE)),
            ("NL00", division_of(figures["region"], year)),
        ):
            if region in there:
                continue
            used = figures[figures["region"].isin(members)]
            if used.empty:
                continue
            source = used["source"].mode().iloc[0]
            values = dict(zip(used["region"], used["value"], strict=True))
            value, share = combined(values, members, year, indicator, weights)
            if value is None and region == "NL00":
                continue
            made.append(
                {
                    "indicator": indicator.id,
                    "population": population,
                    "region": region,
                    "year": year,
                    "value": value,
                    "status": least_certain(used["status"]),
                    "missing": absent[source] if value is None else None,
                    "origin": GAP if value is None else CALCULATED,
                    "coverage": share if value is not None else None,
                    "source": source,
                }
            )
    return _frame(made)


def combined(
    values: Mapping[str, float], members: frozenset[str], year: int, indicator: Indicator, weights: Weights
) -> tuple[float | None, float]:
    """The value of gemeenten together (None when too few have one) and the share of their inhabitants covered (0..1).

    ``values``: the figures there are of these ``members`` in this year, by code.
    """
    if indicator.aggregation == "som":
        complete = members <= set(values)
        return (float(round(sum(values.values()), indicator.decimals)), 1.0) if complete else (None, 0.0)
    if indicator.aggregation == "geen" or not values or not weights.know(members):
        return None, 0.0
    inhabitants = np.array([weights.of(region, year) for region in values])
    share = float(inhabitants.sum() / weights.total(members, year))
    if share < ENOUGH:
        return None, share
    mean = (np.array(list(values.values())) * inhabitants).sum() / inhabitants.sum()
    # Incomes are published in hundreds of euros; a mean of them knows no more than that.
    decimals = -2 if indicator.unit == "euro" else indicator.decimals
    return float(round(mean, decimals)), min(1.0, round(share, 4))


def least_certain(statuses: Iterable[str]) -> Status:
    """The least certain of the gemeenten's statuses holds for what they are together."""
    found = set(statuses)
    order: tuple[Status, ...] = ("voorlopig", "modelschatting")
    return next((status for status in order if status in found), "definitief")


def explicit_gaps(rows: pd.DataFrame, absent: dict[str, Missing]) -> pd.DataFrame:
    """Return a row without value for each gemeente of Drenthe that a source publishing gemeenten leaves out."""
    made = []
    for (indicator, population, year), group in rows.groupby(["indicator", *GROUP]):
        figures = group[group["region"].str.startswith("GM") & group["value"].notna()]
        if figures.empty:
            continue
        source = figures["source"].mode().iloc[0]
        for region in sorted(set(DRENTHE) - set(group["region"])):
            made.append(
                {
                    "indicator": indicator,
                    "population": population,
                    "region": region,
                    "year": year,
                    "value": None,
                    "status": least_certain(figures["status"]),
                    "missing": absent[source],
                    "origin": GAP,
                    "source": source,
                }
            )
    return _frame(made)


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for column in ("value", "lower", "upper", "coverage"):
        frame[column] = frame[column].astype(float)
    frame["missing"] = frame["missing"].astype(object).where(frame["missing"].notna(), None)
    return frame
