"""The last sheets: how to read the figures, whose they are, and which are not compared."""

from __future__ import annotations

from datetime import datetime

from xlsxwriter.worksheet import Worksheet

from monitor.province import PROVINCE_NAME
from reports.excel.book import HEADER, ROW, Book, once, rows_of
from reports.model import Text
from reports.office import value_format
from ui import colours

#: Letters of a sheet that is read: a page of A4.
SPEAKING = 92

WHAT_COLUMNS_SAY = (
    ("Jaar", "Het jaar van het cijfer."),
    (
        "Jaar vergelijking",
        "Het jaar waarover wij vergelijken. Dat kan een eerder jaar zijn: het verschil is dan van dat jaar.",
    ),
    ("Verschil", "Het eigen cijfer min dat waarmee wij vergelijken. Leeg waar wij niet vergelijken."),
    ("Plaats", f"De plaats onder de gemeenten van {PROVINCE_NAME} met een cijfer, van hoog naar laag of van gunstig naar ongunstig."),
    ("Verandering", "Sinds de meting ervoor. Met twee jaartallen: tussen die jaren, want het nieuwste cijfer is niet te vergelijken."),
    ("Let op", "Waarom er geen cijfer of vergelijking is, en wat voorlopig of zelf berekend is."),
)  # fmt: skip


def explained_sheet(book: Book, sheet: Worksheet) -> None:
    sheet.set_column(0, 0, SPEAKING)
    book.title(sheet, "Uitleg", book.report.subtitle)
    row = 3
    for section in book.report.sections[1:]:
        for block in section.blocks:
            if isinstance(block, Text) and (section.id == "lezen" or not book.report.one_view):
                titled = Text(block.sentences, block.title or section.title, block.points, block.small)
                row = book.block(sheet, row, titled, 0, SPEAKING) + 1
    if book.report.tables:
        columns = tuple(f"{name}: {what}" for name, what in WHAT_COLUMNS_SAY)
        row = book.block(sheet, row, Text(columns, "De kolommen", points=True), 0, SPEAKING) + 1
        bold = ("Vet gedrukt: de cijfers die u in elk geval moet kennen.",)
        row = book.block(sheet, row, Text(bold), 0, SPEAKING) + 1
    for exhibit in once(book.report.exhibits):
        if exhibit.reading:
            row = book.block(sheet, row, Text(exhibit.reading, exhibit.title, points=True), 0, SPEAKING) + 1


def sources_sheet(book: Book, sheet: Worksheet) -> None:
    for column, width in enumerate((60, 26, 46, 16, 70)):
        sheet.set_column(column, column, width)
    book.title(sheet, "Bronnen", "Noem bij gebruik de bron. Opgehaald: de dag waarop wij de cijfers haalden.")
    book.header(sheet, HEADER, ["Bron", "Licentie", "Tekst van de licentie", "Opgehaald", "Adres"])
    row = HEADER
    for row, source in enumerate(book.report.sources, HEADER + 1):
        book.cell(sheet, row, 0, source.attribution)
        book.cell(sheet, row, 1, source.licence)
        book.cell(sheet, row, 2, source.licence_url)
        day = datetime(source.accessed.year, source.accessed.month, source.accessed.day)
        look = book.format(num_format="d-m-yyyy", align="left", bottom=1, bottom_color=colours.GRID)
        sheet.write_datetime(row, 3, day, look)
        book.cell(sheet, row, 4, source.url)
    sheet.autofilter(HEADER, 0, max(row, HEADER + 1), 4)
    sheet.freeze_panes(HEADER + 1, 1)


def not_compared_sheet(book: Book, sheet: Worksheet) -> None:
    for column, width in enumerate((30, 60, 30, 8, 15, 70)):
        sheet.set_column(column, column, width)
    book.title(
        sheet,
        "Niet vergelijkbaar",
        "Cijfers die er niet zijn, die wij niet vergelijken, of die wij over een eerder jaar vergelijken, met de reden.",
    )
    book.header(sheet, HEADER, ["Thema", "Cijfer", "Over wie", "Jaar", "Waarde", "Waarom"], (4,))
    row = HEADER
    for table in book.report.tables:
        for figure in table.figures:
            if figure.difference is not None and figure.other_year == figure.year:
                continue
            row += 1
            sheet.set_row_pixels(row, ROW * max(rows_of(figure.title, 60), rows_of(figure.remark, 70)))
            book.cell(sheet, row, 0, table.title)
            book.cell(sheet, row, 1, figure.title)
            book.cell(sheet, row, 2, figure.group)
            book.cell(sheet, row, 3, figure.year, num_format="0", align="left")
            if figure.value is None:
                book.cell(sheet, row, 4, figure.text, align="right", font_color=colours.MUTED)
            else:
                look = value_format(figure.unit, figure.decimals)
                book.cell(sheet, row, 4, figure.value, num_format=look)
            book.cell(sheet, row, 5, figure.remark, indent=1)
    sheet.autofilter(HEADER, 0, max(row, HEADER + 1), 5)
    sheet.freeze_panes(HEADER + 1, 0)
