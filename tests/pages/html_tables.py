"""The tables in letters of a page, as a reader and the sorter have them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


class _Cells(HTMLParser):
    """``rows``: of (text, number behind it, link or drawing in it)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, str | None, str | None]]] = []
        self._text, self._number, self._link, self._inside = "", None, None, False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self._text, self._number, self._link, self._inside = "", given.get("data-getal"), None, True
        elif tag in ("a", "img"):
            self._link = given.get("href") or given.get("src")

    def handle_data(self, data: str) -> None:
        self._text += data if self._inside else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self.rows[-1].append((self._text, self._number, self._link))
            self._inside = False


def _bodies(node: Any) -> Iterator[str]:
    for child in node.children.values():
        if hasattr(child, "children"):
            yield from _bodies(child)
        elif child.type == "html" and 'class="tabel"' in child.proto.body:
            yield child.proto.body


def _frame(app: AppTest, number: int, part: int) -> pd.DataFrame:
    head, *rows = _Cells(list(_bodies(app.main))[number]).rows
    content = [[cell[part] for cell in row] for row in rows]
    return pd.DataFrame(content, columns=[cell[0] for cell in head], index=[row[0][0] for row in rows])


def texts(app: AppTest, number: int = 0) -> pd.DataFrame:
    """A table as it is read; name of the row -> row, with that name as its first column too."""
    return _frame(app, number, 0)


def numbers(app: AppTest, number: int = 0) -> pd.DataFrame:
    """What the sorter has of it: NaN where there is no number."""
    return _frame(app, number, 1).iloc[:, 1:].astype(float)


def links(app: AppTest, number: int = 0) -> pd.DataFrame:
    """Where a cell leads, or the drawing in it; else None."""
    return _frame(app, number, 2)
