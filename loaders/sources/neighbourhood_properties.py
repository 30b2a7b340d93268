"""Kerncijfers wijken en buurten per gemeente, as the properties of PDOK's map of that year.

Upstream format: JSON, either ``{"metadata": {"year": 2022}, "rows": [{"gemeentecode": "GM0114", ...}]}`` or a
GeoJSON with ``features`` that carry the same ``properties``. Numbers below -99990 (-99997, -99995 ...) mean "no
figure". Income, wealth and house value are in thousands of euro: multiplied here. A field that a gemeente lacks
while others have it is a row without value.

Fields that were added from other registers and follow another year than the file's (police ``cr_``, care costs
``zk_``, land use, nature, farms, buildings) are not read. ``pct_hh_laag_inkomen`` is the share of households in
the lowest 40% of Nederland: not poverty.

Options: ``year`` where the file does not say it; ``population``.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.raw import (
    number,
    option,
    raw_frame,
    read_text,
    region_code,
    require_columns,
    without_empty_columns,
    without_repeats,
)
from monitor.errors import SourceError

IN_THOUSANDS = {
    "gem_inkomen_inwoner",
    "gem_inkomen_ontvanger",
    "gem_gestand_inkomen",
    "mediaan_vermogen",
    "gem_woz_waarde",
}
NOT_OF_THIS_TABLE = (
    "cr_", "zk_", "ff_", "lbt_", "bag_", "bbg_", "opp_",
    "pct_bebouwd", "pct_agrarisch", "pct_natuur", "pct_recreatie",
)  # fmt: skip
DESCRIPTIONS = {"gemeentecode", "gemeentenaam", "jaar", "water", "year"}
NO_FIGURE_BELOW = -99_990


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the fields of all gemeenten as RAW_COLUMNS, in persons, households, percentages and euro.

    Errors: SourceError for text that is not JSON, no year, a gemeente without code, an unreadable number.
    """
    frames = [_read_one(file, options) for file in files]
    return without_repeats(files[0], pd.concat(frames, ignore_index=True))


def _read_one(file: Path, options: dict[str, str]) -> pd.DataFrame:
    try:
        content: dict[str, Any] = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise SourceError(
            file, f"dit is geen JSON (regel {error.lineno}).", todo="haal het bestand opnieuw op"
        ) from error
    if "features" in content:
        gemeenten = [feature["properties"] for feature in content["features"]]
    else:
        require_columns(file, content, ["rows"])
        gemeenten = content["rows"]
    year = content.get("metadata", {}).get("year") or option(options, "year", file, "het jaar")
    fields = [
        name
        for name in dict.fromkeys(name for gemeente in gemeenten for name in gemeente)
        if name not in DESCRIPTIONS and not name.startswith(NOT_OF_THIS_TABLE)
    ]
    rows: list[dict[str, object]] = []
    for gemeente in gemeenten:
        require_columns(file, gemeente, ["gemeentecode"])
        region = region_code(gemeente["gemeentecode"], file)
        if region is None:
            continue
        for field in fields:
            value = number(gemeente.get(field), file, f"{field}, {region}")
            if value is not None and value < NO_FIGURE_BELOW:
                value = None
            if value is not None and field in IN_THOUSANDS:
                value = float(Decimal(str(value)) * 1000)
            rows.append(
                {
                    "measure": field,
                    "population": options.get("population", ""),
                    "region": region,
                    "year": int(year),
                    "value": value,
                }
            )
    return without_empty_columns(raw_frame(rows))
