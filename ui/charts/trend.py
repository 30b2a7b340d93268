"""Lines over the years: Drenthe, what it is compared with, and the gemeenten that the reader chose.

Only measured years stand on the axis. A break or a missing year is a gap, a year on its own is a point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from compare.dutch import OWN_CALCULATION, UNIT_NAMES, population_text, value_text
from geo.regions import name
from loaders.catalogue import Indicator, Source, Unit
from ui import colours
from ui.charts.axis import NOT_FROM_ZERO, Axis, axis
from ui.charts.base import axis_label, with_base
from ui.charts.labels import spread

Role = Literal["drenthe", "gemeente", "comparator", "extra", "background"]

HEIGHT = 360
#: Pixels between two labels at the line ends.
LABEL_GAP = 17
#: Below this width of the plot (a phone) the letters are smaller.
NARROW = 430


class Look(NamedTuple):
    colour: str
    text: str
    width: float
    dash: list[int]
    size: int


LOOKS: dict[Role, Look] = {
    "background": Look(colours.OTHER, colours.OTHER_TEXT, 1, [1, 0], 8),
    "extra": Look(colours.EXTRA, colours.OTHER_TEXT, 2, [1, 0], 55),
    "comparator": Look(colours.NEDERLAND, colours.NEDERLAND, 2.5, [6, 4], 55),
    "gemeente": Look(colours.GEMEENTE, colours.GEMEENTE, 3, [1, 0], 65),
    "drenthe": Look(colours.DRENTHE, colours.DRENTHE, 4, [1, 0], 80),
}

#: Gemeenten that the reader adds share a colour; their points tell them apart.
_SHAPES = ("square", "triangle-up", "diamond", "triangle-down", "cross")


@dataclass(frozen=True)
class Trend:
    """A chart ready to show: ``spec`` (Vega-Lite, without data), ``datasets`` by name, ``notes`` in Dutch."""

    spec: dict[str, Any]
    datasets: dict[str, pd.DataFrame]
    axis: Axis
    notes: tuple[str, ...]


def measured_years(rows: pd.DataFrame) -> list[int]:
    """The years in which at least one of these rows has a figure, oldest first."""
    return sorted(int(year) for year in rows.loc[rows["value"].notna(), "year"].unique())


def trend(
    rows: pd.DataFrame,
    roles: Mapping[str, Role],
    indicator: Indicator,
    population: str,
    sources: Mapping[str, Source],
) -> Trend | None:
    """The chart of one indicator and population, or None without any figure.

    ``rows``: observations with ``segment`` (:func:`compare.series.with_segments`); ``roles``: the regions to draw.
    """
    shown = rows[rows["region"].isin(list(roles))]
    years = measured_years(shown)
    if not years:
        return None
    points = _points(shown, roles, indicator, sources)
    scale = axis([p["value"] for p in points], indicator.unit)
    labels = _labels(points, scale, years[-1], indicator)
    stops = _breaks(points, years)
    longest = max((len(label["text"]) for label in labels), default=0)
    shortest = max((len(label["short"]) for label in labels), default=0)
    heading = [f"{UNIT_NAMES[indicator.unit].capitalize()}, {population_text(population)}"]
    if not scale.starts_at_zero:
        heading.append(NOT_FROM_ZERO)
    template = _template(indicator.unit)
    spec = {
        **template,
        "title": {
            "text": heading,
            "fontSize": 13,
            "fontWeight": "normal",
            "color": colours.MUTED,
            "offset": 12,
        },
        "params": [
            *template["params"],
            {"name": "low", "value": scale.low},
            {"name": "high", "value": scale.high},
            {"name": "years", "value": years},
            {"name": "first", "value": years[0]},
            {"name": "last", "value": years[-1]},
            {"name": "room", "value": 24 + 7.3 * longest},
            {"name": "small_room", "value": 16 + 5.9 * shortest},
        ],
    }
    notes = []
    if any(p["hollow"] for p in points):
        notes.append("Open punt: voorlopig cijfer.")
    if stops:
        notes.append(
            "Stippellijn: hier begint een nieuwe reeks. Vergelijk de jaren ervoor en erna niet met elkaar."
        )
    return Trend(
        spec,
        {
            "points": pd.DataFrame(points)
            .drop(columns="segment")
            .astype(dict.fromkeys(_REPEATED, "category")),
            "labels": pd.DataFrame(labels, columns=_LABEL_COLUMNS),
            "breaks": pd.DataFrame({"x": pd.Series(stops, dtype=float)}),
        },
        scale,
        tuple(notes),
    )


#: Columns that say the same in many rows: sent to the browser once, and a number per row.
_REPEATED = ["region", "role", "piece", "shape", "Regio", "Jaar", "Bron"]


def _points(
    shown: pd.DataFrame, roles: Mapping[str, Role], indicator: Indicator, sources: Mapping[str, Source]
) -> list[dict[str, Any]]:
    """One row per figure; figures with the same ``piece`` are joined by a line."""
    extras = [region for region, role in roles.items() if role == "extra"]
    points: list[dict[str, Any]] = []
    region, segment = "", None
    gaps, shape = 0, "circle"
    for row in shown.sort_values(["region", "year"]).to_dict("records"):
        if row["region"] != region:
            region, segment, gaps = row["region"], None, 0
            shape = _SHAPES[extras.index(region) % len(_SHAPES)] if region in extras else "circle"
        if pd.isna(row["value"]):
            # Asked for, but no answer: a line over that year would make one up.
            gaps += 1
            continue
        if segment is not None and row["segment"] != segment:
            gaps += 1
        segment = row["segment"]
        hollow = row["status"] == "voorlopig"
        made = "" if pd.isna(row["coverage"]) else "; " + OWN_CALCULATION[indicator.aggregation]
        text = value_text(row["value"], indicator)
        points.append(
            {
                "region": region,
                "role": roles[region],
                "piece": f"{region}/{gaps}",
                "segment": segment,
                "year": row["year"],
                "value": row["value"],
                "hollow": hollow,
                "size": LOOKS[roles[region]].size,
                "shape": shape,
                "Regio": name(region),
                "Jaar": str(row["year"]),
                "Cijfer": f"{text} (voorlopig)" if hollow else text,
                "Bron": sources[row["source"]].attribution + made,
            }
        )
    # The reader's own lines are drawn last, on top.
    order = list(LOOKS)
    return sorted(points, key=lambda p: order.index(p["role"]))


_LABEL_COLUMNS = ["role", "year", "value", "y", "text", "short", "moved"]

#: On a phone a name takes no more letters than this.
_SHORT = 11


def _labels(
    points: Sequence[dict[str, Any]], scale: Axis, last_year: int, indicator: Indicator
) -> list[dict[str, Any]]:
    """The name and newest figure of each line, side by side at the right; ``y`` in the unit of the values."""
    ends: dict[str, dict[str, Any]] = {}
    for point in points:
        if point["role"] != "background" and point["year"] >= ends.get(point["region"], point)["year"]:
            ends[point["region"]] = point
    per_pixel = (scale.high - scale.low) / HEIGHT
    wanted = [(scale.high - point["value"]) / per_pixel for point in ends.values()]
    placed = spread(wanted, LABEL_GAP, 6, HEIGHT - 6)
    labels = []
    for point, wish, pixel in zip(ends.values(), wanted, placed, strict=True):
        ended = point["year"] != last_year
        figure = value_text(point["value"], indicator)
        when, when_short = (f" ({point['year']})", f" ’{point['year'] % 100}") if ended else ("", "")
        labels.append(
            {
                "role": point["role"],
                "year": point["year"],
                "value": point["value"],
                "y": scale.high - pixel * per_pixel,
                "text": f"{point['Regio']} {figure}{when}",
                "short": f"{_shortened(point['Regio'])} {figure}{when_short}",
                "moved": ended or abs(pixel - wish) > 4,
            }
        )
    return labels


def _shortened(text: str) -> str:
    """ "Midden-Drenthe" as "Midden-Dr.", for a phone."""
    return text if len(text) <= _SHORT else text[: _SHORT - 2].rstrip() + "."


def _breaks(points: Sequence[dict[str, Any]], years: Sequence[int]) -> list[float]:
    """Where a new series begins, halfway the year before it."""
    found = set()
    last: dict[str, dict[str, Any]] = {}
    for point in sorted(points, key=lambda p: p["year"]):
        before = last.get(point["region"])
        if before and before["segment"] != point["segment"]:
            previous = max(year for year in years if year < point["year"])
            found.add((previous + point["year"]) / 2)
        last[point["region"]] = point
    return sorted(found)


@lru_cache(maxsize=16)
def _template(unit: Unit) -> dict[str, Any]:
    """The chart without its data and without the numbers in its ``params``; built and checked by Altair once."""
    roles = list(LOOKS)
    narrow = f"width < {NARROW}"
    room = f"({narrow} ? small_room : room)"
    font = alt.expr(f"{narrow} ? 11 : 13")

    def by_role(values: list[Any]) -> alt.Scale:
        return alt.Scale(domain=roles, range=values)

    colour = by_role([look.colour for look in LOOKS.values()])
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(
            domain=[alt.expr("first"), alt.expr("first == last ? last + 1 : last")],
            nice=False,
            zero=False,
            range=[10, alt.expr(f"width - {room}")],
        ),
        axis=alt.Axis(
            values=alt.expr("years"),
            format="d",
            grid=False,
            labelOverlap="greedy",
            labelSeparation=6,
            labelFlush=False,
            labelFontSize=font,
        ),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[alt.expr("low"), alt.expr("high")], nice=False, zero=False),
        axis=alt.Axis(labelExpr=axis_label(unit), tickCount=6, domain=False, ticks=False, labelFontSize=font),
    )
    # At first the point under the pointer is nobody's.
    pointed = alt.selection_point(
        name="pointed", fields=["region"], on="pointerover", clear="pointerout", empty=False
    )
    points = alt.Chart(alt.NamedData("points"))
    labels = alt.Chart(alt.NamedData("labels"))
    stops = alt.Chart(alt.NamedData("breaks"))
    right = alt.expr(f"width - {room} + 12")

    lines = points.mark_line(strokeCap="butt").encode(
        x=x,
        y=y,
        detail="piece:N",
        color=alt.condition(pointed, alt.value(colours.TEXT), alt.Color("role:N", scale=colour, legend=None)),
        strokeWidth=alt.StrokeWidth(
            "role:O", scale=by_role([look.width for look in LOOKS.values()]), legend=None
        ),
        strokeDash=alt.StrokeDash(
            "role:O", scale=by_role([look.dash for look in LOOKS.values()]), legend=None
        ),
    )
    dots = points.mark_point(
        strokeWidth=2, opacity=1, size=alt.expr(f"datum.size * ({narrow} ? 0.5 : 1)")
    ).encode(
        x=x,
        y=y,
        shape=alt.Shape("shape:N", scale=None),
        stroke=alt.Stroke("role:N", scale=colour, legend=None),
        fill=alt.condition("datum.hollow", alt.value("white"), alt.Fill("role:N", scale=colour, legend=None)),
    )
    touch = (
        points.mark_point(size=500, opacity=0, filled=True)
        .encode(x=x, y=y, tooltip=["Regio:N", "Jaar:N", "Cijfer:N", "Bron:N"])
        .add_params(pointed)
    )
    leaders = (
        labels.transform_filter("datum.moved")
        .mark_rule(strokeDash=[1, 3], strokeWidth=1)
        .encode(
            x=alt.X("year:Q"),
            y=alt.Y("value:Q"),
            x2=alt.value(alt.expr(f"width - {room} + 8")),
            y2="y:Q",
            color=alt.Color("role:N", scale=colour, legend=None),
        )
    )
    names = labels.mark_text(
        align="left",
        baseline="middle",
        fontWeight=600,
        fontSize=font,
        text=alt.expr(f"{narrow} ? datum.short : datum.text"),
    ).encode(
        x=alt.value(right),
        y=alt.Y("y:Q"),
        color=alt.Color("role:N", scale=by_role([look.text for look in LOOKS.values()]), legend=None),
    )
    rules = stops.mark_rule(strokeDash=[2, 4], color=colours.MUTED).encode(x=alt.X("x:Q"))
    notes = stops.mark_text(
        align="left", baseline="top", dx=5, fontSize=11, color=colours.MUTED, text="nieuwe reeks"
    ).encode(x=alt.X("x:Q"), y=alt.value(0))
    chart = (
        alt.layer(rules, notes, lines, leaders, dots, names, touch)
        .resolve_scale(color="independent", stroke="shared", fill="shared")
        .properties(width="container", height=HEIGHT)
    )
    return with_base({**chart.to_dict(), "autosize": {"type": "fit-x", "contains": "padding"}})
