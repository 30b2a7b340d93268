"""A file as sheets of cells: Excel old and new, or delimited text in the encodings that Dutch offices write.

Merged cells are filled with what they show, because a heading over three columns belongs to each of them. Which
cells Excel shows as a percentage is kept: there 0.123 means 12.3.
"""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import python_calamine

from loaders.errors import SourceError

EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXT = (".csv", ".txt", ".tsv")
#: The largest published workbook unpacks to 26 MB.
MOST_BYTES = 250_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")
_DELIMITERS = (";", "\t", ",", "|")


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of cells as long as the widest row, ``None`` or "" where empty. Row 0 is row 1 of the file."""

    name: str
    rows: list[list[object]]
    visible: bool = True
    #: Places (row, column) that the sheet shows as a percentage.
    percent: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def read(file: Path) -> list[Sheet]:
    """Return the sheets of a file, hidden ones too. Errors: SourceError for a missing, broken or foreign file."""
    if not file.is_file():
        raise SourceError(file, "dit bestand is er niet.", todo="controleer de naam en de map")
    suffix = file.suffix.lower()
    if suffix not in (*EXCEL, *TEXT):
        raise SourceError(
            file, f"bestanden met '{suffix or file.name}' leest de monitor niet.", ", ".join((*EXCEL, *TEXT))
        )
    with file.open("rb") as start:
        head = start.read(512)
    # What is in it counts, not its name: systems give web pages and text the name .xls, and people rename.
    if head.startswith((_ZIP, _OLE)):
        return _workbook(file, protected=head.startswith(_OLE) and suffix in (".xlsx", ".xlsm"))
    if suffix in EXCEL and head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise SourceError(
            file,
            "dit is een webpagina met de naam van een Excel-bestand.",
            todo="open het in Excel en sla het op als .xlsx",
        )
    if suffix in EXCEL and b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(
            file, "dit is geen leesbaar Excel-bestand.", todo="open het in Excel en sla het op als .xlsx"
        )
    return [_delimited(file)]


def only_sheet(file: Path) -> str | None:
    """Return the name of a workbook's only sheet, None where it has several, hides it, or is no workbook."""
    if not file.is_file() or file.suffix.lower() not in EXCEL:
        return None
    try:
        about = python_calamine.CalamineWorkbook.from_path(str(file)).sheets_metadata
    except (python_calamine.CalamineError, OSError, zipfile.BadZipFile):
        return None
    visible = python_calamine.SheetVisibleEnum.Visible
    return about[0].name if len(about) == 1 and about[0].visible == visible else None


def _not_too_large(file: Path) -> None:
    """A small file can unpack to more than a computer holds."""
    try:
        with zipfile.ZipFile(file) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError):
        return  # an old workbook, or a broken one: the reader says which
    if size > MOST_BYTES:
        raise SourceError(
            file,
            f"dit bestand is uitgepakt {size // 1_000_000} MB; meer dan {MOST_BYTES // 1_000_000} MB leest de monitor niet.",
            todo="bewaar alleen het blad met de cijfers in een nieuw bestand",
        )


def _workbook(file: Path, *, protected: bool) -> list[Sheet]:
    _not_too_large(file)
    try:
        # By its contents: from_path believes the name.
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes()))
        percent = _percent_cells(file)
        sheets = []
        for about in book.sheets_metadata:
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            _fill_merged(rows, sheet.merged_cell_ranges or [])
            sheets.append(
                Sheet(
                    about.name,
                    rows,
                    about.visible == python_calamine.SheetVisibleEnum.Visible,
                    percent.get(about.name, frozenset()),
                )
            )
    except (python_calamine.CalamineError, OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        if protected or "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise SourceError(
                file, "dit bestand is met een wachtwoord beveiligd.", todo="sla het op zonder wachtwoord"
            ) from error
        raise SourceError(
            file,
            f"dit is geen leesbaar Excel-bestand ({error}).",
            todo="open het in Excel en sla het op als .xlsx",
        ) from error
    if not sheets:
        raise SourceError(file, "er staat geen werkblad in dit bestand.")
    return sheets


def _fill_merged(rows: list[list[object]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = rows[top][left]


def _percent_cells(file: Path) -> dict[str, frozenset[tuple[int, int]]]:
    """Calamine gives values without their format; openpyxl knows it, for the newer kinds of file only."""
    if not zipfile.is_zipfile(file):
        return {}
    with zipfile.ZipFile(file) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            return {}
        styles = parts.read("xl/styles.xml") if "xl/styles.xml" in parts.namelist() else b""
    # Built-in formats 9 and 10 are 0% and 0.00%; without any of them a large file need not be read twice.
    if b"%" not in styles and b'numFmtId="9"' not in styles and b'numFmtId="10"' not in styles:
        return {}
    # From its contents, because openpyxl refuses a workbook by its name.
    book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()), read_only=True, data_only=True)
    try:
        return {
            sheet.title: frozenset(
                (cell.row - 1, cell.column - 1)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None and "%" in str(cell.number_format)
            )
            for sheet in book.worksheets
        }
    finally:
        book.close()


def decoded(file: Path) -> str:
    """Return a text file's contents: UTF-8 (with or without mark), UTF-16 with mark, else Windows-1252."""
    content = file.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def delimiter_of(words: str) -> str:
    """Return the sign between the columns: the one that gives the most rows of equal width."""
    lines = [line for line in words.splitlines() if line.strip()][:40]
    if not lines:
        return ";"
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]

    def score(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=sign)]
        wide = [width for width in widths if width > 1]
        return (max((wide.count(width) for width in set(wide)), default=0), max(wide, default=0))

    # A decimal comma in every row looks like a delimiter: the others go first when they do as well.
    return max(_DELIMITERS, key=lambda sign: (score(sign)[0], -_DELIMITERS.index(sign)))


def _delimited(file: Path) -> Sheet:
    words = decoded(file)
    if not words.strip():
        raise SourceError(file, "dit bestand is leeg.")
    if words.lstrip()[:15].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise SourceError(
            file,
            "dit is een webpagina, geen gegevens.",
            todo="de download is mislukt: haal het bestand opnieuw op",
        )
    sign = delimiter_of(words)
    rows: list[list[object]] = [list(row) for row in csv.reader(io.StringIO(words), delimiter=sign)]
    if rows and rows[0] and str(rows[0][0]).lower().startswith("sep="):
        rows[0] = []
    width = max(len(row) for row in rows)
    for row in rows:
        row += [""] * (width - len(row))
    return Sheet(file.stem, rows)
