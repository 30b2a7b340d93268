"""A section of the profile as a table: its rows, and beside them the one that the reader opened."""

from __future__ import annotations

import streamlit as st

from compare.rules.profile_row import ProfileRow
from ui.choose import site
from ui.choose import url as choice
from ui.gemeente import exhibits, opened
from ui.gemeente import view as profile
from ui.parts import reading_table, tables
from ui.verhalen.draw import beside_figures

#: A longer table scrolls.
MOST_ROWS = 20


def show(mine: profile.Profile, section: profile.Section, chosen: ProfileRow | None, slug: str) -> None:
    """``chosen``: the row that is open, in any section; ``slug``: the URL name of what the reader compares with."""
    st.header(section.title, anchor=section.id)
    here = chosen if chosen in section.rows else None
    # The table stands in a first column either way, so that the browser keeps its sorting and its place.
    columns = st.columns([1, 1] if here else [1], gap="medium")
    with columns[0], st.container(key=f"profiel_{section.id}"):
        reading_table.show(
            section.table,
            alt=exhibits.table(mine.gemeente, slug, mine.population, section.id).alt,
            links=reading_table.Links(
                site.path_of("gemeente"),
                choice.INDICATOR,
                tuple(section.names),
                choice.carried(st.query_params, **{choice.INDICATOR: None}),
                here.indicator.id if here else None,
            ),
            layout=reading_table.Layout(
                # Beside what is opened there is room for three columns: whole, and not cut halfway a fourth.
                only=profile.narrow_columns(mine.comparator) if here else (),
                help=profile.HELP,
                sortable=True,
                low_first=(profile.PLACE,),
                scrolls=len(section.rows) > MOST_ROWS,
            ),
        )
    if here:
        # As high as a long table: the sentence and the whole picture fit, and the rest of the page stays where it is when
        # another row is opened.
        with columns[1], st.container(border=True, height=tables.height(MOST_ROWS, MOST_ROWS)):
            opened.show(here, slug, narrow=True)
    below = [profile.notes(section.rows, mine.comparator)]
    if len(section.rows) > MOST_ROWS:
        below.insert(0, f"{len(section.rows)} cijfers: schuif in de tabel voor de rest.")
    if any(below):
        st.caption(" ".join(below))
    if section.theme:
        beside_figures(mine.gemeente, section.theme)
