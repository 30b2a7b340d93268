"""Labels beside a chart that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence


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
    found = [0.0] * len(wanted)
    for place, i in enumerate(order):
        found[i] = flat[place] + place * gap
    return found
