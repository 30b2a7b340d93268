"""Welke cijfers horen bij welk doel? The goals of the Sociale Agenda, its annual report, and brede welvaart: three
entrances to the same figures, each with what is known and what is not."""

import streamlit as st

from monitor.province import PROVINCE, TEXTS_OF_PROVINCE
from monitor.regions import name
from ui.choose import frame, pickers
from ui.doelen import draw
from ui.parts.literal import literal

#: In the URL: the entrance, what it is called, the question of the page, and what shows it.
ENTRANCES = {
    "doelen": ("Doelen", "Welke cijfers horen bij welk doel?", draw.by_goal),
    "jaarverslag": ("Jaarverslag", "Welke cijfers staan in het jaarverslag?", draw.by_report),
    "brede-welvaart": ("Brede welvaart", "Welke cijfers horen bij brede welvaart?", draw.by_wellbeing),
}
if not TEXTS_OF_PROVINCE:
    ENTRANCES = {"brede-welvaart": ENTRANCES["brede-welvaart"]}

gemeente = frame.pinned_gemeente()
comparator, remark = frame.comparator(PROVINCE)

title = st.container()
entrance, *more = ENTRANCES
if more:
    entrance = pickers.pick_part(
        "Ingang", {id: text for id, (text, _, _) in ENTRANCES.items()}, label_shown=False
    )
_, question, show = ENTRANCES[entrance]
title.title(question)
if remark:
    st.caption(literal(f"Deze pagina gaat over {name(PROVINCE)}. {remark}"))
show(comparator, gemeente)
