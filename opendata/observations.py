"""The observations as csv and json, some indicators at a time, so that the whole table never stands in memory.

Made from Arrow tables, column by column: a row at a time would take Python's lock from the pages.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from monitor.observations import COLUMNS
from opendata import compared
from opendata.answers import digest_of
from opendata.filters import Filters
from opendata.snapshot import Snapshot

#: Raise this when the form of the answers changes, so that copies that readers kept are refreshed.
FORM = 4

#: Indicators per query: enough to be quick, few enough to keep the whole table out of memory.
BATCH = 5


def digest(snapshot: Snapshot, filters: Filters, kind: str) -> str:
    """What the bytes of an answer follow from: the edition of the figures, the filters and the form."""
    return digest_of(kind, FORM, COLUMNS, snapshot.edition, filters)


def csv(snapshot: Snapshot, filters: Filters) -> Iterator[bytes]:
    """Comma separated, decimal point, UTF-8, one header line, the columns of the data contract, sorted by key."""
    columns = [*COLUMNS, *compared.COLUMNS] if filters.comparator else COLUMNS
    yield (",".join(columns) + "\n").encode()
    for table in _tables(snapshot, filters):
        try:
            yield _csv(table, "none")
        except pa.ArrowInvalid:  # a text with a comma in it; "needed" quotes every text
            yield _csv(table, "needed")


def json_lines(snapshot: Snapshot, filters: Filters) -> Iterator[bytes]:
    """``{"meta": {...}, "observations": [{...}, ...]}`` with null for what is missing."""
    yield b'{"meta":' + _dumps(meta(snapshot, filters)) + b',\n"observations":['
    comma = b"\n"
    for table in _tables(snapshot, filters):
        yield comma + _objects(table)
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


def _tables(snapshot: Snapshot, filters: Filters) -> Iterator[pa.Table]:
    indicators = list(filters.indicator) or sorted(snapshot.catalogue.indicators)
    at_a_time = 1 if filters.comparator else BATCH
    asked: dict[str, Any] = {
        "populations": list(filters.population) or None,
        "regions": list(filters.region) or None,
        "years": list(filters.year) or None,
    }
    for start in range(0, len(indicators), at_a_time):
        some = indicators[start : start + at_a_time]
        if not filters.comparator:
            if len(table := snapshot.store.table(some, **asked)):
                yield table.select(COLUMNS)
            continue
        for frame in compared.with_comparison(
            snapshot, snapshot.store.observations(some, **asked), filters.comparator
        ):
            yield pa.Table.from_pandas(frame, preserve_index=False)


def _objects(table: pa.Table) -> bytes:
    """The rows as JSON objects with a comma and a line between them; null for what is missing."""
    pieces: list[Any] = []
    for place, name in enumerate(table.column_names):
        pieces += [f"{',' if place else '{'}{json.dumps(name)}:", _values(table[name])]
    joined = pc.binary_join_element_wise(*pieces, "}", "")
    return ",\n".join(joined.to_pylist()).encode()


def _values(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return pc.coalesce(pc.cast(column, pa.string()), pa.scalar("null"))
    # Few different texts, each many times: written once each.
    coded = column.combine_chunks().dictionary_encode()
    words = pa.array(
        [json.dumps(word, ensure_ascii=False) for word in coded.dictionary.to_pylist()], pa.string()
    )
    return pc.coalesce(words.take(coded.indices), pa.scalar("null"))


def _csv(table: pa.Table, quoting: str) -> bytes:
    buffer = io.BytesIO()
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style=quoting)
    pyarrow.csv.write_csv(table, buffer, options)
    return buffer.getvalue()


def _dumps(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
