"""Ervaren gezondheid of table 50150NED, as JSON files with one region each, or all gemeenten in one list.

Upstream format: a region is an object with ``type`` (land, provincie, gemeente, buurt), ``code`` and ``gezondheid``:
its ``trend`` gives per year a number ({"2012": 76.6, ...}) and for Nederland an object
({"2012": {"goedErvarenGezondheid": 76.3, "langdurigeAandoening": null}, ...}). A file holds one region, that of
a gemeente with its ``buurten``; or ``{"nl": region, "gemeenten": [region, ...]}``.

The value of type ``provincie`` is left out: it is an average that the publisher of these files made, not RIVM's.
Measures carry their name in table 50150NED. Options: ``population`` (the table's group, 18+).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.raw import number, raw_frame, read_text, region_code, without_empty_columns, without_repeats
from monitor.errors import SourceError

STEMS = {
    "goedErvarenGezondheid": "GoedErvarenGezondheid",
    "langdurigeAandoening": "EenOfMeerLangdurigeAandoeningen",
}


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the yearly percentages of buurten, gemeenten and Nederland as RAW_COLUMNS.

    Errors: SourceError for text that is not JSON, a region without code, or an unreadable number.
    """
    rows = [row for file in files for region in _regions(file) for row in _rows(file, region, options)]
    if not rows:
        raise SourceError(
            files[0], "er is geen enkele regio met cijfers gevonden.", "een veld 'gezondheid.trend'"
        )
    return without_empty_columns(without_repeats(files[0], raw_frame(rows)))


def content_of(file: Path) -> dict[str, Any]:
    """What a file holds. Errors: SourceError for text that is not JSON, or another kind of it."""
    try:
        content = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise SourceError(
            file, f"dit is geen JSON (regel {error.lineno}).", todo="haal het bestand opnieuw op"
        ) from error
    if not isinstance(content, dict):
        raise SourceError(file, "dit is een lijst, geen gebied.", todo="kies het bestand van een gemeente")
    return content


def _regions(file: Path) -> list[dict[str, Any]]:
    content = content_of(file)
    if "gemeenten" in content and "code" not in content:
        return [*([content["nl"]] if "nl" in content else []), *content["gemeenten"]]
    return [content, *content.get("buurten", [])]


def _rows(file: Path, region: dict[str, Any], options: dict[str, str]) -> Iterator[dict[str, object]]:
    if region.get("type") not in ("land", "gemeente", "provincie", "buurt"):
        raise SourceError(
            file,
            f"soort regio {region.get('type')!r} is onbekend.",
            "een veld 'type' met land, provincie, gemeente of buurt",
            "kies de bestanden per gemeente of het bestand met alle gemeenten",
        )
    code = region_code(region["code"], file)
    if region["type"] == "provincie" or code is None:
        return
    health = region.get("gezondheid") or {}
    for year, entry in (health.get("trend") or {}).items():
        figures = entry if isinstance(entry, dict) else {"goedErvarenGezondheid": entry}
        for name, figure in figures.items():
            if name not in STEMS:
                raise SourceError(file, f"onbekend gegeven '{name}'.", f"een van {', '.join(STEMS)}")
            yield {
                "measure": STEMS[name],
                "population": options.get("population", ""),
                "region": code,
                "year": int(year),
                "value": number(figure, file, f"{name} {year}, {region['code']}"),
            }
