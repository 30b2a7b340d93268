"""How far everyone can use this site: what was tested and found, what is known not to work, and whom to tell."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl

from monitor.catalogue import DATA
from monitor.province import ORGANISATION

#: Written by ``make axe``.
RECORD = DATA / "accessibility.json"
#: Who answers for the site; to be filled in by who runs it.
STATEMENT = DATA / "accessibility.yaml"

#: Of the Besluit digitale toegankelijkheid overheid.
Status = Literal["A", "B", "C", "D"]
STATUSES: dict[Status, tuple[str, str]] = {
    "A": ("voldoet volledig", "Uit een volledig onderzoek blijkt dat de site aan alle eisen voldoet."),
    "B": (
        "voldoet gedeeltelijk",
        "Uit een volledig onderzoek blijkt aan welke eisen de site nog niet voldoet, en wanneer dat verholpen is.",
    ),
    "C": (
        "eerste maatregelen genomen",
        "Er is aan de eisen gewerkt, maar er is nog geen volledig onderzoek door deskundigen.",
    ),
    "D": ("voldoet niet", "Er zijn nog geen maatregelen genomen."),
}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Finding(_Part):
    """A rule that an element of a view does not meet."""

    rule: str
    help: str
    view: str
    element: str


class Keyboard(_Part):
    """A page walked over with the tab key: how many stops, those without a name, those whose focus cannot be seen."""

    page: str
    stops: int
    nameless: tuple[str, ...]
    unseen: tuple[str, ...]
    caught: bool

    @property
    def fine(self) -> bool:
        return not (self.nameless or self.unseen or self.caught)


class Record(_Part):
    """What the tests found the last time that all of them ran.

    ``states``: the pages in the states that were looked at; ``views``: those, in every size and theme; ``rules``: how many
    rules of axe-core apply to at least one of them; ``sideways``: the states that slide sideways at 320 pixels.
    """

    tested: date
    axe: str
    browser: str
    streamlit: str
    states: tuple[str, ...]
    sizes: tuple[int, ...]
    views: int
    rules: int
    findings: tuple[Finding, ...]
    keyboard: tuple[Keyboard, ...]
    sideways: tuple[str, ...]


class Limit(_Part):
    """What does not work for everyone, for whom, what to do instead, and where its maker knows of it."""

    what: str
    instead: str
    upstream: HttpUrl | None = None


class Statement(_Part):
    """Who answers for the site. ``contact``: an address to write to (a web page or e-mail), None until it is filled in;
    ``register``: where the signed statement stands, None as long as there is none."""

    organisation: str = ORGANISATION
    status: Status
    contact: str | None = Field(default=None, pattern=r"^(https://\S+|[^@\s]+@[^@\s]+\.[^@\s]+)$")
    register_entry: HttpUrl | None = Field(default=None, alias="register")
    limits: tuple[Limit, ...]


def record() -> Record:
    """What the tests found. Errors: ``FileNotFoundError``, ``pydantic.ValidationError``."""
    return _record(RECORD.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _record(changed: int) -> Record:
    return Record.model_validate_json(RECORD.read_text(encoding="utf-8"))


def statement() -> Statement:
    """Who answers for the site and what is known not to work."""
    return _statement(STATEMENT.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _statement(changed: int) -> Statement:
    return Statement.model_validate(yaml.safe_load(STATEMENT.read_text(encoding="utf-8")))


def write(record: Record, file: Path = RECORD) -> None:
    """Write what the tests found: one thing a line, so that a change shows what became better or worse."""
    file.write_text(
        json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
