"""The template: an empty table for one source, with its measures, groups and the regions of Drenthe filled in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from intake.tables.measures import Measures
from intake.tables.places import name_of
from monitor.catalogue import Source
from monitor.errors import SourceError
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE

COLUMNS = ("maat", "groep", "gebied", "jaar", "waarde", "ondergrens", "bovengrens", "status", "reden")
WIDTHS = (42, 14, 20, 8, 12, 12, 12, 16, 20)
STATUSES = ("definitief", "voorlopig", "modelschatting")
REASONS = ("onderdrukt", "niet_gepubliceerd", "onbetrouwbaar", "onmogelijk")


def write(file: Path, source: Source, measures: Measures) -> int:
    """Write the template as .xlsx or .csv; return its number of rows. Errors: SourceError for another kind of file
    and for one that is there already."""
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise SourceError(file, "een sjabloon is een .xlsx- of .csv-bestand.", todo="kies een andere naam")
    if file.exists():
        # It may be the one that somebody filled in.
        raise SourceError(file, "dit bestand is er al.", todo="kies een andere naam, of haal het eerst weg")
    rows = _rows(measures)
    content = _text(rows) if file.suffix.lower() == ".csv" else _packed(_workbook(rows, source, measures))
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.write_bytes(content)
    except OSError:
        # Half a template would be in the way of the next try.
        file.unlink(missing_ok=True)
        raise
    return len(rows)


def _text(rows: list[list[object]]) -> bytes:
    """As CSV with a byte order mark and semicolons, so that a Dutch Excel opens it as a table."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return lines.getvalue().encode("utf-8-sig")


def _packed(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(measures: Measures) -> list[list[object]]:
    """A row per measure, group and region of Drenthe; the year and the figure are for whoever fills it in."""
    return [
        [measure, population, name_of(region), *[None] * 6]
        for measure in measures
        for population in measures.populations(measure)
        for region in (*GEMEENTEN, PROVINCE, NEDERLAND)
    ]


def _workbook(rows: list[list[object]], source: Source, measures: Measures) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cijfers"
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append(row)
    for number, width in enumerate(WIDTHS, start=1):
        cell = sheet.cell(1, number)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    for letter, choices in (("H", STATUSES), ("I", REASONS)):
        chooser = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        sheet.add_data_validation(chooser)
        chooser.add(f"{letter}2:{letter}5000")
    _explanation(book, source, measures)
    return book


def _explanation(book: Workbook, source: Source, measures: Measures) -> None:
    sheet = book.create_sheet("Uitleg")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 100
    lines = [
        (
            "Bron",
            f"{source.id}: {source.publisher}, {source.title}, editie {source.edition} ({source.licence})",
        ),
        (
            "Zo werkt het",
            "Vul jaar en waarde in op het blad Cijfers. Een rij zonder waarde en zonder reden telt niet mee.",
        ),
        ("maat", "De maat zoals hieronder, of de naam van de indicator in de monitor."),
        ("groep", "Over wie het cijfer gaat."),
        (
            "gebied",
            "Naam of code: Emmen of GM0114, Drenthe of PV22, Nederland of NL00. Een wijk alleen met haar code.",
        ),
        ("jaar", "Het jaar waar het cijfer over gaat: 2024. Met een ster (2024*) is het voorlopig."),
        (
            "waarde",
            "Het cijfer zelf. Procenten als 12,3; bedragen in hele euro's; aantallen in personen of huishoudens.",
        ),
        (
            "ondergrens, bovengrens",
            "De grenzen van het 95%-betrouwbaarheidsinterval, alleen als de uitgever die geeft.",
        ),
        ("status", f"{', '.join(STATUSES)}; leeg is {source.status}."),
        ("reden", f"Waarom er geen cijfer is: {', '.join(REASONS)}. Laat de waarde dan leeg."),
    ]
    for measure in measures:
        for indicator, dataset in measures.uses(measure):
            years = f"; jaren {', '.join(map(str, dataset.years))}" if dataset.years else ""
            lines.append(
                (
                    measure,
                    f"{indicator.title} ({indicator.id}), {indicator.unit}, {', '.join(measures.populations(measure))}{years}",
                )
            )
    for number, (left, right) in enumerate(lines, start=1):
        sheet.cell(number, 1, left).font = Font(bold=True)
        sheet.cell(number, 2, right).alignment = Alignment(wrap_text=True)
