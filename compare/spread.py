"""How much gemeenten differ among themselves: the measure for what is a large difference."""

from __future__ import annotations

from collections.abc import Iterable

#: Below this the gemeenten of one province would be the measure for themselves.
_ENOUGH, _LEAST = 100, 10


def spread(counted: Iterable[tuple[int, float, int]], year: int) -> float | None:
    """The standard deviation between gemeenten that fits a figure of ``year``, or None without enough gemeenten.

    ``counted``: per year of one indicator and population the standard deviation and the number of gemeenten. The
    nearest year with gemeenten from all of the land goes before the year itself with only some.
    """
    usable = [(y, s, n) for y, s, n in counted if n >= _LEAST and s > 0]
    usable = [u for u in usable if u[2] >= _ENOUGH] or usable
    return min(usable, key=lambda u: (abs(u[0] - year), -u[0]))[1] if usable else None
