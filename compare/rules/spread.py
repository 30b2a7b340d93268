"""How much gemeenten differ among themselves: the measure for what is a large difference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

#: Below this the gemeenten of one province would be the measure for themselves.
_ENOUGH, _LEAST = 100, 10


class Counted(NamedTuple):
    """The standard deviation between ``n`` gemeenten in a year."""

    year: int
    deviation: float
    n: int


def spread(counted: Iterable[Counted], year: int) -> float | None:
    """The standard deviation between gemeenten that fits a figure of ``year``, or None without enough gemeenten.

    The nearest year with gemeenten from all of the land goes before the year itself with only some.
    """
    usable = [c for c in counted if c.n >= _LEAST and c.deviation > 0]
    usable = [c for c in usable if c.n >= _ENOUGH] or usable
    return min(usable, key=lambda c: (abs(c.year - year), -c.year)).deviation if usable else None
