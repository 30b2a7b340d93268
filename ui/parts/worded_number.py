"""A number in a table: it sorts as a number and reads as a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import pandas as pd

from monitor.dutch import NO_FIGURE


class WordedNumber(float):
    """A number that brings its own text along; NaN for a text without one."""

    text: str

    def __new__(cls, value: float | None, text: str) -> WordedNumber:
        number = super().__new__(cls, float("nan") if value is None else value)
        number.text = text
        return number


class Writer(Protocol):
    """How a number is written."""

    def __call__(self, number: Any, /) -> str: ...


def worded(numbers: Iterable[float | None], texts: Iterable[str]) -> pd.Series[Any]:
    """A column of a table: numbers that bring their texts."""
    cells = [WordedNumber(number, text) for number, text in zip(numbers, texts, strict=True)]
    return pd.Series(cells, dtype=object)


def in_writing(table: pd.DataFrame, writers: Mapping[str, Writer]) -> pd.DataFrame:
    """The table with its numbers written: of each column how; a number that is missing is "geen cijfer"."""
    texts = {
        column: [NO_FIGURE if pd.isna(number) else write(number) for number in table[column]]
        for column, write in writers.items()
    }
    return table.assign(**{column: worded(table[column], text).to_numpy() for column, text in texts.items()})
