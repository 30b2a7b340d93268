"""Fetch one source of the catalogue from the service that publishes it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from loaders.catalogue import Source
from loaders.upstream import discover, odata3, odata4
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.http import Http
from loaders.upstream.pages import Reader

log = logging.getLogger(__name__)


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
    chosen, catalogue = None, "CBS"
    reader = Reader(http, live.table or source.table or "", fresh)
    if live.title and not live.table:
        reader.table = f"'{live.title}'"
        found, chosen = discover.by_title(reader, live.protocol, live.host, live.title)
        reader.table, catalogue = found.table, found.catalogue
    if not reader.table:
        raise UpstreamError(
            source.id, "de catalogus noemt geen tabel.", "zet 'table' of 'title' onder 'live'"
        )
    if live.protocol == "odata3":
        taken = odata3.take(reader, source, measures, progress)
    else:
        taken = odata4.take(reader, source, measures, progress, catalogue)
    filled = set(taken.frame["measure"].unique())
    return Fetched(
        frame=taken.frame,
        table=taken.about.table,
        title=taken.about.title,
        published=taken.about.published,
        discontinued=taken.about.discontinued,
        chosen=chosen,
        rows=reader.rows,
        seconds=time.monotonic() - started,
        not_modified=reader.changed == 0,
        empty=tuple(measure for measure in sorted(measures) if measure not in filled),
    )
