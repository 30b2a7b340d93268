"""Where a table stands in its sheet: titles above, lines of headings, and the rows with a region each.

A line of headings may have a name in front ("Perioden"; 2022; 2023) and a heading may span columns. Nothing is
interpreted here, only found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from openpyxl.utils import get_column_letter

from intake.files.sheet import Sheet
from intake.tables import cells
from intake.tables.cells import plain, text
from intake.tables.places import looks_like_code, looks_like_region
from intake.tables.roles import is_label, role_of
from intake.units import unit_of
from monitor.errors import SourceError

#: The first lines, in which the headings must stand, and the rows by which a column of regions is known.
HEADER_WITHIN, LOOKED_AT = 60, 40
_SAID = re.compile(r"^([^:;]{2,40}?)\s*:\s*(\S.{0,120})$")


@dataclass(frozen=True)
class TitleLine:
    """A line beside the table: a free title or footnote (no label), or a label with what it says."""

    row: int
    words: str
    label: str = ""
    #: It stands among the headings, so it is about the figures.
    among: bool = False


@dataclass(frozen=True)
class Line:
    """A line of headings: what it says above every column, and its name where it has one."""

    row: int
    over: list[str]
    label: str = ""


@dataclass(frozen=True)
class Layout:
    """Where everything stands. ``lines`` from the top down; the last is nearest to the figures."""

    sheet: Sheet
    #: The column by which the table was found: it holds regions, by name or by code.
    anchor: int
    lines: list[Line]
    #: First row of the table itself.
    below: int
    titles: list[TitleLine] = field(default_factory=list)

    @property
    def columns(self) -> range:
        return range(self.sheet.width)

    def headings(self, column: int) -> list[Line]:
        """Return the lines that say something above a column."""
        return [line for line in self.lines if line.over[column]]

    def heading(self, column: int) -> str:
        """Return the words nearest above a column, "" where there are none."""
        above = self.headings(column)
        return above[-1].over[column] if above else ""

    def full_heading(self, column: int) -> str:
        """Return everything above a column as one text, for messages."""
        return " ".join(dict.fromkeys(line.over[column] for line in self.headings(column)))


class NoTableError(SourceError):
    """In a sheet is no column of regions with headings above it."""


def row_name(row: int, sheet: Sheet) -> str:
    """How a message names a row of the table; in a table on its side that is a column of the file."""
    return f"kolom {get_column_letter(row + 1)}" if sheet.turned else f"rij {row + 1}"


def column_name(column: int, sheet: Sheet) -> str:
    """How a message names a column of the table."""
    return f"rij {column + 1}" if sheet.turned else f"kolom {get_column_letter(column + 1)}"


def find(sheet: Sheet) -> Layout:
    """Find the table in a sheet. Errors: SourceError when there is none with regions and headings above them."""
    at = _anchor(sheet)
    if at is None:
        raise NoTableError(
            sheet.file,
            f"op blad '{sheet.name}' is geen tabel met gebieden gevonden.",
            "een kop met 'gemeente' of 'gebied' en daaronder namen of codes",
            "gebruik het sjabloon: python -m loaders.add --dataset ... --template sjabloon.xlsx",
        )
    header, anchor, below = at
    first = _first_line(sheet, header, anchor)
    titles = _titles(sheet, first)
    lines = _lines(sheet, first, header, below, anchor, titles)
    return Layout(sheet, anchor, lines, below, titles)


def turned(sheet: Sheet) -> tuple[Sheet, list[TitleLine]] | None:
    """Return a table with its regions along the top, lying on its side, and what is said beside it.

    None where no line has two regions. Titles and footnotes are taken out: lying down they would be columns.
    """
    if len(sheet.rows) > 2000:
        return None
    top = next(
        (
            number
            for number, row in enumerate(sheet.rows[:HEADER_WITHIN])
            if len({plain(cell) for cell in row if looks_like_region(cell)}) >= 2
        ),
        None,
    )
    if top is None:
        return None
    _check_extent(sheet, top)
    rows, beside = [], []
    for number, row in enumerate(sheet.rows):
        words = list(dict.fromkeys(text(cell) for cell in row if text(cell)))
        alone = len(words) == 1 or (number < top and len(words) == 2 and is_label(words[0]))
        if alone:
            beside.append(_title_line(number, row))
        rows.append([] if alone else row)
    return replace(sheet, rows=rows).on_its_side(), beside


def _check_extent(sheet: Sheet, top: int) -> None:
    """In a text a row that goes on beyond its headings was parted wrongly. Errors: SourceError."""
    extent = max(column for column, cell in enumerate(sheet.rows[top]) if text(cell)) + 1
    for number, row in enumerate(sheet.rows[top:], start=top):
        if sheet.sign and any(text(cell) for cell in row[extent:]):
            sign = "tab" if sheet.sign == "\t" else sheet.sign
            raise SourceError(
                sheet.file,
                f"rij {number + 1} heeft meer velden dan er gebieden boven staan; staat er een '{sign}' te veel in?",
                todo="sla het bestand op met puntkomma's tussen de kolommen, of als .xlsx",
            )


def _anchor(sheet: Sheet) -> tuple[int, int, int] | None:
    """Return the row of the region's heading, its column, and the first row of the table."""
    loose: tuple[int, int, int] | None = None
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        filled = {plain(cell) for cell in row if text(cell)}
        if len(filled) < 2 or sum(map(_is_figure, row)) * 2 >= len(filled):
            continue
        columns = [column for column, cell in enumerate(row) if role_of(cell) in ("region", "code")]
        for column in columns:
            below = _below(sheet, number, column)
            codes = role_of(row[column]) == "code"
            if below is not None and _holds_regions(sheet, below, column, numbers=codes):
                return number, column, below
        if loose is None and columns and sum(role_of(cell) is not None for cell in row) > len(columns):
            # Whatever stands below: two headings of a table beside each other are no accident.
            below = _below(sheet, number, columns[0])
            loose = (number, columns[0], below) if below is not None else None
    return loose or _by_regions(sheet) or _alone(sheet)


def _alone(sheet: Sheet) -> tuple[int, int, int] | None:
    """The heading of the regions may be the only cell of its line: what stands over the figures is said above it."""
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        column = next((column for column, cell in enumerate(row) if text(cell)), None)
        role = None if column is None else role_of(row[column])
        if column is None or role not in ("region", "code"):
            continue
        below = _below(sheet, number, column)
        if below is not None and _holds_regions(sheet, below, column, numbers=role == "code"):
            return number, column, below
    return None


def _by_regions(sheet: Sheet) -> tuple[int, int, int] | None:
    """A table without a heading above its regions is known by the regions themselves."""
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        for column, cell in enumerate(row):
            if number and looks_like_region(cell) and _holds_regions(sheet, number, column, 2):
                header = number - 1
                while header > 0 and not any(text(cell) for cell in sheet.rows[header]):
                    header -= 1
                return (header, column, number) if any(text(c) for c in sheet.rows[header]) else None
    return None


def _holds_regions(sheet: Sheet, first: int, column: int, least: int = 1, *, numbers: bool = False) -> bool:
    """True where at least half of what stands in a column, from a row on, are regions; a footnote stands alone.

    ``numbers``: the heading says that there are codes, which may be plain numbers.
    """
    rows = [row for row in sheet.rows[first : first + LOOKED_AT] if sum(bool(text(cell)) for cell in row) > 1]
    under = [row[column] for row in rows if column < len(row) and text(row[column])]
    known = sum(
        looks_like_region(cell) or looks_like_code(cell) or (numbers and text(cell).isdigit())
        for cell in under
    )
    return known >= least and known * 2 >= len(under)


def _below(sheet: Sheet, header: int, column: int) -> int | None:
    """Return the first row of the table under a heading: the first with a region, or with numbers."""
    heading = plain(sheet.cell(header, column))
    for row in range(header + 1, len(sheet.rows)):
        cell = sheet.cell(row, column)
        if text(cell):
            if plain(cell) != heading:
                return row
            continue
        if any(map(_is_figure, sheet.rows[row])):
            return row
    return None


def _is_figure(cell: object) -> bool:
    """True for a number that is no year and no unit ("1 000 euro")."""
    return (
        cells.number(cell).value is not None
        and cells.year(cell).year is None
        and (isinstance(cell, float) or unit_of(text(cell)) is None)
    )


def _first_line(sheet: Sheet, header: int, anchor: int) -> int:
    """Return the topmost line of the headings: above the region's heading, as far as lines look like headings."""
    first = header
    while first > 0:
        filled = [column for column, cell in enumerate(sheet.rows[first - 1]) if text(cell)]
        words = {text(sheet.cell(first - 1, column)) for column in filled}
        # A title stands alone at the left, or is merged over everything.
        title = len(words) < 2 and filled[:1] <= [anchor] and (filled[:1] == [0] or len(filled) > 1)
        if not filled or title:
            break
        if len(filled) == 1 and filled[0] < anchor:
            break
        first -= 1
    return first


def _lines(
    sheet: Sheet, first: int, header: int, below: int, anchor: int, titles: list[TitleLine]
) -> list[Line]:
    """Return the lines of headings; a line of a name and one value ("Geslacht"; "Vrouwen") goes to the titles."""
    lines: list[Line] = []
    waiting = ""
    own = {plain(cell) for cell in sheet.rows[header]}
    # Beyond the last heading nothing is headed, whatever spans up to there.
    width = max(
        (c + 1 for row in range(first, below) for c, cell in enumerate(sheet.rows[row]) if text(cell)),
        default=0,
    )
    for row in range(first, below):
        words = [_heading(sheet.cell(row, column)) for column in range(sheet.width)]
        if not any(words):
            continue
        filled = [column for column, word in enumerate(words) if word]
        if row < header and len(filled) == 2 and filled[0] <= anchor and filled[1] <= max(anchor, 1):
            titles.append(TitleLine(row, words[filled[1]], words[filled[0]], among=True))
            continue
        label = ""
        if row != header:
            # "Perioden"; 2022; 2023: what stands above the columns of the rows is the name of the line.
            front = [word for word in words[: anchor + 1] if word and plain(word) not in own]
            label = front[0] if front and role_of(front[0]) not in ("region", "code") else ""
            words = [*[""] * (anchor + 1), *words[anchor + 1 :]]
        if row < below - 1:
            words = _spanned(words, 0 if row == header else anchor + 1, width)
        of_figures = {word for column, word in enumerate(words) if word and column != anchor}
        if row != header and not label and len(of_figures) == 1 and is_label(next(iter(of_figures))):
            # A name above the line that it belongs to: "Onderwerp" over the names of the measures.
            waiting = next(iter(of_figures))
            continue
        lines.append(Line(row, words, label or ("" if row == header else waiting)))
        waiting = ""
    return lines


def _spanned(words: list[str], start: int, end: int) -> list[str]:
    """A heading that spans columns without being merged stands in the first of them only."""
    filled, spanning = list(words), ""
    for column in range(start, end):
        if words[column]:
            # The heading of a column of names or years spans nothing.
            spanning = words[column] if role_of(words[column]) is None else ""
        filled[column] = words[column] or spanning
    return filled


def _heading(cell: object) -> str:
    """A heading as text; a date over a column stands for its year."""
    if isinstance(cell, date) and (year := cells.year(cell).year):
        return str(year)
    return text(cell)


def _titles(sheet: Sheet, first: int) -> list[TitleLine]:
    return [
        _title_line(number, row)
        for number, row in enumerate(sheet.rows[:first])
        if any(text(cell) for cell in row)
    ]


def _title_line(number: int, row: list[object]) -> TitleLine:
    words = list(dict.fromkeys(text(cell) for cell in row if text(cell)))
    if len(words) == 2 and not words[0].endswith(":") and is_label(words[0]):
        return TitleLine(number, words[1], words[0])
    one = " ".join(words)
    match = _SAID.match(one)
    return TitleLine(number, match[2], match[1]) if match else TitleLine(number, one)
