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
from ui.vergelijk.matrix import SHADES, Compared, ink

#: Pixels: the names of the indicators, the names of the regions, a theme, a row.
LEFT, HEAD, BAND, ROW = 214, 24, 30, 38

#: Between the gemeenten and what stands beside them, in columns.
GAP = 0.2

#: The data in the spec, and the selection of ``st.vega_lite_chart``: ``[{"r": place of the row}]``.
CELLS, LABELS, HEADS, KEY, CLICK = "cellen", "namen", "koppen", "kleuren", "gekozen"
#: Not drawn but looked up: what the pointer is told after the figure.
TAILS = "staarten"

#: Pixels in the key of the shades: a square, and the room for the word before the first one.
SQUARE, FIRST_SQUARE = 16, 50


def heat_data(
    found: Compared, own: str | None = None, held: str | None = None
) -> tuple[dict[str, pd.DataFrame], int]:
    """The data of :func:`heat` by name, and the height in pixels. ``own``: the reader's gemeente, ``held``: the region
    that the others are held against, by code."""
    places = {code: i + (GAP if code in found.beside else 0) for i, code in enumerate(found.columns)}
    place_of = {row.indicator.id: place for place, row in enumerate(found.rows)}
    cells: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    #: What follows the figure in a tooltip; few differ.
    tails: dict[str, int] = {}
    top = HEAD
    for section in found.sections:
        labels.append(
            {"y": top + BAND - 9, "text": section.title, "below": "", "kind": "thema", "r": -1, "full": ""}
        )
        top += BAND
        for row in section.rows:
            title, who = row.indicator.short_title, row.who
            labels.append(
                {
                    "y": top + 16,
                    "text": title,
                    "below": who,
                    "kind": "rij",
                    "r": place_of[row.indicator.id],
                    "full": f"{row.indicator.title} ({who})",
                }
            )
            for column, code in enumerate(found.columns):
                told = row.told(code)
                tail = tails.setdefault(told.removeprefix(f"{name_of(code)}: {row.text(code)}"), len(tails))
                shade = row.shade(code)
                cells.append(
                    {
                        "r": place_of[row.indicator.id],
                        "c": column,
                        "y": top,
                        "t": row.text(code),
                        "s": SHADES.index(shade) if shade else -1,
                        "e": tail,
                    }
                )
            top += ROW
    heads = [
        {
            "x": x,
            "text": _two_lines(name_of(code)),
            "ink": _role(code, own, held),
            "marked": code in (own, held) and code in found.gemeenten,
        }
        for code, x in places.items()
    ]
    after = FIRST_SQUARE + len(SHADES) * SQUARE + 6 - LEFT
    words = {0: ("laagste", -LEFT), len(SHADES) - 1: ("hoogste", after)}
    key = [
        {
            "left": FIRST_SQUARE + i * SQUARE - LEFT,
            "fill": shade,
            "word": words.get(i, ("", 0))[0],
            "said": words.get(i, ("", 0))[1],
        }
        for i, shade in enumerate(SHADES)
    ]
    sizes: Any = {"r": "int8", "c": "int8", "y": "int16", "s": "int8", "e": "int8"}
    found_data = {
        CELLS: pd.DataFrame(cells).astype(sizes),
        LABELS: pd.DataFrame(labels),
        HEADS: pd.DataFrame(heads),
        KEY: pd.DataFrame(key),
        TAILS: pd.DataFrame({"text": list(tails)}),
    }
    return found_data, top + 2


def _role(code: str, own: str | None, held: str | None) -> str:
    roles = {PROVINCE: colours.PROVINCE, held: colours.NEDERLAND, own: colours.GEMEENTE}
    return roles.get(code, colours.TEXT)


def _two_lines(name: str) -> str:
    """A long name broken where it may be: after a hyphen or at a space, the lines about as long."""
    if len(name) <= 10:
        return name
    breaks = [i + (sign == "-") for i, sign in enumerate(name) if sign in "- "]
    if not breaks:
        return name
    at = min(breaks, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:at].rstrip()}\n{name[at:].lstrip()}"


def heat(data: dict[str, pd.DataFrame], height: int) -> dict[str, Any]:
    """The Vega-Lite spec for the data of :func:`heat_data`, without the data itself; change it only in a copy."""
    heads = data[HEADS]
    spec = _heat(float(heads["x"].max()) + 1, height)
    # Lists to look up in, so that a cell is a few small numbers: each byte goes over the line at every change.
    given = {
        "plek": heads["x"].tolist(),
        "wie": [text.replace("-\n", "-").replace("\n", " ") for text in heads["text"]],
        "staart": data[TAILS]["text"].tolist(),
        "kleur": [colours.MISSING, *SHADES],
        "inkt": [colours.TEXT, *map(ink, SHADES)],
    }
    return {**spec, "params": [*spec["params"], *({"name": n, "value": v} for n, v in given.items())]}


@lru_cache(maxsize=16)
def _heat(columns: float, height: int) -> dict[str, Any]:
    # The cells stand on pixels from the top; only their width follows the screen.
    x: dict[str, Any] = {"scale": alt.Scale(domain=[0, columns], nice=False, zero=True), "axis": None}
    in_pixels: dict[str, Any] = {"scale": None, "axis": None}
    cells = alt.Chart(alt.NamedData(CELLS)).transform_calculate(
        x1="plek[datum.c] + 0.02",
        x2="plek[datum.c] + 0.98",
        at="plek[datum.c] + 0.5",
        bottom=f"datum.y + {ROW - 2}",
        middle=f"datum.y + {ROW / 2 - 1}",
    )
    box = {
        "x": alt.X("x1:Q", **x),
        "x2": "x2:Q",
        "y": alt.Y("y:Q", **in_pixels),
        "y2": "bottom:Q",
    }
    clicked = alt.selection_point(name=CLICK, fields=["r"], on="click", toggle=False, empty=False)
    there = f"datum.t != '{NO_FIGURE}'"
    fills = cells.mark_rect(strokeWidth=1, strokeDash=alt.expr(f"{there} ? [1, 0] : [3, 3]")).encode(
        color=alt.value(alt.expr("kleur[datum.s + 1]")),
        stroke=alt.condition("datum.s < 0", alt.value(colours.OTHER), alt.value(None)),
        **box,
    )
    numbers = (
        cells.mark_text(
            lineBreak=" ",
            lineHeight=13,
            baseline="middle",
            fontSize=alt.expr(f"{there} ? 14 : 11"),
            fontStyle=alt.expr(f"{there} ? 'normal' : 'italic'"),
            dy=alt.expr(f"{there} ? 0 : -6"),
        )
        .encode(
            x=alt.X("at:Q", **x),
            y=alt.Y("middle:Q", **in_pixels),
            text="shown:N",
            color=alt.value(alt.expr(f"{there} ? inkt[datum.s + 1] : '{colours.MUTED}'")),
        )
        .transform_calculate(
            # An amount stays on one line, "geen cijfer" takes two.
            shown=f"{there} ? replace(datum.t, ' ', '\u00a0') : datum.t"
        )
    )
    touch = (
        cells.mark_rect(opacity=0, cursor="pointer")
        .encode(**box, tooltip=alt.value(alt.expr("wie[datum.c] + ': ' + datum.t + staart[datum.e]")))
        .add_params(clicked)
    )
    heads = alt.Chart(alt.NamedData(HEADS))
    head_x = alt.X("at:Q", **x)
    names = (
        heads.transform_calculate(at="datum.x + 0.5")
        .mark_text(
            lineBreak="\n",
            baseline="bottom",
            lineHeight=15,
            fontSize=12.5,
            fontWeight=alt.expr(f"datum.ink == '{colours.TEXT}' ? 400 : 700"),
        )
        .encode(x=head_x, y=alt.value(HEAD + 14), text="text:N", color=alt.Color("ink:N", scale=None))
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
    labels = alt.Chart(alt.NamedData(LABELS))
    left = alt.value(-LEFT)
    titles = labels.mark_text(
        align="left",
        fontSize=14,
        fontWeight=alt.expr("datum.kind == 'thema' ? 700 : 400"),
    ).encode(x=left, y=alt.Y("y:Q", **in_pixels), text="text:N")
    below = (
        labels.transform_calculate(under="datum.y + 14")
        .mark_text(align="left", fontSize=12, color=colours.MUTED)
        .encode(x=left, y=alt.Y("under:Q", **in_pixels), text="below:N")
    )
    # Above the titles and in their column: how the shades go.
    key = alt.Chart(alt.NamedData(KEY))
    squares = key.mark_rect(
        x=alt.expr("datum.left"), x2=alt.expr(f"datum.left + {SQUARE}"), y=0, y2=13
    ).encode(color=alt.Color("fill:N", scale=None))
    words = key.mark_text(
        x=alt.expr("datum.said"), y=11, align="left", fontSize=12, color=colours.MUTED
    ).encode(text="word:N")
    key_of_shades = alt.layer(squares, words)
    # The name of a row answers to a click as its cells do.
    names_touch = (
        labels.transform_filter("datum.r >= 0")
        .transform_calculate(above="datum.y - 16", bottom=f"datum.y + {ROW - 18}")
        .mark_rect(opacity=0, cursor="pointer", x=-LEFT, x2=0)
        .encode(y=alt.Y("above:Q", **in_pixels), y2="bottom:Q", tooltip=alt.value(alt.expr("datum.full")))
    )
    drawn = alt.layer(
        fills, numbers, names, framed, titles, below, key_of_shades, names_touch, touch
    ).properties(width="container", height=height)
    spec = with_base(drawn.to_dict())
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec
