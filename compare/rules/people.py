"""A share as a number of people or households, no more precise than it is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.catalogue import Base, Indicator
from monitor.dutch import number
from monitor.units import UNITS
from monitor.weights import Sizes, counted, nearest

#: Fewer than this could be recognised.
FEWEST = 10


@dataclass(frozen=True)
class HeadCount:
    """A share as a number: ``number`` of ``name``; ``of``: the count below the line of a ratio, with its ``base``.

    ``rounded``: it is a share of a count and no count itself; ``note``: what to know of that.
    """

    number: float
    name: str
    rounded: bool
    base: Base
    of: float | None = None
    note: str = ""


def head_count(
    indicator: Indicator, population: str, region: str, year: int, value: float | None, sizes: Sizes
) -> HeadCount | None:
    """How many people or households a share is, None where it cannot be said.

    ``region``: a code, of gemeenten together too; ``year`` and ``value``: of the figure. Where the snapshot counts the people themselves, that is the
    number. Else it is the share of the base, counted in that year or the nearest one, which is said when it differs. Of
    a mean, of the mean of several shares and of a share of people whom nobody counted there is no number of people.
    Fewer than :data:`FEWEST` are never said.
    """
    if value is None or indicator.quantity not in ("aandeel", "verhouding"):
        return None
    base, sizes = indicator.base[population], sizes.around(region)
    if indicator.numerator:
        above = counted(sizes.above(indicator), region).get(year)
        if above is not None:
            of = counted(sizes.of(base), region).get(year) if indicator.quantity == "verhouding" else None
            return HeadCount(above, indicator.numerator.name, False, base, of) if above >= FEWEST else None
    years = counted(sizes.of(base), region)
    if indicator.quantity == "verhouding" or not years:
        return None
    counted_in = nearest(years, year)
    scale = 100 / (UNITS[indicator.unit].per or 100)
    share, decimals = round(value, indicator.decimals) * scale, indicator.decimals + (0 if scale == 1 else 1)
    number_of = people(share, years[counted_in], decimals)
    notes = [f"Het aantal {base.name} {base.estimate}."] if base.estimate else []
    if counted_in != year:
        notes.append(f"Geteld met het aantal {base.name} van {counted_in}.")
    return HeadCount(number_of, base.name, True, base, note=" ".join(notes)) if number_of >= FEWEST else None


def in_people(
    indicator: Indicator, population: str, region: str, year: int, value: float | None, sizes: Sizes
) -> tuple[str, str]:
    """:func:`head_count` as the sentence "Dat zijn ongeveer 14.000 inwoners ..." and what to know of it; two times "" for None."""
    people = head_count(indicator, population, region, year, value, sizes)
    if people is None:
        return "", ""
    about = "ongeveer " if people.rounded else ""
    below = f" op {number(people.of)} {people.base.name}" if people.of else ""
    return f"Dat zijn {about}{number(people.number)} {people.name}{below}.", people.note


def no_number(indicator: Indicator, population: str) -> str:
    """Why a percentage of people is never said as a number of them; "" where it can be, or is no percentage of people."""
    if indicator.quantity == "gemiddeld_aandeel":
        return "Dit is een gemiddelde van meer percentages; daar hoort geen aantal mensen bij."
    reason = indicator.base[population].uncounted
    if indicator.quantity != "aandeel" or indicator.numerator or not reason:
        return ""
    return f"{reason} Daarom noemen wij geen aantal."


def people(share: float, base: float, decimals: int = 1) -> int:
    """So many of ``base`` as ``share`` percent is, in two significant digits: 13.216 becomes 13.000.

    ``decimals``: with how many the share is shown. A share of one digit (0,1% or 6%) gives a number of one digit, and
    one shown as 0 gives 0. More than two are never said: a base is a year apart or estimated.
    """
    exact, shown = share / 100 * base, round(share, decimals)
    if exact < 1 or shown <= 0:
        return 0
    digits = min(2, _power(shown) + decimals + 1)
    step = 10.0 ** max(_power(exact) - digits + 1, 0)
    return int(round(exact / step) * step)


def _power(value: float) -> int:
    """The power of ten of the first digit: 0.1 is -1, 15.1 is 1."""
    return math.floor(math.log10(value))
