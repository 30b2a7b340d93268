"""Welke cijfers horen bij welk doel? The twelve goals of the Sociale Agenda, each with what is known, and what is not."""

import pandas as pd
import streamlit as st

from monitor import agenda
from monitor.province import PROVINCE
from monitor.regions import name
from ui import theme
from ui.choose import frame, site
from ui.choose import url as choice
from ui.doelen.view import GoalView, goals
from ui.parts.literal import literal
from ui.verhalen.draw import brief
from ui.verhalen.view import near

gemeente = frame.pinned_gemeente()
comparator, remark = frame.comparator(PROVINCE)


def show(view: GoalView) -> None:
    """A goal in its own words, the figures that come nearest, what is missing, and one or two stories."""
    st.subheader(f"Doel {view.goal.number}", anchor=f"doel-{view.goal.number}")
    st.markdown(f"**{literal(view.goal.text)}**")
    left, right = st.columns([3, 2], gap="large")
    with left:
        for figure in view.figures:
            st.markdown(
                literal(" ".join(filter(None, [figure.sentence, figure.moved]))).replace("€ ", "€\u00a0")
            )
            st.caption(literal(f"{figure.how_to_read} {figure.source}".strip()))
            st.page_link(
                site.pages()["trend"],
                label=figure.title,
                icon=":material/show_chart:",
                query_params=choice.carried(choice.PINNED, indicator=figure.indicator, wie=figure.population),
            )
        if view.goal.needed:
            st.info(literal(view.goal.needed), icon=":material/help:")
    with right:
        if view.strips:
            st.image(theme.drawing(view.strips), alt=view.strips_alt, width="stretch")
        for story in near(gemeente, goal=view.goal.number)[:2]:
            brief(story)


st.title("Welke cijfers horen bij welk doel?")
st.markdown(
    "De Sociale Agenda 2024-2029 heeft twaalf doelen. Bij elk doel staan de cijfers die er het dichtst bij komen. Zij meten "
    "het doel niet, en zij zeggen niet of beleid werkt."
)
if remark:
    st.caption(literal(f"Deze pagina gaat over {name(PROVINCE)}. {remark}"))
for of_theme in goals(comparator, gemeente):
    st.header(of_theme.title, anchor=of_theme.id)
    for one in of_theme.goals:
        with st.container(border=True):
            show(one)

st.header("Afspraken met een datum", anchor="afspraken")
st.dataframe(
    pd.DataFrame(
        [
            {
                "Afspraak": one.text,
                "Hoeveel": one.value,
                "Wanneer": one.by,
                "Wat weten wij ervan?": one.known,
                "Bron": one.source,
            }
            for one in agenda.load().targets
        ]
    ),
    hide_index=True,
    height="content",
    alt="Tabel: afspraken met een datum of een aantal, en wat daarvan bekend is",
)
st.caption(
    f"De doelen: {literal(agenda.load().goals_source)}. Welke cijfers bij welk doel staan, heeft deze monitor gekozen. "
    "Blauw is Drenthe, een donker streepje is waarmee u vergelijkt, grijs zijn de gemeenten, oranje is uw gemeente."
)
