"""From a file of answers to a file for the door: right percentages, right margins, and clear words when it cannot be."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from loaders.panel import __main__ as command
from loaders.panel.estimate import with_margin

CODEBOOK = """
year: 2026
region: gemeente
weight: weging
total: 18+
groupings:
  - column: leeftijd
    groups:
      18-64: {lowest: 18, highest: 64}
      65+: {lowest: 65}
questions:
  - {measure: vertrouwen, column: v12, counts: [1, 2], skip: [9]}
"""


def answers(per_gemeente: int = 370) -> pd.DataFrame:
    """In Emmen and Assen as many of each age; 40% of Emmen and 60% of Assen trust; one in ten did not say."""
    dice = np.random.default_rng(11)
    rows = []
    for gemeente, share in (("Emmen", 0.4), ("GM0106", 0.6)):
        for place in range(per_gemeente):
            answer = 9 if place % 10 == 9 else 1 if dice.random() < share else 3
            rows.append((gemeente, 25 + place % 2 * 45, 1.0 + place % 2, answer))
    return pd.DataFrame(rows, columns=["gemeente", "leeftijd", "weging", "v12"])


@pytest.fixture
def codebook(tmp_path: Path) -> Path:
    file = tmp_path / "panel.yaml"
    file.write_text(CODEBOOK, encoding="utf-8")
    return file


def stored(frame: pd.DataFrame, file: Path) -> Path:
    if file.suffix == ".sav":
        pyreadstat.write_sav(frame, str(file))
    elif file.suffix == ".xlsx":
        frame.to_excel(file, index=False)
    else:
        frame.to_csv(file, index=False, sep=";", decimal=",")
    return file


def read(file: Path) -> dict[tuple[str, str], dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {(row["gebied"], row["groep"]): row for row in csv.DictReader(lines, delimiter=";")}


@pytest.mark.parametrize("name", ["answers.csv", "answers.xlsx", "answers.sav"])
def test_the_percentages_are_those_of_the_answers(
    name: str, codebook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame, out = answers(), tmp_path / "out.csv"
    assert (
        command.main([str(stored(frame, tmp_path / name)), "--codebook", str(codebook), "--out", str(out)])
        == 0
    )
    found = read(out)
    given = frame[frame["v12"] != 9].assign(yes=lambda rows: rows["v12"] == 1)
    for gebied, region in (("Emmen", "Emmen"), ("Assen", "GM0106"), ("Drenthe", None)):
        for groep, ages in (("18+", (0, 200)), ("18-64", (18, 64)), ("65+", (65, 200))):
            rows = given[
                given["leeftijd"].between(*ages) & (given["gemeente"].eq(region) if region else True)
            ]
            share = 100 * (rows["yes"] * rows["weging"]).sum() / rows["weging"].sum()
            row = found[gebied, groep]
            assert float(row["waarde"].replace(",", ".")) == round(share, 1)
            assert (
                float(row["ondergrens"].replace(",", "."))
                < share
                < float(row["bovengrens"].replace(",", "."))
            )
            assert (row["jaar"], row["maat"], row["reden"]) == ("2026", "vertrouwen", "")
    # Ten gemeenten without respondents have no figure, and say so.
    assert found["Hoogeveen", "18+"]["reden"] == "onderdrukt"
    said = capsys.readouterr().out
    assert "9 percentages, 30 weggelaten" in said
    assert "loaders.add" in said


def test_the_margin_is_that_of_wilson_with_the_weights() -> None:
    """20 of 100 with equal weights: 13.3 to 28.9 (the textbook); with weights that halve the sample it widens."""
    assert with_margin(20, 100, 100) == (20.0, 13.3, 28.9)
    assert with_margin(20, 100, 200) == (20.0, 11.2, 33.0)
    assert with_margin(0, 50, 50) == (0.0, 0.0, 7.1)


def test_a_base_under_thirty_is_nowhere(codebook: Path, tmp_path: Path) -> None:
    frame = pd.concat([answers(), answers().head(29).assign(gemeente="Westerveld")])
    out = tmp_path / "out.csv"
    file = stored(frame, tmp_path / "a.csv")
    assert command.main([str(file), "--codebook", str(codebook), "--out", str(out)]) == 0
    found = read(out)
    for groep in ("18+", "18-64", "65+"):
        row = found["Westerveld", groep]
        assert (row["waarde"], row["ondergrens"], row["bovengrens"], row["reden"]) == (
            "",
            "",
            "",
            "onderdrukt",
        )
        # With both others it would follow from Drenthe.
        others = [found[gebied, groep]["waarde"] for gebied in ("Emmen", "Assen", "Drenthe")]
        assert "" in others


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (lambda frame: frame.drop(columns="v12"), "kolom v12 uit het codeboek staat niet"),
        (lambda frame: frame.assign(gemeente="Emmeloord aan Zee"), "is geen gemeente"),
        (lambda frame: frame.assign(gemeente="GM0014"), "geen enkele respondent woont"),
        (lambda frame: frame.assign(weging=0), "geen gewicht groter dan nul"),
        (lambda frame: frame.iloc[:0], "geen enkele respondent"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    changed, says: str, codebook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = stored(changed(answers(30)), tmp_path / "a.csv"), tmp_path / "out.csv"
    assert command.main([str(file), "--codebook", str(codebook), "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert "Wat te doen" in said or "Verwacht" in said
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("lowest: 65", "lowest: 60", "valt in twee groepen"),
        ("questions:", "vragen:", "het codeboek klopt niet"),
        ("total: 18+", "total: 65+", "given twice"),
        ("year: 2026", "year: [", "geen leesbaar YAML"),
    ],
)
def test_a_wrong_codebook_is_said(
    old: str, new: str, says: str, codebook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codebook.write_text(CODEBOOK.replace(old, new), encoding="utf-8")
    frame = answers(40).assign(leeftijd=62)
    file, out = stored(frame, tmp_path / "a.csv"), tmp_path / "out.csv"
    assert command.main([str(file), "--codebook", str(codebook), "--out", str(out)]) == 1
    assert says in capsys.readouterr().err
    assert not out.exists()


def test_a_disk_that_is_full_is_said(
    codebook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = stored(answers(40), tmp_path / "a.csv")
    out = tmp_path / "nowhere" / "out.csv"
    assert command.main([str(file), "--codebook", str(codebook), "--out", str(out)]) == 5
    assert "Maak ruimte vrij of kies een andere map" in capsys.readouterr().err
