"""What the cells of a row say of its figures: the measure, the year, the group, the unit, the status.

Rows of a long table say the same few things thousands of times: each combination is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from intake.tables import cells, columns
from intake.tables.beside import Beside
from intake.tables.cells import text
from intake.tables.columns import Columns
from intake.tables.groups import group_of
from intake.tables.hints import Hints
from intake.tables.layout import Layout
from intake.tables.measures import Measures
from intake.tables.words import Meaning, meaning
from intake.units import Unit, unit_of
from monitor.catalogue import Missing

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")

_ROLES = ("measure", "year", "group", "unit", "status", "reason")


class RefusedError(Exception):
    """A row or a figure does not come in; the reason is a Dutch sentence without its point."""


def worked_out_once(
    known: dict[_Key, _Value | RefusedError], key: _Key, work: Callable[[], _Value]
) -> _Value:
    """What ``work`` gives, kept in ``known``: a long table says the same in every row. Errors: the RefusedError that it
    ends in, each time."""
    if key not in known:
        try:
            known[key] = work()
        except RefusedError as refused:
            known[key] = refused
    result = known[key]
    if isinstance(result, RefusedError):
        raise result
    return result


@dataclass(frozen=True)
class Facts:
    """What a row says of all its figures; None and "" where it does not say it."""

    #: The measure with what its cell says besides: "Overgewicht, 65+". None in a table with a column per measure.
    subject: Meaning | None = None
    year: int | None = None
    provisional: bool = False
    group: str = ""
    unit: Unit | None = None
    status: str | None = None
    missing: Missing | None = None

    @property
    def of_subject(self) -> Meaning:
        """What the cell with the measure says."""
        return self.subject or Meaning()


class FactReader:
    """Reads the facts of one table's rows. ``long``: a row has one figure and names its measure."""

    def __init__(
        self,
        layout: Layout,
        columns: Columns,
        beside: Beside,
        measures: Measures,
        hints: Hints,
        *,
        long: bool,
    ) -> None:
        self.sheet, self.columns, self.beside = layout.sheet, columns, beside
        self.measures, self.hints, self.long = measures, hints, long
        self._at = [column for role in _ROLES for column in columns.facts.get(role, [])]
        self._known: dict[tuple[str, ...], Facts | RefusedError] = {}

    def of(self, number: int) -> Facts:
        """Return the facts of a row. Errors: RefusedError."""
        key = tuple(text(self.sheet.cell(number, column)) for column in self._at)
        return worked_out_once(self._known, key, lambda: self._facts(number))

    def cells(self, number: int, role: str) -> list[str]:
        """Return what the columns of a role say of a row, without doubles and empty cells."""
        texts = (text(self.sheet.cell(number, column)) for column in self.columns.facts.get(role, []))
        return list(dict.fromkeys(words for words in texts if words))

    def cell(self, number: int, role: str) -> str:
        """Return what the first column of a role says of a row."""
        return next(iter(self.cells(number, role)), "")

    def _facts(self, number: int) -> Facts:
        subject = self._subject(number) if self.long else self._beside(number)
        year, provisional = self._year(number)
        status, problem = cells.status(self.cell(number, "status"))
        missing, wrong = cells.reason(self.cell(number, "reason"))
        if problem or wrong:
            raise RefusedError(problem or wrong)
        return Facts(subject, year, provisional, self._group(number), self._unit(number), status, missing)

    def _unit(self, number: int) -> Unit | None:
        words = self.cell(number, "unit")
        unit = unit_of(words) if words else None
        if words and unit is None:
            raise RefusedError(
                f"de eenheid '{words[:60]}' kent de monitor niet; schrijf bijvoorbeeld '1 000 euro'"
            )
        return unit

    def _group(self, number: int) -> str:
        groups = self.cells(number, "group")
        named = [group for group in groups if group_of(group, self.measures.all_populations) != ""]
        if len(named) > 1:
            raise RefusedError(f"er staan twee groepen: {' en '.join(sorted(named))}")
        return next(iter(named or groups), "")

    def _year(self, number: int) -> tuple[int | None, bool]:
        provisional_of_year: dict[int, bool] = {}
        for column in self.columns.facts.get("year", []):
            cell = self.sheet.cell(number, column)
            if not text(cell):
                continue
            read = cells.year(cell)
            if read.year is None:
                raise RefusedError(str(read.problem))
            provisional_of_year[read.year] = (
                provisional_of_year.get(read.year, False) or read.status == "voorlopig"
            )
        if len(provisional_of_year) > 1:
            raise RefusedError(f"er staan twee jaren: {' en '.join(map(str, sorted(provisional_of_year)))}")
        return next(iter(provisional_of_year.items()), (None, False))

    def _beside(self, number: int) -> Meaning | None:
        """What a row says of its subject where the columns have measures: it may repeat them, and no more."""
        subject: Meaning | None = None
        for words in self.cells(number, "measure"):
            means = meaning(words, self.measures)
            if means.measure is not None and not means.rest:
                subject = means
            elif not self.measures.says_nothing(words, None):
                raise RefusedError(f"'{words[:80]}' is geen maat van deze bron.{self.measures.near(words)}")
        return subject

    def _subject(self, number: int) -> Meaning:
        """The measure of a row with one figure. Errors: RefusedError where the row names none of this source."""
        subject, unknown = Meaning(), []
        for words in self.cells(number, "measure"):
            means = meaning(words, self.measures)
            if means.measure is None or means.rest:
                unknown.append(words)
                continue
            both = subject.with_(means)
            if both is None:
                raise RefusedError(f"'{words[:80]}' en wat er verder in de rij staat spreken elkaar tegen")
            subject = both
        measure = subject.measure
        bad = next((w for w in unknown if not measure or not self.measures.says_nothing(w, measure)), None)
        if bad is not None:
            raise RefusedError(f"'{bad[:80]}' is geen maat van deze bron.{self.measures.near(bad)}")
        if measure is not None:
            return subject
        if "measure" in self.columns.facts and not self.hints.measure and len(self.measures) != 1:
            raise RefusedError("de maat ontbreekt")
        measure = columns.subject(self.beside, self.measures, self.hints)
        if measure is None:
            about = self.beside.other_subject or self.beside.unknown_title
            raise RefusedError(
                "de maat ontbreekt; zet er een kolom 'maat' bij of geef --measure mee"
                + (f" (de tabel gaat over '{about[:60]}')" if about else "")
            )
        return Meaning(measure=measure)
