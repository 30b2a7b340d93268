"""Hoe verschillen de gemeenten? The 12 side by side on what one needs to know, or two figures of all gemeenten together."""

import streamlit as st

from ui.choose import pickers
from ui.choose import url as choice
from ui.vergelijk import side_by_side, two_figures
from ui.vergelijk.exhibits import PAIR, TABLE, TITLE

PARTS = {TABLE: "Alle gemeenten naast elkaar", PAIR: "Twee cijfers samen"}

st.title(TITLE)
with choice.row(gap="medium"):
    part = pickers.pick_part("Toon", PARTS)
    if part == TABLE:
        order = side_by_side.pick_order()
    else:
        x, y = two_figures.pick_two()
if part == TABLE:
    side_by_side.show(order)
else:
    two_figures.show(x, y)
