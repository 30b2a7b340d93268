"""Rows of gemeenten that were copied by hand from a larger file: one JSON object per line, or a CSV.

Upstream format: ``{"gemeentecode": "GM0106", "sa_bijstand": 2410, "sa_jaar": 2023, "gz_overgewicht": 54.7,
"gz_jaar": 2024, ...}``, or the same fields as columns (comma-separated, decimal point). Each group of fields has a
prefix and names its own year. Beside it may lie a list that says which topic of RIVM's table a field came from:
``MoeiteMetRondkomen_32=gz_moeite_rondkomen`` (``#`` starts a comment); then the measure is that topic's stem, otherwise
the field's own name.

Options: ``prefix`` or ``fields`` (names separated by commas) select the fields; ``year_field`` names the field
with their year, or ``year`` gives it; ``population``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.raw import (
    number,
    raw_frame,
    read_table,
    read_text,
    region_code,
    require_columns,
    without_repeats,
)
from monitor.errors import SourceError


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the chosen fields as RAW_COLUMNS; files ending in .txt are lists of topics.

    Errors: SourceError for a line that is not JSON, a field or year that is absent, a field without topic.
    """
    topics: dict[str, str] = {}
    for file in files:
        if file.suffix == ".txt":
            topics |= _topics(file)
    rows = [row for file in files if file.suffix != ".txt" for row in _rows(file, topics, options)]
    return without_repeats(files[0], raw_frame(rows))


def _topics(file: Path) -> dict[str, str]:
    topics = {}
    for line in read_text(file).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        topic, separator, field = line.partition("=")
        if not separator:
            raise SourceError(file, f"'{line}' is geen onderwerp met een veld.", "Onderwerp_1=veld")
        topics[field.strip()] = re.sub(r"_\d+$", "", topic.strip())
    return topics


def _regions(file: Path) -> list[dict[str, Any]]:
    text = read_text(file)
    if not text.lstrip().startswith("{"):
        table = read_table(file)
        return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        return [json.loads(line) for line in lines]
    except json.JSONDecodeError as error:
        raise SourceError(
            file, f"een regel is geen JSON: {error.doc[:40]}...", todo="zet elk gebied op één regel"
        ) from None


def _rows(file: Path, topics: dict[str, str], options: dict[str, str]) -> list[dict[str, object]]:
    regions = _regions(file)
    year_field = options.get("year_field")
    if "fields" in options:
        fields = [field.strip() for field in options["fields"].split(",")]
    else:
        prefix = options.get("prefix", "")
        names = dict.fromkeys(name for region in regions for name in region)
        fields = [name for name in names if name.startswith(prefix) and name != year_field]
        without_topic = [name for name in fields if topics and name not in topics]
        if without_topic:
            raise SourceError(file, f"van {', '.join(without_topic)} is het onderwerp niet bekend.")
    if not fields:
        raise SourceError(file, "er is geen enkel veld gekozen.", todo="geef prefix=... of fields=...")
    rows: list[dict[str, object]] = []
    for region in regions:
        require_columns(file, region, ["gemeentecode", *([year_field] if year_field else []), *fields])
        year = region[year_field] if year_field else options.get("year")
        if year is None:
            raise SourceError(file, "het jaar staat niet in het bestand.", todo="geef het mee: year=...")
        for field in fields:
            rows.append(
                {
                    "measure": topics.get(field, field),
                    "population": options.get("population", ""),
                    "region": region_code(region["gemeentecode"], file),
                    "year": int(year),
                    "value": number(region[field], file, f"{field}, {region['gemeentecode']}"),
                }
            )
    return rows
