"""Welke verhalen horen bij de cijfers? Projects as documents tell of them: beside the figures, never as their proof."""

import streamlit as st

from monitor import agenda
from monitor.province import PROVINCE_NAME, TEXTS_OF_PROVINCE
from monitor.story import themes
from ui.choose import frame
from ui.choose import url as choice
from ui.parts.literal import literal, quoted
from ui.verhalen import on_map
from ui.verhalen.draw import card
from ui.verhalen.view import matching, whose

EVERY, GOAL = "alle", "doel"
#: So many at first; more when the reader asks.
FIRST, MORE = 24, "meer"

region = frame.pinned()

st.title("Welke verhalen horen bij de cijfers?")
st.markdown(
    "Tellen en vertellen: naast de cijfers staan projecten, zoals documenten erover vertellen, in onze eigen woorden. Een "
    "verhaal bewijst niets over een cijfer. Bedragen kunnen in meer documenten staan: tel ze niet op."
)
titles = themes()
with choice.row():
    theme = choice.pick(
        "Thema",
        choice.THEME,
        [EVERY, *titles],
        EVERY,
        format_func=lambda id: titles.get(id, "Alle thema's"),
        width=260,
    )
    goals = {str(goal.number): goal.text for goal in agenda.load().goals}
    goal = choice.pick(
        "Doel",
        GOAL,
        [EVERY, *goals],
        EVERY,
        format_func=lambda n: f"{n}. {goals[n]}" if n in goals else "Alle doelen",
        width=380,
    )
    text = choice.search("Zoek in de verhalen", placeholder="bijvoorbeeld: energie", width=240)

asked = (None if theme == EVERY else theme, None if goal == EVERY else int(goal), text)
shown = matching(region, *asked)
if TEXTS_OF_PROVINCE:
    on_map.show(on_map.per_gemeente(matching(None, *asked)), region)
st.markdown(f"**{literal(whose(region, shown))}**")
if not shown:
    with_words = f" met {quoted(text)}" if text else ""
    st.info(
        f"Hier is geen verhaal{with_words}. Kies een ander thema of doel, of maak het zoekveld leeg."
        if TEXTS_OF_PROVINCE
        else f"Er zijn nog geen verhalen van {PROVINCE_NAME}.",
        icon=":material/info:",
    )

everything = len(shown) <= FIRST or choice.chosen(MORE, [choice.ON], "", "meer") == choice.ON
with st.grid(min_column_width=320, gap="small", border=True):
    for story in shown if everything else shown[:FIRST]:
        with st.container():
            card(story)
if not everything:
    st.button(f"Toon alle {len(shown)}", on_click=choice.choose, kwargs={MORE: choice.ON})
st.caption(
    "Zelf een verhaal toevoegen of verbeteren? Dat kan zonder te programmeren: zie docs/verhalen.md in de code."
)
