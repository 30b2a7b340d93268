"""Tables of StatLine as they stood on stored web pages, in one long CSV with the page of each figure.

Upstream format: ``tabel;titel;indicator;bevolking;regio_code;regio;jaar;waarde;ondergrens;bovengrens;eenheid;url;noot``,
one row per figure, decimal point; ``waarde`` is empty where the page had none. Regions without a code here (other GGD
regions) are not read, and no part of a year ("2024 1e halfjaar").

Options: ``table``, the tables to select, separated by ``|`` (needed); ``population``, in place of the file's own words.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.raw import (
    Readable,
    number,
    option,
    path_of,
    raw_frame,
    read_table,
    region_code,
    require_columns,
    without_repeats,
    year,
)
from monitor.errors import SourceError

COLUMNS = ["tabel", "indicator", "bevolking", "regio_code", "jaar", "waarde", "ondergrens", "bovengrens"]


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the chosen tables' figures as RAW_COLUMNS; a measure is the topic as the page names it.

    Errors: SourceError for a missing column, a table that is not in the file, an unreadable code or number.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(path_of(files[0]), pd.concat(frames, ignore_index=True))


def _read_one(given: Readable, options: dict[str, str]) -> pd.DataFrame:
    file, table = path_of(given), read_table(given)
    require_columns(file, table.columns, COLUMNS)
    for name in (wanted := option(options, "table", file, "welke tabel je wilt").split("|")):
        if name not in set(table["tabel"]):
            there = ", ".join(sorted(set(table["tabel"])))
            raise SourceError(file, f"de tabel '{name}' is er niet.", f"een van: {there}")
    chosen = table[
        table["tabel"].isin(wanted)
        & (table["regio_code"] != "")
        & table["jaar"].astype(str).str.fullmatch(r"\d{4}")
    ]
    rows = []
    for record in chosen.to_dict("records"):
        region = region_code(record["regio_code"], file)
        if region is None:
            continue
        where = f"{record['indicator']}, {region}"
        rows.append(
            {
                "measure": record["indicator"],
                "population": options.get("population", record["bevolking"]),
                "region": region,
                "year": year(record["jaar"], file),
                "value": number(record["waarde"], file, where),
                "lower": number(record["ondergrens"], file, where),
                "upper": number(record["bovengrens"], file, where),
            }
        )
    return raw_frame(rows)
