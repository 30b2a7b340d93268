"""The shapes of a level as short SVG paths, for maps of the size of a stamp."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely

from geo.features import REGION_LEVEL, BoundaryLevel, boundaries
from monitor.division import kept
from monitor.observations import WITHIN
from monitor.regions import gemeente_of

#: Units across: a path holds whole numbers only.
GRID = 400
#: How far, in units, a simplified edge may lie from the real one: not to be seen on a stamp; farther for many shapes.
TOLERANCE, OF_MANY, MANY = 1.5, 3.0, 60


@dataclass(frozen=True)
class Outlines:
    """``paths``: code -> SVG path in a box of ``width`` (at most :data:`GRID`) by ``height`` units, north up. ``gemeenten``: the same of
    the gemeenten around the wijken or buurten; empty where the shapes are gemeenten themselves."""

    paths: dict[str, str]
    gemeenten: dict[str, str]
    width: int
    height: int


@kept(maxsize=20)
def outlines(level: BoundaryLevel, gemeente: str | None = None) -> Outlines:
    """The shapes of a level, or of the wijken or buurten of one gemeente, drawn as on the map. Errors: ``KeyError`` without any.

    Neighbours keep one edge between them: they are simplified together.
    """
    features = json.loads(boundaries(level).body)["features"]
    codes = [feature["properties"]["code"] for feature in features]
    kept = [i for i, code in enumerate(codes) if gemeente in (None, gemeente_of(code))]
    if not kept:
        raise KeyError(gemeente)
    shapes = shapely.from_geojson([json.dumps(features[i]["geometry"]) for i in kept])
    west, south, east, north = shapely.total_bounds(shapes)
    # A degree east is shorter than a degree north; over one province that is one number.
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = GRID / max((east - west) * squeeze, north - south)

    def to_grid(points: np.ndarray) -> np.ndarray:
        return np.column_stack(
            [(points[:, 0] - west) * squeeze * scale, (north - points[:, 1]) * scale],
        )

    tolerance = OF_MANY if len(kept) > MANY else TOLERANCE
    drawn = shapely.coverage_simplify(shapely.transform(shapes, to_grid), tolerance)
    paths = {codes[i]: _path(shape) for i, shape in zip(kept, drawn, strict=True)}
    around: dict[str, str] = {}
    if REGION_LEVEL[level] in WITHIN:
        within = np.array([gemeente_of(code) for code in paths])
        around = {g: _path(shapely.coverage_union_all(drawn[within == g])) for g in sorted(set(within))}
    width, height = math.ceil((east - west) * squeeze * scale), math.ceil((north - south) * scale)
    return Outlines(paths, around, width, height)


def _path(shape: shapely.Geometry) -> str:
    rings: list[Iterable[tuple[float, float]]] = []
    for part in shapely.get_parts(shape):
        rings += [part.exterior.coords, *(hole.coords for hole in part.interiors)]
    return "".join(_ring([(round(x), round(y)) for x, y in ring]) for ring in rings)


def _ring(points: list[tuple[int, int]]) -> str:
    """ "M12 3l1-2 3 4z": from point to point, which is shorter than places."""
    steps = [
        (x - before[0], y - before[1]) for before, (x, y) in itertools.pairwise(points) if (x, y) != before
    ]
    if len(steps) < 3:
        return ""
    path = " ".join(f"{dx} {dy}" for dx, dy in steps[:-1]).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{path}z"
