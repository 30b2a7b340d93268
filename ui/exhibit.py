"""One thing shown: what a page, a file, a report and a presentation all need of it, made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class Chart:
    """A Vega-Lite picture. ``spec`` names its data, ``datasets`` holds them; ``width``: of the drawing in a file, in
    pixels, None for the usual one."""

    spec: Mapping[str, Any]
    datasets: Mapping[str, pd.DataFrame]
    width: int | None = None


@dataclass(frozen=True)
class Drawing:
    """A picture that is no chart: an SVG, whole."""

    svg: str


Picture = Chart | Drawing


@dataclass(frozen=True, eq=False)
class Exhibit:
    """Shared between readers: never change what it holds. All texts are Dutch and literal: nothing in them is Markdown.

    ``title``: of what, of whom and when; ``sentence``: what it shows, one or more sentences. ``picture`` is made when it is
    asked for, None where there is nothing to draw; ``alt`` tells it to who cannot see it. ``notes``: what else to know,
    under the picture; ``sources``: who published it, how the monitor calculated and what is left out. ``reading``: how to
    read it and what not to conclude. ``rows``: the observations behind it, with the columns of the data contract.
    ``table``: the same figures for people, None where the rows are that. ``sheet``: what a spreadsheet gets, None where that
    is each of the rows with what it is compared with; made when it is asked for. ``page`` and ``query`` lead to it: the name
    of a page in :mod:`ui.choose.site` and its choices, with what the reader compares with. ``file``: name of its files,
    without ending.
    """

    title: str
    sentence: str
    picture: Callable[[], Picture] | None
    alt: str
    rows: pd.DataFrame
    file: str
    page: str
    query: Mapping[str, str]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    table: pd.DataFrame | None = None
    sheet: Callable[[], pd.DataFrame] | None = None
    #: What its picture is called on a button: "Grafiek", "Kaart".
    kind: str = field(default="Grafiek")

    @property
    def heading(self) -> str:
        """The title and the sentence as one text: for the head of a file."""
        ending = "" if self.title.endswith("?") else "."
        return f"{self.title}{ending} {self.sentence}"

    @property
    def below(self) -> list[str]:
        """All that stands under the picture, each once."""
        return list(dict.fromkeys(text for text in (*self.notes, *self.sources) if text))
