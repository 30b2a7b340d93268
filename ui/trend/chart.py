"""Lines over the years: Drenthe, what it is compared with, and the gemeenten that the reader chose.

Only measured years stand on the axis. A break or a missing year is a gap, a year on its own is a point.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from compare.indicator_data import PROVISIONAL
from compare.rules.change import Join
from compare.wording.clauses import SAME_GEMEENTEN, favourable_text
from monitor.catalogue import Indicator, Source
from monitor.dutch import number, own_calculation, unit_text, value_text
from monitor.observations import CALCULATED
from monitor.units import Unit
from ui import colours
from ui.charts.axis import NOT_FROM_ZERO, Axis, axis
from ui.charts.base import axis_label, with_base
from ui.charts.labels import Box, Line, beside, spread
from ui.choose.comparators import name_of as name
from ui.exhibit import Chart

#: The earlier and the later of two figures: year and value.
Ends = tuple[tuple[int, float], tuple[int, float]]

#: What is said of a line where other gemeenten are behind the figures.
RINGS = "Kring: de metingen die met elkaar worden vergeleken."
DOTTED = "Stippellijn: hier begint een nieuwe reeks. Vergelijk de jaren ervoor en erna niet met elkaar."
OVER_SAME = (
    "Niet elk jaar tellen dezelfde gemeenten mee. Waar dat verandert, loopt de lijn over de gemeenten die in beide jaren een "
    "cijfer hebben:"
)
INTERRUPTED = "Onderbroken lijn zonder stippellijn: daarna telt een andere groep gemeenten mee."

Role = Literal["drenthe", "gemeente", "comparator", "extra", "background"]

HEIGHT = 360
#: Of the heading, that fit beside each other on the narrowest phone.
_LETTERS_ON_A_PHONE = 50
#: Pixels between two labels at the line ends.
LABEL_GAP = 17
#: Below this width of the plot (a phone) the letters are smaller.
NARROW = 430
#: The params of a chart whose data are not there yet, as an object of Vega.
AT_FIRST = "{low: 0, high: 1, first: 0, last: 1, room: 100, small_room: 80, few_years: '', more_years: '', title: ''}"
#: Below this width (a tablet) labels inside the plot have less room.
MIDDLE = 800
#: Pixels between a line end and its label.
_BESIDE = 12
#: Pixels that a year under the axis takes on a phone.
_YEAR_WIDTH = 34
#: Pixels that the words at a break take.
_BREAK_WORDS = 78


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
    "drenthe": Look(colours.PROVINCE, colours.PROVINCE, 4, [1, 0], 80),
}

#: Gemeenten that the reader adds share a colour; their points tell them apart.
_SHAPES = ("square", "triangle-up", "diamond", "triangle-down", "cross")


@dataclass(frozen=True)
class Trend:
    """A chart ready to show: ``spec`` (Vega-Lite, without data), ``datasets`` by name, ``notes`` in Dutch; ``over_same``: the
    note on lines over the same gemeenten, "" without one."""

    spec: dict[str, Any]
    datasets: dict[str, pd.DataFrame]
    axis: Axis
    notes: tuple[str, ...]
    over_same: str = ""


def measured_years(rows: pd.DataFrame) -> list[int]:
    """The years in which at least one of these rows has a figure, oldest first."""
    return sorted(int(year) for year in rows.loc[rows["value"].notna(), "year"].unique())


def trend(
    rows: pd.DataFrame,
    roles: Mapping[str, Role],
    indicator: Indicator,
    population: str,
    sources: Mapping[str, Source],
    compared: Mapping[str, Ends] | None = None,
    joins: Mapping[str, Sequence[Join]] | None = None,
) -> Trend | None:
    """The chart of one indicator and population, or None without any figure.

    ``rows``: observations with ``segment`` (:func:`compare.rules.series.with_segments`); ``roles``: the regions to draw;
    ``compared``: of a region that is held against its own past, the two figures; ``joins``: of a region, where other
    gemeenten are behind its own calculations (:func:`compare.rules.change.joins`).
    """
    shown = rows[rows["region"].isin(list(roles))]
    years = measured_years(shown)
    if not years:
        return None
    changed = {region: of_region for region, of_region in (joins or {}).items() if region in roles}
    points = _points(shown, roles, indicator, sources, changed)
    scale = axis([p["value"] for p in points], indicator.unit)
    labels = _labels(points, scale, years, indicator)
    stops = _breaks(points, years)
    rings = _rings(points, compared or {}, indicator)
    room, small_room = _rooms(labels, years)
    how_to_read = [favourable_text(indicator), *([] if scale.starts_at_zero else [NOT_FROM_ZERO])]
    in_one_line = " ".join(how_to_read)
    heading = [
        _capital(unit_text(indicator, population)),
        *([in_one_line] if len(in_one_line) <= _LETTERS_ON_A_PHONE else how_to_read),
    ]
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
            {"name": "few_years", "value": _few(years, _PLOTS["dy_phone"] - small_room)},
            {"name": "more_years", "value": _few(years, MIDDLE - room)},
            {"name": "first", "value": years[0]},
            {"name": "last", "value": years[-1]},
            {"name": "room", "value": room},
            {"name": "small_room", "value": small_room},
        ],
    }
    notes = []
    if rings:
        notes.append(RINGS)
    if any(p["hollow"] for p in points):
        notes.append("Open punt: voorlopig cijfer.")
    if stops:
        notes.append(DOTTED)
    over_same, refused = _other_gemeenten(changed, roles, indicator)
    notes += [note for note in (over_same, INTERRUPTED if refused else "") if note]
    return Trend(
        spec,
        {
            "points": pd.DataFrame(points)
            .drop(columns=["segment", "link"])
            .astype(dict.fromkeys(_REPEATED, "category")),
            "labels": pd.DataFrame(labels, columns=_LABEL_COLUMNS),
            "rings": pd.DataFrame(rings, columns=_RING_COLUMNS),
            "breaks": pd.DataFrame(
                {
                    "x": pd.Series(stops, dtype=float),
                    # How far from the break before, as a part of the axis: too near, and the words do not fit.
                    "apart": pd.Series(stops, dtype=float).diff().fillna(years[-1]) / _span(years),
                }
            ),
        },
        scale,
        tuple(notes),
        over_same,
    )


#: Columns that say the same in many rows: sent to the browser once, and a number per row.
_REPEATED = ["region", "role", "piece", "shape", "Regio", "Jaar", "Bron"]


def _points(
    shown: pd.DataFrame,
    roles: Mapping[str, Role],
    indicator: Indicator,
    sources: Mapping[str, Source],
    joins: Mapping[str, Sequence[Join]],
) -> list[dict[str, Any]]:
    """One row per figure; figures with the same ``piece`` are joined by a line.

    Where other gemeenten are behind the figures, a ``link`` of two figures over the same gemeenten has a line of its own.
    """
    extras = [region for region, role in roles.items() if role == "extra"]
    points: list[dict[str, Any]] = []
    region, gaps, shape, segment = "", 0, "circle", None
    other = {(region, join.now.year) for region, of_region in joins.items() for join in of_region}
    for row in shown.sort_values(["region", "year"]).to_dict("records"):
        if row["region"] != region:
            region, segment, gaps = row["region"], None, 0
            shape = _SHAPES[extras.index(region) % len(_SHAPES)] if region in extras else "circle"
        if pd.isna(row["value"]):
            # Asked for, but no answer: a line over that year would make one up.
            gaps, segment = gaps + 1, None
            continue
        if segment not in (None, row["segment"]) or (region, row["year"]) in other:
            gaps += 1
        segment = row["segment"]
        hollow = row["status"] == PROVISIONAL
        text = value_text(row["value"], indicator)
        points.append(
            {
                "region": region,
                "role": roles[region],
                "piece": f"{region}/{gaps}",
                "segment": row["segment"],
                "link": False,
                "year": row["year"],
                "value": row["value"],
                "hollow": hollow,
                "size": LOOKS[roles[region]].size,
                "shape": shape,
                "Regio": name(region),
                "Jaar": str(row["year"]),
                "Cijfer": f"{text} ({PROVISIONAL})" if hollow else text,
                "Bron": sources[row["source"]].attribution + _made(row, indicator),
            }
        )
    links = [link for point in points for link in _links(point, joins.get(point["region"], ()), indicator)]
    # The reader's own lines are drawn last, on top.
    order = list(LOOKS)
    return sorted([*links, *points], key=lambda p: order.index(p["role"]))


def _links(point: dict[str, Any], joins: Sequence[Join], indicator: Indicator) -> list[dict[str, Any]]:
    """The line towards this point over the gemeenten that have a figure in both years: two ends without a dot."""
    join = next((join for join in joins if join.now.year == point["year"]), None)
    if join is None or join.over_same is None:
        return []
    return [
        point
        | {
            "piece": f"{point['piece']}/over",
            "link": True,
            "year": end.year,
            "value": end.value,
            "hollow": False,
            "size": 0,
            "Jaar": str(end.year),
            "Cijfer": f"{value_text(end.value, indicator)} ({SAME_GEMEENTEN})",
        }
        for end in join.over_same
    ]


def _other_gemeenten(
    joins: Mapping[str, Sequence[Join]], roles: Mapping[str, Role], indicator: Indicator
) -> tuple[str, bool]:
    """What lines over the same gemeenten say where others are behind the figures, and whether there are none of some."""
    lines, refused = [], False
    for region, of_region in joins.items():
        for join in of_region:
            refused = refused or join.over_same is None
            if join.over_same and roles[region] != "background":
                ends = [f"{value_text(end.value, indicator)} ({end.year})" for end in join.over_same]
                lines.append(f"{name(region)} van {' naar '.join(ends)}")
    return f"{OVER_SAME} {'; '.join(lines)}." if lines else "", refused


def _made(row: Mapping[Any, Any], indicator: Indicator) -> str:
    """ "; eigen berekening, gewogen naar huishoudens, over 90,9% daarvan", or "" for a published figure."""
    if row["origin"] != CALCULATED:
        return ""
    share = number(row["coverage"] * 100, 1)
    over = "" if share == number(100, 1) else f", over {share}% daarvan"
    return f"; {own_calculation(indicator, row['population'], row['year'])}{over}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


#: Plots as wide as they come on a phone, a tablet and a laptop, with the letters that they have: where a label
#: in the middle of a chart is free of lines depends on it.
_PLOTS = {"dy_phone": 300, "dy_tablet": 560, "dy": 900}

_LABEL_COLUMNS = ["role", "year", "value", "text", "short", "ended", *_PLOTS]

#: On a phone a name takes no more letters than this.
_SHORT = 11


def _long(text: str) -> float:
    """The width of a label in pixels on a laptop."""
    return 7.3 * len(text)


def _short(text: str) -> float:
    """The width of a label in pixels on a phone."""
    return 5.9 * len(text)


def _rooms(labels: Sequence[dict[str, Any]], years: Sequence[int]) -> tuple[float, float]:
    """The pixels at the right of the newest year that the labels need, on a laptop and on a phone.

    A label of a line that ended earlier begins in the plot, and needs room only for what sticks out.
    """
    wide, narrow = [24.0], [16.0]
    for label in labels:
        ago = (years[-1] - label["year"]) / _span(years)
        if ago < 1:
            # A chart of ``c`` pixels leaves ``c - room`` for the years, and ``ago`` of that is right of the point.
            wide.append((24 + _long(label["text"]) - ago * NARROW) / (1 - ago))
            narrow.append((16 + _short(label["short"]) - ago * _PLOTS["dy_phone"]) / (1 - ago))
    return max(wide), max(narrow)


def _few(years: Sequence[int], width: float) -> list[int]:
    """The years that fit under an axis of this many pixels; the newest and those that are far enough from it."""
    kept = [years[-1]]
    for year in reversed(years[:-1]):
        if (kept[-1] - year) / _span(years) * width >= _YEAR_WIDTH:
            kept.append(year)
    return kept[::-1]


def _span(years: Sequence[int]) -> int:
    """The years that the axis is long."""
    return max(years[-1] - years[0], 1)


def _labels(
    points: Sequence[dict[str, Any]], scale: Axis, years: Sequence[int], indicator: Indicator
) -> list[dict[str, Any]]:
    """The name and newest figure of each line, at its own last point; ``dy``: pixels that it has to move down.

    Labels at the newest year stand under each other at the right. One of a line that ended earlier stays with
    that year: further to the right it would say something about years that were not measured.
    """
    ends: dict[str, dict[str, Any]] = {}
    for point in points:
        if point["role"] != "background" and point["year"] >= ends.get(point["region"], point)["year"]:
            ends[point["region"]] = point
    labels = []
    for point in ends.values():
        ended = point["year"] != years[-1]
        figure = value_text(point["value"], indicator) + ("*" if point["hollow"] else "")
        when, when_short = (f" ({point['year']})", f" ’{point['year'] % 100:02}") if ended else ("", "")
        labels.append(
            {
                "role": point["role"],
                "year": point["year"],
                "value": point["value"],
                "text": f"{point['Regio']} {figure}{when}",
                "short": f"{_shortened(point['Regio'])} {figure}{when_short}",
                "ended": ended,
            }
        )
    room, small_room = _rooms(labels, years)
    per_pixel = (scale.high - scale.low) / HEIGHT
    for column, width in _PLOTS.items():
        phone = column == "dy_phone"
        end = width - (small_room if phone else room)
        _place(labels, points, column, end, phone, scale.high, per_pixel, years)
    return labels


def _place(
    labels: Sequence[dict[str, Any]],
    points: Sequence[dict[str, Any]],
    column: str,
    end: float,
    phone: bool,
    high: float,
    per_pixel: float,
    years: Sequence[int],
) -> None:
    """Fill ``column`` of the labels for a plot in which the newest year stands at ``end`` pixels."""

    def x(year: float) -> float:
        return 10 + (year - years[0]) / _span(years) * (end - 10)

    def y(value: float) -> float:
        return (high - value) / per_pixel

    def box(label: dict[str, Any], move: float) -> Box:
        left, middle = x(label["year"]) + _BESIDE, y(label["value"]) + move
        width = _short(label["short"]) if phone else _long(label["text"])
        return Box(left, middle - LABEL_GAP / 2, left + width, middle + LABEL_GAP / 2)

    newest = [label for label in labels if not label["ended"]]
    wanted = [y(label["value"]) for label in newest]
    for label, wish, centre in zip(newest, wanted, spread(wanted, LABEL_GAP, 6, HEIGHT - 6), strict=True):
        label[column] = centre - wish
    taken = [box(label, label[column]) for label in newest]
    # The gemeenten on the background may run behind a label.
    drawn = [p for p in points if p["role"] != "background"]
    lines: list[Line] = [(x(p["year"]) - 6, y(p["value"]), x(p["year"]) + 6, y(p["value"])) for p in drawn]
    for before, after in itertools.pairwise(drawn):
        if before["piece"] == after["piece"]:
            lines.append((x(before["year"]), y(before["value"]), x(after["year"]), y(after["value"])))
    for label in labels:
        if label["ended"]:
            label[column] = beside(box(label, 0), taken, lines, 6, HEIGHT - 6)
            taken.append(box(label, label[column]))


def at_height(chart: Chart, height: int) -> Chart:
    """The chart of :func:`trend` so many pixels high, with the names at the ends of its lines placed anew."""
    labels = chart.datasets["labels"].copy()
    asked = {param["name"]: param["value"] for param in chart.spec["params"] if "value" in param}
    per_unit = height / (asked["high"] - asked["low"])
    points = [(asked["high"] - value) * per_unit for value in labels["value"]]
    for column in _PLOTS:
        # The name of a line that ended stays on the side of its line on which it stood.
        moves = labels[column].where(labels["ended"].astype(bool), 0)
        wanted = [point + move for point, move in zip(points, moves, strict=True)]
        placed = spread(wanted, LABEL_GAP, 6, height - 6)
        labels[column] = [place - point for place, point in zip(placed, points, strict=True)]
    return Chart({**chart.spec, "height": height}, {**chart.datasets, "labels": labels}, chart.width)


def _shortened(text: str) -> str:
    """ "Midden-Drenthe" as "Midden-Dr.", for a phone."""
    return text if len(text) <= _SHORT else text[: _SHORT - 2].rstrip() + "."


def _breaks(points: Sequence[dict[str, Any]], years: Sequence[int]) -> list[float]:
    """Where a new series begins, halfway the year before it."""
    between = set()
    last: dict[str, dict[str, Any]] = {}
    for point in sorted(points, key=lambda p: p["year"]):
        before = last.get(point["region"])
        if before and before["segment"] != point["segment"]:
            previous = max(year for year in years if year < point["year"])
            between.add((previous + point["year"]) / 2)
        last[point["region"]] = point
    return sorted(between)


_RING_COLUMNS = ["role", "year", "value", "size", "text", "dy"]


def _rings(
    points: Sequence[dict[str, Any]], compared: Mapping[str, Ends], indicator: Indicator
) -> list[dict[str, Any]]:
    """The points that are held against each other; the earlier one with its figure, above the line or below it.

    The newest has its figure already in the label at the end of the line.
    """
    drawn = {(p["region"], p["year"]): p for p in points if not p["link"]}
    compared_points = [
        (drawn[region, year], value, end is ends[0])
        for region, ends in compared.items()
        for end in ends
        for year, value in [end]
        if (region, year) in drawn
    ]
    rings = []
    for point, value, earlier in compared_points:
        above = value == max(other for of, other, _ in compared_points if of["year"] == point["year"])
        early = f" ({PROVISIONAL})" if point["hollow"] else ""
        rings.append(
            {
                "role": point["role"],
                "year": point["year"],
                "value": value,
                "size": 3 * point["size"],
                "text": f"{value_text(value, indicator)}{early}" if earlier else "",
                "dy": -18 if above else 18,
            }
        )
    return rings


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
            values=alt.expr(f"width < {MIDDLE} ? few_years : more_years"),
            format="d",
            grid=False,
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
    down = f"({narrow} ? datum.dy_phone : width < {MIDDLE} ? datum.dy_tablet : datum.dy)"

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
        fill=alt.condition(
            "datum.hollow", alt.value(colours.PAPER), alt.Fill("role:N", scale=colour, legend=None)
        ),
    )
    touch = (
        points.mark_point(size=500, opacity=0, filled=True)
        .encode(x=x, y=y, tooltip=["Regio:N", "Jaar:N", "Cijfer:N", "Bron:N"])
        .add_params(pointed)
    )
    leaders = labels.mark_rule(
        strokeDash=[1, 3],
        strokeWidth=1,
        x2Offset=_BESIDE - 4,
        y2Offset=alt.expr(down),
        strokeOpacity=alt.expr(f"abs{down} > 4 ? 1 : 0"),
    ).encode(
        x=alt.X("year:Q"),
        y=alt.Y("value:Q"),
        x2="year:Q",
        y2="value:Q",
        color=alt.Color("role:N", scale=colour, legend=None),
    )

    def named(**look: Any) -> alt.Chart:
        return labels.mark_text(
            align="left",
            baseline="middle",
            dx=_BESIDE,
            dy=alt.expr(down),
            fontWeight=600,
            fontSize=font,
            text=alt.expr(f"{narrow} ? datum.short : datum.text"),
            **look,
        ).encode(x=alt.X("year:Q"), y=alt.Y("value:Q"))

    # White around the letters, where a label stands before a line.
    halos = named(stroke=colours.PAPER, fill=colours.PAPER, strokeWidth=4, strokeJoin="round")
    names = named().encode(
        color=alt.Color("role:N", scale=by_role([look.text for look in LOOKS.values()]), legend=None)
    )
    ringed = alt.Chart(alt.NamedData("rings"))
    rings = ringed.mark_point(
        filled=False, strokeWidth=2, opacity=1, size=alt.expr(f"datum.size * ({narrow} ? 0.6 : 1)")
    ).encode(x=alt.X("year:Q"), y=alt.Y("value:Q"), stroke=alt.Stroke("role:N", scale=colour, legend=None))

    def past(**look: Any) -> alt.Chart:
        return ringed.mark_text(
            baseline="middle",
            dy=alt.expr("datum.dy"),
            fontWeight=600,
            fontSize=font,
            text=alt.expr("datum.text"),
            **look,
        ).encode(x=alt.X("year:Q"), y=alt.Y("value:Q"))

    past_halos = past(stroke=colours.PAPER, fill=colours.PAPER, strokeWidth=4, strokeJoin="round")
    pasts = past().encode(
        color=alt.Color("role:N", scale=by_role([look.text for look in LOOKS.values()]), legend=None)
    )
    rules = stops.mark_rule(strokeDash=[2, 4], color=colours.MUTED).encode(x=alt.X("x:Q"))
    # Above the plot, where no label comes.
    notes = stops.mark_text(
        align="left",
        baseline="bottom",
        dy=-3,
        fontSize=11,
        color=colours.MUTED,
        text=alt.expr(f"datum.apart * (width - {room}) > {_BREAK_WORDS} ? 'nieuwe reeks' : ''"),
    ).encode(x=alt.X("x:Q"), y=alt.value(0))
    chart = (
        alt.layer(rules, notes, lines, leaders, halos, past_halos, dots, rings, pasts, names, touch)
        .resolve_scale(color="independent", stroke="shared", fill="shared")
        .properties(width="container", height=HEIGHT)
    )
    return with_base({**chart.to_dict(), "autosize": {"type": "fit-x", "contains": "padding"}})
