"""Labels beside a chart that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to the wanted ones, at least ``gap`` apart, within ``low`` and ``high``.

    All in one unit (pixels); the order stays the same and equal wishes keep their order in the list. When there
    are more labels than fit, they share the room evenly and do overlap.
    """
    if not wanted:
        return []
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Without the gaps in between this is a regression that may not go down: neighbours that clash
    # become one block, at the mean of their wishes.
    blocks: list[tuple[float, int]] = []
    for place, i in enumerate(order):
        mean, size = wanted[i] - place * gap, 1
        while blocks and blocks[-1][0] > mean:
            other, others = blocks.pop()
            mean, size = (mean * size + other * others) / (size + others), size + others
        blocks.append((mean, size))
    room = max(high - (len(wanted) - 1) * gap, low)
    flat = [min(max(mean, low), room) for mean, size in blocks for _ in range(size)]
    positions = [0.0] * len(wanted)
    for place, i in enumerate(order):
        positions[i] = flat[place] + place * gap
    return positions


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed_by(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Whether a straight line from (x1, y1) to (x2, y2), x1 <= x2, comes inside."""
        start, end = max(x1, self.left), min(x2, self.right)
        if start > end:
            return False
        slope = (y2 - y1) / (x2 - x1) if x2 > x1 else 0.0
        ends = y1 + slope * (start - x1), y1 + slope * (end - x1)
        return min(ends) < self.bottom and max(ends) > self.top


#: How far a label moves, in pixels, to stay clear of another label or of a line.
_CLEAR_OF_LABEL, _CLEAR_OF_LINE = 1000.0, 40.0

Line = tuple[float, float, float, float]


def beside(
    wish: Box, taken: Sequence[Box], lines: Sequence[Line], low: float, high: float, step: float = 3
) -> float:
    """How far to move a label down (negative: up) so that it covers no other label and as few lines as it can.

    All in pixels. ``wish``: where the label stands best; ``taken``: the other labels; ``lines``: what is drawn,
    as x1, y1, x2, y2; the middle of the label stays within ``low`` and ``high``.
    """

    def cost(move: float) -> float:
        box = Box(wish.left, wish.top + move, wish.right, wish.bottom + move)
        return (
            abs(move)
            + _CLEAR_OF_LABEL * sum(box.overlaps(other) for other in taken)
            + _CLEAR_OF_LINE * sum(box.crossed_by(*line) for line in lines)
        )

    middle = (wish.top + wish.bottom) / 2
    steps = int((high - low) / step)
    moves = [sign * step * n for n in range(steps + 1) for sign in (-1, 1)]
    return min((m for m in moves if low <= middle + m <= high), key=cost, default=0.0)
