"""A section of the profile as a table: its rows, and beside them the one that the reader ticked."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from compare.rules.profile_row import ProfileRow
from ui import theme
from ui.choose import url as choice
from ui.gemeente import exhibits, opened
from ui.gemeente import view as profile
from ui.parts import tables
from ui.parts.screen import on_phone

#: A longer table scrolls, so that what is opened beside it, or on a phone below it, is in sight at once.
MOST_ROWS, MOST_ROWS_ON_PHONE = 20, 7
#: Pixels for what is opened, beside a short table.
LEAST_ROOM = 560


def show(mine: profile.Profile, section: profile.Section, ticked: ProfileRow | None, slug: str) -> None:
    """``ticked``: the row that is open, in any section; ``slug``: the URL name of what the reader compares with."""
    st.header(section.title, anchor=section.id)
    here = ticked if ticked in section.rows else None
    # The table stands in a first column either way, so that the browser keeps its sorting and its place.
    columns = st.columns([1, 1] if here else [1], gap="medium")
    phone = on_phone()
    most = MOST_ROWS_ON_PHONE if phone else MOST_ROWS
    height = tables.height(len(section.rows), most)
    with columns[0]:
        tables.choosing_table(
            theme.table(section.table, profile.PICTURE),
            section.names,
            here.indicator.id if here else None,
            lambda id: choice.choose(indicator=id),
            key=f"profiel_{section.id}_{mine.key}",
            alt=exhibits.table(mine.gemeente, slug, mine.population, section.id).alt,
            height=height,
            column_config=profile.columns(mine.comparator),
            placeholder=profile.NOTHING,
        )
    if here:
        # As high as the table, so that the rest of the page stays where it is.
        room: int | Literal["content"] = "content" if phone else max(height, LEAST_ROOM)
        with columns[1], st.container(border=True, height=room):
            opened.show(here, slug, narrow=True)
    below = [profile.notes(section.rows, mine.comparator)]
    if len(section.rows) > most:
        below.insert(0, f"{len(section.rows)} cijfers: schuif in de tabel voor de rest.")
    if any(below):
        st.caption(" ".join(below))
