"""The legend of a map as a small drawing: the classes from low to high, what is compared with, and "geen cijfer".

Below them in words how the classes were made, because another way of making them gives another map.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from geo.classes import NO_FIGURE, Classes, to_hex
from ui.colours import HATCH, MUTED, NEDERLAND, ON_DARK, ON_LIGHT, TEXT
from ui.kaart.colouring import LESS_IS, MORE_IS

#: Fits beside each other on a phone without becoming unreadably small.
WIDTH, BAR, BOX, TOP, HEIGHT = 380, 276, 22, 22, 62
_LETTER = 'font-family="\'Source Sans\',\'Segoe UI\',Arial,sans-serif" font-size="12.5" text-anchor="middle"'
#: Pixels that a letter takes, on average.
_LETTER_WIDTH = 6.6


def legend_svg(
    classes: Classes,
    text: Callable[[float], str],
    comparator: tuple[str, float] | None = None,
    colour: str = NEDERLAND,
    method: str = "",
    tick: str = "",
    ends: tuple[str, str] = ("minder", "meer"),
) -> str:
    """An SVG of 380 by 62 pixels, or 80 with ``method``: how the classes were made.

    ``text`` writes a value; ``comparator``: name and value, marked above the classes. ``tick``: what the small lines
    in the bars are, where each region has a comparator of its own. ``ends``: what is below and above a comparator, written
    in the outer classes, for who cannot tell the two hues apart.
    """
    width = BAR / len(classes.colours)
    foot = TOP + 33
    boxes = [
        f'<path fill="{to_hex(rgb)}" d="M{i * width:.4g},{TOP}h{width - 1:.4g}v18h{1 - width:.4g}z"/>'
        for i, rgb in enumerate(classes.colours)
    ]
    if classes.comparator is not None:
        less, more = ends
        boxes += [
            f'<text x="5" y="{TOP + 13}" text-anchor="start" fill="{ON_LIGHT}">{less}</text>',
            f'<text x="{BAR - 6}" y="{TOP + 13}" text-anchor="end" fill="{ON_DARK}">{more}</text>',
        ]
    limit_texts = [text(limit) for limit in classes.breaks]
    # Amounts of money are wide: then every second limit, the middle one among them.
    every = 2 if any(len(limit) * _LETTER_WIDTH > width for limit in limit_texts) else 1
    limits = [
        f'<text x="{i * width:.4g}" y="{foot}">{escape(limit)}</text>'
        for i, limit in list(enumerate(limit_texts, start=1))[::every]
    ]
    right, line = BAR + 8, HATCH
    without_figure = (
        f'<pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0,0v6" stroke="{line}" stroke-width="2.4"/></pattern>'
        f'<path d="M{right},{TOP}h{BOX}v18h-{BOX}z" fill="url(#h)" stroke="{MUTED}"/>'
        f'<text text-anchor="start" x="{right + BOX + 5}" y="{TOP + 13}">{NO_FIGURE}</text>'
    )
    above = _mark(classes, text, comparator, colour) if comparator else _tick(tick, colour) if tick else ""
    below = (
        f'<text text-anchor="start" font-size="11.5" y="{HEIGHT + 11}">{escape(method)}</text>'
        if method
        else ""
    )
    height = HEIGHT + 18 if method else HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f'<g {_LETTER} fill="{TEXT}">{"".join(boxes)}{"".join(limits)}{without_figure}{above}{below}</g></svg>'
    )


def _tick(label: str, colour: str) -> str:
    return (
        f'<path stroke="{colour}" stroke-width="3" d="M2,3v13"/>'
        f'<text text-anchor="start" font-weight="600" fill="{colour}" x="10" y="{TOP - 9}">{escape(label)}</text>'
    )


def _mark(classes: Classes, text: Callable[[float], str], comparator: tuple[str, float], colour: str) -> str:
    """The comparator above its class, kept inside the drawing."""
    name, value = comparator
    label = f"{name} {text(value)}"
    x = _place(classes, value) * BAR / len(classes.colours)
    # Bold letters are wider.
    half = len(label) * _LETTER_WIDTH * 0.58 + 2
    return (
        f'<g fill="{colour}" font-weight="600"><path d="M{x - 5:.4g},{TOP - 6}h10l-5,7z"/>'
        f'<text x="{min(max(x, half), WIDTH - half):.4g}" y="{TOP - 9}">{escape(label)}</text></g>'
    )


def legend_text(
    classes: Classes,
    text: Callable[[float], str],
    comparator: tuple[str, float] | None = None,
    method: str = "",
    tick: str = "",
) -> str:
    """The same legend in words, for a screen reader."""
    steps = ", ".join(step.label for step in classes.legend(text))
    order = "van licht naar donker" + (
        "" if classes.comparator is None else f" en van {LESS_IS} naar {MORE_IS}"
    )
    sentence = f"Legenda, {order}: {steps}. Gearceerd: {NO_FIGURE}."
    if method:
        sentence += f" {method[:1].upper()}{method[1:]}."
    if comparator:
        sentence += f" {comparator[0]}: {text(comparator[1])}."
    return f"{sentence} {tick}." if tick else sentence


def _place(classes: Classes, value: float) -> float:
    """Where a value lies, counted in classes; in the middle of a class that is open at one side."""
    i = classes.index(value)
    limits = classes.breaks
    if i == 0 or i == len(limits):
        return i + 0.5
    return i + (value - limits[i - 1]) / (limits[i] - limits[i - 1])
