"""What is asked of a snapshot, in Ibis: whatever engine holds it gives the same rows, of the same types, in the same order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TypedDict, Unpack

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from monitor.catalogue import Catalogue
from monitor.columnar import SCHEMA
from monitor.freshness import Freshness
from monitor.manifest import Manifest
from monitor.observations import KEY, LEVELS


class Only(TypedDict, total=False):
    """Which observations, beside their indicators; what is left out, or None, means all.

    ``levels`` takes the names of :data:`monitor.observations.LEVELS`; ``beginning``: how the codes of the regions begin.
    """

    populations: str | list[str] | None
    regions: list[str] | None
    levels: list[str] | None
    beginning: str | list[str] | None
    years: list[int] | None


class Store(ABC):
    """The observations of one snapshot.

    ``version`` changes when the figures in use do. ``catalogue`` and ``freshness`` are those that came with the figures;
    None where they are in the monitor's own folder.
    """

    manifest: Manifest
    version: str
    catalogue: Catalogue | None = None
    freshness: Mapping[str, Freshness] | None = None
    #: The observations (data contract), text sorted by its bytes.
    _table: ibis.Table

    #: Whether the figures are elsewhere, so that they may be out of reach: :meth:`reach`.
    elsewhere = False

    def reach(self) -> None:
        """Ask for nothing, to know whether there would be an answer. Errors: NoFiguresError when not."""
        self._ask(self._table.limit(0))

    @abstractmethod
    def _ask(self, query: ibis.Table) -> pa.Table:
        """The rows of a query on ``_table``; for many threads."""

    def observations(self, indicators: str | list[str] | None = None, **only: Unpack[Only]) -> pd.DataFrame:
        """Observations in the columns of the data contract, sorted by key; None means all. ``only``: :class:`Only`."""
        table = self._rows(indicators, **only)
        frame: pd.DataFrame = self._ask(table.order_by(*KEY)).cast(SCHEMA).to_pandas()
        frame["year"] = frame["year"].astype(int)
        return frame

    def table(self, indicators: str | list[str] | None = None, **only: Unpack[Only]) -> pa.Table:
        """:meth:`observations` as an Arrow table: for who only passes them on."""
        table = self._rows(indicators, **only)
        return self._ask(table.order_by(*KEY)).cast(SCHEMA)

    def _rows(
        self,
        indicators: str | list[str] | None,
        populations: str | list[str] | None = None,
        regions: list[str] | None = None,
        levels: list[str] | None = None,
        beginning: str | list[str] | None = None,
        years: list[int] | None = None,
    ) -> ibis.Table:
        table = self._table
        if indicators is not None:
            table = table.filter(table.indicator.isin(_as_list(indicators)))
        if populations is not None:
            table = table.filter(table.population.isin(_as_list(populations)))
        if regions is not None:
            table = table.filter(table.region.isin(regions))
        if levels is not None:
            table = table.filter(_beginning(table.region, [LEVELS[level] for level in levels]))
        if beginning is not None:
            table = table.filter(_beginning(table.region, _as_list(beginning)))
        if years is not None:
            table = table.filter(table.year.isin(years))
        return table

    def sources(self, indicators: str | list[str] | None = None, **only: Unpack[Only]) -> pd.DataFrame:
        """Which sources the same call of :meth:`observations` draws on: indicator, source, without doubles, sorted."""
        rows = self._rows(indicators, **only).select("indicator", "source")
        frame: pd.DataFrame = self._ask(rows.distinct().order_by("indicator", "source")).to_pandas()
        return frame

    def availability(self) -> pd.DataFrame:
        """Per indicator, population, level and year the number of figures: indicator, population, level, year, n."""
        table = self._table.filter(self._table.value.notnull())
        counted = table.group_by("indicator", "population", table.region.left(2).name("prefix"), "year").agg(
            n=table.count()
        )
        frame: pd.DataFrame = self._ask(counted).to_pandas()
        names = {prefix: level for level, prefix in LEVELS.items()}
        frame["level"] = frame.pop("prefix").map(names)
        frame["year"] = frame["year"].astype(int)
        return frame.sort_values(["indicator", "population", "level", "year"], ignore_index=True)


def _beginning(region: ir.StringColumn, beginnings: list[str]) -> ir.BooleanValue:
    # Not the first letters in a list: of this DuckDB knows which parts of the file to leave alone.
    return ibis.or_(*(region.startswith(beginning) for beginning in beginnings))


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
