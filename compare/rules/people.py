"""A share as a number of people or households, no more precise than it is."""

from __future__ import annotations

import math

from monitor.catalogue import Base, Indicator
from monitor.dutch import number
from monitor.units import UNITS
from monitor.weights import Sizes, nearest

#: Fewer than this could be recognised.
FEWEST = 10


def in_people(
    indicator: Indicator, population: str, region: str, year: int, value: float | None, sizes: Sizes
) -> tuple[str, str]:
    """The sentence "Dat zijn ongeveer 14.000 inwoners ..." and what to know of it; two times "" where it cannot be said.

    ``region``: a code; ``year`` and ``value``: of the figure. Where the snapshot counts the people themselves, that is the
    number. Else it is the share of the base, counted in that year or the nearest one, which is said when it differs. Of
    a mean, of the mean of several shares and of a share of people whom nobody counted there is no number of people.
    """
    if value is None or indicator.quantity not in ("aandeel", "verhouding"):
        return "", ""
    base = indicator.base[population]
    if indicator.numerator:
        counted = sizes.above(indicator).get(region, {}).get(year)
        if counted is not None:
            of = sizes.of(base).get(region, {}).get(year) if indicator.quantity == "verhouding" else None
            return counted_sentence(counted, indicator.numerator.name, of, base), ""
    years = sizes.of(base).get(region)
    if indicator.quantity == "verhouding" or not years:
        return "", ""
    counted_in = nearest(years, year)
    scale = 100 / (UNITS[indicator.unit].per or 100)
    share, decimals = round(value, indicator.decimals) * scale, indicator.decimals + (0 if scale == 1 else 1)
    said = people_sentence(share, years[counted_in], base.name, decimals)
    notes = [f"Het aantal {base.name} {base.estimate}."] if base.estimate else []
    if counted_in != year:
        notes.append(f"Geteld met het aantal {base.name} van {counted_in}.")
    return (said, " ".join(notes)) if said else ("", "")


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


def people_sentence(share: float, size: float, name: str, decimals: int = 1) -> str:
    """ "Dat zijn ongeveer 13.000 inwoners van 18 jaar en ouder."; "" for fewer than :data:`FEWEST`."""
    counted = people(share, size, decimals)
    return f"Dat zijn ongeveer {number(counted)} {name}." if counted >= FEWEST else ""


def counted_sentence(counted: float, name: str, of: float | None, base: Base) -> str:
    """ "Dat zijn 7.740 mensen in de risicogroep.", of a ratio with ``of``, the count below the line, too."""
    if counted < FEWEST:
        return ""
    below = f" op {number(of)} {base.name}" if of else ""
    return f"Dat zijn {number(counted)} {name}{below}."


def _power(value: float) -> int:
    """The power of ten of the first digit: 0.1 is -1, 15.1 is 1."""
    return math.floor(math.log10(value))
