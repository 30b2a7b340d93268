"""The stories beside the figures: projects that documents tell of, what they cost and whom they say they reach.

Reads ``data/stories/``: a YAML file per theme, CSV files that somebody filled in (docs/sjabloon_verhalen.csv), and
``documents.yaml``, what they are taken from. Everything is read as text first, so that "25.000" is the same amount in both.

    python -m loaders.stories --check [FILE ...]      what is wrong, per story and field, in Dutch

Exit codes: 0 everything is sound; 1 something is not; 2 wrong call (no such file).
Amounts are what a document says, once per story: the same money may be told of twice, so they are never added up.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import logging
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from loaders import catalogue, region_names
from loaders.catalogue import DATA

log = logging.getLogger(__name__)

FOLDER = DATA / "stories"
DOCUMENTS = "documents.yaml"

#: Themes of stories that are no theme of the Sociale Agenda 2024-2029; those that are come from the catalogue.
OTHER_THEMES = {
    "wonen": "Wonen",
    "werken": "Werken en economie",
    "voorzieningen": "Voorzieningen en bereikbaarheid",
    "kennis": "Kennis en cijfers",
}
_AGENDA = ("naoberschap", "bestaanszekerheid", "gezondheid", "inclusie")

GOALS = range(1, 13)
YEARS = range(2000, 2041)
PROVINCE = "PV22"

Kind = Literal["budget", "toegekend", "subsidie", "beschikbaar", "prijs", "onbekend"]
#: What kind of amount it is, as it is said behind the number.
KINDS: Mapping[str, str] = {
    "budget": "begroot",
    "toegekend": "toegekend",
    "subsidie": "subsidie",
    "beschikbaar": "beschikbaar gesteld",
    "prijs": "prijs",
    "onbekend": "de bron zegt niet wat voor bedrag dit is",
}
_YES, _NO = ("ja", "true", "yes", "x"), ("nee", "false", "no")

#: What a sentence may not say: that a project works, or what somebody should do. Unless it says whose words those are.
_EFFECT = re.compile(
    r"\b(dankzij|leidt tot|leidde tot|geleid tot|als gevolg van|waardoor|daardoor|succesvol\w*|effectie[fv]\w*|geslaagd\w*"
    r"|zou(?:den)? moeten|moet worden|moeten worden)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


# What looks like a person


_PERSONAL = (
    ("een e-mailadres", re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")),
    ("een telefoonnummer", re.compile(r"(?<![\w€])(?:\+31|0031|0)(?:[ .()-]*\d){9,10}(?!\d)")),
    ("een IBAN", re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?(?:\d ?){10}")),
    ("een adres", re.compile(r"\b[1-9]\d{3} ?[A-Z]{2} \d+\b|\b[A-Z]\w+(?:straat|laan|weg|plein) \d+\b")),
    ("de naam van een persoon", re.compile(r"\b(?:[Mm]evr(?:ouw|\.)|[Mm]eneer|[Dd]e heer|[Dd]hr\.) +[A-Z]\w+")),
)
_NINE_DIGITS = re.compile(r"(?<![\d€.,])(?<!€ )\d(?:[ .]?\d){8}(?![\d.,]*\d)")


def personal(text: str) -> str | None:
    """What in this text looks like data of a person ("een e-mailadres"), None for nothing.

    Nine digits count as a burgerservicenummer when they pass its check (the "elfproef").
    """
    for what, form in _PERSONAL:
        if form.search(text):
            return what
    for found in _NINE_DIGITS.findall(text):
        digits = [int(d) for d in found if d.isdigit()]
        if sum(w * d for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0:
            return "een burgerservicenummer"
    return None


# The models. Their messages are Dutch: --check shows them.


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="after")
    @classmethod
    def _no_personal_data(cls, value: Any) -> Any:
        what = personal(value) if isinstance(value, str) else None
        if what:
            raise ValueError(f"hier lijkt {what} te staan. Haal het weg: verhalen gaan over projecten, niet over mensen")
        return value


class Years(_Strict):
    """From the first to the last year; None is open, or not said. Written as 2017, 2016-2017, 2022- or -2029."""

    first: int | None
    last: int | None

    @model_validator(mode="before")
    @classmethod
    def _written(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        match = re.fullmatch(r"(\d{4})?\s*([-–])?\s*(\d{4})?", given.strip())
        if match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
            raise ValueError(f"“{given}” is geen jaar. Schrijf 2025, 2024-2026, 2024- (loopt nog) of -2029 (tot en met)")
        first, dash, last = match.groups()
        return {"first": first, "last": last if dash else first}

    @model_validator(mode="after")
    def _possible(self) -> Years:
        for year in (self.first, self.last):
            if year is not None and year not in YEARS:
                raise ValueError(f"{year} kan niet: een jaar ligt tussen {YEARS[0]} en {YEARS[-1]}")
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"{self.first} is later dan {self.last}: schrijf het eerste jaar voor het laatste")
        return self

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}-{self.last or ''}"


class Document(_Strict):
    """What a story is taken from. ``years``: the time it tells of."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    publisher: str
    years: Years
    url: str | None = None


class Source(_Strict):
    """Where in which document. Written as "jaarverslag-2025 regel 605" or "jaarverslag-2025 bladzijde 12".

    ``unit``: regel is a line of the document's text. Only a document with an address may go without.
    """

    document: str
    unit: Literal["regel", "bladzijde"] | None = None
    number: int | None = Field(default=None, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _written(cls, given: Any, info: ValidationInfo) -> Any:
        if not isinstance(given, str):
            return given
        match = re.fullmatch(r"(\S+)(?:\s+(regel|bladzijde)\s+(\d+))?", given.strip())
        if match is None:
            raise ValueError(f"“{given}” is geen bron. Schrijf bijvoorbeeld “jaarverslag-2025 regel 605”")
        document, unit, number = match.groups()
        known: Mapping[str, Document] = (info.context or {}).get("documents", {})
        if document not in known:
            hint = _perhaps(document, known)
            raise ValueError(f"het document “{document}” kennen we niet.{hint} Zet een nieuw document eerst in {DOCUMENTS}")
        if unit is None and known[document].url is None:
            raise ValueError(f"zeg ook waar het staat: “{document} regel 605” of “{document} bladzijde 12”")
        return {"document": document, "unit": unit, "number": number}

    def __str__(self) -> str:
        return f"{self.document} {self.unit} {self.number}" if self.unit else self.document


class Reach(_Strict):
    """Who or how many, in words. ``claim``: the applicant's or project's own word; ``target``: hoped for, not reached."""

    text: str = Field(max_length=200)
    claim: bool = False
    target: bool = False
    #: Needed where the story has more than one.
    source: Source | None = None

    @field_validator("claim", "target", mode="before")
    @classmethod
    def _yes_or_no(cls, given: Any) -> Any:
        return _yes_no(given)


class Amount(_Strict):
    """Whole euros (cents where the document has them), what kind of amount, and where that stands. Never added up.

    ``hedge``: exact (=), just above (>), just below (<) or about (~). ``sources``: more where the same money is told of
    more than once. ``years``: the years it is for, where the document says so.
    """

    euro: float = Field(gt=0)
    kind: Kind
    hedge: Literal["=", ">", "<", "~"] = "="
    per: Literal["jaar"] | None = None
    years: Years | None = None
    sources: tuple[Source, ...]
    note: str | None = Field(default=None, max_length=200)

    @field_validator("euro", mode="before")
    @classmethod
    def _money(cls, given: Any) -> Any:
        return _euro(given) if isinstance(given, str) else given

    @field_validator("sources", mode="after")
    @classmethod
    def _sourced(cls, given: tuple[Source, ...]) -> tuple[Source, ...]:
        if not given:
            raise ValueError("een bedrag zonder bron komt er niet in. Zeg waar het staat")
        return given


class Story(_Strict):
    """A project, as documents tell of it.

    ``areas``: codes of gemeenten (also outside Drenthe), provincies, or ids of data/region_groups.yaml; empty where the
    document does not say, then ``place`` says what it does. ``goals``: the goals of the Sociale Agenda it is about, a
    reading of the monitor. ``years``: None where no document says. ``text``: one to three plain sentences.
    """

    def __hash__(self) -> int:
        return hash(self.id)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str = Field(max_length=90)
    theme: str
    goals: tuple[int, ...] = ()
    areas: tuple[str, ...] = ()
    place: str | None = Field(default=None, max_length=120)
    years: Years | None = None
    text: str = Field(min_length=20, max_length=400)
    reach: tuple[Reach, ...] = ()
    amounts: tuple[Amount, ...] = ()
    sources: tuple[Source, ...]

    @field_validator("theme", mode="after")
    @classmethod
    def _known_theme(cls, given: str) -> str:
        for id, title in themes().items():
            if given.casefold() in (id, title.casefold()):
                return id
        known = ", ".join(themes())
        raise ValueError(f"“{given}” is geen thema.{_perhaps(given, themes())} Kies uit: {known}")

    @field_validator("goals", mode="after")
    @classmethod
    def _known_goals(cls, given: tuple[int, ...]) -> tuple[int, ...]:
        for goal in given:
            if goal not in GOALS:
                raise ValueError(f"{goal} is geen doel: de Sociale Agenda heeft doel {GOALS[0]} tot en met {GOALS[-1]}")
        return tuple(sorted(set(given)))

    @field_validator("areas", mode="after")
    @classmethod
    def _known_areas(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(area_code(text) for text in given))

    @field_validator("text", mode="after")
    @classmethod
    def _tells(cls, given: str) -> str:
        sentences = [s for s in _SENTENCE_END.split(given) if s.strip()]
        if len(sentences) > 3:
            raise ValueError(f"dit zijn {len(sentences)} zinnen. Vertel het in een, twee of drie zinnen")
        for sentence in sentences:
            found = _EFFECT.search(sentence)
            if found and "volgens" not in sentence.casefold():
                raise ValueError(
                    f"“{found[0]}” klinkt als een oordeel of een advies. Vertel wat er gebeurt, "
                    "of zeg van wie die woorden zijn (“volgens de aanvrager”)"
                )
        return given

    @field_validator("sources", mode="after")
    @classmethod
    def _sourced(cls, given: tuple[Source, ...]) -> tuple[Source, ...]:
        if not given:
            raise ValueError("een verhaal zonder bron komt er niet in. Zeg in welk document het staat")
        return given

    @model_validator(mode="after")
    def _whole(self) -> Story:
        if not self.areas and not self.place:
            raise ValueError("zeg waar het is: een gemeente, Drenthe, of bij plaats wat de bron erover zegt")
        if len(self.sources) > 1 and any(reach.source is None for reach in self.reach):
            raise ValueError("dit verhaal heeft meer bronnen. Zeg bij elk bereik uit welke het komt")
        return self

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """The gemeenten that the story names itself, also outside Drenthe; of whole regions none."""
        return tuple(code for code in self.areas if code.startswith("GM"))

    @property
    def provincewide(self) -> bool:
        """Whether it is told of Drenthe as a whole (and perhaps of other provincies too)."""
        return PROVINCE in self.areas

    def near(self, gemeente: str) -> int | None:
        """How near a story is to a gemeente: 0 names it, 1 a group it belongs to, 2 all of Drenthe; None not at all."""
        if gemeente in self.areas:
            return 0
        if any(gemeente in groups()[area].members for area in self.areas if area in groups()):
            return 1
        return 2 if self.provincewide and gemeente in _drenthe() else None

    @property
    def latest(self) -> int | None:
        """The last year it tells of, for putting the newest first; None where no document says."""
        return (self.years.last or self.years.first) if self.years else None


# What the fields refer to


def themes() -> dict[str, str]:
    """The themes of stories by id, with their title, in the order of the screen."""
    own = {theme.id: theme.title for theme in catalogue.load().themes if theme.id in _AGENDA}
    return {**own, **OTHER_THEMES}


@dataclass(frozen=True)
class Group:
    title: str
    members: tuple[str, ...]


@lru_cache(maxsize=1)
def groups() -> dict[str, Group]:
    """The groups of gemeenten that a story may be about, by id."""
    content = yaml.safe_load((DATA / "region_groups.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: Group(entry["title"], tuple(entry["members"])) for entry in content["groups"]}


@lru_cache(maxsize=1)
def _drenthe() -> frozenset[str]:
    register = csv.DictReader((DATA / "regions.csv").open(encoding="utf-8"))
    return frozenset(row["code"] for row in register if row["level"] == "gemeente" and row["province"] == PROVINCE)


def area_code(text: str) -> str:
    """The code of a gemeente or provincie, or the id of a group: "Emmen" -> "GM0114".

    Of a name of two levels the gemeente ("Groningen"); "provincie Groningen" is the other. Errors: ``ValueError``.
    """
    given = text.strip()
    for id, group in groups().items():
        if given.casefold() in (id, group.title.casefold()):
            return id
    usable = [r for r in region_names.regions() if r.level in ("gemeente", "provincie")]
    if given in {r.code for r in usable}:
        return given
    codes = {r.code: r for r in region_names.candidates(given, "gemeente") if r.level in ("gemeente", "provincie")}
    if len(codes) == 1:
        return next(iter(codes))
    # First those that it most likely is.
    names = [r.name for r in usable if r.code in _drenthe()] + [group.title for group in groups().values()]
    hint = _perhaps(given, names) or _perhaps(given, [r.name for r in usable])
    raise ValueError(f"“{given}” is geen bekende gemeente of regio.{hint}")


def _perhaps(given: str, known: Iterable[str]) -> str:
    spelled = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(given.casefold(), spelled, n=2)
    return f" Bedoelt u {' of '.join(spelled[name] for name in close)}?" if close else ""


def _yes_no(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    if given.casefold() in (*_YES, *_NO):
        return given.casefold() in _YES
    raise ValueError(f"“{given}” is geen ja of nee")


def _euro(given: str) -> float:
    """An amount as Dutch people and YAML write it: 25000, 25.000, € 25.000,-, 45.513,30, 45513.30.

    Errors: ``ValueError`` for one that can be read in two ways ("750,000").
    """
    bare = re.sub(r",(?:-+|=)$", "", re.sub(r"[€\s]|euro", "", given.casefold()))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", bare) or re.fullmatch(r"\d+,\d{1,2}", bare):
        return float(bare.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+(\.\d{1,2})?", bare):
        return float(bare)
    raise ValueError(f"“{given}” is geen bedrag dat we zeker weten. Schrijf hele euro's, zonder punten of woorden: 25000")


# Reading


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
                raise yaml.constructor.ConstructorError(None, None, f"“{key}” staat er twee keer", node.start_mark)
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
    return {found.id: found for found in (Document.model_validate(_filled(d)) for d in content.get("documents", []))}


def _yaml_entries(path: Path) -> list[tuple[str, Any]]:
    content = yaml.load(_text_of(path), _Text)
    if not isinstance(content, dict) or not isinstance(content.get("stories"), list):
        raise ValueError("dit bestand heeft geen lijst “stories:”. Neem een bestand in data/stories/ als voorbeeld")
    theme = content.get("theme")
    found = []
    for number, entry in enumerate(content["stories"], 1):
        named = entry.get("id") or entry.get("title") if isinstance(entry, dict) else None
        filled = _filled(entry)
        if isinstance(filled, dict) and theme:
            filled = {"theme": theme, **filled}
        found.append((f"verhaal “{named}”" if named else f"verhaal {number}", filled))
    return found


def _csv_entries(path: Path) -> list[tuple[str, Any]]:
    text = _text_of(path)
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") >= first.count(",") else ",")
    heads = {head: (head or "").strip().casefold().replace(" ", "_") for head in rows.fieldnames or ()}
    unknown = [head for head, name in heads.items() if name and name not in COLUMNS]
    if unknown:
        raise ValueError(f"de kolom “{unknown[0]}” kennen we niet.{_perhaps(unknown[0], COLUMNS)} Kolommen: {', '.join(COLUMNS)}")
    found = []
    for row in rows:
        if None in row:
            raise ValueError(f"rij {rows.line_num} heeft meer cellen dan kolommen. Zet een tekst met ; of , tussen aanhalingstekens")
        cells = {heads[head]: (cell or "").strip() for head, cell in row.items()}
        if any(cells.values()):
            found.append((f"rij {rows.line_num}" + (f" (“{cells['id']}”)" if cells.get("id") else ""), _story_of(cells)))
    return found


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
_ALSO = {**{column: path[-1] for column, path in COLUMNS.items()}, "gemeenten": "areas", "gemeente": "areas", "jaar": "years"}


def _said(error: Any) -> str:
    """One error of pydantic in Dutch."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"]).rstrip(".")
    if kind == "literal_error":
        return f"“{error['input']}” kan hier niet. Kies uit: {context['expected'].replace(' or ', ', ')}"
    if kind == "string_too_long":
        return f"dit is te lang ({len(error['input'])} tekens; het mag {context['max_length']} zijn)"
    if kind == "string_too_short":
        return "dit is te kort: vertel in een paar gewone zinnen wat er gebeurt"
    if kind == "string_pattern_mismatch":
        return f"“{error['input']}” kan niet. Gebruik kleine letters, cijfers en streepjes: buurtvervoer-emmen"
    if kind == "extra_forbidden":
        name = str(error["loc"][-1])
        fields = {*Story.model_fields, *Amount.model_fields, *Reach.model_fields}
        own = f" Bedoelt u {_ALSO[name]}?" if name in _ALSO else _perhaps(name, sorted(fields))
        return f"dit veld kennen we niet.{own}"
    return _DUTCH.get(kind, error["msg"])


def _field_of(location: tuple[int | str, ...], is_csv: bool) -> str:
    """A place in a story as the reader of the file knows it: "bedrag_bron", or "amounts 2, euro"."""
    names = tuple(part for part in location if isinstance(part, str))
    if is_csv:
        return _COLUMN_OF.get(names[:2]) or _COLUMN_OF.get(names[:1]) or ", ".join(names)
    said = ""
    for part in location:
        said += f" {part + 1}" if isinstance(part, int) else f"{', ' if said else ''}{part}"
    return said


def read(paths: Iterable[Path], known: Mapping[str, Document], taken: Mapping[str, str] | None = None) -> Reading:
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
                    Problem(path.name, named, _field_of(e["loc"], is_csv), _said(e)) for e in error.errors()
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
    return sorted(p for p in folder.glob("*") if p.suffix.casefold() in (".yaml", ".yml", ".csv") and p.name != DOCUMENTS)


@lru_cache(maxsize=4)
def stories(folder: Path = FOLDER) -> tuple[Story, ...]:
    """Every sound story, by theme in the order of the screen and then as the files have them.

    A story that is not sound is left out, with its problems in the log: one slip of the pen takes no page down.
    """
    reading = read(files(folder), documents(folder))
    for problem in reading.problems:
        log.error("%s", problem)
    order = list(themes())
    return tuple(sorted(reading.stories, key=lambda story: order.index(story.theme)))


def about(gemeente: str, theme: str | None = None, goal: int | None = None) -> tuple[Story, ...]:
    """The stories of a gemeente (or, with "PV22", of all of Drenthe), nearest first and then newest first.

    Stories of all of Drenthe come last; those of which the place is not known are not here.
    """
    found = [
        (near, -(story.latest or 0), story.id, story)
        for story in stories()
        if (theme is None or story.theme == theme)
        and (goal is None or goal in story.goals)
        and (near := story.near(gemeente)) is not None
    ]
    return tuple(story for *_, story in sorted(found, key=lambda entry: entry[:3]))


# The check


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def main(arguments: list[str] | None = None) -> int:
    """Say what is wrong with the stories; the exit codes are those of the module."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.stories",
        description="Kijkt verhalen na en zegt per verhaal en veld wat er niet klopt. Uitleg: docs/verhalen.md.",
        epilog="Afsluitcodes: 0 alles klopt, 1 er klopt iets niet, 2 verkeerde aanroep.",
    )
    parser.add_argument(
        "--check", nargs="*", required=True, type=Path, metavar="BESTAND", help="YAML of CSV; zonder bestand data/stories"
    )
    given: list[Path] = parser.parse_args(arguments).check
    absent = [path for path in given if not path.is_file()]
    wrong = [path for path in given if path.suffix.casefold() not in (".yaml", ".yml", ".csv")]
    if absent or wrong:
        said = f"{absent[0]} is er niet" if absent else f"{wrong[0].name} is geen YAML of CSV; bewaar het als CSV"
        print(f"{said}. Uitleg staat in docs/verhalen.md.", file=sys.stderr)
        return 2
    try:
        known = documents()
    except (ValidationError, yaml.YAMLError, FileNotFoundError) as error:
        print(f"data/stories/{DOCUMENTS} is niet te lezen.\n{error}")
        return 1
    own = files()
    checked = [path.resolve() for path in given] or own
    others = read((path for path in own if path.resolve() not in checked), known).stories
    reading = read(checked, known, {story.id: f"data/stories (thema {story.theme})" for story in others})
    for problem in reading.problems:
        print(problem)
    sound = _count(len(reading.stories), "verhaal", "verhalen")
    where = _count(len(checked), "bestand", "bestanden")
    if not reading.problems:
        print(f"Alles klopt: {sound} in {where}.")
        return 0
    broken = len({(problem.file, problem.story) for problem in reading.problems})
    print(f"\n{sound} in {where} in orde; bij {broken} moet u iets verbeteren (zie hierboven).")
    return 1


assert set(KINDS) == set(get_args(Kind))

if __name__ == "__main__":
    sys.exit(main())
