"""Delimited text as rows of cells, in the encodings, line ends and signs between columns that programs write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from intake.files.limits import LIMITS, Limits, check_cells, check_extent, check_packed
from intake.files.sheet import Sheet
from monitor.errors import SourceError

SIGNS = (";", "\t", ",", "|")
_MARKS = (
    # The longest first: that of UTF-32 begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
#: Of one byte per letter: a Dutch Windows, an old Mac, DOS. The one that makes the most Dutch of it is right.
_OLD = ("cp1252", "mac_roman", "cp850")
_DUTCH = {
    **dict.fromkeys("áàâäéèêëíìîïóòôöúùûüçñ€’–", 2),
    # A capital in the middle of a word is a small letter of another encoding.
    **dict.fromkeys("ÁÀÂÄÉÈÊËÍÌÎÏÓÒÔÖÚÙÛÜÇÑ‘“”—²³×½\u00a0", 1),
}
_PAGE = re.compile(r"^\s*<(!doctype|html|\?xml|table)", re.IGNORECASE)
_WRAPPED = re.compile(r'[^;"\n]"";""[^;"\n]')
#: Lines by which the sign between the columns is found.
_LOOKED_AT = 40


def read(file: Path, limits: Limits = LIMITS, content: bytes | None = None) -> Sheet:
    """Return a delimited text as a sheet. Errors: SourceError for one that is too large, no text, or a web page.

    ``content``: as of :func:`intake.files.read.sheets`.
    """
    words = text(file, limits, content)
    sign = sign_of(words)
    rows: list[list[object]] = []
    cells = widest = 0
    for row in _rows(file, words, sign):
        if not rows and row and row[0].lower().startswith("sep="):
            row = []
        rows.append(list(row))
        cells, widest = cells + len(row), max(widest, len(row))
        if cells > limits.cells or len(rows) > limits.rows or widest > limits.columns:
            check_extent(file, len(rows), widest, limits)
            check_cells(file, cells, limits)
    return Sheet(file, file.stem, rows, sign=sign)


def text(file: Path, limits: Limits = LIMITS, content: bytes | None = None) -> str:
    """Return what a text file says. Errors: SourceError when it is missing, too large, empty, no text or a web page."""
    try:
        check_packed(file, file.stat().st_size if content is None else len(content), limits)
        content = file.read_bytes() if content is None else content
    except FileNotFoundError:
        raise SourceError(file, "dit bestand is er niet.", todo="controleer de naam en de map") from None
    words = decoded(content)
    if words is None:
        raise SourceError(
            file,
            "de tekens in dit bestand zijn niet te lezen.",
            todo="open het in het programma waar het uit komt en sla het op als CSV met UTF-8, of als .xlsx",
        )
    if _PAGE.match(words):
        raise SourceError(
            file,
            "dit is een webpagina, geen gegevens.",
            todo="de download is mislukt: haal het bestand opnieuw op",
        )
    if not words.strip("\ufeff \t\r\n\x00"):
        raise SourceError(file, "dit bestand is leeg.", todo="haal het bestand opnieuw op")
    return _unwrapped(words)


def decoded(content: bytes) -> str | None:
    """Return bytes as text, None where they are no text.

    By its mark; without one by the zeros that UTF-16 and UTF-32 have between letters; else UTF-8 or one of the older ones.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content, name)
    if b"\x00" in content:
        return _without_mark(content)
    return _strict(content, "utf-8") or _old(content)


def sign_of(words: str) -> str:
    """Return the sign between the columns: the one that gives the most rows of equal width."""
    lines = [line for line in words[:200_000].splitlines() if line.strip()][:_LOOKED_AT]
    if not lines:
        return ";"
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]

    def score(sign: str) -> int:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        except csv.Error:
            return 0
        wide = [width for width in widths if width > 1]
        return max((wide.count(width) for width in set(wide)), default=0)

    # A decimal comma in every row looks like a sign between columns: the others go first when they do as well.
    return max(SIGNS, key=lambda sign: (score(sign), -SIGNS.index(sign)))


def _rows(file: Path, words: str, sign: str) -> Iterator[list[str]]:
    # Also the line ends of an old Mac; and strict, because a quote that stays open swallows the rows after it.
    reader = csv.reader(io.StringIO(words, newline=None), delimiter=sign, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise SourceError(
            file,
            f"rond regel {reader.line_num} klopt een aanhalingsteken niet, of is een cel langer dan de monitor leest.",
            todo="open het bestand in Excel, kijk die regel na en sla het op als .xlsx",
        ) from error


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _without_mark(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: most letters are Latin, so their zeros lie at one place of every two or four."""
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        words = _strict(content, name)
        if words is not None and "\x00" not in words:
            latin = sum(letter < "\u0250" for letter in words)
            if latin * 10 >= len(words) * 9:
                return words
    return None


def _old(content: bytes) -> str | None:
    def dutch(name: str) -> int:
        high = bytes(byte for byte in content if byte > 127)
        words = _strict(high, name)
        return -1 if words is None else sum(_DUTCH.get(letter, 0) for letter in words)

    best = max(_OLD, key=lambda name: (dutch(name), -_OLD.index(name)))
    return _strict(content, best)


def _unwrapped(words: str) -> str:
    """Undo what some downloads of StatLine do: every line in quotes, with the quotes inside it doubled."""
    if not _WRAPPED.search(words.split("\n", 1)[0]):
        return words
    # What is left of the wrapping: a quote before the first line and one on a line of its own.
    return "\n".join(line for line in words.replace('""', '"').splitlines() if line.strip(' "'))
