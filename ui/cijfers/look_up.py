"""Een cijfer opzoeken: search, what was found, and all about the one that is opened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor.catalogue import Indicator
from monitor.province import SITE
from ui.choose import url as choice
from ui.cijfers import about, entry
from ui.data import catalogue
from ui.parts import tables
from ui.parts.downloads import excel_button, table_for_excel
from ui.parts.literal import quoted

ALL_THEMES = "alle"
FIRST = "Cijfer"


def show() -> None:
    """Search, what was found, and the opened indicator; without a search an opened one stands alone."""
    themes = {ALL_THEMES: "Alle thema's", **{theme.id: theme.title for theme in catalogue().themes}}
    with choice.row():
        text = choice.search(
            "Zoek een cijfer", placeholder="bijvoorbeeld: armoede, roken, vertrouwen", width=380
        )
        theme = choice.pick(
            "Thema", choice.THEME, list(themes), ALL_THEMES, format_func=themes.__getitem__, width=240
        )
    opened = choice.chosen(choice.INDICATOR, list(catalogue().indicators), "", "het cijfer")
    indicators = about.search().find(text, None if theme == ALL_THEMES else theme)
    searching = bool(text) or theme != ALL_THEMES
    if searching or not opened:
        _results(indicators, opened, text, searching)
    if opened:
        entry.show(catalogue()[opened])
        if not searching:
            st.button(
                f"Alle {len(indicators)} cijfers",
                key="alle_cijfers",
                icon=":material/list:",
                on_click=choice.choose,
                kwargs={choice.INDICATOR: None},
            )


def _results(indicators: list[Indicator], opened: str, text: str, searching: bool) -> None:
    """What was found, or what was perhaps meant."""
    if indicators:
        st.markdown(
            f"{len(indicators)} {'cijfer' if len(indicators) == 1 else 'cijfers'}"
            f"{' gevonden' if searching else ''}. Klik op het vakje voor een rij voor de uitleg."
        )
        _listing(indicators, opened)
        return
    meant = about.search().meant(text)
    st.info(
        f"Niets gevonden voor {quoted(text)}. Probeer een ander woord, of kies een thema.",
        icon=":material/search_off:",
    )
    if meant:
        st.button(f"Zoek op “{meant}”", key="bedoeld", on_click=choice.choose, kwargs={choice.SEARCH: meant})


def _listing(indicators: list[Indicator], opened: str) -> None:
    """The indicators with their theme, years and smallest regions; a click opens one."""
    titles = {theme.id: theme.title for theme in catalogue().themes}
    texts = about.years_and_regions()
    years_and_regions = [texts[indicator.id] for indicator in indicators]
    table = pd.DataFrame(
        {
            FIRST: [indicator.title for indicator in indicators],
            "Thema": [titles[indicator.theme] for indicator in indicators],
            "Jaren": [years for years, _ in years_and_regions],
            "Tot op": [regions for _, regions in years_and_regions],
        }
    )
    tables.choosing_table(
        table,
        [indicator.id for indicator in indicators],
        opened or None,
        lambda id: choice.choose(indicator=id),
        key=f"cijfers_{st.query_params.get(choice.SEARCH, '')}_{st.query_params.get(choice.THEME, '')}",
        alt="Lijst van cijfers; een klik op het vakje voor een rij opent de uitleg",
        height=tables.height(len(indicators), 7 if opened else 14),
        column_config={
            FIRST: st.column_config.TextColumn(width="large"),
            "Tot op": st.column_config.TextColumn(help="De kleinste gebieden waarvoor er cijfers zijn."),
        },
    )
    excel_button(
        lambda: table_for_excel(table, f"Cijfers in de {SITE}"),
        "lijst-van-cijfers.csv",
        label="Deze lijst (CSV voor Excel)",
    )
