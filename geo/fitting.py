"""Whether a newer map fits what there is: the area that was drawn, and the figures that are to stand on it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

#: So much of a region that is gone must lie in others, or the map is not whole. The rest is simplification.
COVERED = 0.9
#: Parts of a neighbour that a simplified edge cuts off do not make it a successor.
SHARE = 0.05
#: A code that keeps less than this (of what both cover together) stands for another area.
ALIKE = 0.5
#: So many names in a sentence; the rest are counted.
NAMED = 6


class RefusedError(ValueError):
    """What came in is not taken over; the message is Dutch and says why."""


@dataclass(frozen=True)
class Drawn:
    """A boundary file in use: its year, and per code the name and the shape."""

    year: int
    names: dict[str, str]
    shapes: dict[str, shapely.Geometry]


@dataclass(frozen=True)
class Needed:
    """The newest figures about a region: of how many indicators, and of which year the newest of all."""

    indicators: int
    year: int


def drawn(content: bytes | None) -> Drawn | None:
    """Return what a boundary file draws; None without one."""
    if content is None:
        return None
    collection = json.loads(content)
    features = collection["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    codes = [feature["properties"]["code"] for feature in features]
    names = [feature["properties"]["name"] for feature in features]
    return Drawn(
        int(collection["year"]), dict(zip(codes, names, strict=True)), dict(zip(codes, shapes, strict=True))
    )


def needed(observations: pd.DataFrame, prefix: str) -> dict[str, Needed]:
    """Return per region of a level what stands on a map of the newest figures (data contract)."""
    rows = observations[observations["region"].str.startswith(prefix) & observations["value"].notna()]
    newest = rows[rows["year"] == rows.groupby("indicator")["year"].transform("max")]
    return {
        str(region): Needed(int(own["indicator"].nunique()), int(own["year"].max()))
        for region, own in newest.groupby("region")
    }


def lost(figures: Mapping[str, Needed], before: Drawn | None, gone: Collection[str]) -> list[str]:
    """Return the regions with figures that are drawn now and would not be."""
    return sorted(code for code in (before.names if before else ()) if code in gone and code in figures)


def fits(figures: Mapping[str, Needed], lost: Iterable[str], won: Iterable[str]) -> bool:
    """Say whether at least as many of the newest figures find their place as on the map in use."""
    return sum(figures[code].indicators for code in lost) <= sum(
        figures[code].indicators for code in won if code in figures
    )


def heirs(before: Drawn, codes: list[str], shapes: np.ndarray) -> dict[str, list[str]]:
    """Return for every region that is gone which regions have its area now.

    Errors: RefusedError when an area is nobody's: then the new map is not whole.
    """
    tree = shapely.STRtree(shapes)
    found: dict[str, list[str]] = {}
    for code in sorted(set(before.shapes) - set(codes)):
        area = before.shapes[code]
        near = tree.query(area)
        parts = np.array(
            [shapely.area(shapely.intersection(area, shapes[at])) for at in near]
        ) / shapely.area(area)
        if parts.sum() < COVERED:
            raise RefusedError(
                f"{before.names[code]} ({code}) staat niet meer op de kaart, en dat gebied hoort ook niet bij een "
                "ander: de kaart is niet compleet"
            )
        order = np.argsort(-parts)
        found[code] = [codes[near[at]] for at in order if parts[at] >= SHARE]
    return found


def other_areas(before: Drawn, codes: list[str], shapes: np.ndarray) -> set[str]:
    """Return the codes that stand for another area than before."""
    found = set()
    for code, shape in zip(codes, shapes, strict=True):
        old = before.shapes.get(code)
        if old is not None:
            both = shapely.area(shapely.intersection(old, shape))
            if both < ALIKE * (shapely.area(old) + shapely.area(shape) - both):
                found.add(code)
    return found


def some(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Return names with codes for a sentence, the first few of many."""
    listed = [f"{names.get(code, code)} ({code})" for code in codes]
    rest = len(listed) - NAMED
    return ", ".join(listed[:NAMED]) + (f" en nog {rest}" if rest > 0 else "")
