"""A story on a page: whole as a card, or brief beside figures."""

from __future__ import annotations

import streamlit as st

from monitor.story import Story, themes
from ui.choose import site
from ui.choose import url as choice
from ui.parts.literal import literal
from ui.verhalen.view import amount_text, reach_text, sources_text, where


def card(story: Story) -> None:
    """All of it: title, place and years, the text, what it cost and whom it reaches, and where that stands."""
    st.markdown(f"**{literal(story.title)}**")
    when = f" · {story.years}" if story.years else ""
    goals = f" · doel {', '.join(map(str, story.goals))}" if story.goals else ""
    st.caption(literal(f"{themes()[story.theme]} · {where(story)}{when}{goals}"))
    st.markdown(literal(story.text))
    lines = [f"Bedrag: {amount_text(amount)}" for amount in story.amounts]
    lines += [f"Bereik: {reach_text(reach)}" for reach in story.reach]
    if lines:
        st.markdown("\n".join(f"- {literal(line)}" for line in lines).replace("€ ", "€\u00a0"))
    st.caption(literal(sources_text(story)))


def brief(story: Story) -> None:
    """Beside figures: title, place and the text; a story tells and does not prove."""
    st.markdown(f":small[:material/auto_stories: **{literal(story.title)}**, {literal(where(story))}]")
    st.caption(literal(f"{story.text} {sources_text(story)}"))


def beside_figures(shown: tuple[Story, ...], theme: str | None = None) -> None:
    """Two or three stories under a heading, and the way to all of them."""
    if not shown:
        return
    st.markdown("**Verhalen erbij**")
    for story in shown[:3]:
        brief(story)
    st.page_link(
        site.pages()["verhalen"],
        label="Meer verhalen",
        icon=":material/auto_stories:",
        query_params=choice.carried(choice.PINNED, **({choice.THEME: theme} if theme else {})),
    )
