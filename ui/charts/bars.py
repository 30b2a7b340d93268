"""The 12 gemeenten from high to low, with Drenthe and Nederland in their place between them.

The bars have the colours of the map, so that the two can be read together; the reader's own gemeente is orange.
Drenthe and Nederland are no bars but a line through all bars: what the rest is held against.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from compare.dutch import NO_FIGURE, value_text
from loaders.catalogue import Indicator
from ui import colours
from ui.charts.base import with_base

#: Pixels per row, and what stands left of the bars: the name and then the value.
ROW, NAME_ROOM, VALUE_ROOM = 27, 122, 74

#: The name of the data in the spec.
ROWS = "rows"

#: The selection of ``st.vega_lite_chart``: ``[{"region": code}]``.
CLICK = "gekozen"


def bars_data(
    values: Mapping[str, float | None],
    names: Mapping[str, str],
    indicator: Indicator,
    colour_of: Callable[[float | None], str],
    own: str | None = None,
    lines: Mapping[str, tuple[str, bool]] | None = None,
) -> pd.DataFrame:
    """One row per region, from high to low; those without a figure last.

    ``values``: code -> value or None; ``colour_of``: the colour of the map's class; ``own``: the reader's gemeente;
    ``lines``: code -> (colour, dashed) of the regions that are a line and not a bar.
    """
    lines = lines or {}
    rows = []
    for region, value in values.items():
        there = value is not None and not pd.isna(value)
        line = lines.get(region)
        if line:
            colour = line[0]
        elif region == own:
            colour = colours.GEMEENTE
        else:
            colour = colour_of(value)
        rows.append(
            {
                "region": region,
                "value": float(value) if value is not None and there else None,
                "Gebied": names[region],
                "Cijfer": value_text(value, indicator),
                "colour": colour,
                "text": colour if line or region == own else colours.TEXT,
                "bold": bool(line) or region == own,
                "kind": ("dashed" if line[1] else "solid") if line else "bar",
            }
        )
    table = pd.DataFrame(rows).astype({"value": "float64"})
    table = table.sort_values(
        ["value", "Gebied"], ascending=[False, True], na_position="last", ignore_index=True
    )
    return table.assign(row=range(len(table)))


def bars(rows: int) -> dict[str, Any]:
    """The Vega-Lite spec for so many rows of :func:`bars_data`, without the data; never change it in place."""
    return _bars(rows)


@lru_cache(maxsize=8)
def _bars(rows: int) -> dict[str, Any]:
    base = alt.Chart(alt.NamedData(ROWS)).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.28, paddingOuter=0.1)),
        tooltip=[alt.Tooltip("Gebied:N", title="Gebied"), alt.Tooltip("Cijfer:N", title="Cijfer")],
    )
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False))
    clicked = alt.selection_point(name=CLICK, fields=["region"], on="click", toggle=False, empty=False)
    # The whole row answers to the pointer, also the name and the empty part behind a short bar.
    touch = (
        base.mark_bar(opacity=0, cursor="pointer")
        .encode(x=alt.value(-(NAME_ROOM + VALUE_ROOM)), x2=alt.value(alt.expr("width")))
        .add_params(clicked)
    )
    bar = (
        base.transform_filter("datum.kind == 'bar' && isValid(datum.value)")
        .mark_bar(stroke=colours.MUTED, strokeWidth=0.4)
        .encode(x=x, color=alt.Color("colour:N", scale=None))
    )
    lines = alt.Chart(alt.NamedData(ROWS)).transform_filter("datum.kind != 'bar' && isValid(datum.value)")
    line = lines.encode(x=x, color=alt.Color("colour:N", scale=None))
    point = (
        base.transform_filter("datum.kind != 'bar' && isValid(datum.value)")
        .mark_point(filled=True, opacity=1, size=90)
        .encode(x=x, color=alt.Color("colour:N", scale=None))
    )
    weight = alt.expr("datum.bold ? 700 : 400")
    name = base.mark_text(align="left", fontWeight=weight).encode(
        x=alt.value(-(NAME_ROOM + VALUE_ROOM)), text="Gebied:N", color=alt.Color("text:N", scale=None)
    )
    there, missing = "isValid(datum.value)", "!isValid(datum.value)"
    value = (
        base.transform_filter(there)
        .mark_text(align="right", fontWeight=weight)
        .encode(x=alt.value(-8), text="Cijfer:N", color=alt.Color("text:N", scale=None))
    )
    gone = (
        base.transform_filter(missing)
        .mark_text(align="left", fontStyle="italic", color=colours.MUTED, text=NO_FIGURE)
        .encode(x=alt.value(4))
    )
    layers = (
        bar,
        # A white edge keeps the line visible on a dark bar.
        lines.mark_rule(strokeWidth=5.5, color="white").encode(x=x),
        line.transform_filter("datum.kind == 'solid'").mark_rule(strokeWidth=2.5),
        line.transform_filter("datum.kind == 'dashed'").mark_rule(strokeWidth=2.5, strokeDash=[5, 4]),
        point,
        name,
        value,
        gone,
        touch,
    )
    chart = alt.layer(*layers).properties(width="container", height=ROW * rows)
    spec = with_base(chart.to_dict())
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec
