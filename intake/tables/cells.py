"""What one cell says: a number, a year, a reason why there is no number, or nothing that can be trusted.

Publishers' sheets mix numbers with text: "12,3", "70 200", "12,3*", "geheim". A cell that can be read in two ways
("1.234" may be 1234 or 1,234) is never guessed: it carries a ``problem``, a Dutch half sentence.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from intake.files.sheet import UNCALCULATED
from monitor.catalogue import Missing, Status

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
    # As the monitor's own downloads say it.
    "door de bron weggelaten: te weinig antwoorden": "onderdrukt",
    "niet gepubliceerd door de bron": "niet_gepubliceerd",
    "te onbetrouwbaar om te tonen": "onbetrouwbaar",
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
#: Spaces that split() does not take for one: of no width.
_NO_WIDTH = str.maketrans({"\u200b": " ", "\ufeff": " "})
_NO_CENTS = re.compile(r",(-{1,2}|–|—)$")
_SUPPRESSED = re.compile(r"^[<≤]\s*[0-9]+([.,][0-9]+)?\s*%?$")
#: One group of three digits behind a sign: thousands, or three decimals. A number of thousands never begins with 0.
_POINT_GROUP = re.compile(r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$")
_COMMA_GROUP = re.compile(r"^-?[1-9][0-9]{0,2},[0-9]{3}$")
_POINT_THOUSANDS = re.compile(r"^-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?$")
_COMMA_THOUSANDS = re.compile(r"^-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$")
_SPACED_THOUSANDS = re.compile(r"^-?[1-9][0-9]{0,2}( [0-9]{3})+([.,][0-9]+)?$")
_DECIMALS = re.compile(r"^[-+]?[0-9]*[.,]?[0-9]+$")
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
    words = str(cell)
    if not words.isascii():
        words = words.translate(_NO_WIDTH)
    return " ".join(words.split())


def plain(words: object) -> str:
    """Return words for comparing: no case, accents, punctuation or spaces."""
    bare = unicodedata.normalize("NFKD", text(words).casefold())
    return "".join(letter for letter in bare if letter.isalnum())


def number(
    cell: object,
    *,
    percent_format: bool = False,
    whole: bool = False,
    bounded: bool = True,
    decimal: str | None = None,
) -> Reading:
    """Read a cell that should hold a figure.

    ``percent_format``: the sheet shows the cell as a percentage, so 0.123 is 12.3. ``whole``: the unit counts
    persons or euros, so "36.500" is 36500. ``bounded``: no figure is over a hundred, so "1,234" is no thousands.
    ``decimal``: the sign before the decimals in this table (:func:`decimal_sign`), None where it does not show.
    Anything that is no figure and no known word for "none" is a problem.
    """
    if cell is None or cell == "":
        return Reading()
    if isinstance(cell, bool):
        return Reading(problem=f"'{'WAAR' if cell else 'ONWAAR'}' is geen getal")
    if isinstance(cell, timedelta):
        return Reading(
            problem=f"Excel heeft van dit getal een tijd gemaakt ({cell}); maak er weer een getal van"
        )
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
        if abs(cell) > 1e15:
            return Reading(problem="dit getal is te groot")
        return Reading(value=_hundredfold(cell) if percent_format else float(cell))
    return _of_text(text(cell), whole, bounded, decimal)


def decimal_sign(cells: Iterable[object]) -> str | None:
    """Return the sign before the decimals that texts of a table show beyond doubt; None for neither or both.

    "12,3" and "0,123" show a comma, "1.234.567" does too; "1.234" may be either.
    """
    comma = point = False
    for cell in cells:
        if not isinstance(cell, str) or not ("," in cell or "." in cell):
            continue
        bare, _ = _without_signs(text(cell))
        if _POINT_GROUP.match(bare) or _COMMA_GROUP.match(bare):
            continue
        comma = comma or bool(_POINT_THOUSANDS.match(bare)) or bool(re.fullmatch(r"-?[0-9]*,[0-9]+", bare))
        point = point or bool(_COMMA_THOUSANDS.match(bare)) or bool(re.fullmatch(r"-?[0-9]*\.[0-9]+", bare))
        if comma and point:
            return None
    return "," if comma else "." if point else None


def _hundredfold(fraction: float) -> float:
    # 0.123 is stored as 0.12299999999999999...; a sheet shows at most 15 digits, so 12 keep the figure.
    return float(f"{Decimal(repr(float(fraction))) * 100:.12g}")


def _without_signs(words: str) -> tuple[str, Status | None]:
    """Return a number without the signs around it, and what a star behind it says."""
    status: Status | None = None
    if stars := re.search(r"\s*\*{1,2}$", words):
        words, status = words[: stars.start()], "voorlopig"
    words = re.sub(r"^(€|eur)\s*|\s*(%|procent|euro|€)$", "", words, flags=re.I)
    return words.replace("−", "-").strip(), status


def _of_text(words: str, whole: bool, bounded: bool, decimal: str | None) -> Reading:
    if not words:
        return Reading()
    low = words.casefold()
    if low in NO_FIGURE:
        return Reading(said_missing=True, missing=NO_FIGURE[low])
    if words == UNCALCULATED:
        return Reading(
            problem="de formule in deze cel heeft geen uitkomst; open het bestand in Excel, sla het op en probeer het opnieuw"
        )
    if _SUPPRESSED.match(words):
        return Reading(said_missing=True, missing="onderdrukt")
    if _FORMULA_ERROR.match(words):
        return Reading(problem=f"de formule in deze cel is stuk ({words})")
    bare, status = _without_signs(words)
    if tail := _NO_CENTS.search(bare):
        # "750,000,-" and "36.200,-": what stands before no cents at all is a whole amount, however it is grouped.
        bare = bare[: tail.start()].replace(",", ".")
        if not re.fullmatch(r"-?[0-9]+|-?[1-9][0-9]{0,2}(\.[0-9]{3})+", bare):
            return Reading(problem=f"'{_short(words)}' is geen bedrag")
        whole, decimal = True, ","
    if _SPACED_THOUSANDS.match(bare):
        bare = bare.replace(" ", "")
    plainly, problem = _with_point(bare, words, whole, bounded, decimal)
    if problem:
        return Reading(problem=problem)
    if not _DECIMALS.match(plainly):
        return Reading(problem=f"'{_short(words)}' is geen getal")
    value = float(Decimal(plainly))
    if math.isinf(value) or abs(value) > 1e15:
        return Reading(problem="dit getal is te groot")
    return Reading(value=value, status=status)


def _with_point(
    bare: str, words: str, whole: bool, bounded: bool, decimal: str | None
) -> tuple[str, str | None]:
    """Return a number without signs of thousands and with a decimal point, or a problem where it may be two numbers."""
    two = f"'{_short(words)}' kan {{}} of {{}} zijn; maak er een getal van"
    if _POINT_GROUP.match(bare):
        if decimal == "," or (whole and decimal is None):
            return bare.replace(".", ""), None
        if decimal == "." and not whole:
            return bare, None
        return bare, two.format(bare.replace(".", ""), bare.replace(".", ","))
    if _COMMA_GROUP.match(bare):
        if decimal == ".":
            return bare.replace(",", ""), None
        if whole or not (bounded or decimal == ","):
            return bare, two.format(bare.replace(",", ""), bare)
        return bare.replace(",", "."), None
    if _POINT_THOUSANDS.match(bare):
        return bare.replace(".", "").replace(",", "."), None
    if _COMMA_THOUSANDS.match(bare):
        if "." in bare or decimal == ".":
            return bare.replace(",", ""), None
        return bare, two.format(bare.replace(",", ""), bare)
    if "," in bare and "." in bare:
        return bare, f"'{_short(words)}' is geen getal"
    return bare.replace(",", "."), None


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}..."


@dataclass(frozen=True)
class Year:
    """A cell with a year as it was understood."""

    year: int | None = None
    status: Status | None = None
    problem: str | None = None


_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_YEAR = re.compile(
    r"(?:jaar |x)?([0-9]{4})(?:[.,]0+)?(?: jaar)?\s*(\*{0,2})(?:jj[0-9]{2})?\s*(\(?(?:nader )?voorlopig\)?)?",
    re.I,
)
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?(?:[ t]00:00(?::00)?(?:\.0+)?z?)?", re.I),
    re.compile(r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})(?: 0?0:00(?::00)?)?"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(rf"(?P<day>[0-9]{{1,2}}) (?P<name>{'|'.join(_MONTHS)}) (?P<year>[0-9]{{4}})", re.I),
)  # fmt: skip
#: Two years, or a year and the one after it: 2021-2023, 2022/'23.
_SPAN = re.compile(r"(?<![0-9])[0-9]{4}\s*(?:[-/–]|t/m|tot en met)\s*'?[0-9]{2}(?:[0-9]{2})?(?![0-9])", re.I)
#: A year that is not that of the figures: of a division of the country, an edition, a download.
_NOT_OF_FIGURES = re.compile(
    r"(?<!\w)(?:\w*indeling\w*|gemeenten?(?:grenzen)?|grenzen|edities?|versie|stand van|update|uitgave|gepubliceerd|publicatie\w*"
    r"|opgehaald|download\w*|bijgewerkt|gewijzigd|gegenereerd|aangemaakt|copyright|©)[^0-9]{0,30}"
    r"(?:[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[a-z]+)[-/. ])?20[0-9]{2}(?![0-9])",
    re.IGNORECASE,
)


def year(cell: object) -> Year:
    """Read a cell that should hold a year: 2024, "2024*" (provisional), "2024JJ00", 1 January, "2021-01", "2024.0".

    Another month or a span of two years is a problem: the monitor has figures of one year.
    """
    if isinstance(cell, (datetime, date)):
        return _of_date(cell)
    words = text(cell)
    if not words:
        return Year(problem="het jaar ontbreekt")
    if match := _YEAR.fullmatch(words):
        number_of_year = int(match[1])
        if not FIRST_YEAR <= number_of_year <= LAST_YEAR:
            return Year(problem=f"{number_of_year} is geen jaar tussen {FIRST_YEAR} en {LAST_YEAR}")
        return Year(number_of_year, "voorlopig" if match[2] or match[3] else None)
    span = Year(
        problem=f"'{_short(words)}' is geen jaar maar een periode; de monitor heeft cijfers van één jaar"
    )
    for form in _DATES:
        if match := form.fullmatch(words):
            part = match.groupdict()
            month = _MONTHS.index(part["name"].lower()) + 1 if part.get("name") else int(part["month"])
            if part.get("day") is None and month > 12:
                return span
            try:
                return _of_date(date(int(part["year"]), month, int(part.get("day") or 1)))
            except ValueError:
                return Year(problem=f"'{words}' is geen jaar")
    return span if _SPAN.fullmatch(words) else Year(problem=f"'{_short(words)}' is geen jaar")


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
    """Return the only year of figures that a title names, None where it names none, several or a span.

    "Inkomen 2023, regio (indeling 2025)" is about 2023; "Misdrijven, gemeente 2026" does not say.
    """
    words = without_other_years(words)
    if _SPAN.search(words):
        return None
    years = {int(match) for match in re.findall(r"(?<![0-9])(20[0-9]{2})(?![0-9])", words)}
    return years.pop() if len(years) == 1 else None


def without_other_years(words: str) -> str:
    """Return a text without the years in it that are not those of its figures: of a division, an edition, a download."""
    return _NOT_OF_FIGURES.sub(" ", words)


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
