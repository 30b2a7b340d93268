"""Shapes of a few kilobytes that are still the shapes."""

from __future__ import annotations

import re

import pytest
import shapely

from geo.outlines import GRID, outlines


def shape(path: str) -> shapely.Polygon:
    """The largest ring of a path, as a browser draws it."""
    rings = []
    for start, steps in re.findall(r"M(-?\d+ -?\d+)l([^z]*)z", path):
        x, y = (int(part) for part in start.split())
        points = [(x, y)]
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(shapely.Polygon(points))
    return max(rings, key=lambda ring: ring.area)


def test_the_12_gemeenten_fit_in_a_few_kilobytes_and_in_their_box() -> None:
    made = outlines("drenthe_gemeenten")
    assert len(made.paths) == 12
    assert sum(map(len, made.paths.values())) < 5000
    west, south, east, north = shapely.union_all([shape(path) for path in made.paths.values()]).bounds
    assert (round(west), round(south)) == (0, 0)
    assert east <= GRID
    assert north <= made.height
    assert max(east, north) == pytest.approx(GRID, abs=2)


def test_neighbours_keep_one_edge() -> None:
    shapes = {code: shape(path) for code, path in outlines("drenthe_gemeenten").paths.items()}
    assert all(drawn.is_valid for drawn in shapes.values())
    emmen, coevorden = shapes["GM0114"], shapes["GM0109"]
    assert emmen.intersection(coevorden).area < 1


def test_the_wijken_of_one_gemeente_fill_the_box_and_have_their_gemeente_around_them() -> None:
    made = outlines("drenthe_wijken", "GM0114")
    assert all(code.startswith("WK0114") for code in made.paths)
    assert list(made.gemeenten) == ["GM0114"]
    assert shape(made.gemeenten["GM0114"]).bounds[3] == pytest.approx(GRID, abs=2)
    assert set(outlines("drenthe_wijken").gemeenten) == set(outlines("drenthe_gemeenten").paths)
    with pytest.raises(KeyError):
        outlines("drenthe_wijken", "GM0363")
