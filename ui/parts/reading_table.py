"""A table to read: html of letters, which the browser finds, copies, enlarges and prints as any text.

What Streamlit draws on a canvas needs 1.5 MB of scripts and a tenth of a second per table before the page is there, and a box
to tick where a reader expects a link.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
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
#: How the address of a drawing begins.
_DRAWING = "data:image"
#: Stands in the html, which is the same for all readers, where the choices of one come.
_CARRIED = "{carried}"


@dataclass(frozen=True)
class Links:
    """Where the names of the rows lead; opened as the menu does (server/shell/shell.js).

    ``path``: the address of a page of ours, without slashes; ``choice``: what a row chooses there; ``values``: per row which;
    ``carried``: the choices of this reader that go along; ``chosen``: the value that is chosen now, if any.
    """

    path: str
    choice: str
    values: tuple[str, ...]
    carried: Mapping[str, str]
    chosen: str | None = None

    def href(self, value: str) -> str:
        """Html: where a row leads, but for what is carried along."""
        return f'href="./{self.path}?{in_html(urlencode({self.choice: value}))}{_CARRIED}"'


@dataclass(frozen=True)
class Layout:
    """How the table is laid out.

    ``widths``: of the columns, in hundredths of the table, so that the columns of tables below each other are in line; without
    them each is as wide as what stands in it. ``only``: the columns that are shown, without it all. ``help``: column -> what
    is told of it where the pointer is. ``sortable``: a click on the head of a column sorts by it (shell.js), from high to low but for ``low_first``. ``scrolls``: a
    long table is as high as a screen and scrolls.
    """

    widths: tuple[int, ...] = ()
    only: tuple[str, ...] = ()
    help: tuple[tuple[str, str], ...] = ()
    sortable: bool = False
    low_first: tuple[str, ...] = ()
    scrolls: bool = False


PLAIN = Layout()


def show(table: pd.DataFrame, *, alt: str, links: Links | None = None, layout: Layout = PLAIN) -> None:
    """The table on the page; the arguments are those of :func:`markup`."""
    st.html(markup(table, alt=alt, links=links, layout=layout))


def markup(table: pd.DataFrame, *, alt: str, links: Links | None = None, layout: Layout = PLAIN) -> str:
    """The table in html, with its first column as the names of the rows.

    ``table``: of texts, numbers that bring their text, and addresses of drawings (data:image...); kept with its view, and
    never changed. ``alt``: what it is.
    """
    html = _html(table, alt, layout, theme.dark(), links and (links.path, links.choice, links.values))
    if links:
        if links.chosen is not None:
            there = links.href(links.chosen)
            html = html.replace(f"<a {there}", f'<a aria-current="true" {there}', 1)
        carried = urlencode(links.carried)
        html = html.replace(_CARRIED, in_html(f"&{carried}") if carried else "")
    return html


@once
def _html(
    table: pd.DataFrame,
    alt: str,
    layout: Layout,
    dark: bool,
    of_rows: tuple[str, str, tuple[str, ...]] | None,
) -> str:
    links = Links(*of_rows, carried={}) if of_rows else None
    kinds = [_kind(str(name), table[name], layout.only) for name in table]
    columns = "".join(f'<col style="width: {width}%">' for width in layout.widths)
    head = "".join(
        _head(str(name), kind, layout, drawn=bool(table[name].map(_is_drawing).any()))
        for name, kind in zip(table, kinds, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{_name(name, links.href(links.values[at]) if links else None)}</th>'
        + "".join(_cell(value, kind, dark) for value, kind in zip(values, kinds[1:], strict=True))
        + "</tr>"
        for at, (name, *values) in enumerate(table.itertuples(index=False))
    )
    kind = "tabel tabel-hoog" if layout.scrolls else "tabel"
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{in_html(alt)}">'
        f"<table{_class('op-lijn' if columns else '', 'rijen' if layout.sortable else '')}><colgroup>{columns}</colgroup>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _kind(name: str, cells: pd.Series[Any], only: tuple[str, ...]) -> str:
    """The class of the cells of a column: what is not shown stands there too, so that it can be sorted by."""
    hidden = bool(only) and name not in only
    number = any(isinstance(cell, WordedNumber) for cell in cells)
    return _class("getal" * number, "verborgen" * hidden)


def _class(*names: str) -> str:
    given = " ".join(filter(None, names))
    return f' class="{given}"' if given else ""


def _head(name: str, kind: str, layout: Layout, *, drawn: bool) -> str:
    help = dict(layout.help).get(name)
    about = f' title="{in_html(help)}"' if help else ""
    first = ' data-laag="eerst"' if name in layout.low_first else ""
    text = in_html(name)
    button = f"<button>{text}</button>" if layout.sortable and not drawn else text
    return f'<th scope="col"{kind}{about}{first}>{button}</th>'


def _name(name: str, href: str | None) -> str:
    return f"<a {href}>{in_html(name)}</a>" if href else in_html(name)


def _is_drawing(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_DRAWING)


def _cell(value: Any, kind: str, dark: bool) -> str:
    if isinstance(value, WordedNumber):
        by = "" if math.isnan(value) else f' data-getal="{float(value)}"'
        return f"<td{kind}{by}>{in_html(value.text or NOTHING)}</td>"
    if value == "" or pd.isna(value):
        return f"<td{kind}>{NOTHING}</td>"
    if _is_drawing(value):
        # The figures that it is drawn of stand beside it in words.
        return f'<td{kind}><img alt="" src="{in_html(theme.drawing_address(str(value), dark=dark))}"></td>'
    return f"<td{kind}>{in_html(str(value))}</td>"
