"""JSON schemas of the catalogue's files, so that an editor completes and checks what somebody types.

``python -m monitor.schema`` writes them to ``data/catalogue/schema/``, made from the models of :mod:`monitor.catalogue`
and the comments on their fields. They say what a file may hold; whether it is true together (a source that exists, a base
for every population) is for :func:`monitor.catalogue.load`.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from monitor.catalogue import DATA, Base, Indicator, SingleFigure, Source, Theme

FOLDER = DATA / "catalogue" / "schema"

Schema = dict[str, Any]

_FIELD = re.compile(r"    (\w+): ")
_REMARK = re.compile(r"    #: ?(.*)")
_TEXT: Schema = {"type": "string"}


def remarks(model: type[BaseModel]) -> dict[str, str]:
    """The comments (``#:``) above the fields of a model, by field."""
    by_field: dict[str, str] = {}
    lines: list[str] = []
    for line in inspect.getsource(model).splitlines():
        if remark := _REMARK.fullmatch(line):
            lines.append(remark[1])
            continue
        if (field := _FIELD.match(line)) and lines:
            by_field[field[1]] = " ".join(lines)
        lines = []
    return by_field


def _of(model: type[BaseModel], leave_out: Iterable[str]) -> tuple[Schema, dict[str, Schema]]:
    """A model as it stands in a file, without the fields that follow from their place in it, and the parts it uses."""
    schema = model.model_json_schema()
    parts: dict[str, Schema] = schema.pop("$defs", {})
    # A model that holds its own kind stands among its parts.
    schema = parts.pop(model.__name__, schema)
    known = {one.__name__: one for one in _parts_of(model)}
    for name, part in (*parts.items(), (model.__name__, schema)):
        descriptions = remarks(known[name])
        for field, of_field in part["properties"].items():
            of_field.pop("title", None)
            if field in descriptions:
                of_field["description"] = descriptions[field]
    for field in leave_out:
        del schema["properties"][field]
        schema["required"].remove(field)
    return schema, parts


def _parts_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    module = inspect.getmodule(model)
    every = vars(module).values()
    return [one for one in every if isinstance(one, type) and issubclass(one, BaseModel)]


def _file(title: str, parts: dict[str, Schema], **content: Any) -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        **content,
        "definitions": parts,
    }


def theme() -> Schema:
    """Of ``themes/*.yaml``: a theme, its indicators, and ``texts`` that several of them share."""
    # The theme of an indicator is that of its file.
    indicator, parts = _of(Indicator, ["theme"])
    # In a file a base is a name of bases.yaml, for all populations or per population.
    parts.pop("Base")
    parts.pop("Term")
    description = indicator["properties"]["base"]["description"]
    either = [_TEXT, {"type": "object", "additionalProperties": _TEXT}]
    indicator["properties"]["base"] = {"description": description, "anyOf": either}
    own, _ = _of(Theme, [])
    del own["properties"]["indicators"]
    return _file(
        "A theme of the catalogue",
        {**parts, "Indicator": indicator, "Theme": own},
        type="object",
        additionalProperties=False,
        required=["theme"],
        properties={
            "theme": {"$ref": "#/definitions/Theme"},
            "texts": {"type": "object", "description": "Sentences that several indicators share."},
            "indicators": {"type": "array", "items": {"$ref": "#/definitions/Indicator"}},
        },
    )


def sources() -> Schema:
    """Of ``sources.yaml``: the sources by id."""
    source, parts = _of(Source, ["id"])
    every = {"$ref": "#/definitions/Source"}
    return _file("The sources", {**parts, "Source": source}, type="object", additionalProperties=every)


def bases() -> Schema:
    """Of ``bases.yaml``: the bases by id; a term may be a figure alone, and ``stand_in`` is the name of another."""
    base, parts = _of(Base, ["id"])
    base["properties"]["stand_in"] = {"type": "string"}
    parts["Term"] = {"anyOf": [parts["Term"]["properties"]["figure"], parts["Term"]]}
    every = {"$ref": "#/definitions/Base"}
    return _file("The bases", {**parts, "Base": base}, type="object", additionalProperties=every)


def single_figures() -> Schema:
    """Of ``single_figures.yaml``: the figures copied by hand."""
    figure, parts = _of(SingleFigure, [])
    return _file(
        "Single figures",
        {**parts, "SingleFigure": figure},
        type="object",
        additionalProperties=False,
        required=["figures"],
        properties={"figures": {"type": "array", "items": {"$ref": "#/definitions/SingleFigure"}}},
    )


#: Name of a schema -> what makes it.
SCHEMAS: dict[str, Callable[[], Schema]] = {
    "theme": theme,
    "sources": sources,
    "bases": bases,
    "single_figures": single_figures,
}


def text(name: str) -> str:
    """One of :data:`SCHEMAS` as its file holds it."""
    # What a model refers to stands under "definitions" here, the name that every editor knows.
    written = json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1, sort_keys=True)
    return written.replace('"#/$defs/', '"#/definitions/') + "\n"


def write(folder: Path = FOLDER) -> None:
    """Write every schema. Errors: OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / f"{name}.json").write_text(text(name), encoding="utf-8")


if __name__ == "__main__":
    write()
