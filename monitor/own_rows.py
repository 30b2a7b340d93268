"""The province and Nederland where a source has no row of its own: the monitor's own calculation, and the explicit gaps."""

from __future__ import annotations

import pandas as pd

from monitor.aggregate import combined, least_certain
from monitor.catalogue import Catalogue, Indicator, Missing
from monitor.observations import CALCULATED, COLUMNS, GAP, KEY
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.units import UNITS
from monitor.weights import Sizes, division_of

GROUP = ["population", "year"]


def own_calculation(
    rows: pd.DataFrame, indicator: Indicator, sizes: Sizes, absent: dict[str, Missing]
) -> pd.DataFrame:
    """Return the rows for the province and Nederland that the sources lack, with the columns of the data contract.

    A service has a row of every region, also of those it does not publish, where a file has none: a row that only says
    so is no figure of the source. What a source holds back (suppressed, unreliable) is never calculated.

    ``rows`` are the indicator's observations, ``absent`` the reason per source of a figure that is not there.
    Where too little of the base is covered the province gets a row without value, Nederland none.
    """
    made: list[dict[str, object]] = []
    for (population, key_year), group in rows.groupby(GROUP):
        year = int(str(key_year))
        if not indicator.combinable(str(population)):
            continue
        weights = sizes.weights(indicator, str(population))
        there = set(group.loc[group["value"].notna() | (group["missing"] != "niet_gepubliceerd"), "region"])
        figures = group[group["region"].str.startswith("GM") & group["value"].notna()]
        if figures.empty:
            continue
        for region, members in (
            (PROVINCE, frozenset(GEMEENTEN)),
            (NEDERLAND, division_of(figures["region"], year)),
        ):
            if region in there:
                continue
            used = figures[figures["region"].isin(members)]
            if used.empty:
                continue
            source = used["source"].mode().iloc[0]
            values = dict(zip(used["region"], used["value"], strict=True))
            value, share = combined(values, members, year, indicator, weights)
            if value is None and (region == NEDERLAND or region in set(group["region"])):
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


def divided(rows: pd.DataFrame, indicator: Indicator, sizes: Sizes, counts: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of gemeenten that the monitor makes itself where the source stops: one count by another.

    ``rows`` are the indicator's observations, ``counts`` at least those of what stands above the line, of which each
    figure has the source and the status. Only where both were counted in that very year.
    """
    made: list[dict[str, object]] = []
    if indicator.numerator is None or indicator.numerator.since is None:
        return _frame(made)
    (counted,) = indicator.numerator.figures
    id, _, of = counted.partition("/")
    origin = counts[(counts["indicator"] == id) & (counts["population"] == of)].set_index(["region", "year"])
    for population in indicator.populations:
        weights = sizes.weights(indicator, population)
        there = set(
            rows.loc[rows["population"] == population, ["region", "year"]].itertuples(index=False, name=None)
        )
        for region, years in sorted(weights.numerators.items()):
            for year in sorted(years):
                counts_of_both = weights.exactly([region], year)
                if not region.startswith("GM") or (region, year) in there or counts_of_both is None:
                    continue
                above, below = counts_of_both
                made.append(
                    {
                        "indicator": indicator.id,
                        "population": population,
                        "region": region,
                        "year": year,
                        "value": float(
                            round((UNITS[indicator.unit].per or 1) * above / below, indicator.decimals)
                        ),
                        "status": origin.loc[(region, year), "status"],
                        "origin": CALCULATED,
                        "coverage": 1.0,
                        "source": origin.loc[(region, year), "source"],
                    }
                )
    return _frame(made)


def explicit_gaps(rows: pd.DataFrame, absent: dict[str, Missing]) -> pd.DataFrame:
    """Return a row without value for each gemeente of the province that a source publishing gemeenten leaves out."""
    made = []
    for (indicator, population, year), group in rows.groupby(["indicator", *GROUP]):
        figures = group[group["region"].str.startswith("GM") & group["value"].notna()]
        if figures.empty:
            continue
        source = figures["source"].mode().iloc[0]
        for region in sorted(set(GEMEENTEN) - set(group["region"])):
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


def for_this_province(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """A snapshot that was made for another province (all columns) with the calculations and gaps of this one; by key."""
    known = rows[rows["indicator"].isin(catalogue.indicators)]
    absent: dict[str, Missing] = {id: source.absent for id, source in catalogue.sources.items()}
    complete = joined(known, explicit_gaps(known, absent))
    sizes = Sizes(complete[complete["indicator"].isin(catalogue.counting)])
    made = [
        own_calculation(of_one, catalogue[str(id)], sizes, absent)
        for id, of_one in complete.groupby("indicator")
    ]
    return completed(complete, *made).sort_values(KEY, ignore_index=True)


def completed(rows: pd.DataFrame, *others: pd.DataFrame) -> pd.DataFrame:
    """All rows of both; a row that only says there is no figure makes way for one of ``others``."""
    filled = pd.MultiIndex.from_frame(pd.concat([other[KEY] for other in others]))
    makes_way = rows["value"].isna() & pd.MultiIndex.from_frame(rows[KEY]).isin(filled)
    return joined(rows[~makes_way], *others)


def joined(*tables: pd.DataFrame) -> pd.DataFrame:
    """The rows of all, with the types of the data contract."""
    filled = [table.astype({"missing": object}) for table in tables if len(table)]
    frame = pd.concat(filled, ignore_index=True)
    frame["missing"] = frame["missing"].where(frame["missing"].notna(), None)
    for column in ("value", "lower", "upper", "coverage"):
        frame[column] = frame[column].astype(float)
    return frame


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for column in ("value", "lower", "upper", "coverage"):
        frame[column] = frame[column].astype(float)
    frame["missing"] = frame["missing"].astype(object).where(frame["missing"].notna(), None)
    return frame
