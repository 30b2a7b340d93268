"""Observations with what they are held against: the same rule and the same numbers as the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from compare.indicator_data import IndicatorData
from compare.rules.comparator import Comparator
from compare.rules.comparators import SIMILAR, comparator, similar
from compare.rules.comparison import Comparison, compare
from compare.wording.clauses import SAME_GEMEENTEN
from opendata.snapshot import Snapshot

#: What is added to the columns of the data contract, and what each means.
COLUMNS = {
    "comparator": "waarmee het cijfer is vergeleken",
    "comparator_year": "het jaar van het cijfer waarmee is vergeleken",
    "comparator_value": "dat cijfer, afgerond zoals op de pagina's",
    "compared_value": "het eigen cijfer in de vergelijking: value, afgerond zoals op de pagina's, tenzij basis iets anders zegt",
    "difference": "compared_value min comparator_value; leeg als er niet is vergeleken",
    "outcome": "beter, vergelijkbaar, slechter, hoger, lager, geen marge bekend of niet te toetsen: alleen met een gepubliceerde marge",
    "basis": "waarover beide cijfers opnieuw zijn berekend, als dat niet de gemeenten zijn die in het jaar zelf een cijfer "
    "hebben",
    "not_compared": "waarom er niet is vergeleken",
}


#: A part takes some hundredths of a second: others are not kept waiting by it.
ROWS = 250


def with_comparison(snapshot: Snapshot, frame: pd.DataFrame, slug: str) -> Iterator[pd.DataFrame]:
    """The observations with the columns of :data:`COLUMNS`, each held against the comparator in its own year.

    In parts of at most :data:`ROWS` rows, of one indicator and population each. ``frame``: observations of any indicators; ``slug``: a name that
    :func:`compare.rules.comparators.known` knows. A region that is the comparator itself is not compared; ``vergelijkbaar``
    means of every gemeente those that are like it.
    """
    for (id, population), rows in frame.groupby(["indicator", "population"], sort=False):
        figures = snapshot.figures(str(id), str(population))
        for start in range(0, len(rows), ROWS):
            some = rows.iloc[start : start + ROWS]
            yield pd.concat([some, _columns(figures, some, slug, snapshot)], axis=1)


def _columns(figures: IndicatorData, rows: pd.DataFrame, slug: str, snapshot: Snapshot) -> pd.DataFrame:
    by_region = {str(region): _comparator(snapshot, slug, str(region)) for region in rows["region"].unique()}
    lines = [
        _line(figures, str(region), int(year), by_region[str(region)])
        for region, year in zip(rows["region"], rows["year"], strict=True)
    ]
    columns = pd.DataFrame(lines, columns=list(COLUMNS), index=rows.index)
    numbers = dict.fromkeys(("comparator_value", "compared_value", "difference"), float)
    return columns.astype({"comparator_year": "Int64", **numbers})


def _line(
    figures: IndicatorData, region: str, year: int, comparator: Comparator | None
) -> tuple[object, ...]:
    if comparator is None:
        return (*_nothing(SIMILAR), "alleen van een gemeente is bekend welke erop lijken")
    comparison = compare(figures, region, comparator, year)
    if isinstance(comparison, Comparison):
        gap, basis = comparison.gap, SAME_GEMEENTEN if comparison.same_gemeenten else None
        numbers = comparison.other.year, gap.comparator, gap.value, gap.difference
        return (comparison.other_name, *numbers, comparison.outcome, basis, None)
    return (*_nothing(comparator.name), comparison.why)


def _nothing(comparator: str) -> tuple[object, ...]:
    """All columns but the last where nothing is compared."""
    return (comparator, *[None] * (len(COLUMNS) - 2))


def _comparator(snapshot: Snapshot, slug: str, region: str) -> Comparator | None:
    if slug != SIMILAR:
        return comparator(slug)
    return similar(region, snapshot.similarity.similar(region)) if snapshot.similarity.knows(region) else None
