"""What every reader shares: codes, numbers, columns and the shape of the table it returns.

The readers in loaders.sources each know one upstream format; this module knows what those formats have in common.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from intake.everybody import is_everybody
from intake.files import delimited
from intake.files.read import sheets
from intake.files.sheet import UNCALCULATED, Sheet
from monitor.errors import SourceError
from monitor.observations import RAW_COLUMNS
from monitor.province import GEMEENTEN

#: A file to read, or a sheet of one that was read already.
Readable = Path | Sheet


#: Codes that CBS and RIVM use for something else than the regions of this monitor:
#: GGD, COROP and landsdelen, CG01, which table 50140NED gives beside Nederland, and wijken and buurten of elsewhere.
_OTHER_REGIONS = re.compile(r"^(BU[0-9A-Z]{8}|GG\d{4}|CR\d{2}|LD\d{2}|CG\d{2}|WK[0-9A-Z]{6})$")
#: "Buitenland" and "gemeente onbekend".
_NO_REGION = re.compile(r"^GM(099[789]|99\d{2})$")
_OF_DRENTHE = "|".join(code[2:] for code in GEMEENTEN)
_WITHIN_DRENTHE = re.compile(rf"^(WK({_OF_DRENTHE})[0-9A-Z]{{2}}|BU({_OF_DRENTHE})[0-9A-Z]{{4}})$")


def region_code(code: str, file: Path) -> str | None:
    """Return the monitor's code of a published code, or None for regions the monitor does not show.

    ``NL01`` becomes ``NL00``; ``GG0706`` (GGD Drenthe, the same 12 gemeenten) becomes ``PV22``; wijken and
    buurten are kept in Drenthe only. Errors: SourceError for something that is no region code at all.
    """
    code = code.strip()
    if code in ("NL00", "NL01"):
        return "NL00"
    if code == "GG0706":
        return "PV22"
    if _NO_REGION.match(code):
        return None
    if re.match(r"^(GM\d{4}|PV\d{2})$", code) or _WITHIN_DRENTHE.match(code):
        return code
    if _OTHER_REGIONS.match(code):
        return None
    raise SourceError(
        file,
        f"'{code}' is geen bekende regiocode.",
        "codes als NL01, PV22, GM0114, WK011401 of BU01140101",
        "controleer of de kolom met regio's wel codes bevat en geen namen",
    )


def number(text: object, file: Path, where: str, decimal: str = ".") -> float | None:
    """Read one published number; None where the source has no figure ('', '.', '-', null).

    Text may be padded and use ``decimal`` as its sign. Errors: SourceError naming the place for anything else.
    """
    if text is None:
        return None
    if isinstance(text, (int, float)):
        return None if math.isnan(text) else float(text)
    bare = str(text).strip()
    if bare == UNCALCULATED:
        raise SourceError(
            file,
            f"de formule bij {where} heeft geen uitkomst.",
            todo="open het bestand in Excel, sla het op en probeer het opnieuw",
        )
    if bare in ("", ".", "-"):
        return None
    if not re.fullmatch(rf"[-+]?[0-9]{{1,18}}({re.escape(decimal)}[0-9]{{1,18}})?", bare):
        raise SourceError(
            file,
            f"'{bare[:40]}' ({where}) is geen getal.",
            f"een getal met '{decimal}' als decimaalteken, of leeg als er geen cijfer is",
            "download het bestand opnieuw en verander er niets in",
        )
    return float(bare.replace(decimal, "."))


def year(cell: object, file: Path) -> int:
    """Read one published year. Errors: SourceError for anything else."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = re.sub(r"[.,]0+$", "", str(cell).strip())
    if not re.fullmatch(r"(19|20)[0-9]{2}", words):
        raise SourceError(file, f"'{words[:40]}' is geen jaar.", "een jaar zoals 2024")
    return int(words)


def read_text(file: Path) -> str:
    """Return the file's text, in whatever encoding. Errors: SourceError when it is missing, no text or a web page."""
    return delimited.text(file)


def path_of(given: Readable) -> Path:
    """Return the file that something to read is from."""
    return given.file if isinstance(given, Sheet) else given


def read_table(given: Readable) -> pd.DataFrame:
    """Return a file with its headings in the first row as a table: texts, '' where empty, and numbers of a workbook.

    A file, or a sheet of one that was read already. Errors: SourceError for a file that cannot be read, and for text
    whose rows have more or fewer cells than its headings.
    """
    sheet = given if isinstance(given, Sheet) else sheets(given)[0]
    rows = [
        (number, row) for number, row in enumerate(sheet.rows, start=1) if any(_text(cell) for cell in row)
    ]
    if len(rows) < 2:
        raise SourceError(
            sheet.file, "er staan geen rijen in dit bestand.", todo="kies bij het downloaden meer regio's"
        )
    header = [_text(cell) for cell in rows[0][1]]
    for number_, row in rows[1:]:
        if sheet.sign and len(row) != len(header):
            raise SourceError(
                sheet.file,
                f"rij {number_} heeft {len(row)} kolommen, de kop heeft er {len(header)}.",
                f"kolommen gescheiden door '{sheet.sign}'",
                "download het bestand opnieuw en verander er niets in",
            )
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise SourceError(sheet.file, f"de kolom '{twice}' staat er twee keer.", todo="haal er een weg")
    width = len(header)
    cells = [[_cell(sheet, number_ - 1, column, row) for column in range(width)] for number_, row in rows[1:]]
    return pd.DataFrame(cells, columns=header, dtype=object)


def _text(cell: object) -> str:
    return "" if cell is None or (isinstance(cell, float) and math.isnan(cell)) else str(cell).strip()


def _cell(sheet: Sheet, row: int, column: int, cells: list[object]) -> object:
    cell = cells[column] if column < len(cells) else ""
    if isinstance(cell, float) and not math.isnan(cell):
        if (row, column) in sheet.percent:
            cell = float(f"{Decimal(repr(cell)) * 100:.12g}")
        # A workbook turns a code of digits into a number: 20300.0.
        return str(int(cell)) if cell.is_integer() else cell
    return str(cell) if isinstance(cell, str) else _text(cell)


def require_columns(file: Path, present: Iterable[str], needed: Iterable[str]) -> None:
    """Raise SourceError when a needed column is absent; the message names those that are there."""
    there = list(present)
    absent = [column for column in needed if column not in there]
    if absent:
        shown = ", ".join(there[:8]) + (" ..." if len(there) > 8 else "")
        raise SourceError(
            file,
            f"de kolom {', '.join(repr(column) for column in absent)} ontbreekt.",
            f"een bestand met die kolom; gevonden zijn: {shown}",
            "controleer of dit de juiste tabel is",
        )


def check_group(file: Path, dimension: str, groups: list[str]) -> None:
    """Refuse a dimension of which nobody chose a group, unless its only group is everybody. Errors: SourceError."""
    groups = [group for group in groups if group]
    if not groups or (len(groups) == 1 and is_everybody(groups[0], dimension)):
        return
    if len(groups) == 1:
        raise SourceError(
            file,
            f"de kolom '{dimension}' heeft alleen '{groups[0]}', en dat is niet iedereen.",
            todo=f"kies die groep als het zo bedoeld is: {dimension}={groups[0]}",
        )
    whole = next((group for group in groups if is_everybody(group, dimension)), groups[0])
    raise SourceError(
        file, f"de kolom '{dimension}' heeft {len(groups)} groepen.", todo=f"kies er een: {dimension}={whole}"
    )


def option(options: Mapping[str, str], name: str, file: Path, meaning: str) -> str:
    """Return an option that this file cannot do without. Errors: SourceError that says how to give it."""
    if name not in options:
        raise SourceError(file, f"{meaning} staat niet in het bestand.", todo=f"geef het mee: {name}=...")
    return options[name]


def raw_frame(rows: Iterable[Mapping[Any, Any]]) -> pd.DataFrame:
    """Return rows as the table every reader promises: RAW_COLUMNS, typed, absent fields filled in.

    A row needs measure, region and year; value, lower and upper may be None. A row without a value gets
    ``missing`` "niet_gepubliceerd" unless it gives another reason.
    """
    frame = pd.DataFrame(list(rows))
    for column in RAW_COLUMNS:
        if column not in frame:
            frame[column] = "" if column in ("measure", "population", "region", "status") else None
    frame = frame[RAW_COLUMNS]
    text = ["measure", "population", "region", "status"]
    frame[text] = frame[text].fillna("").astype(str)
    frame["year"] = frame["year"].astype(int)
    for column in ("value", "lower", "upper"):
        frame[column] = frame[column].astype(float)
    reason = frame["missing"].astype(object).where(frame["missing"].notna(), "niet_gepubliceerd")
    frame["missing"] = reason.where(frame["value"].isna(), None)
    return frame


def without_empty_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Drop the measures that a file does not fill at all for a population and year: not measured, so not missing."""
    filled = frame.groupby(["measure", "population", "year"])["value"].transform("count") > 0
    return frame[filled].reset_index(drop=True)


def without_repeats(file: Path, frame: pd.DataFrame) -> pd.DataFrame:
    """Drop rows that a source gives twice. Errors: SourceError when the two do not say the same."""
    frame = frame.drop_duplicates(ignore_index=True)
    key = ["measure", "population", "region", "year"]
    twice = frame[frame.duplicated(key)]
    if len(twice):
        measure, population, region, year = twice.iloc[0][key]
        raise SourceError(
            file,
            f"voor {region}, {year}, {population or 'iedereen'} staat '{measure}' er twee keer met andere cijfers.",
            todo="kies met een optie één van de groepen, of verwijder het dubbele bestand",
        )
    return frame
