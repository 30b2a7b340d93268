"""The coverage report says per indicator what is there, where it comes from and what is missing."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from monitor import snapshot
from monitor.catalogue import DATA, load
from monitor.coverage import COLUMNS, awaited, coverage, main
from monitor.freshness import Freshness
from tests.sweep import EXHAUSTIVE


@pytest.fixture(scope="module")
def report() -> pd.DataFrame:
    return coverage(load(), snapshot.read(DATA / "observations"))


def row(report: pd.DataFrame, indicator: str, population: str) -> pd.Series:
    rows = report[(report["Indicator"] == load()[indicator].title) & (report["Groep"] == population)]
    assert len(rows) == 1
    return rows.iloc[0]


@EXHAUSTIVE
def test_every_indicator_has_a_row(report: pd.DataFrame) -> None:
    assert list(report.columns) == COLUMNS
    assert set(report["Indicator"]) == {indicator.title for indicator in load().indicators.values()}


def test_trust_says_which_gemeente_is_suppressed(report: pd.DataFrame) -> None:
    trust = row(report, "vertrouwen_anderen", "15+")
    assert trust["Nieuwste jaar"] == 2022
    assert trust["Gemeenten in Drenthe"] == 10
    assert trust["Cijfer van Drenthe"].startswith("eigen berekening (9")
    assert trust["Wat ontbreekt"] == "Aa en Hunze, Westerveld: te weinig antwoorden."
    assert "Regionale Monitor Brede Welvaart" in trust["Bron"]


def test_published_own_and_absent_are_told_apart(report: pd.DataFrame) -> None:
    adults, young = row(report, "moeite_rondkomen", "18+"), row(report, "moeite_rondkomen", "16-25")
    weighed = "eigen berekening (100% van de inwoners van 18 jaar en ouder)"
    assert adults["Cijfer van Drenthe"] == adults["Cijfer van Nederland"] == weighed
    assert adults["Wat ontbreekt"] == ""
    assert young["Cijfer van Drenthe"] == young["Cijfer van Nederland"] == "gepubliceerd"
    assert adults["Jaren"] == "2012, 2016, 2020, 2024"


def test_what_is_missing_is_named_with_how_it_comes() -> None:
    waiting = {one.source.id: one for one in awaited(load(), {})}
    assert "komt vanzelf zodra de monitor tabel 86131NED" in waiting["CBS-86131NED"].sentence
    assert "provincie Drenthe" in waiting["CBS-85146NED"].sentence
    assert [i.id for i in waiting["CBS-86131NED"].indicators] == ["armoede"]
    # The regional monitor has no open data: that has to be brought.
    trust = waiting["CBS-RMBW-2025"].sentence
    assert "het vertrouwen in anderen en in instituties van 2023 en 2024" in trust
    assert "niet vanzelf" in trust
    fetched = {"CBS-86131NED": Freshness(fetched=date(2026, 12, 1))}
    assert "CBS-86131NED" not in {one.source.id for one in awaited(load(), fetched)}


def test_an_indicator_without_figures_explains_itself(report: pd.DataFrame) -> None:
    gaps = report[report["Jaren"] == ""]
    assert (gaps["Cijfer van Drenthe"] == "geen cijfer").all()
    assert (gaps["Wat ontbreekt"].str.len() > 20).all()
    assert gaps["Gemeenten in Drenthe"].isna().all()


@EXHAUSTIVE
def test_the_command_prints_one_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["moeite_rondkomen"]) == 0
    said = capsys.readouterr().out
    assert "Moeite met rondkomen" in said
    assert "1 indicatoren met cijfers" in said
    assert main(["bestaat_niet"]) == 1
    assert "bestaat_niet" in capsys.readouterr().err


@EXHAUSTIVE
def test_the_command_gives_a_table_for_excel(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["moeite_rondkomen", "--csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split(";") == COLUMNS
