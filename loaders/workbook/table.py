"""A sheet as people make them: a table with a row per region, found among titles, merged headings and footnotes.

Two layouts. Long: columns gebied, jaar, waarde and, where needed, maat and groep (the template). Wide: a row per
region (and year), a column per measure, per year, or per measure and year under two lines of headings. A table with
a column per region is turned first.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd

from loaders.errors import SourceError
from loaders.workbook import cells
from loaders.workbook.cells import plain, text
from loaders.workbook.found import WHERE_COLUMNS, Found, Refusal, empty_frame
from loaders.workbook.headings import (
    HEADER_WITHIN,
    Column,
    Hints,
    column_name,
    elsewhere,
    read_headings,
    row_name,
)
from loaders.workbook.measures import Measures, factor_of, group_of
from loaders.workbook.places import looks_like_region, place
from loaders.workbook.sheets import Sheet


def read(file: Path, sheet: Sheet, measures: Measures, hints: Hints) -> Found:
    """Return what a sheet says. Errors: SourceError when no table with regions and figures is found in it."""
    try:
        return _Table(file, sheet, measures, hints).read()
    except SourceError as error:
        turned = _turned(sheet)
        if turned is None:
            raise
        try:
            return _Table(file, turned, measures, hints, turned=True).read()
        except SourceError:
            raise error from None


def _turned(sheet: Sheet) -> Sheet | None:
    """A table with its regions along the top, lying on its side; None where no line has three regions."""
    if len(sheet.rows) > 2000 or not any(
        sum(looks_like_region(cell) for cell in row) >= 3 for row in sheet.rows[:HEADER_WITHIN]
    ):
        return None
    width = max(len(row) for row in sheet.rows)
    rows = [[row[column] if column < len(row) else "" for row in sheet.rows] for column in range(width)]
    return Sheet(sheet.name, rows, sheet.visible, frozenset((column, row) for row, column in sheet.percent))


class _Table:
    def __init__(
        self, file: Path, sheet: Sheet, measures: Measures, hints: Hints, *, turned: bool = False
    ) -> None:
        self.file, self.sheet, self.measures, self.hints, self.turned = file, sheet, measures, hints, turned
        self.rows = sheet.rows
        self.refused: list[Refusal] = []
        self.notes: list[str] = []
        self.titles: list[str] = []
        #: Regions that the monitor does not show, in the order of the file.
        self.aside: dict[str, None] = {}
        self.out: list[dict[str, object]] = []

    def read(self) -> Found:
        if not self.rows:
            raise SourceError(self.file, f"blad '{self.sheet.name}' is leeg.")
        top = read_headings(self.file, self.sheet, self.measures, self.hints, turned=self.turned)
        self.refused, self.notes, self.titles = [*top.refused], [*top.notes], top.titles
        headings, roles, columns = top.words, top.roles, top.columns
        left_out = 0
        footnotes: list[str] = []
        for number in range(top.below, len(self.rows)):
            row = self.rows[number]
            if not any(text(cell) for cell in row):
                continue
            if not self._chosen(row, headings):
                left_out += 1
                continue
            self._row(number, row, headings, roles, columns, footnotes)
        if left_out:
            chosen = ", ".join(f"{name} {value}" for name, value in self._filters(headings).values())
            self.notes.append(f"{left_out} rijen van iets anders dan {chosen} zijn niet gelezen.")
        if footnotes:
            shown = "; ".join(f"'{words[:60]}'" for words in footnotes[:4])
            self.notes.append(f"{len(footnotes)} regels tekst zijn overgeslagen: {shown}.")
        if self.aside:
            names = list(self.aside)
            shown = ", ".join(names[:4]) + (f" en {len(names) - 4} andere" if len(names) > 4 else "")
            self.notes.append(f"Gebieden die de monitor niet toont: {shown}.")
        frame = self._without_repeats()
        layout = (
            "tabel met een rij per cijfer"
            if "value" in roles
            else "brede tabel met een kolom per maat of jaar"
        )
        if self.turned:
            layout += ", gekanteld"
        return Found(frame, layout, self.sheet.name, self.refused, self.notes)

    def _filters(self, headings: list[list[str]]) -> dict[int, tuple[str, str]]:
        """Columns that the source's options choose one value of: the edition, the group of a dashboard."""
        names = {plain(name): (name, value) for name, value in self.hints.options.items()}
        for own, other in (("group", "groep"), ("group", "risicogroep"), ("edition", "editie")):
            if own in names:
                names[other] = names[own]
        return {
            column: names[plain(parts[-1])]
            for column, parts in enumerate(headings)
            if parts and plain(parts[-1]) in names and plain(parts[-1]) != "population"
        }

    def _chosen(self, row: list[object], headings: list[list[str]]) -> bool:
        return all(
            text(row[column]) in [part.strip() for part in value.split("|")]
            for column, (_, value) in self._filters(headings).items()
            if column < len(row)
        )

    def _row(
        self,
        number: int,
        row: list[object],
        headings: list[list[str]],
        roles: dict[str, int],
        columns: list[Column],
        footnotes: list[str],
    ) -> None:
        def cell(role: str) -> object:
            return row[roles[role]] if role in roles and roles[role] < len(row) else ""

        figures = [column for column in columns if column.index < len(row) and text(row[column.index])]
        region_cell = cell("code") if text(cell("code")) else cell("region")
        heading = headings[roles["code"] if text(cell("code")) else roles.get("region", roles.get("code", 0))]
        if plain(region_cell) and any(plain(region_cell) == plain(part) for part in heading):
            return  # The headings again, as at the top of a printed page.
        if not figures and not text(cell("reason")):
            if text(region_cell) and not looks_like_region(region_cell):
                footnotes.append(text(region_cell))
            return
        if not text(region_cell) and all(cells.number(row[c.index]).problem for c in figures):
            footnotes.append(next((text(cell) for cell in row if text(cell)), ""))
            return
        if len({text(c) for c in row if text(c)}) == 1 and not looks_like_region(region_cell):
            footnotes.append(text(region_cell) or text(row[figures[0].index]))  # Merged over the whole width.
            return
        shown = text(region_cell) or "(zonder gebied)"
        measure = None
        if "value" in roles:
            measure = self._measure_of_row(number, cell("measure"), "measure" in roles)
            if measure is None:
                return
        # Per year once: a region that did not exist that year is refused once, not for every measure.
        for year in dict.fromkeys(column.year for column in columns):
            of_year = [column for column in columns if column.year == year]
            self._figures_of(number, row, cell, roles, shown, region_cell, measure, year, of_year)

    def _measure_of_row(self, number: int, words: object, has_column: bool) -> str | None:
        if text(words):
            measure = self.measures.named(words)
            if measure is None:
                near = self.measures.near(words)
                self._refuse(number, text(words), f"'{text(words)}' is geen maat van deze bron.{near}")
            return measure
        if has_column and not self.hints.measure and len(self.measures) != 1:
            self._refuse(number, "", "de maat ontbreekt")
            return None
        measure = elsewhere(self.measures, self.hints, self.sheet.name, self.titles)
        if measure is None:
            self._refuse(number, "", "de maat ontbreekt; zet er een kolom 'maat' bij of geef --measure mee")
        return measure

    def _figures_of(
        self,
        number: int,
        row: list[object],
        cell: Callable[[str], object],
        roles: dict[str, int],
        shown: str,
        region_cell: object,
        measure: str | None,
        year: int | None,
        columns: list[Column],
    ) -> None:
        provisional: str | None = None
        if year is None:
            if "year" in roles and text(cell("year")):
                read = cells.year(cell("year"))
                if read.problem:
                    self._refuse(number, shown, read.problem)
                    return
                year, provisional = read.year, read.status
            elif self.hints.year:
                year = self.hints.year
            else:
                named = {y for words in self.titles if (y := cells.year_in(words))}
                hint = f" --year {named.pop()}" if len(named) == 1 else " --year 2024"
                self._refuse(number, shown, f"het jaar ontbreekt; geef het mee:{hint}")
                return
        assert year is not None
        region = place(region_cell, year, codes_only="code" in roles and text(cell("code")) != "")
        if region.problem is None and text(cell("code")) and text(cell("region")):
            other = place(cell("region"), year)
            if other.code and other.code != region.code and other.code[:2] == str(region.code)[:2]:
                self._refuse(
                    number,
                    shown,
                    f"de code {region.code} en de naam '{text(cell('region'))}' horen niet bij elkaar",
                )
                return
        if region.problem and region.aside:
            self.aside.setdefault(text(region_cell))
            return
        if region.problem:
            self._refuse(number, shown, region.problem)
            return
        assert region.code is not None
        for figure in dict.fromkeys(column.same_figure for column in columns):
            mine = [column for column in columns if column.same_figure == figure]
            name = str(measure or figure[0])
            self._one(number, row, cell, shown, name, region.code, year, provisional, mine)

    def _one(
        self,
        number: int,
        row: list[object],
        cell: Callable[[str], object],
        shown: str,
        measure: str,
        region: str,
        year: int,
        provisional: str | None,
        columns: list[Column],
    ) -> None:
        """One figure with its bounds, status and reason."""
        own = columns[0].population
        population = own or self._population(number, shown, measure, cell("group"))
        if population is None:
            return
        status, problem = cells.status(cell("status"))
        missing, wrong = cells.reason(cell("reason"))
        read: dict[str, cells.Reading] = {}
        for column in columns:
            if column.index >= len(row):
                continue
            read[column.kind] = self._number(number, row, column, measure, text(cell("unit")))
            if column.kind == "value" and column.provisional:
                provisional = "voorlopig"
            if read[column.kind].problem:
                wide = column_name(column.index, self.turned) if column.measure else ""
                self._refuse(number, shown, str(read[column.kind].problem), f", {wide}" if wide else "")
                return
        value = read.get("value", cells.Reading())
        if problem or wrong:
            self._refuse(number, shown, str(problem or wrong))
            return
        if value.value is None and not value.said_missing and missing is None:
            if any(not reading.empty for kind, reading in read.items() if kind != "value"):
                self._refuse(number, shown, "er staat een marge zonder cijfer")
            return
        if value.value is not None and missing is not None:
            self._refuse(number, shown, "er staat een cijfer én een reden waarom er geen cijfer is")
            return
        lower, upper = (read.get(kind, cells.Reading()).value for kind in ("lower", "upper"))
        if value.value is None:
            lower = upper = None
        self.out.append(
            {
                "measure": measure,
                "population": population,
                "region": region,
                "year": year,
                "value": value.value,
                "lower": lower,
                "upper": upper,
                "status": status or value.status or provisional or "",
                "missing": None
                if value.value is not None
                else missing
                or value.missing
                or self.hints.options.get("missing")
                or self.measures.source.absent,
                "where": row_name(number, self.turned)
                + (f", {column_name(columns[0].index, self.turned)}" if columns[0].measure else ""),
            }
        )

    def _number(self, line: int, row: list[object], column: Column, measure: str, unit: str) -> cells.Reading:
        reading = cells.number(
            row[column.index],
            percent_format=(line, column.index) in self.sheet.percent,
            whole=self.measures.counts(measure),
        )
        factor = column.factor if column.factor != 1 else factor_of(unit)
        percentages = all(indicator.unit == "procent" for indicator, _ in self.measures.uses(measure))
        if self.hints.fractions and percentages and (line, column.index) not in self.sheet.percent:
            factor *= 100
        if reading.value is None or factor == 1:
            return reading
        # Decimal, because 36.3 * 1000 is 36299.999... in floats.
        exact = float(f"{Decimal(repr(reading.value)) * factor:.12g}")
        return cells.Reading(exact, status=reading.status)

    def _population(self, number: int, shown: str, measure: str, words: object) -> str | None:
        allowed = self.measures.populations(measure)
        if "group" in self.hints.options:
            words = ""  # The dashboard's group chose the rows already.
        given = text(words) or text(self.hints.population)
        population = group_of(given, allowed)
        if population is None or (population and population not in allowed):
            self._refuse(number, shown, f"de groep '{given}' is er niet; kies {' of '.join(allowed)}")
            return None
        if not population and not self.measures.fixed_population(measure):
            if len(allowed) == 1:
                return allowed[0]
            self._refuse(
                number, shown, f"de groep ontbreekt; kies {' of '.join(allowed)} (kolom 'groep' of --group)"
            )
            return None
        return population

    def _refuse(self, number: int, what: str, why: str, column: str = "") -> None:
        refusal = Refusal(row_name(number, self.turned) + column, what, why)
        if refusal not in self.refused:
            self.refused.append(refusal)

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
            where = " en ".join(rows["where"])
            self.refused.append(
                Refusal(
                    where,
                    f"{region}, {year}",
                    f"'{self.measures.title(str(measure))}' staat er twee keer: {values}",
                )
            )
        return frame.drop(index=clash.index).reset_index(drop=True)
