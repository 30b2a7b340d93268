"""Hoe wij vergelijken: the rules behind every difference, and the groups of gemeenten."""

from __future__ import annotations

import streamlit as st

from ui.cijfers import method
from ui.parts import tables
from ui.parts.downloads import excel_button, table_for_excel


def show() -> None:
    """The rules behind every difference, and the sets of gemeenten one can compare with."""
    st.markdown(method.TEXT)
    st.markdown(
        "**De groepen gemeenten.** Een gemeente kan in meer groepen zitten, of in geen. Groepen veranderen."
    )
    st.dataframe(
        method.sets(),
        hide_index=True,
        height="content",
        column_config={"Gemeenten": st.column_config.TextColumn(width="large")},
        alt="Tabel: de groepen gemeenten waarmee u kunt vergelijken",
    )
    tables.on_paper(method.sets())
    excel_button(
        lambda: table_for_excel(method.sets(), "De groepen gemeenten waarmee u kunt vergelijken"),
        "groepen-gemeenten.csv",
        label="Deze tabel (CSV voor Excel)",
    )
