"""What every page says when it does not show the newest there is on this server."""

from __future__ import annotations

import streamlit as st

from monitor import division, store

FIGURES = "Deze server kan de nieuwste cijfers nu niet lezen. U ziet de laatste cijfers die wel kloppen."
BOUNDARIES = (
    "Er staan nieuwere grenzen op deze server, maar die zijn niet heel. U ziet de kaart van daarvoor."
)


def of_last_good() -> None:
    """Tell that these are the last good figures or boundaries; nothing when they are those on disk."""
    notices = [FIGURES] if store.state().refused else []
    if division.refused():
        notices.append(BOUNDARIES)
    if notices:
        st.info(" ".join(notices), icon=":material/history:")
