"""CBS table 83841NED, low incomes of households in Nederland, with the names of its categories in place of codes.

Upstream format: CSV with ``;`` and decimal point, ``kenmerk_code;kenmerk;inkomensgrens_code;inkomensgrens;duur;jaar;
huishoudens_x1000;huishoudens_pct``, a row per kind of household, limit, duration and year. Only all households
(1050010) are read. A measure is ``inkomensgrens/duur``, a percentage of households.

Options: ``provisional``, the years that may still change, separated by spaces.
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
    without_repeats,
    year,
)

EVERY_HOUSEHOLD = "1050010"


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the shares of all households in Nederland as RAW_COLUMNS (population "huishoudens").

    Errors: SourceError for a missing column or an unreadable number.
    """
    provisional = {int(year) for year in options.get("provisional", "").split()}
    rows: list[dict[str, object]] = []
    for given in files:
        file, table = path_of(given), read_table(given)
        require_columns(
            file, table.columns, ["kenmerk_code", "inkomensgrens", "duur", "jaar", "huishoudens_pct"]
        )
        for record in table[table["kenmerk_code"] == EVERY_HOUSEHOLD].to_dict("records"):
            measure = f"{record['inkomensgrens']}/{record['duur']}"
            measured = year(record["jaar"], file)
            rows.append(
                {
                    "measure": measure,
                    "population": "huishoudens",
                    "region": "NL00",
                    "year": measured,
                    "value": number(record["huishoudens_pct"], file, f"{measure}, {measured}"),
                    "status": "voorlopig" if measured in provisional else "definitief",
                }
            )
    return without_repeats(path_of(files[0]), raw_frame(rows))
