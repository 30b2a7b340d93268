"""The JSON schemas of the catalogue: what an editor tells who writes in it is what the monitor asks."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from monitor import schema
from monitor.catalogue import DATA

CATALOGUE = DATA / "catalogue"
FILES = {
    "theme": sorted((CATALOGUE / "themes").glob("*.yaml")),
    "sources": [CATALOGUE / "sources.yaml"],
    "bases": [CATALOGUE / "bases.yaml"],
    "single_figures": [CATALOGUE / "single_figures.yaml"],
}
PAIRS = [(name, path) for name, paths in FILES.items() for path in paths]


def content(path: Path) -> Any:
    """A file as an editor takes it: a date is a text."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


def faults(name: str, what: Any) -> list[str]:
    checker = jsonschema.Draft7Validator(json.loads(schema.text(name)))
    return [error.message for error in checker.iter_errors(what)]


@pytest.mark.parametrize("name", schema.SCHEMAS)
def test_the_files_are_those_of_the_models(name: str) -> None:
    """Else: ``python -m monitor.schema``."""
    assert (schema.FOLDER / f"{name}.json").read_text(encoding="utf-8") == schema.text(name)


@pytest.mark.parametrize(("name", "path"), PAIRS, ids=[path.stem for _, path in PAIRS])
def test_every_file_of_the_catalogue_points_to_its_schema_and_keeps_it(name: str, path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == schema.FOLDER / f"{name}.json"
    assert faults(name, content(path)) == []


def test_what_the_monitor_refuses_an_editor_underlines() -> None:
    good = content(CATALOGUE / "themes" / "bevolking.yaml")
    wrong = {
        "unit": "kilo",
        "polarity": "hoog is goed",
        "decimals": 3,
        "short_title": "langer dan er in een regel van een lijst past",
        "onbekend": 1,
        "base": 7,
    }
    for field, value in wrong.items():
        spoiled = copy.deepcopy(good)
        spoiled["indicators"][0][field] = value
        assert faults("theme", spoiled), field
    for field in ("title", "definition", "base", "quantity"):
        spoiled = copy.deepcopy(good)
        del spoiled["indicators"][0][field]
        assert faults("theme", spoiled), field
    assert faults("sources", {"X": {"publisher": "CBS"}})
    assert faults("bases", {"inwoners": {"name": "inwoners", "size": [["bevolking"]]}})
    assert faults("single_figures", {"figures": [{"indicator": "bevolking"}]})


def test_a_field_is_explained_where_it_is_typed() -> None:
    indicator = schema.theme()["definitions"]["Indicator"]["properties"]
    assert indicator["populations"]["description"] == "First one is shown by default."
    assert indicator["variant_of"]["description"].startswith("The same subject measured in another way")
    assert schema.sources()["definitions"]["Live"]["properties"]["table"]["description"].startswith(
        "The table's number"
    )
