"""A look at the parts of a workbook before it is read: how large its sheets are, and what only their markup tells.

The reader of workbooks makes a table of all cells between the first and the last filled one, so a workbook of some
kilobytes with one cell in the far corner asks for hundreds of gigabytes. It also gives values without their format
and nothing for a formula that was never calculated. Both stand in the XML of an xlsx or ods.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from intake.files.limits import Limits, check_cells, check_extent, check_unpacked
from monitor.errors import SourceError

#: Excel's own formats 0% and 0.00%.
_PERCENT_FORMATS = {"9", "10"}
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"([A-Z]{1,4})(\d{1,9})")
Place = tuple[int, int]


@dataclass
class Marks:
    """What the markup of a sheet says of its cells, by (row, column) from 0."""

    percent: set[Place] = field(default_factory=set)
    uncalculated: set[Place] = field(default_factory=set)
    formulas: int = 0


def marks(file: Path, packed: zipfile.ZipFile, limits: Limits) -> dict[str, Marks]:
    """Return the marks per sheet of an xlsx, after checking that every sheet is within the limits; {} for other kinds.

    Errors: SourceError for a workbook beyond the limits or with a document type (in which a few bytes can stand for
    gigabytes); ``expat.ExpatError``, ``KeyError``, ``ValueError`` and ``zipfile.BadZipFile`` for a broken one.
    """
    check_unpacked(file, sum(part.file_size for part in packed.infolist()), limits)
    names = set(packed.namelist())
    if "content.xml" in names:
        _Ods(file, limits).parse(packed, "content.xml")
        return {}
    if "xl/workbook.xml" not in names:
        return {}
    percent = _percent_styles(file, packed, limits) if "xl/styles.xml" in names else set()
    marks_of_sheet: dict[str, Marks] = {}
    cells = 0
    for name, part in _sheets(file, packed, limits).items():
        if part in names:
            look = _Xlsx(file, limits, percent)
            look.parse(packed, part)
            cells += look.rows * look.columns
            check_cells(file, cells, limits)
            marks_of_sheet[name] = look.marks
    return marks_of_sheet


class _Parser:
    """Streams one part; the handlers are called without the prefix of a name's space."""

    def __init__(self, file: Path, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = lambda tag, given: self.start(tag.rpartition(":")[2], given)

    def listen(self, *, on: bool) -> None:
        """Hear of ends and of text too: that takes time, and of most cells nobody needs it."""
        self.parser.EndElementHandler = (lambda tag: self.end(tag.rpartition(":")[2])) if on else None
        self.parser.CharacterDataHandler = self.text if on else None

    def parse(self, packed: zipfile.ZipFile, part: str) -> None:
        read = 0
        with packed.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                # What the directory of the file says of its sizes need not be true.
                read += len(chunk)
                check_unpacked(self.file, read, self.limits)
                self.parser.Parse(chunk, False)
        self.parser.Parse(b"", True)

    def _refuse(self, *_: object) -> None:
        raise SourceError(
            self.file,
            "dit bestand verwijst naar iets buiten zichzelf.",
            todo="open het in Excel en sla het op als .xlsx",
        )

    def start(self, tag: str, given: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, words: str) -> None: ...


class _Elements(_Parser):
    """Hands every element to a function."""

    def __init__(self, file: Path, limits: Limits, handle: Callable[[str, dict[str, str]], None]) -> None:
        super().__init__(file, limits)
        self._handle = handle

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._handle(tag, given)


def _sheets(file: Path, packed: zipfile.ZipFile, limits: Limits) -> dict[str, str]:
    """Return the part of every sheet by its name."""
    parts: dict[str, str] = {}
    part_of_sheet: dict[str, str] = {}

    def relation(tag: str, given: dict[str, str]) -> None:
        if tag == "Relationship":
            target = given.get("Target", "")
            parts[given.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            )

    def sheet(tag: str, given: dict[str, str]) -> None:
        if tag == "sheet":
            id = next((value for name, value in given.items() if name.rpartition(":")[2] == "id"), "")
            if id in parts:
                part_of_sheet[given.get("name", "")] = parts[id]

    if "xl/_rels/workbook.xml.rels" in packed.namelist():
        _Elements(file, limits, relation).parse(packed, "xl/_rels/workbook.xml.rels")
    _Elements(file, limits, sheet).parse(packed, "xl/workbook.xml")
    return part_of_sheet


def _percent_styles(file: Path, packed: zipfile.ZipFile, limits: Limits) -> set[str]:
    """Return the numbers of the cell styles that show a value times a hundred."""
    formats = set(_PERCENT_FORMATS)
    styles: list[str] = []
    inside = [False]

    def handle(tag: str, given: dict[str, str]) -> None:
        if tag == "numFmt":
            # A percent sign in quotes or behind a backslash is only shown.
            code = re.sub(r'"[^"]*"|\\.', "", given.get("formatCode", ""))
            (formats.add if "%" in code else formats.discard)(given.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyleXfs"):
            inside[0] = tag == "cellXfs"
        elif tag == "xf" and inside[0]:
            styles.append(given.get("numFmtId", "0"))

    _Elements(file, limits, handle).parse(packed, "xl/styles.xml")
    return {str(number) for number, format_ in enumerate(styles) if format_ in formats}


class _Xlsx(_Parser):
    """One sheet of an xlsx: its extent, the cells shown as a percentage, the formulas without a result."""

    def __init__(self, file: Path, limits: Limits, percent: set[str]) -> None:
        super().__init__(file, limits)
        self.percent = percent
        self.marks = Marks()
        self.rows = self.columns = 0
        self._row = self._column = -1
        self._formula = self._value = self._filled = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "c":
            self._place(given.get("r"))
            if self._row >= self.rows or self._column >= self.columns:
                self.rows, self.columns = max(self.rows, self._row + 1), max(self.columns, self._column + 1)
                check_extent(self.file, self.rows, self.columns, self.limits)
            if self.percent and given.get("s") in self.percent:
                self.marks.percent.add((self._row, self._column))
        elif tag == "row":
            number = given.get("r", "")
            self._row, self._column = int(number) - 1 if number.isdigit() else self._row + 1, -1
        elif tag == "f":
            self._formula, self._filled, self._value = True, False, False
            self.marks.formulas += 1
            self.listen(on=True)
        elif tag in ("v", "is"):
            self._value = True

    def _place(self, reference: str | None) -> None:
        match = _REFERENCE.fullmatch(reference or "")
        if match is None:
            self._column += 1
            return
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        self._row, self._column = int(match[2]) - 1, column - 1

    def text(self, words: str) -> None:
        if self._value and words:
            self._filled = True

    def end(self, tag: str) -> None:
        if tag in ("v", "is"):
            self._value = False
        elif tag == "c":
            if self._formula and not self._filled:
                self.marks.uncalculated.add((self._row, self._column))
            self._formula = self._value = False
            self.listen(on=False)


class _Ods(_Parser):
    """The sheets of an ods: only their extent. A row or cell may say that it is repeated a million times."""

    def __init__(self, file: Path, limits: Limits) -> None:
        super().__init__(file, limits)
        self.listen(on=True)
        self._rows = self._columns = self._widest = self._all = 0
        self._waiting = 0
        self._repeat = 1
        self._filled = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        by_name = {name.rpartition(":")[2]: value for name, value in given.items()}
        if tag == "table":
            self._rows = self._widest = self._waiting = 0
        elif tag == "table-row":
            self._repeat = _number(by_name.get("number-rows-repeated"))
            self._columns, self._filled = 0, False
        elif tag in ("table-cell", "covered-table-cell"):
            self._columns += _number(by_name.get("number-columns-repeated"))
            if {"value-type", "value", "formula"} & set(by_name):
                self._fill()

    def _fill(self) -> None:
        self._filled = True
        self._widest = max(self._widest, self._columns)

    def text(self, words: str) -> None:
        if words.strip() and self._columns:
            self._fill()

    def end(self, tag: str) -> None:
        if tag == "table-row":
            # Empty rows count once a filled one follows: every sheet ends in a million of them.
            self._waiting += self._repeat
            if self._filled:
                self._rows, self._waiting = self._rows + self._waiting, 0
                check_extent(self.file, self._rows, self._widest, self.limits)
        elif tag == "table":
            self._all += self._rows * self._widest
            check_cells(self.file, self._all, self.limits)


def _number(repeated: str | None) -> int:
    return int(repeated) if repeated and repeated.isdigit() and len(repeated) < 10 else 1
