"""The observations as csv and json, some indicators at a time, so that the whole table never stands in memory."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from loaders.observations import COLUMNS
from opendata import compared
from opendata.answers import digest_of
from opendata.filters import Filters
from opendata.snapshot import Snapshot

#: Raise this when the form of the answers changes, so that copies that readers kept are refreshed.
FORM = 3

#: Indicators per query: enough to be quick, few enough to keep the whole table out of memory.
BATCH = 15


def digest(snapshot: Snapshot, filters: Filters, kind: str) -> str:
    """What the bytes of an answer follow from: the edition of the figures, the filters and the form."""
    return digest_of(kind, FORM, COLUMNS, snapshot.edition, filters)


def csv(snapshot: Snapshot, filters: Filters) -> Iterator[bytes]:
    """Comma separated, decimal point, UTF-8, one header line, the columns of the data contract, sorted by key."""
    columns = [*COLUMNS, *compared.COLUMNS] if filters.comparator else COLUMNS
    yield (",".join(columns) + "\n").encode()
    for frame in _frames(snapshot, filters):
        table = pa.Table.from_pandas(frame, preserve_index=False)
        try:
            yield _csv(table, "none")
        except pa.ArrowInvalid:  # a text with a comma in it; "needed" quotes every text
            yield _csv(table, "needed")


def json_lines(snapshot: Snapshot, filters: Filters) -> Iterator[bytes]:
    """``{"meta": {...}, "observations": [{...}, ...]}`` with null for what is missing."""
    yield b'{"meta":' + _dumps(meta(snapshot, filters)) + b',\n"observations":['
    comma = b"\n"
    for frame in _frames(snapshot, filters):
        lines = frame.to_json(orient="records", lines=True, force_ascii=False)
        yield comma + lines.rstrip("\n").replace("\n", ",\n").encode()
        comma = b",\n"
    yield b"\n]}\n"


def meta(snapshot: Snapshot, filters: Filters) -> dict[str, Any]:
    """Edition of the figures, the filters, and who to name for them: one entry per source used."""
    used = snapshot.store.sources(
        list(filters.indicator) or None,
        populations=list(filters.population) or None,
        regions=list(filters.region) or None,
        years=list(filters.year) or None,
    )
    return {
        "edition": snapshot.edition,
        "filters": {
            "indicator": filters.indicator,
            "region": filters.region,
            "year": filters.year,
            "population": filters.population,
        },
        **({"comparator": filters.comparator} if filters.comparator else {}),
        "sources": snapshot.credits(used),
    }


def _frames(snapshot: Snapshot, filters: Filters) -> Iterator[pd.DataFrame]:
    indicators = list(filters.indicator) or sorted(snapshot.catalogue.indicators)
    for start in range(0, len(indicators), BATCH):
        frame = snapshot.store.observations(
            indicators[start : start + BATCH],
            populations=list(filters.population) or None,
            regions=list(filters.region) or None,
            years=list(filters.year) or None,
        )
        if not len(frame):
            continue
        frame = frame[COLUMNS]
        yield compared.with_comparison(snapshot, frame, filters.comparator) if filters.comparator else frame


def _csv(table: pa.Table, quoting: str) -> bytes:
    buffer = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style=quoting)
    pyarrow.csv.write_csv(table, buffer, options)
    return buffer.getvalue()


def _dumps(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
