"""The parts of the front page, drawn."""

from __future__ import annotations

from typing import Any

import streamlit as st

from compare.rules.comparator import Comparator
from monitor.province import PROVINCE, PROVINCE_NAME
from monitor.regions import name
from ui.choose import site
from ui.choose import url as choice
from ui.overzicht import exhibits
from ui.overzicht.exhibits import PanelExhibits
from ui.overzicht.key_figures import NOTHING, ThemeRows, columns
from ui.overzicht.panels import PANELS, Panel
from ui.overzicht.where import WHERE
from ui.parts import tables
from ui.parts.exhibits import show_drawing
from ui.parts.literal import literal
from ui.parts.screen import on_phone
from ui.theme import table as in_theme

#: Who you are -> what you see first: label, page and its choices.
DOORS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("Ik ben bestuurder", "De gemeenten naast elkaar, en naast Nederland.", "vergelijk", {}),
    ("Ik werk bij een gemeente", "Alles over één gemeente, en wat daar opvalt.", "gemeente", {}),
    ("Ik begeleid een werkatelier", "Een rij beelden voor de zaal, met vragen erbij.", "verhaallijn", {}),
)


def numbers(panel: Panel) -> None:
    """The large number, what it is, and the difference."""
    st.header(panel.title, anchor=panel.id)
    st.metric(panel.phrase, panel.value, label_visibility="collapsed")
    st.markdown(
        f"{literal(panel.phrase)} :small[({literal(panel.when)})]  \n**{literal(panel.difference)}** "
        f":small[{literal(panel.favourable)}]"
    )
    if panel.own:
        st.markdown(f":orange[**{literal(panel.own)}**]")
    if panel.newer:
        st.markdown(f":small[{literal(panel.newer)}]")
    st.caption(literal(panel.source))


def pictures(shown: PanelExhibits) -> None:
    """The lines, the way to more, and the other figures of the panel as strips."""
    if shown.line.picture:
        show_drawing(shown.line, width="stretch")
    st.page_link(
        site.pages()["trend"],
        label="Verloop, bron en uitleg",
        icon=":material/show_chart:",
        query_params=choice.carried(choice.PINNED, indicator=shown.panel.indicator),
    )
    if shown.strips:
        show_drawing(shown.strips, width="stretch")


def panels(shown: tuple[PanelExhibits, ...]) -> None:
    """Three beside each other; on a phone first the numbers of all three, then the pictures."""
    if not shown:
        st.info(
            f"Van {name(PROVINCE)} als geheel zijn er in deze cijfers geen gegevens over armoede, gezondheid en vertrouwen. "
            "De gemeenten vindt u op de kaart.",
            icon=":material/info:",
        )
        return
    if on_phone():
        for one in shown:
            numbers(one.panel)
        for one in shown:
            st.markdown(f"**{one.panel.title}**")
            pictures(one)
        return
    for column, one in zip(st.columns(len(shown), gap="small", border=True), shown, strict=True):
        with column:
            numbers(one.panel)
            pictures(one)


def where_in_the_province(shown: tuple[Panel, ...], gemeente: str | None, comparator_slug: str) -> None:
    """The small map of one of the panels, chosen by the reader."""
    st.header(f"Waar in {PROVINCE_NAME}?", anchor="waar")
    of = choice.pick(
        "Kaart van",
        WHERE,
        [panel.id for panel in shown],
        shown[0].id,
        format_func=lambda id: PANELS[id][0],
        widget=st.segmented_control,
        required=True,
        wrap=True,
        label_visibility="collapsed",
    )
    panel = next(panel for panel in shown if panel.id == of)
    found = exhibits.where_in_the_province(panel, comparator_slug, gemeente)
    show_drawing(found)
    st.caption(literal(" ".join(found.sources)))
    st.markdown(literal(found.sentence))
    for own in found.notes:
        st.markdown(f":orange[**{literal(own)}**]")
    st.page_link(
        site.pages()["kaart"],
        label="Grote kaart",
        icon=":material/map:",
        query_params=choice.carried(choice.PINNED, indicator=panel.indicator, wie=panel.population),
    )


def doors() -> None:
    """Where each reader may start."""
    for column, (label, what, page, query) in zip(st.columns(3, gap="small"), DOORS, strict=True):
        with column, st.container(border=True):
            st.page_link(
                site.pages()[page],
                label=f"**{label}**",
                icon=":material/arrow_forward:",
                query_params=choice.carried(choice.PINNED, **query),
            )
            st.caption(what)


def key_figures(themes: tuple[ThemeRows, ...], comparator: Comparator) -> None:
    """A table per theme, on a phone a list in words; a tick leads to the line of that figure."""
    st.header("Alle kerncijfers", anchor="kerncijfers")
    st.caption("Zet een vinkje voor een cijfer voor het verloop, de bron en de uitleg.")
    for theme in themes:
        st.subheader(theme.title, anchor=theme.id)
        if on_phone():
            for id, title, said in theme.sentences:
                link = choice.carried(choice.PINNED, indicator=id)
                st.page_link(site.pages()["trend"], label=f"**{title}**", query_params=link)
                st.markdown(literal(said))
        else:
            of_theme(theme, comparator)
        if theme.gaps:
            st.caption(literal(f"Nog zonder cijfer: {', '.join(theme.gaps)}."))


def of_theme(theme: ThemeRows, comparator: Comparator) -> None:
    """The table of one theme; a tick opens the trend."""
    key = f"kerncijfers_{theme.id}_{comparator.code}"
    shown: Any = st.dataframe(
        in_theme(theme.table, "Verloop"),
        hide_index=True,
        height=tables.height(len(theme.names), len(theme.names)),
        row_height=tables.ROW,
        column_config=columns(comparator),
        placeholder=NOTHING,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        alt=f"Tabel: {theme.title}, de kerncijfers van {PROVINCE_NAME} naast {comparator.name}",
    )
    rows = shown["selection"]["rows"]
    if rows:
        st.switch_page(
            site.pages()["trend"],
            query_params=choice.carried(choice.PINNED, indicator=theme.names[rows[0]]),
        )
