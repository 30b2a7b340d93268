"""The 12 gemeenten as columns and the indicators as rows: the value in each cell, the shade by its place among the 12."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from monitor.dutch import NO_FIGURE
from monitor.province import PROVINCE
from ui import colours
from ui.charts.base import with_base
from ui.choose.comparators import name_of
from ui.exhibit import Chart
from ui.vergelijk.matrix import SHADES, Matrix, Row, ink

#: Pixels: the names of the indicators, the names of the regions, a theme, a row.
LEFT, HEAD, BAND, ROW = 214, 24, 30, 38

#: Between the gemeenten and what stands beside them, in columns.
GAP = 0.2

#: The data in the spec, and the selection of ``st.vega_lite_chart``: ``[{"r": place of the row}]``.
CELLS, LABELS, HEADS, KEY, CLICK = "cellen", "namen", "koppen", "kleuren", "gekozen"

#: Pixels of the drawing in a file: fourteen columns.
PICTURE = 1300

#: Pixels in the key of the shades: a square, and the room for the word before the first one.
SQUARE, FIRST_SQUARE = 16, 50

#: Of what stands on pixels from the top.
_IN_PIXELS: dict[str, Any] = {"scale": None, "axis": None}


def heatmap(matrix: Matrix, own: str | None = None, compared_with: str | None = None) -> Chart:
    """The picture of a matrix. ``own``: the reader's gemeente, ``compared_with``: the region that the others are compared
    with, by code."""
    labels, cells, height = [], [], HEAD
    #: What follows the figure in a tooltip -> its place in a list; few differ.
    tails: dict[str, int] = {}
    r = 0
    for section in matrix.sections:
        labels.append(_label(height + BAND - 9, section.title))
        height += BAND
        for row in section.rows:
            labels.append(_label(height + 16, row.indicator.short_title, row.who, r, row.indicator.title))
            cells += [_cell(row, code, tails, r=r, c=c, y=height) for c, code in enumerate(matrix.columns)]
            height += ROW
            r += 1
    heads = _heads(matrix, own, compared_with)
    small: Any = {"r": "int8", "c": "int8", "y": "int16", "s": "int8", "e": "int8"}
    datasets = {
        CELLS: pd.DataFrame(cells).astype(small),
        LABELS: pd.DataFrame(labels),
        HEADS: heads,
        KEY: _key(),
    }
    spec = _spec(float(heads["x"].max()) + 1, height + 2)
    # Lists to look up in, so that a cell is a few small numbers: each byte goes over the line at every change.
    lists = {
        "plek": heads["x"].tolist(),
        "wie": [text.replace("-\n", "-").replace("\n", " ") for text in heads["text"]],
        "staart": list(tails),
        "kleur": [colours.MISSING, *SHADES],
        "inkt": [colours.TEXT, *map(ink, SHADES)],
    }
    params = [*spec["params"], *({"name": name, "value": value} for name, value in lists.items())]
    return Chart({**spec, "params": params}, datasets, PICTURE)


def _label(y: int, text: str, who: str = "", r: int = -1, title: str = "") -> dict[str, Any]:
    """A theme, or row ``r`` with whom it is about."""
    kind = "thema" if r < 0 else "rij"
    full = f"{title} ({who})" if title else ""
    return {"y": y, "text": text, "below": who, "kind": kind, "r": r, "full": full}


def _cell(row: Row, code: str, tails: dict[str, int], **place: int) -> dict[str, Any]:
    """One figure with its shade; its tail joins ``tails`` when it is new."""
    text, shade = row.text(code), row.shade(code)
    tail = row.tooltip(code).removeprefix(f"{name_of(code)}: {text}")
    return {
        **place,
        "t": text,
        "s": SHADES.index(shade) if shade else -1,
        "e": tails.setdefault(tail, len(tails)),
    }


def _heads(matrix: Matrix, own: str | None, compared_with: str | None) -> pd.DataFrame:
    """The names above the columns, in the colour of what each is to the reader."""
    roles = {PROVINCE: colours.PROVINCE, compared_with: colours.NEDERLAND, own: colours.GEMEENTE}
    return pd.DataFrame(
        {
            "x": c + (GAP if code in matrix.beside else 0),
            # "Zuidoost-Drenthe (COROP)": what stands in brackets has no room above a column.
            "text": _two_lines(name_of(code).split(" (")[0]),
            "ink": roles.get(code, colours.TEXT),
            "marked": code in (own, compared_with) and code in matrix.gemeenten,
        }
        for c, code in enumerate(matrix.columns)
    )


def _key() -> pd.DataFrame:
    """The shades from light to dark, with a word at both ends."""
    after = FIRST_SQUARE + len(SHADES) * SQUARE + 6 - LEFT
    words = {0: ("laagste", -LEFT), len(SHADES) - 1: ("hoogste", after)}
    return pd.DataFrame(
        {
            "left": FIRST_SQUARE + i * SQUARE - LEFT,
            "fill": shade,
            "word": words.get(i, ("", 0))[0],
            "word_at": words.get(i, ("", 0))[1],
        }
        for i, shade in enumerate(SHADES)
    )


def _two_lines(name: str) -> str:
    """A long name broken where it may be: after a hyphen or at a space, the lines about as long."""
    if len(name) <= 10:
        return name
    breaks = [i + (sign == "-") for i, sign in enumerate(name) if sign in "- "]
    if not breaks:
        return name
    at = min(breaks, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:at].rstrip()}\n{name[at:].lstrip()}"


@lru_cache(maxsize=16)
def _spec(columns: float, height: int) -> dict[str, Any]:
    """All but the data and the lists to look up in; change it only in a copy. ``height``: of the picture in pixels."""
    # The cells stand on pixels from the top; only their width follows the screen.
    x: dict[str, Any] = {"scale": alt.Scale(domain=[0, columns], nice=False, zero=True), "axis": None}
    fills, numbers, touch = _cells(x)
    names, framed = _names(x, height)
    titles, below, names_touch = _titles()
    layers = (fills, numbers, names, framed, titles, below, _shades(), names_touch, touch)
    spec = with_base(alt.layer(*layers).properties(width="container", height=height).to_dict())
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def _cells(x: dict[str, Any]) -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """The squares, the figures in them, and what answers to the pointer; ``x``: how a place becomes pixels."""
    cells = alt.Chart(alt.NamedData(CELLS)).transform_calculate(
        x1="plek[datum.c] + 0.02",
        x2="plek[datum.c] + 0.98",
        at="plek[datum.c] + 0.5",
        bottom=f"datum.y + {ROW - 2}",
        middle=f"datum.y + {ROW / 2 - 1}",
    )
    box = {"x": alt.X("x1:Q", **x), "x2": "x2:Q", "y": alt.Y("y:Q", **_IN_PIXELS), "y2": "bottom:Q"}
    clicked = alt.selection_point(name=CLICK, fields=["r"], on="click", toggle=False, empty=False)
    has_figure = f"datum.t != '{NO_FIGURE}'"
    fills = cells.mark_rect(strokeWidth=1, strokeDash=alt.expr(f"{has_figure} ? [1, 0] : [3, 3]")).encode(
        color=alt.value(alt.expr("kleur[datum.s + 1]")),
        stroke=alt.condition("datum.s < 0", alt.value(colours.OTHER), alt.value(None)),
        **box,
    )
    numbers = (
        cells.mark_text(
            lineBreak=" ",
            lineHeight=13,
            baseline="middle",
            fontSize=alt.expr(f"{has_figure} ? 14 : 11"),
            fontStyle=alt.expr(f"{has_figure} ? 'normal' : 'italic'"),
            dy=alt.expr(f"{has_figure} ? 0 : -6"),
        )
        .encode(
            x=alt.X("at:Q", **x),
            y=alt.Y("middle:Q", **_IN_PIXELS),
            text="shown:N",
            color=alt.value(alt.expr(f"{has_figure} ? inkt[datum.s + 1] : '{colours.MUTED}'")),
        )
        .transform_calculate(
            # An amount stays on one line, "geen cijfer" takes two.
            shown=f"{has_figure} ? replace(datum.t, ' ', '\u00a0') : datum.t"
        )
    )
    touch = (
        cells.mark_rect(opacity=0, cursor="pointer")
        .encode(**box, tooltip=alt.value(alt.expr("wie[datum.c] + ': ' + datum.t + staart[datum.e]")))
        .add_params(clicked)
    )
    return fills, numbers, touch


def _names(x: dict[str, Any], height: int) -> tuple[alt.Chart, alt.Chart]:
    """The names above the columns, and a frame around those of the reader."""
    heads = alt.Chart(alt.NamedData(HEADS))
    names = (
        heads.transform_calculate(at="datum.x + 0.5")
        .mark_text(
            lineBreak="\n",
            baseline="bottom",
            lineHeight=15,
            fontSize=12.5,
            fontWeight=alt.expr(f"datum.ink == '{colours.TEXT}' ? 400 : 700"),
        )
        .encode(
            x=alt.X("at:Q", **x),
            y=alt.value(HEAD + 14),
            text="text:N",
            color=alt.Color("ink:N", scale=None),
        )
    )
    framed = (
        heads.transform_filter("datum.marked")
        .transform_calculate(x1="datum.x - 0.01", x2="datum.x + 1.01")
        .mark_rect(fillOpacity=0, strokeWidth=2.5)
        .encode(
            x=alt.X("x1:Q", **x),
            x2="x2:Q",
            y=alt.value(HEAD + BAND - 4),
            y2=alt.value(height),
            stroke=alt.Stroke("ink:N", scale=None),
        )
    )
    return names, framed


def _titles() -> tuple[alt.Chart, alt.Chart, alt.Chart]:
    """The themes and the titles of the rows, whom they are about, and what answers to a click on a title as its cells do."""
    labels = alt.Chart(alt.NamedData(LABELS))
    left = alt.value(-LEFT)
    titles = labels.mark_text(
        align="left", fontSize=14, fontWeight=alt.expr("datum.kind == 'thema' ? 700 : 400")
    ).encode(x=left, y=alt.Y("y:Q", **_IN_PIXELS), text="text:N")
    below = (
        labels.transform_calculate(under="datum.y + 14")
        .mark_text(align="left", fontSize=12, color=colours.MUTED)
        .encode(x=left, y=alt.Y("under:Q", **_IN_PIXELS), text="below:N")
    )
    touch = (
        labels.transform_filter("datum.r >= 0")
        .transform_calculate(above="datum.y - 16", bottom=f"datum.y + {ROW - 18}")
        .mark_rect(opacity=0, cursor="pointer", x=-LEFT, x2=0)
        .encode(y=alt.Y("above:Q", **_IN_PIXELS), y2="bottom:Q", tooltip=alt.value(alt.expr("datum.full")))
    )
    return titles, below, touch


def _shades() -> Any:
    """Above the titles and in their column: how the shades go."""
    key = alt.Chart(alt.NamedData(KEY))
    squares = key.mark_rect(
        x=alt.expr("datum.left"), x2=alt.expr(f"datum.left + {SQUARE}"), y=0, y2=13
    ).encode(color=alt.Color("fill:N", scale=None))
    words = key.mark_text(
        x=alt.expr("datum.word_at"), y=11, align="left", fontSize=12, color=colours.MUTED
    ).encode(text="word:N")
    return alt.layer(squares, words)
