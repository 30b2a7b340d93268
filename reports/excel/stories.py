"""The sheet of the stories beside the figures, a row each. What they cost is told in words: amounts are never added up."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from reports.excel.book import HEADER, ROW, Book, rows_of

#: What the sheet is called, and its columns with how wide they are, in letters.
STORIES = "Verhalen"
COLUMNS = {
    "Thema": 24,
    "Verhaal": 34,
    "Waar en wanneer": 34,
    "Wat er gebeurt": 70,
    "Bereik en bedrag": 50,
    "Bron": 50,
}


def stories_sheet(book: Book, sheet: Worksheet) -> None:
    """The stories of every theme below each other."""
    stories = [(block.theme, one) for block in book.report.stories for one in block.stories]
    book.title(sheet, STORIES, book.report.stories[0].note)
    for column, width in enumerate(COLUMNS.values()):
        sheet.set_column(column, column, width)
    book.header(sheet, HEADER, list(COLUMNS))
    row = HEADER
    for row, (theme, one) in enumerate(stories, HEADER + 1):
        cells = (theme, one.title, one.about, one.text, one.in_facts, one.source)
        widths = zip(cells, COLUMNS.values(), strict=True)
        sheet.set_row_pixels(row, ROW * max(rows_of(cell, width - 4) for cell, width in widths))
        for column, cell in enumerate(cells):
            book.cell(sheet, row, column, cell, **({"bold": True} if column == 1 else {}))
    sheet.autofilter(HEADER, 0, row, len(COLUMNS) - 1)
    sheet.freeze_panes(HEADER + 1, 2)
    sheet.repeat_rows(HEADER)
