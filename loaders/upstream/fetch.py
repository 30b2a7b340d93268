"""Fetch one source of the catalogue from the service that publishes it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from loaders.catalogue import Source
from loaders.upstream import discover, odata3, odata4, pdok_figures
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.http import Http
from loaders.upstream.pages import Reader
from loaders.upstream.table import NoFiguresError, Taken
from loaders.upstream.topics import UnknownMeasureError

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
    #: In Dutch, which table was found by its title.
    chosen: str | None
    #: Rows that came over the line.
    rows: int
    seconds: float
    #: Every answer was the one kept from an earlier time.
    not_modified: bool
    #: Measures asked for that are a column of the table but have no figure at all.
    empty: tuple[str, ...] = ()


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
    live = source.live
    assert live is not None
    reader = Reader(http, live.table or source.table or "", fresh)
    chosen: str | None = None
    older: list[discover.Listed] = []
    catalogue = "CBS"
    if live.title and not live.table:
        reader.table = f"'{live.title}'"
        (newest, *older), chosen = discover.by_title(reader, live.protocol, live.host, live.title)
        reader.table, catalogue = newest.table, newest.catalogue
    if not reader.table:
        raise UpstreamError(
            source.id, "de catalogus noemt geen tabel.", "zet 'table' of 'title' onder 'live'"
        )
    try:
        taken = _take(reader, source, measures, progress, catalogue)
    except NoFiguresError:
        if not older:
            raise
        about, frames = None, []
    else:
        about, frames = taken.about, [taken.frame]
    for edition in older[:EDITIONS]:
        lacking = _lacking(measures, frames)
        if not lacking:
            break
        reader.table = edition.table
        try:
            taken = _take(reader, source, lacking, progress, edition.catalogue)
        except (NoFiguresError, UnknownMeasureError) as error:
            log.info("an older edition does not help: %s", error)
            continue
        about = about or taken.about
        frames.append(taken.frame)
        chosen = f"{chosen} Nog niet gevuld, daarom uit tabel {edition.table}: {', '.join(sorted(lacking))}."
    if about is None:
        raise NoFiguresError(f"'{live.title}'", f"ook in {EDITIONS} oudere edities staat geen enkel cijfer.")
    frame = frames[0] if len(frames) == 1 else _together(frames)
    return Fetched(
        frame=frame,
        table=about.table,
        title=about.title,
        published=about.published,
        discontinued=about.discontinued,
        chosen=chosen,
        rows=reader.rows,
        seconds=time.monotonic() - started,
        not_modified=reader.changed == 0,
        empty=tuple(_lacking(measures, frames)),
    )


def _take(
    reader: Reader,
    source: Source,
    measures: Collection[str],
    progress: Callable[[int], None] | None,
    catalogue: str,
) -> Taken:
    assert source.live is not None
    if source.live.protocol == "odata3":
        return odata3.take(reader, source, measures, progress)
    if source.live.protocol == "pdok":
        return pdok_figures.take(reader, source, measures, progress)
    return odata4.take(reader, source, measures, progress, catalogue)


def _lacking(measures: Collection[str], frames: list[pd.DataFrame]) -> list[str]:
    filled = {str(measure) for frame in frames for measure in frame["measure"].unique()}
    return sorted(set(measures) - filled)


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    frame = pd.concat(frames, ignore_index=True).sort_values(KEY, ignore_index=True)
    frame["missing"] = frame["missing"].astype(object).where(frame["missing"].notna(), None)
    return frame
