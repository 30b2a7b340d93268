"""Workbooks as sheets of cells: xlsx, xlsm, xlsb, xls and ods.

Merged cells are filled with what they show, because a heading over three columns belongs to each of them.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.parsers import expat

import python_calamine

from intake.files.limits import LIMITS, Limits, check_cells, check_extent, check_packed
from intake.files.parts import Marks, marks
from intake.files.sheet import UNCALCULATED, Sheet
from monitor.errors import SourceError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_AGAIN = "open het in Excel en sla het op als .xlsx"


def read(file: Path, limits: Limits = LIMITS, content: bytes | None = None) -> list[Sheet]:
    """Return the sheets of a workbook, hidden ones too. ``content``: as of :func:`intake.files.read.sheets`.

    Errors: SourceError for one that is too large, broken, without sheets or protected. A workbook of the older kinds
    cannot be measured before it is read: use :func:`intake.files.apart.read`, which cannot take the program down.
    """
    check_packed(file, file.stat().st_size if content is None else len(content), limits)
    content = file.read_bytes() if content is None else content
    try:
        marked: dict[str, Marks] = {}
        if content.startswith(ZIP):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                marked = marks(file, packed, limits)
        # By its contents: a path would be believed by its name.
        sheets = _sheets(
            file, python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)), marked, limits
        )
    except (
        python_calamine.CalamineError, zipfile.BadZipFile, expat.ExpatError,
        KeyError, ValueError, EOFError, OSError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        if isinstance(error, SourceError):
            raise
        message = str(error).lower()
        protected = content.startswith(OLE) and file.suffix.lower() in (".xlsx", ".xlsm")
        if protected or "password" in message or "encrypt" in message:
            raise SourceError(
                file, "dit bestand is met een wachtwoord beveiligd.", todo="sla het op zonder wachtwoord"
            ) from error
        raise SourceError(file, "dit is geen leesbaar Excel-bestand.", todo=_AGAIN) from error
    if not sheets:
        raise SourceError(file, "er staat geen werkblad in dit bestand.")
    return sheets


def _sheets(
    file: Path, book: python_calamine.CalamineWorkbook, marked: dict[str, Marks], limits: Limits
) -> list[Sheet]:
    sheets: list[Sheet] = []
    cells = 0
    for about in book.sheets_metadata[: limits.sheets]:
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        check_extent(file, sheet.total_height, sheet.total_width, limits)
        cells += sheet.total_height * sheet.total_width
        check_cells(file, cells, limits)
        rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        own = marked.get(about.name, Marks())
        for row, column in own.uncalculated:
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = UNCALCULATED
            else:
                _extend(rows, row, column)
        _fill_merged(rows, sheet.merged_cell_ranges or [])
        visible = about.visible == python_calamine.SheetVisibleEnum.Visible
        sheets.append(Sheet(file, about.name, rows, visible, frozenset(own.percent), formulas=own.formulas))
    return sheets


def _extend(rows: list[list[object]], row: int, column: int) -> None:
    """A formula without result beyond the last filled cell is not in the table that the reader made."""
    rows += [[] for _ in range(row + 1 - len(rows))]
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = UNCALCULATED


def _fill_merged(rows: list[list[object]], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = rows[top][left]
