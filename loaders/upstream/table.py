"""What both protocols make of a table before its rows are read, and how a row's codes become places in lists."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.upstream import discover
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.long import MARGINS, Ints, Long
from loaders.upstream.selection import Selection
from loaders.upstream.topics import Topic
from monitor.catalogue import Live

Progress = Callable[[int], None]


@dataclass(frozen=True)
class About:
    """What a table says of itself. ``modified`` is its own text, to see whether it changed while we read."""

    table: str
    title: str
    modified: str
    published: date | None
    discontinued: str | None
    records: int | None
    year: int | None = None


@dataclass(frozen=True)
class Taken:
    """A table read: its description, its figures as RAW_COLUMNS, and which column each measure was."""

    about: About
    frame: pd.DataFrame
    topics: Mapping[str, Topic] = field(default_factory=dict)


class Places(dict[str, int]):
    """Code as a row writes it -> place in the list of labels, -1 for a category that is not kept.

    Errors: InconsistentError for a code that the table's own list does not have.
    """

    def __init__(self, table: str, column: str, kept: Mapping[str, int], known: Iterable[str]) -> None:
        super().__init__()
        self._table, self._column, self._kept, self._known = table, column, kept, frozenset(known)

    def __missing__(self, written: str) -> int:
        code = written.strip()
        if code not in self._known:
            raise InconsistentError(
                self._table,
                f"de code '{code}' in '{self._column}' staat niet in de codelijst van de tabel.",
                "kijk of de tabel is veranderd; aan de cijfers is niets veranderd",
                f"unknown code {written!r}",
            )
        place = self._kept.get(code, -1)
        self[written] = place
        return place

    def of(self, column: list[str]) -> Ints:
        """Return the places of a column of codes."""
        return np.fromiter(map(self.__getitem__, column), dtype=np.int64, count=len(column))


class Packer:
    """Turns a page's columns of codes into packed keys, and says which rows are kept."""

    def __init__(self, about: About, selection: Selection, measures: Iterable[str]) -> None:
        table = about.table
        populations = sorted(set(selection.ages.values())) or [selection.population]
        years = sorted(set(selection.periods.values())) or [selection.year or 0]
        regions = sorted(set(selection.regions.values()))
        self.selection = selection
        self.long = Long(table, sorted(measures), populations, regions, years)

        def places(name: str, kept: Mapping[str, int]) -> Places:
            return Places(table, name, kept, selection.known[name])

        self._places: dict[str, Places] = {}
        region_at = {label: place for place, label in enumerate(regions)}
        year_at = {label: place for place, label in enumerate(years)}
        population_at = {label: place for place, label in enumerate(populations)}
        for name in selection.dimensions:
            if name == selection.region_dimension:
                kept = {code: region_at[label] for code, label in selection.regions.items()}
            elif name == selection.period_dimension:
                kept = {code: year_at[label] for code, label in selection.periods.items()}
            elif name == selection.age_dimension:
                kept = {code: population_at[label] for code, label in selection.ages.items()}
            elif name == selection.margin_dimension:
                kept = {code: MARGINS.index(label) for code, label in selection.margins.items()}
            else:
                kept = {selection.others[name]: 0}
            self._places[name] = places(name, kept)

    def rows(
        self, size: int, columns: Mapping[str, list[str]]
    ) -> tuple[npt.NDArray[np.bool_], Ints, npt.NDArray[np.int8]]:
        """Return which rows are kept, and of those the packed key (measure 0) and the margin."""
        numbered = {name: self._places[name].of(column) for name, column in columns.items()}
        keep = np.ones(size, dtype=bool)
        for places in numbered.values():
            keep &= places >= 0
        nothing = np.zeros(size, dtype=np.int64)

        def of(name: str | None) -> Ints:
            return (numbered[name] if name else nothing)[keep]

        chosen = self.selection
        keys = self.long.pack(
            0, of(chosen.age_dimension), of(chosen.region_dimension), of(chosen.period_dimension)
        )
        return keep, keys, of(chosen.margin_dimension).astype(np.int8)

    @property
    def per_measure(self) -> int:
        """How far apart the keys of two measures are."""
        return len(self.long.populations) * len(self.long.regions) * len(self.long.years)


def unique_ids(table: str, ids: array[int]) -> None:
    """Check that no row came twice: pages that overlap leave others out. Empties ``ids``.

    Errors: InconsistentError.
    """
    if not ids:
        return
    together = np.frombuffer(ids, dtype=np.int64)
    together.sort()
    twice = int((together[1:] == together[:-1]).sum())
    del together, ids[:]
    if twice:
        raise InconsistentError(
            table,
            f"{twice} {'rij kwam' if twice == 1 else 'rijen kwamen'} dubbel binnen, dus er kunnen andere ontbreken.",
            "probeer het later opnieuw; aan de cijfers is niets veranderd",
            "duplicate ids",
        )


def not_empty(about: About, rows: int) -> None:
    """Raise InconsistentError when a selection gave nothing at all, though its codes are in the lists."""
    if rows == 0 and about.discontinued and about.records == 0:
        raise StoppedEmptyError(
            about.table,
            "de tabel is stopgezet en leeggemaakt.",
            "zoek de opvolger en pas de tabel aan in data/catalogue/sources.yaml",
        )
    if rows == 0:
        raise InconsistentError(
            about.table,
            "de tabel geeft geen enkele rij voor deze regio's, jaren en groepen.",
            "kijk of de tabel nog gevuld is; aan de cijfers is niets veranderd",
        )


class NoFiguresError(UpstreamError):
    """The table is whole, but none of the columns asked for is filled."""


class NotThisTableError(UpstreamError):
    """Under this id is not, or no longer, the table that was meant; it may be there under another."""


class StoppedEmptyError(NoFiguresError, NotThisTableError):
    """The table gets no new figures and has none."""


def right_title(about: About, live: Live) -> None:
    """Raise NotThisTableError when a table that is known by its id goes by another title than it should."""
    if live.table and live.title and not discover.has_words(about.title, live.title):
        raise NotThisTableError(
            about.table,
            f"de tabel onder dit nummer heet '{about.title}', en dat is niet '{live.title}'.",
            "pas 'table' of 'title' van deze bron aan in data/catalogue/sources.yaml",
        )


def has_figures(about: About, frame: pd.DataFrame) -> None:
    """Raise NoFiguresError when no row has a figure."""
    if frame["value"].notna().any():
        return
    todo = "kijk of de tabel nog gevuld is; aan de cijfers is niets veranderd"
    if about.discontinued:
        raise StoppedEmptyError(
            about.table, "de tabel is stopgezet en er staat geen enkel cijfer meer in.", todo
        )
    raise NoFiguresError(about.table, "er staat geen enkel cijfer in de tabel.", todo)


def same_edition(before: About, after: str) -> None:
    """Raise InconsistentError when the table was replaced while its pages were read."""
    if before.modified != after:
        raise InconsistentError(
            before.table,
            "de tabel is bijgewerkt terwijl wij hem ophaalden.",
            "probeer het over een uur opnieuw; aan de cijfers is niets veranderd",
            f"modified {before.modified} -> {after}",
        )
