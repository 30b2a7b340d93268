"""A section of the profile as a list in words, for a phone: a table would show the first columns only."""

from __future__ import annotations

import streamlit as st

from compare.rules.profile_row import ProfileRow
from compare.wording.profile_row import row_sentences
from ui.choose import url as choice
from ui.gemeente import opened
from ui.gemeente import view as profile
from ui.parts.literal import literal
from ui.verhalen.draw import beside_figures


def show(
    mine: profile.Profile,
    section: profile.Section,
    chosen: ProfileRow | None,
    slug: str,
    *,
    heading: bool = True,
) -> None:
    """Per figure its name, to press, and the figure with its differences; below the ``chosen`` one what it opens.

    ``slug``: the URL name of what the reader compares with.
    """
    if heading:
        st.header(section.title, anchor=section.id)
    for row in section.rows:
        item(section, row, row is chosen)
        if row is chosen:
            with st.container(border=True):
                opened.show(row, slug)
    if below := profile.notes(section.rows, mine.comparator):
        st.caption(below)
    if section.theme:
        beside_figures(mine.gemeente, section.theme)


def show_later(mine: profile.Profile, section: profile.Section, chosen: ProfileRow | None, slug: str) -> None:
    """The list of one of many sections: made when the reader opens it."""
    here = chosen is not None and chosen in section.rows
    part = st.expander(section.title, expanded=here, key=f"lijst_deel_{section.id}", on_change="rerun")
    if part.open:
        with part:
            show(mine, section, chosen, slug, heading=False)


def item(section: profile.Section, row: ProfileRow, is_open: bool) -> None:
    """A name that opens its figure, and closes it again."""
    id = row.indicator.id
    with st.container(gap=None):
        st.button(
            f"**{row.indicator.short_title}**",
            key=f"lijst_{section.id}_{id}",
            type="tertiary",
            icon=":material/expand_less:" if is_open else ":material/expand_more:",
            icon_position="right",
            on_click=choice.choose,
            kwargs={choice.INDICATOR: None if is_open else id},
        )
        figure, *rest = row_sentences(profile.compared_row(row), row)
        st.markdown(f"**{literal(figure)}**  \n{literal(' '.join(rest))}")
