"""The map on the screen, with a list that chooses too for who uses the keyboard; its legend; and the chart beside it."""

from __future__ import annotations

from urllib.parse import urlencode
from zlib import crc32

import pandas as pd
import streamlit as st

from compare.edition import per_edition
from compare.own_edition import is_own
from compare.wording.clauses import who_when
from geo import features, layers
from monitor.dutch import NO_FIGURE
from monitor.province import GEMEENTEN, PROVINCE_SLUG
from monitor.regions import members_of, name
from opendata.filters import VERSION
from opendata.layers import labels
from ui import theme
from ui.charts import bars
from ui.charts.base import sent
from ui.choose import regions
from ui.choose import url as choice
from ui.data import data_version
from ui.exhibit import Exhibit
from ui.kaart import choices, clicks, drawing
from ui.kaart.areas import AREAS
from ui.kaart.view import MapView, plain
from ui.parts import exhibits, steady_chart
from ui.parts.screen import draws_maps

BARS = "kaart_staven"
#: The gemeenten as a list behind the map.
LIST = "kaart_lijst"

#: Pixels of the map on a wide screen (a laptop's; a beamer has more room beside it) and on a phone, to fit the view in.
WIDE, PHONE = (640, 500), (350, 360)


def the_map(view: MapView, shown: Exhibit, phone: bool) -> None:
    """The map; deck.gl draws it for who zooms in."""
    alt = f"{shown.alt} De cijfers staan ook bij de staven en in de tabel."
    # Twelve gemeenten are large enough; on a phone the finger is for the page, and embedded the wheel is for the page around it.
    many = view.area is not AREAS[PROVINCE_SLUG]
    room = not phone and not st.context.is_embedded
    can_zoom = many and room and draws_maps() and not is_own(view.indicator.id)
    zoomed_in = can_zoom and choices.zoomed_in()
    if can_zoom:
        choices.pick_zoom(zoomed_in)
    if zoomed_in:
        to_zoom_in(view, alt)
    else:
        as_a_drawing(view, alt, PHONE if phone else WIDE)
    list_of_gemeenten()


def _address(path: str, **query: str) -> str:
    """Below the open data, everything on the map in one edition: nothing that the browser kept from before a refresh."""
    version = f"{crc32(data_version().encode()):x}"
    return f"./open-data/{path}?{urlencode({**query, VERSION: version})}"


def to_zoom_in(view: MapView, alt: str) -> None:
    """deck.gl: the browser fetches the shapes once; another figure or year is only another expression."""
    width, height = WIDE
    deck = layers.choropleth(
        view.area.level,
        _address(f"map/shapes/{view.area.level}.geojson"),
        layers.steps(view.area.level, plain(view.here), view.classes),
        view.classes,
        labels=_address(
            f"map/labels/{view.area.level}.json", indicator=view.indicator.id, population=view.population
        ),
        year=view.year,
        selected=view.gemeente,
        subject=f"{view.indicator.title}, {who_when(view.population, view.year, before=view.indicator.title)}",
        width=width,
        height=height,
        focus=view.gemeente if view.zoomed else None,
        inks=theme.inks(),
        boundaries=_address("boundaries/{level}.geojson"),
    )
    st.pydeck_chart(deck, height=height, on_select=clicks.on_the_map, key=clicks.MAP, alt=alt)


@per_edition(100)
def _rows(view: MapView) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows of :func:`ui.kaart.drawing.rows`, and the regions without a figure."""
    here = view.drawn[view.drawn["year"] == view.year]
    here = here.assign(label=labels(here, view.indicator))
    per_region = features.shown(view.area.level, here, years=[view.year], missing=NO_FIGURE)
    shown = {code: of_years[view.year] for code, of_years in per_region.items()}
    without = tuple(code for code, (value, _) in shown.items() if value is None)
    return drawing.rows(shown, view.year, view.area.boundary_year, view.classes), without


def as_a_drawing(view: MapView, alt: str, size: tuple[int, int]) -> None:
    """Vega: the map seen whole, as the charts beside it are drawn."""
    rows, without_figure = _rows(view)
    own = sorted(members_of(view.gemeente) & set(GEMEENTEN)) if view.gemeente else []
    spec = drawing.spec(
        view.area.level,
        _address("map/shapes/{level}.geojson"),
        size,
        view.gemeente if view.zoomed else None,
        tuple(own),
        without_figure,
    )
    # Another gemeente makes it a new drawing, so that an old click cannot speak against the URL.
    key = f"{clicks.MAP}_getekend_{view.gemeente}"
    steady_chart.show(
        theme.chart(sent(spec, {drawing.ROWS: rows})),
        alt,
        key=key,
        on_select=lambda: clicks.on_the_drawing(key),
        selection_mode=drawing.CLICK,
    )


def list_of_gemeenten() -> None:
    """The gemeenten as a list right behind the map, in sight when the keyboard is there: each arrow key chooses."""
    slugs = list(regions.gemeente_slugs())
    own = st.query_params.get(choice.GEMEENTE, "").lower()
    st.session_state[LIST] = own if own in slugs else None
    with st.container(key=f"alleen_toetsen_{LIST}"):
        st.radio(
            "Kies een gemeente op de kaart",
            slugs,
            index=None,
            format_func=lambda slug: name(regions.gemeente_slugs()[slug]),
            horizontal=True,
            key=LIST,
            on_change=lambda: choice.choose(gemeente=st.session_state[LIST]),
        )


def legend(view: MapView) -> None:
    """What the colours mean, and the ways to another view of the same map."""
    drawing, words = view.legend
    with choice.row(vertical_alignment="center", horizontal_alignment="distribute"):
        st.image(theme.drawing(drawing), alt=words)
        with st.container(gap=None, width="content"):
            choices.pick_colours(view)
            choices.pick_whole(view)


def beside(view: MapView, shown: Exhibit) -> None:
    """The bars or the wijken, that choose at a click."""
    # Another gemeente makes it a new chart, so that an old click cannot speak against the URL.
    key = f"{BARS}_{view.gemeente}"
    exhibits.show_steady(shown, key=key, on_select=lambda: clicks.on_a_bar(key), selection_mode=bars.CLICK)
