"""Hoe wij vergelijken: the rules behind every difference, and the groups of gemeenten."""

from __future__ import annotations

import streamlit as st

from ui.cijfers import method
from ui.parts import reading_table
from ui.parts.downloads import excel_button, table_for_excel

#: Hundredths: the group, its gemeenten, when, the source.
_LAYOUT = reading_table.Layout(widths=(20, 37, 12, 31))


def show() -> None:
    """The rules behind every difference, and the sets of gemeenten one can compare with."""
    st.markdown(method.TEXT)
    st.markdown(
        "**De groepen gemeenten.** Een gemeente kan in meer groepen zitten, of in geen. Groepen veranderen."
    )
    reading_table.show(
        method.sets(), alt="Tabel: de groepen gemeenten waarmee u kunt vergelijken", layout=_LAYOUT
    )
    excel_button(
        lambda: table_for_excel(method.sets(), "De groepen gemeenten waarmee u kunt vergelijken"),
        "groepen-gemeenten.csv",
        label="Deze tabel (CSV voor Excel)",
    )
