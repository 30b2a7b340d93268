"""The file to begin with: the 12 gemeenten, Drenthe and Nederland filled in, the figures still to come."""

from __future__ import annotations

import csv
import io

import xlsxwriter

from intake.own import REGIONS
from monitor.regions import name

COLUMNS = ("gebied", "jaar", "waarde", "ondergrens", "bovengrens", "reden")
WIDTHS = (22, 8, 12, 12, 12, 20)
FILE = "sjabloon-eigen-cijfers"

_EXPLAINED = (
    "Vul op het blad Cijfers in: het jaar en de waarde. Laat leeg wat u niet hebt.",
    "Meer jaren: kopieer de rijen en zet er een ander jaar bij.",
    "Ondergrens en bovengrens: de marge van 95%, als u die hebt.",
    "Reden: waarom er geen cijfer is. Kies onderdrukt, niet_gepubliceerd, onbetrouwbaar of onmogelijk, of laat leeg.",
    "Drenthe en Nederland: alleen als u dat cijfer hebt. De monitor telt gemeenten niet op.",
    "Zet hier geen gegevens van personen in, en geen cijfers over minder dan 30 mensen.",
)


def as_csv() -> bytes:
    """With semicolons and a byte order mark, so that a Dutch Excel opens it as a table."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([name(code), *[""] * (len(COLUMNS) - 1)] for code in REGIONS)
    return lines.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """With a sheet that says how to fill it in."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head, sheet = book.add_format({"bold": True, "bottom": 1}), book.add_worksheet("Cijfers")
        for column, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for row, code in enumerate(REGIONS, start=1):
            sheet.write_string(row, 0, name(code))
        sheet.freeze_panes(1, 1)
        explained = book.add_worksheet("Uitleg")
        explained.set_column(0, 0, 110)
        for row, line in enumerate(_EXPLAINED):
            explained.write_string(row, 0, line)
    return out.getvalue()
