"""The read side of the snapshot: one tidy table, asked through Ibis so that another engine can take DuckDB's place."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

import ibis
import pandas as pd
from ibis.backends import BaseBackend

from loaders import snapshot
from loaders.catalogue import DATA
from loaders.observations import COLUMNS, LEVELS, PUBLISHED

OBSERVATIONS = DATA / "observations"

_CSV_TYPES = {
    "population": "VARCHAR",
    "region": "VARCHAR",
    "year": "INTEGER",
    "value": "DOUBLE",
    "lower": "DOUBLE",
    "upper": "DOUBLE",
    "status": "VARCHAR",
    "missing": "VARCHAR",
    "origin": "VARCHAR",
    "coverage": "DOUBLE",
    "source": "VARCHAR",
}


class Store:
    """The observations of one snapshot folder, held in memory by DuckDB.

    Errors: ``FileNotFoundError`` when the folder holds no observations.
    """

    def __init__(self, folder: Path = OBSERVATIONS) -> None:
        self._lock = threading.Lock()
        #: ``version`` is the :func:`snapshot_version` of what is held here.
        (self._connection, self._table), self.version = snapshot.steady(folder, _loaded)

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

        ``levels`` takes the names of :data:`loaders.observations.LEVELS`.
        """
        table = self._rows(indicators, populations, regions, levels, years)
        # A DuckDB connection serves one query at a time, and Streamlit runs every session in its own thread.
        with self._lock:
            frame = table.order_by("indicator", "population", "region", "year").to_pandas()
        frame["year"] = frame["year"].astype(int)
        return frame

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


def _loaded(folder: Path) -> tuple[BaseBackend, ibis.Table]:
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise FileNotFoundError(f"no observations in {folder}: run python -m loaders.build")
    connection = ibis.duckdb.connect()
    rows = connection.read_csv(
        [str(f) for f in files], table_name="rows", filename=True, columns=_CSV_TYPES, header=True
    )
    name = rows.filename.split("/")[-1].replace(".csv", "")
    named = rows.mutate(indicator=name, origin=rows.origin.fill_null(PUBLISHED))
    tidy = named.select(*COLUMNS).order_by("indicator", "population", "region", "year")
    return connection, connection.create_table("observations", tidy)


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def snapshot_version(folder: Path = OBSERVATIONS) -> str:
    """A short text that changes when the snapshot does: :func:`loaders.snapshot.version`."""
    return snapshot.version(folder)


class _OtherVersionError(Exception):
    """The snapshot was replaced between asking its version and reading it."""


@lru_cache(maxsize=2)
def _store(folder: Path, version: str) -> Store:
    found = Store(folder)
    if found.version != version:
        # Not to be kept under this version: a rollback would bring the name back with the wrong figures.
        raise _OtherVersionError
    return found


def store(folder: Path = OBSERVATIONS) -> Store:
    """The store of the snapshot as it is on disk now; read once per snapshot."""
    while True:
        try:
            return _store(folder, snapshot_version(folder))
        except _OtherVersionError:
            continue
