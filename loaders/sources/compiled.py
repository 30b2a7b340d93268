"""The compiled table: figures of many sources in one long CSV, for what has no better reader.

Upstream format: comma-separated, ``indicator_id,...,region_code,...,year,value,unit,source_table,...``, one row per
figure, decimal point. ``source_table`` says where a figure was published; one is chosen, or several separated
by ``|``. A unit of thousands is multiplied.

Options: ``source_table`` (needed); ``population``.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd

from loaders.errors import SourceError
from loaders.raw import (
    number,
    option,
    raw_frame,
    read_delimited,
    read_text,
    region_code,
    require_columns,
    without_repeats,
)

FACTORS = {"x 1000 euro": 1000, "x 1 000": 1000, "x 1000": 1000}


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the chosen source tables' figures as RAW_COLUMNS; a measure is the table's indicator_id.

    Errors: SourceError for a missing column, a source table that is not in the file, an unreadable number.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(files[0], pd.concat(frames, ignore_index=True))


def _read_one(file: Path, options: dict[str, str]) -> pd.DataFrame:
    table = read_delimited(file, read_text(file), delimiter=",")
    require_columns(
        file, table.columns, ["indicator_id", "region_code", "year", "value", "unit", "source_table"]
    )
    wanted = [
        name.strip() for name in option(options, "source_table", file, "welke brontabel je wilt").split("|")
    ]
    there = set(table["source_table"])
    for name in wanted:
        if name not in there:
            raise SourceError(
                file, f"de brontabel '{name}' is er niet.", f"een van: {'; '.join(sorted(there))}"
            )
    rows = []
    for record in table[table["source_table"].isin(wanted)].to_dict("records"):
        region = region_code(record["region_code"], file)
        if region is None:
            continue
        value = number(record["value"], file, f"{record['indicator_id']}, {region}")
        factor = FACTORS.get(record["unit"], 1)
        rows.append(
            {
                "measure": record["indicator_id"],
                "population": options.get("population", ""),
                "region": region,
                "year": int(record["year"]),
                "value": None if value is None else float(Decimal(str(value)) * factor),
            }
        )
    return raw_frame(rows)
