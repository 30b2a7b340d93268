"""The 12 gemeenten from high to low, with Drenthe and Nederland in their place between them.

The bars have the colours of the map, so that the two can be read together; the reader's own gemeente is orange.
Drenthe and Nederland are no bars but a line through all bars: what the rest is held against. An earlier measurement
is another figure for each gemeente: a short line in its own bar.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, value_text
from ui import colours
from ui.charts.base import with_base

#: Pixels per row, and what stands left of the bars: the name and then the value.
ROW, NAME_ROOM, VALUE_ROOM = 24, 122, 74

#: Pixels that a letter of a figure takes at most.
_LETTER = 7

#: The name of the data in the spec.
ROWS = "rows"

#: What the pointer is told: "Assen: 14,4% (2024)", with an earlier measurement "Assen: 14,4% (2024); 12,6% in 2020".
TOOLTIP = "datum.Gebied + ': ' + datum.Cijfer + jaar"

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
    before: Mapping[str, tuple[float, int]] | None = None,
    provisional: Collection[str] = (),
) -> pd.DataFrame:
    """One row per region, from high to low; those without a figure last. ``rij``: its place, from 0.

    ``values``: code -> value or None; ``colour_of``: the colour of the map's class; ``own``: the reader's gemeente;
    ``lines``: code -> (colour, dashed) of the regions that are a line and not a bar; ``compared``: a gemeente that
    the others are held against: a bar and a dashed line, in the colour of Nederland, which then is only a dot.
    ``before``: code -> value and year of an earlier measurement; then there are columns ``before`` and ``was``.
    ``provisional``: the regions whose figure gets a star.
    """
    lines, before = lines or {}, before or {}
    compared_bar = compared if compared not in (own, *lines) else None
    rows = []
    for region, value in values.items():
        has_value = value is not None and not pd.isna(value)
        line = lines.get(region)
        if line:
            colour = line[0]
        elif region == own:
            colour = colours.GEMEENTE
        elif region == compared_bar:
            colour = colours.NEDERLAND
        else:
            colour = colour_of(value)
        if line:
            # One dashed line at a time: two would look the same.
            kind = "solid" if not line[1] else "dot" if compared_bar else "dashed"
        else:
            kind = {own: "own", compared_bar: "compared"}.get(region, "bar")
        rows.append(
            {
                "region": region,
                "value": float(value) if value is not None and has_value else None,
                "Gebied": names[region],
                "Cijfer": value_text(value, indicator) + ("*" if region in provisional else ""),
                "colour": colour,
                "kind": kind,
            }
        )
        if before:
            value_then, year = before.get(region, (None, None))
            rows[-1]["before"] = value_then
            rows[-1]["was"] = f"; {value_text(value_then, indicator)} in {year}" if year else ""
    numbers = {"value": "float64", **({"before": "float64"} if before else {})}
    table = pd.DataFrame(rows).astype(numbers)
    table = table.sort_values(
        ["value", "Gebied"], ascending=[False, True], na_position="last", ignore_index=True
    )
    return table.assign(rij=range(len(table))).astype({"rij": "int8"})


def bars(data: pd.DataFrame, year: int | None = None) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """The Vega-Lite spec for the rows of :func:`bars_data`, without the data itself, and the data; change them only in a copy.

    ``year`` of the figures, for the tooltip. As many rows have one spec, whatever their figures: so the chart stays.
    """
    top = data[[c for c in ("value", "before") if c in data]].max().max()
    given: dict[str, Any] = {
        "top": float(top) if top > 0 else 1.0,
        "ruimte": room(data),
        "jaar": in_brackets(year),
    }
    return _bars(len(data), "before" in data), {ROWS: data.assign(**given)}


def room(data: pd.DataFrame) -> float:
    """Pixels for a name beside the longest figure."""
    widest = max((len(text) for text in data["Cijfer"] if text != NO_FIGURE), default=0)
    return float(NAME_ROOM + VALUE_ROOM - 14 - _LETTER * widest)


def in_brackets(year: int | None) -> str:
    """What the pointer is told after a figure."""
    return f" ({year})" if year else ""


def is_kind(*kinds: str) -> str:
    """Vega expression: whether a row is one of these kinds."""
    # Short: each byte of the spec goes over the line at every change.
    return f"indexof('{' '.join(kinds)}', datum.kind) >= 0"


def as_sent(spec: dict[str, Any]) -> dict[str, Any]:
    """The spec as it goes over the line: small, and as wide as its column."""
    # Nominal is what Vega-Lite takes a field for anyway; each byte goes over the line at every change.
    spec = with_base(json.loads(json.dumps(spec).replace(', "type": "nominal"', "")))
    del spec["$schema"]
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def names_and_figures(chart: alt.Chart) -> Any:
    """Left of the plot: the name of each row and its figure."""
    weight = alt.expr(f"{_BOLD} ? 700 : 400")
    # The names come first: they have every row, in the order of the data.
    names = chart.mark_text(align="left", fontWeight=weight, limit=alt.expr("ruimte")).encode(
        x=_LEFT, text="Gebied:N"
    )
    figures = chart.transform_filter(_THERE).mark_text(align="right", fontWeight=weight)
    return alt.layer(names, figures.encode(x=alt.value(-8), text="Cijfer:N")).encode(
        color=alt.condition(_BOLD, COLOUR, alt.value(colours.TEXT))
    )


def comparison_lines(chart: alt.Chart) -> Any:
    """What the rows are held against: a line from the top of the chart to its foot."""
    # Whatever the row; a white edge keeps the line visible on a dark bar.
    through = {"y": alt.value(0), "y2": alt.value(alt.expr("height"))}
    dash = alt.expr("datum.kind == 'solid' ? [1, 0] : [5, 4]")
    line = alt.layer(
        chart.mark_rule(strokeWidth=5.5).encode(color=alt.value(colours.PAPER), **through),
        chart.mark_rule(strokeWidth=2.5, strokeDash=dash).encode(**through),
    )
    point = chart.transform_filter(is_kind("solid", "dashed", "dot"))
    lines = line.transform_filter(is_kind("solid", "dashed", "compared"))
    return alt.layer(lines, point.mark_point(filled=True, opacity=1, size=90))


def without_figure(chart: alt.Chart) -> alt.Chart:
    """ "geen cijfer" where a row has none."""
    return (
        chart.transform_filter(f"!{_THERE}")
        .mark_text(align="left", fontStyle="italic", text=NO_FIGURE)
        .encode(x=alt.value(4), color=alt.value(colours.MUTED))
    )


def whole_row(chart: alt.Chart, tooltip: str = TOOLTIP) -> alt.Chart:
    """The whole row answers to the pointer, also the name and the empty part behind a short bar."""
    clicked = alt.selection_point(name=CLICK, fields=["Gebied"], on="click", toggle=False, empty=False)
    return (
        chart.mark_bar(opacity=0, cursor="pointer")
        # Given here, or Streamlit's own tooltip shows every field of the chart and leaves out the figure.
        .encode(x=_LEFT, x2=alt.value(alt.expr("width")), tooltip=alt.value(alt.expr(tooltip)))
        .add_params(clicked)
    )


def rows_of() -> alt.Y:
    """The rows from high to low. By their place: a chart that stays would keep names in the order of the figures before."""
    return alt.Y("rij:O", axis=None, scale=alt.Scale(paddingInner=0.28, paddingOuter=0.1))


_THERE = "isValid(datum.value)"
_BOLD = "datum.kind != 'bar'"
COLOUR = alt.Color("colour:N", scale=None)
_LEFT = alt.value(-(NAME_ROOM + VALUE_ROOM))


@lru_cache(maxsize=24)
def _bars(rows: int, before: bool) -> dict[str, Any]:
    chart = alt.Chart()
    kinds = is_kind("bar", "own", "compared")
    bar = chart.transform_filter(kinds).mark_bar(stroke=colours.MUTED, strokeWidth=0.4)
    then: list[Any] = []
    if before:
        line = chart.transform_filter("isValid(datum.before)").encode(x="before:Q")
        then = [
            line.mark_tick(thickness=6, size=20, opacity=1).encode(color=alt.value(colours.PAPER)),
            line.mark_tick(thickness=3, size=20, opacity=1).encode(color=alt.value(colours.NEDERLAND)),
        ]
    tooltip = f"{TOOLTIP} + datum.was" if before else TOOLTIP
    parts = [names_and_figures(chart), bar, comparison_lines(chart), *then, without_figure(chart)]
    layers = alt.layer(*parts, whole_row(chart, tooltip), data=alt.NamedData(ROWS)).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, alt.expr("top")], nice=False)),
        y=rows_of(),
        color=COLOUR,
    )
    spec = as_sent(layers.properties(width="container", height=ROW * rows).to_dict())
    # Given, and not found by Vega in the data: it warns about each layer that happens to have no figure.
    spec["params"] += [
        {"name": name, "expr": f"length(data('{ROWS}')) ? data('{ROWS}')[0].{name} : {at_first}"}
        for name, at_first in (("top", "1"), ("ruimte", str(NAME_ROOM)), ("jaar", "''"))
    ]
    # There are no axes, legends or titles to configure.
    spec["config"] = {part: spec["config"][part] for part in ("aria", "background", "font", "view", "text")}
    return spec
