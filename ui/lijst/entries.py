"""Mijn lijst: which figures of which places, in which order, under which name. It lives in the address; what is kept is that
link.

An entry is written in words ("roken~18+~emmen"), and entries stand apart: what a later edition no longer knows, or what was
cut off, costs that entry and not the list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.province import PROVINCE
from monitor.regions import slug_of
from ui.choose import regions
from ui.choose.url import as_typed
from ui.data import catalogue

#: As many as a report of all five forms is made of in a few seconds, and as a reader still oversees.
MOST = 24
#: Characters of a name, and of the list in an address.
LONGEST_NAME, LONGEST = 80, 4_000
#: So many of what is not known are named.
NAMED = 3

#: Between entries, and between the parts of one: an address needs no escapes for them.
_BETWEEN, _WITHIN = ".", "~"


@dataclass(frozen=True)
class Entry:
    """One figure of one place: id of an indicator, one of its populations, and the code of a gemeente or the province."""

    indicator: str
    population: str
    region: str


@dataclass(frozen=True)
class FigureList:
    """Entries in the order of the reader, each once; ``name``: the reader's own, "" for none."""

    entries: tuple[Entry, ...] = ()
    name: str = ""

    def with_entries(self, more: Iterable[Entry]) -> FigureList:
        """The list with those that it has not yet at its end, as far as they fit."""
        return replace(self, entries=tuple(dict.fromkeys([*self.entries, *more]))[:MOST])


def places() -> dict[str, str]:
    """Short name -> code of what a figure can be of: the province and its gemeenten."""
    return {slug_of(PROVINCE): PROVINCE, **regions.gemeente_slugs()}


def to_address(entries: Sequence[Entry]) -> str:
    """The entries as one value of an address; "" for none."""
    return _BETWEEN.join(
        _WITHIN.join((entry.indicator, entry.population, slug_of(entry.region))) for entry in entries
    )


def from_address(text: str, name: str = "") -> tuple[FigureList, list[str]]:
    """The list of an address, and in Dutch what of it could not be read: the rest is there."""
    wrong: list[str] = []
    if len(text) > LONGEST:
        # The last one may be half.
        text = text[:LONGEST].rpartition(_BETWEEN)[0]
        wrong.append("Deze lijst is te lang voor een adres. U ziet het begin.")
    parts = [part for part in text.split(_BETWEEN) if part]
    read = [_entry(part) for part in parts]
    if unknown := [part for part, entry in zip(parts, read, strict=True) if entry is None]:
        more = len(unknown) - NAMED
        named = ", ".join(f"“{part[:60]}”" for part in unknown[:NAMED]) + (
            f" en nog {more}" if more > 0 else ""
        )
        wrong.append(
            f"Dit op uw lijst kent de monitor niet: {named}. De link is afgebroken, of het cijfer is er niet meer. De rest "
            "van uw lijst staat er nog."
        )
    entries = list(dict.fromkeys(entry for entry in read if entry))
    if len(entries) > MOST:
        wrong.append(f"Op een lijst passen {MOST} cijfers. Wat daarna kwam, is weggelaten.")
    return FigureList(tuple(entries[:MOST]), clean_name(name)), wrong


def clean_name(text: str) -> str:
    """A name as it is kept: on one line, without signs that are not seen, and no longer than :data:`LONGEST_NAME`."""
    seen = (c if unicodedata.category(c)[0] not in "CZ" else " " if c.isspace() else "" for c in text)
    return " ".join("".join(seen).split())[:LONGEST_NAME].strip()


def _entry(part: str) -> Entry | None:
    indicator, _, rest = part.partition(_WITHIN)
    population, _, place = rest.rpartition(_WITHIN)
    known = catalogue().indicators.get(indicator.lower())
    if known is None:
        return None
    of, region = as_typed(population, known.populations), places().get(place.lower())
    return Entry(known.id, of, region) if of and region else None
