"""A row per figure: the gemeente as a dot between the other gemeenten, with what it is held against in the middle.

Every row has a scale of its own: percentages, euros and years share no axis. So there is no axis, but the ends of the
grey bar have their figure. Right is higher, on every row; no colour means good or bad.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from monitor.province import PROVINCE, PROVINCE_NAME
from monitor.regions import name
from ui import colours
from ui.charts.base import with_base
from ui.gemeente.spine import SpineView

#: The data in the spec, and the selection of ``st.vega_lite_chart``: ``[{"r": place of the row}]``.
ROWS, KEY, CLICK = "rijen", "uitleg", "gekozen"

#: Pixels. Wide: the title left and the figure right of the drawing; narrow: both above it.
LEFT, RIGHT = 262, 270
ROW_WIDE, ROW_NARROW = 48, 88
#: Room for the figure at an end of the bar.
ENDS = 44
#: The height of the bar, and of the marks that stand across it.
BAR, MARK = 12, 22

#: Pixels of a line of the key, of a sign in it, and of a letter on average.
KEY_LINE, KEY_SIGN, LETTER = 22, 26, 6.7

#: Pixels for the key: what fits beside each other on a laptop, on a phone and in a picture.
WIDE, NARROW = 900, 330


def spine_data(
    spine_view: SpineView, *, narrow: bool = False, first: int = 0, until: int | None = None
) -> tuple[dict[str, pd.DataFrame], int]:
    """The data of :func:`spine` by name, and the height in pixels; of the rows from ``first`` to ``until``.

    What the signs stand for is said above the first row only.
    """
    key, top = _key(spine_view, NARROW if narrow else WIDE)
    if first:
        key, top = [], 0
    part = list(enumerate(spine_view.lines))[first:until]
    row = ROW_NARROW if narrow else ROW_WIDE
    rows: list[dict[str, Any]] = []
    for i, line in part:
        spine_row = line.spine
        ends = (spine_row.others.lowest, spine_row.others.highest) if spine_row.others else (None, None)
        land = spine_row.land or (None, None)
        rows.append(
            {
                "r": i,
                "y": top + (i - first) * row,
                "t": line.title,
                "w": line.who,
                "v": line.value,
                # On a phone the reason stands below the picture only: there is no room beside who it is about.
                "d": "" if narrow and spine_row.own is None else line.difference,
                # Where: the bar, the thin line, the province, the middle, the gemeente.
                "a": _near(spine_row.place(ends[0])),
                "b": _near(spine_row.place(ends[1])),
                "p": _near(spine_row.place(land[0])),
                "q": _near(spine_row.place(land[1])),
                "x": _near(spine_row.place(spine_row.province)),
                "m": {"": 0, PROVINCE: 2}.get(spine_row.middle_of, 1),
                # A dot with nothing around it would look like one that is equal.
                "o": _near(spine_row.place(spine_row.own)) if len(spine_row.shown) > 1 else None,
                "l": line.text_of(ends[0]) if spine_row.others else "",
                "h": line.text_of(ends[1]) if spine_row.others else "",
                # For the pointer.
                "xt": line.text_of(spine_row.province),
                "mt": line.text_of(spine_row.in_middle if spine_row.middle_of != PROVINCE else None),
                "g": line.land,
            }
        )
    places: Any = dict.fromkeys("abpqxo", "float32")
    data = {
        ROWS: pd.DataFrame(rows).astype({**places, "r": "int16", "y": "int16", "m": "int8"}),
        KEY: pd.DataFrame(key, columns=["k", "x", "y", "text"]),
    }
    return data, top + len(part) * row + 4


def _near(place: float | None) -> float | None:
    return None if place is None else round(place, 4)


def _key(spine_view: SpineView, width: int) -> tuple[list[dict[str, Any]], int]:
    """What each sign stands for, in lines that fit, and how high that is."""
    signs = [("own", name(spine_view.gemeente)), ("province", PROVINCE_NAME)]
    if spine_view.comparator.code != PROVINCE:
        signs.append(("middle", spine_view.middle_name))
    signs += [("others", f"laagste tot hoogste gemeente van {PROVINCE_NAME}")]
    if any(line.spine.land for line in spine_view.lines):
        signs.append(("land", "9 op de 10 gemeenten van Nederland"))
    x, y = 0.0, 0
    signs_placed = []
    for kind, text in signs:
        room = KEY_SIGN + len(text) * LETTER + 18
        if x and x + room > width:
            x, y = 0.0, y + KEY_LINE
        signs_placed.append({"k": kind, "x": x, "y": y + KEY_LINE / 2, "text": text})
        x += room
    return signs_placed, y + KEY_LINE + 10


def spine(spine_view: SpineView, height: int, *, narrow: bool = False) -> dict[str, Any]:
    """The Vega-Lite spec for the data of :func:`spine_data`, without the data itself; change it only in a copy."""
    middle = spine_view.middle_name if spine_view.comparator.code != PROVINCE else ""
    return {**_spine(name(spine_view.gemeente), middle, narrow), "height": height}


@lru_cache(maxsize=48)
def _spine(own: str, other: str, narrow: bool) -> dict[str, Any]:
    placed = alt.Chart()
    in_pixels: dict[str, Any] = {"scale": None, "axis": None}
    row = ROW_NARROW if narrow else ROW_WIDE
    centre = 50 if narrow else 17
    start, end = (ENDS, f"width - {ENDS}") if narrow else (LEFT + ENDS, f"width - {RIGHT + ENDS}")
    along: dict[str, Any] = {
        "scale": alt.Scale(domain=[-1, 1], range=[start, alt.ExprRef(end)], nice=False, zero=False),
        "axis": None,
    }

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", **in_pixels)

    def has(field: str) -> str:
        return f"isValid(datum.{field})"

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", **along)

    def text(field: str, at: Any, line: str, **mark: Any) -> Any:
        return placed.mark_text(baseline="alphabetic", **mark).encode(x=at, y=y(line), text=f"{field}:N")

    left, right = alt.value(0), alt.value(alt.expr("width" if narrow else f"width - {RIGHT - 16}"))
    side = "right" if narrow else "left"
    limit: Any = alt.expr("width - 110") if narrow else LEFT - 14
    small: dict[str, Any] = {"fontSize": 12.5, "color": colours.MUTED}
    between = placed.mark_rule(color=colours.GRID).encode(x=left, x2=alt.value(alt.expr("width")), y=y("y"))
    land = placed.transform_filter(has("p")).mark_rule(strokeWidth=4, color=colours.OTHER)
    # A light bar with an edge: it tells where it begins and ends, and leaves the signs on it in front.
    range_of_others = placed.transform_filter(has("a"))
    bar = range_of_others.mark_rule(strokeWidth=BAR, color=colours.OTHER)
    inside = range_of_others.mark_rule(strokeWidth=BAR - 2, color=colours.GRID, xOffset=1, x2Offset=-1)
    # From row to row: the lines of rows that are held against the same thing join.
    middle = placed.transform_filter("datum.m > 0").mark_rule(strokeWidth=1, strokeDash=[3, 3])
    colour = alt.value(alt.expr(f"datum.m > 1 ? '{colours.PROVINCE}' : '{colours.NEDERLAND}'"))
    mark = placed.transform_filter("datum.m == 1").mark_rule(strokeWidth=4, color=colours.NEDERLAND)
    white: dict[str, Any] = {"opacity": 1, "stroke": colours.PAPER, "strokeWidth": 1.5}
    province = placed.transform_filter(has("x")).mark_point(
        shape="diamond", size=210, fill=colours.PROVINCE, **white
    )
    dot = placed.transform_filter(has("o")).mark_point(
        shape="circle", size=190, fill=colours.GEMEENTE, **white
    )
    figures_at_ends = []
    for side_of_bar, end_of_bar, figure, away in (("right", "a", "l", -2), ("left", "b", "h", 2)):
        # A white edge keeps the figure apart from the middle line.
        edges: tuple[dict[str, Any], ...] = ({"stroke": colours.PAPER, "strokeWidth": 4}, {})
        for edge in edges:
            words: dict[str, Any] = {"align": side_of_bar, "dx": away, "fontSize": 12, "color": colours.MUTED}
            texts = placed.transform_filter(has(end_of_bar)).mark_text(baseline="alphabetic", **words, **edge)
            figures_at_ends.append(texts.encode(x=x(end_of_bar), y=y("foot"), text=f"{figure}:N"))
    clicked = alt.selection_point(name=CLICK, fields=["r"], on="click", toggle=False, empty=False)
    touch = (
        placed.mark_rect(opacity=0, cursor="pointer")
        .encode(
            x=left,
            x2=alt.value(alt.expr("width")),
            y=y("y"),
            y2="bottom:Q",
            tooltip=alt.value(alt.expr(_tooltip(own, other))),
        )
        .add_params(clicked)
    )
    rows = alt.layer(
        between,
        text("t", left, "first", align="left", fontSize=14, limit=limit),
        text("w", left, "second", align="left", **{**small, "limit": 190 if narrow else limit}),
        text("v", right, "first", align=side, fontSize=15, fontWeight=700),
        text("d", right, "second", align=side, **{**small, "color": colours.TEXT}),
        land.encode(x=x("p"), x2="q:Q", y=y("middle")),
        bar.encode(x=x("a"), x2="b:Q", y=y("middle")),
        inside.encode(x=x("a"), x2="b:Q", y=y("middle")),
        middle.encode(x=x("zero"), y=y("head"), y2="bottom:Q", color=colour),
        mark.encode(x=x("zero"), y=y("above"), y2="below:Q"),
        province.encode(x=x("x"), y=y("middle")),
        dot.encode(x=x("o"), y=y("middle")),
        *figures_at_ends,
        touch,
        data=alt.NamedData(ROWS),
    ).transform_calculate(
        middle=f"datum.y + {centre}",
        # Not through the words of a narrow row.
        head=f"datum.y + {centre - MARK // 2 - 3 if narrow else 0}",
        above=f"datum.y + {centre - MARK // 2}",
        below=f"datum.y + {centre + MARK // 2}",
        foot=f"datum.y + {centre + BAR // 2 + 13}",
        first=f"datum.y + {14 if narrow else 21}",
        second=f"datum.y + {31 if narrow else 38}",
        bottom=f"datum.y + {row}",
        zero="0",
    )
    drawn = alt.layer(rows, _key_marks(in_pixels)).properties(width="container")
    # Nominal is what Vega-Lite takes a field for anyway; each byte goes over the line at every change.
    spec = with_base(json.loads(json.dumps(drawn.to_dict()).replace(', "type": "nominal"', "")))
    # There are no axes, legends or titles to configure.
    spec["config"] = {part: spec["config"][part] for part in ("aria", "background", "font", "view", "text")}
    del spec["$schema"]
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def _key_marks(in_pixels: dict[str, Any]) -> Any:
    """What each sign stands for, above the rows."""
    key = alt.Chart()
    y = alt.Y("y:Q", **in_pixels)

    def of_kind(kind: str) -> alt.Chart:
        return key.transform_filter(f"datum.k == '{kind}'")

    def sign(kind: str, shape: str, colour: str) -> Any:
        marks = of_kind(kind).mark_point(shape=shape, size=150, fill=colour, strokeWidth=0, opacity=1)
        return marks.encode(x=alt.X("at:Q", **in_pixels), y=y)

    def line(kind: str, width: int, colour: str, inset: int = 0) -> Any:
        marks = of_kind(kind).mark_rule(strokeWidth=width, color=colour, xOffset=inset, x2Offset=-inset)
        return marks.encode(x=alt.X("x:Q", **in_pixels), x2="to:Q", y=y)

    return alt.layer(
        sign("own", "circle", colours.GEMEENTE),
        sign("province", "diamond", colours.PROVINCE),
        of_kind("middle")
        .mark_rule(strokeWidth=4, color=colours.NEDERLAND)
        .encode(x=alt.X("at:Q", **in_pixels), y=alt.Y("top:Q", **in_pixels), y2="foot:Q"),
        line("others", BAR, colours.OTHER),
        line("others", BAR - 2, colours.GRID, inset=1),
        line("land", 4, colours.OTHER),
        key.mark_text(align="left", baseline="middle", fontSize=13).encode(
            x=alt.X("text_at:Q", **in_pixels), y=y, text="text:N"
        ),
        data=alt.NamedData(KEY),
    ).transform_calculate(
        at="datum.x + 9",
        to="datum.x + 20",
        text_at=f"datum.x + {KEY_SIGN}",
        top="datum.y - 9",
        foot="datum.y + 9",
    )


def _tooltip(own: str, other: str) -> str:
    """What the pointer is told, as a Vega expression: a line per figure."""
    lines = {"title": "datum.t + ' (' + datum.w + ')'", own: "datum.v", PROVINCE_NAME: "datum.xt"}
    if other:
        lines[other] = "datum.mt"
    lines |= {
        f"Gemeenten van {PROVINCE_NAME}": "datum.l ? datum.l + ' tot ' + datum.h : '–'",
        "9 op de 10 van Nederland": "datum.g",
    }
    return "{" + ", ".join(f"{json.dumps(label)}: {value}" for label, value in lines.items()) + "}"
