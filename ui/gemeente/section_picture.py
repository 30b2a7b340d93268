"""A section of the profile as a picture: its rows between other gemeenten, and below the clicked one what it opens."""

from __future__ import annotations

import streamlit as st

from compare.rules.profile_row import ProfileRow
from ui import theme
from ui.charts.base import sent
from ui.choose import url as choice
from ui.exhibit import Exhibit
from ui.gemeente import exhibits, opened, spine, spine_chart
from ui.gemeente import view as profile
from ui.parts.exhibits import picture_button
from ui.parts.screen import on_phone
from ui.verhalen.draw import beside_figures


def show(
    mine: profile.Profile,
    section: profile.Section,
    clicked: ProfileRow | None,
    slug: str,
    reading_before: str = "",
    *,
    heading: bool = True,
) -> str:
    """``clicked``: the row that is open, in any section; ``slug``: the URL name of what the reader compares with.

    Returns how to read it; that is left out when it was ``reading_before`` at the section before.
    """
    if heading:
        st.header(section.title, anchor=section.id)
    spine_view = spine.view(mine.gemeente, mine.comparator, mine.population, section.id)
    shown = exhibits.picture(mine.gemeente, slug, mine.population, section.id)
    if spine_view.reading != reading_before:
        st.caption(spine_view.reading)
    key = f"spin_{section.id}_{mine.key}_{clicked.indicator.id if clicked else ''}"
    if clicked and clicked in section.rows:
        # What stands above the clicked row stays where it is.
        after = section.rows.index(clicked) + 1
        draw(section, spine_view, shown.alt, key, 0, after)
        with st.container(border=True):
            opened.show(clicked, slug)
        if after < len(spine_view.lines):
            draw(section, spine_view, f"Vervolg van de grafiek: {section.title}.", key, after, None)
    else:
        draw(section, spine_view, shown.alt, key, 0, None)
    if note := profile.notes(section.rows, mine.comparator):
        st.caption(note)
    take_along(section, spine_view, shown)
    if section.theme:
        beside_figures(mine.gemeente, section.theme)
    return spine_view.reading


def show_later(
    mine: profile.Profile, section: profile.Section, clicked: ProfileRow | None, slug: str
) -> None:
    """The picture of one of many sections: drawn when the reader opens it."""
    here = clicked is not None and clicked in section.rows
    part = st.expander(section.title, expanded=here, key=f"spin_deel_{section.id}", on_change="rerun")
    if part.open:
        with part:
            show(mine, section, clicked, slug, heading=False)


def draw(
    section: profile.Section, spine_view: spine.SpineView, alt: str, key: str, first: int, until: int | None
) -> None:
    """The rows of the picture from ``first`` to ``until``. ``key``: another one after each click; in the old picture the
    row would stay chosen, and a second click undo it."""
    narrow = on_phone()
    data, height = spine_chart.spine_data(spine_view, narrow=narrow, first=first, until=until)
    key = f"{key}_{first}"

    def click() -> None:
        rows = st.session_state[key]["selection"].get(spine_chart.CLICK) or []
        if rows:
            choice.choose(indicator=section.names[rows[0]["r"]])

    st.vega_lite_chart(
        spec=theme.chart(sent(spine_chart.spine(spine_view, height, narrow=narrow), data)),
        theme=None,
        width="stretch",
        key=key,
        on_select=click,
        selection_mode=spine_chart.CLICK,
        alt=alt,
    )


def take_along(section: profile.Section, spine_view: spine.SpineView, shown: Exhibit) -> None:
    """The picture as a file, and its figures in a table."""
    picture_button(shown)
    twin = st.expander("Dezelfde cijfers in een tabel", key=f"spin_tabel_{section.id}", on_change="rerun")
    # Closed, it need not be sent.
    if twin.open:
        twin.dataframe(
            spine.sortable(spine_view),
            hide_index=True,
            height="content",
            placeholder=profile.NOTHING,
            column_config={"Cijfer": st.column_config.TextColumn(pinned=not on_phone())},
            alt=f"Tabel: {section.title}, de cijfers van de grafiek",
        )
