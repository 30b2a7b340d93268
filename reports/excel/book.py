"""What every sheet has: its page, its looks, a title, a header, cells, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from monitor.freshness import in_words
from monitor.province import PROVINCE_NAME
from reports.model import Report, Text
from reports.office import AUTHOR, plain, safe
from ui import colours
from ui.exhibit import Exhibit

#: The row of the header: title, of whom and where the chart is stand above it.
HEADER = 3
#: Pixels: a row of one line, and a picture.
ROW, WIDE = 20, 940


class Book:
    """The workbook of one report: ``file`` of xlsxwriter."""

    def __init__(self, file: xlsxwriter.Workbook, report: Report) -> None:
        self.file, self.report = file, report
        self._formats: dict[str, Format] = {}
        file.set_properties(
            {
                "title": plain(report.title),
                "subject": plain(report.subtitle),
                "author": AUTHOR,
                "comments": f"Stand van {in_words(report.edition)}.",
                "keywords": f"{PROVINCE_NAME}, sociale monitor",
                "created": datetime(report.edition.year, report.edition.month, report.edition.day),
            }
        )
        file.set_size(2400, 1600)

    def sheet(self, name: str, portrait: bool = False, scale: int = 0) -> Worksheet:
        """An empty sheet; ``scale``: percents on paper, where page breaks are given, 0 for one page wide."""
        sheet = self.file.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        if not portrait:
            sheet.set_landscape()
        if scale:
            sheet.set_print_scale(scale)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{AUTHOR}&CPagina &P van &N&R&A")
        return sheet

    def format(self, **wanted: Any) -> Format:
        """One format per look."""
        key = repr(sorted(wanted.items()))
        if key not in self._formats:
            look = {"font_name": "Calibri", "font_size": 11, "valign": "top", "font_color": colours.TEXT}
            self._formats[key] = self.file.add_format({**look, **wanted})
        return self._formats[key]

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **look: Any) -> None:
        sheet.write_string(row, column, safe(plain(text)), self.format(**look))

    def cell(self, sheet: Worksheet, row: int, column: int, value: str | float | None, **look: Any) -> None:
        """A cell of a table, with a thin line below it; ``value`` None is an empty one."""
        look = {"bottom": 1, "bottom_color": colours.GRID, **look}
        if isinstance(value, str):
            self.text(sheet, row, column, value, **{"text_wrap": True, "align": "left", **look})
        elif value is None:
            sheet.write_blank(row, column, None, self.format(**look))
        else:
            sheet.write_number(row, column, value, self.format(**look))

    def title(self, sheet: Worksheet, title: str, below: str) -> None:
        sheet.set_row_pixels(0, 30)
        self.text(sheet, 0, 0, title, bold=True, font_size=16, font_color=colours.PROVINCE)
        self.text(sheet, 1, 0, below, font_color=colours.MUTED)

    def header(self, sheet: Worksheet, row: int, names: Sequence[str], right: Iterable[int] = ()) -> None:
        sheet.set_row_pixels(row, 40 if max(map(len, names)) > 12 else 24)
        for column, name in enumerate(names):
            self.text(
                sheet,
                row,
                column,
                name,
                bold=True,
                bg_color=colours.PROVINCE,
                font_color="white",
                text_wrap=True,
                valign="vcenter",
                align="right" if column in right else "left",
                indent=1 if column - 1 in right and column not in right else 0,
            )

    def block(self, sheet: Worksheet, row: int, block: Text, columns: int = 3, letters: int = 132) -> int:
        """Sentences over the width of the sheet, of so many columns and letters; returns the row after them."""

        def write(text: str, **look: Any) -> None:
            nonlocal row
            if columns:
                sheet.merge_range(row, 0, row, columns, "", self.format(text_wrap=True, **look))
            sheet.set_row_pixels(row, ROW * rows_of(text, letters))
            self.text(sheet, row, 0, text, text_wrap=True, **look)
            row += 1

        if block.title:
            self.text(sheet, row, 0, block.title, bold=True, font_size=13)
            row += 1
        for sentence in block.sentences:
            write(f"• {sentence}" if block.points else sentence)
        if block.small:
            write(block.small, font_color=colours.MUTED, italic=True)
        return row


def rows_of(text: str, width: int) -> int:
    """Rows that a text takes in a cell of this many letters."""
    return max(1, -(-len(text) // width))


def once(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    """Each picture once: a lead figure is also one of its theme."""
    return list({exhibit.file: exhibit for exhibit in exhibits}.values())
