"""CBS OData version 4 (datasets.cbs.nl): one row per figure.

Upstream format: Properties (one object), Dimensions, <Dimension>Codes, MeasureCodes and MeasureGroups, Observations
``{Id, Measure, ValueAttribute, Value, StringValue, <dimension>...}``. A cell without a figure has no row at all, or a
ValueAttribute other than 'None' that says why.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from itertools import product
from typing import Any

import numpy as np

from loaders.upstream import hosts, succession
from loaders.upstream.bodies import BadBodyError, object_of, row, text_of
from loaders.upstream.errors import LATER, InconsistentError, UpstreamError
from loaders.upstream.http import NotThereError
from loaders.upstream.long import REASONS
from loaders.upstream.pages import Reader, address, follow
from loaders.upstream.selection import (
    MAX_OR,
    Code,
    Dimension,
    Selection,
    any_of,
    choose,
    chunks,
    code_list,
    live_of,
    names,
    quoted,
)
from loaders.upstream.table import (
    About,
    NotThisTableError,
    Packer,
    Places,
    Progress,
    Taken,
    has_figures,
    not_empty,
    right_title,
    same_edition,
    unique_ids,
)
from loaders.upstream.topics import Topic, find, path
from monitor.catalogue import Source
from monitor.observations import WITHIN_CODES
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE

#: ValueAttribute -> why there is no figure; any other word leaves the source's own reason.
ATTRIBUTES = {
    "impossible": "onmogelijk",
    "confidential": "onderdrukt",
    "secret": "onderdrukt",
    "suppressed": "onderdrukt",
    "unreliable": "onbetrouwbaar",
    "notreliable": "onbetrouwbaar",
}


def take(
    reader: Reader,
    source: Source,
    measures: Collection[str],
    progress: Progress | None,
    catalogue: str = "CBS",
) -> Taken:
    """Return a table's figures for the measures wanted. Errors: UpstreamError."""
    live = live_of(source)
    table = reader.table
    base = hosts.odata4(live.host, f"{catalogue}/{table}")
    about = _about(reader, base, live.host)
    right_title(about, live)
    topics = topics_of(reader, base)
    by_measure = find(table, topics, names(live, measures))
    lists = [Dimension(name, kind, _codes(reader, base, name)) for name, kind in _dimensions(reader, base)]
    selection = choose(table, source, lists, about.year)
    packer = Packer(about, selection, by_measure)
    places = {by_measure[measure].key: place for place, measure in enumerate(packer.long.measures)}
    measure_at = Places(table, "Measure", places, (topic.key for topic in topics))

    columns: list[Any] = [("Id", int), ("Measure", str), ("Value", float | None), ("ValueAttribute", str | None),
                          *((name, str) for name in selection.dimensions)]  # fmt: skip
    observation = row("Observation", columns)
    reason = source.options.get("missing", source.absent)
    ids, before = array("q"), reader.rows
    counted = True
    for some, prefixes in product(_measure_chunks(list(places), len(topics)), chunks(selection.prefixes)):
        conditions = _conditions(selection, some, prefixes)
        url = address(f"{base}/Observations", filter=conditions)
        rows = 0
        for page in follow(reader, url, observation):
            rows += len(page)
            reader.rows += len(page)
            _pack(page, packer, measure_at, ids, reason)
            if progress:
                progress(reader.rows)
        counted = _count(reader, about, base, conditions, rows) and counted
    if not counted:
        not_empty(about, reader.rows - before)
    unique_ids(table, ids)
    ours = (*GEMEENTEN, PROVINCE, NEDERLAND)
    frame = packer.long.finish(
        selection.statuses,
        reason,
        frozenset(label for label in packer.long.regions if label in ours or label.startswith(WITHIN_CODES)),
    )
    has_figures(about, frame)
    same_edition(about, _modified(_properties(reader, base, live.host)))
    return Taken(about, frame, by_measure)


def _properties(reader: Reader, base: str, host: str) -> dict[str, Any]:
    try:
        return reader.read(f"{base}/Properties", object_of)
    except NotThereError as error:
        raise NotThisTableError(
            reader.table,
            f"deze tabel bestaat niet (meer) bij {hosts.HOSTS[host]}.",
            "zoek de opvolger op StatLine en pas de tabel aan in data/catalogue/sources.yaml; "
            "tabellen van RIVM staan alleen bij 'derden' (odata3)",
            error.cause,
        ) from error


def _modified(properties: dict[str, Any]) -> str:
    return f"{properties.get('Modified') or ''} {properties.get('ObservationsModified') or ''}"


def _about(reader: Reader, base: str, host: str) -> About:
    properties = _properties(reader, base, host)
    title = str(properties.get("Title") or reader.table).strip()
    published = succession.day(properties.get("Modified"))
    discontinued = None
    if properties.get("Status") == "Gediscontinueerd" or properties.get("Frequency") == "Stopgezet":
        related = [
            (str(entry.get("Title") or ""), str(entry.get("Url") or ""))
            for entry in properties.get("RelatedSources") or []
            if isinstance(entry, dict)
        ]
        discontinued = succession.remark(
            reader.table,
            published,
            succession.successor(reader.table, title, related),
            str(properties.get("Description") or ""),
        )
    count = properties.get("ObservationCount")
    named = succession.years(str(properties.get("TemporalCoverage") or "")) or succession.years(title)
    return About(
        reader.table,
        title,
        _modified(properties),
        published,
        discontinued,
        count if isinstance(count, int) else None,
        named[0] if len(set(named)) == 1 else None,
    )


def _dimensions(reader: Reader, base: str) -> list[tuple[str, str]]:
    columns = [("Identifier", str), ("Kind", str | None, "Dimension")]
    return [
        (entry.c0.strip(), entry.c1 or "Dimension")
        for page in follow(reader, f"{base}/Dimensions", row("DimensionRow", columns))
        for entry in page
    ]


def _codes(reader: Reader, base: str, name: str) -> tuple[Code, ...]:
    columns = [("Identifier", str), ("Title", str | None, ""), ("Status", str | None, "")]
    return code_list(
        reader.table,
        name,
        (
            Code(entry.c0, entry.c1 or "", entry.c2 or "")
            for page in follow(reader, f"{base}/{name}Codes", row("CodeRow", columns))
            for entry in page
        ),
    )


def topics_of(reader: Reader, base: str) -> list[Topic]:
    """Return the topics of a table. Errors: UpstreamError."""
    groups: dict[str, tuple[str | None, str | None]] = {}
    try:
        columns = [("Id", str), ("Title", str | None, ""), ("ParentId", str | None, None)]
        for page in follow(reader, f"{base}/MeasureGroups", row("GroupRow", columns)):
            groups.update({entry.c0: (entry.c1, entry.c2) for entry in page})
    except NotThereError:
        # A table with a short list of measures has no groups.
        groups = {}
    columns = [("Identifier", str), ("Title", str | None, ""), ("MeasureGroupId", str | None, None), ("Unit", str | None, None)]  # fmt: skip
    return [
        Topic(entry.c0.strip(), path(entry.c1, entry.c2, groups), (entry.c3 or "").strip())
        for page in follow(reader, f"{base}/MeasureCodes", row("MeasureRow", columns))
        for entry in page
    ]


def _measure_chunks(wanted: list[str], all_measures: int) -> list[list[str]]:
    if len(wanted) == all_measures:
        return [[]]
    return [wanted[at : at + MAX_OR] for at in range(0, len(wanted), MAX_OR)]


def _conditions(selection: Selection, measures: list[str], prefixes: tuple[str, ...]) -> str:
    conditions = [any_of([f"Measure eq {quoted(measure)}" for measure in measures])]
    conditions.append(
        any_of([f"startswith({selection.region_dimension},{quoted(prefix)})" for prefix in prefixes])
    )
    for name, codes in (
        (selection.period_dimension, list(selection.periods)),
        (selection.age_dimension, list(selection.ages)),
        (selection.margin_dimension, list(selection.margins)),
        *((other, [code]) for other, code in selection.others.items()),
    ):
        if name and len(codes) < len(selection.known[name]):
            listed = any_of([f"startswith({name},{quoted(code)})" for code in codes])
            conditions.append(
                listed or (f"contains({name},'JJ')" if name == selection.period_dimension else "")
            )
    return " and ".join(condition for condition in conditions if condition)


def _pack(page: list[Any], packer: Packer, measure_at: Places, ids: array[int], reason: str) -> None:
    if not page:
        return
    ids.extend(entry.c0 for entry in page)
    columns = {
        name: [getattr(entry, f"c{place}") for entry in page]
        for place, name in enumerate(packer.selection.dimensions, start=4)
    }
    measures = measure_at.of([entry.c1 for entry in page])
    keep, packed, margins = packer.rows(len(page), columns)
    wanted = measures[keep] >= 0
    values = np.array([entry.c2 for entry in page], dtype=np.float64)
    attributes = np.array([_reason(entry.c3, reason) for entry in page], dtype=np.int8)
    values[attributes > 0] = np.nan
    attributes[(attributes == 0) & np.isnan(values)] = REASONS.index(reason)
    packer.long.add(
        (packed + measures[keep] * packer.per_measure)[wanted],
        margins[wanted],
        values[keep][wanted],
        attributes[keep][wanted],
    )


def _reason(attribute: str | None, otherwise: str) -> int:
    if attribute == "None" or attribute is None:
        return 0
    return REASONS.index(ATTRIBUTES.get(attribute.strip().casefold(), otherwise))


def _count(reader: Reader, about: About, base: str, conditions: str, rows: int) -> bool:
    """Compare with the number of rows the service itself counts, and say whether it does.

    A column that is not filled yet has no rows at all; only the count tells that from an answer that failed.
    """
    expected = about.records if not conditions else None
    try:
        url = address(f"{base}/Observations/$count", filter=conditions)
        answer = reader.http.read(url, _whole_number, reader.table, fresh=reader.fresh, attempts=1)
        expected = answer.content
    except UpstreamError:
        # Counting is not promised; what was read has been checked in other ways.
        pass
    if expected is not None and rows != expected:
        raise InconsistentError(
            about.table,
            f"er kwamen {rows} rijen en volgens de bron zijn het er {expected}.",
            LATER,
            f"{rows} rows, {expected} expected",
        )
    return expected is not None


def _whole_number(body: bytes) -> int:
    text = text_of(body).strip()
    if not text.isdigit():
        raise BadBodyError("iets anders dan een aantal")
    return int(text)
