"""A download of StatLine in long form with the half-width of the 95% margin beside each figure.

Upstream format: CSV with ``;`` and decimal point, ``volgnummer;onderwerp;eenheid;regio;naam;jaar;waarde;marge_95pct``, a row
per topic, region (a code) and year. The interval is the figure plus and minus the margin. A measure is the topic.

Options: ``population``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from loaders.raw import (
    Readable,
    number,
    path_of,
    raw_frame,
    read_table,
    region_code,
    require_columns,
    without_repeats,
    year,
)


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the figures with their interval as RAW_COLUMNS.

    Errors: SourceError for a missing column, an unknown region code or an unreadable number.
    """
    rows: list[dict[str, object]] = []
    for given in files:
        file, table = path_of(given), read_table(given)
        require_columns(file, table.columns, ["onderwerp", "regio", "jaar", "waarde", "marge_95pct"])
        for record in table.to_dict("records"):
            where = f"{record['onderwerp']}, {record['regio']}"
            value = number(record["waarde"], file, where)
            margin = number(record["marge_95pct"], file, where)
            low, high = _interval(value, margin)
            rows.append(
                {
                    "measure": record["onderwerp"],
                    "population": options.get("population", ""),
                    "region": region_code(record["regio"], file),
                    "year": year(record["jaar"], file),
                    "value": value,
                    "lower": low,
                    "upper": high,
                }
            )
    return without_repeats(path_of(files[0]), raw_frame(rows))


def _interval(value: float | None, margin: float | None) -> tuple[float | None, float | None]:
    if value is None or margin is None:
        return None, None
    # Decimal, because 30.6 - 2.4 is not quite 28.2 in floats.
    middle, half = Decimal(str(value)), Decimal(str(margin))
    return float(middle - half), float(middle + half)
