"""Figures as they come in, packed: 14 or 18 bytes each, until the whole table is there and becomes RAW_COLUMNS.

A figure's measure, population, region and year are one number; a margin is a figure of its own until the end. What is
computed over all of them goes a slice at a time, so that 5 million figures do not become 5 million of everything.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.upstream.errors import LATER, InconsistentError
from monitor.observations import RAW_COLUMNS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Small = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]

MARGINS = ("value", "lower", "upper")
#: Why there is no figure; the first means that there is one.
REASONS = ("", "niet_gepubliceerd", "onderdrukt", "onbetrouwbaar", "onmogelijk")
#: Above this many rows the text columns are categories: 5 million rows of text would not fit.
COMPACT_FROM = 1_000_000
SLICE = 500_000


@dataclass
class Figures:
    """Packed figures: key, value (NaN for none) and place in REASONS. Changed in place, to hold each only once."""

    keys: Ints
    values: Floats
    reasons: Small

    def __len__(self) -> int:
        return len(self.keys)

    def take(self, places: Any) -> None:
        """Keep these rows, in this order."""
        self.keys = self.keys[places]
        self.values = self.values[places]
        self.reasons = self.reasons[places]

    def sort(self) -> None:
        """Put them in the order of their keys."""
        if not (self.keys[1:] > self.keys[:-1]).all():
            self.take(np.argsort(self.keys))

    def add(self, keys: Ints, reason: int) -> None:
        """Add rows without a figure."""
        self.keys = np.concatenate([self.keys, keys])
        self.values = np.concatenate([self.values, np.full(len(keys), np.nan)])
        self.reasons = np.concatenate([self.reasons, np.full(len(keys), reason, dtype=np.int8)])


@dataclass
class Long:
    """The figures of one table; the labels are sorted, so that the packed order is the order of the result."""

    table: str
    measures: list[str]
    populations: list[str]
    regions: list[str]
    years: list[int]
    # Arrays that grow in one piece: thousands of small ones would leave memory in shreds.
    _keys: array[int] = field(default_factory=lambda: array("q"))
    _margins: array[int] = field(default_factory=lambda: array("b"))
    _values: array[float] = field(default_factory=lambda: array("d"))
    _reasons: array[int] = field(default_factory=lambda: array("b"))

    def __post_init__(self) -> None:
        # Half the memory where the whole table can be numbered in 31 bits.
        size = len(self.measures) * len(self.populations) * len(self.regions) * len(self.years)
        self._keys = array("i" if size < 2**31 else "q")

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

    def add(self, keys: Ints, margins: Small, values: Floats, reasons: Small) -> None:
        """Take in figures: NaN with a reason where there is none."""
        self._keys.frombytes(keys.astype(self._keys.typecode).tobytes())
        self._margins.frombytes(margins.tobytes())
        self._values.frombytes(values.tobytes())
        self._reasons.frombytes(reasons.tobytes())

    def finish(
        self, statuses: dict[int, str], absent: str | None = None, throughout: frozenset[str] = frozenset()
    ) -> pd.DataFrame:
        """Return everything as RAW_COLUMNS, sorted; a column of a group and year without any figure is left out.

        ``absent`` adds the rows that a source leaves out when there is no figure, with this reason: for the regions
        ``throughout`` in every year, for others from their first to their last year with a figure.
        Errors: InconsistentError for a figure that comes twice.
        """
        figures, ends = self._by_margin()
        if absent is not None:
            self._fill(figures, REASONS.index(absent), throughout)
        kept = self._measured(figures)
        if not kept.all():
            figures.take(kept)
        del kept
        return self._frame(figures, ends, statuses)

    def _by_margin(self) -> tuple[Figures, dict[str, Figures]]:
        """Return the figures themselves, and the ends of their margins by name."""
        every = Figures(_numbers(self._keys), _numbers(self._values), _numbers(self._reasons))
        margins = _numbers(self._margins)
        # From here on only ``every`` holds that memory.
        self._keys, self._values = array(self._keys.typecode), array("d")
        self._reasons, self._margins = array("b"), array("b")
        ends = {}
        if margins.any():
            for place, name in enumerate(MARGINS[1:], start=1):
                here = margins == place
                ends[name] = Figures(every.keys[here], every.values[here], every.reasons[here])
                self._sort(ends[name], name)
            every.take(margins == 0)
        del margins
        self._sort(every, MARGINS[0])
        return every, ends

    def _sort(self, figures: Figures, name: str) -> None:
        figures.sort()
        twice = np.flatnonzero(figures.keys[1:] == figures.keys[:-1])
        if len(twice) == 0:
            return
        measure, population, region, year = (int(part[0]) for part in self.unpack(figures.keys[twice[:1]]))
        group = f" ({self.populations[population]})" if self.populations[population] else ""
        raise InconsistentError(
            self.table,
            f"{len(twice)} {'cijfer komt' if len(twice) == 1 else 'cijfers komen'} dubbel voor, zoals "
            f"'{self.measures[measure]}' van {self.regions[region]} in {self.years[year]}{group}.",
            LATER,
            f"duplicates in {name}",
        )

    def _group(self, keys: Ints) -> Ints:
        """Number the combination of measure, population and year of each key."""
        years = len(self.years)
        group: Ints = keys // (len(self.regions) * years) * years + keys % years
        return group

    def _filled(self, figures: Figures) -> Ints:
        """Count the figures of each combination of measure, population and year."""
        size = len(self.measures) * len(self.populations) * len(self.years)
        filled = np.zeros(size, dtype=np.int64)
        for part in _slices(len(figures)):
            there = ~np.isnan(figures.values[part])
            filled += np.bincount(self._group(figures.keys[part][there]), minlength=size)
        return filled

    def _measured(self, figures: Figures) -> Bools:
        """Say of each row whether anybody has a figure for its measure, population and year."""
        filled = self._filled(figures) > 0
        kept = np.empty(len(figures), dtype=bool)
        for part in _slices(len(figures)):
            kept[part] = filled[self._group(figures.keys[part])]
        return kept

    def _fill(self, figures: Figures, reason: int, throughout: frozenset[str]) -> None:
        seen = np.zeros((len(self.regions), len(self.years)), dtype=bool)
        for part in _slices(len(figures)):
            _, _, region, year = self.unpack(figures.keys[part])
            seen[region, year] = True
        # From the first to the last year with a figure.
        before = np.logical_or.accumulate(seen, axis=1)
        exists = before & np.logical_or.accumulate(seen[:, ::-1], axis=1)[:, ::-1]
        exists[[code in throughout for code in self.regions]] = True
        region_at, year_at = np.nonzero(exists)
        added: list[Ints] = []
        for group in np.flatnonzero(self._filled(figures)):
            pair, of_year = divmod(int(group), len(self.years))
            regions = region_at[year_at == of_year]
            wanted = (pair * len(self.regions) + regions) * len(self.years) + of_year
            place = np.minimum(np.searchsorted(figures.keys, wanted), len(figures) - 1)
            added.append(wanted[figures.keys[place] != wanted])
        if sum(map(len, added)):
            figures.add(np.concatenate(added).astype(figures.keys.dtype), reason)
            figures.sort()

    def _frame(self, figures: Figures, ends: dict[str, Figures], statuses: dict[int, str]) -> pd.DataFrame:
        compact = len(figures) > COMPACT_FROM
        keys, values = figures.keys, figures.values
        years, regions, populations = len(self.years), len(self.regions), len(self.populations)
        status = [statuses.get(year, "") for year in self.years]
        distinct = sorted(set(status))
        of_year = np.array([distinct.index(text) for text in status])
        columns: dict[str, Any] = {
            "measure": _text(self.measures, _place(keys, populations * regions * years), compact),
            "population": _text(self.populations, _place(keys, regions * years, populations), compact),
            "region": _text(self.regions, _place(keys, years, regions), compact),
            "status": _text(distinct, of_year[_place(keys, 1, years)], compact),
            "year": np.asarray(self.years, dtype=np.int64)[_place(keys, 1, years)],
            "value": values,
        }
        for name in MARGINS[1:]:
            columns[name] = _aligned(figures, ends[name]) if name in ends else np.full(len(values), np.nan)
        reasons = np.where(np.isnan(values), figures.reasons, 0).astype(np.int8)
        if compact:
            columns["missing"] = pd.Categorical.from_codes(reasons - 1, categories=pd.Index(REASONS[1:]))
        else:
            # A plain array of None and text would be taken for text with NaN.
            why = np.asarray([None, *REASONS[1:]], dtype=object)[reasons]
            columns["missing"] = pd.Series(why, dtype=object)
        return pd.DataFrame(columns, columns=RAW_COLUMNS, copy=False)


def _numbers(grown: array[Any]) -> Any:
    """The same memory as an array of numpy."""
    return np.frombuffer(grown, dtype=grown.typecode) if len(grown) else np.empty(0, dtype=grown.typecode)


def _slices(size: int) -> Iterator[slice]:
    return (slice(at, at + SLICE) for at in range(0, size, SLICE))


def _place(keys: Ints, below: int, size: int = 0) -> npt.NDArray[np.int32]:
    """Return the place in one list of labels, given how many keys one step of it takes and how long it is."""
    places = np.empty(len(keys), dtype=np.int32)
    for part in _slices(len(keys)):
        steps = keys[part] // below
        places[part] = steps % size if size else steps
    return places


def _text(labels: list[str], places: Any, compact: bool) -> Any:
    if compact:
        return pd.Categorical.from_codes(places, categories=pd.Index(labels, dtype=object))
    return pd.array(np.asarray(labels, dtype=object)[places], dtype=str)


def _aligned(figures: Figures, ends: Figures) -> Floats:
    """Return per figure one end of its margin; NaN without one, and where there is no figure it would be one of."""
    if len(ends) == 0:
        return np.full(len(figures), np.nan)
    place = np.minimum(np.searchsorted(ends.keys, figures.keys), len(ends) - 1)
    fits = (ends.keys[place] == figures.keys) & ~np.isnan(figures.values)
    return np.where(fits, ends.values[place], np.nan)
