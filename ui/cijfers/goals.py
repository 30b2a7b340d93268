"""Doelen: the 12 goals of the Sociale Agenda in full, each with the way to its figures."""

from __future__ import annotations

import streamlit as st

from monitor import agenda
from ui.choose import site
from ui.choose import url as choice
from ui.data import catalogue, with_figures


def _counted(with_figures: int, missing: int) -> str:
    """ "8 indicatoren met cijfers, 2 zonder"."""
    if not with_figures:
        return f"Nog geen cijfers, wel {missing} {'indicator' if missing == 1 else 'indicatoren'}"
    text = f"{with_figures} {'indicator' if with_figures == 1 else 'indicatoren'} met cijfers"
    return f"{text}, {missing} zonder" if missing else text


def show() -> None:
    """The 12 goals in full, each with the figures that say something about it."""
    sociale_agenda = agenda.load()
    measured = {indicator.id for indicator in with_figures()}
    st.markdown(
        "De provincie heeft in de Sociale Agenda 2024-2029 twaalf doelen gesteld. Het jaarverslag zegt niet welk cijfer "
        "bij welk doel hoort. Deze indeling is van de monitor. Een cijfer laat zien hoe het gaat, niet of het beleid "
        "werkt."
    )
    for theme in catalogue().themes:
        of_theme = [goal for goal in sociale_agenda.goals if goal.theme == theme.id]
        if not of_theme:
            continue
        st.header(theme.title, anchor=theme.id)
        for goal in of_theme:
            about_goal = [
                indicator for indicator in catalogue().indicators.values() if goal.number in indicator.goals
            ]
            with_figures_here = sum(1 for indicator in about_goal if indicator.id in measured)
            st.markdown(f"**Doel {goal.number}.** {goal.text}")
            if about_goal:
                st.page_link(
                    site.pages()["cijfers"],
                    label=_counted(with_figures_here, len(about_goal) - with_figures_here),
                    icon=":material/search:",
                    query_params=choice.carried(choice.PINNED, zoek=f"doel {goal.number}"),
                )
            else:
                st.caption("Voor dit doel hebben wij geen cijfer.")
    st.caption(f"Bron van de tekst: {sociale_agenda.goals_source}.")
