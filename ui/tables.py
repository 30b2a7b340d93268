"""Tables with Dutch numbers that sort as numbers, and tables in which the reader clicks a row to choose it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

#: Pixels; the height of a table is counted from it.
ROW = 35


def height(rows: int, most: int) -> int:
    """Pixels for a table that shows all its rows, or the first ``most`` of them and scrolls."""
    return ROW * (min(rows, most) + 1) + 3


class Said(float):
    """A number that brings its own text along."""

    text: str

    def __new__(cls, value: float, text: str) -> Said:
        number = super().__new__(cls, value)
        number.text = text
        return number


def in_words(table: pd.DataFrame, words: dict[str, Sequence[str]]) -> Styler:
    """The table with numbers that sort as numbers and read as ``words``: per column a text per row.

    An empty cell cannot have a text of its own: Streamlit shows the table's ``placeholder`` there.
    """
    said = {
        column: pd.Series(
            [None if pd.isna(v) else Said(v, text) for v, text in zip(table[column], texts, strict=True)],
            index=table.index,
            dtype=object,
        )
        for column, texts in words.items()
        if table[column].notna().any()
    }
    # A text per cell by Styler.format would take a millisecond per cell; this way it is one call per column.
    return table.assign(**said).style.format(dict.fromkeys(said, _text), na_rep="")


def _text(number: object) -> str:
    return number.text if isinstance(number, Said) else ""


def choosing_table(
    content: pd.DataFrame | Styler,
    names: Sequence[str],
    chosen: str | None,
    choose: Callable[[str], None],
    *,
    key: str,
    column: str,
    alt: str,
    **kwargs: Any,
) -> None:
    """A table with one row per name; a click anywhere on a row calls ``choose`` with its name.

    What is chosen is not remembered here: ``chosen`` (from the URL) is the row that is marked, in its ``column``, so
    that a link and the back button mark the right row too.
    """
    marked = [(list(names).index(chosen), column)] if chosen is not None and chosen in names else []
    st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": marked}}

    def write() -> None:
        cells = st.session_state[key]["selection"]["cells"]
        if cells:
            choose(names[cells[0][0]])

    st.dataframe(
        content,
        hide_index=True,
        on_select=write,
        selection_mode="single-cell",
        key=key,
        row_height=ROW,
        alt=alt,
        **kwargs,
    )
