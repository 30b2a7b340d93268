"""Which columns of a table hold the region of its figures, when it has several that could.

Codes win over names. Two columns with different regions are refused unless one is plainly the broader of the two
(the provincie beside the gemeente); codes that are somebody else's make way for names. The whole column and its
heading decide what a name of two levels is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.tables.cells import text
from intake.tables.layout import Layout
from intake.tables.places import Place, looks_like_code, looks_like_region, of_code, place
from intake.tables.roles import role_of
from monitor.errors import SourceError
from monitor.province import NEDERLAND, PROVINCE
from monitor.region_names import ORDER, candidates, level_of_bare, level_of_words

#: After so many regions that nobody knows the file is of something else, and what each was meant to be helps nobody.
_ADVISED = 100
#: Rows that are looked at to tell what kind of column it is.
_SAMPLE = 150
_NUMBER = re.compile(r"\d{1,4}")
_LEVEL_OF_CODE = {"NL": "land", "PV": "provincie", "GM": "gemeente", "WK": "wijk", "BU": "buurt"}
_PREFIX = {"gemeente": "GM{:04d}", "provincie": "PV{:02d}", "land": NEDERLAND}
_CLEAR = "laat alleen de kolom staan van het gebied waar de cijfers over gaan"


@dataclass
class RegionColumns:
    """The columns that say which region a row is about, and how to read them."""

    layout: Layout
    code: int | None = None
    name: int | None = None
    level: int | None = None
    #: What a name of two levels is in the column with names.
    level_of_names: str | None = None
    #: What plain numbers in the column with codes are: "gemeente" makes 106 GM0106.
    level_of_numbers: str | None = None
    #: Every column that holds regions or says something of them, used or not.
    taken: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    _known: dict[tuple[str, str, str, int], Place] = field(default_factory=dict)
    _strange: int = 0

    def shown(self, row: int) -> str:
        """Return what a message calls the region of a row."""
        return self._cell(row, self.code) or self._cell(row, self.name)

    def is_heading(self, row: int) -> bool:
        """True for the headings again, as at the top of a printed page."""
        return any(
            column is not None
            and self._cell(row, column)
            and self._cell(row, column).casefold() == self.layout.heading(column).casefold()
            for column in (self.code, self.name)
        )

    def of(self, row: int, year: int) -> Place:
        """Return the region of a row for a figure of that year."""
        key = (self._cell(row, self.code), self._cell(row, self.name), self._cell(row, self.level), year)
        if key not in self._known:
            region = self._known[key] = self._of(*key)
            self._strange += region.code is None and not region.aside
        return self._known[key]

    def _cell(self, row: int, column: int | None) -> str:
        return "" if column is None else text(self.layout.sheet.cell(row, column))

    def _of(self, code: str, name: str, level_words: str, year: int) -> Place:
        level = level_of_words(level_words) if level_words else None
        if level_words and level in ("ander", "wijk", "buurt") and not looks_like_code(code):
            return Place(problem=f"'{name or code}' is een gebied dat de monitor niet toont", aside=True)
        if not code and self.name is not None and self._is_of_another_kind(name):
            return Place(problem=f"'{name}' is een gebied dat de monitor niet toont", aside=True)
        level_of_name = level or self.level_of_names
        by_name = place(name, year, level=level_of_name, advise=self._advise) if name else Place()
        if not code:
            return by_name if name else Place(problem="het gebied ontbreekt")
        by_code = self._by_code(code, level, year)
        if (
            by_code.code
            and by_name.code
            and by_code.code != by_name.code
            and by_code.code[:2] == by_name.code[:2]
        ):
            return Place(problem=f"de code {by_code.code} en de naam '{name}' horen niet bij elkaar")
        if by_code.code and level and _LEVEL_OF_CODE.get(by_code.code[:2]) != level:
            return Place(problem=f"de code {by_code.code} is geen {level}, en dat staat er wel")
        return by_code

    def _is_of_another_kind(self, name: str) -> bool:
        """True under "Arbeidsmarktregio" and the like: its Drenthe is not the provincie. GGD Drenthe is, gemeente for gemeente."""
        heading = self.layout.heading(self.name or 0)
        if level_of_words(heading) != "ander":
            return False
        known = {region.code for region in candidates(name)}
        return not (known == {NEDERLAND} or (known == {PROVINCE} and heading.casefold().startswith("ggd")))

    def _by_code(self, code: str, level: str | None, year: int) -> Place:
        if re.fullmatch(r"\d+", code):
            form = _PREFIX.get(level or self.level_of_numbers or "")
            if form is None or not _NUMBER.fullmatch(code):
                return Place(
                    problem=f"van '{code}' is niet te zeggen welk gebied het is; schrijf GM0106 of Assen"
                )
            return of_code(form.format(int(code)), year, advise=self._advise)
        return place(code, year, advise=self._advise)

    @property
    def _advise(self) -> bool:
        return self._strange < _ADVISED


def find(layout: Layout) -> RegionColumns:
    """Return the columns with the region of every row. Errors: SourceError where two columns hold different ones."""
    return _Finder(layout).find()


class _Finder:
    def __init__(self, layout: Layout) -> None:
        self.layout, self.sheet = layout, layout.sheet
        # A row with one filled cell is a footnote.
        self.rows = [
            row
            for row in range(layout.below, len(self.sheet.rows))
            if sum(bool(text(cell)) for cell in self.sheet.rows[row]) > 1
        ]
        self.result = RegionColumns(layout)

    def find(self) -> RegionColumns:
        codes, names, foreign = [], [], []
        for column in self.layout.columns:
            kind = self._kind(column)
            if kind == "code":
                codes.append(column)
            elif kind == "name":
                names.append(column)
            elif kind == "foreign":
                foreign.append(column)
            elif kind == "level":
                self.result.level = self.result.level if self.result.level is not None else column
        self._numbers(names, codes, foreign)
        self.result.taken |= {*codes, *names, *foreign, *({self.result.level} - {None})}  # type: ignore[arg-type]
        self.result.code = self._one(codes)
        self.result.name = self._one(names)
        self._together(codes, names)
        if self.result.name is not None:
            heading = self.layout.heading(self.result.name)
            self.result.level_of_names = level_of_bare(self._texts(self.result.name), heading)
            if (
                level_of_words(heading) in ("wijk", "buurt")
                and self.result.code is None
                and self.result.level is None
            ):
                self._only_land()
        if self.result.code is None and self.result.name is None:
            raise SourceError(
                self.sheet.file, f"op blad '{self.sheet.name}' is geen kolom met gebieden gevonden."
            )
        if foreign:
            column = foreign[0]
            example = self._texts(column)[0]
            self.result.notes.append(
                f"De codes in kolom '{self.layout.heading(column)}' (zoals '{example[:30]}') kent de monitor niet; "
                "de namen zijn gebruikt."
            )
        return self.result

    def _texts(self, column: int, first: int | None = None) -> list[str]:
        return [words for row in self.rows[:first] if (words := text(self.sheet.cell(row, column)))]

    def _form_of_codes(self, column: int) -> bool:
        cells = self._texts(column, _SAMPLE)
        return sum(map(looks_like_code, cells)) * 2 >= len(cells)

    def _kind(self, column: int) -> str | None:
        cells = self._texts(column, _SAMPLE)
        role = role_of(self.layout.heading(column))
        if not cells:
            return "name" if role == "region" and column == self.layout.anchor else None
        if self._form_of_codes(column):
            return "code"
        numbers = sum(bool(re.fullmatch(r"-?\d+", words)) for words in cells)
        if role == "code":
            return "code" if numbers * 2 > len(cells) else "name" if self._regions(cells) else "foreign"
        if numbers * 2 > len(cells):
            return None
        if role in (None, "level") and all(level_of_words(words) for words in set(cells)):
            return "level" if role or not all(map(looks_like_region, set(cells))) else "name"
        if role == "level":
            return None
        of_parts = level_of_words(self.layout.heading(column)) in ("wijk", "buurt")
        if of_parts or self._regions(cells, all_of=role != "region"):
            return "name"
        # Names that nobody knows are refused one by one, with the nearest that is known.
        return "name" if role == "region" and column == self.layout.anchor else None

    def _regions(self, cells: list[str], *, all_of: bool = False) -> bool:
        """True where these are regions; ``all_of``: under a heading that does not say so a village may be called like one."""
        known = sum(looks_like_region(words) for words in cells)
        return known == len(cells) if all_of else known * 2 >= len(cells)

    def _numbers(self, names: list[int], codes: list[int], foreign: list[int]) -> None:
        """Plain numbers are codes of gemeenten where the heading says so or the names beside them agree."""
        for column in [*codes]:
            level = level_of_words(self.layout.heading(column))
            if level in _PREFIX:
                self.result.level_of_numbers = level
            elif self.result.level is None and self._agrees(column, names):
                self.result.level_of_numbers = "gemeente"
            elif self.result.level is None and names and not self._form_of_codes(column):
                codes.remove(column)
                foreign.append(column)

    def _agrees(self, column: int, names: list[int]) -> bool:
        """True where most numbers, read as codes of gemeenten, are those of the names; without names: are known."""
        right = wrong = 0
        for row in self.rows:
            number = text(self.sheet.cell(row, column))
            if not _NUMBER.fullmatch(number):
                continue
            code = _PREFIX["gemeente"].format(int(number))
            named = {region.code for name in names for region in candidates(text(self.sheet.cell(row, name)))}
            good = code in named if names else of_code(code, 2012).code is not None and len(number) > 2
            right, wrong = right + good, wrong + (not good)
        return right > 4 * wrong

    def _one(self, columns: list[int]) -> int | None:
        """Return the column with the narrowest regions. Errors: SourceError where two hold different ones of a level."""
        best: int | None = None
        for column in columns:
            if best is None:
                best = column
                continue
            relation = self._relation(best, column)
            if relation == "different":
                raise SourceError(
                    self.sheet.file,
                    f"er zijn twee kolommen met gebieden ('{self.layout.heading(best)}' en "
                    f"'{self.layout.heading(column)}'), en de monitor weet niet bij welk gebied de cijfers horen.",
                    todo=_CLEAR,
                )
            if relation == "narrower":
                best = column
        return best

    def _relation(self, one: int, other: int) -> str:
        """How the other column's regions are to the one's: same, broader, narrower, or different."""
        narrower = broader = 0
        for row in self.rows:
            first, second = text(self.sheet.cell(row, one)), text(self.sheet.cell(row, other))
            if not first or not second:
                continue
            a, b = self._levels(one, first), self._levels(other, second)
            if first.casefold() == second.casefold() and a & b:
                continue
            if a == b and self._codes(first) & self._codes(second):
                continue
            if not a or not b:
                continue  # not a region that is known: it cannot contradict
            if max(a) < min(b):
                narrower += 1
            elif max(b) < min(a):
                broader += 1
            else:
                return "different"
        if narrower and broader:
            return "different"
        return "narrower" if narrower else "broader" if broader else "same"

    def _codes(self, words: str) -> set[str]:
        return {words.upper()} if looks_like_code(words) else {region.code for region in candidates(words)}

    def _levels(self, column: int, words: str) -> set[int]:
        """Return the levels that a cell can be of, as places in ORDER."""
        if looks_like_code(words):
            return {ORDER.index(_LEVEL_OF_CODE.get(words[:2].upper(), "ander"))}
        if re.fullmatch(r"\d+", words):
            level = level_of_words(self.layout.heading(column))
            return {ORDER.index(level)} if level else set()
        known = {ORDER.index(region.level) for region in candidates(words)}
        level = level_of_words(self.layout.heading(column))
        if level and not (known and known <= {0}):
            return {ORDER.index(level)}
        return known

    def _together(self, codes: list[int], names: list[int]) -> None:
        """Names that are of broader regions than the codes beside them are no names of those codes."""
        code, name = self.result.code, self.result.name
        if code is None or name is None or not self._form_of_codes(code):
            return
        # Of several columns with names the one that fits the codes: "Gemeente" beside "Wijk" and its code.
        fitting = [column for column in names if self._relation(code, column) in ("same", "different")]
        self.result.name = fitting[0] if fitting else None
        if not fitting and any(self._relation(code, column) == "narrower" for column in names):
            raise SourceError(
                self.sheet.file,
                f"de codes in '{self.layout.heading(code)}' zijn van grotere gebieden dan de namen in "
                f"'{self.layout.heading(names[0])}'.",
                todo=_CLEAR,
            )

    def _only_land(self) -> None:
        """Of wijken and buurten a name alone says nothing: many are called after their gemeente."""
        raise SourceError(
            self.sheet.file,
            f"onder '{self.layout.heading(self.result.name or 0)}' staan namen van wijken of buurten zonder hun codes.",
            "een kolom met codes, zoals WK011410 of GM0114",
            "kies bij het downloaden ook de regiocode, of maak er een kolom 'gemeente' van met alleen gemeenten",
        )
