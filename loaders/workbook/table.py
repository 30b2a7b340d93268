"""A sheet as people make them: a table with a row per region, found among titles, merged headings and footnotes.

Two layouts. Long: columns gebied, jaar, waarde and, where needed, maat and groep (the template). Wide: a row per
region (and year), a column per measure, per year, or per measure and year under two lines of headings. A table with
a column per region is turned first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pandas as pd
from openpyxl.utils import get_column_letter

from loaders.errors import SourceError
from loaders.workbook import cells
from loaders.workbook.cells import plain, text
from loaders.workbook.found import WHERE_COLUMNS, Found, Refusal, empty_frame
from loaders.workbook.measures import Measures, factor_of, group_of
from loaders.workbook.places import looks_like_region, place
from loaders.workbook.sheets import Sheet

#: What a heading says, compared without case, accents, spaces and signs.
ROLES: dict[str, frozenset[str]] = {
    role: frozenset(words.split())
    for role, words in {
        "code": "code gebiedscode gebiedcode gemeentecode gmcode gemcode regiocode statcode regioncode gwbcode cbscode",
        "region": "gebied gebieden gebiedsnaam gemeente gemeenten gemeentenaam regio regios regionaam woongemeente "
        "naam name wijkenenbuurten gebiedcodeofnaam plaats",
        "year": "jaar year periode perioden peiljaar meetjaar verslagjaar jaartal",
        "group": "groep groepen population populatie leeftijd leeftijdsgroep leeftijdsklasse doelgroep risicogroep",
        "measure": "maat indicator indicatorid indicatornaam onderwerp measure variabele maatofindicator",
        "value": "waarde waarden cijfer value",
        "lower": "ondergrens lower ondergrens95 ondergrens95bi",
        "upper": "bovengrens upper bovengrens95 bovengrens95bi",
        "status": "status",
        "reason": "reden redenalsergeencijferis redengeencijfer redenontbreken missing",
        "unit": "eenheid unit",
        "ignored": "id nr volgnummer level niveau soortregio soortgebied bron sourcetable opmerking opmerkingen "
        "toelichting provincie source coverage rang ggd codering",
    }.items()
}
#: Headings that mean "value" only when the table names its measure elsewhere.
_WEAK_VALUE = frozenset({"percentage", "aandeel", "aantal", "score", "perc", "procent"})
_BOUNDS = {"lower": ("ondergrens", "lower"), "upper": ("bovengrens", "upper")}
_HEADER_WITHIN = 60
_MARGINS = "marges"


@dataclass(frozen=True)
class Hints:
    """What the person at the door added: for tables that do not say it themselves."""

    year: int | None = None
    population: str | None = None
    measure: str | None = None
    #: Percentages stand in the file as 0.123.
    fractions: bool = False
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Column:
    """A column with figures: of which measure and year (None: in another column), and which of the three numbers."""

    index: int
    measure: str | None
    year: int | None
    kind: str
    factor: int
    provisional: bool


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
        sum(looks_like_region(cell) for cell in row) >= 3 for row in sheet.rows[:_HEADER_WITHIN]
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
        self.out: list[dict[str, object]] = []

    # -- where things stand -------------------------------------------------------------------------------

    def _where(self, row: int) -> str:
        return f"kolom {get_column_letter(row + 1)}" if self.turned else f"rij {row + 1}"

    def _column_name(self, column: int) -> str:
        return f"rij {column + 1}" if self.turned else f"kolom {get_column_letter(column + 1)}"

    def _header(self) -> tuple[int, int]:
        """Return the first and last line of the headings (the row after the last is the first of the table)."""
        for number, row in enumerate(self.rows[:_HEADER_WITHIN]):
            filled = [plain(cell) for cell in row if text(cell)]
            if len(set(filled)) >= 2 and any(name in ROLES["region"] | ROLES["code"] for name in filled):
                return self._lines_around(number, [plain(cell) for cell in row])
        for number, row in enumerate(self.rows[:_HEADER_WITHIN]):
            column = next((c for c, cell in enumerate(row) if looks_like_region(cell)), None)
            if column is None or number == 0:
                continue
            below = [r for r in self.rows[number : number + 12] if column < len(r) and text(r[column])]
            if sum(looks_like_region(r[column]) for r in below) * 2 >= len(below) and len(below) >= 2:
                first = number
                while first > 0 and len({text(c) for c in self.rows[first - 1] if text(c)}) >= 2:
                    first -= 1
                if first == number and any(text(cell) for cell in self.rows[number - 1]):
                    first = number - 1
                if first < number:
                    return first, number - 1
        raise SourceError(
            self.file,
            f"op blad '{self.sheet.name}' is geen tabel met gebieden gevonden.",
            "een kop met 'gemeente' of 'gebied' en daaronder namen of codes",
            "gebruik het sjabloon: python -m loaders.add --dataset ... --template sjabloon.xlsx",
        )

    def _lines_around(self, line: int, names: list[str]) -> tuple[int, int]:
        """A heading may take several lines: above it where the region's cell is empty, below it likewise."""
        at = next(c for c, name in enumerate(names) if name in ROLES["region"] | ROLES["code"])
        first = last = line
        while first > 0 and not text(self.rows[first - 1][at]) and any(text(c) for c in self.rows[first - 1]):
            first -= 1
        while last + 1 < len(self.rows):
            under = self.rows[last + 1]
            same = plain(under[at]) == names[at]
            blank = not text(under[at]) and any(text(c) for c in under)
            numbers = sum(cells.number(c).value is not None and cells.year(c).year is None for c in under)
            if not (same or blank) or numbers:
                break
            last += 1
        return first, last

    def _headings(self, first: int, last: int) -> list[list[str]]:
        """Per column the words of its headings, from the top line down, without repeats."""
        lines = []
        for line in range(first, last + 1):
            row = [text(cell) for cell in self.rows[line]]
            if line < last and first != last:
                # A heading that spans columns without being merged stands in the first of them only.
                spanning = ""
                for column, words in enumerate(row):
                    spanning = words or spanning
                    row[column] = spanning
            lines.append(row)
        width = max(len(row) for row in self.rows)
        return [
            list(dict.fromkeys(row[column] for row in lines if column < len(row) and row[column]))
            for column in range(width)
        ]

    # -- what the columns mean ----------------------------------------------------------------------------

    def _roles(self, headings: list[list[str]]) -> dict[str, int]:
        roles: dict[str, int] = {}
        for column, parts in enumerate(headings):
            for name in (plain(parts[-1]), plain(" ".join(parts))) if parts else ():
                for role, names in ROLES.items():
                    if name in names and role not in ("ignored",):
                        if self.measures.named(parts[-1]) and role not in ("region", "code", "year"):
                            continue
                        roles.setdefault(role, column)
        if "region" not in roles and "code" not in roles:
            width = len(headings)
            found = {
                column: sum(looks_like_region(row[column]) for row in self.rows if column < len(row))
                for column in range(width)
            }
            best = max(found, key=lambda column: found[column])
            if found[best]:
                roles["region"] = best
        if "value" not in roles and "measure" in roles:
            weak = [c for c, parts in enumerate(headings) if parts and plain(parts[-1]) in _WEAK_VALUE]
            if len(weak) == 1:
                roles["value"] = weak[0]
        return roles

    def _figure_columns(self, headings: list[list[str]], roles: dict[str, int]) -> list[_Column]:
        if "value" in roles:
            factor = factor_of(" ".join(headings[roles["value"]]))
            return [
                _Column(roles[kind], None, None, kind, factor, False)
                for kind in ("value", "lower", "upper")
                if kind in roles
            ]
        taken = set(roles.values())
        found, unused = [], []
        for column, parts in enumerate(headings):
            if column in taken or not parts or plain(parts[-1]) in ROLES["ignored"]:
                continue
            words = " ".join(parts)
            kind = next(
                (k for k, names in _BOUNDS.items() if any(n in words.casefold() for n in names)), "value"
            )
            year, rest = cells.year_in(words), words
            if year is not None:
                rest = re.sub(rf"\b{year}\b|(?<=_){year}", " ", words)
            for names in _BOUNDS.values():
                for name in names:
                    rest = re.sub(name, " ", rest, flags=re.IGNORECASE)
            rest = re.sub(r"\(?%\)?|\*+", " ", rest).strip(" _-:;,|/")
            measure = self._measure_of_heading(parts, rest, has_year=year is not None)
            if measure is None:
                near = self.measures.near(rest)
                if near:
                    self.refused.append(
                        Refusal(
                            self._column_name(column), words, f"'{words}' is geen maat van deze bron.{near}"
                        )
                    )
                else:
                    unused.append(words)
                continue
            provisional = bool(year) and "*" in words
            found.append(_Column(column, measure, year, kind, factor_of(words), provisional))
        if unused:
            shown = "; ".join(unused[:6]) + (f" en {len(unused) - 6} andere" if len(unused) > 6 else "")
            self.notes.append(f"Kolommen die deze bron in de monitor niet vult: {shown}.")
        return found

    def _measure_of_heading(self, parts: list[str], rest: str, *, has_year: bool) -> str | None:
        for words in (rest, *(re.sub(r"\b20\d{2}\b", " ", part) for part in reversed(parts))):
            measure = self.measures.named(words)
            if measure:
                return measure
        if has_year and not plain(rest):
            return self._measure_elsewhere()
        if plain(rest) in _WEAK_VALUE or plain(rest) in ROLES["value"]:
            return self._measure_elsewhere()
        return None

    def _measure_elsewhere(self) -> str | None:
        """The measure of a table that has only years over its columns: given, the source's only one, or in a title."""
        if self.hints.measure:
            return self.measures.named(self.hints.measure)
        if len(self.measures) == 1:
            return next(iter(self.measures))
        for words in (self.sheet.name, *self._titles()):
            measure = self.measures.named(words) or self.measures.named(
                re.sub(r"[,:]?\s*\b20\d{2}\b.*", "", words)
            )
            if measure:
                return measure
        return None

    def _titles(self) -> list[str]:
        return [
            next(text(cell) for cell in row if text(cell))
            for row in self.rows[:10]
            if len({text(cell) for cell in row if text(cell)}) == 1
        ]

    # -- the rows -----------------------------------------------------------------------------------------

    def read(self) -> Found:
        if not self.rows:
            raise SourceError(self.file, f"blad '{self.sheet.name}' is leeg.")
        first, last = self._header()
        headings = self._headings(first, last)
        if any(plain(parts[-1]) == _MARGINS for parts in headings if parts):
            raise SourceError(
                self.file,
                "deze tabel heeft een kolom 'Marges'.",
                todo="lever het bestand zoals StatLine het geeft, zonder er iets in te veranderen",
            )
        roles = self._roles(headings)
        columns = self._figure_columns(headings, roles)
        if "region" not in roles and "code" not in roles:
            raise SourceError(self.file, f"op blad '{self.sheet.name}' is geen kolom met gebieden gevonden.")
        if not any(column.kind == "value" for column in columns):
            known = ", ".join(f"'{name}'" for name in list(self.measures)[:6])
            said = " ".join(refusal.why for refusal in self.refused[:3])
            raise SourceError(
                self.file,
                f"op blad '{self.sheet.name}' is geen kolom met cijfers van deze bron gevonden. {said}".strip(),
                f"een kolom 'waarde', of kolommen met de naam van een maat ({known})",
                "geef de maat mee als alleen de jaren erboven staan: --measure ...",
            )
        left_out = 0
        footnotes: list[str] = []
        for number in range(last + 1, len(self.rows)):
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
        columns: list[_Column],
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
        for year, wanted in self._by_year(columns):
            self._figures_of(number, row, cell, roles, shown, region_cell, measure, year, wanted)

    @staticmethod
    def _by_year(columns: list[_Column]) -> Iterator[tuple[int | None, list[_Column]]]:
        for year in dict.fromkeys(column.year for column in columns):
            yield year, [column for column in columns if column.year == year]

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
        measure = self._measure_elsewhere()
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
        columns: list[_Column],
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
                named = {y for words in self._titles() if (y := cells.year_in(words))}
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
        if region.problem:
            self._refuse(number, shown, region.problem)
            return
        assert region.code is not None
        for name in dict.fromkeys(measure or column.measure for column in columns):
            mine = [column for column in columns if column.measure in (None, name)]
            self._one(number, row, cell, shown, str(name), region.code, year, provisional, mine)

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
        columns: list[_Column],
    ) -> None:
        """One figure with its bounds, status and reason."""
        population = self._population(number, shown, measure, cell("group"))
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
        for reading in read.values():
            problem = problem or reading.problem
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
                "where": self._where(number),
            }
        )

    def _number(
        self, line: int, row: list[object], column: _Column, measure: str, unit: str
    ) -> cells.Reading:
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

    def _refuse(self, number: int, what: str, why: str) -> None:
        refusal = Refusal(self._where(number), what, why)
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
