"""What every reader shares: codes, numbers, columns and the shape of the table it returns.

The readers in loaders.sources each know one upstream format; this module knows what those formats have in common.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.errors import SourceError
from loaders.observations import RAW_COLUMNS

DRENTHE = (
    "GM0106", "GM0109", "GM0114", "GM0118", "GM0119", "GM1680",
    "GM1681", "GM1690", "GM1699", "GM1701", "GM1730", "GM1731",
)  # fmt: skip

#: Codes that CBS and RIVM use for something else than the regions of this monitor:
#: buurten, GGD, COROP and landsdelen, and CG01, which table 50140NED gives beside Nederland.
_OTHER_REGIONS = re.compile(r"^(BU[0-9A-Z]{8}|GG\d{4}|CR\d{2}|LD\d{2}|CG\d{2}|WK[0-9A-Z]{6})$")
#: "Buitenland" and "gemeente onbekend".
_NO_REGION = re.compile(r"^GM(099[789]|99\d{2})$")
_WIJK_OF_DRENTHE = re.compile(r"^WK(" + "|".join(code[2:] for code in DRENTHE) + r")\d{2}$")
_HTML = re.compile(r"^\s*<(!doctype|html|\?xml)", re.IGNORECASE)


def region_code(code: str, file: Path) -> str | None:
    """Return the monitor's code of a published code, or None for regions the monitor does not show.

    ``NL01`` becomes ``NL00``; ``GG0706`` (GGD Drenthe, the same 12 gemeenten) becomes ``PV22``; wijken are
    kept in Drenthe only. Errors: SourceError for something that is no region code at all.
    """
    code = code.strip()
    if code in ("NL00", "NL01"):
        return "NL00"
    if code == "GG0706":
        return "PV22"
    if _NO_REGION.match(code):
        return None
    if re.match(r"^(GM\d{4}|PV\d{2})$", code) or _WIJK_OF_DRENTHE.match(code):
        return code
    if _OTHER_REGIONS.match(code):
        return None
    raise SourceError(
        file,
        f"'{code}' is geen bekende regiocode.",
        "codes als NL01, PV22, GM0114 of WK011401",
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
    if bare in ("", ".", "-"):
        return None
    try:
        if decimal != "." and "." in bare:
            raise InvalidOperation
        return float(Decimal(bare.replace(decimal, ".")))
    except InvalidOperation:
        raise SourceError(
            file,
            f"'{bare}' ({where}) is geen getal.",
            f"een getal met '{decimal}' als decimaalteken, of leeg als er geen cijfer is",
            "download het bestand opnieuw en verander er niets in",
        ) from None


def read_text(file: Path, encoding: str = "utf-8-sig") -> str:
    """Return the file's text. Errors: SourceError when it is missing, a web page, or in another encoding."""
    try:
        text = file.read_text(encoding=encoding)
    except FileNotFoundError:
        raise SourceError(file, "dit bestand is er niet.", todo=f"zet het bestand in {file.parent}") from None
    except UnicodeDecodeError:
        raise SourceError(
            file,
            f"de tekens zijn niet te lezen als {encoding}.",
            todo="download het bestand opnieuw; sla het niet op vanuit Excel",
        ) from None
    if _HTML.match(text):
        raise SourceError(
            file,
            "dit is een webpagina, geen gegevens.",
            todo="de download is mislukt: haal het bestand opnieuw op",
        )
    if not text.strip():
        raise SourceError(file, "dit bestand is leeg.", todo="haal het bestand opnieuw op")
    return text


def read_delimited(file: Path, text: str, delimiter: str = ";") -> pd.DataFrame:
    """Return a delimited text as a table of str, '' where empty. Errors: SourceError for ragged or empty text."""
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    header = rows[0]
    for place, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise SourceError(
                file,
                f"rij {place} heeft {len(row)} kolommen, de kop heeft er {len(header)}.",
                f"kolommen gescheiden door '{delimiter}'",
                "download het bestand opnieuw en verander er niets in",
            )
    if len(rows) < 2:
        raise SourceError(
            file, "er staan geen rijen in dit bestand.", todo="kies bij het downloaden meer regio's"
        )
    return pd.DataFrame(rows[1:], columns=header, dtype=str)


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
