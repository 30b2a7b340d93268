"""The tables in letters of a page, as a reader and the sorter have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


@dataclass
class Cell:
    """``number``: what it is sorted by; ``leads``: its link, or the drawing in it."""

    text: str = ""
    number: str | None = None
    is_number: bool = False
    hidden: bool = False
    leads: str | None = None
    chosen: bool = False

    @property
    def value(self) -> str | float:
        """As the sorter has it."""
        return float(self.number or "nan") if self.is_number else self.text


class Table(HTMLParser):
    """``alt``: what it is; ``rows``: the head and the others."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.alt, self._inside = "", False
        self.rows: list[list[Cell]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "div":
            self.alt = given["aria-label"] or ""
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            kind = str(given.get("class")).split()
            self.rows[-1].append(Cell("", given.get("data-getal"), "getal" in kind, "verborgen" in kind))
            self._inside = True
        elif tag in ("a", "img"):
            self.rows[-1][-1].leads = given.get("href") or given.get("src")
            self.rows[-1][-1].chosen = "aria-current" in given

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1].text += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("th", "td")

    def frame(self, part: Callable[[Cell], object], *, hidden: bool = True) -> pd.DataFrame:
        """Name of the row -> that part of its cells, under the heads; ``hidden``: with the columns that are not shown."""
        head, *rows = self.rows
        content = pd.DataFrame(
            [[part(cell) for cell in row] for row in rows],
            columns=[cell.text for cell in head],
            index=[row[0].text for row in rows],
        )
        return content if hidden else content.loc[:, [not cell.hidden for cell in head]]

    @property
    def chosen(self) -> list[str]:
        """The names of the rows that are marked."""
        return [row[0].text for row in self.rows if row[0].chosen]


def tables(app: AppTest) -> list[Table]:
    """All of a page, in order."""
    return [Table(html) for html in _bodies(app.main)]


def _bodies(node: Any) -> Iterator[str]:
    for child in node.children.values():
        if hasattr(child, "children"):
            yield from _bodies(child)
        elif child.type == "html" and 'class="tabel' in child.proto.body:
            yield child.proto.body


def texts(app: AppTest, number: int = 0) -> pd.DataFrame:
    """A table as it is read; name of the row -> row, with that name as its first column too."""
    return tables(app)[number].frame(lambda cell: cell.text)


def values(app: AppTest, number: int = 0) -> pd.DataFrame:
    """A table as the sorter has it: numbers where these are, NaN where one is missing, else texts."""
    return tables(app)[number].frame(lambda cell: cell.value)
