"""What the cells of a row say of its figures: the measure, the year, the group, the unit, the status.

Rows of a long table say the same few things thousands of times: each combination is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass

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

_ROLES = ("measure", "year", "group", "unit", "status", "reason")


class RefusedError(Exception):
    """A row or a figure does not come in; the reason is a Dutch sentence without its point."""


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
        self, layout: Layout, found: Columns, beside: Beside, measures: Measures, hints: Hints, *, long: bool
    ) -> None:
        self.sheet, self.columns, self.beside = layout.sheet, found, beside
        self.measures, self.hints, self.long = measures, hints, long
        self._at = [column for role in _ROLES for column in found.facts.get(role, [])]
        self._known: dict[tuple[str, ...], Facts | RefusedError] = {}

    def of(self, number: int) -> Facts:
        """Return the facts of a row. Errors: RefusedError."""
        key = tuple(text(self.sheet.cell(number, column)) for column in self._at)
        if key not in self._known:
            try:
                self._known[key] = self._facts(number)
            except RefusedError as refused:
                self._known[key] = refused
        found = self._known[key]
        if isinstance(found, RefusedError):
            raise found
        return found

    def cells(self, number: int, role: str) -> list[str]:
        """Return what the columns of a role say of a row, without doubles and empty cells."""
        said = (text(self.sheet.cell(number, column)) for column in self.columns.facts.get(role, []))
        return list(dict.fromkeys(words for words in said if words))

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
        found: dict[int, bool] = {}
        for column in self.columns.facts.get("year", []):
            cell = self.sheet.cell(number, column)
            if not text(cell):
                continue
            read = cells.year(cell)
            if read.year is None:
                raise RefusedError(str(read.problem))
            found[read.year] = found.get(read.year, False) or read.status == "voorlopig"
        if len(found) > 1:
            raise RefusedError(f"er staan twee jaren: {' en '.join(map(str, sorted(found)))}")
        return next(iter(found.items()), (None, False))

    def _beside(self, number: int) -> Meaning | None:
        """What a row says of its subject where the columns have measures: it may repeat them, and no more."""
        found: Meaning | None = None
        for words in self.cells(number, "measure"):
            said = meaning(words, self.measures)
            if said.measure is not None and not said.rest:
                found = said
            elif not self.measures.says_nothing(words, None):
                raise RefusedError(f"'{words[:80]}' is geen maat van deze bron.{self.measures.near(words)}")
        return found

    def _subject(self, number: int) -> Meaning:
        """The measure of a row with one figure. Errors: RefusedError where the row names none of this source."""
        found, unknown = Meaning(), []
        for words in self.cells(number, "measure"):
            said = meaning(words, self.measures)
            if said.measure is None or said.rest:
                unknown.append(words)
                continue
            both = found.with_(said)
            if both is None:
                raise RefusedError(f"'{words[:80]}' en wat er verder in de rij staat spreken elkaar tegen")
            found = both
        measure = found.measure
        bad = next((w for w in unknown if not measure or not self.measures.says_nothing(w, measure)), None)
        if bad is not None:
            raise RefusedError(f"'{bad[:80]}' is geen maat van deze bron.{self.measures.near(bad)}")
        if measure is not None:
            return found
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
