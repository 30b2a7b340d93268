"""Which figures cannot be, whoever counted them: a percentage above 100, half a person, bounds that leave the figure out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from intake.tables.places import name_of
from intake.tables.sheet_figures import Refusal
from monitor.units import COUNTS, Unit

_NOT_NEGATIVE = ("euro", "score")


def refuse(rows: pd.DataFrame, wrong: pd.Series, why: str, refused: list[Refusal]) -> pd.DataFrame:
    """Take the rows that are wrong out; one refusal per row with a place, one for all of a reader's rows."""
    bad = rows[wrong]
    placed = bad[bad["where"] != ""]
    for row in placed.drop_duplicates("where").itertuples():
        refused.append(Refusal(str(row.where), f"{name_of(str(row.region))}, {row.year}", why))
    loose = bad[bad["where"] == ""]
    if len(loose):
        names = list(dict.fromkeys(name_of(str(region)) for region in loose["region"]))
        shown = ", ".join(names[:5]) + (f" en {len(names) - 5} andere" if len(names) > 5 else "")
        refused.append(Refusal(f"{len(loose)} rijen", shown, why))
    return rows[~wrong]


def without_impossible(rows: pd.DataFrame, units: Mapping[str, Unit], refused: list[Refusal]) -> pd.DataFrame:
    """The rows that can be; ``units``: indicator -> unit. What cannot be goes to ``refused``."""
    unit = rows["indicator"].map(units)
    for column, name in (("value", "het cijfer"), ("lower", "de ondergrens"), ("upper", "de bovengrens")):
        number = rows[column]
        outside = ((unit == "procent") & ((number < 0) | (number > 100))).fillna(False)
        rows = refuse(rows, outside, f"{name} ligt niet tussen 0 en 100 procent", refused)
        unit = unit.loc[rows.index]
        parts = (rows[column] % 1 != 0) & rows[column].notna() & unit.isin(COUNTS)
        rows = refuse(
            rows,
            parts,
            f"{name} is geen heel getal, en dit is een aantal; telt het bestand in duizenden?",
            refused,
        )
        unit = unit.loc[rows.index]
        negative = ((rows[column] < 0) & ~unit.isin(_NOT_NEGATIVE)).fillna(False)
        rows = refuse(rows, negative, f"{name} is negatief", refused)
        unit = unit.loc[rows.index]
    crossed = (rows["lower"] > rows["value"]) | (rows["upper"] < rows["value"])
    return refuse(rows, crossed, "het cijfer ligt niet tussen de ondergrens en de bovengrens", refused)
