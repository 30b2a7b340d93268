"""Regions: their codes, names and spellings, and the groups they belong to in a year.

Reads ``data/regions.csv`` and ``data/region_groups.yaml`` once per division (monitor.division); everything is joined on code, names are for
people.
"""

from __future__ import annotations

import contextlib
import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator
from slugify import slugify

from monitor.did_you_mean import did_you_mean
from monitor.division import kept, regions_text
from monitor.observations import LEVELS, WITHIN
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE, PROVINCE_NAME, TEXTS_OF_PROVINCE

DATA = Path(__file__).resolve().parent.parent / "data"

Level = Literal["land", "provincie", "gemeente", "wijk", "buurt"]


#: Other codes that sources use for a region: GGD Drenthe covers the same 12 gemeenten as the province.
_OTHER_CODES = {"NL01": NEDERLAND, "GG0706": PROVINCE}


#: What a name of a region is made of. Names stand in every sentence, tooltip and file, so nothing else comes in.
_NAME = re.compile(r"[\w '’().,;/&+-]{1,80}")


class UnknownRegion(ValueError):  # noqa: N818 - said as "unknown region"
    """No region, or more than one, answers to a code or name; the message is Dutch and fit to show."""


@dataclass(frozen=True)
class Region:
    """A region as one or more yearly divisions know it.

    ``first_year`` and ``last_year`` are the first and last division that our sources hold and that has the
    region; ``last_year`` is None as long as it exists. ``province`` is "" where the sources do not say.
    """

    code: str
    name: str
    level: Level
    province: str
    first_year: int | None
    last_year: int | None
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its other spellings."""
        return (self.name, *self.aliases)

    def existed_in(self, year: int) -> bool:
        """Whether it was a region on 1 January of that year, as far as the divisions tell."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def gone_in(self, year: int) -> bool:
        """Whether a division of that year or before lacks it: between two divisions nobody here knows."""
        after = next((known for known in _divisions() if self.last_year and known > self.last_year), None)
        return after is not None and year >= after


@kept(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Every region of every division: land, 12 provinces, gemeenten since 2012, Drenthe's wijken and buurten since 2020.

    A code of a wijk or buurt that was given to another area occurs twice, once per area, oldest first.
    """
    return tuple(
        Region(
            code=row["code"],
            name=row["name"] if is_name(row["name"]) else row["code"],
            level=row["level"],  # type: ignore[arg-type]
            province=row["province"],
            first_year=int(row["first_year"]) if row["first_year"] else None,
            last_year=int(row["last_year"]) if row["last_year"] else None,
            aliases=tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in csv.DictReader(regions_text(DATA).splitlines())
    )


def is_name(text: str) -> bool:
    """Whether this can be the name of a region: letters, digits, spaces and what stands in Dutch names."""
    return _NAME.fullmatch(text) is not None and "_" not in text


def frame() -> pd.DataFrame:
    """``regions()`` as a table, one row per region: code, name, level, province, first_year, last_year."""
    table = pd.DataFrame(regions()).drop(columns="aliases")
    return table.astype({"first_year": "Int64", "last_year": "Int64"})


@kept(maxsize=1)
def _by_code() -> dict[str, tuple[Region, ...]]:
    by_code: dict[str, list[Region]] = {}
    for entry in regions():
        by_code.setdefault(entry.code, []).append(entry)
    return {code: tuple(entries) for code, entries in by_code.items()}


def area(code: str, year: int) -> Region | None:
    """The region that a code stood for in a year; before the oldest known division the oldest, None for an unknown code.

    A code that was given to another area stands for two.
    """
    entries = _by_code().get(code, ())
    return next(
        (e for e in entries if e.last_year is None or year <= e.last_year), entries[-1] if entries else None
    )


@kept(maxsize=64)
def gemeenten(year: int) -> frozenset[str]:
    """Codes of all gemeenten of Nederland on 1 January of that year."""
    return frozenset(r.code for r in regions() if r.level == "gemeente" and r.existed_in(year))


@kept(maxsize=1)
def _divisions() -> tuple[int, ...]:
    """The years whose gemeenten the register knows: those in which it sees one come or stay for the last time."""
    seen = {year for r in regions() if r.level == "gemeente" for year in (r.first_year, r.last_year)}
    return tuple(sorted(year for year in seen if year))


def region(code: str, year: int | None = None) -> Region:
    """The region behind a code, as it was in the division that a figure of ``year`` uses; None means today.

    Errors: ``UnknownRegion``.
    """
    entries = _by_code().get(code)
    if not entries:
        raise UnknownRegion(f"{code} is geen bekend gebied.")
    return entries[-1] if year is None else area(code, year) or entries[-1]


def name(code: str, year: int | None = None) -> str:
    """The name of a region, or of gemeenten together: "Emmen". Give the year of the figure for a wijk or buurt: some codes
    changed area.

    Errors: ``UnknownRegion``.
    """
    if code == PROVINCE:
        return PROVINCE_NAME
    together = region_set(code)
    return together.title if together else region(code, year).name


def place(code: str) -> str:
    """What stands after "in" in a sentence: "Emmen", "de Regio Deal Noord-Drenthe". Errors: ``UnknownRegion``."""
    together = region_set(code)
    return together.place if together else name(code)


def slug_of(code: str) -> str:
    """A region or gemeenten together as they stand in an address: "de-wolden", "fryslan", "corop-noord"."""
    return code if region_set(code) else slugify(name(code).replace("'", ""))


def file_slug(code: str) -> str:
    """A region or gemeenten together as they stand in the name of a file."""
    return slugify(slug_of(code))


def level(code: str) -> Level:
    """land, provincie, gemeente, wijk or buurt. Errors: ``UnknownRegion``."""
    return region(code).level


def gemeente_of(part: str) -> str:
    """Code of the gemeente that a wijk or buurt lies in: WK011401 -> GM0114."""
    return f"GM{part[2:6]}"


def wijk_of(buurt: str) -> str:
    """Code of the wijk that a buurt lies in: BU01140103 -> WK011401."""
    return f"WK{buurt[2:8]}"


def same_area(code: str, figure_year: int, boundary_year: int) -> bool:
    """Whether a figure of one year is about the area that a boundary of another year draws.

    False where a code of a wijk or buurt was given to another area between the two. A gemeente that grew by a merger under
    its own code (Groningen, 2019) counts as the same area. Errors: ``UnknownRegion``.
    """
    return region(code, figure_year) == region(code, boundary_year)


def key(name: str) -> str:
    """Return a name for comparing: no case, accents, spaces or signs."""
    if "Ã" in name or "â€" in name:
        # UTF-8 that somebody read as Windows-1252: "SÃºdwest-FryslÃ¢n".
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp1252").decode("utf-8")
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in bare if letter.isalnum())


@kept(maxsize=1)
def _by_name() -> dict[str, tuple[Region, ...]]:
    by_name: dict[str, list[Region]] = {}
    for entry in regions():
        for spelling in dict.fromkeys(key(text) for text in entry.names):
            by_name.setdefault(spelling, []).append(entry)
    return {spelling: tuple(entries) for spelling, entries in by_name.items()}


def resolve(text: str, level: Level | None = None) -> str:
    """The code of a region given by code, name or another spelling: "Den Haag" -> "GM0518".

    Without ``level`` a wijk or buurt is never found by name (Tynaarlo is a wijk too). "Groningen" and "Utrecht" are a
    province and a gemeente: say which with ``level``.
    Errors: ``UnknownRegion``, with what was perhaps meant.
    """
    code = _OTHER_CODES.get(text.strip(), text.strip())
    if code in _by_code() and level in (None, _by_code()[code][0].level):
        return code
    candidates = {
        entry.code: entry
        for entry in _by_name().get(key(text), ())
        if entry.level == level or (level is None and entry.level not in WITHIN)
    }
    if len(candidates) == 1:
        return next(iter(candidates))
    if candidates:
        choices = " of ".join(f"{c.level} {c.name} ({c.code})" for c in candidates.values())
        raise UnknownRegion(f"“{text.strip()}” kan meer dan één gebied zijn: {choices}.")
    known = [s for s, entries in _by_name().items() if any(e.level == (level or "gemeente") for e in entries)]
    close = [_by_name()[s][0].name for s in did_you_mean(key(text), known, 2, 0.6)]
    hint = f" Bedoelt u {' of '.join(close)}?" if close else ""
    raise UnknownRegion(f"“{text.strip()}” is geen bekend gebied.{hint}")


Kind = Literal["regiodeal", "programma", "samenwerking", "stedelijk", "krimp", "corop"]


class Group(BaseModel):
    """A named set of gemeenten in a period, as one document states it.

    ``first_year`` and ``last_year`` bound the years for which the source (or, until another source says
    otherwise, the latest one) states the members; None is open. ``members`` may lie outside Drenthe.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    title: str
    #: After "in" in a sentence: "de Regio Deal Noord-Drenthe".
    place: str
    kind: Kind
    first_year: int | None = None
    last_year: int | None = None
    members: tuple[str, ...]
    source: str
    note: str | None = None

    @property
    def members_here(self) -> tuple[str, ...]:
        """The members that count in a total of the province."""
        return tuple(code for code in self.members if code in GEMEENTEN)

    def holds_in(self, year: int) -> bool:
        """Whether the membership is known to hold in that year."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    @model_validator(mode="after")
    def _known_gemeenten(self) -> Group:
        unknown = [code for code in self.members if code not in _by_code() or level(code) != "gemeente"]
        if unknown:
            raise ValueError(f"{self.id}: not gemeenten: {unknown}")
        if len(set(self.members)) != len(self.members):
            raise ValueError(f"{self.id}: a member twice")
        return self


@kept(maxsize=1)
def _groups() -> tuple[Group, ...]:
    if not TEXTS_OF_PROVINCE:
        return ()
    content = yaml.safe_load((DATA / "region_groups.yaml").read_text(encoding="utf-8"))
    return tuple(Group(**entry) for entry in content["groups"])


def groups(on: int | None = None, kind: Kind | None = None) -> tuple[Group, ...]:
    """The groups whose members are known for a year (None: of all years), in the order of the file."""
    return tuple(
        group
        for group in _groups()
        if (on is None or group.holds_in(on)) and (kind is None or group.kind == kind)
    )


def group(id: str) -> Group:
    """One group. Errors: ``UnknownRegion``."""
    match = next((group for group in _groups() if group.id == id), None)
    if match is None:
        raise UnknownRegion(f"“{id}” is geen bekende groep gemeenten.")
    return match


#: The first part of the code of a group that a reader makes; the parts stand between signs that an address leaves as they are.
OWN, _BETWEEN = "mijn-regio", "~"

#: The name of a group without one.
OWN_TITLE = "Mijn regio"

#: The most gemeenten of a group that a reader makes, and what its name is made of.
MOST_MEMBERS = 40
_OWN_NAME = re.compile(r"[^\W\d_][\w '’()-]{0,39}")


@dataclass(frozen=True)
class RegionSet:
    """Gemeenten that are counted together: a group, another province, or what a reader puts together.

    ``code``: its code, and what it is called in an address. ``title``: on a button or in a table; ``place``: after "in" in
    a sentence. ``region``: the code of the region that they are, whose published figures go before a calculation; None
    for a set without one.
    """

    code: str
    title: str
    place: str
    members: frozenset[str]
    region: str | None = None


@kept(maxsize=1)
def sets() -> dict[str, RegionSet]:
    """Code -> the groups, those of today first, and then the other provinces."""
    every = [
        RegionSet(group.id.replace("_", "-"), group.title, group.place, frozenset(group.members))
        for group in sorted(groups(), key=lambda group: group.last_year is not None)
    ]
    for province in regions():
        if province.level == "provincie" and province.code != PROVINCE:
            members = frozenset(
                r.code for r in regions() if r.level == "gemeente" and r.province == province.code
            )
            id = f"provincie-{slugify(province.name.replace(chr(39), ''))}"
            title, in_sentence = f"Provincie {province.name}", f"de provincie {province.name}"
            every.append(RegionSet(id, title, in_sentence, members, province.code))
    return {one.code: one for one in every}


@kept(maxsize=1)
def by_slug() -> dict[str, str]:
    """What a gemeente is called in an address -> its code, of all gemeenten of today."""
    return {
        slugify(r.name.replace("'", "")): r.code
        for r in regions()
        if r.level == "gemeente" and r.last_year is None
    }


def own_code(title: str, members: Iterable[str]) -> str:
    """The code of a group that a reader makes, which says all of it: the same group always has the same code.

    ``title``: "" for none; ``members``: codes of gemeenten.
    """
    return _BETWEEN.join([OWN, title, *sorted(slug_of(member) for member in set(members))])


def own_parts(code: str) -> tuple[str, list[str]] | None:
    """The name and the members (as in an address) of a group that a reader makes, whatever they are; None for another code."""
    first, *rest = code.split(_BETWEEN)
    if first.lower() != OWN:
        return None
    # Somebody who types an address may leave the name out.
    if rest and rest[0].lower() in by_slug():
        rest = ["", *rest]
    return (" ".join(rest[0].split()), rest[1:]) if rest else ("", [])


def is_own_name(title: str) -> bool:
    """Whether a reader may call a group this: letters first, no signs that mean something elsewhere, and not the name of
    another place."""
    taken = {key(one.title) for one in sets().values()} | set(_by_name())
    return _OWN_NAME.fullmatch(title) is not None and "_" not in title and key(title) not in taken


@kept(maxsize=256)
def _own(code: str) -> RegionSet | None:
    parts = own_parts(code)
    if parts is None:
        return None
    title, slugs = parts
    members = [by_slug().get(slug) for slug in slugs]
    if not 0 < len(members) <= MOST_MEMBERS or None in members or (title and not is_own_name(title)):
        return None
    known = frozenset(member for member in members if member)
    return (
        RegionSet(code, title or OWN_TITLE, title or OWN_TITLE, known)
        if own_code(title, known) == code
        else None
    )


def region_set(code: str) -> RegionSet | None:
    """The gemeenten that a code stands for; None for the code of a region, and for one that stands for nothing."""
    if code[:2] in LEVELS.values():
        return None
    return sets().get(code) or (_own(code) if code.startswith(OWN + _BETWEEN) else None)


def members_of(code: str) -> frozenset[str]:
    """The gemeenten that a region is or that are counted together; of the land and another region itself alone."""
    together = region_set(code)
    return together.members if together else frozenset(GEMEENTEN if code == PROVINCE else (code,))
