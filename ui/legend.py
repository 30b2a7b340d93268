"""The legend of a map as a small drawing: the classes from low to high, what is compared with, and "geen cijfer"."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from geo.classes import NO_FIGURE, NO_FIGURE_FILL, NO_FIGURE_LINE, Classes, to_hex
from ui.colours import MUTED, NEDERLAND, TEXT

#: Fits beside each other on a phone without becoming unreadably small.
WIDTH, BAR, BOX, TOP, HEIGHT = 380, 276, 22, 22, 62
_LETTER = "font-family=\"'Source Sans','Segoe UI',Arial,sans-serif\" font-size=\"12.5\""
#: Pixels that a letter takes, on average.
_LETTER_WIDTH = 6.6


def legend_svg(
    classes: Classes,
    text: Callable[[float], str],
    comparator: tuple[str, float] | None = None,
    colour: str = NEDERLAND,
) -> str:
    """An SVG of 380 by 62 pixels. ``text`` writes a value; ``comparator``: name and value, marked above the classes."""
    width = BAR / len(classes.colours)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">',
        '<defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="6" stroke="{to_hex(NO_FIGURE_LINE)}" stroke-width="2.4"/></pattern></defs>',
    ]
    for i, rgb in enumerate(classes.colours):
        parts.append(
            f'<rect x="{i * width:.1f}" y="{TOP}" width="{width:.1f}" height="18" fill="{to_hex(rgb)}" '
            f'stroke="white" stroke-width="1"/>'
        )
    for i, limit in enumerate(classes.breaks, start=1):
        parts.append(
            f'<text x="{i * width:.1f}" y="{TOP + 33}" text-anchor="middle" fill="{TEXT}" {_LETTER}>'
            f"{escape(text(limit))}</text>"
        )
    right = BAR + 14
    parts.append(
        f'<rect x="{right}" y="{TOP}" width="{BOX}" height="18" fill="{to_hex(NO_FIGURE_FILL)}" stroke="{MUTED}"/>'
        f'<rect x="{right}" y="{TOP}" width="{BOX}" height="18" fill="url(#h)"/>'
        f'<text x="{right + BOX + 5}" y="{TOP + 13}" fill="{TEXT}" {_LETTER}>{NO_FIGURE}</text>'
    )
    if comparator:
        name, value = comparator
        label = f"{name} {text(value)}"
        x = _place(classes, value) * width
        half = len(label) * _LETTER_WIDTH / 2 + 2
        parts.append(
            f'<path d="M{x - 5:.1f},{TOP - 6} h10 l-5,7 z" fill="{colour}" stroke="white" stroke-width="0.6"/>'
            f'<text x="{min(max(x, half), WIDTH - half):.1f}" y="{TOP - 9}" text-anchor="middle" font-weight="600" '
            f'fill="{colour}" {_LETTER}>{escape(label)}</text>'
        )
    return "".join(parts) + "</svg>"


def legend_text(
    classes: Classes, text: Callable[[float], str], comparator: tuple[str, float] | None = None
) -> str:
    """The same legend in words, for a screen reader."""
    steps = ", ".join(step.label for step in classes.legend(text))
    said = f"Legenda, van licht naar donker: {steps}. Gearceerd: {NO_FIGURE}."
    if comparator:
        said += f" {comparator[0]}: {text(comparator[1])}."
    return said


def _place(classes: Classes, value: float) -> float:
    """Where a value lies, counted in classes; in the middle of a class that is open at one side."""
    i = classes.index(value)
    limits = classes.breaks
    if i == 0 or i == len(limits):
        return i + 0.5
    return i + (value - limits[i - 1]) / (limits[i] - limits[i - 1])
