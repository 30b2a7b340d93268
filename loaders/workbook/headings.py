"""Where a table's headings stand and what each column means: a region, a year, or the figures of a measure.

Titles stand above, headings may take several lines and span columns, units and groups stand among them. The same
column is never two things: headings that say the same twice are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter

from loaders.errors import SourceError
from loaders.workbook import cells
from loaders.workbook.cells import plain, text
from loaders.workbook.found import Refusal
from loaders.workbook.measures import Measures, factor_of, group_of
from loaders.workbook.places import looks_like_region
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
HEADER_WITHIN = 60
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
class Column:
    """A column with figures. ``measure``, ``year`` and ``population`` are None where another column says them."""

    index: int
    measure: str | None = None
    year: int | None = None
    population: str | None = None
    #: value, lower or upper.
    kind: str = "value"
    factor: int = 1
    provisional: bool = False

    @property
    def same_figure(self) -> tuple[str | None, int | None, str | None]:
        """What a value shares with its bounds."""
        return self.measure, self.year, self.population


@dataclass(frozen=True)
class Headings:
    """The lines of headings as they were understood; the table starts at row ``below``."""

    below: int
    words: list[list[str]]
    roles: dict[str, int]
    columns: list[Column]
    refused: list[Refusal]
    notes: list[str]
    titles: list[str]


def read_headings(
    file: Path, sheet: Sheet, measures: Measures, hints: Hints, *, turned: bool = False
) -> Headings:
    """Find the headings of a sheet. Errors: SourceError without a column of regions or one of figures."""
    return _Reader(file, sheet, measures, hints, turned).read()


def row_name(row: int, turned: bool) -> str:
    """How a message names a row of the table; in a table on its side that is a column of the file."""
    return f"kolom {get_column_letter(row + 1)}" if turned else f"rij {row + 1}"


def column_name(column: int, turned: bool) -> str:
    """How a message names a column of the table."""
    return f"rij {column + 1}" if turned else f"kolom {get_column_letter(column + 1)}"


def elsewhere(measures: Measures, hints: Hints, sheet: str, titles: list[str]) -> str | None:
    """The measure of a table that does not say it at its figures: given, the source's only one, or in a title."""
    if hints.measure:
        return measures.named(hints.measure)
    if len(measures) == 1:
        return next(iter(measures))
    for words in (sheet, *titles):
        measure = measures.named(words) or measures.named(re.sub(r"[,:]?\s*\b20\d{2}\b.*", "", words))
        if measure:
            return measure
    return None


def _words(cell: object) -> str:
    """A heading as text; a date over a column stands for its year."""
    if isinstance(cell, date) and (year := cells.year(cell).year):
        return str(year)
    return text(cell)


class _Reader:
    def __init__(self, file: Path, sheet: Sheet, measures: Measures, hints: Hints, turned: bool) -> None:
        self.file, self.sheet, self.measures, self.hints, self.turned = file, sheet, measures, hints, turned
        self.rows = sheet.rows
        self.refused: list[Refusal] = []
        self.notes: list[str] = []

    def read(self) -> Headings:
        first, last = self._header()
        headings = self._headings(first, last)
        if any(plain(parts[-1]) == _MARGINS for parts in headings if parts):
            raise SourceError(
                self.file,
                "deze tabel heeft een kolom 'Marges'.",
                todo="lever het bestand zoals StatLine het geeft, zonder er iets in te veranderen",
            )
        roles = self._roles(headings)
        columns = self._without_doubles(self._figure_columns(headings, roles), headings)
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
        return Headings(last + 1, headings, roles, columns, self.refused, self.notes, self._titles())

    def _without_doubles(self, columns: list[Column], headings: list[list[str]]) -> list[Column]:
        """Two columns that say the same thing leave it open which one is right: neither is read."""
        seen: dict[tuple[object, ...], list[Column]] = {}
        for column in columns:
            seen.setdefault((*column.same_figure, column.kind), []).append(column)
        for same in seen.values():
            if len(same) > 1:
                where = " en ".join(column_name(column.index, self.turned) for column in same)
                words = " ".join(headings[same[0].index])
                self.refused.append(
                    Refusal(
                        where, words, f"'{words}' staat er twee keer: dezelfde maat, groep en hetzelfde jaar"
                    )
                )
        return [column for same in seen.values() if len(same) == 1 for column in same]

    def _header(self) -> tuple[int, int]:
        """Return the first and last line of the headings (the row after the last is the first of the table)."""
        for number, row in enumerate(self.rows[:HEADER_WITHIN]):
            filled = [plain(cell) for cell in row if text(cell)]
            if len(set(filled)) >= 2 and any(name in ROLES["region"] | ROLES["code"] for name in filled):
                return self._lines_around(number, [plain(cell) for cell in row])
        for number, row in enumerate(self.rows[:HEADER_WITHIN]):
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
            row = [_words(cell) for cell in self.rows[line]]
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

    def _figure_columns(self, headings: list[list[str]], roles: dict[str, int]) -> list[Column]:
        if "value" in roles:
            factor = factor_of(" ".join(headings[roles["value"]]))
            return [
                Column(roles[kind], kind=kind, factor=factor)
                for kind in ("value", "lower", "upper")
                if kind in roles
            ]
        taken = set(roles.values())
        found, unused = [], []
        for index, parts in enumerate(headings):
            if index in taken or not parts or plain(parts[-1]) in ROLES["ignored"]:
                continue
            column = self._figure_column(index, parts)
            words = " ".join(parts)
            if column is not None:
                found.append(column)
            elif near := self.measures.near(words):
                why = f"'{words}' is geen maat van deze bron.{near}"
                self.refused.append(Refusal(column_name(index, self.turned), words, why))
            else:
                unused.append(words)
        if unused:
            shown = "; ".join(unused[:6]) + (f" en {len(unused) - 6} andere" if len(unused) > 6 else "")
            self.notes.append(f"Kolommen die deze bron in de monitor niet vult: {shown}.")
        return found

    def _figure_column(self, index: int, parts: list[str]) -> Column | None:
        words = " ".join(parts)
        measure = self.measures.exactly(words)
        if measure is not None:
            return Column(index, measure, factor=max(map(factor_of, parts)))
        kind = next((k for k, names in _BOUNDS.items() if any(n in words.casefold() for n in names)), "value")
        bare = [
            re.sub("|".join(_BOUNDS[kind]), " ", part, flags=re.I) if kind != "value" else part
            for part in parts
        ]
        year = cells.year_in(words)
        if year is not None:
            bare = [re.sub(rf"(?<!\d){year}(?!\d)\*{{0,2}}", " ", part) for part in bare]
        bare = [part for part in (re.sub(r"\(?%\)?", " ", part).strip(" _-:;,|/") for part in bare) if part]
        measure, population = self._measure_and_group(bare, has_year=year is not None)
        if measure is None:
            return None
        provisional = year is not None and "*" in words
        return Column(index, measure, year, population, kind, max(map(factor_of, parts)), provisional)

    def _measure_and_group(self, parts: list[str], *, has_year: bool) -> tuple[str | None, str | None]:
        """A heading may end in its group, or have it on a line of its own: "Moeite met rondkomen, 65+"."""
        words = " ".join(parts)
        for match in re.finditer(r"[\s,:(]+(?=\d{1,2}\b)", words):
            measure = self.measures.named(words[: match.start()])
            group = words[match.end() :].strip(" )")
            if measure is not None and group_of(group, self.measures.populations(measure)):
                return measure, group_of(group, self.measures.populations(measure))
        measure = self._measure_of_heading(parts, has_year=has_year)
        if measure is not None:
            return measure, self._group_among(parts, measure)
        # Only groups over the columns: the measure is said elsewhere.
        measure = self._measure_elsewhere() if parts else None
        if measure is not None and len(parts) == 1 and group_of(parts[0], self.measures.populations(measure)):
            return measure, group_of(parts[0], self.measures.populations(measure))
        return None, None

    def _group_among(self, parts: list[str], measure: str) -> str | None:
        for part in parts:
            group = group_of(part, self.measures.populations(measure))
            if group:
                return group
        return None

    def _measure_of_heading(self, parts: list[str], *, has_year: bool) -> str | None:
        for words in (" ".join(parts), *reversed(parts)):
            measure = self.measures.named(words)
            if measure:
                return measure
        # A year alone, or a year with "percentage" or a unit: the measure is said elsewhere.
        if all(plain(part) in _WEAK_VALUE | ROLES["value"] or factor_of(part) != 1 for part in parts):
            return self._measure_elsewhere() if has_year or parts else None
        return None

    def _measure_elsewhere(self) -> str | None:
        return elsewhere(self.measures, self.hints, self.sheet.name, self._titles())

    def _titles(self) -> list[str]:
        return [
            next(text(cell) for cell in row if text(cell))
            for row in self.rows[:10]
            if len({text(cell) for cell in row if text(cell)}) == 1
        ]
