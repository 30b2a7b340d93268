"""The stories beside the figures, read from ``data/stories/``.

A YAML file per theme, CSV files that somebody filled in (docs/sjabloon_verhalen.csv), and ``documents.yaml``, what they
are taken from. Everything is read as text first, so that "25.000" is the same amount in both. What a story is, and what it
may say, stands in ``monitor.story``; ``python -m loaders.stories --check`` tells a person what is wrong.
"""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from monitor.catalogue import DATA
from monitor.division import kept
from monitor.province import TEXTS_OF_PROVINCE
from monitor.story import DOCUMENTS, Amount, Document, Reach, Story, perhaps, themes

log = logging.getLogger(__name__)

FOLDER = DATA / "stories"


@dataclass(frozen=True)
class Problem:
    """Something to put right: in which file, which story, which field (as the file calls it), what."""

    file: str
    story: str
    field: str
    message: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.file, self.story, self.field and f"veld “{self.field}”")))
        return f"{where}: {self.message}."


@dataclass
class Reading:
    """What files say: the sound stories, and what is wrong with the others."""

    stories: list[Story] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


#: The columns of the CSV: which field of the story each is. Lists are separated with commas.
COLUMNS = {
    "id": ("id",),
    "titel": ("title",),
    "thema": ("theme",),
    "doelen": ("goals",),
    "gebied": ("areas",),
    "plaats": ("place",),
    "jaren": ("years",),
    "tekst": ("text",),
    "bereik": ("reach", "text"),
    "bereik_volgens_aanvrager": ("reach", "claim"),
    "bereik_is_doel": ("reach", "target"),
    "bereik_bron": ("reach", "source"),
    "bedrag": ("amounts", "euro"),
    "soort_bedrag": ("amounts", "kind"),
    "bedrag_per": ("amounts", "per"),
    "bedrag_jaren": ("amounts", "years"),
    "bedrag_bron": ("amounts", "sources"),
    "bedrag_opmerking": ("amounts", "note"),
    "bron": ("sources",),
}
_LISTS = ("goals", "areas", "sources")
_COLUMN_OF = {path: column for column, path in COLUMNS.items()}


class _Text(yaml.BaseLoader):
    """YAML of which every value stays as it was written: 25.000 is no 25, 2016-2017 no sum. A field twice is refused."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key}” staat er twee keer", node.start_mark
                )
        return super().construct_mapping(node, deep)


def _text_of(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _filled(value: Any) -> Any:
    """What is filled in: without empty fields, which mean the same as absent ones."""
    if isinstance(value, dict):
        return {key: _filled(v) for key, v in value.items() if v not in ("", "null", "~", None, [], {})}
    if isinstance(value, list):
        return [_filled(v) for v in value if v not in ("", None)]
    return value.strip() if isinstance(value, str) else value


def documents(folder: Path = FOLDER) -> dict[str, Document]:
    """The documents that stories are taken from, by id.

    Errors: ``pydantic.ValidationError`` naming the field, ``yaml.YAMLError``, ``FileNotFoundError``.
    """
    content = yaml.load(_text_of(folder / DOCUMENTS), _Text) or {}
    return {
        document.id: document
        for document in (Document.model_validate(_filled(d)) for d in content.get("documents", []))
    }


def _yaml_entries(path: Path) -> list[tuple[str, Any]]:
    content = yaml.load(_text_of(path), _Text)
    if not isinstance(content, dict) or not isinstance(content.get("stories"), list):
        raise ValueError(
            "dit bestand heeft geen lijst “stories:”. Neem een bestand in data/stories/ als voorbeeld"
        )
    theme = content.get("theme")
    entries = []
    for number, entry in enumerate(content["stories"], 1):
        named = entry.get("id") or entry.get("title") if isinstance(entry, dict) else None
        filled = _filled(entry)
        if isinstance(filled, dict) and theme:
            filled = {"theme": theme, **filled}
        entries.append((f"verhaal “{named}”" if named else f"verhaal {number}", filled))
    return entries


def _csv_entries(path: Path) -> list[tuple[str, Any]]:
    text = _text_of(path)
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") >= first.count(",") else ",")
    heads = {head: (head or "").strip().casefold().replace(" ", "_") for head in rows.fieldnames or ()}
    unknown = [head for head, name in heads.items() if name and name not in COLUMNS]
    if unknown:
        raise ValueError(
            f"de kolom “{unknown[0]}” kennen we niet.{perhaps(unknown[0], COLUMNS)} Kolommen: {', '.join(COLUMNS)}"
        )
    entries = []
    for row in rows:
        if None in row:
            raise ValueError(
                f"rij {rows.line_num} heeft meer cellen dan kolommen. Zet een tekst met ; of , tussen aanhalingstekens"
            )
        cells = {heads[head]: (cell or "").strip() for head, cell in row.items()}
        if any(cells.values()):
            entries.append(
                (
                    f"rij {rows.line_num}" + (f" (“{cells['id']}”)" if cells.get("id") else ""),
                    _story_of(cells),
                )
            )
    return entries


def _story_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """One row of the CSV in the shape of the YAML: one reach and one amount at most."""
    story: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for column, cell in cells.items():
        if not cell or column not in COLUMNS:
            continue
        *outer, last = COLUMNS[column]
        value = [part.strip() for part in cell.split(",") if part.strip()] if last in _LISTS else cell
        (parts.setdefault(outer[0], {}) if outer else story)[last] = value
    if "reach" in parts and len(story.get("sources", ())) == 1:
        parts["reach"].setdefault("source", story["sources"][0])
    return {**story, **{name: [entry] for name, entry in parts.items()}}


_DUTCH = {
    "missing": "dit ontbreekt. Vul het in",
    "int_parsing": "dit is geen heel getal",
    "int_type": "dit is geen heel getal",
    "string_type": "hier hoort tekst te staan",
    "tuple_type": "hier hoort een lijst te staan: [a, b]",
    "bool_type": "hier hoort ja of nee te staan",
    "model_type": "hier horen velden te staan, zoals in de andere verhalen",
    "model_attributes_type": "hier horen velden te staan, zoals in de andere verhalen",
    "greater_than": "dit getal is te klein",
    "greater_than_equal": "dit getal is te klein",
    "float_parsing": "dit is geen bedrag",
}
#: Dutch words that somebody may use for a field of the YAML.
_ALSO = {
    **{column: path[-1] for column, path in COLUMNS.items()},
    "gemeenten": "areas",
    "gemeente": "areas",
    "jaar": "years",
}


def _in_dutch(error: Any) -> str:
    """One error of pydantic in Dutch."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"]).rstrip(".")
    if kind in ("missing", "too_short") and error["loc"][-1] == "sources":
        what = "een bedrag" if "amounts" in error["loc"] else "een verhaal"
        return f"{what} zonder bron komt er niet in. Zeg waar het staat, bijvoorbeeld “jaarverslag-2025 regel 605”"
    if kind == "literal_error":
        return f"“{error['input']}” kan hier niet. Kies uit: {context['expected'].replace(' or ', ', ')}"
    if kind == "string_too_long":
        return f"dit is te lang ({len(error['input'])} tekens; het mag {context['max_length']} zijn)"
    if kind == "string_too_short":
        return "dit is te kort: vertel in een paar gewone zinnen wat er gebeurt"
    if kind == "string_pattern_mismatch":
        return (
            f"“{error['input']}” kan niet. Gebruik kleine letters, cijfers en streepjes: buurtvervoer-emmen"
        )
    if kind == "extra_forbidden":
        name = str(error["loc"][-1])
        fields = {*Story.model_fields, *Amount.model_fields, *Reach.model_fields}
        own = f" Bedoelt u {_ALSO[name]}?" if name in _ALSO else perhaps(name, sorted(fields))
        return f"dit veld kennen we niet.{own}"
    return _DUTCH.get(kind, error["msg"])


def _field_of(location: tuple[int | str, ...], is_csv: bool) -> str:
    """A place in a story as the reader of the file knows it: "bedrag_bron", or "amounts 2, euro"."""
    names = tuple(part for part in location if isinstance(part, str))
    if is_csv:
        return _COLUMN_OF.get(names[:2]) or _COLUMN_OF.get(names[:1]) or ", ".join(names)
    name = ""
    for part in location:
        name += f" {part + 1}" if isinstance(part, int) else f"{', ' if name else ''}{part}"
    return name


def read(
    paths: Iterable[Path], known: Mapping[str, Document], taken: Mapping[str, str] | None = None
) -> Reading:
    """Read files of stories (YAML or CSV).

    ``known``: the documents. ``taken``: ids that other files use already, and which. Nothing is raised for what a file
    says: a story that is not sound becomes problems, the others are read.
    """
    reading, seen = Reading(), dict(taken or {})
    for path in paths:
        is_csv = path.suffix.casefold() == ".csv"
        try:
            entries = _csv_entries(path) if is_csv else _yaml_entries(path)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            line = f" bij regel {mark.line + 1}" if mark else ""
            twice = str(error.problem) if isinstance(error, yaml.constructor.ConstructorError) else ""
            message = f"het bestand is niet te lezen{line}. {twice or 'Let op inspringen, en op aanhalingstekens om tekst met een dubbele punt'}"
            reading.problems.append(Problem(path.name, "", "", message))
            continue
        except (ValueError, csv.Error) as error:
            reading.problems.append(Problem(path.name, "", "", str(error).rstrip(".")))
            continue
        for named, entry in entries:
            try:
                story = Story.model_validate(entry, context={"documents": known})
            except ValidationError as error:
                reading.problems += [
                    Problem(path.name, named, _field_of(e["loc"], is_csv), _in_dutch(e))
                    for e in error.errors()
                ]
                continue
            if story.id in seen:
                message = f"deze naam heeft al een verhaal in {seen[story.id]}. Kies een andere"
                reading.problems.append(Problem(path.name, named, "id", message))
                continue
            seen[story.id] = path.name
            reading.stories.append(story)
    return reading


def files(folder: Path = FOLDER) -> list[Path]:
    """The files of stories in a folder, sorted by name; the list of documents is none."""
    return sorted(
        p
        for p in folder.glob("*")
        if p.suffix.casefold() in (".yaml", ".yml", ".csv") and p.name != DOCUMENTS
    )


@kept(maxsize=4)
def stories(folder: Path = FOLDER) -> tuple[Story, ...]:
    """Every sound story, by theme in the order of the screen and then as the files have them; none of another province.

    A story that is not sound is left out, with its problems in the log: one slip of the pen takes no page down.
    """
    if not TEXTS_OF_PROVINCE:
        return ()
    reading = read(files(folder), documents(folder))
    for problem in reading.problems:
        log.error("%s", problem)
    order = list(themes())
    return tuple(sorted(reading.stories, key=lambda story: order.index(story.theme)))


def about(region: str, theme: str | None = None, goal: int | None = None) -> tuple[Story, ...]:
    """The stories of a region or of gemeenten together (with "PV22", of all of Drenthe), nearest first, then newest first, then
    by id.

    Stories of all of Drenthe come last; those of which the place is not known are not here.
    """
    of_region = [
        (near, -(story.latest or 0), story.id, story)
        for story in stories()
        if (theme is None or story.theme == theme)
        and (goal is None or goal in story.goals)
        and (near := story.near(region)) is not None
    ]
    return tuple(story for *_, story in sorted(of_region, key=lambda entry: entry[:3]))
