"""One figure of a table: its number times its unit, about whom, and whether heading, row and title agree."""

from __future__ import annotations

from dataclasses import dataclass

from intake.files.sheet import Sheet
from intake.tables import cells
from intake.tables.beside import Beside
from intake.tables.columns import Column
from intake.tables.facts import Facts, RefusedError, worked_out_once
from intake.tables.groups import group_of
from intake.tables.hints import Hints
from intake.tables.layout import column_name
from intake.tables.measures import Measures
from intake.units import Unit, times


class CellError(RefusedError):
    """A cell that is no figure; ``where`` names its column."""

    def __init__(self, problem: str, where: str) -> None:
        super().__init__(problem)
        self.where = where


@dataclass(frozen=True)
class Figure:
    """A figure with its interval, or the reason why there is none."""

    population: str
    value: float | None
    lower: float | None
    upper: float | None
    status: str
    missing: str | None
    #: The table says in which unit it is, in words that were understood.
    with_unit: bool


@dataclass(frozen=True)
class _Terms:
    """What holds for every figure of a column in rows that say the same."""

    population: str
    factor: int
    with_unit: bool
    #: A figure is a percentage; or a number of something whole, not in thousands.
    of_percent: bool
    whole: bool


class Figures:
    """Reads the figures of one table. ``decimal``: the sign before the decimals in its texts, None if unknown."""

    def __init__(
        self, sheet: Sheet, beside: Beside, measures: Measures, hints: Hints, decimal: str | None
    ) -> None:
        self.sheet, self.beside, self.measures, self.hints, self.decimal = (
            sheet,
            beside,
            measures,
            hints,
            decimal,
        )
        self._known: dict[tuple[Column, Facts], _Terms | RefusedError] = {}

    def of(
        self, number: int, facts: Facts, measure: str, mine: list[Column], *, provisional: bool
    ) -> Figure | None:
        """Return the figure that these columns (a value and its bounds) give in a row, None where they are empty.

        Errors: RefusedError for a figure that contradicts itself or what stands around it.
        """
        terms = self._terms(mine[0], facts, measure)
        read: dict[str, cells.Reading] = {}
        for column in mine:
            read[column.kind] = self._number(number, column, terms)
            provisional = provisional or (column.kind == "value" and column.provisional)
        value = read.get("value", cells.Reading())
        if value.value is None and not value.said_missing and facts.missing is None:
            if any(not reading.empty for kind, reading in read.items() if kind != "value"):
                raise RefusedError("er staat een marge zonder cijfer")
            return None
        if value.value is not None and facts.missing is not None:
            raise RefusedError("er staat een cijfer én een reden waarom er geen cijfer is")
        has_value = value.value is not None
        lower, upper = (
            read.get(kind, cells.Reading()).value if has_value else None for kind in ("lower", "upper")
        )
        status = facts.status or value.status or ("voorlopig" if provisional else "")
        missing = None if has_value else self._why_none(facts, value)
        return Figure(terms.population, value.value, lower, upper, status, missing, terms.with_unit)

    def _why_none(self, facts: Facts, value: cells.Reading) -> str:
        return (
            facts.missing or value.missing or self.hints.options.get("missing") or self.measures.source.absent
        )

    def _number(self, number: int, column: Column, terms: _Terms) -> cells.Reading:
        percent = bool(self.sheet.percent) and (number, column.index) in self.sheet.percent
        factor = terms.factor
        reading = cells.number(
            self.sheet.cell(number, column.index),
            percent_format=percent,
            whole=terms.whole,
            bounded=terms.of_percent,
            decimal=self.decimal,
        )
        if reading.problem:
            raise CellError(reading.problem, column_name(column.index, self.sheet) if column.measure else "")
        if self.hints.fractions and terms.of_percent and not percent:
            factor *= 100
        if reading.value is None or factor == 1:
            return reading
        return cells.Reading(times(reading.value, factor), status=reading.status)

    def _terms(self, column: Column, facts: Facts, measure: str) -> _Terms:
        return worked_out_once(
            self._known, (column, facts), lambda: self._work_out_terms(column, facts, measure)
        )

    def _work_out_terms(self, column: Column, facts: Facts, measure: str) -> _Terms:
        unit = self._unit(column, facts, measure)
        factor = unit.factor if unit else 1
        return _Terms(
            self._population(measure, column, facts),
            factor,
            with_unit=factor != 1 or any((column.unit, facts.unit, facts.of_subject.unit)),
            of_percent=self.measures.unit(measure) == "procent",
            # In thousands "36.500" may be 36,5 thousand.
            whole=self.measures.counts(measure) and factor == 1,
        )

    def _unit(self, column: Column, facts: Facts, measure: str) -> Unit | None:
        """The unit of a figure: of its heading, its row, and the whole table. Errors: RefusedError where they disagree."""
        every = (column.unit, facts.unit, facts.of_subject.unit, self.beside.unit)
        units = [unit for unit in every if unit is not None]
        wanted = self.measures.unit(measure)
        if not all(unit.fits(wanted) for unit in units):
            raise RefusedError(
                f"de eenheid in het bestand past niet bij '{self.measures.title(measure)}', dat is in "
                f"{wanted.replace('_', ' ')}"
            )
        together: Unit | None = units[0] if units else None
        for unit in units[1:]:
            together = together.with_(unit) if together else None
        if units and together is None:
            raise RefusedError("er staan twee eenheden die niet bij elkaar passen")
        return together

    def _population(self, measure: str, column: Column, facts: Facts) -> str:
        allowed = self.measures.populations(measure)
        # The dashboard's group chose the rows already.
        of_row = "" if "group" in self.hints.options else facts.group
        group_of_row = group_of(of_row, allowed)
        if group_of_row is None:
            raise RefusedError(f"de groep '{of_row[:60]}' is er niet; kies {' of '.join(allowed)}")
        every = (column.population, facts.of_subject.population, group_of_row, self.beside.population)
        groups = {group for group in every if group}
        if len(groups) > 1:
            raise RefusedError(f"er staan twee groepen: {' en '.join(sorted(groups))}")
        named = self.beside.groups_in_titles
        if not groups and self.hints.population and len(named) == 1 and self.hints.population not in named:
            raise RefusedError(
                f"de titel noemt de groep {next(iter(named))}, en de opdracht {self.hints.population}"
            )
        group = next(iter(groups), self.hints.population or "")
        population = group_of(group, allowed)
        if population is None or (population and population not in allowed):
            raise RefusedError(f"de groep '{group}' is er niet; kies {' of '.join(allowed)}")
        if population or self.measures.fixed_population(measure):
            return population
        if len(allowed) == 1:
            return allowed[0]
        advice = f" --group {next(iter(named))}" if len(named) == 1 else " --group"
        raise RefusedError(f"de groep ontbreekt; kies {' of '.join(allowed)} (kolom 'groep' of{advice})")
