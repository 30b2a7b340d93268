"""Which names stand on a map, and where, so that none touches another: wijken in a town are smaller than their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

#: Of the size of the letters: how wide a letter is on average and how high a line with its plate.
LETTER, LINE = 0.56, 1.35
#: How wide a bold letter is, also in the widest of the fonts that a browser takes where it lacks ours.
BOLD = 0.7
#: Pixels between two names on one line.
BETWEEN = 5

Name = dict[str, Any]


def apart(names: Sequence[Name], across: float, size: float, letter: float = LETTER) -> list[Name]:
    """Those of ``names`` (name, and lon and lat of its middle) that do not touch each other, in the order they came in.

    ``across``: pixels per degree of longitude; ``size`` of the letters in pixels; ``letter``: how wide one is. A name that
    touches the fewest others goes first, so that most of them stand there.
    """
    touching = [
        {j for j, other in enumerate(names) if j != i and _touch(one, other, across, size, letter)}
        for i, one in enumerate(names)
    ]
    left, kept = set(range(len(names))), []
    while left:
        first = min(left, key=lambda i: (len(touching[i] & left), len(names[i]["name"]), i))
        kept.append(first)
        left -= {first, *touching[first]}
    return [names[i] for i in sorted(kept)]


def moved(names: Sequence[Name], across: float, size: float) -> list[Name]:
    """All of ``names``, in bold, from north to south, each moved by as few lines as it takes to touch none that stands there already.

    For few names, which a map cannot do without; ``across`` and ``size`` as of :func:`apart`.
    """
    kept: list[Name] = []
    for name in sorted(names, key=lambda one: -one["lat"]):
        line = LINE * size / across * _narrowing(name["lat"])
        for lines in (0, -0.5, 0.5, -1, 1, -1.5):
            there = {**name, "lat": name["lat"] + lines * line}
            if not any(_touch(there, other, across, size, BOLD) for other in kept):
                break
        kept.append(there)
    return kept


def fitting(box: Sequence[float], width: float, height: float) -> float:
    """Pixels per degree of longitude of a Mercator map of ``box`` (west, south, east, north) that fits in so many pixels."""
    west, south, east, north = box
    return min(width / (east - west), height / (north - south) * _narrowing((south + north) / 2))


def _touch(one: Name, other: Name, across: float, size: float, letter: float = LETTER) -> bool:
    down = across / _narrowing((one["lat"] + other["lat"]) / 2)
    letters = (len(one["name"]) + len(other["name"])) / 2
    beside = abs(one["lon"] - other["lon"]) * across < letters * letter * size + BETWEEN
    return beside and abs(one["lat"] - other["lat"]) * down < LINE * size


def _narrowing(lat: float) -> float:
    """How much shorter a degree of longitude is than one of latitude."""
    return math.cos(math.radians(lat))
