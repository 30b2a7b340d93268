"""What one cell says: a number, a year, a reason why there is no number, or nothing that can be trusted.

Publishers' sheets mix numbers with text: "12,3", "70 200", "12,3*", "geheim". A cell that can be read in two ways
("1.234" may be 1234 or 1,234) is never guessed: it carries a ``problem``, a Dutch half sentence.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from loaders.catalogue import Missing, Status

#: Words and signs for "no figure". None: the source's own reason for a figure that is absent.
NO_FIGURE: dict[str, Missing | None] = {
    "-": None,
    "–": None,
    "—": None,
    ".": None,
    "..": None,
    "...": None,
    "geen cijfer": None,
    "geen gegevens": None,
    "x": "onderdrukt",
    "geheim": "onderdrukt",
    "onderdrukt": "onderdrukt",
    "te weinig antwoorden": "onderdrukt",
    "te weinig waarnemingen": "onderdrukt",
    "n.b": "niet_gepubliceerd",
    "n.b.": "niet_gepubliceerd",
    "nb": "niet_gepubliceerd",
    "n.n.b.": "niet_gepubliceerd",
    "nnb": "niet_gepubliceerd",
    "onbekend": "niet_gepubliceerd",
    "niet bekend": "niet_gepubliceerd",
    "niet beschikbaar": "niet_gepubliceerd",
    "niet gepubliceerd": "niet_gepubliceerd",
    "niet_gepubliceerd": "niet_gepubliceerd",
    "na": "niet_gepubliceerd",
    "n/a": "niet_gepubliceerd",
    "onbetrouwbaar": "onbetrouwbaar",
    "niet betrouwbaar": "onbetrouwbaar",
    "#": "onbetrouwbaar",
    "n.v.t": "onmogelijk",
    "n.v.t.": "onmogelijk",
    "nvt": "onmogelijk",
    "niet van toepassing": "onmogelijk",
    "kan niet voorkomen": "onmogelijk",
    "onmogelijk": "onmogelijk",
}
STATUSES: dict[str, Status] = {
    "definitief": "definitief",
    "d": "definitief",
    "voorlopig": "voorlopig",
    "v": "voorlopig",
    "nader voorlopig": "voorlopig",
    "*": "voorlopig",
    "**": "voorlopig",
    "modelschatting": "modelschatting",
    "schatting": "modelschatting",
}
#: What Excel shows where a formula failed.
_FORMULA_ERROR = re.compile(
    r"^#(N/A|N/B|REF!|VERW!|DIV/0!|DEEL/0!|VALUE!|WAARDE!|NAME\??|NAAM\??|NUM!|GETAL!|NULL!|LEEG!)$", re.I
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_THOUSANDS = re.compile(r"^-?\d{1,3}(\.\d{3})+$")
_ENGLISH_THOUSANDS = re.compile(r"^-?\d{1,3}(,\d{3})+$")
_SPACED_THOUSANDS = re.compile(r"^-?\d{1,3}( \d{3})+(,\d+)?$")
_NO_CENTS = re.compile(r",(-{1,2}|–|—)$")
_SUPPRESSED = re.compile(r"^[<≤]\s*\d+([.,]\d+)?\s*%?$")
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Reading:
    """A cell with a figure as it was understood; at most one of value, missing and problem says something."""

    value: float | None = None
    #: True for a cell that says in so many words that there is no figure, and not just nothing.
    said_missing: bool = False
    missing: Missing | None = None
    status: Status | None = None
    problem: str | None = None

    @property
    def empty(self) -> bool:
        """True when the cell says nothing at all."""
        return self.value is None and not self.said_missing and self.problem is None


def text(cell: object) -> str:
    """Return a cell as plain text: whole numbers without ".0", runs of spaces (also hard ones) as one."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        if math.isnan(cell):
            return ""
        if cell.is_integer():
            return str(int(cell))
    return _SPACES.sub(" ", str(cell)).strip()


def plain(words: object) -> str:
    """Return words for comparing: no case, accents, punctuation or spaces."""
    bare = unicodedata.normalize("NFKD", text(words).casefold())
    return "".join(letter for letter in bare if letter.isalnum())


def number(cell: object, *, percent_format: bool = False, whole: bool = False) -> Reading:
    """Read a cell that should hold a figure.

    ``percent_format``: the sheet shows the cell as a percentage, so 0.123 is 12.3. ``whole``: the unit counts
    persons or euros, so "36.500" is 36500. Anything that is no figure and no known word for "none" is a problem.
    """
    if cell is None or cell == "":
        return Reading()
    if isinstance(cell, bool):
        return Reading(problem=f"'{'WAAR' if cell else 'ONWAAR'}' is geen getal")
    if isinstance(cell, (datetime, date, time)):
        shown = cell.strftime("%d-%m-%Y") if not isinstance(cell, time) else str(cell)
        return Reading(
            problem=f"Excel heeft van dit getal een datum gemaakt ({shown}); maak er weer een getal van"
        )
    if isinstance(cell, (int, float)):
        if math.isnan(cell):
            return Reading()
        if math.isinf(cell):
            return Reading(problem="dit is geen eindig getal")
        return Reading(value=_hundredfold(cell) if percent_format else float(cell))
    return _of_text(text(cell), whole)


def _hundredfold(fraction: float) -> float:
    # 0.123 is stored as 0.12299999999999999...; a sheet shows at most 15 digits, so 12 keep the figure.
    return float(f"{Decimal(repr(float(fraction))) * 100:.12g}")


def _of_text(words: str, whole: bool) -> Reading:
    if not words:
        return Reading()
    low = words.casefold()
    if low in NO_FIGURE:
        return Reading(said_missing=True, missing=NO_FIGURE[low])
    if _SUPPRESSED.match(words):
        return Reading(said_missing=True, missing="onderdrukt")
    if _FORMULA_ERROR.match(words):
        return Reading(problem=f"de formule in deze cel is stuk ({words})")
    bare = words
    status: Status | None = None
    if stars := re.search(r"\s*\*{1,2}$", bare):
        bare, status = bare[: stars.start()], "voorlopig"
    bare = re.sub(r"^(€|eur)\s*|\s*(%|procent|euro)$", "", bare, flags=re.I)
    bare = bare.replace("−", "-").strip()
    if tail := _NO_CENTS.search(bare):
        # "750,000,-" and "36.200,-": what stands before no cents at all is a whole amount, however it is grouped.
        bare, whole = bare[: tail.start()].replace(",", "."), True
        if not re.fullmatch(r"-?\d+|-?\d{1,3}(\.\d{3})+", bare):
            return Reading(problem=f"'{words}' is geen bedrag")
    if _SPACED_THOUSANDS.match(bare):
        bare = bare.replace(" ", "")
    if _THOUSANDS.match(bare):
        if bare.count(".") == 1 and not whole:
            return Reading(
                problem=f"'{words}' kan {bare.replace('.', '')} of {bare.replace('.', ',')} zijn; maak er een getal van"
            )
        bare = bare.replace(".", "")
    elif _ENGLISH_THOUSANDS.match(bare) and (whole or bare.count(",") > 1):
        return Reading(problem=f"'{words}' kan {bare.replace(',', '')} of {bare} zijn; maak er een getal van")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", bare):
        bare = bare.replace(".", "")
    try:
        if ("," in bare and "." in bare) or not re.fullmatch(r"[-+]?\d*[.,]?\d+", bare):
            raise InvalidOperation
        return Reading(value=float(Decimal(bare.replace(",", "."))), status=status)
    except InvalidOperation:
        return Reading(problem=f"'{words}' is geen getal")


@dataclass(frozen=True)
class Year:
    """A cell with a year as it was understood."""

    year: int | None = None
    status: Status | None = None
    problem: str | None = None


def year(cell: object) -> Year:
    """Read a cell that should hold a year: 2024, "2024*" (provisional), "2024JJ00", 1 January, "2021-01".

    Another month or a span of two years is a problem: the monitor has figures of one year.
    """
    if isinstance(cell, (datetime, date)):
        return _of_date(cell)
    words = text(cell)
    if not words:
        return Year(problem="het jaar ontbreekt")
    if match := re.fullmatch(r"(?:jaar )?(\d{4})\s*(\*{0,2})(JJ\d\d)?", words, re.I):
        found = int(match[1])
        if not FIRST_YEAR <= found <= LAST_YEAR:
            return Year(problem=f"{found} is geen jaar tussen {FIRST_YEAR} en {LAST_YEAR}")
        return Year(found, "voorlopig" if match[2] else None)
    if match := re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?: 00:00:00)?", words):
        if match[3] is None and int(match[2]) > 12:
            return Year(
                problem=f"'{words}' is geen jaar maar een periode; de monitor heeft cijfers van één jaar"
            )
        try:
            return _of_date(date(int(match[1]), int(match[2]), int(match[3] or 1)))
        except ValueError:
            return Year(problem=f"'{words}' is geen jaar")
    if match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", words):
        try:
            return _of_date(date(int(match[3]), int(match[2]), int(match[1])))
        except ValueError:
            return Year(problem=f"'{words}' is geen jaar")
    if re.fullmatch(r"\d{4}\s*[-/–]\s*\d{2,4}", words):
        return Year(problem=f"'{words}' is geen jaar maar een periode; de monitor heeft cijfers van één jaar")
    return Year(problem=f"'{words}' is geen jaar")


def _of_date(moment: date) -> Year:
    if moment.year == 1905:
        # Somebody formatted the number 2024 as a date: day 2024 of Excel's calendar lies in 1905.
        serial = (date(moment.year, moment.month, moment.day) - date(1899, 12, 30)).days
        if FIRST_YEAR <= serial <= LAST_YEAR:
            return Year(serial)
    if (moment.month, moment.day) in ((1, 1), (12, 31)) and FIRST_YEAR <= moment.year <= LAST_YEAR:
        return Year(moment.year)
    return Year(
        problem=f"{moment.strftime('%d-%m-%Y')} is een datum in het jaar zelf; de monitor leest een jaar of 1 januari"
    )


def year_in(words: str) -> int | None:
    """Return the only year that a heading or title names, None where it names none or several."""
    found = {int(match) for match in re.findall(r"(?<!\d)(20\d{2})(?!\d)", words)}
    return found.pop() if len(found) == 1 else None


def reason(cell: object) -> tuple[Missing | None, str | None]:
    """Read the column with the reason why there is no figure; the second is what is wrong with it."""
    words = text(cell)
    if not words:
        return None, None
    low = words.casefold().replace("_", " ")
    for known, meaning in NO_FIGURE.items():
        if meaning and known.replace("_", " ") == low:
            return meaning, None
    return (
        None,
        f"de reden '{words}' is onbekend; kies onderdrukt, niet_gepubliceerd, onbetrouwbaar of onmogelijk",
    )


def status(cell: object) -> tuple[Status | None, str | None]:
    """Read the column with the status of a figure; the second is what is wrong with it."""
    words = text(cell)
    if not words:
        return None, None
    if words.casefold() in STATUSES:
        return STATUSES[words.casefold()], None
    return None, f"de status '{words}' is onbekend; kies definitief, voorlopig of modelschatting"
