"""How much of a text fits: on a line, in a box, on a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from reports.slides.look import SMALLEST

#: A letter is on average this part of its size wide, a line this part high.
LETTER, LINE = 0.45, 1.2

T = TypeVar("T")


def pages(items: Sequence[T], lines: Callable[[T], float], room: float) -> Iterator[list[T]]:
    """What fits on a slide, slide after slide."""
    page: list[T] = []
    used = 0.0
    for item in items:
        if page and used + lines(item) > room:
            yield page
            page, used = [], 0.0
        page.append(item)
        used += lines(item)
    if page:
        yield page


def width_of(text: str) -> float:
    """Inches of a column in which a text stands on one line."""
    return len(text) * SMALLEST * (LETTER + 0.12) / 72 + 0.25


def lines_of(text: str, size: float, wide: float, bold: bool = False) -> int:
    """Lines that a text takes in a box of this many inches."""
    letters = max(1, int(wide * 72 / (size * (LETTER + (0.01 if bold else 0)))))
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > letters:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
    return lines
