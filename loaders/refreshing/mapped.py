"""What a fetched table says in the words of the catalogue.

More forgiving than the file build where a publisher may be ahead of the catalogue (a new year, a group of people or a
gemeente the monitor does not know yet): that is left out and said, not refused.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd

from loaders.build import of_dataset
from loaders.same_area import in_their_year
from monitor.catalogue import Catalogue, Dataset, Indicator, Source
from monitor.errors import Problem
from monitor.observations import COLUMNS
from monitor.regions import regions


@dataclass
class Mapped:
    """The rows a source gives (columns of the data contract), what does not fit, and what is worth saying."""

    rows: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def datasets_of(catalogue: Catalogue, source: str) -> list[tuple[Indicator, Dataset]]:
    """Return what the catalogue takes from a source."""
    return [
        (indicator, dataset)
        for indicator in catalogue.indicators.values()
        for dataset in indicator.datasets
        if dataset.source == source
    ]


def measures_of(catalogue: Catalogue, source: str) -> tuple[str, ...]:
    """Return the measures wanted of a source, without doubles."""
    return tuple(dict.fromkeys(dataset.measure for _, dataset in datasets_of(catalogue, source)))


def mapped(
    catalogue: Catalogue,
    source: Source,
    raw: pd.DataFrame,
    empty: Collection[str] = (),
    left_out: Collection[str] = (),
    title: str = "",
) -> Mapped:
    """Return a fetched table (RAW_COLUMNS) under the catalogue's names.

    ``empty`` are columns without any figure; ``left_out`` are indicators that are not looked for; ``title``: of the table.
    """
    result = Mapped(pd.DataFrame(columns=COLUMNS))
    raw = _known_regions(_plain(raw), result.remarks)
    raw, remarks = in_their_year(raw, title or source.edition)
    result.remarks += remarks
    factors = source.live.factors if source.live else {}
    tables = []
    for indicator, dataset in datasets_of(catalogue, source.id):
        if indicator.id in left_out:
            continue
        rows = raw[raw["measure"] == dataset.measure]
        if rows.empty and dataset.measure in empty:
            result.remarks.append(f"{indicator.title}: de bron heeft hiervoor nog geen cijfers")
            continue
        if rows.empty:
            # The whole table, so that the message can name a measure that looks like it.
            of_dataset(indicator, dataset, source, raw, result.problems)
            continue
        if dataset.population is None:
            rows = rows[rows["population"].isin(["", *indicator.populations])]
        if dataset.years is not None:
            dataset = dataset.model_copy(
                update={"years": tuple(sorted(set(dataset.years) & set(rows["year"])))}
            )
        if factor := factors.get(dataset.measure):
            # Rounded, because 41.9 * 1000 is not quite 41900 in binary.
            numbers = {name: (rows[name] * factor).round(6) for name in ("value", "lower", "upper")}
            rows = rows.assign(**numbers)
        tables.append(of_dataset(indicator, dataset, source, rows, result.problems))
    filled = [table for table in tables if len(table)]
    if filled:
        result.rows = pd.concat(filled, ignore_index=True)
    elif not result.problems and not result.remarks:
        result.remarks.append("de tabel heeft nog geen cijfers van de jaren die de catalogus vraagt")
    return result


def _plain(raw: pd.DataFrame) -> pd.DataFrame:
    """A large table comes with categories in place of text."""
    compact = [name for name in raw.columns if isinstance(raw[name].dtype, pd.CategoricalDtype)]
    return raw.astype(dict.fromkeys(compact, object)) if compact else raw


def _known_regions(raw: pd.DataFrame, remarks: list[str]) -> pd.DataFrame:
    known = raw["region"].isin({region.code for region in regions()})
    strange = sorted(set(raw.loc[~known, "region"]))
    if strange:
        shown = ", ".join(strange[:5]) + (f" en {len(strange) - 5} andere" if len(strange) > 5 else "")
        remarks.append(
            f"{shown} {'staat' if len(strange) == 1 else 'staan'} niet in data/regions.csv en "
            f"{'is' if len(strange) == 1 else 'zijn'} overgeslagen; vernieuw de regio's met python -m geo.build"
        )
    return raw[known]
