"""Een cijfer opzoeken: search, what was found, and all about the one that is opened."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor.catalogue import Indicator
from monitor.province import SITE
from ui.choose import site
from ui.choose import url as choice
from ui.cijfers import about, entry
from ui.data import catalogue, data_version, kept
from ui.parts import reading_table
from ui.parts.downloads import excel_button, table_for_excel
from ui.parts.literal import quoted

ALL_THEMES = "alle"
FIRST = "Cijfer"
SMALLEST = "Kleinste gebied"


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
            f"{' gevonden' if searching else ''}. Klik op een cijfer voor de uitleg."
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
    table = _table(tuple(indicator.id for indicator in indicators), data_version())
    reading_table.show(
        table,
        alt="Lijst van cijfers; een klik op een cijfer opent de uitleg",
        links=reading_table.Links(
            site.path_of("cijfers"),
            choice.INDICATOR,
            tuple(indicator.id for indicator in indicators),
            choice.carried(st.query_params, **{choice.INDICATOR: None}),
            opened or None,
        ),
        layout=reading_table.Layout(help=_HELP, sortable=True, scrolls=len(indicators) > _MOST_ROWS),
    )
    excel_button(
        lambda: table_for_excel(table, f"Cijfers in de {SITE}"),
        "lijst-van-cijfers.csv",
        label="Deze lijst (CSV voor Excel)",
    )


#: A longer list scrolls.
_MOST_ROWS = 14
_HELP = ((SMALLEST, "De kleinste gebieden waarvoor er cijfers zijn."),)


@kept(30)
def _table(ids: tuple[str, ...], version: str) -> pd.DataFrame:
    titles = {theme.id: theme.title for theme in catalogue().themes}
    texts = about.years_and_regions()
    indicators = [catalogue()[id] for id in ids]
    return pd.DataFrame(
        {
            FIRST: [indicator.title for indicator in indicators],
            "Thema": [titles[indicator.theme] for indicator in indicators],
            "Jaren": [texts[id][0] for id in ids],
            SMALLEST: [texts[id][1] for id in ids],
        }
    )
