"""What follows from the unit of a figure: how it is written, how a difference is said, and what it can be.

A new unit is one line here and its name in :data:`Unit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "procent",
    "euro",
    "personen",
    "huishoudens",
    "aantal",
    "per_100",
    "per_1000",
    "per_km2",
    "jaar",
    "kilometer",
    "score",
]


@dataclass(frozen=True)
class UnitFacts:
    """``name``: as a label says it; ``before`` and ``after``: what stands around a value, ``difference``: after a difference.

    ``counts``: it is a number of people, households or things, which grows with the place. ``per``: of how many it is a
    share (100, 1.000), None for what is no share. ``highest``: what a value can never pass. ``comparison``: more and less,
    higher and lower, or further and nearer. ``in_points``: its figures move in points and not in proportion.
    ``behind_in``: what stands before its name in a label: "in procent", "in euro", but "per 1.000", "aantal personen".
    ``said_of_all``: the name alone says of whom it is, no base behind it.
    """

    name: str
    before: str = ""
    after: str = ""
    difference: str | None = None
    counts: bool = False
    per: int | None = None
    highest: float = float("inf")
    lowest: float = 0.0
    comparison: Literal["meer", "hoger", "verder"] = "hoger"
    in_points: bool = False
    said_of_all: bool = False
    behind_in: bool = False

    @property
    def after_difference(self) -> str:
        return self.after if self.difference is None else self.difference


UNITS: dict[Unit, UnitFacts] = {
    "procent": UnitFacts(
        "procent",
        after="%",
        difference=" procentpunt",
        per=100,
        highest=100.0,
        comparison="meer",
        in_points=True,
        behind_in=True,
    ),
    "euro": UnitFacts("euro", before="€ ", lowest=float("-inf"), behind_in=True),
    "personen": UnitFacts("aantal personen", counts=True, comparison="meer"),
    "huishoudens": UnitFacts("aantal huishoudens", counts=True, comparison="meer"),
    "aantal": UnitFacts("aantal", counts=True, comparison="meer"),
    # Of two counts, such as 65+ per 100 of 20-64: it can be over 100.
    "per_100": UnitFacts("per 100", per=100, comparison="meer", in_points=True),
    "per_1000": UnitFacts(
        "per 1.000", after=" per 1.000", per=1000, highest=1000.0, comparison="meer", in_points=True
    ),
    "per_km2": UnitFacts("per vierkante kilometer", comparison="meer", said_of_all=True),
    "jaar": UnitFacts("jaar", after=" jaar", highest=130.0, behind_in=True),
    "kilometer": UnitFacts("kilometer", after=" km", comparison="verder", behind_in=True),
    "score": UnitFacts("score", difference=" punt", in_points=True),
}

COUNTS = tuple(unit for unit, facts in UNITS.items() if facts.counts)
SHARES = tuple(unit for unit, facts in UNITS.items() if facts.per)
