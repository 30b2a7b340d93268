"""The read side of the snapshot: one tidy table, asked through Ibis so that another engine can take DuckDB's place."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path

import ibis
import pandas as pd

from loaders.catalogue import DATA
from loaders.observations import COLUMNS, LEVELS

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
    "coverage": "DOUBLE",
    "source": "VARCHAR",
}


class Store:
    """The observations of one snapshot folder, held in memory by DuckDB.

    Errors: ``FileNotFoundError`` when the folder holds no observations.
    """

    def __init__(self, folder: Path = OBSERVATIONS) -> None:
        files = sorted(folder.glob("*.csv"))
        if not files:
            raise FileNotFoundError(f"no observations in {folder}: run python -m loaders.build")
        self._lock = threading.Lock()
        self._connection = ibis.duckdb.connect()
        rows = self._connection.read_csv(
            [str(f) for f in files], table_name="rows", filename=True, columns=_CSV_TYPES, header=True
        )
        name = rows.filename.split("/")[-1].replace(".csv", "")
        tidy = (
            rows.mutate(indicator=name).select(*COLUMNS).order_by("indicator", "population", "region", "year")
        )
        self._table = self._connection.create_table("observations", tidy)

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


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def snapshot_version(folder: Path = OBSERVATIONS) -> str:
    """A short text that changes when the snapshot does: a build replaces the whole folder.

    Asked many times per page, so it looks at the folder only, not at its files.
    """
    seen = folder.stat()
    return f"{seen.st_ino:x}-{seen.st_mtime_ns:x}"


@lru_cache(maxsize=2)
def _store(folder: Path, version: str) -> Store:
    return Store(folder)


def store(folder: Path = OBSERVATIONS) -> Store:
    """The store of the snapshot as it is on disk now; read once per snapshot."""
    return _store(folder, snapshot_version(folder))
