"""Welke cijfers horen bij welk doel? The goals of the Sociale Agenda, its annual report, and brede welvaart: three
entrances to the same figures, each with what is known and what is not."""

import streamlit as st

from monitor.province import PROVINCE
from monitor.regions import name
from ui.choose import frame
from ui.choose import url as choice
from ui.doelen import draw
from ui.parts.literal import literal

#: In the URL: the entrance, what it is called, and what shows it.
GOALS = "doelen"
ENTRANCES = {
    GOALS: ("Doelen", draw.by_goal),
    "jaarverslag": ("Jaarverslag", draw.by_report),
    "brede-welvaart": ("Brede welvaart", draw.by_wellbeing),
}

gemeente = frame.pinned_gemeente()
comparator, remark = frame.comparator(PROVINCE)

st.title("Welke cijfers horen bij welk doel?")
entrance = choice.pick(
    "Ingang",
    choice.PART,
    list(ENTRANCES),
    GOALS,
    format_func=lambda entrance: ENTRANCES[entrance][0],
    widget=st.segmented_control,
    required=True,
    wrap=True,
    label_visibility="collapsed",
)
if remark:
    st.caption(literal(f"Deze pagina gaat over {name(PROVINCE)}. {remark}"))
ENTRANCES[entrance][1](comparator, gemeente)
