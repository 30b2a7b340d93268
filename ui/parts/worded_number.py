"""A number in a table: it sorts as a number and reads as a text."""

from __future__ import annotations


class WordedNumber(float):
    """A number that brings its own text along; NaN for a text without one."""

    text: str

    def __new__(cls, value: float | None, text: str) -> WordedNumber:
        number = super().__new__(cls, float("nan") if value is None else value)
        number.text = text
        return number
