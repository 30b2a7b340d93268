"""All figures of an indicator as one file: every observation, with what the reader compares it with."""

from __future__ import annotations

import io

import pandas as pd

from monitor.store import store
from ui.cijfers.entry import all_figures
from ui.data import catalogue
from ui.parts import exhibits


def test_the_file_holds_every_observation_of_every_population() -> None:
    indicator = catalogue()["moeite_rondkomen"]
    shown = all_figures(indicator, "nederland", "GM0114")
    assert shown.query == {"indicator": indicator.id, "vergelijk": "nederland", "gemeente": "emmen"}
    text, _, below = exhibits.csv(shown).decode("utf-8-sig").partition("\r\n\r\n")
    table = pd.read_csv(io.StringIO(text), sep=";", decimal=",")
    assert len(table) == len(store().observations([indicator.id]))
    assert {"18 jaar en ouder", "16 tot en met 25 jaar"} <= set(table["Groep"])
    emmen = table[
        (table["Regiocode"] == "GM0114") & (table["Jaar"] == 2024) & (table["Groep"] == "18 jaar en ouder")
    ]
    assert emmen[["Waarde", "Vergeleken met"]].to_numpy().tolist() == [[15.1, "Nederland"]]
    assert below.startswith(f'"{indicator.title}. {indicator.definition}"')


def test_without_a_gemeente_the_address_has_none() -> None:
    shown = all_figures(catalogue()["roken"], "drenthe", None)
    assert shown.query == {"indicator": "roken", "vergelijk": "drenthe"}
    assert shown.file == "roken"
