"""What a click does on the map or on a bar: it chooses the gemeente, on every page."""

from __future__ import annotations

import streamlit as st

from geo import layers
from monitor.province import NEDERLAND, PROVINCE, PROVINCE_NAME
from monitor.regions import name, slug_of
from ui.charts import bars
from ui.choose import regions
from ui.choose import url as choice
from ui.kaart import areas, drawing

#: The map that the browser draws.
MAP = "kaart"
#: The region that was clicked last on it.
LAST_CLICK = "kaart_laatste_klik"


def choose_region(region: str | None) -> None:
    """Make the gemeente that was clicked the reader's own."""
    if region is None:
        return
    clicked = areas.gemeente(region)
    if clicked:
        choice.choose(gemeente=slug_of(clicked))
    elif region not in (PROVINCE, NEDERLAND):
        st.toast(f"U kunt alleen een gemeente in {PROVINCE_NAME} kiezen.", icon=":material/info:")


def on_the_map() -> None:
    """A region of the map that the browser draws."""
    # A second click on one region undoes the selection in the browser; for the reader it is a click all the same.
    clicked = layers.picked(st.session_state[MAP]) or st.session_state.get(LAST_CLICK)
    st.session_state[LAST_CLICK] = clicked
    choose_region(clicked)


def on_the_drawing(key: str) -> None:
    """An area of the map as a drawing; ``key``: of its widget."""
    points = st.session_state[key]["selection"].get(drawing.CLICK) or []
    choose_region(points[0]["code"] if points else None)


def on_a_bar(key: str) -> None:
    """A row of the chart beside the map; ``key``: of its widget."""
    points = st.session_state[key]["selection"].get(bars.CLICK) or []
    codes = {name(region): region for region in regions.gemeente_slugs().values()}
    choose_region(codes.get(points[0]["Gebied"]) if points else None)
