"""CSV files downloaded by hand from the StatLine website ("CSV met statistische symbolen").

Upstream format: ``;`` between columns, decimal comma, UTF-8 with byte order mark. First the dimensions
("Perioden", "Regio's", ...) with *names* instead of codes, then one column per topic, headed by its place in the
topic tree and its unit: ``Inkomen/Mediaan besteedbaar inkomen (1 000 euro)``. A provisional year carries a star
(``2024*``), revised provisional two. No figure is an empty cell or ``.``. Some downloads have every line wrapped
in quotes with the inner quotes doubled; that is undone.

A unit of thousands or millions is multiplied, so the values are in euro, persons or households; one that is not
understood is an error. A measure is the heading without its unit. A column with region codes wins over the names;
names get their code from data/regions.csv, and a name of two levels ("Groningen") by the rest of its column. A row
with figures and an unknown name is an error, a row of a gemeente that no longer exists and has no figures is left out.

Options: ``population``; ``missing``, the reason of an empty cell; ``decimal``, the sign of a download that writes no
comma; and for any dimension with several groups, or with one that is not everybody, its name with the group to keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from intake.units import Unit, hints_at_multiple, times, unit_of
from loaders.raw import (
    Readable,
    check_group,
    number,
    path_of,
    raw_frame,
    read_table,
    region_code,
    require_columns,
    without_empty_columns,
    without_repeats,
)
from monitor.errors import SourceError
from monitor.province import NEDERLAND
from monitor.region_names import code_of, level_of_bare, level_of_words

REGIONS = ("Regio's", "Regio’s", "Regio", "Wijken en buurten")
_UNIT = re.compile(r"^(?P<title>.+?) \((?P<unit>[^()]+)\)$")
_CODES = re.compile(r"code", re.IGNORECASE)
_PERIOD = re.compile(r"^(?P<year>\d{4})(?P<stars>\*{0,2})$")


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the figures of the files as RAW_COLUMNS, in whole units (euro, not thousands of euro).

    ``status`` is voorlopig for a starred year, else definitief. Errors: SourceError for a missing dimension,
    an unknown or ambiguous region name, a dimension that needs a choice, an unreadable number, unit or period.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(path_of(files[0]), pd.concat(frames, ignore_index=True))


def _read_one(given: Readable, options: dict[str, str]) -> pd.DataFrame:
    file, table = path_of(given), read_table(given)
    region_column = next((name for name in REGIONS if name in table.columns), REGIONS[0])
    require_columns(file, table.columns, ["Perioden", region_column])
    code_column = next(
        (name for name in table.columns if _CODES.search(name) and _of_codes(table[name])), None
    )
    describing = ("Perioden", region_column, code_column)
    topics = {
        name: match for name in table.columns if (match := _UNIT.match(name)) and name not in describing
    }
    if not topics:
        raise SourceError(
            file,
            "er zijn geen kolommen met cijfers gevonden.",
            "koppen met een eenheid, zoals 'Totale bevolking (aantal)'",
            "kies bij het downloaden 'CSV met statistische symbolen' en laat de eenheden staan",
        )
    units = {name: _unit(file, match["unit"]) for name, match in topics.items()}
    for name in table.columns:
        if name in topics or name in describing:
            continue
        groups = list(dict.fromkeys(table[name]))
        keep = options.get(name)
        if keep is None:
            check_group(file, name, groups)
        elif keep not in groups:
            raise SourceError(file, f"de kolom '{name}' heeft geen groep '{keep}'.", ", ".join(groups[:6]))
        else:
            table = table[table[name] == keep]
    decimal = options.get("decimal", ",")
    level = level_of_bare(table[region_column], region_column)
    only_land = code_column is None and level_of_words(region_column) == "buurt"

    rows: list[dict[str, object]] = []
    unknown: list[str] = []
    for record in table.to_dict("records"):
        period = _PERIOD.match(str(record["Perioden"]).strip())
        if not period:
            raise SourceError(file, f"periode '{record['Perioden']}' is geen jaar.", "2024 of 2024*")
        year = int(period["year"])
        where = str(record[region_column])
        values = {name: number(record[name], file, f"{name}, {where}", decimal) for name in topics}
        if code_column is not None:
            code = region_code(str(record[code_column]), file)
            if code is None:
                continue
        else:
            code = code_of(where, year, level)
            if code is None or (only_land and code != NEDERLAND):
                if any(value is not None for value in values.values()):
                    unknown.append(where)
                continue
        for name, match in topics.items():
            value = values[name]
            rows.append(
                {
                    "measure": match["title"],
                    "population": options.get("population", ""),
                    "region": code,
                    "year": year,
                    "value": None if value is None else times(value, units[name].factor),
                    "status": "voorlopig" if period["stars"] else "definitief",
                    "missing": options.get("missing"),
                }
            )
    if unknown:
        shown = ", ".join(dict.fromkeys(unknown[:12]))
        raise SourceError(
            file,
            f"deze regio's zijn niet bekend, of kunnen er meer dan één zijn: {shown}.",
            "namen zoals in data/regions.csv, of een kolom met codes",
            "kies bij het downloaden ook de regiocode, of voeg de schrijfwijze toe in geo/region_list.py",
        )
    if not rows:
        raise SourceError(
            file, "geen enkele regio heeft cijfers.", todo="kies bij het downloaden ook gemeenten"
        )
    return without_empty_columns(raw_frame(rows))


def _of_codes(column: pd.Series) -> bool:
    return bool(column.astype(str).str.match(r"^(NL|PV|GM|WK|BU|GG|CR|LD)\d\w*\s*$").mean() > 0.5)


def _unit(file: Path, words: str) -> Unit:
    """Return the unit of a topic; of "% van de vrouwen" only that nothing is multiplied. Errors: SourceError."""
    unit = unit_of(words)
    if unit is None and hints_at_multiple(words) and "per" not in words.split():
        raise SourceError(
            file, f"de eenheid '{words}' is onbekend.", "een eenheid zoals 'x 1 000', '1 000 euro' of '%'"
        )
    return unit or Unit(None)
