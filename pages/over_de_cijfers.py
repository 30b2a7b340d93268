"""Waar komt dit vandaan? Per indicator what it measures, of whom, who publishes it, how, and what we do not have."""

import streamlit as st

from ui.choose import pickers
from ui.cijfers import annual_report, comparing, goals, look_up, sources, this_monitor, which_figures

#: In the URL: the part that is open, what it is called, and what shows it.
PARTS = {
    "zoeken": ("Een cijfer opzoeken", look_up.show),
    "dekking": ("Welke cijfers hebben we?", which_figures.show),
    "bronnen": ("Bronnen", sources.show),
    "doelen": ("Doelen", goals.show),
    "jaarverslag": ("Naast het jaarverslag", annual_report.show),
    "vergelijken": ("Hoe wij vergelijken", comparing.show),
    "monitor": ("Over deze monitor", this_monitor.show),
}

st.title("Waar komt dit vandaan?")
part = pickers.pick_part("Onderdeel", {id: title for id, (title, _) in PARTS.items()}, label_shown=False)
_, show = PARTS[part]
show()
