"""What is made and sent only when the reader opens it: the tables, the names of what is off the map, the years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, difference_text, number, value_text
from monitor.province import GEMEENTEN, PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import slug_of
from ui.choose import site
from ui.choose import url as choice
from ui.choose.comparators import name_of
from ui.exhibit import Drawing
from ui.kaart.areas import AREAS
from ui.kaart.exhibits import over_years
from ui.kaart.over_years import of_map
from ui.kaart.view import MapView, plain
from ui.parts import exhibits, reading_table, tables
from ui.parts.literal import literal
from ui.parts.worded_number import in_writing

TABLE, WHOLE_MAP, YEARS = "kaart_tabel", "kaart_alles", "kaart_jaren"
#: The names of what has no place on the map.
OFF_THE_MAP = "kaart_niet_op_de_kaart"


def later(label: str, key: str) -> Any:
    """A part that stays open until the reader closes it."""
    return st.expander(label, icon=":material/table:", on_change="rerun", key=f"{key}_open")


def off_the_map(view: MapView) -> None:
    """The names behind the short line under the map."""
    if view.off_the_map_in_full:
        with later("Welke zijn dat?", OFF_THE_MAP) as names:
            if names.open:
                st.markdown("\n\n".join(map(literal, view.off_the_map_in_full)))


def the_years(view: MapView, phone: bool) -> None:
    """The same map of every measured year, when the reader asks for it."""
    if not view.area.is_drawn:
        return
    maps = of_map(view)
    if len(maps.years) < 2 and choice.OVER_YEARS not in st.query_params:
        return
    if not choice.switch("Dezelfde kaart over de jaren", choice.OVER_YEARS):
        return
    if len(maps.years) < 2:
        st.info(f"Er is één meting ({view.year}): er zijn nog geen jaren om naast elkaar te leggen.")
        return
    shown = over_years(maps)
    on_screen = replace(
        shown,
        picture=lambda: Drawing(maps.drawing(phone)),
        alt=f"{shown.alt} De cijfers staan in de tabel eronder.",
    )
    st.markdown(f"**{literal(shown.sentence)}**")
    exhibits.show_drawings(on_screen)
    st.caption(literal(" ".join(shown.notes)))
    exhibits.picture_button(shown)
    with later("Deze jaren in een tabel", YEARS) as table:
        if table.open and shown.table is not None:
            exhibits.figures_button(shown, "Deze jaren (CSV voor Excel)")
            alt = f"Tabel: {shown.title}, per gebied en jaar"
            tables.of_years(st.container(), shown.table, view.indicator, alt)


def the_tables(view: MapView) -> None:
    """The gemeenten, and all regions of the map where these are others."""
    with later("Dezelfde cijfers in een tabel", TABLE) as table:
        if table.open:
            of_gemeenten(view)
    if view.area is not AREAS[PROVINCE_SLUG]:
        with later(f"Alle {view.listed} in een tabel", WHOLE_MAP) as table:
            if table.open:
                of_the_whole_map(view)


def of_gemeenten(view: MapView) -> None:
    """The gemeenten from high to low, of which a name chooses; what they are held against stands above."""
    compared_with = [
        f"{name_of(r)}: {view.text(v)}{view.star(r)}."
        for r, v in plain(view.beside).items()
        if r not in GEMEENTEN
    ]
    if compared_with:
        st.caption(literal(" ".join(compared_with)))
    table = view.table()
    _, value, *differences, place = table.columns
    words: dict[str, Callable[[Any], str]] = {value: in_dutch(view.indicator), place: number}
    for column in differences:
        words[column] = (
            (lambda v: difference_text(v, view.indicator, signed=True))
            if column == view.difference_column
            else in_dutch(view.indicator)
        )
    reading_table.show(
        in_writing(table, words),
        alt=f"Tabel: {view.title}, per gemeente van {PROVINCE_NAME}",
        links=reading_table.Links(
            site.path_of("kaart"),
            choice.GEMEENTE,
            tuple(slug_of(str(region)) for region in table.index),
            choice.carried(st.query_params, **{choice.GEMEENTE: None}),
            slug_of(view.gemeente) if view.gemeente else None,
        ),
        layout=reading_table.Layout(sortable=True, low_first=(str(place),)),
    )


def of_the_whole_map(view: MapView) -> None:
    """Every region on the map from high to low."""
    table = view.whole_map()
    st.dataframe(
        table.style.format({table.columns[1]: in_dutch(view.indicator)}).format(
            number, subset=list(table.columns[2:]), na_rep=NO_FIGURE
        ),
        hide_index=True,
        placeholder=NO_FIGURE,
        alt=f"Tabel: {view.title}, alle {view.listed}",
    )


def in_dutch(indicator: Indicator) -> Callable[[Any], str]:
    return lambda value: value_text(value, indicator)
