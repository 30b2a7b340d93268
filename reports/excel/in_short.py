"""The first sheet: the lead figures, what a view shows, and what else is in the file."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Sequence

import vl_convert
from xlsxwriter.worksheet import Worksheet

from monitor.freshness import in_words
from reports.excel.book import ROW, WIDE, Book, rows_of
from reports.lines import in_chart
from reports.model import Leads, Text
from reports.office import plain
from ui import colours
from ui.exhibit import Exhibit
from ui.parts.exhibits import drawing


def in_short_sheet(book: Book, sheet: Worksheet, names: Sequence[str]) -> None:
    """``names``: of the other sheets, to lead to."""
    report = book.report
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 26)
    sheet.set_column(3, 3, 70)
    book.title(sheet, report.title, f"{report.subtitle}. Stand van {in_words(report.edition)}.")
    row = 3
    for section in report.sections:
        if section.spoken:
            book.text(sheet, row, 0, section.title, bold=True, font_size=15, font_color=colours.PROVINCE)
            row += 1
        for block in section.blocks:
            if isinstance(block, Leads):
                book.header(sheet, row, ["Cijfer", "Waarde", "Van wie en wanneer", "Wat het zegt"], (1,))
                for lead in block.leads:
                    row += 1
                    sheet.set_row_pixels(row, ROW * rows_of(lead.sentence, 70))
                    book.text(sheet, row, 0, lead.title, bold=True, text_wrap=True)
                    book.text(sheet, row, 1, lead.value, bold=True, font_size=14, align="right")
                    book.text(sheet, row, 2, lead.when, text_wrap=True, indent=1, align="left")
                    book.text(sheet, row, 3, lead.sentence, text_wrap=True)
                row += 2
            elif isinstance(block, Text) and (section is report.sections[0] or report.one_view):
                if section.id != "lezen":
                    row = book.block(sheet, row, block) + 1
            elif isinstance(block, Exhibit) and report.one_view:
                row = _exhibit(book, sheet, row, block)
    book.text(sheet, row, 0, "In dit bestand", bold=True, font_size=13)
    for name in names:
        row += 1
        sheet.write_url(
            row, 0, f"internal:'{name}'!A1", book.format(font_color=colours.PROVINCE, underline=1), name
        )


def _exhibit(book: Book, sheet: Worksheet, row: int, exhibit: Exhibit) -> int:
    """What a picture says, and the picture where it cannot be a chart of Excel; returns the row after it."""
    text = Text((exhibit.sentence,), exhibit.title, small=" ".join(exhibit.below))
    row = book.block(sheet, row, text) + 1
    if exhibit.picture is None or in_chart(exhibit):
        return row
    svg = drawing(exhibit)
    png = vl_convert.svg_to_png(svg, scale=2)
    width, height = struct.unpack(">II", png[16:24])
    scale = WIDE / width
    options = {
        "image_data": io.BytesIO(png),
        "x_scale": scale,
        "y_scale": scale,
        "description": plain(exhibit.alt),
    }
    sheet.insert_image(row, 0, "beeld.png", options)
    return row + math.ceil(height * scale / ROW) + 2
