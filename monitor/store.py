"""The read side of the snapshot: one tidy table, asked through Ibis so that another engine can take DuckDB's place."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa

from monitor import columnar, snapshot
from monitor.catalogue import DATA
from monitor.manifest import BrokenSnapshotError
from monitor.observations import KEY, LEVELS

log = logging.getLogger(__name__)

OBSERVATIONS = DATA / "observations"


class Store:
    """The observations of one snapshot folder, asked through DuckDB: :mod:`monitor.columnar`.

    Errors: ``FileNotFoundError`` when the folder holds no observations; ``BrokenSnapshotError`` when they are not those
    that were written.
    """

    def __init__(self, folder: Path = OBSERVATIONS) -> None:
        self._lock = threading.Lock()
        #: ``version`` is the :func:`monitor.snapshot.version` of what is held here.
        (self.manifest, made), self.version = snapshot.steady(folder, columnar.checked)
        if not self.manifest.files:
            raise FileNotFoundError(f"no observations in {folder}: run python -m loaders.build")
        self._table = _opened(columnar.kept(folder, self.manifest, made))

    def observations(
        self,
        indicators: str | list[str] | None = None,
        *,
        populations: str | list[str] | None = None,
        regions: list[str] | None = None,
        levels: list[str] | None = None,
        years: list[int] | None = None,
    ) -> pd.DataFrame:
        """Observations in the columns of the data contract, sorted by key; None means all.

        ``levels`` takes the names of :data:`monitor.observations.LEVELS`.
        """
        table = self._rows(indicators, populations, regions, levels, years)
        # A DuckDB connection serves one query at a time, and Streamlit runs every session in its own thread.
        with self._lock:
            frame = table.order_by(*KEY).to_pandas()
        frame["year"] = frame["year"].astype(int)
        return frame

    def table(
        self,
        indicators: str | list[str] | None = None,
        *,
        populations: str | list[str] | None = None,
        regions: list[str] | None = None,
        years: list[int] | None = None,
    ) -> pa.Table:
        """:meth:`observations` as an Arrow table: for who only passes them on."""
        table = self._rows(indicators, populations, regions, None, years)
        with self._lock:
            return table.order_by(*KEY).to_pyarrow()

    def _rows(
        self,
        indicators: str | list[str] | None,
        populations: str | list[str] | None,
        regions: list[str] | None,
        levels: list[str] | None,
        years: list[int] | None,
    ) -> ibis.Table:
        table = self._table
        if indicators is not None:
            table = table.filter(table.indicator.isin(_as_list(indicators)))
        if populations is not None:
            table = table.filter(table.population.isin(_as_list(populations)))
        if regions is not None:
            table = table.filter(table.region.isin(regions))
        if levels is not None:
            table = table.filter(table.region.substr(0, 2).isin([LEVELS[level] for level in levels]))
        if years is not None:
            table = table.filter(table.year.isin(years))
        return table

    def sources(
        self,
        indicators: str | list[str] | None = None,
        *,
        populations: str | list[str] | None = None,
        regions: list[str] | None = None,
        levels: list[str] | None = None,
        years: list[int] | None = None,
    ) -> pd.DataFrame:
        """Which sources the same call of :meth:`observations` draws on: indicator, source, without doubles, sorted."""
        rows = self._rows(indicators, populations, regions, levels, years).select("indicator", "source")
        with self._lock:
            return rows.distinct().order_by("indicator", "source").to_pandas()

    def availability(self) -> pd.DataFrame:
        """Per indicator, population, level and year the number of figures: indicator, population, level, year, n."""
        table = self._table.filter(self._table.value.notnull())
        counted = table.group_by(
            "indicator", "population", table.region.substr(0, 2).name("prefix"), "year"
        ).agg(n=table.count())
        with self._lock:
            frame = counted.to_pandas()
        names = {prefix: level for level, prefix in LEVELS.items()}
        frame["level"] = frame.pop("prefix").map(names)
        frame["year"] = frame["year"].astype(int)
        return frame.sort_values(["indicator", "population", "level", "year"], ignore_index=True)


def _opened(rows: Path | pa.Table) -> ibis.Table:
    """The rows of a snapshot (data contract) as a table to ask: of a file only what is asked for is read."""
    connection = ibis.duckdb.connect()
    if isinstance(rows, pa.Table):
        return connection.create_table("observations", rows)
    return connection.read_parquet(rows, table_name="observations")


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


@dataclass(frozen=True)
class State:
    """Which figures are in use, and why not those on disk: ``refused`` is None when they are, else Dutch.

    ``previous``: the figures in use are those of before the ones on disk, because nothing newer could be read.
    """

    store: Store
    refused: str | None = None
    previous: bool = False


class _Reader:
    """The figures of one folder: the newest good ones. What fails its check is looked at once and left alone."""

    #: So many snapshots are kept in memory: going back and forth costs nothing.
    KEPT = 2

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._kept: dict[str, Store] = {}
        self._seen: str | None = None
        self._state: State | None = None
        self._why: FileNotFoundError | None = None

    def state(self) -> State:
        """What is in use now. Errors: FileNotFoundError when there are no figures that can be used."""
        seen = self._version()
        # Whoever comes while somebody reads the new figures goes on with those in use.
        if seen != self._seen and self._lock.acquire(blocking=self._state is None):
            try:
                self._follow()
            finally:
                self._lock.release()
        if self._state is None:
            raise self._why or FileNotFoundError(f"no observations in {self._folder}")
        return self._state

    def read(self) -> bool:
        """Whether there is nothing new to read."""
        return self._state is not None and self._version() == self._seen

    def _version(self) -> str:
        try:
            return snapshot.version(self._folder)
        except FileNotFoundError:
            return ""

    def _follow(self) -> None:
        seen = self._version()
        if seen == self._seen:
            return
        try:
            store = self._kept.get(seen) or Store(self._folder)
        except snapshot.ChangedMeanwhileError as error:
            # Somebody is still writing: looked at again by who comes next.
            log.info("%s", error)
            return
        except Exception as error:
            self._refuse(error)
            self._seen = seen
            return
        self._keep(store)
        self._state, self._seen = State(store), store.version

    def _refuse(self, error: Exception) -> None:
        why = error.why if isinstance(error, BrokenSnapshotError) else _in_dutch(error)
        if self._state is not None:
            log.error("the figures on disk are not taken, the last good ones stay: %s", why, exc_info=error)
            self._state = replace(self._state, refused=why)
            return
        previous = self._folder.with_name(self._folder.name + snapshot.PREVIOUS)
        try:
            store = Store(previous)
        except Exception:
            log.error("there are no figures to show: %s", why, exc_info=error)
            self._why = error if isinstance(error, FileNotFoundError) else NoFiguresError(why)
            return
        log.error("the figures on disk are not taken, those before them are: %s", why, exc_info=error)
        self._keep(store)
        self._state = State(store, why, previous=True)

    def _keep(self, store: Store) -> None:
        self._kept.pop(store.version, None)
        self._kept[store.version] = store
        while len(self._kept) > self.KEPT:
            del self._kept[next(iter(self._kept))]


class NoFiguresError(FileNotFoundError):
    """There are files, but none that can be used; the message is Dutch."""


def _in_dutch(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "er staan geen cijfers"
    if isinstance(error, OSError):
        return "de bestanden zijn niet te openen"
    return "de bestanden zijn niet te lezen"


@lru_cache(maxsize=8)
def _reader(folder: Path) -> _Reader:
    return _Reader(folder)


def state(folder: Path = OBSERVATIONS) -> State:
    """Which figures of this folder are in use, and what is wrong with those on disk if they are not.

    Errors: FileNotFoundError when there are none that can be used.
    """
    return _reader(folder).state()


def read(folder: Path = OBSERVATIONS) -> bool:
    """Whether :func:`state` has nothing to read."""
    return _reader(folder).read()


def store(folder: Path = OBSERVATIONS) -> Store:
    """The store of the newest good snapshot; read once per snapshot. Errors: FileNotFoundError without any."""
    return state(folder).store


def snapshot_version(folder: Path = OBSERVATIONS) -> str:
    """A short text that changes when the figures in use do. Errors: FileNotFoundError without any."""
    return store(folder).version
