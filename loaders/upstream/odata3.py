"""CBS OData version 3: opendata.cbs.nl for CBS itself, dataderden.cbs.nl for RIVM, police and others.

Upstream format: per table a set of lists (TableInfos, DataProperties, one list per dimension, TypedDataSet). A row of
TypedDataSet has a padded code per dimension and a column per topic; an empty cell is null, or '.' in a topic of text.
Data and code lists come from ODataFeed, which pages by 10,000 rows; small questions go to ODataApi.
"""

from __future__ import annotations

import logging
from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from loaders.raw import number
from loaders.upstream import discover, hosts, succession
from loaders.upstream.bodies import BadBodyError, object_of, row
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
from monitor.errors import SourceError
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE

#: A longer list of columns does not fit in an address with certainty; then all columns come.
MAX_SELECT = 1_500
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Clause:
    """One condition of the question, and which codes of its dimension meet it."""

    dimension: str
    text: str
    meets: Callable[[str], bool]


def take(reader: Reader, source: Source, measures: Collection[str], progress: Progress | None) -> Taken:
    """Return a table's figures for the measures wanted. Errors: UpstreamError."""
    live = live_of(source)
    host, table = live.host, reader.table
    about = _about(reader, host)
    right_title(about, live)
    dimensions, topics = properties_of(reader, host)
    by_measure = find(table, topics, names(live, measures))
    lists = [Dimension(name, kind, _codes(reader, host, name)) for name, kind in dimensions]
    selection = choose(table, source, lists, about.year)
    packer = Packer(about, selection, by_measure)
    keys = {by_measure[measure].key: place for place, measure in enumerate(packer.long.measures)}

    columns: list[Any] = [("ID", int), *((name, str) for name in selection.dimensions)]
    strict = row("Row", [*columns, *((key, float | None) for key in keys)])
    loose = row("LooseRow", [*columns, *((key, float | str | None) for key in keys)])
    ids, before = array("q"), reader.rows
    seen: set[str] = set()
    grid = _is_grid(about, lists)
    for prefixes in chunks(selection.prefixes):
        clauses = _clauses(selection, prefixes)
        rows = 0
        for page in follow(reader, _question(host, table, clauses, selection, list(keys)), strict, loose):
            rows += len(page)
            reader.rows += len(page)
            _pack(page, packer, keys, ids, seen, _reason(source))
            if progress:
                progress(reader.rows)
        _count(about, lists, clauses, rows, grid)
    not_empty(about, reader.rows - before)
    unique_ids(table, ids)
    _check_regions(table, selection, seen)
    frame = packer.long.finish(selection.statuses)
    has_figures(about, frame)
    same_edition(about, _modified(_infos(reader, host)))
    return Taken(about, frame, by_measure)


def _infos(reader: Reader, host: str) -> dict[str, Any]:
    url = address(hosts.odata3(host, "ODataApi", f"{reader.table}/TableInfos"), format="json")
    try:
        content = reader.http.read(url, _first_row, reader.table, fresh=reader.fresh)
    except NotThereError as error:
        raise NotThisTableError(
            reader.table,
            f"deze tabel bestaat niet (meer) bij {hosts.HOSTS[host]}.",
            "zoek de opvolger op StatLine en pas de tabel aan in data/catalogue/sources.yaml"
            + ("; tabellen van RIVM staan bij 'derden'" if host == "cbs" else ""),
            error.cause,
        ) from error
    reader.answers += 1
    reader.changed += not content.unchanged
    return content.content


def _first_row(body: bytes) -> dict[str, Any]:
    value = object_of(body).get("value")
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        raise BadBodyError("een antwoord zonder rijen (geen 'value')")
    return value[0]


def _modified(infos: dict[str, Any]) -> str:
    return str(infos.get("Modified") or "")


def _about(reader: Reader, host: str) -> About:
    infos = _infos(reader, host)
    title = str(infos.get("Title") or reader.table).strip()
    text = " ".join(str(infos.get(name) or "") for name in ("ShortDescription", "Description", "Summary"))
    published = succession.day(_modified(infos))
    listed = None
    if "RecordCount" not in infos or "Frequency" not in infos:
        listed = _listed(reader, host)
    stopped = str(infos.get("Frequency") or "").strip() == "Stopgezet" or bool(listed and listed.stopped)
    discontinued = None
    if stopped or "opgevolgd door" in text.lower():
        discontinued = succession.remark(reader.table, published if stopped else None, None, text)
    records = infos.get("RecordCount", listed.records if listed else None)
    named = succession.years(str(infos.get("Period") or "")) or succession.years(title)
    return About(
        reader.table,
        title,
        _modified(infos),
        published,
        discontinued,
        records if isinstance(records, int) else None,
        named[0] if len(set(named)) == 1 else None,
    )


def _listed(reader: Reader, host: str) -> discover.Listed | None:
    """Return what the catalogue says of the table; that helps, and can be missed."""
    try:
        entries = discover.listed3(reader, host, f"Identifier eq {quoted(reader.table)}")
    except UpstreamError as error:
        log.warning("%s: the catalogue does not help (%s)", reader.table, error.cause or error)
        return None
    return next((entry for entry in entries if entry.table.casefold() == reader.table.casefold()), None)


def properties_of(reader: Reader, host: str) -> tuple[list[tuple[str, str]], list[Topic]]:
    """Return the dimensions of a table (name and kind) and its topics. Errors: UpstreamError when it lacks either."""
    columns = [("ID", int), ("ParentID", int | None, None), ("Type", str), ("Key", str | None, None), ("Title", str | None, None),
               ("Unit", str | None, None)]  # fmt: skip
    url = address(hosts.odata3(host, "ODataApi", f"{reader.table}/DataProperties"), format="json")
    listed = [entry for page in follow(reader, url, row("Property", columns)) for entry in page]
    groups = {entry.c0: (entry.c4, entry.c1) for entry in listed}
    dimensions = [
        ((entry.c3 or "").strip(), entry.c2)
        for entry in listed
        if entry.c2.endswith(("Dimension", "GeoDetail"))
    ]
    topics = [
        Topic((entry.c3 or "").strip(), path(entry.c4, entry.c1, groups), (entry.c5 or "").strip())
        for entry in listed
        if entry.c2 == "Topic"
    ]
    if not dimensions or not topics:
        raise UpstreamError(
            reader.table,
            "de beschrijving van de tabel noemt geen dimensies of onderwerpen.",
            "kijk of de tabel klopt",
        )
    return dimensions, topics


def _codes(reader: Reader, host: str, name: str) -> tuple[Code, ...]:
    columns = [("Key", str), ("Title", str | None, ""), ("Status", str | None, "")]
    url = address(hosts.odata3(host, "ODataFeed", f"{reader.table}/{name}"), format="json")
    return code_list(
        reader.table,
        name,
        (
            Code(entry.c0, entry.c1 or "", entry.c2 or "")
            for page in follow(reader, url, row("Category", columns))
            for entry in page
        ),
    )


def _clauses(selection: Selection, prefixes: tuple[str, ...]) -> list[_Clause]:
    """Conditions for the server, all of them on the start of a code: keys are padded, so 'eq' would miss them."""

    def begins(name: str, starts: tuple[str, ...]) -> _Clause | None:
        text = any_of([f"startswith({name},{quoted(start)})" for start in starts])
        return _Clause(name, text, lambda code: code.startswith(starts)) if text else None

    made = [begins(selection.region_dimension, prefixes) if selection.region_dimension else None]
    if selection.period_dimension and len(selection.periods) < len(
        selection.known[selection.period_dimension]
    ):
        name = selection.period_dimension
        if len(selection.periods) <= MAX_OR:
            made.append(begins(name, tuple(selection.periods)))
        else:
            made.append(_Clause(name, f"substringof('JJ',{name})", lambda code: "JJ" in code))
    for dimension, codes in (
        (selection.age_dimension, tuple(selection.ages)),
        (selection.margin_dimension, tuple(selection.margins)),
        *((other, (code,)) for other, code in selection.others.items()),
    ):
        if dimension and len(codes) < len(selection.known[dimension]):
            made.append(begins(dimension, codes))
    return [clause for clause in made if clause]


def _question(host: str, table: str, clauses: list[_Clause], selection: Selection, keys: list[str]) -> str:
    select = ",".join(["ID", *selection.dimensions, *keys])
    return address(
        hosts.odata3(host, "ODataFeed", f"{table}/TypedDataSet"),
        filter=" and ".join(clause.text for clause in clauses),
        select=select if len(select) <= MAX_SELECT else "",
        format="json",
    )


def _pack(
    page: list[Any], packer: Packer, keys: dict[str, int], ids: array[int], seen: set[str], reason: str
) -> None:
    if not page:
        return
    names = packer.selection.dimensions
    ids.extend(entry.c0 for entry in page)
    columns = {
        name: [getattr(entry, f"c{place}") for entry in page] for place, name in enumerate(names, start=1)
    }
    seen.update(columns.get(packer.selection.region_dimension or "", ()))
    keep, packed, margins = packer.rows(len(page), columns)
    if not keep.any():
        return
    kept = [entry for entry, wanted in zip(page, keep.tolist(), strict=True) if wanted]
    for place, (key, measure) in enumerate(keys.items(), start=1 + len(names)):
        values = _numbers(packer.long.table, key, [getattr(entry, f"c{place}") for entry in kept])
        empty = np.isnan(values)
        packer.long.add(
            packed + measure * packer.per_measure,
            margins,
            values,
            np.where(empty, REASONS.index(reason), 0).astype(np.int8),
        )


def _numbers(table: str, key: str, cells: list[Any]) -> Any:
    if str in set(map(type, cells)):
        try:
            cells = [number(cell, Path(table), key) for cell in cells]
        except SourceError as error:
            raise UpstreamError(table, error.problem, "kijk of de tabel is veranderd", str(error)) from error
    return np.array(cells, dtype=np.float64)


def _reason(source: Source) -> str:
    return source.options.get("missing", "niet_gepubliceerd")


def _is_grid(about: About, lists: list[Dimension]) -> bool:
    """True when the table has a row for every combination of its codes, so that any selection can be counted."""
    size = 1
    for dimension in lists:
        size *= len(dimension.codes)
    return about.records == size


def _count(about: About, lists: list[Dimension], clauses: list[_Clause], rows: int, grid: bool) -> None:
    expected = about.records
    if expected is None:
        return
    if grid:
        expected = 1
        for dimension in lists:
            mine = [clause for clause in clauses if clause.dimension == dimension.name]
            expected *= sum(all(clause.meets(code.code) for clause in mine) for code in dimension.codes)
    exact = grid or not clauses
    if rows > expected or (exact and rows < expected):
        raise InconsistentError(
            about.table,
            f"er kwamen {rows} rijen en volgens de bron zijn het er {expected}.",
            LATER,
            f"{rows} rows, {expected} expected",
        )


def _check_regions(table: str, selection: Selection, seen: set[str]) -> None:
    """A row for every region of Drenthe that the table lists, also where the figure is missing."""
    if selection.region_dimension is None:
        return
    came = {written.strip() for written in seen}
    lacking = sorted(
        code
        for code, label in selection.regions.items()
        if label in (*GEMEENTEN, PROVINCE, NEDERLAND) and code not in came
    )
    if lacking:
        raise InconsistentError(
            table, f"de rijen van {', '.join(lacking)} ontbreken.", LATER, f"no rows of {lacking}"
        )
