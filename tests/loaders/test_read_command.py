"""An analyst can ask what a reader understands of a file that was just downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.read import main


def test_it_shows_measures_years_and_known_regions(
    upstream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = next((upstream / "cbs-inkomen-2024").glob("Inkomen*.csv"))
    assert main(["statline_export", str(file), "population=huishoudens"]) == 0
    said = capsys.readouterr().out
    assert "Inkomen/Mediaan besteedbaar inkomen" in said
    assert "44400" in said
    assert "8 regio's" in said


def test_options_reach_the_reader(upstream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = upstream / "cbs-rmbw" / "values.csv"
    assert main(["wellbeing_monitor", str(file), "edition=2025"]) == 0
    assert "Geregistreerde problematische schulden" in capsys.readouterr().out


def test_it_says_why_a_file_cannot_be_read(upstream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["debt_dashboard", str(upstream / "cbs-rmbw" / "values.csv")]) == 1
    assert "de kolom 'jaar' ontbreekt" in capsys.readouterr().err
    assert main(["debt_dashboard", "nergens.csv"]) == 1
    assert "nergens.csv: dit bestand is er niet" in capsys.readouterr().err
