"""Where a gemeente lies: a small map of the province, as a drawing."""

from __future__ import annotations

from dataclasses import dataclass

from geo.features import head
from geo.outlines import outlines
from monitor.province import PROVINCE
from monitor.regions import name
from ui import colours

#: Pixels around the shapes, for the outer edge.
PAD = 4


@dataclass(frozen=True)
class Locator:
    """``svg``: without any letters; ``alt``: what it tells; ``source``: whose boundaries they are."""

    svg: str
    alt: str
    source: str


def locator(region: str) -> Locator | None:
    """The province with ``region`` (a gemeente of it, or the whole province) in its colour; None for any other region."""
    shapes = outlines("drenthe_gemeenten")
    if region != PROVINCE and region not in shapes.paths:
        return None
    own = colours.PROVINCE if region == PROVINCE else colours.GEMEENTE
    drawn = "".join(
        f'<path d="{path}" fill="{own if region in (PROVINCE, code) else colours.GRID}"/>'
        for code, path in shapes.paths.items()
    )
    width, height = shapes.width + 2 * PAD, shapes.height + 2 * PAD
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<g transform="translate({PAD},{PAD})" stroke="{colours.PAPER}" stroke-width="2.5" stroke-linejoin="round">'
        f"{drawn}</g></svg>"
    )
    alt = f"Kaart van {name(PROVINCE)}"
    if region != PROVINCE:
        alt += f", waarop {name(region)} gekleurd is"
    return Locator(svg, f"{alt}.", str(head("drenthe_gemeenten")["source"]))
