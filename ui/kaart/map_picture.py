"""The map as a drawing: for a document, and on the screen of a reader whose browser cannot draw the map itself (WebGL).

The same classes, colours, names and choice as the map has.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import mapping, shape

from geo.classes import NO_FIGURE, Classes
from geo.features import BoundaryLevel, boundaries, extent, head
from geo.names import apart, fitting, moved
from monitor.regions import gemeente_of, members_of
from ui import colours
from ui.charts.base import with_base

WIDTH, HEIGHT = 760, 620

#: The areas in the spec, and the selection of ``st.vega_lite_chart``: ``[{"code": code}]``.
AREAS, CLICK = "gebieden", "gekozen_gebied"
#: Pixels between two lines of the hatching.
HATCH = 9

#: Pixels of the letters of a name.
NAME = 13

#: What is drawn over the areas, with names: see geo.layers.
_OVER: dict[BoundaryLevel, BoundaryLevel] = {
    "drenthe_wijken": "drenthe_gemeenten",
    "nederland_gemeenten": "nederland_provincies",
}


def map_picture(
    level: BoundaryLevel,
    values: Mapping[str, float],
    classes: Classes,
    text: Callable[[float], str],
    selected: str | None = None,
    comparator: tuple[str, float] | None = None,
    focus: str | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """The Vega-Lite spec and its datasets, for ``ui.parts.pictures.png``.

    ``values``: code -> value, missing ones absent or NaN; ``text`` writes a value; ``selected``: code of the
    gemeente of Drenthe to outline, or of gemeenten together; ``comparator``: name and value, marked at its class; ``focus``: code of the gemeente
    whose wijken are drawn alone, with the names that fit; ``size``: the pixels that the map will have. In a low drawing the
    names of a whole map make way for each other.
    """
    steps = classes.legend(text)
    if comparator:
        at = classes.index(comparator[1])
        label = f"{steps[at].label}  ◄ {comparator[0]} {text(comparator[1])}"
        steps[at] = replace(steps[at], label=label)
    # A legend of Vega has no patterns, so it says in words what is hatched.
    without_figure = f"{NO_FIGURE} (gearceerd)"
    features = _features(level)
    if focus:
        features = [feature for feature in features if gemeente_of(feature["properties"]["code"]) == focus]
    for feature in features:
        value = values.get(feature["properties"]["code"])
        has_value = value is not None and not pd.isna(value)
        feature["klasse"] = (
            steps[classes.index(value)].label if value is not None and has_value else without_figure
        )
    over = _features(_OVER[level]) if level in _OVER and not focus else []
    hatched = _hatching(level, [feature for feature in features if feature["klasse"] == without_figure])
    named = over or features
    labels = [{key: one["properties"][key] for key in ("name", "lon", "lat")} for one in named]
    across = fitting(extent(level, focus) if focus else head(level)["bbox"], *size)
    whole = size[1] == HEIGHT
    if focus:
        labels = apart(labels, across, NAME)
    elif not whole:
        labels = moved(labels, across, NAME)
    outlined = members_of(selected) if selected else frozenset()
    own = [feature for feature in _features("drenthe_gemeenten") if feature["properties"]["code"] in outlined]
    # Features without a figure are outlined and hatched, so that white looks like no colour and not like water.
    colour = alt.Color(
        "klasse:N",
        title=None,
        scale=alt.Scale(
            domain=[step.label for step in steps] + [without_figure],
            range=[step.colour for step in steps] + [colours.MISSING],
        ),
        legend=alt.Legend(
            # Over the sea of white of a whole map; beside a low one, which has none.
            orient="top-left" if whole else "left",
            symbolType="square",
            symbolSize=320,
            symbolStrokeColor=colours.HATCH,
            symbolStrokeWidth=0.8,
            labelFontSize=14,
            labelLimit=440,
        ),
    )
    layers: list[Any] = [
        alt.Chart(alt.NamedData(AREAS))
        .mark_geoshape(stroke=colours.HATCH, strokeWidth=0.4 if over else 1)
        .encode(color=colour),
        alt.Chart(alt.NamedData("arcering")).mark_geoshape(
            filled=False, stroke=colours.HATCH, strokeWidth=0.8
        ),
        alt.Chart(alt.NamedData("grenzen")).mark_geoshape(
            filled=False, stroke=colours.MUTED, strokeWidth=1.1
        ),
        alt.Chart(alt.NamedData("gekozen")).mark_geoshape(
            filled=False, stroke=colours.GEMEENTE, strokeWidth=3.5
        ),
    ]
    place: dict[str, Any] = {"longitude": "lon:Q", "latitude": "lat:Q", "text": "name:N"}
    names = alt.Chart(alt.NamedData("namen"))
    # A white edge keeps a name readable on the darkest class.
    halo = names.mark_text(
        fontSize=NAME, fontWeight=600, stroke=colours.PAPER, strokeWidth=3, strokeJoin="round"
    )
    letters = names.mark_text(fontSize=NAME, fontWeight=600)
    layers += [halo.encode(**place), letters.encode(**place)]
    chart = (
        alt.layer(*layers)
        .resolve_scale(color="independent")
        .properties(width=WIDTH, height=size[1], projection=alt.Projection(type="mercator"))
    )
    datasets = {
        AREAS: features,
        "arcering": hatched,
        "grenzen": over or features,
        "gekozen": own,
        "namen": labels,
    }
    return with_base(chart.to_dict()), {name: pd.DataFrame(rows) for name, rows in datasets.items()}


def on_screen(
    spec: dict[str, Any], datasets: Mapping[str, pd.DataFrame], tooltips: Mapping[str, str], height: int
) -> dict[str, Any]:
    """The drawing for ``st.vega_lite_chart``, as wide as its column: an area answers to the pointer and to a click.

    ``tooltips``: code -> what the pointer is told. The legend stands elsewhere on the screen.
    """
    features = datasets[AREAS].to_dict("records")
    for feature in features:
        code = feature["properties"]["code"]
        feature |= {"code": code, "gezegd": tooltips.get(code, feature["properties"]["name"])}
    areas, *others = spec["layer"]
    coloured = {**areas, "encoding": {"color": {**areas["encoding"]["color"], "legend": None}}}
    # Above all else: Vega gives a shape without a fill a transparent one, which would catch the pointer.
    clickable = {
        "data": areas["data"],
        "mark": {
            "type": "geoshape",
            "fill": "transparent",
            "stroke": None,
            "cursor": "pointer",
            "aria": False,
        },
        "encoding": {"tooltip": {"field": "gezegd", "type": "nominal"}},
        "params": [
            {
                "name": CLICK,
                "select": {"type": "point", "fields": ["code"], "on": "click", "toggle": False},
            }
        ],
    }
    with_rows = {name: rows.to_dict("records") for name, rows in datasets.items() if not rows.empty}
    drawn = [layer for layer in others if layer["data"]["name"] in with_rows]
    return {
        **spec,
        "layer": [coloured, *drawn, clickable],
        "width": "container",
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "datasets": {**with_rows, AREAS: features},
    }


def _hatching(level: BoundaryLevel, areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Slanting lines over these features, as one feature: a drawing of Vega has no patterns of its own."""
    if not areas:
        return []
    west, south, east, north = head(level)["bbox"]
    rise = north - south
    # As steep on the drawing as on the screen: a degree east is shorter than a degree north.
    run = rise / math.cos(math.radians((south + north) / 2))
    starts = np.arange(west - run, east, HATCH / HEIGHT * run)
    slants = shapely.linestrings([[(x, south), (x + run, north)] for x in starts])
    whole = shapely.union_all(shapely.make_valid([shape(area["geometry"]) for area in areas]))
    lines = shapely.intersection(shapely.union_all(slants), whole)
    return [{"type": "Feature", "properties": {}, "geometry": mapping(lines)}]


def _features(level: BoundaryLevel) -> list[dict[str, Any]]:
    """A fresh copy of the features of a level, wound as Vega expects."""
    features = json.loads(boundaries(level).body)["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    # d3 reads a ring the other way round than RFC 7946 writes it: else it fills the rest of the world.
    for feature, area in zip(features, shapely.orient_polygons(shapes, exterior_cw=True), strict=True):
        feature["geometry"] = mapping(area)
    return list(features)
