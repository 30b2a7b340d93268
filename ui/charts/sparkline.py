"""A small line that only says up, down or flat: no axis, no numbers. The numbers stand beside it in words."""

from __future__ import annotations

import pandas as pd

from ui.colours import DRENTHE, NEDERLAND

WIDTH, HEIGHT, PAD = 150, 36, 4


def sparkline(lines: list[tuple[pd.DataFrame, str, bool]], width: int = WIDTH, height: int = HEIGHT) -> str | None:
    """An SVG of one or more series on one scale, or None when no series has two measurements.

    ``lines``: (rows with year, value and segment; colour; dashed). Breaks are gaps, single years are points.
    """
    lines = [(rows.dropna(subset=["value"]).sort_values("year"), colour, dashed) for rows, colour, dashed in lines]
    if not any(len(rows) > 1 for rows, _, _ in lines):
        return None
    years = pd.concat([rows["year"] for rows, _, _ in lines])
    values = pd.concat([rows["value"] for rows, _, _ in lines])
    # At least an eighth of the level, so that a ripple does not look like a wave.
    span = max(values.max() - values.min(), 0.125 * abs(values.max()), 1e-9)
    middle = (values.max() + values.min()) / 2
    year_span = max(years.max() - years.min(), 1)

    def x(year: float) -> str:
        return f"{PAD + (year - years.min()) / year_span * (width - 2 * PAD):.1f}"

    def y(value: float) -> str:
        return f"{height / 2 - (value - middle) / span * (height - 2 * PAD):.1f}"

    shapes = []
    for rows, colour, dashed in lines:
        dash = ' stroke-dasharray="3 3"' if dashed else ""
        for _, part in rows.groupby("segment"):
            points = " ".join(f"{x(r.year)},{y(r.value)}" for r in part.itertuples())
            if len(part) > 1:
                shapes.append(
                    f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
                )
            elif not dashed:
                cx, cy = points.split(",")
                shapes.append(f'<circle cx="{cx}" cy="{cy}" r="2" fill="{colour}"/>')
        if not dashed and len(rows):
            last = rows.iloc[-1]
            shapes.append(f'<circle cx="{x(last.year)}" cy="{y(last.value)}" r="3" fill="{colour}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(shapes)}</svg>'
    )


def drenthe_and_comparator(region: pd.DataFrame, comparator: pd.DataFrame, colour: str = DRENTHE) -> str | None:
    """The region as a solid line with its last point, the comparator dashed grey."""
    return sparkline([(comparator, NEDERLAND, True), (region, colour, False)])
