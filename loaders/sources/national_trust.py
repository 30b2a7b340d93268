"""Trust in other people and institutions in Nederland: CBS table 82378NED, narrowed to groups by background.

Upstream format: CSV with ``;`` and decimal point, columns ``ID;Migratieachtergrond;Periode;`` and one column per
measure (``VertrouwenInAndereMensen``, ``Rechters``, ``Politie`` ...), percentages of people of 15 and older. Only
the rows "Totaal" are read.

Options: ``population``.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.raw import (
    Readable,
    number,
    path_of,
    raw_frame,
    read_table,
    require_columns,
    without_empty_columns,
    without_repeats,
    year,
)
from monitor.errors import SourceError
from monitor.province import NEDERLAND

DIMENSIONS = ("ID", "Migratieachtergrond", "Periode")


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the national percentages per year as RAW_COLUMNS.

    Errors: SourceError for a missing column, a file without the rows "Totaal", an unreadable number.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(path_of(files[0]), pd.concat(frames, ignore_index=True))


def _read_one(given: Readable, options: dict[str, str]) -> pd.DataFrame:
    file, table = path_of(given), read_table(given)
    require_columns(file, table.columns, DIMENSIONS)
    everybody = table[table["Migratieachtergrond"] == "Totaal"]
    if everybody.empty:
        raise SourceError(file, "de rijen 'Totaal' ontbreken.", "rijen met Migratieachtergrond 'Totaal'")
    return without_empty_columns(
        raw_frame(
            {
                "measure": name,
                "population": options.get("population", ""),
                "region": NEDERLAND,
                "year": year(record["Periode"], file),
                "value": number(record[name], file, f"{name}, {record['Periode']}"),
            }
            for record in everybody.to_dict("records")
            for name in table.columns
            if name not in DIMENSIONS
        )
    )
