"""Welke cijfers hebben we? Per indicator and group the years, regions and sources, and what is missing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor.coverage import COLUMNS
from monitor.dutch import listing
from monitor.province import PROVINCE_NAME, SITE
from ui.cijfers import about
from ui.parts import reading_table, tables
from ui.parts.downloads import excel_button, table_for_excel


def show() -> None:
    """One row per indicator and group: years, regions, source, what is missing."""
    table = about.whole_coverage()
    with_figures = table[table["Jaren"] != ""]
    st.markdown(
        f"De monitor heeft cijfers voor **{with_figures['Indicator'].nunique()} indicatoren**. Van "
        f"{table['Indicator'].nunique() - with_figures['Indicator'].nunique()} andere staat hieronder waarom ze ontbreken. "
        "De aantallen gemeenten, wijken en buurten gaan over het nieuwste jaar."
    )
    st.dataframe(
        table,
        hide_index=True,
        height=600,
        placeholder="–",
        column_order=[column for column in COLUMNS if column != "Nieuwste jaar"],
        column_config={
            f"Cijfer van {PROVINCE_NAME}": st.column_config.TextColumn(width=285),
            "Cijfer van Nederland": st.column_config.TextColumn(width=285),
            "Wat ontbreekt": st.column_config.TextColumn(width="large"),
        },
        alt="Tabel: welke cijfers er zijn, per indicator en groep",
    )
    tables.instead_on_paper(
        f"De tabel met {len(table)} rijen is te lang voor papier. Op deze pagina is ze een bestand voor Excel."
    )
    excel_button(
        lambda: table_for_excel(table, f"Welke cijfers de {SITE} heeft, per indicator en groep"),
        "welke-cijfers.csv",
        label="Deze tabel (CSV voor Excel)",
    )
    _still_missing()


def _still_missing() -> None:
    """The tables that have more than is shown, and whether that comes by itself."""
    waiting = about.coverage_awaited()
    if not waiting:
        return
    st.header("Wat nog ontbreekt")
    st.markdown(
        "Deze tabellen hebben meer dan u hier ziet. Wat een uitgever als open data geeft, haalt de monitor zelf op: de "
        "cijfers komen erin zodra de beheerder de monitor ververst en de uitgever bereikbaar is."
    )
    table = pd.DataFrame(
        {
            "Bron": [one.source.attribution for one in waiting],
            "Wat er nog in staat": [
                f"{str(one.source.awaited)[:1].upper()}{str(one.source.awaited)[1:]}" for one in waiting
            ],
            "Hoe komt dat erin?": [one.how for one in waiting],
            "Voor": [listing([indicator.short_title for indicator in one.indicators]) for one in waiting],
        }
    )
    reading_table.show(
        table,
        alt="Tabel: welke cijfers er nog niet zijn en hoe ze erin komen",
        layout=reading_table.Layout(widths=(20, 34, 16, 30)),
    )
