"""A pair as a table: for who cannot see the picture, and whole for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from pandas.io.formats.style import Styler

from monitor.dutch import value_text
from ui.parts import tables
from ui.parts.once import once
from ui.vergelijk.pair import Pair

AREA = "Gebied"


@once
def table(pair: Pair) -> Styler:
    """The gemeenten of Drenthe, Drenthe and the comparator with both figures: numbers that sort, each with its unit."""
    return tables.in_words(*_cells(pair))


def texts(pair: Pair) -> pd.DataFrame:
    """The same in words alone."""
    plain, words = _cells(pair)
    return plain.assign(**words)


def _cells(pair: Pair) -> tuple[pd.DataFrame, dict[str, Sequence[str]]]:
    """The numbers, and per column how they read."""
    rows = pd.concat([pair.points[pair.points["drenthe"]], pair.marks], ignore_index=True)
    plain = pd.DataFrame({AREA: rows["name"], pair.x.column: rows["x"], pair.y.column: rows["y"]})
    return plain, {
        axis.column: [value_text(value, axis.indicator) for value in plain[axis.column]]
        for axis in (pair.x, pair.y)
    }


def for_file(pair: Pair) -> pd.DataFrame:
    """Every gemeente with both figures, and Drenthe and the comparator: a row each, for Excel."""
    rows = pd.concat([pair.marks, pair.points.assign(calculated=False)], ignore_index=True)
    return pd.DataFrame(
        {
            "Regiocode": rows["region"],
            "Gebied": rows["name"],
            pair.x.title: rows["x"],
            pair.y.title: rows["y"],
            "Berekening": ["eigen berekening" if calculated else "" for calculated in rows["calculated"]],
        }
    )
