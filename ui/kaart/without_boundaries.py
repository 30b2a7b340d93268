"""Buurten of which there are no boundaries yet: the strips where the map would be, and a list beside them."""

from __future__ import annotations

import streamlit as st

from ui.exhibit import Exhibit
from ui.kaart import draw, opened
from ui.kaart.exhibits import dots_note
from ui.kaart.view import MapView
from ui.parts.literal import literal

PER_WIJK = "Kies een gemeente, of klik op een rij: dan ziet u de buurten per wijk."
NO_BOUNDARIES = "Van buurten is er geen kaart: hun grenzen staan nog niet in deze monitor. De wijken staan wel op de kaart."


def show(view: MapView, beside: Exhibit, phone: bool) -> None:
    """The strips (``beside``) with what goes for them, then the legend and every buurt from high to low."""
    left, right = st.columns([5, 4], gap="medium")
    with left:
        draw.beside(view, beside)
        st.caption(literal(f"{dots_note(view)} {view.under_the_map}"))
    with right:
        # A phone has what is said of the reader's gemeente above it.
        if not phone or not view.beside_the_map:
            st.markdown(literal(view.beside_the_map or PER_WIJK))
        draw.legend(view)
        st.markdown(NO_BOUNDARIES)
        opened.of_the_whole_map(view)
