"""A percentage of people as a number of people, no more precise than it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeGuard

from compare.dutch import number


@dataclass(frozen=True)
class Base:
    """How many people or households a percentage is of. ``estimated``: the monitor's own estimate, not a count."""

    size: float
    noun: str
    estimated: bool = False


#: Said with a number of people whose base is estimated.
ESTIMATED = (
    "Het aantal inwoners van 18 jaar en ouder is een eigen schatting uit de leeftijdsgroepen van het CBS: "
    "alle inwoners, zonder de groep tot 15 jaar en zonder drie tiende van de groep van 15 tot 25 jaar."
)

#: Years of age 15, 16 and 17 among those from 15 to 24.
_UNDER_18 = 3 / 10


def base_of(
    population: str,
    inhabitants: float | None,
    households: float | None,
    share_0_14: float | None,
    share_15_24: float | None,
    share_65plus: float | None,
) -> Base | None:
    """What a percentage of this population is of, in one region and year; None where that is not known.

    The shares are percentages of all inhabitants. Of other groups (16-25, pupils) there is no count, and then no
    number of people is said.
    """
    if population == "huishoudens":
        return Base(households, "huishoudens") if _known(households) else None
    if not _known(inhabitants):
        return None
    if population == "personen":
        return Base(inhabitants, "inwoners")
    if population == "65+" and _known(share_65plus):
        return Base(inhabitants * share_65plus / 100, "inwoners van 65 jaar en ouder")
    if population == "15+" and _known(share_0_14):
        return Base(inhabitants * (1 - share_0_14 / 100), "inwoners van 15 jaar en ouder")
    if population in ("18+", "18-64") and _known(share_0_14) and _known(share_15_24):
        grown_up = 1 - share_0_14 / 100 - _UNDER_18 * share_15_24 / 100
        if population == "18+":
            return Base(inhabitants * grown_up, "inwoners van 18 jaar en ouder", estimated=True)
        if _known(share_65plus):
            size = inhabitants * (grown_up - share_65plus / 100)
            return Base(size, "inwoners van 18 tot 65 jaar", estimated=True)
    return None


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


def people_sentence(share: float, base: Base, decimals: int = 1) -> str:
    """ "Dat zijn ongeveer 13.000 inwoners van 18 jaar en ouder."; "" for fewer than ten, who could be recognised."""
    counted = people(share, base.size, decimals)
    return f"Dat zijn ongeveer {number(counted)} {base.noun}." if counted >= 10 else ""


def _power(value: float) -> int:
    """The power of ten of the first digit: 0.1 is -1, 15.1 is 1."""
    return math.floor(math.log10(value))


def _known(value: float | None) -> TypeGuard[float]:
    return value is not None and not math.isnan(value)
