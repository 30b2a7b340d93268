"""Find indicators by the words that a person would use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from monitor.catalogue import Catalogue, Indicator
from monitor.did_you_mean import did_you_mean


def plain(text: str) -> str:
    """Only words: no capitals, accents or signs, so that "Financiële" is found by "financiele"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


@dataclass(frozen=True)
class _Entry:
    """The words of one indicator, the most telling first: names, keywords, everything."""

    indicator: Indicator
    fields: tuple[str, str, str]


class Search:
    """The words of a catalogue, laid out once; the order of the indicators is the order of equally good answers."""

    def __init__(self, catalogue: Catalogue, indicators: list[Indicator]) -> None:
        titles = {theme.id: theme.title for theme in catalogue.themes}
        self._entries = [_entry(catalogue, indicator, titles[indicator.theme]) for indicator in indicators]
        words = {word for entry in self._entries for field in entry.fields[:2] for word in field.split()}
        self._words = sorted(word for word in words if len(word) > 3)

    def find(self, text: str, theme: str | None = None) -> list[Indicator]:
        """The indicators (of one theme) that have every word of ``text``; best first, all when there is no word.

        A word is found inside longer words too ("schuld" in "schulden"), a number only by itself.
        """
        words = _words(text)
        hits = []
        for entry in self._entries:
            if theme and entry.indicator.theme != theme:
                continue
            rank = _rank(entry, words)
            if rank is not None:
                hits.append((rank, entry.indicator))
        return [indicator for _, indicator in sorted(hits, key=lambda pair: pair[0])]

    def best(self, text: str) -> Indicator | None:
        """The one indicator that ``text`` means: what one needs to know before the rest, as long as its names or keywords
        have every word; None where none has them."""
        words = _words(text)
        ranked = [
            (rank, entry.indicator) for entry in self._entries if (rank := _rank(entry, words)) is not None
        ]
        if not words or not ranked:
            return None
        return min(ranked, key=lambda pair: (pair[0] == 2, not pair[1].need_to_know, pair[0]))[1]

    def meant(self, text: str) -> str | None:
        """The words of ``text`` with those that occur nowhere replaced by the nearest that does; None if none is near."""
        better = []
        for word in _words(text):
            if any(word in entry.fields[2] for entry in self._entries):
                better.append(word)
                continue
            near = did_you_mean(word, self._words, 1, 0.7)
            if not near:
                return None
            better.append(near[0])
        return " ".join(better) if better != _words(text) else None


def _entry(catalogue: Catalogue, indicator: Indicator, theme: str) -> _Entry:
    names = plain(f"{indicator.title} {indicator.short_title}")
    keywords = plain(" ".join(indicator.keywords))
    sources = [catalogue.sources[dataset.source] for dataset in indicator.datasets]
    goals = " ".join(f"doel{number}" for number in indicator.goals)
    described = " ".join(f"{s.publisher} {s.title} {s.table or ''} {s.attribution}" for s in sources)
    rest = plain(f"{theme} {indicator.definition} {goals} {described} {' '.join(indicator.populations)}")
    return _Entry(indicator, (names, keywords, f"{names} {keywords} {rest}"))


def _rank(entry: _Entry, words: list[str]) -> int | None:
    """Which field has all the words: 0 the names, 1 names and keywords, 2 the rest; None when some word is nowhere."""
    names, keywords, everything = entry.fields
    for rank, field in enumerate((names, f"{names} {keywords}", everything)):
        if all(_has(field, word) for word in words):
            return rank
    return None


def _has(field: str, word: str) -> bool:
    if not any(c.isdigit() for c in word):
        return word in field
    # "1" is not in "12", but the number of a table is its first part: "50150" is in "50150ned".
    return any(
        other == word or (word[0].isdigit() and len(word) > 3 and other.startswith(word))
        for other in field.split()
    )


def _words(text: str) -> list[str]:
    """The words of a question; "doel 4" is one."""
    return re.sub(r"\bdoel (\d+)\b", r"doel\1", plain(text)).split()
