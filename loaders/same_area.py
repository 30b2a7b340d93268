"""Figures of wijken and buurten of another division than that of their year: left out where the areas are others."""

from __future__ import annotations

import re

import pandas as pd

from monitor.observations import LEVELS, WITHIN
from monitor.regions import area

_MANY = {"wijk": "wijken", "buurt": "buurten"}


def in_their_year(raw: pd.DataFrame, title: str) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows (RAW_COLUMNS) without wijken and buurten of a gemeente in the years before it was divided anew; and
    in Dutch which those are.

    A table on one division of all its years ("indeling 2024", in its ``title``) gives the figures of 2016 to the wijken of
    2024; the monitor takes a code for the area that it was in the year of the figure.
    """
    division = re.search(r"indeling (\d{4})", title)
    if division is None:
        return raw, []
    drawn, remarks = int(division[1]), []
    for level in WITHIN:
        parts = raw[raw["region"].str.startswith(LEVELS[level])]
        anew = {
            (code[2:6], year)
            for code, year in parts[["region", "year"]].drop_duplicates().itertuples(index=False, name=None)
            if area(code, int(year)) != area(code, drawn)
        }
        if not anew:
            continue
        names = sorted({known.name for gemeente, _ in anew if (known := area(f"GM{gemeente}", drawn))})
        years = ", ".join(map(str, sorted({int(year) for _, year in anew})))
        remarks.append(
            f"de {_MANY[level]} van {', '.join(names)} zijn intussen anders ingedeeld: die van {years} blijven uit de "
            "oudere tabel"
        )
        places = pd.MultiIndex.from_arrays([parts["region"].str[2:6], parts["year"]])
        raw = raw.drop(parts.index[places.isin(pd.MultiIndex.from_tuples(sorted(anew)))])
    return raw, remarks
