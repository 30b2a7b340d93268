"""A table as the stand-in holds it: once, whether it is asked for as v3 (a row per region) or v4 (a row per figure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Category:
    """One code of a dimension, without padding."""

    code: str
    title: str = ""
    status: str | None = None


@dataclass(frozen=True)
class Dimension:
    """A dimension; ``width`` is how wide v3 pads its keys."""

    name: str
    kind: str
    categories: tuple[Category, ...]
    width: int = 0
    map_year: str | None = None

    @property
    def padded(self) -> list[str]:
        """The keys as v3 writes them."""
        return [category.code.ljust(self.width) for category in self.categories]


@dataclass(frozen=True)
class Column:
    """A topic: its key in this edition, title, the titles above it, and its code as a measure in v4."""

    key: str
    title: str = ""
    groups: tuple[str, ...] = ()
    measure: str = ""
    unit: str = "%"
    datatype: str = "Double"


@dataclass
class Table:
    """A published table. ``codes`` holds per dimension a category's place per row, ``cells`` a column per topic."""

    id: str
    title: str
    dimensions: list[Dimension]
    columns: list[Column]
    codes: dict[str, Any]
    cells: dict[str, Any]
    #: opendata.cbs.nl or dataderden.cbs.nl for v3, datasets.cbs.nl for v4; a table may be at several.
    hosts: tuple[str, ...] = ("opendata.cbs.nl",)
    modified: str = "2026-02-01T02:00:00"
    frequency: str = "Perjaar"
    description: str = ""
    period: str = ""
    related: list[tuple[str, str]] = field(default_factory=list)
    #: v4 only: (row, key of the column) -> ValueAttribute of a cell without figure that is sent all the same.
    attributes: dict[tuple[int, str], str] = field(default_factory=dict)
    #: What the catalogue says of its size; None counts.
    records: int | None = None
    _observations: Any = None

    @property
    def size(self) -> int:
        """Rows in the v3 data set."""
        return len(next(iter(self.codes.values())))

    def observations(self) -> tuple[Any, Any, Any]:
        """Row, column and reason (index into ``reasons``, 0 for a figure) of every v4 observation."""
        if self._observations is None:
            there = np.column_stack([~np.isnan(self.cells[column.key]) for column in self.columns])
            reason = np.zeros(there.shape, dtype=np.int16)
            place = {column.key: number for number, column in enumerate(self.columns)}
            self.reasons = ["None", *dict.fromkeys(self.attributes.values())]
            for (row, key), attribute in self.attributes.items():
                there[row, place[key]] = True
                reason[row, place[key]] = self.reasons.index(attribute)
            rows, columns = np.nonzero(there)
            self._observations = (rows, columns, reason[rows, columns])
        return self._observations

    @classmethod
    def of(
        cls,
        id: str,
        title: str,
        dimensions: Sequence[Dimension],
        columns: Sequence[Column],
        rows: Sequence[tuple[Mapping[str, str], Sequence[float | None]]],
        **more: Any,
    ) -> Table:
        """Make a table of few rows: per row the code of each dimension, and the figures in the columns' order."""
        places = {
            dimension.name: {category.code: place for place, category in enumerate(dimension.categories)}
            for dimension in dimensions
        }
        codes = {
            dimension.name: np.array(
                [places[dimension.name][row[dimension.name]] for row, _ in rows], dtype=np.int32
            )
            for dimension in dimensions
        }
        cells = {
            column.key: np.array(
                [np.nan if figures[at] is None else figures[at] for _, figures in rows], dtype=float
            )
            for at, column in enumerate(columns)
        }
        return cls(id, title, list(dimensions), list(columns), codes, cells, **more)
