"""Figures to take along: a CSV that Dutch Excel opens well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from compare.indicator_data import IndicatorData
from compare.rules.comparators import a_set
from compare.rules.comparison import Comparison, NotCompared, compare
from compare.rules.people import head_count
from compare.wording.clauses import SAME_GEMEENTEN
from geo.match import name_within
from monitor.catalogue import Indicator
from monitor.dutch import WHY_MISSING, number, own_calculation, population_text, value_text
from monitor.freshness import in_words
from monitor.observations import CALCULATED, WITHIN_CODES
from monitor.regions import gemeente_of
from monitor.units import UNITS
from ui.choose.comparators import against
from ui.choose.comparators import name_of as name
from ui.choose.site import TITLE
from ui.data import catalogue, figures, sizes
from ui.parts.turn import for_a_file

_HEADER = [
    "Indicator", "Groep", "Regiocode", "Regio", "Jaar", "Waarde", "Eenheid", "Ondergrens", "Bovengrens",
    "Aantal (afgerond)", "Aantal van", "Status", "Waarom geen cijfer", "Herkomst", "Berekening", "Bron", "Licentie",
]  # fmt: skip


#: What a row of the file is held against: (region, year) -> the comparison, or why there is none.
ComparisonOf = Callable[[str, int], Comparison | NotCompared]


def comparisons_with(figures: IndicatorData, slug: str, gemeente: str | None) -> ComparisonOf:
    """Each row of these figures held against what the reader chose (its URL name), in the row's own year."""
    return lambda region, year: compare(figures, region, against(slug, region, gemeente)[0], year)


def compared_dutch(rows: pd.DataFrame, slug: str, gemeente: str | None) -> pd.DataFrame:
    """:func:`tidy_dutch` of observations of any indicators and populations, held against what the reader chose."""
    parts = []
    for (indicator, population), rows_of_one in rows.groupby(["indicator", "population"], sort=False):
        indicator_data = figures(str(indicator), str(population))
        parts.append(
            tidy_dutch(
                rows_of_one, comparisons_with(indicator_data, slug, gemeente) if indicator_data else None
            )
        )
    return pd.concat(parts, ignore_index=True)


def tidy_dutch(rows: pd.DataFrame, comparison_of: ComparisonOf | None = None) -> pd.DataFrame:
    """Observations as a table a Dutch reader understands: one row per region and year, with source and licence.

    ``comparison_of``: adds the comparison as the page shows it, figure by figure.
    """
    known = catalogue()
    indicators = rows["indicator"].map(known.indicators)
    sources = rows["source"].map(known.sources)
    heads = [
        head_count(indicator, population, region, year, None if pd.isna(value) else value, sizes())
        for indicator, population, region, year, value in zip(
            indicators, rows["population"], rows["region"], rows["year"], rows["value"], strict=True
        )
    ]
    table = pd.DataFrame(
        {
            "Indicator": indicators.map(lambda i: i.title),
            "Groep": rows["population"].map(population_text),
            "Regiocode": rows["region"],
            "Regio": [_name(code, year) for code, year in zip(rows["region"], rows["year"], strict=True)],
            "Jaar": rows["year"],
            "Waarde": rows["value"],
            "Eenheid": indicators.map(lambda i: UNITS[i.unit].name),
            "Ondergrens": rows["lower"],
            "Bovengrens": rows["upper"],
            "Aantal (afgerond)": pd.Series(
                [round(head.number) if head else None for head in heads], index=rows.index, dtype="Int64"
            ),
            "Aantal van": [head.name if head else "" for head in heads],
            "Status": rows["status"],
            "Waarom geen cijfer": rows["missing"].map(WHY_MISSING),
            "Herkomst": rows["origin"],
            "Berekening": [
                _calculation(i, *row)
                for i, *row in zip(
                    indicators,
                    rows["population"],
                    rows["year"],
                    rows["origin"],
                    rows["coverage"],
                    strict=True,
                )
            ],
            "Bron": sources.map(lambda s: s.attribution),
            "Licentie": sources.map(lambda s: s.licence),
        },
        columns=_HEADER,
    )
    within = rows["region"].str.startswith(WITHIN_CODES)
    if within.any():
        gemeenten = [
            name(gemeente_of(code)) if part else "" for code, part in zip(rows["region"], within, strict=True)
        ]
        table.insert(
            _HEADER.index("Regio") + 1, "Gemeente", pd.Series(gemeenten, index=table.index, dtype="str")
        )
    if comparison_of:
        after = list(table).index("Bovengrens") + 1
        for place, (title, column) in enumerate(_comparison(rows, comparison_of).items()):
            # One type for every figure, so that tables of more figures keep it, and with it the decimal comma.
            kind = {"Waarde vergelijking": "float64", "Verschil": "float64", "Jaar vergelijking": "Int64"}
            table.insert(
                after + place, title, pd.Series(column, index=table.index, dtype=kind.get(title, "str"))
            )
    return table


def _name(code: str, year: int) -> str:
    """As on the page: of a wijk or buurt what the code stood for in that year."""
    return name_within(code, year) if code.startswith(WITHIN_CODES) else name(code)


def _comparison(rows: pd.DataFrame, comparison_of: ComparisonOf) -> dict[str, list[object]]:
    """The columns about the comparison, row by row; empty where a row is not compared, with the reason."""
    columns: dict[str, list[object]] = {
        title: []
        for title in (
            "Vergeleken met", "Waarde vergelijking", "Jaar vergelijking", "Verschil", "Uitkomst", "Vergeleken over",
            "Niet vergeleken",
        )
    }  # fmt: skip
    for region, year, indicator in zip(rows["region"], rows["year"], rows["indicator"], strict=True):
        comparison = None if a_set(str(region)) else comparison_of(str(region), int(year))
        cells: list[object] = ["", None, None, None, "", "", ""]
        if isinstance(comparison, Comparison):
            cells = [
                comparison.other_name,
                comparison.gap.comparator,
                comparison.other.year,
                comparison.gap.difference,
                comparison.outcome,
                _basis(comparison, catalogue()[str(indicator)]),
                "",
            ]
        elif comparison:
            cells = [comparison.comparator.name, None, None, None, "", "", comparison.why]
        for column, cell in zip(columns.values(), cells, strict=True):
            column.append(cell)
    return columns


def _basis(comparison: Comparison, indicator: Indicator) -> str:
    """Over which gemeenten both figures are made anew, with the own one; "" where they are those of the years."""
    if not comparison.same_gemeenten:
        return ""
    return f"{SAME_GEMEENTEN}; in {comparison.year} is dat {value_text(comparison.gap.value, indicator)}"


def _calculation(indicator: Indicator, population: str, year: int, origin: str, coverage: float) -> str:
    """How the monitor made the figure and from which part of its base; nothing for the source's own figure."""
    if origin != CALCULATED:
        return ""
    return f"{own_calculation(indicator, population, year)} ({number(coverage * 100)}% daarvan)"


def table_for_excel(table: pd.DataFrame, heading: str, address: str = "") -> bytes:
    """UTF-8 with BOM, semicolons and decimal commas: the header in the first row, so that filters and pivots work.

    ``heading``: what the file shows, in one or more sentences; below the table, after an empty row, with the monitor's
    name, the day of the
    download and the ``address`` of the view. No text is a formula for a spreadsheet.
    """
    safe = table.rename(columns=_no_formula)
    for column in safe.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in safe.dtypes]]:
        safe[column] = safe[column].map(_no_formula)
    text = safe.to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
    where = f": {address}" if address else "."
    below = [heading, f"{TITLE}, gedownload op {in_words(date.today())}{where}"]
    foot = "".join('"' + _no_formula(line).replace('"', '""') + '"\r\n' for line in below)
    return f"\ufeff{text}\r\n{foot}".encode()


def _no_formula(cell: Any) -> Any:
    """A text as a text, also where a spreadsheet would calculate it: it never begins with a sign of a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def file_name(indicator: Indicator, *parts: str | int, ending: str = "") -> str:
    """ "moeite_rondkomen-2024-emmen.csv", without its ending when none is given."""
    return "-".join(str(p) for p in (indicator.id, *parts) if p) + (f".{ending}" if ending else "")


def excel_button(make: Callable[[], bytes], file_name: str, *, label: str) -> None:
    """A download of a table that ``make`` writes (:func:`table_for_excel`) when the reader asks for it."""
    st.download_button(
        label,
        for_a_file(make),
        file_name=file_name,
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
    )
