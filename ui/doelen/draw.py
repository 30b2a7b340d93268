"""The page Doelen, drawn: the goals, the charts of the annual report, and brede welvaart."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from compare.rules.comparator import Comparator
from compare.wording import report
from monitor import agenda
from monitor.province import PROVINCE_NAME
from ui import theme
from ui.choose import site
from ui.choose import url as choice
from ui.cijfers.report import what
from ui.doelen.entrances import ChartView, chapters, questions
from ui.doelen.view import GoalView, Near, goals
from ui.parts import reading_table
from ui.parts.literal import literal
from ui.parts.screen import on_phone
from ui.verhalen.draw import brief
from ui.verhalen.view import near

_COLOURS = (
    f"Blauw is {PROVINCE_NAME}, een donker streepje is waarmee u vergelijkt, grijs zijn de gemeenten, oranje is uw "
    "gemeente."
)

NO_CHART = "Deze grafiek kunnen wij niet maken: de monitor heeft dit cijfer niet."


def _sentences(near: Near) -> None:
    """The figures in words, each with the way to its trend."""
    for figure in near.figures:
        st.markdown(literal(" ".join(filter(None, [figure.sentence, figure.moved]))).replace("€ ", "€\u00a0"))
        st.caption(literal(f"{figure.how_to_read} {figure.source}".strip()))
        st.page_link(
            site.pages()["trend"],
            label=figure.title,
            icon=":material/show_chart:",
            query_params=choice.carried(choice.PINNED, indicator=figure.indicator, wie=figure.population),
        )


def _strips(near: Near) -> None:
    """The same figures as a row of dots each."""
    if near.strips:
        st.image(theme.drawing(near.strips), alt=near.strips_alt, width="stretch")


def _missing(text: str) -> None:
    """What is not there."""
    st.info(literal(text), icon=":material/help:")


def _beside() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Room for words and for what stands beside them; on a phone below them."""
    left, right = st.columns([3, 2], gap="small" if on_phone() else "large")
    return left, right


def _known(near: Near, needed: str | None) -> None:
    """The figures in words, and what is not there."""
    _sentences(near)
    if needed:
        _missing(needed)


def _goal(view: GoalView, gemeente: str | None) -> None:
    """A goal in its own words, the figures that come nearest, what is missing, and one or two stories."""
    st.subheader(f"Doel {view.goal.number}", anchor=f"doel-{view.goal.number}")
    st.markdown(f"**{literal(view.goal.text)}**")
    left, right = _beside()
    with left:
        _known(view.near, view.goal.needed)
    with right:
        _strips(view.near)
        for story in near(gemeente, goal=view.goal.number)[:2]:
            brief(story)


def by_goal(comparator: Comparator, gemeente: str | None) -> None:
    """The twelve goals, and what was agreed with a date."""
    st.markdown(
        "De Sociale Agenda 2024-2029 heeft twaalf doelen. Bij elk doel staan de cijfers die er het dichtst bij komen. Zij "
        "meten het doel niet, en zij zeggen niet of beleid werkt."
    )
    for of_theme in goals(comparator, gemeente):
        st.header(of_theme.title, anchor=of_theme.id)
        for one in of_theme.goals:
            with st.container(border=True):
                _goal(one, gemeente)
    st.header("Afspraken met een datum", anchor="afspraken")
    targets = pd.DataFrame(
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
    )
    reading_table.show(targets, alt="Tabel: afspraken met een datum of een aantal, en wat daarvan bekend is")
    st.caption(
        f"De doelen: {literal(agenda.load().goals_source)}. Welke cijfers bij welk doel staan, heeft deze monitor gekozen. "
        + _COLOURS
    )


def _chart(view: ChartView) -> None:
    """A chart of the report: the figure of the monitor or that there is none, beside what the report prints."""
    st.subheader(f"Grafiek {view.number}", anchor=f"grafiek-{view.number}")
    st.markdown(f"**{literal(view.title)}**")
    caption = f"Onder de grafiek staat: “{view.caption}”. Dat het dit cijfer is, is {view.sure}. {view.note}"
    st.caption(literal(caption.strip()))
    left, right = _beside()
    with left:
        _known(view.near, None if view.near.figures else NO_CHART)
    with right:
        _strips(view.near)
        st.markdown("**Zo staat het in het jaarverslag**")
        for one in view.printed:
            st.markdown(literal(f"“{one.figure.quote}”"))
            differs = f"{what(one)}. In de monitor: {report.ours_text(one)}. {report.why_text(one)}"
            st.caption(literal(differs))
        if not view.printed:
            st.caption("De tekst noemt bij deze grafiek geen waarde.")


def by_report(comparator: Comparator, gemeente: str | None) -> None:
    """The 16 charts of the annual report in its own order."""
    st.markdown(
        "Het jaarverslag van de Sociale Agenda over 2025 heeft 16 grafieken. Hier staan ze in dezelfde volgorde, met het "
        "nieuwste cijfer van de monitor en daarnaast wat het jaarverslag schrijft. Een cijfer laat zien hoe het gaat, niet "
        "of beleid werkt."
    )
    for chapter in chapters(comparator, gemeente):
        st.header(literal(chapter.title))
        for one in chapter.charts:
            with st.container(border=True):
                _chart(one)
    st.page_link(
        site.pages()["cijfers"],
        label="Alle cijfers van het jaarverslag naast de monitor",
        icon=":material/table:",
        query_params=choice.carried(choice.PINNED, deel="jaarverslag"),
    )
    st.caption(
        f"Bron van de citaten: Jaarverslag Sociale Agenda 2025, provincie {PROVINCE_NAME}. Van de grafieken hebben wij "
        f"alleen het onderschrift en de tekst ernaast. {_COLOURS}"
    )


def by_wellbeing(comparator: Comparator, gemeente: str | None) -> None:
    """Brede welvaart: here and now, later, elsewhere."""
    st.markdown(
        "De Sociale Agenda noemt brede welvaart haar kompas: hoe gaat het met mensen hier en nu, en wat betekent dat voor "
        "later en voor elders? Deze cijfers beschrijven dat. Zij zeggen niet of beleid werkt."
    )
    for view in questions(comparator, gemeente):
        st.header(view.question.title, anchor=view.question.id)
        st.markdown(literal(view.question.text))
        for one in view.subjects:
            with st.container(border=True):
                st.subheader(literal(one.subject.title), anchor=False)
                left, right = _beside()
                with left:
                    _known(one.near, one.subject.needed)
                with right:
                    _strips(one.near)
    source = agenda.load().wellbeing.source
    st.caption(
        f"{literal(source[:1].upper() + source[1:])}. Welk cijfer waar staat, heeft deze monitor gekozen. {_COLOURS}"
    )
