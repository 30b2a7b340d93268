"""Whether two indicators go together over gemeenten: how strongly, over how many, and never why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from monitor.dutch import number

#: Of fewer regions nothing is said.
FEWEST = 10
#: From this size of r up: the words for how strong it is.
STRENGTHS = ((0.7, "sterk"), (0.4, "matig"), (0.2, "zwak"))

#: Standard errors in half of a 95% interval.
_Z = 1.96

#: Two shares that are the rest of each other, save what this is of 100 and what it varies over gemeenten.
_REST, _VARIES = 3.0, 0.25


@dataclass(frozen=True)
class Correlation:
    """Pearson's r (-1..1) over ``n`` regions that have both figures."""

    r: float
    n: int

    @property
    def strength(self) -> str | None:
        """ "sterk", "matig" or "zwak", by r as it is shown; None where there is hardly any."""
        return next((word for least, word in STRENGTHS if abs(round(self.r, 2)) >= least), None)

    @property
    def interval(self) -> tuple[float, float]:
        """Between which r lies with 95% certainty (Fisher's z): wide for few regions."""
        if abs(self.r) >= 1:
            return self.r, self.r
        half = _Z / math.sqrt(self.n - 3)
        return math.tanh(math.atanh(self.r) - half), math.tanh(math.atanh(self.r) + half)

    @property
    def may_be_chance(self) -> bool:
        """Whether no correlation at all lies within the interval."""
        low, high = self.interval
        return low <= 0 <= high


def correlation(x: Mapping[str, float | None], y: Mapping[str, float | None]) -> Correlation | None:
    """The correlation over the regions that have both; None with fewer than :data:`FEWEST` or without any spread.

    ``x`` and ``y``: region -> figure, missing allowed. Every region counts once, however many people live there.
    """
    both = [
        (float(one), float(other))
        for region, one in x.items()
        if (other := y.get(region)) is not None and one is not None
        if not (math.isnan(one) or math.isnan(other))
    ]
    if len(both) < FEWEST:
        return None
    first, second = np.array(both).T
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    r = float(np.corrcoef(first, second)[0, 1])
    return Correlation(max(-1.0, min(1.0, r)), len(both)) if not math.isnan(r) else None


def complement(x: Sequence[float], y: Sequence[float]) -> bool:
    """Whether two shares (in percent, of the same regions) are each other's opposite: together nearly 100 everywhere.

    "Nearly": what is left is small and hardly varies, like the few who are underweight beside the share with overweight and
    the share without. Then the one going down as the other goes up is arithmetic. Never of fewer than :data:`FEWEST`.
    """
    first, second = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    rest = 100 - first - second
    if len(rest) < FEWEST or abs(rest.mean()) > _REST:
        return False
    return bool(rest.std() < _VARIES * min(first.std(), second.std()))


def correlation_sentence(correlation: Correlation | None, x: str, y: str, many: str = "gemeenten") -> str:
    """What goes together, how sure that is, in words that claim no cause.

    ``x`` and ``y``: titles as they stand in a sentence. "In gemeenten met een hoger cijfer voor moeite met rondkomen is
    het cijfer voor ervaren gezondheid vaak lager: de twee hangen sterk samen (correlatie −0,72; met 95% zekerheid tussen −0,77
    en −0,66; 342 gemeenten). ..."
    """
    if correlation is None:
        return f"Te weinig {many} hebben beide cijfers om te zien of ze samenhangen."
    size = f"correlatie {number(correlation.r, 2)}; {_between(correlation)}; {number(correlation.n)} {many}"
    if correlation.may_be_chance:
        return (
            f"Of de cijfers voor “{x}” en “{y}” samenhangen, is niet te zeggen: het kan toeval zijn ({size}). Dat gaat over "
            f"{many}, niet over mensen."
        )
    if correlation.strength is None:
        return f"De cijfers voor “{x}” en “{y}” hangen nauwelijks samen ({size}). Dat gaat over {many}, niet over mensen."
    way = "hoger" if correlation.r > 0 else "lager"
    return (
        f"In {many} met een hoger cijfer voor “{x}” is het cijfer voor “{y}” vaak {way}: de twee hangen "
        f"{correlation.strength} samen ({size}). Dat gaat over {many}, niet over mensen, en zegt niet dat het een door het "
        "ander komt."
    )


def _between(correlation: Correlation) -> str:
    low, high = (number(end, 2) for end in correlation.interval)
    return f"met 95% zekerheid tussen {low} en {high}"


def within_sentence(correlation: Correlation | None, many: str) -> str:
    """The same two figures in some of the gemeenten only, said after :func:`correlation_sentence`; "" for too few.

    "Kijkt u alleen naar de 12 Drentse gemeenten, dan hangen de twee sterk samen (correlatie 0,91; met 95% zekerheid tussen 0,70
    en 0,97)."
    """
    if correlation is None:
        return ""
    size = f"(correlatie {number(correlation.r, 2)}; {_between(correlation)})"
    if correlation.may_be_chance:
        return (
            f"Kijkt u alleen naar de {number(correlation.n)} {many}, dan kan de samenhang toeval zijn {size}."
        )
    strength = correlation.strength or "nauwelijks"
    return (
        f"Kijkt u alleen naar de {number(correlation.n)} {many}, dan hangen de twee {strength} samen {size}."
    )
