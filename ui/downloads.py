"""Figures to take along: a CSV that Dutch Excel opens well."""

from __future__ import annotations

import pandas as pd

from compare.dutch import WHY_MISSING, population_text
from geo.regions import name
from loaders.catalogue import Indicator
from ui.data import catalogue

_HEADER = [
    "Indicator", "Groep", "Regiocode", "Regio", "Jaar", "Waarde", "Eenheid", "Ondergrens", "Bovengrens",
    "Status", "Waarom geen cijfer", "Berekening", "Bron", "Licentie",
]  # fmt: skip


def tidy_dutch(rows: pd.DataFrame) -> pd.DataFrame:
    """Observations as a table a Dutch reader understands: one row per region and year, with source and licence."""
    found = catalogue()
    indicators = rows["indicator"].map(found.indicators)
    sources = rows["source"].map(found.sources)
    table = pd.DataFrame(
        {
            "Indicator": indicators.map(lambda i: i.title),
            "Groep": rows["population"].map(population_text),
            "Regiocode": rows["region"],
            "Regio": rows["region"].map(name),
            "Jaar": rows["year"],
            "Waarde": rows["value"],
            "Eenheid": indicators.map(lambda i: i.unit),
            "Ondergrens": rows["lower"],
            "Bovengrens": rows["upper"],
            "Status": rows["status"],
            "Waarom geen cijfer": rows["missing"].map(WHY_MISSING),
            "Berekening": rows["coverage"].map(
                lambda c: "" if pd.isna(c) else f"eigen berekening, gewogen naar inwoners ({c:.0%} van de inwoners)"
            ),
            "Bron": sources.map(lambda s: s.attribution),
            "Licentie": sources.map(lambda s: s.licence),
        },
        columns=_HEADER,
    )
    return table


def csv_for_excel(rows: pd.DataFrame, heading: str) -> bytes:
    """UTF-8 with BOM, semicolons and decimal commas; the first line says in one sentence what the file shows."""
    text = tidy_dutch(rows).to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
    first = '"' + heading.replace('"', '""') + '"\r\n'
    return ("\ufeff" + first + text).encode("utf-8")


def file_name(indicator: Indicator, *parts: str | int, ending: str) -> str:
    """ "moeite_rondkomen-2024-emmen.csv"."""
    return "-".join(str(p) for p in (indicator.id, *parts) if p) + f".{ending}"
