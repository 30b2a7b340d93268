"""One indicator of a gemeente in full: the sentence, the picture, where it comes from and how to read it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from compare.rules.profile_row import ProfileRow
from monitor.dutch import NO_FIGURE
from ui.choose import site
from ui.choose import url as choice
from ui.exhibit import Exhibit
from ui.gemeente import inside
from ui.gemeente.exhibits import opened
from ui.parts import exhibits, explain, tables
from ui.parts.literal import lines, literal
from ui.trend.view import Choice, View, view

#: Where to read on.
LINKS = (
    ("kaart", "Op de kaart", ":material/map:"),
    ("trend", "Grote trend", ":material/show_chart:"),
    ("cijfers", "Meer over dit cijfer", ":material/info:"),
)


def show(row: ProfileRow, slug: str, narrow: bool = False) -> None:
    """``slug``: the URL name of what the reader compares with; ``narrow``: there is no room for two columns."""
    indicator, population = row.indicator, row.population
    trend = view(indicator, population, Choice(row.region, slug))
    shown = opened(row, slug)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.markdown(f"### {indicator.title}", width="stretch")
        st.button(
            "Sluiten",
            key="sluiten",
            icon=":material/close:",
            on_click=choice.choose,
            kwargs={choice.INDICATOR: None},
        )
    st.markdown(literal(shown.sentence))
    picture, reading = (st.container(), st.container()) if narrow else st.columns([3, 2], gap="large")
    with picture:
        if shown.picture:
            show_picture(trend, shown, row)
        else:
            st.info(literal(trend.remark) or f"Voor deze gebieden: {NO_FIGURE}.", icon=":material/info:")
        inside.show(row, slug)
    with reading:
        if trend.in_people:
            st.caption(literal(trend.in_people))
        explain.how_to_read(indicator, population, trend.rows, extra=trend.breaks)
        choices = choice.carried(choice.PINNED, indicator=indicator.id, wie=population)
        with st.container(horizontal=True, gap="small"):
            for page, label, icon in LINKS:
                st.page_link(site.pages()[page], label=label, icon=icon, query_params=choices)


def show_picture(trend: View, shown: Exhibit, row: ProfileRow) -> None:
    """Lines over the years, or bars when there is one measurement; below it the source, the files and the table."""
    if trend.remark:
        st.caption(literal(trend.remark))
    exhibits.show(shown)
    with st.container(horizontal=True, gap="small"):
        exhibits.files(shown)
    twin = st.expander("Dezelfde cijfers in een tabel", key="zelfde_cijfers", on_change="rerun")
    # Closed, it need not be sent.
    if twin.open:
        show_table(twin, trend, row)


def show_table(where: DeltaGenerator, trend: View, row: ProfileRow) -> None:
    """The figures of the picture, and which the source leaves out."""
    tables.of_years(where, trend.table, row.indicator, f"Tabel: {trend.title}, per gebied en jaar")
    if below := lines(trend.over_same, trend.absent):
        where.caption(below)
