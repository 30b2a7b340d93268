"""Whether a table still gets new figures, and which table took its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date, datetime

from monitor.freshness import in_words

_TABLE = re.compile(r"/dataset/([0-9A-Za-z]+)")
_BRACKETS = re.compile(r"\([^)]*\)")
_SENTENCE = re.compile(r"[^.]*\bopgevolgd door\b[^.]*(?:\.|$)", re.IGNORECASE)
_FOURS = re.compile(r"\b(?:19|20)\d\d\b")


def day(text: object) -> date | None:
    """Return the day of an ISO moment, None for anything else."""
    try:
        return datetime.fromisoformat(str(text)).date()
    except ValueError:
        return None


def years(title: str) -> list[int]:
    """Return the years a title names."""
    return [int(four_digits) for four_digits in _FOURS.findall(title)]


def likeness(title: str, other: str) -> float:
    """Return how much two titles are alike but for the edition in brackets, from 0 to 1."""
    # Not rapidfuzz: its ratio counts letters that stand apart too, so that more titles would pass for successors.
    one, two = (_BRACKETS.sub("", text).strip().casefold() for text in (title, other))
    return round(difflib.SequenceMatcher(None, one, two).ratio(), 2)


def successor(table: str, title: str, related: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Return id and title of the related table whose title is this one's but for the edition; None if there is none.

    ``related`` are titles with their address on StatLine.
    """
    best: tuple[float, int, str, str] | None = None
    for other, url in related:
        match = _TABLE.search(url)
        if not match or match[1].casefold() == table.casefold():
            continue
        alike = likeness(title, other)
        if alike >= 0.8:
            candidate = (alike, max(years(other), default=0), match[1], other)
            best = max(best, candidate) if best else candidate
    return (best[2], best[3]) if best else None


#: What whoever keeps the catalogue does about it; readers need not know.
ADAPT = "Pas de tabel aan in data/catalogue/sources.yaml."


def remark(table: str, stopped: date | None, next_table: tuple[str, str] | None, text: str = "") -> str:
    """Return in Dutch that a table stopped and what follows it; ``text`` is the publisher's own description."""
    since = f" sinds {in_words(stopped)}" if stopped else ""
    if next_table:
        follows = f"Opvolger volgens de bron: {next_table[0]}, '{next_table[1]}'."
    elif sentence := _SENTENCE.search(" ".join(re.sub(r"<[^>]*>", " ", text).split())):
        follows = f"De bron zegt: {sentence[0].strip()}"
    else:
        follows = "De bron noemt geen opvolger."
    return f"Tabel {table} is stopgezet{since}: er komen geen nieuwe cijfers bij. {follows}"
