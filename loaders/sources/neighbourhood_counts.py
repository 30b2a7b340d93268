"""Kerncijfers wijken en buurten of the wijken and buurten of a gemeente, from the JSON files of ``perceived_health``.

Upstream format: in the file of a gemeente each of its ``wijken`` and ``buurten``, and the gemeente itself, has a
``demografie``: {"inwoners": 1235, "huishoudens": 630, "dichtheid": 4434, ...}. The CBS rounds the counts of wijken and
buurten to five, so that they do not quite add up to those of the gemeente.

Measures carry the names of these fields. Options: ``year`` and ``population``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from loaders.raw import number, option, raw_frame, region_code
from loaders.sources.perceived_health import content_of

MEASURES = ("inwoners", "huishoudens", "dichtheid")


def read(files: list[Path], options: dict[str, str]) -> pd.DataFrame:
    """Return the counts of gemeenten, wijken and buurten as RAW_COLUMNS.

    Errors: SourceError for text that is not JSON, a region without code, an unreadable number, or without a year.
    """
    return raw_frame(row for file in files for row in _rows(file, options))


def _rows(file: Path, options: dict[str, str]) -> Iterator[dict[str, object]]:
    content = content_of(file)
    year = int(option(options, "year", file, "het jaar"))
    for region in [content, *content.get("wijken", []), *content.get("buurten", [])]:
        code = region_code(str(region.get("code")), file)
        if code is None:
            continue
        counts = region.get("demografie") or {}
        for measure in MEASURES:
            yield {
                "measure": measure,
                "population": options.get("population", ""),
                "region": code,
                "year": year,
                "value": number(counts.get(measure), file, f"{measure}, {region.get('code')}"),
            }
