"""CSV files behind the CBS dashboard "Schuldenproblematiek in beeld".

Upstream format: ``;`` between columns, decimal comma, Windows-1252. A column ``jaar`` with a year (``2018``) or a
month (``2021-01``); either ``gemeentecode`` and ``gemeentenaam`` or, for Nederland, a column with groups (``Groep``,
``groep`` or ``Risicogroep``). The other columns are measures (``aandeel_schuldenaren``, ``Risicogroep_aandeel``)
or descriptions.

The counts are of 1 January: a row of another month (``2021-10``) is left out, so a year has one figure. The group
names two definitions, "Totaal huishoudens" and "Totaal huishoudens (oud)", that overlap in time: choose one.

Options: ``group``, needed where the file has groups; ``population``; ``missing``, the reason of an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from loaders.raw import (
    Readable,
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

GROUPS = ("Groep", "groep", "Risicogroep")
MEASURES = (
    "schuldenaren", "aandeel_schuldenaren", "nietschuldenaren",
    "Risicogroep_aantal", "Risicogroep_aandeel", "Instroomkans",
    "Omvang_aantal", "Omvang_aandeel", "Aantal", "Percentage",
)  # fmt: skip
_MOMENT = re.compile(r"^(?P<year>\d{4})(-(?P<month>\d{2}))?$")


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the dashboard's figures as RAW_COLUMNS; percentages and numbers as published.

    Errors: SourceError for a file without ``jaar``, an unknown or absent group, an unreadable number.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(path_of(files[0]), pd.concat(frames, ignore_index=True))


def _read_one(given: Readable, options: dict[str, str]) -> pd.DataFrame:
    file, table = path_of(given), read_table(given)
    require_columns(file, table.columns, ["jaar"])
    measures = [name for name in table.columns if name in MEASURES]
    if not measures:
        require_columns(file, table.columns, ["aandeel_schuldenaren"])
    if "gemeentecode" not in table.columns:
        group_column = next((name for name in GROUPS if name in table.columns), None)
        if group_column is None:
            require_columns(file, table.columns, ["gemeentecode"])
        groups = ", ".join(dict.fromkeys(table[group_column]))
        group = options.get("group")
        if group is None:
            raise SourceError(file, f"dit bestand heeft groepen: {groups}.", todo="kies er een: group=...")
        if group not in set(table[group_column]):
            raise SourceError(file, f"de groep '{group}' is er niet.", f"een van: {groups}")
        table = table[table[group_column] == group]
    rows: list[dict[str, object]] = []
    for record in table.to_dict("records"):
        moment = _MOMENT.match(str(record["jaar"]).strip())
        if not moment:
            raise SourceError(file, f"'{record['jaar']}' is geen jaar of maand.", "2018 of 2021-01")
        if moment["month"] not in (None, "01"):
            continue
        code = record.get("gemeentecode", NEDERLAND)
        for name in measures:
            rows.append(
                {
                    "measure": name,
                    "population": options.get("population", ""),
                    "region": region_code(code, file),
                    "year": int(moment["year"]),
                    "value": number(record[name], file, f"{name}, {code}", decimal=","),
                    "missing": options.get("missing"),
                }
            )
    return without_empty_columns(raw_frame(row for row in rows if row["region"]))
