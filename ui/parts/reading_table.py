"""A table to read: html of letters, which the browser finds, copies, enlarges and prints as any text.

What Streamlit draws on a canvas is for tables of which a reader sorts the columns or ticks a row: it needs 1.5 MB of scripts
and a tenth of a second per table before the page is there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from ui import theme
from ui.parts.literal import in_html
from ui.parts.once import once
from ui.parts.worded_number import WordedNumber

#: In a cell without anything.
NOTHING = "–"
#: Of a cell with a number.
_RIGHT = ' class="getal"'
#: Of a table that has its columns in line with those of others.
_IN_LINE = ' class="op-lijn"'
#: How the address of a drawing begins.
_DRAWING = "data:image"


@dataclass(frozen=True)
class Links:
    """Where the names of the rows lead: ``path``: the address of a page of ours, without slashes; ``choices``: of each row, what
    it chooses there; ``carried``: the choices of this reader that go along. Opened as the menu does (server/shell/shell.js)."""

    path: str
    choices: tuple[tuple[str, str], ...]
    carried: Mapping[str, str]


def show(
    table: pd.DataFrame,
    *,
    alt: str,
    links: Links | None = None,
    widths: Sequence[int] = (),
    sortable: bool = False,
) -> None:
    """The table, with its first column as the names of the rows.

    ``table``: of texts, numbers that bring their text, and addresses of drawings (data:image...); kept with its view, and
    never changed. ``alt``: what it is. ``widths``: of the columns, in hundredths of the table, so that the columns of tables
    below each other are in line; without them each is as wide as what stands in it. ``sortable``: a click on the head of a
    column sorts by it (server/shell/shell.js).
    """
    of_rows = links and (links.path, links.choices)
    html = _html(table, alt, tuple(widths), sortable, theme.dark(), of_rows)
    carried = urlencode(links.carried) if links else ""
    st.html(html.replace(_CARRIED, in_html(f"&{carried}") if carried else ""))


#: Stands in the html, which is the same for all readers, where the choices of one come.
_CARRIED = "{carried}"


@once
def _html(
    table: pd.DataFrame,
    alt: str,
    widths: tuple[int, ...],
    sortable: bool,
    dark: bool,
    links: tuple[str, tuple[tuple[str, str], ...]] | None,
) -> str:
    columns = "".join(f'<col style="width: {width}%">' for width in widths)
    head = "".join(_head(str(name), table[name], sortable) for name in table)
    body = "".join(
        f'<tr><th scope="row">{_name(name, links, at)}</th>'
        + "".join(_cell(value, dark) for value in values)
        + "</tr>"
        for at, (name, *values) in enumerate(table.itertuples(index=False))
    )
    return (
        f'<div class="tabel" role="region" tabindex="0" aria-label="{in_html(alt)}">'
        f"<table{_IN_LINE if widths else ''}><colgroup>{columns}</colgroup>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(name: str, cells: pd.Series[Any], sortable: bool) -> str:
    right = _RIGHT if any(isinstance(cell, WordedNumber) for cell in cells) else ""
    text = in_html(name)
    return f'<th scope="col"{right}>{f"<button>{text}</button>" if sortable else text}</th>'


def _name(name: str, links: tuple[str, tuple[tuple[str, str], ...]] | None, at: int) -> str:
    if links is None:
        return in_html(name)
    path, choices = links
    return f'<a href="./{path}?{in_html(urlencode([choices[at]]))}{_CARRIED}">{in_html(name)}</a>'


def _cell(value: object, dark: bool) -> str:
    if isinstance(value, WordedNumber):
        by = "" if math.isnan(value) else f' data-getal="{value:g}"'
        return f"<td{_RIGHT}{by}>{in_html(value.text)}</td>"
    if not isinstance(value, str) or not value:
        return f"<td>{NOTHING}</td>"
    if value.startswith(_DRAWING):
        # The figures that it is drawn of stand beside it in words.
        return f'<td><img alt="" src="{in_html(theme.drawing_address(value, dark=dark))}"></td>'
    return f"<td>{in_html(value)}</td>"
