"""A sheet as people make them: a table with a row per region, found among titles, merged headings and footnotes.

Two layouts. Long: columns gebied, jaar, waarde and, where needed, maat and groep (the template). Wide: a row per
region (and year), a column per measure, per year, or per measure and year under lines of headings. A table with a
column per region is turned first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from intake.files.sheet import Sheet
from intake.tables import beside, cells, columns, layout
from intake.tables.beside import Beside
from intake.tables.cells import plain, text
from intake.tables.columns import Column
from intake.tables.facts import FactReader, Facts, RefusedError
from intake.tables.figures import CellError, Figures
from intake.tables.hints import LOOSE, Hints
from intake.tables.layout import TitleLine, column_name, row_name
from intake.tables.measures import Measures
from intake.tables.places import looks_like_region
from intake.tables.sheet_figures import WHERE_COLUMNS, Refusal, SheetFigures, empty_frame
from intake.tables.words import meaning
from intake.units import hints_at_multiple
from monitor.errors import SourceError
from monitor.observations import PUBLISHED


def read(sheet: Sheet, measures: Measures, hints: Hints) -> SheetFigures:
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
            figures = _Table(*lying, measures, hints).read()
        except layout.NoTableError:
            raise error from None
        except SourceError as other:
            raise other if isinstance(error, layout.NoTableError) else error from None
        if figures.frame.empty and not isinstance(error, layout.NoTableError):
            raise
        return replace(figures, layout=f"{figures.layout}, gekanteld")


#: Places of one figure that a message names.
_SHOWN = 4
#: A footnote with such a word narrows down what the figures are about.
_ONLY = re.compile(r"\b(alleen|uitsluitend|enkel|betreft|cijfers (over|van)|exclusief)\b", re.IGNORECASE)


class _Table:
    def __init__(self, sheet: Sheet, title_lines: list[TitleLine], measures: Measures, hints: Hints) -> None:
        self.sheet, self.measures, self.hints = sheet, measures, hints
        self.layout = layout.find(sheet)
        self._check_commas()
        self.beside: Beside = beside.beside([*title_lines, *self.layout.titles], sheet, measures, hints)
        self.columns = columns.read(self.layout, self.beside, measures, hints)
        self.regions = self.columns.regions
        self.refused: list[Refusal] = [*self.columns.refused]
        self.notes: list[str] = [*self.columns.notes]
        self.footnotes: list[str] = []
        #: Regions that the monitor does not show, in the order of the file.
        self.aside: dict[str, None] = {}
        #: The figures, as WHERE_COLUMNS, and whether the unit of each is said in words that were understood.
        self.out: list[tuple[object, ...]] = []
        self.without_unit: set[int] = set()
        self.body = range(self.layout.below, len(sheet.rows))
        decimal = cells.decimal_sign(
            sheet.cell(row, column.index) for column in self.columns.figures for row in self.body
        )
        self.figures = Figures(sheet, self.beside, measures, hints, decimal)
        self.long = any(column.measure is None for column in self.columns.figures)
        self.facts = FactReader(self.layout, self.columns, self.beside, measures, hints, long=self.long)
        #: The columns with figures by their year, and per year by the figure that they give together.
        self.by_year: dict[int | None, dict[object, list[Column]]] = {}
        for column in self.columns.figures:
            self.by_year.setdefault(column.year, {}).setdefault(column.same_figure, []).append(column)
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
            meanings = [meaning(cell, self.measures) for cell in cells]
            # "Overgewicht, 65+" in two: a group or a unit behind a measure that lacks one.
            parted = any(
                one.measure
                and not (one.population or one.unit)
                and not two.measure
                and (two.population or two.unit)
                for one, two in pairwise(meanings)
            )
            if parted or (any(spaced) and not all(spaced)):
                raise SourceError(
                    self.sheet.file,
                    f"in rij {line.row + 1} staat een komma in een kop zonder aanhalingstekens eromheen.",
                    todo="sla het bestand op met puntkomma's tussen de kolommen, of als .xlsx",
                )

    def read(self) -> SheetFigures:
        shape = "tabel met een rij per cijfer" if self.long else "brede tabel met een kolom per maat of jaar"
        questions = [*self.beside.questions, *self.columns.questions]
        if questions:
            return SheetFigures(
                empty_frame(), shape, self.sheet.name, [*questions, *self.refused], self.notes
            )
        left_out = not_published = 0
        for number in self.body:
            row = self.sheet.rows[number]
            if not any(text(cell) for cell in row):
                continue
            if self.regions.is_heading(number):
                if self._is_same_table(number):
                    continue
                self._refuse(
                    number,
                    self.regions.shown(number),
                    "hier begint een andere tabel; zet die in een bestand of blad apart",
                )
                break
            if not self._kept(number):
                left_out += 1
                continue
            if self.facts.cell(number, "origin") not in ("", PUBLISHED):
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
        self._ask_about_footnotes()
        self._without_lost_multiples()
        return SheetFigures(self._without_repeats(), shape, self.sheet.name, self.refused, self.notes)

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
        # In front of the headings programs write the number of the row.
        last = max(c for c in self.layout.columns if self.layout.heading(c))
        return [c for c in self.layout.columns if c > last and c not in self.regions.taken]

    def _kept(self, number: int) -> bool:
        return all(
            text(self.sheet.cell(number, column)) in values for column, values in self.columns.keep.items()
        )

    # -- a row ---------------------------------------------------------------------------------------------------------

    def _row(self, number: int) -> None:
        sheet = self.sheet
        figures = [c for c in self.columns.figures if text(sheet.cell(number, c.index))]
        region = self.regions.shown(number)
        if not figures and not self.facts.cell(number, "reason"):
            if region and not looks_like_region(region):
                self.footnotes.append(region)
            return
        if self._is_note(number, region, figures):
            self.footnotes.append(next(words for cell in sheet.rows[number] if (words := text(cell))))
            return
        shown = region or "(zonder gebied)"
        try:
            self._check_fields(number)
            facts = self.facts.of(number)
        except RefusedError as refused:
            self._refuse(number, shown, str(refused))
            return
        # Per year once: a region that did not exist that year is refused once, not for every measure.
        for year, of_year in self.by_year.items():
            try:
                place = self._place(number, shown, facts, year)
            except RefusedError as refused:
                self._refuse(number, shown, str(refused))
                continue
            for mine in of_year.values() if place else ():
                self._figure(number, shown, facts, place, mine)

    def _is_same_table(self, number: int) -> bool:
        """True for the headings again, as at the top of a printed page; another heading or title begins another table."""
        same = all(
            plain(words) in {plain(line.over[c.index]) for line in self.layout.headings(c.index)}
            for c in self.columns.figures
            if (words := text(self.sheet.cell(number, c.index)))
        )
        titles = {plain(title.words) for title in self.layout.titles}
        return same and all(plain(words) in titles for words in self.footnotes)

    def _is_note(self, number: int, region: str, figures: list[Column]) -> bool:
        """True for a note over the whole width of the table, and for text where figures should be."""
        if not region:
            return all(cells.number(self.sheet.cell(number, c.index)).problem for c in figures)
        if looks_like_region(region):
            return False
        return len({words for cell in self.sheet.rows[number] if (words := text(cell))}) == 1

    def _check_fields(self, number: int) -> None:
        row = self.sheet.rows[number]
        beyond = next((c for c in self.without_heading if text(self.sheet.cell(number, c))), None)
        if beyond is not None or len(row) < self.fields:
            raise RefusedError(
                f"deze rij heeft {len(row)} velden en de kop {self._heading_fields()}; staat er een "
                f"'{self.sheet.sign.replace(chr(9), 'tab')}' te veel of te weinig in?"
            )

    def _heading_fields(self) -> int:
        return sum(bool(self.layout.heading(column)) for column in self.layout.columns)

    def _place(
        self, number: int, shown: str, facts: Facts, of_column: int | None
    ) -> tuple[str, int, bool] | None:
        """Return region, year and whether it is provisional; None for a region that the monitor does not show."""
        every = (of_column, facts.of_subject.year, facts.year, self.beside.year)
        years = {year for year in every if year is not None}
        if len(years) > 1:
            raise RefusedError(f"er staan twee jaren: {' en '.join(map(str, sorted(years)))}")
        year = next(iter(years), self.hints.year)
        if year is None:
            raise RefusedError(f"het jaar ontbreekt; {self.beside.advice_on_year()}")
        place = self.regions.of(number, year)
        if place.aside:
            self.aside.setdefault(shown)
            return None
        if place.code is None:
            raise RefusedError(str(place.problem))
        nearer = facts.year is not None or of_column is not None
        return place.code, year, facts.provisional if nearer else self.beside.provisional

    def _figure(
        self, number: int, shown: str, facts: Facts, place: tuple[str, int, bool] | None, mine: list[Column]
    ) -> None:
        assert place is not None
        region, year, provisional = place
        measure = str(mine[0].measure or facts.of_subject.measure)
        try:
            if facts.of_subject.measure not in (None, measure):
                raise RefusedError("de rij gaat over een andere maat dan de kolom")
            figure = self.figures.of(number, facts, measure, mine, provisional=provisional)
        except RefusedError as refused:
            where = refused.where if isinstance(refused, CellError) else ""
            self._refuse(number, shown, str(refused), f", {where}" if where else "")
            return
        if figure is None:
            return
        where = row_name(number, self.sheet)
        where += f", {column_name(mine[0].index, self.sheet)}" if mine[0].measure else ""
        if not figure.with_unit and self.measures.counts(measure):
            self.without_unit.add(len(self.out))
        self.out.append(
            (
                measure,
                figure.population,
                region,
                year,
                figure.value,
                figure.lower,
                figure.upper,
                figure.status,
                figure.missing,
                where,
            )
        )

    def _refuse(self, number: int, what: str, why: str, column: str = "") -> None:
        refusal = Refusal(row_name(number, self.sheet) + column, what, why)
        if refusal not in self.refused[-50:]:
            self.refused.append(refusal)

    # -- the whole -----------------------------------------------------------------------------------------------------

    def _ask_about_footnotes(self) -> None:
        """A footnote may say that the figures are of some people only."""
        for words in self.footnotes:
            part = beside.part_of_people(words, self.measures) if _ONLY.search(words) else None
            if part is None or self.hints.accepts(part) or not self.out:
                continue
            option = f"{LOOSE}={part}"
            why = f"onder de tabel staat '{words[:80]}'. Gaan de cijfers toch over de hele groep van de indicator? Geef dan --option \"{option}\" mee"
            self.refused.append(Refusal(f"{len(self.out)} cijfers", part, why, option))
            self.out = []

    def _without_lost_multiples(self) -> None:
        """A title or a footnote may say that amounts are in thousands in words that are not understood."""
        lines = self.beside.multiples + [words for words in self.footnotes if hints_at_multiple(words)]
        if not lines or not self.without_unit:
            return
        self.out = [row for place, row in enumerate(self.out) if place not in self.without_unit]
        self.refused.append(
            Refusal(
                f"{len(self.without_unit)} cijfers",
                lines[0][:80],
                f"'{lines[0][:80]}' staat bij de tabel, en boven de cijfers staat geen eenheid. Zet de eenheid in de kop, "
                "bijvoorbeeld '(1 000 euro)'",
            )
        )

    def _without_repeats(self) -> pd.DataFrame:
        """One row per figure: the same twice is once, and two that differ are both refused."""
        if not self.out:
            return empty_frame()
        frame = pd.DataFrame(self.out, columns=WHERE_COLUMNS).astype(
            {"year": int, "value": float, "lower": float, "upper": float, "missing": object}
        )
        frame["missing"] = frame["missing"].where(frame["missing"].notna(), None)
        key = ["measure", "population", "region", "year"]
        all_but_where = [column for column in WHERE_COLUMNS if column != "where"]
        twice = frame.duplicated(all_but_where)
        if twice.any():
            self.notes.append(
                f"{int(twice.sum())} keer staat hetzelfde cijfer er dubbel in; dat telt één keer."
            )
        frame = frame[~twice]
        clash = frame[frame.duplicated(key, keep=False)]
        for (measure, _, region, year), rows in clash.groupby(key, sort=False):
            values = _together(
                [
                    "geen cijfer" if pd.isna(value) else f"{value:g}".replace(".", ",")
                    for value in rows["value"]
                ]
            )
            title = self.measures.title(str(measure))
            why = f"'{title}' staat er twee keer: {values}"
            self.refused.append(Refusal(_together([*rows["where"]]), f"{region}, {year}", why))
        return frame.drop(index=clash.index).reset_index(drop=True)


def _together(places: list[str]) -> str:
    shown = places if len(places) <= _SHOWN else [*places[: _SHOWN - 1], f"{len(places) - _SHOWN + 1} andere"]
    return " en ".join(shown)
