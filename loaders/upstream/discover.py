"""Which table goes by a title: for tables whose id changes every year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.upstream import hosts, selection, succession
from loaders.upstream.bodies import row
from loaders.upstream.errors import UpstreamError
from loaders.upstream.pages import Reader, address, follow
from monitor.freshness import in_words

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Listed:
    """A table as a catalogue lists it."""

    table: str
    title: str
    modified: date | None
    stopped: bool
    records: int | None
    catalogue: str = "CBS"

    @property
    def newness(self) -> tuple[bool, int, date, str]:
        """What makes one table newer than another: still alive, then the year in its title, then its date."""
        return (
            not self.stopped,
            max(succession.years(self.title), default=0),
            self.modified or date.min,
            self.table,
        )


def has_words(title: str, words: str) -> bool:
    """Say whether a title has all these words."""
    return set(_words(words)) <= set(_words(title))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def by_title(reader: Reader, protocol: str, host: str, title: str) -> list[Listed]:
    """Return the tables whose title has all these words, newest first. Errors: UpstreamError when no title fits."""
    words = _words(title)
    # Short words are looked for in what comes back: a question has room for few conditions.
    asked = [word for word in words if len(word) > 3][: selection.MAX_OR] or words[:1]
    if protocol == "odata3":
        conditions = " and ".join(f"substringof({selection.quoted(word)},tolower(Title))" for word in asked)
        listed = listed3(reader, host, conditions)
    else:
        conditions = " and ".join(f"contains(tolower(Title),{selection.quoted(word)})" for word in asked)
        listed = listed4(reader, host, conditions)
    fitting = [entry for entry in listed if has_words(entry.title, title)]
    if not fitting:
        raise UpstreamError(
            f"'{title}'",
            f"geen tabel bij {hosts.HOSTS[host]} heeft deze woorden in de titel.",
            "pas 'title' van deze bron aan in data/catalogue/sources.yaml",
        )
    return sorted(fitting, key=lambda entry: entry.newness, reverse=True)


def choice_sentence(title: str, chosen: Listed, others: Sequence[Listed]) -> str:
    """Return in Dutch which table was found by a title, and which were not chosen."""
    sentence = f"Gevonden op de titel '{title}': tabel {chosen.table}, '{chosen.title}'"
    if chosen.modified:
        sentence += f", bijgewerkt op {in_words(chosen.modified)}"
    if others:
        named = ", ".join(entry.table for entry in others[:3]) + (" ..." if len(others) > 3 else "")
        sentence += f". Niet gekozen: {named}"
    return sentence if len(others) > 3 else f"{sentence}."


def listed3(reader: Reader, host: str, conditions: str) -> list[Listed]:
    """Return the tables of the v3 catalogue that meet a $filter."""
    columns = [("Identifier", str), ("Title", str), ("Modified", str | None, None), ("Frequency", str | None, None),
               ("RecordCount", int | None, None), ("Language", str | None, None)]  # fmt: skip
    url = address(hosts.catalogue3(host), filter=conditions, format="json")
    return [
        Listed(
            entry.c0.strip(),
            entry.c1.strip(),
            succession.day(entry.c2),
            (entry.c3 or "").strip() == "Stopgezet",
            entry.c4,
        )
        for page in follow(reader, url, row("Listed3", columns))
        for entry in page
        if (entry.c5 or "nl").strip().lower().startswith("nl")
    ]


def listed4(reader: Reader, host: str, conditions: str) -> list[Listed]:
    """Return the tables of the v4 list of datasets that meet a $filter."""
    columns = [("Identifier", str), ("Title", str), ("Modified", str | None, None), ("Status", str | None, None),
               ("ObservationCount", int | None, None), ("Catalog", str | None, None), ("Language", str | None, None)]  # fmt: skip
    url = address(hosts.odata4(host, "Datasets"), filter=conditions)
    return [
        Listed(
            entry.c0.strip(),
            entry.c1.strip(),
            succession.day(entry.c2),
            entry.c3 == "Gediscontinueerd",
            entry.c4,
            entry.c5 or "CBS",
        )
        for page in follow(reader, url, row("Listed4", columns))
        for entry in page
        if (entry.c6 or "nl").strip().lower().startswith("nl")
    ]
