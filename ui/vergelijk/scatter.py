"""Two figures of every gemeente: those of Drenthe named, the reader's own in orange, all others faint behind them.

No line is drawn through the dots: it would look like a rule that one thing follows from the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from compare.edition import per_edition
from monitor.catalogue import Indicator
from monitor.province import PROVINCE
from ui import colours
from ui.charts.base import axis_label, with_base, written
from ui.charts.labels import Box
from ui.exhibit import Chart
from ui.vergelijk.pair import Pair

#: The data in the spec: the gemeenten outside Drenthe; and those of Drenthe, Drenthe and the comparator.
OTHERS, NAMED = "andere", "punten"

#: Pixels: how high the plot is on a laptop or in a file, and on a phone.
WIDE, PHONE = 520, 380
#: How wide it is, nobody knows beforehand: the names are placed for each of these, and stand as for the widest that fits.
WIDTHS = (210, 290, 400, 520, 680, 920)

#: Of a letter in a name, on average; of a name's height; between a dot and its name.
_LETTER, _LINE, _AWAY = 7.0, 15.0, 9.0

#: What it costs a name to stand on another name or dot, or over the edge, where it is cut.
CLASH = 100.0

#: Share of the span that stays free around the dots.
_ROOM = 0.06


def domain(values: Sequence[float]) -> tuple[float, float]:
    """The ends of an axis: a little further than the values. A cloud of dots is about order, not about length, so the
    axis need not begin at zero."""
    low, high = min(values), max(values)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    return low - room if low - room > 0 or low < 0 else min(0.0, low), high + room


def chart(pair: Pair, own: str | None, compared_with: str | None, height: int = WIDE) -> Chart:
    """The picture of a pair; all as of :func:`scatter_data`."""
    return Chart(scatter(pair, height), scatter_data(pair, own, compared_with, height))


def scatter_data(
    pair: Pair, own: str | None, compared_with: str | None, height: int = WIDE
) -> dict[str, pd.DataFrame]:
    """The data of :func:`scatter` by name. ``own``: the reader's gemeente, ``compared_with``: what the reader
    compares with, by code; ``height``: of the plot in pixels, to place the names."""
    points, marks = pair.points, pair.marks
    others = points.loc[~points["drenthe"], ["name", "x", "y"]].rename(columns={"name": "n"})
    roles = {own: (colours.GEMEENTE, "eigen"), compared_with: (colours.NEDERLAND, "vergeleken")}
    rows = []
    for row in points[points["drenthe"]].itertuples():
        colour, kind = roles.get(str(row.region), (colours.EXTRA, "gemeente"))
        rows.append({"n": row.name, "x": row.x, "y": row.y, "colour": colour, "kind": kind})
    for row in marks.itertuples():
        of_role = {own: colours.GEMEENTE, PROVINCE: colours.PROVINCE}
        colour = of_role.get(str(row.region), colours.NEDERLAND)
        rows.append({"n": row.name, "x": row.x, "y": row.y, "colour": colour, "kind": "gebied"})
    named = pd.DataFrame(rows, columns=["n", "x", "y", "colour", "kind"])
    small: Any = {"x": "float32", "y": "float32"}
    return {OTHERS: others.astype(small), NAMED: _labelled(pair, named, height)}


def ends(pair: Pair) -> tuple[tuple[float, float], tuple[float, float]]:
    """The ends of the two axes."""
    both = [pd.concat([pair.points[side], pair.marks[side]]).tolist() for side in ("x", "y")]
    return domain(both[0]), domain(both[1])


def _labelled(pair: Pair, named: pd.DataFrame, height: int) -> pd.DataFrame:
    """The named dots with where their names stand, for each of :data:`WIDTHS` (dx210, dy210, side210 ...): so many pixels
    from the dot, to its side; that is "" for a dot that has no room for its name."""
    columns: dict[str, list[Any]] = {}
    for width in WIDTHS:
        where = _places(pair, named, (width, height))
        for column, positions in zip(("dx", "dy", "side"), zip(*where, strict=True), strict=True):
            columns[f"{column}{width}"] = list(positions)
    return named.assign(**columns)


def _places(pair: Pair, named: pd.DataFrame, size: tuple[int, int]) -> list[tuple[float, float, str]]:
    """Where each name stands, in a plot of ``size`` pixels: to the right, down, side."""
    (x0, x1), (y0, y1) = ends(pair)
    width, height = size
    at = [
        ((x - x0) / (x1 - x0) * width, height - (y - y0) / (y1 - y0) * height)
        for x, y in zip(named["x"].tolist(), named["y"].tolist(), strict=True)
    ]
    dots = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in at]
    taken: list[Box] = []
    placed: dict[int, tuple[float, float, str]] = {}
    # The reader's own and the larger areas choose first, then from the edge inwards as they come.
    order = sorted(range(len(named)), key=lambda i: named["kind"].iat[i] == "gemeente")
    for i in order:
        x, y = at[i]
        text = str(named["n"].iat[i])
        best = None
        for rank, (dx, dy, side) in enumerate(_ways()):
            here = box(x + dx, y + dy, side, text)
            clashes = sum(here.overlaps(other) for other in taken)
            clashes += sum(here.overlaps(dot) for j, dot in enumerate(dots) if j != i)
            outside = here.left < 0 or here.right > width or here.top < 0 or here.bottom > height
            cost = (clashes + outside) * CLASH + rank
            if best is None or cost < best[0]:
                best = (cost, here, (dx, dy, side))
        assert best is not None
        # A name over another one can be read no more than none; the table and the pointer have them all.
        if best[0] < CLASH or named["kind"].iat[i] != "gemeente":
            taken.append(best[1])
            placed[i] = best[2]
    return [placed.get(i, (0.0, 0.0, "")) for i in range(len(named))]


@lru_cache(maxsize=1)
def _ways() -> tuple[tuple[float, float, str], ...]:
    """Where a name may stand, the best first: beside its dot, above or below it, and then a little further."""
    near: list[tuple[float, float, str]] = [
        (_AWAY, 0, "left"),
        (-_AWAY, 0, "right"),
        (0, -_AWAY - 6, "center"),
        (0, _AWAY + 6, "center"),
    ]
    for far in (12.0, 20.0, 28.0, 38.0, 50.0):
        near += [
            (_AWAY - 2, -far, "left"),
            (_AWAY - 2, far, "left"),
            (2 - _AWAY, -far, "right"),
            (2 - _AWAY, far, "right"),
        ]
    return tuple(near)


def box(x: float, y: float, side: str, text: str) -> Box:
    """The room of a name that stands to one ``side`` of (x, y), halfway its height, in pixels."""
    width = len(text) * _LETTER
    left = {"left": x, "center": x - width / 2, "right": x - width}[side]
    return Box(left, y - _LINE / 2, left + width, y + _LINE / 2)


def scatter(pair: Pair, height: int = WIDE) -> dict[str, Any]:
    """The Vega-Lite spec for the data of :func:`scatter_data`, without the data itself; change it only in a copy."""
    x, y = ends(pair)
    # In two lines, so that it fits a narrow screen and an enlarged one.
    of_x, of_y = ((side.name, f"({side.who})") for side in (pair.x, pair.y))
    spec = _scatter(pair.x.indicator, pair.y.indicator, of_x, of_y, height)
    given = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {**spec, "params": [{"name": name, "value": value} for name, value in given.items()]}


def _value(field: str, indicator: Indicator) -> str:
    """Vega expression for a value in a tooltip."""
    return written(f"format(datum.{field}, ',.{indicator.decimals}f')", indicator.unit)


def _as_wide(column: str) -> str:
    """Vega expression for where a name stands, in a plot as wide as it is."""
    chosen = f"datum.{column}{WIDTHS[0]}"
    for width in WIDTHS[1:]:
        chosen = f"width >= {width} ? datum.{column}{width} : ({chosen})"
    return chosen


@per_edition(32)
def _scatter(
    of_x: Indicator,
    of_y: Indicator,
    title_x: tuple[str, ...],
    title_y: tuple[str, ...],
    height: int,
) -> dict[str, Any]:
    def axis(field: str, indicator: Indicator, title: tuple[str, ...], count: Any) -> Any:
        channel = alt.X if field == "x" else alt.Y
        # The title of the upright axis lies above it, where it can be read.
        extra: dict[str, Any] = (
            {}
            if field == "x"
            else {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -28, "titleX": -46}
        )
        scale = alt.Scale(domain=[alt.expr(f"{field}0"), alt.expr(f"{field}1")], nice=False, zero=False)
        look = alt.Axis(
            title=list(title), labelExpr=axis_label(indicator.unit), tickCount=count, grid=True, **extra
        )
        return channel(f"{field}:Q", scale=scale, axis=look)

    place = {
        "x": axis("x", of_x, title_x, alt.expr("max(3, floor(width / 110))")),
        "y": axis("y", of_y, title_y, height // 80),
    }
    tip = f"datum.n + ': ' + {_value('x', of_x)} + ' en ' + {_value('y', of_y)}"
    tooltip = {"tooltip": alt.value(alt.expr(tip))}
    others = (
        alt.Chart(alt.NamedData(OTHERS))
        .mark_point(size=22, color=colours.OTHER, opacity=1, strokeWidth=1)
        .encode(**place, **tooltip)
    )
    named = alt.Chart(alt.NamedData(NAMED)).transform_calculate(
        **{column: _as_wide(column) for column in ("dx", "dy", "side")}
    )
    dots = named.mark_point(
        filled=True,
        opacity=1,
        stroke=colours.PAPER,
        strokeWidth=1,
        size=alt.expr("datum.kind == 'gemeente' ? 80 : 150"),
        shape=alt.expr("datum.kind == 'gebied' ? 'diamond' : 'circle'"),
    ).encode(**place, color=alt.Color("colour:N", scale=None), **tooltip)
    weight = alt.expr("datum.kind == 'gemeente' ? 400 : 700")
    labels = named.transform_filter("datum.side").mark_text(
        dx=alt.expr("datum.dx"),
        dy=alt.expr("datum.dy"),
        align=alt.expr("datum.side"),
        baseline="middle",
        fontWeight=weight,
    )
    # From a dot to a name that had to make room.
    far = "datum.side && abs(datum.dy) > 11 && datum.dx != 0"
    leads = (
        named.transform_filter(far)
        .mark_rule(color=colours.EXTRA, x2Offset=alt.expr("datum.dx"), y2Offset=alt.expr("datum.dy"))
        .encode(**place, x2="x:Q", y2="y:Q")
    )
    # A white edge keeps a name readable on the faint dots.
    ink = alt.expr(f"datum.kind == 'gemeente' ? '{colours.TEXT}' : datum.colour")
    behind = labels.encode(
        **place,
        text="n:N",
        color=alt.value(colours.PAPER),
        stroke=alt.value(colours.PAPER),
        strokeWidth=alt.value(4),
    )
    front = labels.encode(**place, text="n:N", color=alt.value(ink))
    drawn = alt.layer(others, leads, dots, behind, front).properties(width="container", height=height)
    spec = with_base(drawn.to_dict())
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"top": 12, "left": 5, "right": 12, "bottom": 5}
    return spec
