"""A strip per gemeente: a dot for each wijk or buurt and a line for the gemeente itself, whose average hides the dots; or a
strip per wijk with its buurten.

The rows are those of the bars (ui/charts/bars.py), and the dots have the colours of the map.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from compare.rules.gap import grows_with_size
from geo.classes import Classes, to_hex
from monitor.catalogue import Indicator
from monitor.units import UNITS, Unit
from ui import colours
from ui.charts import bars
from ui.charts.base import axis_label

#: The name of the data of the dots in the spec; that of the rows is ``ui.charts.bars.ROWS``.
DOTS = "dots"

#: Columns of the data of the dots.
COLUMNS = ["Gebied", "Deel", "value", "Bewoond"]

#: Instead of the figure of a row that has dots alone.
DOTS_ALONE = "geen eigen cijfer"


def strip(
    rows: pd.DataFrame, dots: pd.DataFrame, indicator: Indicator, classes: Classes, year: int
) -> dict[str, Any]:
    """The Vega-Lite spec, without the data; change it only in a copy.

    ``rows``: of :func:`ui.charts.bars.bars_data`; ``dots``: a row per wijk or buurt with a figure, with :data:`COLUMNS`.
    """
    # A count of a whole is far from those of its parts: only what may be held against them stands beside the dots.
    counts = grows_with_size(indicator)
    values = pd.concat([*([] if counts else [rows["value"]]), dots["value"]]).dropna()
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    room = (high - low) * 0.03 or 1.0
    scale = tuple(to_hex(colour) for colour in classes.colours)
    spec = _strip(len(rows), indicator.unit, _text(indicator), classes.breaks, scale, not counts)
    given = [
        {"name": "ruimte", "value": bars.room(rows[rows["Cijfer"] != DOTS_ALONE])},
        {"name": "jaar", "value": bars.in_brackets(year)},
        {"name": "low", "value": max(0.0, low - room) if low >= 0 else low - room},
        {"name": "high", "value": high + room},
    ]
    return {**spec, "params": [*spec["params"], *given]}


def _text(indicator: Indicator) -> str:
    """Vega expression for the figure of a dot as the page writes it."""
    facts = UNITS[indicator.unit]
    return f"'{facts.before}' + format(datum.value, ',.{max(indicator.decimals, 0)}f') + '{facts.after}'"


@lru_cache(maxsize=24)
def _strip(
    rows: int, unit: Unit, text: str, breaks: tuple[float, ...], scale: tuple[str, ...], whole: bool
) -> dict[str, Any]:
    chart = alt.Chart(alt.NamedData(bars.ROWS))
    tooltip = alt.value(alt.expr(f"datum.Deel + ' (' + datum.Gebied + '): ' + {text} + datum.Bewoond"))
    # One class has no limits to put between colours.
    fill: Any = (
        alt.Color("value:Q", scale=alt.Scale(type="threshold", domain=breaks, range=scale), legend=None)
        if breaks
        else alt.value(scale[0])
    )
    dots = (
        alt.Chart(alt.NamedData(DOTS))
        .mark_circle(size=75, opacity=0.9, stroke=colours.MUTED, strokeWidth=0.6, cursor="pointer")
        .encode(color=fill, tooltip=tooltip)
    )
    itself = chart.transform_filter(f"isValid(datum.value) && {bars.is_kind('bar', 'own', 'compared')}")
    own = "datum.kind == 'own'"
    colour = alt.condition(own, alt.value(colours.GEMEENTE), alt.value(colours.TEXT))
    ticks = [
        itself.mark_tick(thickness=7, size=22, opacity=1).encode(color=alt.value(colours.PAPER)),
        itself.mark_tick(thickness=3.5, size=22, opacity=1).encode(color=colour),
    ]
    axis = alt.Axis(title=None, labelExpr=axis_label(unit), tickCount=6, grid=True, domain=False, ticks=False)
    layers = (
        alt.layer(
            bars.names_and_figures(chart),
            bars.comparison_lines(chart).encode(color=bars.COLOUR),
            bars.without_figure(chart.transform_filter(f"datum.Cijfer != '{DOTS_ALONE}'")),
            bars.whole_row(chart, bars.TOOLTIP),
            dots,
            *(ticks if whole else ()),
        )
        .encode(
            x=alt.X(
                "value:Q",
                axis=axis,
                scale=alt.Scale(domain=[alt.expr("low"), alt.expr("high")], nice=False, zero=False),
            ),
            y=bars.rows_of(),
        )
        .resolve_scale(color="independent")
    )
    spec = bars.as_sent(layers.properties(width="container", height=bars.ROW * rows).to_dict())
    used = ("aria", "background", "font", "locale", "view", "text", "axis")
    spec["config"] = {part: spec["config"][part] for part in used}
    return spec
