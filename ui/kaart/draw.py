"""The map on the screen, with a list that chooses too for who uses the keyboard; its legend; and the chart beside it."""

from __future__ import annotations

from urllib.parse import urlencode
from zlib import crc32

import streamlit as st

from compare.own_edition import is_own
from compare.wording.clauses import who_when
from geo import layers
from monitor.province import PROVINCE_SLUG
from monitor.regions import name
from opendata.filters import VERSION
from ui import theme
from ui.charts import bars
from ui.choose import regions
from ui.choose import url as choice
from ui.data import data_version
from ui.exhibit import Exhibit
from ui.kaart import choices, clicks, map_picture
from ui.kaart.areas import AREAS
from ui.kaart.exhibits import drawn
from ui.kaart.view import MapView, plain
from ui.parts import exhibits
from ui.parts.screen import draws_maps

BARS = "kaart_staven"
#: The gemeenten as a list behind the map.
LIST = "kaart_lijst"

#: Pixels of the map on a wide screen (a laptop's; a beamer has more room beside it) and on a phone, to fit the view in.
WIDE, PHONE = (640, 500), (350, 360)


def the_map(view: MapView, shown: Exhibit, phone: bool) -> None:
    """The map, drawn by the browser where that can."""
    width, height = PHONE if phone else WIDE
    alt = f"{shown.alt} De cijfers staan ook bij de staven en in de tabel."
    # A map in the browser fetches its figures at an address that everybody can ask.
    if draws_maps() and not is_own(view.indicator.id):
        in_the_browser(view, alt, phone, width, height)
    else:
        as_a_drawing(view, alt, width, height)
    list_of_gemeenten()


def in_the_browser(view: MapView, alt: str, phone: bool, width: int, height: int) -> None:
    """The browser fetches shapes and figures of all years once; another year is only another expression."""
    # Everything on the map in one edition: nothing that the browser kept from before a refresh.
    version = urlencode({VERSION: f"{crc32(data_version().encode()):x}"})
    query = urlencode({"indicator": view.indicator.id, "population": view.population})
    deck = layers.choropleth(
        view.area.level,
        f"./open-data/map/{view.area.level}.geojson?{query}&{version}",
        view.year,
        view.classes,
        selected=view.gemeente,
        subject=f"{view.indicator.title}, {who_when(view.population, view.year, before=view.indicator.title)}",
        width=width,
        height=height,
        # All of Drenthe is in view as it is: there the wheel and the finger are for the page.
        zoomable=view.area is not AREAS[PROVINCE_SLUG] and not phone,
        focus=view.gemeente if view.zoomed else None,
        inks=theme.inks(),
        boundaries=f"./open-data/boundaries/{{level}}.geojson?{version}",
    )
    st.pydeck_chart(deck, height=height, on_select=clicks.on_the_map, key=clicks.MAP, alt=alt)


def as_a_drawing(view: MapView, alt: str, width: int, height: int) -> None:
    """The same map for a browser that cannot draw the map itself."""
    tooltips = {
        region: f"{view.names[region]}: {view.text(value)}" for region, value in plain(view.here).items()
    }
    picture = drawn(view, (width, height))
    # Another gemeente makes it a new drawing, so that an old click cannot speak against the URL.
    key = f"{clicks.MAP}_getekend_{view.gemeente}"
    st.vega_lite_chart(
        spec=theme.chart(map_picture.on_screen(dict(picture.spec), picture.datasets, tooltips, height)),
        theme=None,
        width="stretch",
        key=key,
        on_select=lambda: clicks.on_the_drawing(key),
        selection_mode=map_picture.CLICK,
        alt=alt,
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
    exhibits.show_chart(shown, key=key, on_select=lambda: clicks.on_a_bar(key), selection_mode=bars.CLICK)
