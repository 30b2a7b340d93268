"""Naast het jaarverslag: every figure of the annual report beside the monitor's, on the page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui.cijfers import report
from ui.parts.downloads import excel_button, table_for_excel
from ui.parts.screen import on_phone


def show() -> None:
    """Every figure of the annual report beside the monitor's, and its charts."""
    both, alone = report.both(), report.theirs_alone()
    st.markdown(
        f"Het jaarverslag van de Sociale Agenda over 2025 noemt {len(both) + len(alone)} cijfers. Van {len(both)} heeft de "
        "monitor ook een cijfer. Die staan hier naast elkaar, met waarom ze verschillen. Het verschil is het cijfer van "
        "de monitor min dat van het jaarverslag, en staat er alleen als beide over hetzelfde jaar gaan."
    )
    excel_button(
        lambda: table_for_excel(
            report.table(report.beside()), "Jaarverslag Sociale Agenda en monitor naast elkaar"
        ),
        "jaarverslag-en-monitor.csv",
        label="Alle cijfers van het jaarverslag (CSV voor Excel)",
    )
    st.header("Jaarverslag en monitor naast elkaar", anchor="naast-elkaar")
    for chapter, of_chapter in report.by_chapter(both).items():
        st.subheader(chapter, anchor=False)
        _in_table_or_lines(report.side_by_side(of_chapter))
    st.header("Cijfers van het jaarverslag die de monitor niet heeft", anchor="niet-in-de-monitor")
    _in_table_or_lines(report.without(alone))
    st.header("De 16 grafieken van het jaarverslag", anchor="grafieken")
    st.markdown(
        "Van de grafieken hebben wij alleen wat eronder staat en wat de tekst ernaast zegt, niet de waarden. Welk cijfer "
        "bij welke grafiek hoort, is daarom niet altijd zeker."
    )
    _in_table_or_lines(report.charts())


def _in_table_or_lines(table: pd.DataFrame) -> None:
    """A table of words, its index first; on a narrow screen a paragraph per row. The cells are Markdown."""
    if not on_phone():
        st.table(table, border="horizontal")
        return
    for row in table.reset_index().itertuples(index=False):
        first, *rest = row
        *short, last = [f"{title}: {cell}" for title, cell in zip(table.columns, rest, strict=True) if cell]
        st.markdown("  \n".join([f"**{first}**", " · ".join(short), last]))
