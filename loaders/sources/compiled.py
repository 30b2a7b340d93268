"""The compiled table: figures of many sources in one long CSV, for what has no better reader.

Upstream format: comma-separated, ``indicator_id,...,region_code,...,year,value,unit,source_table,...``, one row per
figure, decimal point. ``source_table`` says where a figure was published; one is chosen, or several separated
by ``|``. A unit of thousands is multiplied.

Options: ``source_table`` (needed); ``population``.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from intake.units import times, unit_of
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


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the chosen source tables' figures as RAW_COLUMNS; a measure is the table's indicator_id.

    Errors: SourceError for a missing column, a source table that is not in the file, an unreadable number.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(path_of(files[0]), pd.concat(frames, ignore_index=True))


def _read_one(given: Readable, options: dict[str, str]) -> pd.DataFrame:
    file, table = path_of(given), read_table(given)
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
        unit = unit_of(record["unit"])
        if unit is None:
            raise SourceError(
                file, f"de eenheid '{record['unit']}' is onbekend.", "personen, %, x 1000 euro ..."
            )
        rows.append(
            {
                "measure": record["indicator_id"],
                "population": options.get("population", ""),
                "region": region,
                "year": year(record["year"], file),
                "value": None if value is None else times(value, unit.factor),
            }
        )
    return raw_frame(rows)
