"""CSV files downloaded by hand from the StatLine website ("CSV met statistische symbolen").

Upstream format: ``;`` between columns, decimal comma, UTF-8 with byte order mark. First the dimensions
("Perioden", "Regio's", ...) with *names* instead of codes, then one column per topic, headed by its place in the
topic tree and its unit: ``Inkomen/Mediaan besteedbaar inkomen (1 000 euro)``. A provisional year carries a star
(``2024*``), revised provisional two. No figure is an empty cell or ``.``. Some downloads have every line wrapped
in quotes with the inner quotes doubled; that is undone.

A unit of thousands or millions is multiplied, so the values are in euro, persons or households. A measure is the
heading without its unit. Region names get their code from data/regions.csv; a row with figures and an unknown name
is an error, a row of a gemeente that no longer exists and has no figures is left out.

Options: ``population``; ``missing``, the reason of an empty cell; and for any dimension with several groups its
name with the group to keep.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pandas as pd

from loaders.errors import SourceError
from loaders.raw import (
    number,
    raw_frame,
    read_delimited,
    read_text,
    require_columns,
    without_empty_columns,
    without_repeats,
)
from loaders.region_names import code_of

REGIONS = ("Regio's", "Regio’s", "Regio", "Wijken en buurten")
_UNIT = re.compile(r"^(?P<title>.+?) \((?P<unit>[^()]+)\)$")
_PERIOD = re.compile(r"^(?P<year>\d{4})(?P<stars>\*{0,2})$")
FACTORS = {"1 000": 1_000, "1000": 1_000, "mln": 1_000_000, "1 mln": 1_000_000, "mld": 1_000_000_000}


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the figures of the files as RAW_COLUMNS, in whole units (euro, not thousands of euro).

    ``status`` is voorlopig for a starred year, else definitief. Errors: SourceError for a missing dimension,
    an unknown region name, a dimension that needs a choice, an unreadable number or period.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(files[0], pd.concat(frames, ignore_index=True))


def _factor(unit: str) -> int:
    """Return what a value in this unit is multiplied by: 1000 for 'x 1 000' and '1 000 euro', else 1."""
    bare = re.sub(r"^x ", "", unit.replace("\u00a0", " ").strip())
    for text, factor in FACTORS.items():
        if bare == text or (
            bare.startswith(f"{text} ") and bare.endswith(("euro", "personen", "huishoudens"))
        ):
            return factor
    return 1


def _text(file: Path) -> str:
    text = read_text(file)
    if '"";""' in text.split("\n", 1)[0]:
        text = text.replace('""', '"')
        # What is left of the wrapping: a quote before the first line and one on a line of its own.
        lines = [line for line in text.splitlines() if line.strip(' "')]
        text = "\n".join(lines)
    return text


def _read_one(file: Path, options: dict[str, str]) -> pd.DataFrame:
    table = read_delimited(file, _text(file))
    region_column = next((name for name in REGIONS if name in table.columns), REGIONS[0])
    require_columns(file, table.columns, ["Perioden", region_column])
    topics = {name: match for name in table.columns if (match := _UNIT.match(name)) and name not in REGIONS}
    if not topics:
        raise SourceError(
            file,
            "er zijn geen kolommen met cijfers gevonden.",
            "koppen met een eenheid, zoals 'Totale bevolking (aantal)'",
            "kies bij het downloaden 'CSV met statistische symbolen' en laat de eenheden staan",
        )
    for name in table.columns:
        if name in topics or name in ("Perioden", region_column):
            continue
        groups = list(dict.fromkeys(table[name]))
        keep = options.get(name)
        if keep is None and len(groups) > 1:
            raise SourceError(
                file,
                f"de kolom '{name}' heeft {len(groups)} groepen.",
                todo=f"kies er een: {name}={groups[0]}",
            )
        if keep is not None:
            if keep not in groups:
                raise SourceError(
                    file, f"de kolom '{name}' heeft geen groep '{keep}'.", ", ".join(groups[:6])
                )
            table = table[table[name] == keep]

    rows: list[dict[str, object]] = []
    unknown: list[str] = []
    for record in table.to_dict("records"):
        period = _PERIOD.match(record["Perioden"].strip())
        if not period:
            raise SourceError(file, f"periode '{record['Perioden']}' is geen jaar.", "2024 of 2024*")
        year = int(period["year"])
        where = record[region_column]
        values = {name: number(record[name], file, f"{name}, {where}", decimal=",") for name in topics}
        code = code_of(where, year)
        if code is None:
            if any(value is not None for value in values.values()):
                unknown.append(where)
            continue
        for name, match in topics.items():
            value, factor = values[name], _factor(match["unit"])
            rows.append(
                {
                    "measure": match["title"],
                    "population": options.get("population", ""),
                    "region": code,
                    "year": year,
                    # Decimal, because 36.3 * 1000 is 36299.999... in floats and 36300 in the table.
                    "value": None if value is None else float(Decimal(str(value)) * factor),
                    "status": "voorlopig" if period["stars"] else "definitief",
                    "missing": options.get("missing"),
                }
            )
    if unknown:
        raise SourceError(
            file,
            f"deze regio's zijn niet bekend: {', '.join(unknown)}.",
            "namen zoals in data/regions.csv",
            "voeg de schrijfwijze toe bij 'aliases' in geo/region_list.py en maak data/regions.csv opnieuw",
        )
    if not rows:
        raise SourceError(
            file, "geen enkele regio heeft cijfers.", todo="kies bij het downloaden ook gemeenten"
        )
    return without_empty_columns(raw_frame(rows))
