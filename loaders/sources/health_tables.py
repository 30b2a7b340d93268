"""The tables of a GGD with the outcomes of the Gezondheidsmonitor, of which the national column is read.

Upstream format: CSV with ``;``: ``leeftijd;hoofdstuk;onderwerp;indicator;Nederland;`` and a column per gemeente.
Percentages, whole from 3 on. ``*`` and ``~`` stand for too few answers; an empty cell was not asked in all of
Nederland. A measure is ``onderwerp/indicator``. The chapter "Algemene kenmerken" describes who answered, unweighted: it
says nothing of the population and is not read, and neither is the number of answers.

Options: ``year``.
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
    require_columns,
    without_repeats,
    year,
)
from monitor.province import NEDERLAND

#: Who answered, and how many.
NOT_READ = ("Algemene kenmerken", "Aantal respondenten")
TOO_FEW = ("*", "~")


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return the figures of Nederland as RAW_COLUMNS, populations as in the file ("18-64", "65+").

    Errors: SourceError for a missing column or an unreadable number.
    """
    rows: list[dict[str, object]] = []
    for given in files:
        file, table = path_of(given), read_table(given)
        require_columns(file, table.columns, ["leeftijd", "hoofdstuk", "onderwerp", "indicator", "Nederland"])
        measured = year(option(options, "year", file, "het jaar"), file)
        for record in table.to_dict("records"):
            cell = str(record["Nederland"]).strip()
            if not cell or record["hoofdstuk"] == NOT_READ[0] or record["indicator"] == NOT_READ[1]:
                continue
            measure = f"{record['onderwerp']}/{record['indicator']}"
            rows.append(
                {
                    "measure": measure,
                    "population": record["leeftijd"],
                    "region": NEDERLAND,
                    "year": measured,
                    "value": None if cell in TOO_FEW else number(cell, file, measure),
                    "missing": "onderdrukt" if cell in TOO_FEW else None,
                }
            )
    return without_repeats(path_of(files[0]), raw_frame(rows))
