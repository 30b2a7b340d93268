"""A small line that only says up, down or flat: no axis, no numbers. The numbers stand beside it in words."""

from __future__ import annotations

from itertools import groupby

from compare.indicator_data import Observations
from compare.rules.change import lines
from ui.colours import NEDERLAND, PAPER, PROVINCE

WIDTH, HEIGHT, PAD = 150, 36, 4


def draw(
    series: list[tuple[list[tuple[int, float, int]], str, bool]],
    width: int = WIDTH,
    height: int = HEIGHT,
    ring: int | None = None,
) -> str | None:
    """An SVG of one or more series on one scale, or None when no series has two measurements.

    ``series``: (measurements (year, value, piece), oldest first; colour; dashed). Between pieces are gaps, single years are
    points; ``ring``: the year whose point on a solid line has a ring around it. Plain strings: fast enough for a table
    full.
    """
    if not any(len(marks) > 1 for marks, _, _ in series):
        return None
    years = [year for marks, _, _ in series for year, _, _ in marks]
    values = [value for marks, _, _ in series for _, value, _ in marks]
    first, low, high = min(years), min(values), max(values)
    # At least an eighth of the level, so that a ripple does not look like a wave.
    span = max(high - low, 0.125 * abs(high), 1e-9)
    middle = (high + low) / 2
    year_span = max(max(years) - first, 1)

    def x(year: float) -> str:
        return f"{PAD + (year - first) / year_span * (width - 2 * PAD):.0f}"

    def y(value: float) -> str:
        return _short(height / 2 - (value - middle) / span * (height - 2 * PAD))

    shapes = []
    for marks, colour, dashed in series:
        dash = ' stroke-dasharray="3"' if dashed else ""
        for _, part in groupby(marks, key=lambda mark: mark[2]):
            points = [(x(year), y(value)) for year, value, _ in part]
            if len(points) > 1:
                path = " ".join(f"{px},{py}" for px, py in points)
                shapes.append(f'<polyline points="{path}" stroke="{colour}"{dash}/>')
            elif not dashed:
                shapes.append(_dot(*points[0], 2, colour))
        if not dashed and marks:
            year, value, _ = marks[-1]
            shapes.append(_dot(x(year), y(value), 3, colour))
            shapes += [_ring(x(at), y(was), colour) for at, was, _ in marks if at == ring]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" fill="none" stroke-width="2">{"".join(shapes)}</svg>'
    )


def _short(pixels: float) -> str:
    """A tenth of a pixel is enough, and a page holds many of these drawings."""
    return f"{pixels:.1f}".removesuffix(".0")


def _dot(x: str, y: str, radius: int, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>'


def _ring(x: str, y: str, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="3" stroke="{colour}" fill="{PAPER}"/>'


def drenthe_and_comparator(
    region: Observations,
    comparator: Observations,
    colour: str = PROVINCE,
    width: int = WIDTH,
    height: int = HEIGHT,
    ring: int | None = None,
) -> str | None:
    """The region as a solid line with its last point, the comparator dashed grey; ``ring``: the earlier year that the
    region is held against."""

    def marks(observations: Observations) -> list[tuple[int, float, int]]:
        pieces = enumerate(lines(observations))
        return [
            (p.year, p.value, piece) for piece, of_piece in pieces for p in of_piece if p.value is not None
        ]

    return draw([(marks(comparator), NEDERLAND, True), (marks(region), colour, False)], width, height, ring)
