"""Waar in Drenthe is het anders? One figure on the map, with the 12 gemeenten from high to low beside it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from monitor.catalogue import Indicator
from monitor.province import PROVINCE_NAME
from ui.choose import frame, pickers, site
from ui.choose import url as choice
from ui.data import populations
from ui.exhibit import Exhibit
from ui.kaart import choices, draw, opened, without_boundaries
from ui.kaart import exhibits as kaart
from ui.kaart.view import MapView, map_view
from ui.parts import exhibits, explain
from ui.parts.literal import literal
from ui.parts.screen import on_phone
from ui.verhalen.draw import of_theme

CLICK = "Klik op een gemeente in de kaart, bij de staven of in de tabel om die te kiezen."


def without_map(indicator: Indicator) -> None:
    """What there is instead, when no gemeente of Drenthe has a figure."""
    st.header(indicator.title, anchor=False)
    link = choice.carried(choice.PINNED, indicator=indicator.id)
    if populations(indicator):
        st.info(
            f"Van dit onderwerp zijn er geen cijfers per gemeente in {PROVINCE_NAME}. Wel van een groter gebied: zie Trend.",
            icon=":material/info:",
        )
        st.page_link(site.pages()["trend"], label=f"Naar de trend: {indicator.title}", query_params=link)
    else:
        explain.empty_state(indicator)
        st.page_link(site.pages()["cijfers"], label=f"Meer over: {indicator.title}", query_params=link)


def with_map(view: MapView, answer: DeltaGenerator, phone: bool) -> None:
    """The sentence (in ``answer``), the map with its legend, the bars, the tables, and how to read them."""
    shown, beside = kaart.the_map(view), kaart.beside(view)
    with answer:
        st.header(literal(shown.sentence), anchor=False)
        if view.newest:
            st.markdown(literal(view.newest))
        if phone and view.beside_the_map:
            st.markdown(literal(view.beside_the_map))
    if view.area.is_drawn:
        map_and_bars(view, shown, beside, phone)
    else:
        without_boundaries.show(view, beside, phone)
    st.caption(literal(" ".join(shown.sources)))
    take_along(shown, beside, view.indicator.theme)
    opened.the_years(view, phone)
    opened.the_tables(view)
    explain.how_to_read(view.indicator, view.population, view.shown)


def map_and_bars(view: MapView, shown: Exhibit, beside: Exhibit, phone: bool) -> None:
    """The map (``shown``), and beside it its legend and the gemeenten."""
    left, right = st.columns([5, 4], gap="medium")
    with left:
        draw.the_map(view, shown, phone)
        if phone:
            draw.legend(view)
        st.caption(literal(view.under_the_map))
        opened.off_the_map(view)
    with right:
        # Beside the map and not above it: a click on the map must not push the map away.
        if not phone:
            if view.beside_the_map:
                st.markdown(literal(view.beside_the_map))
            else:
                st.html(f'<p class="klik">{CLICK}</p>')
            draw.legend(view)
        draw.beside(view, beside)
        if view.within:
            st.caption(kaart.dots_note(view))


def take_along(shown: Exhibit, beside: Exhibit, theme: str) -> None:
    """The figures and the pictures as files, and the way to the trend and to the stories."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        exhibits.figures_button(shown)
        exhibits.picture_button(shown, ":material/map:")
        if shown.picture is not beside.picture:
            exhibits.picture_button(beside)
        st.page_link(
            site.pages()["trend"],
            label="Trend",
            icon=":material/show_chart:",
            query_params=choice.carried(choice.VIEW),
        )
        of_theme(theme)


st.title(f"Waar in {PROVINCE_NAME} is het anders?")
phone = on_phone()
with choice.row(vertical_alignment="top"):
    indicator = pickers.pick_indicator(clears=choices.ends_with_indicator)
    others = None if phone else st.container(horizontal=True, gap="small", width="content")
answer = st.container()
groups = choices.populations_on_map(indicator)
if not groups:
    without_map(indicator)
else:
    # A phone has the answer first, and below it what else can be chosen.
    with others or st.container(horizontal=True, gap="small"):
        population, area, year = choices.pick(indicator, groups)
    view = map_view(
        indicator.id,
        population,
        area,
        year,
        frame.pinned(),
        frame.comparator_slug(),
        choices.method(),
        choices.whole(),
    )
    with_map(view, answer, phone)
