"""The map as a picture for a document: the same classes, colours, names and choice as on the screen."""

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
from geo.features import BoundaryLevel, extent, head, properties, shapes
from geo.names import BOLD, LETTER, apart, fitting, moved
from monitor.division import kept
from monitor.regions import gemeente_of, members_of
from ui import colours
from ui.charts.base import with_base

WIDTH, HEIGHT = 760, 620

#: The areas in the spec.
AREAS = "gebieden"
#: Pixels between two lines of the hatching.
HATCH = 9

#: Pixels of the letters of a name.
NAME = 13

#: What is drawn over the areas, with names: see geo.layers.
OVER: dict[BoundaryLevel, BoundaryLevel] = {
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
    # In the legend only where it is on the map.
    none = [without_figure] if any(feature["klasse"] == without_figure for feature in features) else []
    over = _features(OVER[level]) if level in OVER and not focus else []
    hatched = hatching(
        level, tuple(f["properties"]["code"] for f in features if f["klasse"] == without_figure)
    )
    whole = size[1] == HEIGHT
    labels = names_on(level, size, focus, BOLD)
    outlined = members_of(selected) if selected else frozenset()
    own = [feature for feature in _features("drenthe_gemeenten") if feature["properties"]["code"] in outlined]
    # Features without a figure are outlined and hatched, so that white looks like no colour and not like water.
    colour = alt.Color(
        "klasse:N",
        title=None,
        scale=alt.Scale(
            domain=[step.label for step in steps] + none,
            range=[step.colour for step in steps] + [colours.MISSING] * len(none),
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


def names_on(
    level: BoundaryLevel, size: tuple[int, int], focus: str | None = None, letter: float = LETTER
) -> list[dict[str, Any]]:
    """The names on the map (name, lon, lat): of its areas, or of the larger ones that lie over them. ``size`` and
    ``focus`` as of :func:`map_picture`; ``letter``: how wide one of a wijk is, of the letters that will be there."""
    drawn = properties(OVER.get(level, level) if focus is None else level)
    names = [
        {key: one[key] for key in ("name", "lon", "lat")}
        for one in drawn
        if focus is None or gemeente_of(one["code"]) == focus
    ]
    across = fitting(extent(level, focus) if focus else head(level)["bbox"], *size)
    if focus:
        return apart(names, across, NAME, letter)
    return names if size[1] == HEIGHT else moved(names, across, NAME)


@kept(maxsize=200)
def hatching(level: BoundaryLevel, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Slanting lines over these regions, as one feature; none without any: a drawing of Vega has no patterns of its own.

    Shared: change nothing.
    """
    if not codes:
        return []
    west, south, east, north = head(level)["bbox"]
    rise = north - south
    # As steep on the drawing as on the screen: a degree east is shorter than a degree north.
    run = rise / math.cos(math.radians((south + north) / 2))
    starts = np.arange(west - run, east, HATCH / HEIGHT * run)
    slants = shapely.linestrings([[(x, south), (x + run, north)] for x in starts])
    areas = [
        one["geometry"]
        for one in json.loads(shapes(level).body)["features"]
        if one["properties"]["code"] in codes
    ]
    whole = shapely.union_all(shapely.make_valid([shape(area) for area in areas]))
    lines = shapely.intersection(shapely.union_all(slants), whole)
    # They go over the line at every change: a fifth of a pixel is near enough.
    digits = math.ceil(-math.log10(rise / HEIGHT / 5))
    near = shapely.transform(lines, lambda corners: corners.round(digits))
    return [{"type": "Feature", "properties": {}, "geometry": mapping(near)}]


def _features(level: BoundaryLevel) -> list[dict[str, Any]]:
    """A fresh copy of the features of a level."""
    return list(json.loads(shapes(level).body)["features"])
