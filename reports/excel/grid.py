"""The sheet of a table of the screen, with real numbers."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from reports.excel.book import HEADER, Book
from reports.model import Cell, Grid
from reports.office import difference_format, value_format
from ui.vergelijk.matrix import ink


def grid_sheet(book: Book, sheet: Worksheet, grid: Grid) -> None:
    """A table of the screen, with real numbers."""
    book.title(sheet, grid.title, f"{grid.description} {grid.note}".strip())
    sheet.set_column(0, 0, 14 + min(46, max(len(row[0].text) for row in grid.rows)) // 2 * 2)
    sheet.set_column(1, len(grid.columns) - 1, 16)
    book.header(sheet, HEADER, list(grid.columns), range(1, len(grid.columns)))
    row = HEADER
    for row, cells in enumerate(grid.rows, HEADER + 1):
        for column, cell in enumerate(cells):
            value, look = _content(cell, column)
            book.cell(sheet, row, column, value, **look)
    sheet.autofilter(HEADER, 0, row, len(grid.columns) - 1)
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.repeat_rows(HEADER)


def _content(cell: Cell, column: int) -> tuple[str | float | None, dict[str, Any]]:
    """What a spreadsheet gets of a cell, and how it looks."""
    look: dict[str, Any] = {}
    if column:
        look["align"] = "right"
    if cell.fill:
        look |= {"bg_color": cell.fill, "font_color": ink(cell.fill)}
    if cell.number is None:
        return cell.text, look
    if cell.unit is None:
        return cell.number, {**look, "num_format": "0"}
    form = difference_format if cell.signed else value_format
    return cell.number, {**look, "num_format": form(cell.unit, cell.decimals)}
