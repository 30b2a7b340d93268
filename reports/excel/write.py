"""The workbook of a report, sheet after sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from reports.excel.about import explained_sheet, not_compared_sheet, sources_sheet
from reports.excel.book import Book, once
from reports.excel.grid import grid_sheet
from reports.excel.in_short import in_short_sheet
from reports.excel.over_years import BARS, YEARS, years_sheet
from reports.excel.stories import STORIES, stories_sheet
from reports.excel.theme import tables_of, theme_sheet
from reports.lines import Lines, in_chart
from reports.model import Grid, Report
from reports.office import fixed, plain
from ui.exhibit import Exhibit


def xlsx(report: Report) -> bytes:
    """The workbook of a report: In het kort, a sheet per theme, Over de jaren, Verhalen, Uitleg, Bronnen, Niet vergelijkbaar.

    The same report gives the same bytes. There are no formulas and no links to other files.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}  # fmt: skip
    with xlsxwriter.Workbook(content, options) as file:
        _sheets(Book(file, report))
    return fixed(content.getvalue(), report.edition)


def _sheets(book: Book) -> None:
    themes = [section for section in book.report.sections if tables_of(section)]
    years = [(exhibit, drawn) for exhibit in once(book.report.exhibits) if (drawn := in_chart(exhibit))]
    # The sheet of a trend has its table too.
    trends = {exhibit.file for exhibit, drawn in years if isinstance(drawn, Lines)}
    grids = [
        block
        for section in book.report.sections
        if not any(isinstance(block, Exhibit) and block.file in trends for block in section.blocks)
        for block in section.blocks
        if isinstance(block, Grid)
    ]
    charts = [YEARS if any(isinstance(drawn, Lines) for _, drawn in years) else BARS] if years else []
    names = _sheet_names([*(section.title for section in themes), *(grid.title for grid in grids)])
    first = book.sheet("In het kort", portrait=True)
    for section, name in zip(themes, names, strict=False):
        theme_sheet(book, book.sheet(name, scale=42), section)
    for grid, name in zip(grids, names[len(themes) :], strict=True):
        grid_sheet(book, book.sheet(name), grid)
    for name in charts:
        years_sheet(book, book.sheet(name, scale=65), name, years)
    of_stories = [STORIES] if book.report.stories else []
    for name in of_stories:
        stories_sheet(book, book.sheet(name, scale=50))
    about = ["Uitleg", "Bronnen", *(["Niet vergelijkbaar"] if themes else [])]
    in_short_sheet(book, first, [*names, *charts, *of_stories, *about])
    explained_sheet(book, book.sheet("Uitleg", portrait=True))
    sources_sheet(book, book.sheet("Bronnen"))
    if themes:
        not_compared_sheet(book, book.sheet("Niet vergelijkbaar"))


def _sheet_names(titles: Iterable[str]) -> list[str]:
    """Names that Excel takes: at most 31 letters, none of []:*?/\\, each once."""
    taken = {
        "in het kort",
        YEARS.lower(),
        BARS.lower(),
        STORIES.lower(),
        "uitleg",
        "bronnen",
        "niet vergelijkbaar",
    }
    names = []
    for title in titles:
        bare = "".join(" " if letter in "[]:*?/\\" else letter for letter in plain(title)).strip("' ")[:31] or "Thema"  # fmt: skip
        name, number = bare, 2
        while name.lower() in taken:
            name, number = f"{bare[:27]} {number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names
