"""A story on a page: whole as a card, or brief beside figures."""

from __future__ import annotations

import streamlit as st

from monitor.division import kept
from monitor.stories import stories
from monitor.story import Story, themes
from ui.choose import site
from ui.choose import url as choice
from ui.parts.literal import literal
from ui.verhalen.beside import NO_PROOF, StoryText, beside, story_text
from ui.verhalen.view import amount_text, reach_text, sources_text, where

#: The key of what stands beside figures begins so; server/shell/shell.css gives it its columns.
BESIDE = "verhalen_bij"


def card(story: Story) -> None:
    """All of it: title, place and years, the text, what it cost and whom it reaches, and where that stands."""
    st.markdown(f"**{literal(story.title)}**")
    when = f" · {story.years.text}" if story.years else ""
    goals = f" · doel {', '.join(map(str, story.goals))}" if story.goals else ""
    st.caption(literal(f"{themes()[story.theme]} · {where(story)}{when}{goals}"))
    st.markdown(literal(story.text))
    lines = [f"Bedrag: {amount_text(amount)}" for amount in story.amounts]
    lines += [f"Bereik: {reach_text(reach)}" for reach in story.reach]
    if lines:
        st.markdown("\n".join(f"- {_literal(line)}" for line in lines))
    st.caption(literal(sources_text(story)))


def brief(story: Story) -> None:
    """Beside a goal: title, place and the text; a story tells and does not prove."""
    text = story_text(story)
    st.markdown(f":small[:material/auto_stories: **{literal(text.title)}**, {literal(text.about)}]")
    st.caption(_literal(f"{text.text} {text.below}"))


def beside_figures(region: str, theme: str | None) -> None:
    """The stories of a region about a theme (None: about any), and the way to all of them; nothing where there is none."""
    stories_beside = beside(region, theme)
    if stories_beside is None:
        return
    with st.container(key=f"{BESIDE}_{theme or 'alles'}", gap="xsmall"):
        st.markdown(_in_markdown(region, theme))
        st.page_link(
            site.pages()["verhalen"],
            label=literal(stories_beside.everything),
            icon=":material/auto_stories:",
            query_params=choice.carried(choice.PINNED, thema=theme),
        )


def of_theme(theme: str) -> None:
    """The way to the stories of a theme on their own map; nothing where there is none."""
    if any(story.theme == theme for story in stories()):
        st.page_link(
            site.pages()["verhalen"],
            label="Verhalen bij dit thema",
            icon=":material/auto_stories:",
            query_params=choice.carried(choice.PINNED, thema=theme),
        )


@kept(maxsize=512)
def _in_markdown(region: str, theme: str | None) -> str:
    stories_beside = beside(region, theme)
    assert stories_beside is not None
    return "\n".join(
        [
            f"**{literal(stories_beside.heading)}**",
            "",
            *map(_item, stories_beside.stories),
            "",
            f":small[{literal(NO_PROOF)}]",
        ]
    )


def _item(story: StoryText) -> str:
    return f"- **{literal(story.title)}** :small[{_literal(story.about)}]  \n  {_literal(story.text)}  \n  :small[{_literal(story.below)}]"


def _literal(text: str) -> str:
    """A line never ends between € and its amount."""
    return literal(text).replace("€ ", "€\u00a0")
