"""CBS OData version 3: ODataCatalog, ODataFeed and ODataApi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tests.upstream.standin.answers import Answer, Question, listing
from tests.upstream.standin.filters import Coded, RefusedError, mask
from tests.upstream.standin.tables import Dimension, Table

if TYPE_CHECKING:
    from tests.upstream.standin.server import Standin

LINK = "odata.nextLink"
ATOM = b'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>'


def error(status: int, text: str) -> Answer:
    """An error body of the protocol."""
    return Answer({"odata.error": {"code": "", "message": {"lang": "en-US", "value": text}}}, status)


def answer(standin: Standin, question: Question) -> Answer:
    """Answer a question to opendata.cbs.nl or dataderden.cbs.nl."""
    parts = [part for part in question.path.split("/") if part]
    if not parts:
        return error(404, "Resource not found")
    tables = [table for table in standin.tables if question.host in table.hosts]
    if parts[0] == "ODataCatalog":
        return _catalogue(question, tables, standin.page3)
    if parts[0] not in ("ODataFeed", "ODataApi") or len(parts) < 3 or parts[1].lower() != "odata":
        return error(404, "Resource not found")
    feed = parts[0] == "ODataFeed"
    table = next((table for table in tables if table.id == parts[2]), None)
    if table is None:
        return error(404, "Resource not found for the segment")
    if feed and question.options.get("$format") != "json":
        return Answer(ATOM, headers={"Content-Type": "application/atom+xml"})
    if len(parts) == 3:
        names = ["TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups"]
        names += [dimension.name for dimension in table.dimensions]
        return _ok(question, {"value": [{"name": name, "url": f"{question.url}/{name}"} for name in names]})
    link = LINK if feed else None
    try:
        return _list(question, table, parts[3], standin.page3 if feed else standin.page_api, link)
    except RefusedError as refused:
        return error(500 if refused.heavy else 400, str(refused))


def _ok(question: Question, content: dict[str, Any]) -> Answer:
    return Answer({"odata.metadata": f"{question.url}/$metadata", **content})


def _list(question: Question, table: Table, name: str, page: int, link: str | None) -> Answer:
    if name in ("TypedDataSet", "UntypedDataSet"):
        return _ok(question, _data(question, table, name == "TypedDataSet", page, link))
    if name == "TableInfos":
        rows = [{**_entry(table), "Description": table.description}]
    elif name == "DataProperties":
        rows = _properties(table)
    elif name == "CategoryGroups":
        rows = []
    else:
        dimension = next((dimension for dimension in table.dimensions if dimension.name == name), None)
        if dimension is None:
            return error(404, f"Resource not found for the segment '{name}'")
        rows = _categories(dimension)
    return _ok(question, _filtered(question, rows, page, link))


def _filtered(question: Question, rows: list[dict[str, Any]], page: int, link: str | None) -> dict[str, Any]:
    if condition := question.options.get("$filter"):
        columns = {name: [row.get(name) for row in rows] for name in (rows[0] if rows else {})}
        met = mask(condition, columns, len(rows), 3)
        rows = [row for row, wanted in zip(rows, met, strict=True) if wanted]
    return listing(question, len(rows), lambda first, last: rows[first:last], page, link)


def _catalogue(question: Question, tables: list[Table], page: int) -> Answer:
    try:
        return _ok(question, _filtered(question, [_entry(table) for table in tables], page, LINK))
    except RefusedError as refused:
        return error(400, str(refused))


def _entry(table: Table) -> dict[str, Any]:
    return {
        "Updated": table.modified,
        "ID": 0,
        "Identifier": table.id,
        "Title": table.title,
        "ShortTitle": table.title,
        "ShortDescription": table.description,
        "Modified": table.modified,
        "Frequency": table.frequency,
        "Period": table.period,
        "OutputStatus": "Regulier",
        "Language": "nl",
        "Catalog": "RIVM" if "dataderden.cbs.nl" in table.hosts else "CBS",
        "RecordCount": table.size if table.records is None else table.records,
        "ColumnCount": len(table.dimensions) + len(table.columns),
    }


def _properties(table: Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []

    def add(kind: str, key: str, title: str, parent: int | None, **more: Any) -> int:
        rows.append(
            {
                "odata.type": f"Cbs.OData.{kind}",
                "ID": len(rows),
                "Position": len(rows),
                "ParentID": parent,
                "Type": kind,
                "Key": key,
                "Title": title,
                "Description": "",
                **more,
            }
        )
        return len(rows) - 1

    for dimension in table.dimensions:
        add(dimension.kind, dimension.name, dimension.name, None, MapYear=dimension.map_year)
    groups: dict[tuple[str, ...], int] = {}
    for column in table.columns:
        parent = None
        for depth in range(1, len(column.groups) + 1):
            path = column.groups[:depth]
            if path not in groups:
                groups[path] = add("TopicGroup", "", path[-1], parent)
            parent = groups[path]
        add("Topic", column.key, column.title or column.key, parent, Datatype=column.datatype, Unit=column.unit,
            Decimals=1, Default="Missing", PresentationType="Relative")  # fmt: skip
    return rows


def _categories(dimension: Dimension) -> list[dict[str, Any]]:
    rows = []
    for key, category in zip(dimension.padded, dimension.categories, strict=True):
        row: dict[str, Any] = {"Key": key, "Title": category.title or category.code, "Description": ""}
        if dimension.kind == "TimeDimension":
            row["Status"] = category.status or "Definitief"
        elif dimension.kind == "GeoDetail":
            row.update(Municipality=category.code[:6], DetailRegionCode=category.code)
        else:
            row["CategoryGroupID"] = None
        rows.append(row)
    return rows


def _data(question: Question, table: Table, typed: bool, page: int, link: str | None) -> dict[str, Any]:
    places: Any = np.arange(table.size)
    if condition := question.options.get("$filter"):
        columns = {d.name: Coded(table.codes[d.name], d.padded) for d in table.dimensions}
        places = np.flatnonzero(mask(condition, columns, table.size, 3))
    wanted = [name.strip() for name in question.options.get("$select", "").split(",") if name.strip()]

    def rows(first: int, last: int) -> list[dict[str, Any]]:
        here = places[first:last]
        columns: dict[str, list[Any]] = {"ID": here.tolist()}
        for dimension in table.dimensions:
            labels = np.array(dimension.padded, dtype=object)
            columns[dimension.name] = labels[table.codes[dimension.name][here]].tolist()
        for column in table.columns:
            if wanted and column.key not in wanted:
                continue
            cells = table.cells[column.key][here].tolist()
            columns[column.key] = [_cell(cell, typed) for cell in cells]
        if unknown := set(wanted) - set(columns):
            raise RefusedError(f"Could not find a property named '{sorted(unknown)[0]}'")
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    return listing(question, len(places), rows, page, link)


def _cell(cell: float, typed: bool) -> Any:
    if typed:
        return None if cell != cell else cell
    return "       ." if cell != cell else f"{cell:8.1f}"
