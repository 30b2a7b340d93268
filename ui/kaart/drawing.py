"""The map as a chart on the screen: the browser fetches the shapes once, and what a figure changes are rows of data.

So another indicator or year draws nothing anew but the colours. Who zooms in gets ``geo.layers`` instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.classes import Classes
from geo.features import BoundaryLevel, Shown
from monitor.division import kept
from monitor.regions import gemeente_of
from ui import colours
from ui.charts.base import FONT
from ui.kaart.areas import region_name
from ui.kaart.map_picture import NAME, OVER, hatching, names_on

#: The data of the spec, and the selection of ``st.vega_lite_chart``: ``[{"code": code}]``.
ROWS, CLICK = "gebieden", "gekozen_gebied"


def rows(shown: Mapping[str, Shown], year: int, division: int, classes: Classes) -> pd.DataFrame:
    """What differs per figure, a row per region: its colour, and what the pointer is told. ``shown``: code -> value and text;
    ``year``: of the figures; ``division``: of the boundaries, whose names stand on the map: a code may have been another area before.
    """
    return pd.DataFrame(
        [
            {
                "code": code,
                "kleur": classes.colour_of(value),
                "gezegd": f"{region_name(code, division)}: {text} ({year})",
            }
            for code, (value, text) in shown.items()
        ]
    )


def spec(
    level: BoundaryLevel,
    address: str,
    size: tuple[int, int],
    focus: str | None = None,
    own: tuple[str, ...] = (),
    without_figure: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The Vega-Lite spec for :func:`rows`, as wide as its column; change it only in a copy.

    ``address``: of a boundary file, with ``{level}``, its rings clockwise (:func:`geo.features.clockwise`); ``size``: the
    pixels that the map will have; ``focus``: code of the gemeente whose wijken are drawn alone; ``own``: codes of the
    reader's own gemeenten in the province; ``without_figure``: the regions to hatch.
    """
    made = _spec(level, address, size, focus, own)
    lines = hatching(
        level, tuple(code for code in without_figure if focus is None or gemeente_of(code) == focus)
    )
    if not lines:
        return made
    hatched = {"data": {"values": lines}, "mark": _line(colours.HATCH, 0.8)}
    first, *others = made["layer"]
    return {**made, "layer": [first, hatched, *others]}


@kept(maxsize=100)
def _spec(
    level: BoundaryLevel, address: str, size: tuple[int, int], focus: str | None, own: tuple[str, ...]
) -> dict[str, Any]:
    over = None if focus else OVER.get(level)
    known = {
        "lookup": "properties.code",
        "from": {"data": {"name": ROWS}, "key": "code", "fields": ["code", "kleur", "gezegd"]},
    }
    only = [{"filter": f"datum.properties.gemeente == '{focus}'"}] if focus else []
    areas = {"data": _shapes(address, level), "transform": [*only, known]}
    layers: list[dict[str, Any]] = [
        {
            **areas,
            "mark": {
                "type": "geoshape",
                "stroke": colours.HATCH,
                "strokeWidth": 0.4 if over else 1,
                "aria": False,
            },
            "encoding": {"color": {"field": "kleur", "type": "nominal", "scale": None}},
        }
    ]
    if over:
        layers.append({"data": _shapes(address, over), "mark": _line(colours.MUTED, 1.1)})
    if own:
        # Of wijken too it is the gemeente that has a line.
        chosen = {"filter": {"field": "properties.code", "oneOf": list(own)}}
        layers.append(
            {
                "data": _shapes(address, "drenthe_gemeenten"),
                "transform": [chosen],
                "mark": _line(colours.GEMEENTE, 3.5),
            }
        )
    names = names_on(level, size, focus)
    place = {"longitude": {"field": "lon"}, "latitude": {"field": "lat"}, "text": {"field": "name"}}
    # An edge of paper keeps a name readable on the darkest class.
    for halo in ({"stroke": colours.PAPER, "strokeWidth": 3, "strokeJoin": "round"}, {"color": colours.TEXT}):
        mark = {"type": "text", "fontSize": NAME, "fontWeight": 600, "aria": False, **halo}
        layers.append({"data": {"values": names}, "mark": mark, "encoding": place})
    # Above all else: Vega gives a shape without a fill a transparent one, which would catch the pointer.
    layers.append(
        {
            **areas,
            "mark": {
                "type": "geoshape",
                "fill": "transparent",
                "stroke": None,
                "cursor": "pointer",
                "aria": False,
            },
            "encoding": {"tooltip": {"field": "gezegd"}},
            "params": [
                {
                    "name": CLICK,
                    "select": {"type": "point", "fields": ["code"], "on": "click", "toggle": False},
                }
            ],
        }
    )
    return {
        "layer": layers,
        "width": "container",
        "height": size[1],
        "projection": {"type": "mercator"},
        "autosize": {"type": "fit", "contains": "padding"},
        "config": {"aria": False, "background": colours.PAPER, "font": FONT, "view": {"stroke": None}},
    }


def _shapes(address: str, level: BoundaryLevel) -> dict[str, Any]:
    return {"url": address.format(level=level), "format": {"property": "features"}}


def _line(colour: str, width: float) -> dict[str, Any]:
    return {"type": "geoshape", "filled": False, "stroke": colour, "strokeWidth": width, "aria": False}
