"""Tables with Dutch numbers that sort as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit import dataframe_util
from streamlit.dataframe_util import convert_pandas_df_to_arrow_bytes
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements import arrow
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from monitor.catalogue import Indicator
from monitor.dutch import value_text
from ui.data import catalogue
from ui.parts import reading_table
from ui.parts.literal import in_html
from ui.parts.once import once
from ui.parts.worded_number import WordedNumber, in_writing

#: Pixels; the height of a table is counted from it.
ROW = 35


#: On paper, in a cell without anything.
NOTHING = "–"


def height(rows: int, most: int) -> int:
    """Pixels for a table that shows all its rows, or the first ``most`` of them and scrolls."""
    return ROW * (min(rows, most) + 1) + 3


def in_words(table: pd.DataFrame, words: dict[str, Sequence[str]]) -> Styler:
    """The table with numbers that sort as numbers and read as ``words``: per column a text per row.

    An empty cell cannot have a text of its own: Streamlit shows the table's ``placeholder`` there.
    """
    worded = {
        column: pd.Series(
            [
                None if pd.isna(v) else WordedNumber(v, text)
                for v, text in zip(table[column], texts, strict=True)
            ],
            index=table.index,
            dtype=object,
        )
        for column, texts in words.items()
        if table[column].notna().any()
    }
    # A text per cell by Styler.format would take a millisecond per cell; this way it is one call per column.
    return table.assign(**worded).style.format(dict.fromkeys(worded, _text), na_rep="")


def _text(number: object) -> str:
    return number.text if isinstance(number, WordedNumber) else ""


def on_paper(content: pd.DataFrame | Styler) -> None:
    """The same table in letters, for who prints the page: what Streamlit draws is cut there at the width of the screen.

    Not on the screen (server/shell/shell.css, ``papier``). Pictures are left out.
    """
    st.html(_in_letters(content))


def instead_on_paper(text: str) -> None:
    """Who prints the page gets this in place of the element above it."""
    st.html(f'<div class="papier"><p>{in_html(text)}</p></div>')


@once
def _in_letters(content: pd.DataFrame | Styler) -> str:
    """A table as HTML: as Markdown, the browser would take a tenth of a second to read it, for who never prints."""
    table: Any = content
    frame: pd.DataFrame = table.data if isinstance(content, Styler) else content
    columns = [name for name in frame if not frame[name].map(_a_picture).any()]
    head = "".join(f"<th>{_cell(str(name))}</th>" for name in columns)
    rows = (
        "".join(f"<td>{_cell(_as_text(value))}</td>" for value in row)
        for row in frame[columns].itertuples(index=False)
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="papier"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _a_picture(value: object) -> bool:
    return isinstance(value, str) and value.startswith("data:image")


def _as_text(value: Any) -> str:
    if isinstance(value, WordedNumber):
        return value.text
    if pd.isna(value) or value == "":
        return NOTHING
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value)


@lru_cache(maxsize=8192)
def _cell(text: str) -> str:
    return in_html(text)


def of_years(where: DeltaGenerator, table: pd.DataFrame, indicator: Indicator, alt: str) -> None:
    """Show figures with regions as rows ("Gebied") and years as columns: Dutch to the eye, numbers to the sorter.

    ``table``: kept with its view, and never changed.
    """
    with where:
        reading_table.show(_worded(table, indicator.id), alt=alt, layout=reading_table.Layout(sortable=True))


@once
def _worded(table: pd.DataFrame, indicator: str) -> pd.DataFrame:
    write = partial(value_text, indicator=catalogue()[indicator])
    return in_writing(table, dict.fromkeys(table.columns[1:], write))


@once
def _for_the_browser(styled: Styler, place: str) -> ArrowData:
    content = ArrowData()
    marshall_styler(content, styled, place)
    return content


@once
def _rows(df: pd.DataFrame) -> bytes:
    return convert_pandas_df_to_arrow_bytes(df)


def _marshal_rows(df: pd.DataFrame, *, downcast_large_types: bool = False) -> bytes:
    return (
        convert_pandas_df_to_arrow_bytes(df, downcast_large_types=True) if downcast_large_types else _rows(df)
    )


def _marshal(proto: ArrowData, styler: Styler, default_uuid: str) -> None:
    proto.styler.CopyFrom(_for_the_browser(styler, default_uuid).styler)


# Streamlit works out the texts and the rows of a table anew at every run, for every reader, in some ten milliseconds.
arrow.marshall_styler = _marshal
dataframe_util.convert_pandas_df_to_arrow_bytes = _marshal_rows
