"""Welke kant ging het op? One indicator of one population over the years, for Drenthe and what it is held against."""

import streamlit as st

from compare.own_edition import is_own
from monitor.catalogue import Indicator
from monitor.province import GEMEENTEN, PROVINCE_NAME
from monitor.regions import name
from ui.at_address import also_in_view
from ui.choose import frame, pickers, site
from ui.choose import url as choice
from ui.data import catalogue, populations
from ui.exhibit import Exhibit
from ui.parts import exhibits, explain, tables
from ui.parts.literal import lines, literal
from ui.trend.chart import AT_FIRST
from ui.trend.view import Choice, View, exhibit, view

#: URL name -> code of the regions that can be added to the chart.
CODES = also_in_view()

#: With more measured years than this, the table needs the whole width.
MOST_YEARS_BESIDE_TEXT = 6


def without_figures(indicator: Indicator) -> None:
    """What there is to say when no source gives a figure."""
    st.header(indicator.title)
    explain.empty_state(indicator)
    related = [catalogue()[id] for id in indicator.see_also if populations(catalogue()[id])]
    if related:
        st.markdown("**Wel cijfers over**")
        for other in related:
            link = choice.carried(choice.PINNED, indicator=other.id)
            st.page_link(site.pages()["trend"], label=other.title, query_params=link)


def take_along(shown: Exhibit) -> None:
    """The figures and the picture as files, and the other pages about this indicator."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        exhibits.files(shown)
        link = choice.carried(choice.VIEW)
        st.page_link(site.pages()["kaart"], label="Op de kaart", icon=":material/map:", query_params=link)
        if is_own(choice.exact().get(choice.INDICATOR, "")):
            return
        st.page_link(
            site.pages()["cijfers"], label="Meer over dit cijfer", icon=":material/info:", query_params=link
        )
        st.page_link(
            site.pages()["raad"],
            label="Laat de zaal raden",
            icon=":material/groups:",
            query_params={**link, "soort": "vervolg"},
        )


def table(shown: View, indicator: Indicator) -> None:
    """The figures of the chart, where the lines are not about these, and which the source leaves out."""
    st.markdown("**Dezelfde cijfers in een tabel**")
    tables.of_years(st.container(), shown.table, indicator, f"Tabel: {shown.title}, per gebied en jaar")
    if below := lines(shown.over_same, shown.absent):
        st.caption(below)


st.title("Welke kant ging het op?")
with choice.row():
    indicator = pickers.pick_indicator(level=None)
    groups = populations(indicator)
    if groups:
        population = pickers.pick_population(groups)
        also = choice.pick_many(
            "Ook in beeld",
            choice.ALSO,
            list(CODES),
            format_func=lambda slug: name(CODES[slug]),
            placeholder="Kies gebieden",
            width=300,
            wrap=True,
        )
        everyone = choice.switch(f"Alle {len(GEMEENTEN)} gemeenten op de achtergrond", choice.BACKGROUND)

if not groups:
    without_figures(indicator)
else:
    chosen = Choice(frame.pinned(), frame.comparator_slug(), tuple(CODES[slug] for slug in also), everyone)
    of_choice = view(indicator, population, chosen)
    # One part, however much there is to say: the chart below it stays where it is, and need not be drawn anew.
    with st.container():
        st.header(indicator.title)
        # A line never ends between € and its amount.
        st.markdown(lines(*of_choice.sentences).replace("€ ", "€\u00a0"))
        if of_choice.in_people:
            st.caption(literal(of_choice.in_people))
        if of_choice.remark:
            st.info(literal(of_choice.remark), icon=":material/info:")
    if of_choice.spec is None:
        st.info(
            f"In {PROVINCE_NAME} is hier geen cijfer van. Op de kaart van Nederland ziet u waar wel.",
            icon=":material/info:",
        )
    else:
        shown = exhibit(of_choice, indicator, population, choice.carried(choice.VIEW))
        # Bars, of a single measurement, have no params of their own.
        regions = " ".join(sorted(of_choice.rows["region"].unique()))
        exhibits.show_steady(shown, AT_FIRST if len(of_choice.years) > 1 else "", regions)
        st.caption(lines(" ".join(shown.notes), " ".join(shown.sources)))
        take_along(shown)
        if len(of_choice.years) > MOST_YEARS_BESIDE_TEXT:
            beside, reading = st.container(), st.container()
        else:
            beside, reading = st.columns([3, 2], gap="large")
        with beside:
            table(of_choice, indicator)
        with reading:
            explain.how_to_read(indicator, population, of_choice.rows, extra=of_choice.breaks)
