"""CBS OData version 4: datasets.cbs.nl. A cell without a figure is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tests.upstream.standin.answers import Answer, Question, listing
from tests.upstream.standin.filters import Coded, RefusedError, mask
from tests.upstream.standin.tables import Table

if TYPE_CHECKING:
    from tests.upstream.standin.server import Standin

LINK = "@odata.nextLink"


def error(status: int, text: str) -> Answer:
    """An error body of the protocol."""
    return Answer({"error": {"code": "", "message": text}}, status)


def answer(standin: Standin, question: Question) -> Answer:
    """Answer a question to datasets.cbs.nl."""
    parts = [part for part in question.path.split("/") if part]
    if parts[:2] != ["odata", "v1"] or len(parts) < 3:
        return error(404, "Not found")
    tables = [table for table in standin.tables if question.host in table.hosts]
    try:
        if parts[2] == "Datasets":
            return _ok(question, _filtered(question, [_entry(table) for table in tables], standin.page4))
        if parts[2] == "Catalogs":
            return _ok(question, {"value": [{"Identifier": "CBS", "Title": "CBS databank StatLine"}]})
        table = next((table for table in tables if parts[2] == "CBS" and table.id == parts[3]), None)
        if table is None:
            return error(404, "Not found")
        return _table(question, table, parts[4:], standin)
    except RefusedError as refused:
        return error(500 if refused.heavy else 400, str(refused))


def _ok(question: Question, content: dict[str, Any]) -> Answer:
    return Answer({"@odata.context": f"{question.url}/$metadata", **content})


def _entry(table: Table) -> dict[str, Any]:
    return {
        "Identifier": table.id,
        "Title": table.title,
        "Description": table.description,
        "Language": "nl",
        "Catalog": "CBS",
        "Modified": f"{table.modified}+01:00",
        "ObservationsModified": f"{table.modified}+01:00",
        "Frequency": table.frequency,
        "Status": "Gediscontinueerd" if table.frequency == "Stopgezet" else "Regulier",
        "TemporalCoverage": table.period,
        "ObservationCount": len(table.observations()[0]) if table.records is None else table.records,
        "DatasetType": "Numeric",
        "License": "https://creativecommons.org/licenses/by/4.0/",
    }


def _table(question: Question, table: Table, parts: list[str], standin: Standin) -> Answer:
    name = parts[0] if parts else ""
    if not name:
        names = ["Properties", "Dimensions", "MeasureGroups", "MeasureCodes", "Observations"]
        names += [f"{dimension.name}Codes" for dimension in table.dimensions]
        kinds = {"Properties": "Singleton"}
        return _ok(
            question,
            {"value": [{"name": one, "kind": kinds.get(one, "EntitySet"), "url": one} for one in names]},
        )
    if name == "Properties":
        related = [{"Title": title, "Url": url} for title, url in table.related]
        return _ok(question, {**_entry(table), "RelatedSources": related})
    if name == "Observations":
        return _observations(question, table, standin.page4, count=parts[1:] == ["$count"])
    groups = list(
        dict.fromkeys(column.groups[: n + 1] for column in table.columns for n in range(len(column.groups)))
    )
    if name == "Dimensions":
        rows = [
            {"Identifier": d.name, "Title": d.name, "Description": "", "Kind": d.kind, "MapYear": d.map_year,
             "ReleasePolicy": None, "ContainsGroups": False, "ContainsCodes": True}
            for d in table.dimensions
        ]  # fmt: skip
    elif name == "MeasureGroups":
        if not groups:
            return error(404, "Not found")
        rows = [
            {"Id": f"G{at}", "Index": at, "Title": path[-1], "Description": "",
             "ParentId": f"G{groups.index(path[:-1])}" if len(path) > 1 else None}
            for at, path in enumerate(groups)
        ]  # fmt: skip
    elif name == "MeasureCodes":
        rows = [
            {"Identifier": column.measure or column.key, "Index": at, "Title": column.title or column.key,
             "MeasureGroupId": f"G{groups.index(column.groups)}" if column.groups else None,
             "DataType": column.datatype, "Unit": column.unit, "Decimals": 1, "PresentationType": "Relative"}
            for at, column in enumerate(table.columns)
        ]  # fmt: skip
    else:
        dimension = next((d for d in table.dimensions if f"{d.name}Codes" == name), None)
        if dimension is None:
            return error(404, "Not found")
        rows = []
        for at, category in enumerate(dimension.categories):
            row = {"Identifier": category.code, "Index": at, "Title": category.title or category.code,
                   "Description": "", "DimensionGroupId": category.code[:2]}  # fmt: skip
            if dimension.kind == "TimeDimension":
                row["Status"] = category.status or "Definitief"
            rows.append(row)
    return _ok(question, _filtered(question, rows, standin.page4))


def _filtered(question: Question, rows: list[dict[str, Any]], page: int) -> dict[str, Any]:
    if condition := question.options.get("$filter"):
        columns = {name: [row.get(name) for row in rows] for name in (rows[0] if rows else {})}
        met = mask(condition, columns, len(rows), 4)
        rows = [row for row, wanted in zip(rows, met, strict=True) if wanted]
    return listing(question, len(rows), lambda first, last: rows[first:last], page, LINK)


def _observations(question: Question, table: Table, page: int, count: bool) -> Answer:
    row_of, column_of, reason_of = table.observations()
    measures = [column.measure or column.key for column in table.columns]
    labels = {d.name: [category.code for category in d.categories] for d in table.dimensions}
    places: Any = np.arange(len(row_of))
    if condition := question.options.get("$filter"):
        columns = {name: Coded(table.codes[name][row_of], codes) for name, codes in labels.items()}
        columns["Measure"] = Coded(column_of, measures)
        places = np.flatnonzero(mask(condition, columns, len(row_of), 4))
    if count:
        return Answer(str(len(places)).encode(), headers={"Content-Type": "text/plain"})

    def rows(first: int, last: int) -> list[dict[str, Any]]:
        here = places[first:last]
        of_row, of_column, of_reason = row_of[here], column_of[here], reason_of[here]
        cells = np.empty(len(here))
        for at, column in enumerate(table.columns):
            mine = of_column == at
            if mine.any():
                cells[mine] = table.cells[column.key][of_row[mine]]
        names = np.array(measures, dtype=object)[of_column].tolist()
        why = np.array(table.reasons, dtype=object)[of_reason].tolist()
        values = [None if cell != cell else cell for cell in cells.tolist()]
        codes = {
            name: np.array(known, dtype=object)[table.codes[name][of_row]].tolist()
            for name, known in labels.items()
        }
        return [
            {"Id": id, "Measure": measure, "ValueAttribute": reason, "Value": value, "StringValue": None,
             **dict(zip(codes, rest, strict=True))}
            for id, measure, reason, value, *rest in zip(
                here.tolist(), names, why, values, *codes.values(), strict=True
            )
        ]  # fmt: skip

    return _ok(question, listing(question, len(places), rows, page, LINK))
