"""How fresh the figures of a source are: published when, fetched when, and what went wrong since.

Kept in ``data/freshness.json``, which goes wherever the snapshot goes (a rollback takes it along). Sources that were
never fetched are not in it; for those the catalogue's ``accessed`` is the day their file was downloaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from monitor.catalogue import DATA, Catalogue, Indicator, Source
from monitor.snapshot import FRESHNESS


class Freshness(BaseModel):
    """What is known of one source since it is fetched; the texts are Dutch and shown as they stand."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    #: The table the figures came from, and its title, as the publisher names them.
    table: str | None = None
    title: str | None = None
    #: The day the publisher last changed the table.
    published: date | None = None
    #: The day these figures were fetched, or came in as a file; None when a first attempt failed.
    fetched: date | None = None
    #: Name of the file that the figures came in; None when they were fetched.
    file: str | None = None
    #: The day somebody last looked, with success or without.
    checked: date | None = None
    #: That the table no longer gets new figures, and what follows it.
    discontinued: str | None = None
    #: Which table was found by its title, and why not the one the catalogue expects.
    chosen: str | None = None
    #: Why the last attempt failed; None when it did not.
    error: str | None = None
    #: Measure of the catalogue -> the title of the column it was.
    columns: dict[str, str] = Field(default_factory=dict)
    #: Indicators that did not come along the last time -> the day their figures were fetched (None: from a file).
    lagging: dict[str, date | None] = Field(default_factory=dict)

    def with_file(
        self, name: str, day: date, indicators: Collection[str], others: Collection[str]
    ) -> Freshness:
        """What is known after a file brought figures of ``indicators``, and none of the ``others`` of the source."""
        here = {"file": name, "fetched": day, "checked": day, "published": None, "error": None}
        kept = {id: self.fetched_for(id) for id in sorted(set(others) - set(indicators))}
        return self.model_copy(update={**here, "lagging": kept})

    def fetched_for(self, indicator: str) -> date | None:
        """The day the figures of this indicator were fetched; None when they are from a file."""
        return self.lagging.get(indicator, self.fetched)


def as_fetched(catalogue: Catalogue, known: Mapping[str, Freshness]) -> Catalogue:
    """Return the catalogue with each source under the table its figures really came from.

    That is another than the catalogue expects where a number was not there (any more) and the table was found by its
    title. Everything on screen takes a source from here, so that nothing names a table that was not fetched.
    """
    moved = {
        id: _under(source, known[id])
        for id, source in catalogue.sources.items()
        if id in known and _elsewhere(source, known[id])
    }
    return catalogue.model_copy(update={"sources": {**catalogue.sources, **moved}}) if moved else catalogue


def _elsewhere(source: Source, fresh: Freshness) -> bool:
    expected = {table.casefold() for table in (source.table, source.live and source.live.table) if table}
    return bool(source.table and fresh.table and fresh.table.casefold() not in expected)


def _under(source: Source, fresh: Freshness) -> Source:
    assert source.table
    assert fresh.table
    named = {
        name: text.replace(source.table, fresh.table)
        for name in ("attribution", "note")
        if (text := getattr(source, name))
    }
    title = fresh.title or source.title
    # A table says its edition in brackets, if anywhere: "... (indeling 2026)".
    bracketed = re.findall(r"\(([^()]+)\)", title)
    edition = (
        bracketed[-1] if bracketed else f"van {in_words(fresh.published)}" if fresh.published else "onbekend"
    )
    url = HttpUrl(str(source.url).replace(source.table, fresh.table)) if source.url else None
    return source.model_copy(
        update={**named, "table": fresh.table, "title": title, "edition": edition, "url": url}
    )


def read(data: Path = DATA) -> dict[str, Freshness]:
    """Return per source what is known; empty when nothing was ever fetched or the file cannot be read."""
    file = data / FRESHNESS
    try:
        seen = file.stat()
    except OSError:
        return {}
    return dict(_read(file, seen.st_mtime_ns, seen.st_ino))


@lru_cache(maxsize=4)
def _read(file: Path, changed: int, inode: int) -> Mapping[str, Freshness]:
    try:
        return parsed(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, AttributeError, ValidationError):
        return {}


def parsed(text: str) -> dict[str, Freshness]:
    """What :func:`text` wrote. Errors: ValueError, AttributeError."""
    return {str(id): Freshness.model_validate(entry) for id, entry in json.loads(text).items()}


def text(known: Mapping[str, Freshness]) -> str:
    """Return the content of the file: sorted, one field a line, so that a pull request shows what changed."""
    content = {id: known[id].model_dump(mode="json", exclude_defaults=True) for id in sorted(known)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def in_words(day: date) -> str:
    """Return a day as people write it: 1 november 2024."""
    return str(format_date(day, "d MMMM y", locale="nl_NL"))


def sentence(
    indicator: Indicator,
    source: Source,
    year: int,
    known: Mapping[str, Freshness],
    *,
    provisional: bool = False,
    upcoming: bool = True,
) -> str:
    """Return how fresh a figure is: "Cijfer van 2024, gepubliceerd op 3 juni 2026, opgehaald op 21 november 2026."

    ``known`` is what :func:`read` gives; ``provisional``: the figure may still change. The next release is the
    catalogue's own text, left out without ``upcoming``; a source that could not be fetched the last time says so.
    """
    fresh = known.get(source.id, Freshness())
    parts = [f"{'Voorlopig cijfer' if provisional else 'Cijfer'} van {year}"]
    fetched = fresh.fetched_for(indicator.id)
    if fresh.published and fetched == fresh.fetched:
        parts.append(f"gepubliceerd op {in_words(fresh.published)}")
    came = "toegevoegd" if fresh.file and indicator.id not in fresh.lagging else "opgehaald"
    parts.append(f"{came} op {in_words(fetched or source.accessed)}")
    sentences = [", ".join(parts) + "."]
    if indicator.next_release and upcoming:
        sentences.append(f"Volgende cijfers: {indicator.next_release}")
    if fresh.discontinued:
        sentences.append(fresh.discontinued)
    if fresh.error and fresh.checked and fetched != fresh.checked:
        sentences.append(
            f"Op {in_words(fresh.checked)} lukte ophalen niet; dit zijn de laatste goede cijfers."
        )
    return " ".join(sentences)
