"""Whether two indicators go together over gemeenten: how strongly, over how many, and never why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from compare.dutch import number

#: Of fewer regions nothing is said.
FEWEST = 10
#: From this size of r up: the words for how strong it is.
STRENGTHS = ((0.7, "sterk"), (0.4, "matig"), (0.2, "zwak"))

#: Said of the gemeenten of one province.
OF_FEW = "Van zo weinig gemeenten kan dat toeval zijn."


@dataclass(frozen=True)
class Correlation:
    """Pearson's r (-1..1) over ``n`` regions that have both figures."""

    r: float
    n: int

    @property
    def strength(self) -> str | None:
        """ "sterk", "matig" or "zwak", by r as it is shown; None where there is hardly any."""
        return next((word for least, word in STRENGTHS if abs(round(self.r, 2)) >= least), None)


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


def correlation_sentence(found: Correlation | None, x: str, y: str, many: str = "gemeenten") -> str:
    """What goes together, in words that claim no cause.

    ``x`` and ``y``: titles as they stand in a sentence. "In gemeenten met een hoger cijfer voor moeite met rondkomen is
    het cijfer voor ervaren gezondheid vaak lager: de twee hangen sterk samen (r = −0,72, 342 gemeenten). ..."
    """
    if found is None:
        return f"Te weinig {many} hebben beide cijfers om te zien of ze samenhangen."
    size = f"r = {number(found.r, 2)}, {number(found.n)} {many}"
    if found.strength is None:
        return f"De cijfers voor “{x}” en “{y}” hangen nauwelijks samen ({size}). Dat gaat over {many}, niet over mensen."
    way = "hoger" if found.r > 0 else "lager"
    return (
        f"In {many} met een hoger cijfer voor “{x}” is het cijfer voor “{y}” vaak {way}: de twee hangen "
        f"{found.strength} samen ({size}). Dat gaat over {many}, niet over mensen, en zegt niet dat het een door het "
        "ander komt."
    )


def within_sentence(found: Correlation | None, many: str) -> str:
    """The same two figures in some of the gemeenten only, said after :func:`correlation_sentence`; "" for too few.

    "Kijkt u alleen naar de 12 Drentse gemeenten, dan hangen de twee matig samen (r = −0,55). Zo weinig gemeenten ..."
    """
    if found is None:
        return ""
    strength = found.strength or "nauwelijks"
    return (
        f"Kijkt u alleen naar de {number(found.n)} {many}, dan hangen de twee {strength} samen "
        f"(r = {number(found.r, 2)}). {OF_FEW}"
    )
