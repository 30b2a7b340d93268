"""Fetch one source of the catalogue from the service that publishes it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from loaders.upstream import discover, odata3, odata4, pdok_figures, succession
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.http import Http, NotThereError
from loaders.upstream.pages import Reader
from loaders.upstream.selection import live_of
from loaders.upstream.table import NoFiguresError, NotThisTableError, Taken
from loaders.upstream.topics import Topic, UnknownMeasureError
from monitor.catalogue import Live, Source

log = logging.getLogger(__name__)
KEY = ["measure", "population", "region", "year"]
#: Some columns are filled years after the rest: this many editions back they are looked for.
EDITIONS = 4


@dataclass(frozen=True)
class Fetched:
    """A source as it is published now. ``frame`` has RAW_COLUMNS, sorted by measure, population, region and year."""

    frame: pd.DataFrame
    table: str
    title: str
    #: The day the publisher last changed the table.
    published: date | None
    #: In Dutch, with the successor, when the table no longer gets new figures.
    discontinued: str | None
    #: In Dutch, which table was found by its title, and why not the one expected.
    chosen: str | None
    #: Rows that came over the line.
    rows: int
    seconds: float
    #: Every answer was the one kept from an earlier time.
    not_modified: bool
    #: Measures asked for that are a column of the table but have no figure at all.
    empty: tuple[str, ...] = ()
    #: Measure -> the column it was, with its title and unit.
    topics: Mapping[str, Topic] = field(default_factory=dict)


def fetch(
    source: Source,
    measures: Collection[str],
    http: Http,
    progress: Callable[[int], None] | None = None,
) -> Fetched:
    """Return the figures of a source's ``live`` table for the measures wanted.

    ``progress`` is told the number of rows so far. A reading that contradicts itself is done once more, without the
    cache. Errors: UpstreamError, in Dutch; never a partial table.
    """
    if source.live is None or not measures:
        raise UpstreamError(
            source.id, "deze bron is niet op te halen.", "zet 'live' bij de bron in de catalogus"
        )
    started = time.monotonic()
    try:
        return _once(source, measures, http, progress, started, fresh=False)
    except InconsistentError as error:
        log.warning("%s, once more (%s)", error, error.cause)
        return _once(source, measures, http, progress, started, fresh=True)


def _once(
    source: Source,
    measures: Collection[str],
    http: Http,
    progress: Callable[[int], None] | None,
    started: float,
    fresh: bool,
) -> Fetched:
    live = live_of(source)
    reader = Reader(http, live.table or f"'{live.title}'", fresh)
    asking = _Asking(reader, source, measures, progress)
    taken, chosen = _by_table(asking) if live.table else _newest(asking)
    about, frames = taken[0].about, [one.frame for one in taken]
    return Fetched(
        frame=frames[0] if len(frames) == 1 else _together(frames),
        table=about.table,
        title=about.title,
        published=about.published,
        discontinued=about.discontinued,
        chosen=chosen,
        rows=reader.rows,
        seconds=time.monotonic() - started,
        not_modified=reader.changed == 0,
        empty=tuple(_lacking(measures, frames)),
        topics={measure: topic for one in reversed(taken) for measure, topic in one.topics.items()},
    )


@dataclass(frozen=True)
class _Asking:
    """What is asked for, of whichever table."""

    reader: Reader
    source: Source
    measures: Collection[str]
    progress: Callable[[int], None] | None

    @property
    def live(self) -> Live:
        return live_of(self.source)

    def listed(self, title: str) -> list[discover.Listed]:
        """Return the tables with these words in their title, newest first."""
        return discover.by_title(self.reader, self.live.protocol, self.live.host, title)

    def take(self, table: str, catalogue: str = "CBS", measures: Collection[str] | None = None) -> Taken:
        """Read one table."""
        self.reader.table = table
        measures = self.measures if measures is None else measures
        if self.live.protocol == "odata3":
            return odata3.take(self.reader, self.source, measures, self.progress)
        if self.live.protocol == "pdok":
            return pdok_figures.take(self.reader, self.source, measures, self.progress)
        return odata4.take(self.reader, self.source, measures, self.progress, catalogue)


#: The tables read, the one to name first; and in Dutch which it became.
_Found = tuple[list[Taken], str | None]


def _by_table(asking: _Asking) -> _Found:
    """Read the table that the catalogue expects; where it is not that, the one with its title."""
    live = asking.live
    assert live.table
    try:
        taken = asking.take(live.table)
    except NotThisTableError as error:
        if not live.title:
            raise
        log.warning("%s (%s)", error, error.cause)
        taken, chosen = _instead(asking, live.title, error)
        return [taken], chosen
    return [taken], None


def _instead(asking: _Asking, title: str, why: UpstreamError) -> tuple[Taken, str]:
    """Read the newest table with this title, in place of the one expected. Errors: UpstreamError that tells both."""
    expected = str(asking.live.table)
    try:
        fitting = asking.listed(title)
        others = sorted(
            (entry for entry in fitting if not _is_before(entry, asking.source, expected)),
            # Of one edition there are several with few words in common: the most alike is meant.
            key=lambda entry: (*entry.newness[:2], succession.likeness(asking.source.title, entry.title)),
            reverse=True,
        )
        # A table that is listed under its own id exists: then it is the service that fails.
        listed = any(entry.table == expected for entry in fitting)
        if not others or (listed and isinstance(why.__cause__, NotThereError)):
            raise UpstreamError(title, "geen andere tabel heeft deze woorden in de titel.")
        taken = asking.take(others[0].table, others[0].catalogue)
    except InconsistentError:
        raise
    except UpstreamError as error:
        where = "" if error.table.strip("'") == title else f"{error.table}: "
        raise UpstreamError(
            expected,
            f"{why.problem} Gezocht op de titel '{title}': {where}{error.problem}",
            why.todo,
            f"{why.cause}; {error.cause}",
        ) from error
    sentence = discover.choice_sentence(title, others[0], others[1:])
    return taken, f"Niet tabel {expected}: {why.problem} {sentence}"


def _is_before(entry: discover.Listed, source: Source, expected: str) -> bool:
    """Whether a listed table is the one expected, or of an earlier edition, which takes nothing's place."""
    named, wanted = succession.years(entry.title), succession.years(source.title)
    return entry.table == expected or bool(named and wanted and max(named) < max(wanted))


def _newest(asking: _Asking) -> _Found:
    """Read the newest table with a title; what it has not filled yet comes from an edition before it."""
    title = str(asking.live.title)
    newest, *older = asking.listed(title)
    chosen = discover.choice_sentence(title, newest, older)
    editions: list[Taken] = []
    for edition in [newest, *older[:EDITIONS]]:
        lacking = _lacking(asking.measures, [taken.frame for taken in editions])
        if not lacking:
            break
        try:
            taken = asking.take(edition.table, edition.catalogue, lacking)
        except (NoFiguresError, UnknownMeasureError) as error:
            if edition is newest and (isinstance(error, UnknownMeasureError) or not older):
                raise
            log.info("this edition does not help: %s", error)
            continue
        editions.append(taken)
        if edition is not newest:
            chosen += f" Nog niet gevuld, daarom uit tabel {edition.table}: {', '.join(sorted(lacking))}."
    if not editions:
        raise NoFiguresError(f"'{title}'", f"ook in {EDITIONS} oudere edities staat geen enkel cijfer.")
    return editions, chosen


def _lacking(measures: Collection[str], frames: list[pd.DataFrame]) -> list[str]:
    filled = {str(measure) for frame in frames for measure in frame["measure"].unique()}
    return sorted(set(measures) - filled)


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    frame = pd.concat(frames, ignore_index=True).sort_values(KEY, ignore_index=True)
    frame["missing"] = frame["missing"].astype(object).where(frame["missing"].notna(), None)
    return frame
