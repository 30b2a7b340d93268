"""The matrix as a table: for who cannot see the picture, for a phone, and to sort."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from pandas.io.formats.style import Styler

from monitor.province import PROVINCE
from monitor.regions import region_set
from ui.choose import comparators
from ui.parts import tables
from ui.vergelijk.matrix import Matrix, ink

INDICATOR, WHO, THEME = "Cijfer", "Wie en jaar", "Thema"


def table(matrix: Matrix, own: str | None = None, *, narrow: bool = False) -> Styler:
    """Numbers that sort, each with its unit, on the colours of the picture; the rows as those of the matrix.

    ``own``: the reader's gemeente, which then is the first. ``narrow``: the first with figures, Drenthe where there is no
    ``own``, stands before whom it is about, which then is in its shortest form.
    """
    plain, words = _cells(matrix, own, narrow=narrow)
    looks = pd.DataFrame("", index=plain.index, columns=plain.columns)
    for code, title in _columns(matrix, own, narrow=narrow).items():
        looks[title] = [_look(row.shade(code)) for row in matrix.rows]
    return tables.in_words(plain, words).apply(lambda _: looks, axis=None)


def texts(matrix: Matrix, own: str | None = None) -> pd.DataFrame:
    """The same in words alone."""
    plain, words = _cells(matrix, own)
    return plain.assign(**words)


def _columns(matrix: Matrix, own: str | None, *, narrow: bool = False) -> dict[str, str]:
    """Code -> name of each column with figures."""
    first = own or (PROVINCE if narrow else None)
    order = sorted(matrix.columns, key=lambda code: code != first)
    return {code: title(code, code == own and narrow) for code in order}


def title(code: str, short: bool) -> str:
    """The name above a column; ``short``: of the reader's own, which is named above the table."""
    return "Uw regio" if short and region_set(code) else comparators.name_of(code)


def _cells(
    matrix: Matrix, own: str | None, *, narrow: bool = False
) -> tuple[pd.DataFrame, dict[str, Sequence[str]]]:
    """The numbers, and per column with figures how they read."""
    rows = matrix.rows
    titles = {section.id: section.title for section in matrix.sections}
    who = [
        f"{row.year}{'*' if row.provisional else ''}, {row.population}" if narrow else row.who for row in rows
    ]
    plain = pd.DataFrame({INDICATOR: [row.indicator.short_title for row in rows], WHO: who})
    words: dict[str, Sequence[str]] = {}
    for code, title in _columns(matrix, own, narrow=narrow).items():
        plain[title] = [row.value(code) for row in rows]
        words[title] = [row.text(code) for row in rows]
    if narrow:
        plain.insert(2, WHO, plain.pop(WHO))
    return plain.assign(**{THEME: [titles[row.indicator.theme] for row in rows]}), words


def _look(shade: str | None) -> str:
    return f"background-color: {shade}; color: {ink(shade)}" if shade else ""
