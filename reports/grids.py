"""The tables of the screen as tables of a report: every cell as it is read there, with its number for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, difference_text, number, population_text, value_text
from monitor.province import PROVINCE_NAME, PROVINCE_SLUG
from reports.model import Cell, Grid
from ui.choose.comparators import name_of
from ui.data import catalogue
from ui.kaart.areas import AREAS
from ui.kaart.view import MapView
from ui.lijst import rows as lists
from ui.lijst.entries import FigureList
from ui.vergelijk.matrix import Matrix
from ui.vergelijk.pair import Pair

#: Rows of a table that is still read on paper or on a slide.
MOST = 60


def of_years(table: pd.DataFrame, indicator: Indicator, title: str) -> Grid:
    """Regions as rows ("Gebied"), years as columns."""
    rows = tuple(
        (Cell(str(first)), *(figure(value, indicator) for value in values))
        for first, *values in table.itertuples(index=False)
    )
    return _grid(title, table, rows, f"{title}, per gebied en jaar.")


def of_map(view: MapView) -> list[Grid]:
    """The gemeenten beside the map, and all regions on it where these are others: those of one gemeente first."""
    table = view.table()

    def cells(row: tuple[object, ...]) -> Iterator[Cell]:
        for column, value in zip(table.columns, row, strict=True):
            if column == table.columns[0]:
                yield Cell(str(value))
            elif column == table.columns[-1]:
                yield _count(value)
            else:
                yield figure(value, view.indicator, signed=column == view.difference_column)

    rows = tuple(tuple(cells(row)) for row in table.itertuples(index=False, name=None))
    grids = [
        _grid(
            f"De gemeenten van {PROVINCE_NAME}",
            table,
            rows,
            f"{view.title}, per gemeente van {PROVINCE_NAME}.",
        )
    ]
    if view.area is not AREAS[PROVINCE_SLUG]:
        every = view.whole_map()
        all_rows = tuple(
            (Cell(str(name)), figure(value, view.indicator), *map(_count, inhabitants))
            for name, value, *inhabitants in every.itertuples(index=False, name=None)
        )
        grids.append(_grid(f"Alle {view.listed}", every, all_rows, f"{view.title}, alle {view.listed}."))
    return grids[::-1] if view.zoomed else grids


def _count(value: object) -> Cell:
    has_value = isinstance(value, float) and value == value
    return Cell(number(float(str(value))), float(str(value))) if has_value else Cell(NO_FIGURE)


def of_matrix(shown: Matrix, own: str | None) -> list[Grid]:
    """A table per theme: an indicator per row, a region per column, the reader's own first."""
    codes = sorted(shown.columns, key=lambda code: code != own)
    columns = ("Cijfer", *(name_of(code) for code in codes))
    return [
        Grid(
            section.title,
            columns,
            tuple(
                (
                    Cell(f"{row.indicator.short_title} ({row.who})"),
                    *(figure(row.value(code), row.indicator, fill=row.shade(code) or "") for code in codes),
                )
                for row in section.rows
            ),
            f"{section.title}: een cijfer per rij, een gebied per kolom.",
        )
        for section in shown.sections
    ]


def of_pair(shown: Pair, title: str) -> Grid:
    """The gemeenten of Drenthe and what stands beside them, with both figures."""
    all_marks = pd.concat([shown.points[shown.points["drenthe"]], shown.marks], ignore_index=True)
    rows = tuple(
        (Cell(str(name)), figure(x, shown.x.indicator), figure(y, shown.y.indicator))
        for name, x, y in zip(all_marks["name"], all_marks["x"], all_marks["y"], strict=True)
    )
    columns = ("Gebied", shown.x.column, shown.y.column)
    return Grid(f"De gemeenten van {PROVINCE_NAME}", columns, rows, f"{title}, per gemeente.")


def of_list(collected: FigureList, slug: str) -> Grid:
    """The figures of a list in its order, each with what it is compared with. ``slug``: the URL name of that."""
    rows_of_list = lists.rows(collected, slug)
    table = lists.texts(rows_of_list)

    def cells(row: lists.Row, texts: tuple[str, ...]) -> Iterator[Cell]:
        gap = row.shown.gap if row.shown else None
        numbers = {
            "Waarde": row.shown.value if row.shown else None,
            lists.OTHER: gap.comparator if gap else None,
            lists.DIFFERENCE: gap.difference if gap else None,
        }
        for column, text in zip(table.columns, texts, strict=True):
            signed = column == lists.DIFFERENCE
            cell = figure(numbers.get(column), row.indicator, signed=signed)
            yield Cell(text) if cell.number is None else replace(cell, text=text)

    with_texts = zip(rows_of_list, table.itertuples(index=False, name=None), strict=True)
    rows = tuple(tuple(cells(row, texts)) for row, texts in with_texts)
    return _grid("De lijst", table, rows, "Een cijfer per rij, met waarmee het vergeleken is.")


def of_rows(rows: pd.DataFrame, title: str) -> Grid:
    """Observations, one per row. ``rows``: with the columns of the data contract."""
    observations = rows[["indicator", "population", "region", "year", "value"]].itertuples(
        index=False, name=None
    )
    cells = tuple(
        (
            Cell(catalogue()[id].short_title),
            Cell(population_text(population)),
            Cell(name_of(region)),
            Cell(str(year), float(year)),
            figure(value, catalogue()[id]),
        )
        for id, population, region, year, value in observations
    )
    columns = ("Cijfer", "Wie", "Gebied", "Jaar", "Waarde")
    return Grid(title, columns, cells, f"{title}, een per rij.", len(cells) > MOST)


def figure(value: object, indicator: Indicator, *, signed: bool = False, fill: str = "") -> Cell:
    """A figure of an indicator, or a difference between two (``signed``), as a cell."""
    if not isinstance(value, int | float) or value != value:
        return Cell(NO_FIGURE)
    as_float = float(value)
    text = difference_text(as_float, indicator, signed=True) if signed else value_text(as_float, indicator)
    rounded = round(as_float, indicator.decimals) + 0.0
    return Cell(text, rounded, indicator.unit, indicator.decimals, signed, fill)


def _grid(title: str, table: pd.DataFrame, rows: tuple[tuple[Cell, ...], ...], description: str) -> Grid:
    return Grid(title, tuple(map(str, table.columns)), rows, description, len(rows) > MOST)
