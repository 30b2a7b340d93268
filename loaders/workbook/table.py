"""A sheet as people make them: a table with a row per region, found among titles, merged headings and footnotes.

Two layouts. Long: columns gebied, jaar, waarde and, where needed, maat and groep (the template). Wide: a row per
region (and year), a column per measure, per year, or per measure and year under lines of headings. A table with a
column per region is turned first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from loaders.catalogue import Missing
from loaders.errors import SourceError
from loaders.files.sheet import Sheet
from loaders.observations import PUBLISHED
from loaders.units import Unit, hints_at_multiple, times, unit_of
from loaders.workbook import beside, cells, columns, layout
from loaders.workbook.beside import Beside
from loaders.workbook.cells import text
from loaders.workbook.columns import Column
from loaders.workbook.found import WHERE_COLUMNS, Found, Refusal, empty_frame
from loaders.workbook.groups import group_of
from loaders.workbook.hints import Hints
from loaders.workbook.layout import Said, column_name, row_name
from loaders.workbook.measures import Measures
from loaders.workbook.places import looks_like_region
from loaders.workbook.words import Meaning, meaning


def read(sheet: Sheet, measures: Measures, hints: Hints) -> Found:
    """Return what a sheet says. Errors: SourceError when no table with regions and figures is found in it."""
    if not any(any(text(cell) for cell in row) for row in sheet.rows):
        raise SourceError(sheet.file, f"blad '{sheet.name}' is leeg.")
    try:
        return _Table(sheet, [], measures, hints).read()
    except SourceError as error:
        lying = layout.turned(sheet)
        if lying is None:
            raise
        try:
            found = _Table(*lying, measures, hints).read()
        except layout.NoTableError:
            raise error from None
        except SourceError as other:
            raise other if isinstance(error, layout.NoTableError) else error from None
        if found.frame.empty and not isinstance(error, layout.NoTableError):
            raise
        return replace(found, layout=f"{found.layout}, gekanteld")


@dataclass(frozen=True)
class _Row:
    """What the cells of a row say of all its figures."""

    number: int
    shown: str
    #: The measure with what its cell says besides: "Overgewicht, 65+". None in a table with a column per measure.
    subject: Meaning | None
    year: int | None
    provisional: bool
    group: str
    unit: Unit | None
    status: str | None
    missing: Missing | None


class _RefusedError(Exception):
    """A row or a figure does not come in; the reason is a Dutch sentence."""


class _Table:
    def __init__(self, sheet: Sheet, said: list[Said], measures: Measures, hints: Hints) -> None:
        self.sheet, self.measures, self.hints = sheet, measures, hints
        self.layout = layout.find(sheet)
        self._check_commas()
        self.beside: Beside = beside.beside([*said, *self.layout.titles], sheet.name, measures, hints)
        self.columns = columns.read(self.layout, self.beside, measures, hints)
        self.regions = self.columns.regions
        self.refused: list[Refusal] = [*self.columns.refused]
        self.notes: list[str] = [*self.columns.notes]
        self.footnotes: list[str] = []
        #: Regions that the monitor does not show, in the order of the file.
        self.aside: dict[str, None] = {}
        self.out: list[dict[str, object]] = []
        self.body = range(self.layout.below, len(sheet.rows))
        self.decimal = cells.decimal_sign(
            sheet.cell(row, column.index) for column in self.columns.figures for row in self.body
        )
        self.without_heading = self._without_heading()
        header = sheet.rows[self.layout.lines[-1].row] if self.layout.lines else []
        self.fields = len(header) if sheet.sign == "," else 0

    def _check_commas(self) -> None:
        """In a text with commas between its columns a comma in a heading shifts everything after it."""
        if self.sheet.sign != ",":
            return
        for line in self.layout.lines:
            cells = [str(cell) for cell in self.sheet.rows[line.row]]
            spaced = [cell[:1] == " " for cell in cells[1:] if cell.strip()]
            said = [meaning(cell, self.measures) for cell in cells]
            # "Overgewicht, 65+" in two: a group or a unit behind a measure that lacks one.
            parted = any(
                one.measure
                and not (one.population or one.unit)
                and not two.measure
                and (two.population or two.unit)
                for one, two in pairwise(said)
            )
            if parted or (any(spaced) and not all(spaced)):
                raise SourceError(
                    self.sheet.file,
                    f"in rij {line.row + 1} staat een komma in een kop zonder aanhalingstekens eromheen.",
                    todo="sla het bestand op met puntkomma's tussen de kolommen, of als .xlsx",
                )

    def read(self) -> Found:
        shape = "tabel met een rij per cijfer" if self._long else "brede tabel met een kolom per maat of jaar"
        questions = [*self.beside.questions, *self.columns.questions]
        if questions:
            return Found(empty_frame(), shape, self.sheet.name, [*questions, *self.refused], self.notes)
        left_out = not_published = 0
        for number in self.body:
            row = self.sheet.rows[number]
            if not any(text(cell) for cell in row):
                continue
            if not self._kept(number):
                left_out += 1
                continue
            if self._fact(number, "origin") not in ("", PUBLISHED):
                not_published += 1
                continue
            self._row(number)
        if left_out:
            chosen = ", ".join(
                f"{self.layout.heading(c)} {' of '.join(v)}" for c, v in self.columns.keep.items()
            )
            self.notes.append(f"{left_out} rijen van iets anders dan {chosen} zijn niet gelezen.")
        if not_published:
            self.notes.append(
                f"{not_published} rijen die niet van de bron zelf zijn (berekend, of een citaat) zijn niet gelezen."
            )
        self._mention()
        self._without_lost_multiples()
        return Found(self._without_repeats(), shape, self.sheet.name, self.refused, self.notes)

    @property
    def _long(self) -> bool:
        return any(column.measure is None for column in self.columns.figures)

    def _mention(self) -> None:
        if self.footnotes:
            shown = "; ".join(f"'{words[:60]}'" for words in self.footnotes[:4])
            self.notes.append(f"{len(self.footnotes)} regels tekst zijn overgeslagen: {shown}.")
        if self.aside:
            names = list(self.aside)
            shown = ", ".join(names[:4]) + (f" en {len(names) - 4} andere" if len(names) > 4 else "")
            self.notes.append(f"Gebieden die de monitor niet toont: {shown}.")

    def _without_heading(self) -> list[int]:
        """Columns of a text to which no heading belongs: what stands there was parted wrongly."""
        if not self.sheet.sign or not self.layout.lines:
            return []
        return [c for c in self.layout.columns if not self.layout.heading(c) and c not in self.regions.taken]

    def _kept(self, number: int) -> bool:
        return all(
            text(self.sheet.cell(number, column)) in values for column, values in self.columns.keep.items()
        )

    # -- a row ---------------------------------------------------------------------------------------------------------

    def _row(self, number: int) -> None:
        sheet = self.sheet
        figures = [c for c in self.columns.figures if text(sheet.cell(number, c.index))]
        region = self.regions.shown(number)
        if self.regions.is_heading(number):
            return
        if not figures and not self._fact(number, "reason"):
            if region and not looks_like_region(region):
                self.footnotes.append(region)
            return
        words = list(dict.fromkeys(text(cell) for cell in sheet.rows[number] if text(cell)))
        merged = len(words) == 1 and not looks_like_region(words[0])  # a note over the whole width
        if merged or (not region and all(cells.number(sheet.cell(number, c.index)).problem for c in figures)):
            self.footnotes.append(words[0])
            return
        shown = region or "(zonder gebied)"
        try:
            self._check_fields(number)
            row = self._facts(number, shown, self._subject(number) if self._long else None)
        except _RefusedError as refused:
            self._refuse(number, shown, str(refused))
            return
        # Per year once: a region that did not exist that year is refused once, not for every measure.
        for year in dict.fromkeys(column.year for column in self.columns.figures):
            of_year = [column for column in self.columns.figures if column.year == year]
            try:
                place = self._place(row, year)
            except _RefusedError as refused:
                self._refuse(number, shown, str(refused))
                continue
            if place is not None:
                self._figures(row, place, of_year)

    def _check_fields(self, number: int) -> None:
        row = self.sheet.rows[number]
        beyond = next((c for c in self.without_heading if text(self.sheet.cell(number, c))), None)
        if beyond is not None or len(row) < self.fields:
            raise _RefusedError(
                f"deze rij heeft {len(row)} velden en de kop {self._heading_fields()}; staat er een "
                f"'{self.sheet.sign.replace(chr(9), 'tab')}' te veel of te weinig in?"
            )

    def _heading_fields(self) -> int:
        return sum(bool(self.layout.heading(column)) for column in self.layout.columns)

    def _fact(self, number: int, role: str) -> str:
        """Return what the columns of a role say of a row; they may not say two things."""
        said = {text(self.sheet.cell(number, column)): None for column in self.columns.facts.get(role, [])}
        said.pop("", None)
        return next(iter(said), "")

    def _facts(self, number: int, shown: str, subject: Meaning | None) -> _Row:
        year, provisional = self._year(number)
        status, problem = cells.status(self._fact(number, "status"))
        missing, wrong = cells.reason(self._fact(number, "reason"))
        if problem or wrong:
            raise _RefusedError(problem or wrong)
        unit: Unit | None = None
        if words := self._fact(number, "unit"):
            unit = unit_of(words)
            if unit is None:
                raise _RefusedError(
                    f"de eenheid '{words[:60]}' kent de monitor niet; schrijf bijvoorbeeld '1 000 euro'"
                )
        groups = {text(self.sheet.cell(number, column)) for column in self.columns.facts.get("group", [])} - {
            ""
        }
        named = {g for g in groups if group_of(g, self.measures.all_populations) != ""}
        if len(named) > 1:
            raise _RefusedError(f"er staan twee groepen: {' en '.join(sorted(named))}")
        group = next(iter(named or groups), "")
        return _Row(number, shown, subject, year, provisional, group, unit, status, missing)

    def _year(self, number: int) -> tuple[int | None, bool]:
        found: dict[int, bool] = {}
        for column in self.columns.facts.get("year", []):
            cell = self.sheet.cell(number, column)
            if not text(cell):
                continue
            read = cells.year(cell)
            if read.year is None:
                raise _RefusedError(str(read.problem))
            found[read.year] = found.get(read.year, False) or read.status == "voorlopig"
        if len(found) > 1:
            raise _RefusedError(f"er staan twee jaren: {' en '.join(map(str, sorted(found)))}")
        return next(iter(found.items()), (None, False))

    def _subject(self, number: int) -> Meaning:
        """The measure of a row with one figure. Errors: _RefusedError where the row names none of this source."""
        found, unknown = Meaning(), []
        for column in self.columns.facts.get("measure", []):
            words = text(self.sheet.cell(number, column))
            if not words:
                continue
            said = meaning(words, self.measures)
            if said.measure is None or said.rest:
                unknown.append(words)
                continue
            both = found.with_(said)
            if both is None:
                raise _RefusedError(f"'{words[:80]}' en wat er verder in de rij staat spreken elkaar tegen")
            found = both
        measure = found.measure
        bad = next((w for w in unknown if not measure or not self.measures.says_nothing(w, measure)), None)
        if bad is not None:
            raise _RefusedError(f"'{bad[:80]}' is geen maat van deze bron.{self.measures.near(bad)}")
        if measure is not None:
            return found
        if "measure" in self.columns.facts and not self.hints.measure and len(self.measures) != 1:
            raise _RefusedError("de maat ontbreekt")
        measure = columns.subject(self.beside, self.measures, self.hints)
        if measure is None:
            about = self.beside.other_subject or self.beside.unknown_title
            raise _RefusedError(
                "de maat ontbreekt; zet er een kolom 'maat' bij of geef --measure mee"
                + (f" (de tabel gaat over '{about[:60]}')" if about else "")
            )
        return Meaning(measure=measure)

    def _place(self, row: _Row, of_column: int | None) -> tuple[str, int, bool] | None:
        """Return region, year and whether it is provisional; None for a region that the monitor does not show."""
        of_subject = row.subject.year if row.subject else None
        said = {year for year in (of_column, of_subject, row.year, self.beside.year) if year is not None}
        if len(said) > 1:
            raise _RefusedError(f"er staan twee jaren: {' en '.join(map(str, sorted(said)))}")
        year = next(iter(said), self.hints.year)
        if year is None:
            raise _RefusedError(f"het jaar ontbreekt; {self.beside.advice_on_year()}")
        place = self.regions.of(row.number, year)
        if place.aside:
            self.aside.setdefault(row.shown)
            return None
        if place.code is None:
            raise _RefusedError(str(place.problem))
        of_row = row.year is not None or of_column is not None
        return place.code, year, row.provisional if of_row else self.beside.provisional

    # -- a figure ------------------------------------------------------------------------------------------------------

    def _figures(self, row: _Row, place: tuple[str, int, bool], of_year: list[Column]) -> None:
        for figure in dict.fromkeys(column.same_figure for column in of_year):
            mine = [column for column in of_year if column.same_figure == figure]
            try:
                self._one(row, place, str((row.subject.measure if row.subject else None) or figure[0]), mine)
            except _RefusedError as refused:
                self._refuse(row.number, row.shown, str(refused))

    def _one(self, row: _Row, place: tuple[str, int, bool], measure: str, mine: list[Column]) -> None:
        """One figure with its bounds, status and reason."""
        region, year, provisional = place
        population = self._population(measure, mine[0], row)
        read: dict[str, cells.Reading] = {}
        factor = 1
        for column in mine:
            unit = self._unit(column, row, measure)
            factor = unit.factor if unit else 1
            read[column.kind] = self._number(row, column, measure, factor)
            provisional = provisional or (column.kind == "value" and column.provisional)
            if problem := read[column.kind].problem:
                wide = f", {column_name(column.index, self.sheet)}" if column.measure else ""
                self._refuse(row.number, row.shown, problem, wide)
                return
        value = read.get("value", cells.Reading())
        if value.value is None and not value.said_missing and row.missing is None:
            if any(not reading.empty for kind, reading in read.items() if kind != "value"):
                raise _RefusedError("er staat een marge zonder cijfer")
            return
        if value.value is not None and row.missing is not None:
            raise _RefusedError("er staat een cijfer én een reden waarom er geen cijfer is")
        lower, upper = (read.get(kind, cells.Reading()).value for kind in ("lower", "upper"))
        if value.value is None:
            lower = upper = None
        where = row_name(row.number, self.sheet)
        where += f", {column_name(mine[0].index, self.sheet)}" if mine[0].measure else ""
        self.out.append(
            {
                "measure": measure,
                "population": population,
                "region": region,
                "year": year,
                "value": value.value,
                "lower": lower,
                "upper": upper,
                "status": row.status or value.status or ("voorlopig" if provisional else ""),
                "missing": None if value.value is not None else self._why_none(row, value),
                "where": where,
                "with_unit": factor != 1 or any(self._own_unit(column, row) for column in mine),
            }
        )

    def _why_none(self, row: _Row, value: cells.Reading) -> str:
        return (
            row.missing or value.missing or self.hints.options.get("missing") or self.measures.source.absent
        )

    def _own_unit(self, column: Column, row: _Row) -> Unit | None:
        return column.unit or row.unit or (row.subject.unit if row.subject else None)

    def _unit(self, column: Column, row: _Row, measure: str) -> Unit | None:
        """The unit of a figure: of its heading, its row, or the whole table. Errors: _RefusedError where they do not agree."""
        of_subject = row.subject.unit if row.subject else None
        said = [unit for unit in (column.unit, row.unit, of_subject, self.beside.unit) if unit is not None]
        wanted = self.measures.unit(measure)
        for unit in said:
            if not unit.fits(wanted):
                raise _RefusedError(
                    f"de eenheid in het bestand past niet bij '{self.measures.title(measure)}', dat is in "
                    f"{wanted.replace('_', ' ')}"
                )
        together: Unit | None = said[0] if said else None
        for unit in said[1:]:
            together = together.with_(unit) if together else None
        if said and together is None:
            raise _RefusedError("er staan twee eenheden die niet bij elkaar passen")
        return together

    def _number(self, row: _Row, column: Column, measure: str, factor: int) -> cells.Reading:
        percent = (row.number, column.index) in self.sheet.percent
        of_percent = self.measures.unit(measure) == "procent"
        reading = cells.number(
            self.sheet.cell(row.number, column.index),
            percent_format=percent,
            # In thousands "36.500" may be 36,5 thousand.
            whole=self.measures.counts(measure) and factor == 1,
            bounded=of_percent,
            decimal=self.decimal,
        )
        if self.hints.fractions and of_percent and not percent:
            factor *= 100
        if reading.value is None or factor == 1:
            return reading
        return cells.Reading(times(reading.value, factor), status=reading.status)

    def _population(self, measure: str, column: Column, row: _Row) -> str:
        allowed = self.measures.populations(measure)
        # The dashboard's group chose the rows already.
        of_row = "" if "group" in self.hints.options else row.group
        of_subject = row.subject.population if row.subject else None
        said = group_of(of_row, allowed)
        if said is None:
            raise _RefusedError(f"de groep '{of_row[:60]}' is er niet; kies {' of '.join(allowed)}")
        groups = {group for group in (column.population, of_subject, said, self.beside.population) if group}
        if len(groups) > 1:
            raise _RefusedError(f"er staan twee groepen: {' en '.join(sorted(groups))}")
        given = next(iter(groups), self.hints.population or "")
        population = group_of(given, allowed)
        if population is None or (population and population not in allowed):
            raise _RefusedError(f"de groep '{given}' is er niet; kies {' of '.join(allowed)}")
        if population or self.measures.fixed_population(measure):
            return population
        if len(allowed) == 1:
            return allowed[0]
        named = self.beside.groups_in_titles
        advice = f" --group {next(iter(named))}" if len(named) == 1 else " --group"
        raise _RefusedError(f"de groep ontbreekt; kies {' of '.join(allowed)} (kolom 'groep' of{advice})")

    def _refuse(self, number: int, what: str, why: str, column: str = "") -> None:
        refusal = Refusal(row_name(number, self.sheet) + column, what, why)
        if refusal not in self.refused[-50:]:
            self.refused.append(refusal)

    # -- the whole -----------------------------------------------------------------------------------------------------

    def _without_lost_multiples(self) -> None:
        """A title or a footnote may say that amounts are in thousands in words that are not understood."""
        lines = self.beside.multiples + [words for words in self.footnotes if self._footnote_on_units(words)]
        lost = [row for row in self.out if not row["with_unit"] and self.measures.counts(str(row["measure"]))]
        if not lines or not lost:
            return
        gone = {id(row) for row in lost}
        self.out = [row for row in self.out if id(row) not in gone]
        self.refused.append(
            Refusal(
                f"{len(lost)} cijfers",
                lines[0][:80],
                f"'{lines[0][:80]}' staat bij de tabel, en boven de cijfers staat geen eenheid. Zet de eenheid in de kop, "
                "bijvoorbeeld '(1 000 euro)'",
            )
        )

    def _footnote_on_units(self, words: str) -> bool:
        return hints_at_multiple(words)

    def _without_repeats(self) -> pd.DataFrame:
        """One row per figure: the same twice is once, and two that differ are both refused."""
        if not self.out:
            return empty_frame()
        frame = pd.DataFrame(self.out, columns=WHERE_COLUMNS).astype(
            {"year": int, "value": float, "lower": float, "upper": float, "missing": object}
        )
        frame["missing"] = frame["missing"].where(frame["missing"].notna(), None)
        key = ["measure", "population", "region", "year"]
        said = [column for column in WHERE_COLUMNS if column != "where"]
        twice = frame.duplicated(said)
        if twice.any():
            self.notes.append(
                f"{int(twice.sum())} keer staat hetzelfde cijfer er dubbel in; dat telt één keer."
            )
        frame = frame[~twice]
        clash = frame[frame.duplicated(key, keep=False)]
        for (measure, _, region, year), rows in clash.groupby(key, sort=False):
            values = " en ".join(
                "geen cijfer" if pd.isna(value) else f"{value:g}".replace(".", ",") for value in rows["value"]
            )
            title = self.measures.title(str(measure))
            why = f"'{title}' staat er twee keer: {values}"
            self.refused.append(Refusal(" en ".join(rows["where"]), f"{region}, {year}", why))
        return frame.drop(index=clash.index).reset_index(drop=True)
