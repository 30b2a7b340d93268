"""Waar komt dit vandaan? Per indicator what it measures, of whom, who publishes it, how, and what we do not have."""

import streamlit as st

from ui.choose import url as choice
from ui.cijfers import annual_report, comparing, goals, look_up, sources, this_monitor, which_figures

LOOK_UP = "zoeken"
#: In the URL: the part that is open, what it is called, and what shows it.
PARTS = {
    LOOK_UP: ("Een cijfer opzoeken", look_up.show),
    "dekking": ("Welke cijfers hebben we?", which_figures.show),
    "bronnen": ("Bronnen", sources.show),
    "doelen": ("Doelen", goals.show),
    "jaarverslag": ("Naast het jaarverslag", annual_report.show),
    "vergelijken": ("Hoe wij vergelijken", comparing.show),
    "monitor": ("Over deze monitor", this_monitor.show),
}

st.title("Waar komt dit vandaan?")
part = choice.pick(
    "Onderdeel",
    choice.PART,
    list(PARTS),
    LOOK_UP,
    format_func=lambda part: PARTS[part][0],
    widget=st.segmented_control,
    required=True,
    wrap=True,
    label_visibility="collapsed",
)
_, show = PARTS[part]
show()
