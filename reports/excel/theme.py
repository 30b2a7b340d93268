"""The sheet of a theme: its figures beside those of the comparator, and a chart of some of them."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from reports.excel.book import HEADER, ROW, Book, rows_of
from reports.excel.theme_chart import bar_chart, in_bars
from reports.model import Figure, FigureTable, Section
from reports.office import difference_format, value_format
from ui import colours

#: The columns of a theme and how wide they are, in letters. Those in braces are names of regions.
COLUMNS = {
    "Cijfer": 46,
    "Over wie": 26,
    "Jaar": 8,
    "{subject}": 15,
    "{comparator}": 15,
    "Jaar vergelijking": 12,
    "Verschil": 20,
    "Plaats": 26,
    "Verandering": 30,
    "Let op": 50,
    "Bron": 46,
}


def tables_of(section: Section) -> list[FigureTable]:
    """The tables of figures of a section."""
    return [block for block in section.blocks if isinstance(block, FigureTable)]


def theme_sheet(book: Book, sheet: Worksheet, section: Section) -> None:
    """The figures of all tables of a theme below each other."""
    tables = tables_of(section)
    first = tables[0]
    who = {"subject": first.subject, "comparator": first.comparator}
    book.title(sheet, f"{first.subject}: {section.title.lower()}", book.report.subtitle)
    for column, width in enumerate(COLUMNS.values()):
        sheet.set_column(column, column, width)
    book.header(sheet, HEADER, [name.format(**who) for name in COLUMNS], (3, 4, 6))
    row = HEADER
    figures = [figure for table in tables for figure in table.figures]
    for figure in figures:
        row += 1
        _figure(book, sheet, row, figure)
    sheet.autofilter(HEADER, 0, row, len(COLUMNS) - 1)
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.repeat_rows(HEADER)
    if (drawn := in_bars(figures)) and len(drawn) > 1:
        sheet.write_url(
            2,
            0,
            f"internal:'{sheet.get_name()}'!A{row + 3}",
            book.format(font_color=colours.PROVINCE, underline=1),
            "Naar de grafiek, onder de tabel",
        )
        sheet.set_h_pagebreaks([row + 2])
        bar_chart(book, sheet, row + 2, drawn, first, section.title)


def _figure(book: Book, sheet: Worksheet, row: int, figure: Figure) -> None:
    need = {"bold": True} if figure.need_to_know else {}
    lines = max(rows_of(figure.title, 44), rows_of(figure.remark, 50), rows_of(figure.source, 46), rows_of(figure.group, 26), rows_of(figure.place, 25))  # fmt: skip
    sheet.set_row_pixels(row, ROW * lines)
    value = value_format(figure.unit, figure.decimals)
    year = {"num_format": "0", "align": "left"}
    book.cell(sheet, row, 0, figure.title, **need)
    book.cell(sheet, row, 1, figure.group)
    book.cell(sheet, row, 2, figure.year, **year)
    if figure.value is None:
        book.cell(sheet, row, 3, figure.text, align="right", font_color=colours.MUTED)
    else:
        book.cell(sheet, row, 3, figure.value, num_format=value, **need)
    book.cell(sheet, row, 4, figure.other_value, num_format=value)
    book.cell(sheet, row, 5, figure.other_year, **year, indent=1)
    book.cell(sheet, row, 6, figure.difference, num_format=difference_format(figure.unit, figure.decimals))
    book.cell(sheet, row, 7, figure.place, indent=1)
    book.cell(sheet, row, 8, figure.change)
    book.cell(sheet, row, 9, figure.remark)
    book.cell(sheet, row, 10, figure.source, font_color=colours.MUTED)
