"""Values per gemeente of CBS's Regionale Monitor Brede Welvaart, several editions in one CSV.

Upstream format: ``indicator,statcode,name,year,value,edition,level``, comma-separated, decimal point; percentages
unless the name says otherwise (incomes and wealth in euro). Suppressed values are absent rows. Every edition
re-estimates all earlier years, so an edition is chosen, never mixed.

Figures that come from surveys of CBS are its model estimates (status modelschatting); those on health are plain
results of the Gezondheidsmonitor (together the gemeenten give the rows that GGD Drenthe and Nederland have in the
survey's own table); the rest are registrations. Only about 50 large gemeenten have figures from the
Veiligheidsmonitor: those are plain survey results too.

Options: ``edition`` (needed); ``population``.
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

MODEL_ESTIMATES = {
    "Brutoarbeidsparticipatie",
    "Contact met familie, vrienden of buren",
    "Hoogopgeleide bevolking",
    "Nettoarbeidsparticipatie",
    "Tevredenheid met het leven",
    "Tevredenheid met sociaal leven",
    "Tevredenheid met vrije tijd",
    "Vertrouwen in anderen",
    "Vertrouwen in instituties",
    "Vrijwilligerswerk",
    "Werkloosheid",
}


def read(files: Sequence[Readable], options: dict[str, str]) -> pd.DataFrame:
    """Return one edition's figures as RAW_COLUMNS; gemeenten only, the monitor publishes no totals here.

    Errors: SourceError for a missing column, an edition that is not in the file, an unreadable number.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(path_of(files[0]), pd.concat(frames, ignore_index=True))


def _read_one(given: Readable, options: dict[str, str]) -> pd.DataFrame:
    file, table = path_of(given), read_table(given)
    require_columns(file, table.columns, ["indicator", "statcode", "year", "value", "edition"])
    edition = option(options, "edition", file, "welke editie je wilt")
    chosen = table[table["edition"] == edition]
    if chosen.empty:
        there = ", ".join(sorted(table["edition"].unique()))
        raise SourceError(file, f"editie {edition} is er niet.", f"een van: {there}")
    return raw_frame(
        {
            "measure": record["indicator"],
            "population": options.get("population", ""),
            "region": region_code(record["statcode"], file),
            "year": year(record["year"], file),
            "value": number(record["value"], file, f"{record['indicator']}, {record['statcode']}"),
            "status": "modelschatting" if record["indicator"] in MODEL_ESTIMATES else "",
        }
        for record in chosen.to_dict("records")
    )
