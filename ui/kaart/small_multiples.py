"""One map per year side by side as one drawing, for the screen and for a document alike: years that may be compared have
one scale, with a legend for each scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from geo.classes import Classes
from geo.outlines import GRID, Outlines
from monitor.dutch import years_text
from monitor.regions import members_of
from ui import colours
from ui.kaart import legend

#: Pixels: between two maps, above a map for its year, and of the letters at a break.
GAP, HEAD, SMALL = 20, 26, 11
#: Pixels of a map: at most this wide, however few there are.
LARGEST = 230

#: Said where the years on both sides may not be compared (R05).
BREAK = "niet te vergelijken met eerder"

_FONT = "'Source Sans','Segoe UI',Arial,'Liberation Sans',sans-serif"


@dataclass(frozen=True)
class SmallMap:
    """The figures (code -> value, missing ones absent or NaN) of one year; ``breaks``: not to be compared with the
    years before it; ``provisional``: some may still change, so the year gets a star."""

    year: int
    values: Mapping[str, float]
    breaks: bool = False
    provisional: bool = False


@dataclass(frozen=True)
class Scale:
    """What a colour means on the maps of these years; ``description``: how the classes were made; ``ends``: what the two sides of
    a comparator are called."""

    years: tuple[int, ...]
    classes: Classes
    description: str
    ends: tuple[str, str] = ("minder", "meer")


def small_multiples(
    maps: Sequence[SmallMap],
    outlines: Outlines,
    scales: Sequence[Scale],
    text: Callable[[float], str],
    *,
    selected: str | None = None,
    across: int = 8,
    width: int = 1200,
) -> str:
    """An SVG of at most ``width`` pixels, with a legend per scale below the maps.

    ``scales``: each year is of one of them; ``text`` writes a value. ``selected``: code of a gemeente to draw in orange;
    ``across``: maps in a row.
    """
    classes_of = {year: scale.classes for scale in scales for year in scale.years}
    columns = min(across, max(len(maps), 1))
    cell = min((width - GAP * (columns - 1)) / columns, LARGEST)
    scale = cell / GRID
    tall = outlines.height * scale
    row = HEAD + max(tall, len(BREAK) * SMALL * 0.53) + GAP
    ids = {code: f"p{i}" for i, code in enumerate(outlines.paths)}
    shapes = "".join(f'<path id="{ids[code]}" d="{path}"/>' for code, path in outlines.paths.items())
    outer = outlines.gemeenten
    edges = outer or outlines.paths
    outlined = sorted(members_of(selected)) if selected else []
    over = "".join(f'<path d="{path}"/>' for path in outer.values())
    around = '<use href="#over"/>' if over else ""
    drawn = []
    for i, one in enumerate(maps):
        x, y = i % columns * (cell + GAP), i // columns * row
        drawn.append(_head(one, x, y, cell, tall))
        own = "".join(f'<path d="{edges[code]}" class="o"/>' for code in outlined if code in edges)
        drawn.append(
            f'<g transform="translate({x + (GRID - outlines.width) / 2 * scale:.1f},{y + HEAD:.1f}) '
            f'scale({scale:.4f})">'
            f'<g stroke="{colours.MUTED}" stroke-width="{(0.5 if outer else 0.9) / scale:.2f}">'
            f"{_filled(one, ids, classes_of[one.year])}</g>"
            f"{around}{own}</g>"
        )
    rows = -(-len(maps) // columns)
    below = rows * row + 6
    full = max(columns * cell + (columns - 1) * GAP, legend.WIDTH)
    legends, high = _legends(scales, text, full)
    style = (
        f"<style>.o{{fill:none;stroke:{colours.GEMEENTE};stroke-width:{3 / scale:.1f}}}</style>"
        f'<pattern id="g" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0h14v14h-14z" fill="{colours.MISSING}"/><path d="M0 0v14" stroke="{colours.HATCH}" stroke-width="4"/>'
        f"</pattern>"
        f'<g id="over" fill="none" stroke="{colours.MUTED}" stroke-width="{1.2 / scale:.2f}">{over}</g>'
    )
    height = below + high
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {full:.0f} {height:.0f}"><defs>{style}{shapes}</defs>'
        f'<g font-family="{_FONT}" fill="{colours.TEXT}" stroke-linejoin="round">{"".join(drawn)}</g>'
        f'<g font-family="{_FONT}" fill="{colours.TEXT}" transform="translate(0,{below:.0f})">{legends}</g></svg>'
    )


def _legends(scales: Sequence[Scale], text: Callable[[float], str], full: float) -> tuple[str, float]:
    """The legends beside each other, or below where there is no room; and how high they are together."""
    several = len(scales) > 1
    across = max(int((full + GAP) // (legend.WIDTH + GAP)), 1)
    head = HEAD if several else 0
    row = (
        head
        + legend.HEIGHT
        + (18 if any(scale.description for scale in scales) else 0)
        + (GAP if several else 0)
    )
    drawn = []
    for i, scale in enumerate(scales):
        x, y = i % across * (legend.WIDTH + GAP), i // across * row
        years = (
            f'<text y="15" font-size="14" font-weight="700">{years_text(scale.years)}</text>'
            if several
            else ""
        )
        one = legend.legend_svg(scale.classes, text, method=scale.description, ends=scale.ends)
        # Every legend has a hatching of its own: two with one name would not be valid.
        one = one.replace('id="h"', f'id="h{i}"').replace("url(#h)", f"url(#h{i})")
        drawn.append(
            f'<g transform="translate({x},{y})">{years}<g transform="translate(0,{head})">{one}</g></g>'
        )
    return "".join(drawn), -(-len(scales) // across) * row


def _filled(one: SmallMap, ids: Mapping[str, str], classes: Classes) -> str:
    """The shapes, those of one colour together: that is shorter than a colour each."""

    def fill(code: str) -> str:
        value = one.values.get(code)
        return "url(#g)" if value is None or value != value else classes.colour_of(value)

    groups = []
    for colour, codes in groupby(sorted(ids, key=fill), key=fill):
        uses = "".join(f'<use href="#{ids[code]}"/>' for code in codes)
        groups.append(f'<g fill="{colour}">{uses}</g>')
    return "".join(groups)


def _head(one: SmallMap, x: float, y: float, cell: float, tall: float) -> str:
    year = (
        f'<text x="{x + cell / 2:.1f}" y="{y + 16:.1f}" font-size="15" font-weight="700" text-anchor="middle">'
        f"{one.year}{'*' if one.provisional else ''}</text>"
    )
    if not one.breaks:
        return year
    # Left of the map, along the line between the two years.
    at, top = x - GAP / 2, y + HEAD
    foot = top + max(tall, len(BREAK) * SMALL * 0.53)
    middle = (top + foot) / 2
    beside = max(at - 3, 9)
    return (
        f'{year}<path d="M{at + 2:.1f} {y + 2:.1f}V{foot:.1f}" stroke="{colours.MUTED}" stroke-dasharray="4 4"/>'
        f'<text transform="translate({beside:.1f},{middle:.1f}) rotate(-90)" font-size="{SMALL}" '
        f'text-anchor="middle" fill="{colours.MUTED}">{escape(BREAK)}</text>'
    )
