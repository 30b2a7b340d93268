"""Figures as they come in, packed: 18 bytes each, until the whole table is there and becomes RAW_COLUMNS.

A figure's measure, population, region and year are one number; a margin is a figure of its own until the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.observations import RAW_COLUMNS
from loaders.upstream.errors import LATER, InconsistentError

Ints = npt.NDArray[np.int64]

MARGINS = ("value", "lower", "upper")
#: Why there is no figure; the first means that there is one.
REASONS = ("", "niet_gepubliceerd", "onderdrukt", "onbetrouwbaar", "onmogelijk")
#: Above this many rows the text columns are categories: 5 million rows of text would not fit.
COMPACT_FROM = 1_000_000


@dataclass
class Long:
    """The figures of one table; the labels are sorted, so that the packed order is the order of the result."""

    table: str
    measures: list[str]
    populations: list[str]
    regions: list[str]
    years: list[int]
    _keys: list[Ints] = field(default_factory=list)
    _margins: list[npt.NDArray[np.int8]] = field(default_factory=list)
    _values: list[npt.NDArray[np.float64]] = field(default_factory=list)
    _reasons: list[npt.NDArray[np.int8]] = field(default_factory=list)

    def pack(self, measure: Any, population: Ints, region: Ints, year: Ints) -> Ints:
        """Return the packed keys of places in the four lists of labels."""
        packed: Ints = (
            (np.asarray(measure, dtype=np.int64) * len(self.populations) + population) * len(self.regions)
            + region
        ) * len(self.years) + year
        return packed

    def unpack(self, keys: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Return measure, population, region and year of packed keys."""
        rest, year = np.divmod(keys, len(self.years))
        rest, region = np.divmod(rest, len(self.regions))
        measure, population = np.divmod(rest, len(self.populations))
        return measure, population, region, year

    def add(
        self,
        keys: Ints,
        margins: npt.NDArray[np.int8],
        values: npt.NDArray[np.float64],
        reasons: npt.NDArray[np.int8],
    ) -> None:
        """Take in figures: NaN with a reason where there is none."""
        self._keys.append(keys)
        self._margins.append(margins)
        self._values.append(values)
        self._reasons.append(reasons)

    def finish(
        self, statuses: dict[int, str], absent: str | None = None, throughout: frozenset[str] = frozenset()
    ) -> pd.DataFrame:
        """Return everything as RAW_COLUMNS, sorted; a column of a group and year without any figure is left out.

        ``absent`` adds the rows that a source leaves out when there is no figure, with this reason: for the regions
        ``throughout`` in every year, for others from their first to their last year with a figure.
        Errors: InconsistentError for a figure that comes twice.
        """
        keys, margins = _joined(self._keys, np.int64), _joined(self._margins, np.int8)
        values, reasons = _joined(self._values, np.float64), _joined(self._reasons, np.int8)
        ends = {
            name: self._sorted(
                keys[margins == place], values[margins == place], reasons[margins == place], name
            )
            for place, name in enumerate(MARGINS)
            if place and (margins == place).any()
        }
        here = margins == 0
        if not here.all():
            keys, values, reasons = keys[here], values[here], reasons[here]
        del margins, here
        keys, values, reasons = self._sorted(keys, values, reasons, "value")
        if absent is not None:
            keys, values, reasons = self._with_absent(keys, values, reasons, absent, throughout)
        measure, population, _, year = self.unpack(keys)
        group = (measure * len(self.populations) + population) * len(self.years) + year
        filled = np.bincount(
            group[~np.isnan(values)],
            minlength=len(self.measures) * len(self.populations) * len(self.years),
        )
        kept = filled[group] > 0
        del measure, population, year, group
        if not kept.all():
            keys, values, reasons = keys[kept], values[kept], reasons[kept]
        return self._frame(keys, values, reasons, ends, statuses)

    def _sorted(
        self, keys: Ints, values: npt.NDArray[np.float64], reasons: npt.NDArray[np.int8], name: str
    ) -> tuple[Ints, npt.NDArray[np.float64], npt.NDArray[np.int8]]:
        if len(keys) > 1 and not (keys[1:] > keys[:-1]).all():
            order = np.argsort(keys, kind="stable")
            keys, values, reasons = keys[order], values[order], reasons[order]
        twice = np.flatnonzero(keys[1:] == keys[:-1])
        if len(twice):
            measure, population, region, year = (int(part[0]) for part in self.unpack(keys[twice[:1]]))
            raise InconsistentError(
                self.table,
                f"'{self.measures[measure]}' van {self.regions[region]} in {self.years[year]}"
                f"{f' ({self.populations[population]})' if self.populations[population] else ''} komt {len(twice)} "
                "keer dubbel voor."
                if len(twice) == 1
                else f"{len(twice)} cijfers komen dubbel voor, zoals '{self.measures[measure]}' van "
                f"{self.regions[region]} in {self.years[year]}.",
                LATER,
                f"duplicates in {name}",
            )
        return keys, values, reasons

    def _with_absent(
        self,
        keys: Ints,
        values: npt.NDArray[np.float64],
        reasons: npt.NDArray[np.int8],
        absent: str,
        throughout: frozenset[str],
    ) -> tuple[Ints, npt.NDArray[np.float64], npt.NDArray[np.int8]]:
        measure, population, region, year = self.unpack(keys)
        seen = np.zeros((len(self.regions), len(self.years)), dtype=bool)
        seen[region, year] = True
        # From the first to the last year with a figure.
        exists = (
            np.logical_or.accumulate(seen, axis=1) & np.logical_or.accumulate(seen[:, ::-1], axis=1)[:, ::-1]
        )
        exists[[code in throughout for code in self.regions]] = True
        region_at, year_at = np.nonzero(exists)
        groups = np.unique(
            ((measure * len(self.populations) + population) * len(self.years) + year)[~np.isnan(values)]
        )
        del measure, population, region, year, seen
        added: list[Ints] = []
        for group in groups:
            pair, of_year = divmod(int(group), len(self.years))
            regions = region_at[year_at == of_year]
            wanted = (pair * len(self.regions) + regions) * len(self.years) + of_year
            place = np.searchsorted(keys, wanted)
            there = keys[np.minimum(place, len(keys) - 1)] == wanted
            added.append(wanted[~there])
        more = _joined(added, np.int64)
        if not len(more):
            return keys, values, reasons
        return self._sorted(
            np.concatenate([keys, more]),
            np.concatenate([values, np.full(len(more), np.nan)]),
            np.concatenate([reasons, np.full(len(more), REASONS.index(absent), dtype=np.int8)]),
            "absent",
        )

    def _frame(
        self,
        keys: Ints,
        values: npt.NDArray[np.float64],
        reasons: npt.NDArray[np.int8],
        ends: dict[str, tuple[Ints, npt.NDArray[np.float64], npt.NDArray[np.int8]]],
        statuses: dict[int, str],
    ) -> pd.DataFrame:
        compact = len(keys) > COMPACT_FROM
        measure, population, region, year = self.unpack(keys)
        columns: dict[str, Any] = {
            "measure": _text(self.measures, measure, compact),
            "population": _text(self.populations, population, compact),
            "region": _text(self.regions, region, compact),
        }
        del measure, population, region
        columns["year"] = np.asarray(self.years, dtype=np.int64)[year]
        columns["value"] = values
        for name in MARGINS[1:]:
            columns[name] = (
                _aligned(keys, values, *ends[name][:2]) if name in ends else np.full(len(keys), np.nan)
            )
        said = [statuses.get(of_year, "") for of_year in self.years]
        distinct = sorted(set(said))
        columns["status"] = _text(
            distinct, np.asarray([distinct.index(text) for text in said])[year], compact
        )
        reasons = np.where(np.isnan(values), reasons, 0).astype(np.int8)
        if compact:
            columns["missing"] = pd.Categorical.from_codes(reasons - 1, categories=pd.Index(REASONS[1:]))
        else:
            # A plain array of None and text would be taken for text with NaN.
            said_why = np.asarray([None, *REASONS[1:]], dtype=object)[reasons]
            columns["missing"] = pd.Series(said_why, dtype=object)
        return pd.DataFrame(columns, columns=RAW_COLUMNS, copy=False)


def _joined(parts: list[Any], kind: Any) -> Any:
    joined = np.concatenate(parts) if parts else np.empty(0, dtype=kind)
    parts.clear()
    return joined


def _text(labels: list[str], places: Ints, compact: bool) -> Any:
    if compact:
        return pd.Categorical.from_codes(places.astype(np.int32), categories=pd.Index(labels, dtype=object))
    return pd.array(np.asarray(labels, dtype=object)[places], dtype=str)


def _aligned(
    keys: Ints, values: npt.NDArray[np.float64], end_keys: Ints, ends: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return per key its margin; NaN without one, and without a figure it would be a margin of."""
    place = np.minimum(np.searchsorted(end_keys, keys), max(len(end_keys) - 1, 0))
    return np.where((end_keys[place] == keys) & ~np.isnan(values), ends[place], np.nan)
