"""Which column of an edition holds a measure: by its stem, its code, or its title with the titles above it.

The number behind a column's name (``MoeiteMetRondkomen_38``) is its place in that edition and changes with it, so the
catalogue never names it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from loaders.upstream.errors import UpstreamError
from monitor.did_you_mean import did_you_mean

T = TypeVar("T", int, str)
#: Groups of topics below each other; more is a circle.
DEEPEST = 20
_SUFFIX = re.compile(r"_\d+$")


class UnknownMeasureError(UpstreamError):
    """Measures of the catalogue are not in this edition of the table, or not in one place only.

    ``lacking`` are those measures as the catalogue names them.
    """

    def __init__(self, table: str, problem: str, todo: str = "", lacking: Iterable[str] = ()) -> None:
        super().__init__(table, problem, todo)
        self.lacking = tuple(lacking)


@dataclass(frozen=True)
class Topic:
    """One column: its key in this edition, its title with the titles of the groups above it, and its unit as written."""

    key: str
    path: tuple[str, ...]
    unit: str = ""

    @property
    def stem(self) -> str:
        """The key without its place in this edition."""
        return _SUFFIX.sub("", self.key)

    @property
    def title(self) -> str:
        """The whole path, as people read it."""
        return "/".join(self.path)


def find(table: str, topics: Collection[Topic], names: Mapping[str, str]) -> dict[str, Topic]:
    """Return the topic of each measure; ``names`` is the measure in the catalogue -> what to look for.

    Errors: UnknownMeasureError naming every measure that is not there, or that could be more than one column;
    UpstreamError when two measures are one column.
    """
    by_name: dict[str, Topic] = {}
    problems: dict[str, str] = {}
    for measure, wanted in names.items():
        fits = _fitting(topics, wanted)
        if len(fits) == 1:
            by_name[measure] = fits[0]
        elif fits:
            shown = "; ".join(topic.title for topic in fits[:4])
            problems[measure] = f"'{wanted}' kan {len(fits)} kolommen zijn ({shown})"
        else:
            near = did_you_mean(wanted, [topic.stem for topic in topics])
            hint = f" (lijkt op {', '.join(near)})" if near else ""
            problems[measure] = f"'{wanted}' is er niet{hint}"
    if problems:
        raise UnknownMeasureError(
            table,
            f"niet elke maat is te vinden: {'; '.join(problems.values())}.",
            "pas 'measures' van deze bron aan in data/catalogue/sources.yaml",
            problems,
        )
    if len({topic.key for topic in by_name.values()}) < len(by_name):
        # To fill the second from the first would hide a mistake in the catalogue.
        raise UpstreamError(
            table, "twee maten wijzen dezelfde kolom aan.", "pas 'measures' van deze bron aan"
        )
    return by_name


def path(
    title: str | None, group: T | None, groups: Mapping[T, tuple[str | None, T | None]]
) -> tuple[str, ...]:
    """Return a title with the titles above it; ``groups`` is id -> title and the id above."""
    titles = [(title or "").strip()]
    while group is not None and group in groups and len(titles) < DEEPEST:
        above, group = groups[group]
        titles.insert(0, (above or "").strip())
    return tuple(titles)


def _fitting(topics: Collection[Topic], wanted: str) -> list[Topic]:
    """The first way of naming that fits anything decides, so that a stem is not confused with a title."""
    path = tuple(_squeezed(part) for part in wanted.split("/"))
    ways = (
        lambda topic: topic.key == wanted,
        lambda topic: topic.stem == wanted,
        lambda topic: tuple(_squeezed(part) for part in topic.path) == path,
        lambda topic: tuple(_squeezed(part) for part in topic.path)[-len(path) :] == path,
    )
    for way in ways:
        if fits := [topic for topic in topics if way(topic)]:
            return fits
    return []


def _squeezed(text: str) -> str:
    """Letters and digits only, so that 'Aantal inwoners' and 'AantalInwoners' are the same."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
