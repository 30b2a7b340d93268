"""The 12 gemeenten from high to low, with Drenthe and Nederland in their place between them.

The bars have the colours of the map, so that the two can be read together; the reader's own gemeente is orange.
Drenthe and Nederland are no bars but a line through all bars: what the rest is held against.
"""

from __future__ import annotations

import json
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
ROW, NAME_ROOM, VALUE_ROOM = 25, 122, 74

#: The name of the data in the spec.
ROWS = "rows"

#: What the pointer is told: "Assen: 14,4% (2024)".
_TOOLTIP = "datum.Gebied + ': ' + datum.Cijfer + jaar"

#: The selection of ``st.vega_lite_chart``: ``[{"Gebied": name}]``.
CLICK = "gekozen"


def bars_data(
    values: Mapping[str, float | None],
    names: Mapping[str, str],
    indicator: Indicator,
    colour_of: Callable[[float | None], str],
    own: str | None = None,
    lines: Mapping[str, tuple[str, bool]] | None = None,
    compared: str | None = None,
) -> pd.DataFrame:
    """One row per region, from high to low; those without a figure last.

    ``values``: code -> value or None; ``colour_of``: the colour of the map's class; ``own``: the reader's gemeente;
    ``lines``: code -> (colour, dashed) of the regions that are a line and not a bar; ``compared``: a gemeente that
    the others are held against: a bar and a dashed line, in the colour of Nederland, which then is only a dot.
    """
    lines = lines or {}
    held = compared if compared not in (own, *lines) else None
    rows = []
    for region, value in values.items():
        there = value is not None and not pd.isna(value)
        line = lines.get(region)
        if line:
            colour = line[0]
        elif region == own:
            colour = colours.GEMEENTE
        elif region == held:
            colour = colours.NEDERLAND
        else:
            colour = colour_of(value)
        if line:
            # One dashed line at a time: two would look the same.
            kind = "solid" if not line[1] else "dot" if held else "dashed"
        else:
            kind = {own: "own", held: "compared"}.get(region, "bar")
        rows.append(
            {
                "region": region,
                "value": float(value) if value is not None and there else None,
                "Gebied": names[region],
                "Cijfer": value_text(value, indicator),
                "colour": colour,
                "kind": kind,
            }
        )
    table = pd.DataFrame(rows).astype({"value": "float64"})
    return table.sort_values(
        ["value", "Gebied"], ascending=[False, True], na_position="last", ignore_index=True
    )


def bars(data: pd.DataFrame, year: int | None = None) -> dict[str, Any]:
    """The Vega-Lite spec for the rows of :func:`bars_data`, without the data itself; change it only in a copy.

    ``year`` of the figures, for the tooltip.
    """
    top = data["value"].max()
    # Given, and not found by Vega in the data: it warns about each layer that happens to have no figure.
    spec = _bars(len(data))
    given = [
        {"name": "top", "value": float(top) if top > 0 else 1.0},
        {"name": "jaar", "value": f" ({year})" if year else ""},
    ]
    return {**spec, "params": [*spec["params"], *given]}


def _is(*kinds: str) -> str:
    # Short: each byte of the spec goes over the line at every change.
    return f"indexof('{' '.join(kinds)}', datum.kind) >= 0"


@lru_cache(maxsize=8)
def _bars(rows: int) -> dict[str, Any]:
    there = "isValid(datum.value)"
    chart = alt.Chart()
    colour = alt.Color("colour:N", scale=None)
    bold = "datum.kind != 'bar'"
    weight = alt.expr(f"{bold} ? 700 : 400")
    left = alt.value(-(NAME_ROOM + VALUE_ROOM))
    # The names come first: they have every row, in the order of the data.
    names = chart.mark_text(align="left", fontWeight=weight).encode(x=left, text="Gebied:N")
    figures = chart.transform_filter(there).mark_text(align="right", fontWeight=weight)
    texts = alt.layer(names, figures.encode(x=alt.value(-8), text="Cijfer:N")).encode(
        color=alt.condition(bold, colour, alt.value(colours.TEXT))
    )
    bar = chart.transform_filter(_is("bar", "own", "compared")).mark_bar(
        stroke=colours.MUTED, strokeWidth=0.4
    )
    # From the top of the chart to its foot, whatever the row; a white edge keeps the line visible on a dark bar.
    through = {"y": alt.value(0), "y2": alt.value(alt.expr("height"))}
    dash = alt.expr("datum.kind == 'solid' ? [1, 0] : [5, 4]")
    through_all = alt.layer(
        chart.mark_rule(strokeWidth=5.5).encode(color=alt.value("white"), **through),
        chart.mark_rule(strokeWidth=2.5, strokeDash=dash).encode(**through),
    ).transform_filter(_is("solid", "dashed", "compared"))
    point = chart.transform_filter(_is("solid", "dashed", "dot"))
    held = alt.layer(through_all, point.mark_point(filled=True, opacity=1, size=90))
    gone = (
        chart.transform_filter(f"!{there}")
        .mark_text(align="left", fontStyle="italic", text=NO_FIGURE)
        .encode(x=alt.value(4), color=alt.value(colours.MUTED))
    )
    # The whole row answers to the pointer, also the name and the empty part behind a short bar.
    clicked = alt.selection_point(name=CLICK, fields=["Gebied"], on="click", toggle=False, empty=False)
    touch = (
        chart.mark_bar(opacity=0, cursor="pointer")
        # Given here, or Streamlit's own tooltip shows every field of the chart and leaves out the figure.
        .encode(x=left, x2=alt.value(alt.expr("width")), tooltip=alt.value(alt.expr(_TOOLTIP)))
        .add_params(clicked)
    )
    layers = alt.layer(texts, bar, held, gone, touch, data=alt.NamedData(ROWS)).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, alt.expr("top")], nice=False)),
        y=alt.Y("Gebied:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.28, paddingOuter=0.1)),
        color=colour,
    )
    drawn = layers.properties(width="container", height=ROW * rows).to_dict()
    # Nominal is what Vega-Lite takes a field for anyway; each byte goes over the line at every change.
    spec = with_base(json.loads(json.dumps(drawn).replace(', "type": "nominal"', "")))
    # There are no axes, legends or titles to configure.
    spec["config"] = {part: spec["config"][part] for part in ("aria", "background", "font", "view", "text")}
    del spec["$schema"]
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec
