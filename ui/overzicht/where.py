"""Where in the province: a small map of the first figure of a panel, with its highest and lowest."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.outlines import outlines
from monitor.dutch import years_text
from monitor.province import PROVINCE_SLUG
from ui.kaart.small_multiples import Scale, SmallMap, small_multiples
from ui.kaart.view import map_view, plain
from ui.overzicht.panels import Panel

#: In the URL: which panel the small map is of.
WHERE = "waar"


@dataclass(frozen=True, eq=False)
class Where:
    """``drawing``: an SVG; ``sentence``: highest and lowest; ``own``: the same of the reader's gemeente, or "";
    ``rows``: the observations on it and beside it; ``sources``: of the figures and of the boundaries."""

    title: str
    drawing: str
    sentence: str
    alt: str
    own: str
    rows: pd.DataFrame
    sources: tuple[str, ...]


def where(panel: Panel, gemeente: str | None, comparator_slug: str) -> Where:
    """The map of the gemeenten in the year of the panel, or of their newest year when they have no figure in it."""
    view = map_view(panel.indicator, panel.population, PROVINCE_SLUG, panel.year, gemeente, comparator_slug)
    drawing = small_multiples(
        [SmallMap(panel.year, plain(view.here), provisional=view.early)],
        outlines(view.area.level),
        [Scale((panel.year,), view.classes, "")],
        view.text,
        selected=gemeente,
        across=1,
        width=420,
    )
    alt = f"Kaart: {view.title}, {years_text([panel.year])}. {view.of_drenthe}"
    return Where(view.title, drawing, view.of_drenthe, alt, view.own_line, view.shown, view.sources)
