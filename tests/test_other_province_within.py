"""Another province made of the publishers' files: the map of its own wijken, and figures of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from monitor.catalogue import DATA
from tests.sweep import EXHAUSTIVE
from tests.upstream.standin.published import SOURCES

pytestmark = [
    EXHAUSTIVE,
    pytest.mark.skipif(not SOURCES.is_dir(), reason="the full source files are not beside the project"),
]
LONELY = "rivm-50090ned/raw/RIVM_gezondheid2020_18+.xlsx"


def run(project: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        env={**os.environ, "MONITOR_PROVINCE": "PV20"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert ran.returncode == 0, (ran.stdout + ran.stderr)[-3000:]
    return ran.stdout


@pytest.fixture(scope="module")
def groningen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, made that of Groningen by the commands that make this one."""
    project = tmp_path_factory.mktemp("made") / "groningen"
    shutil.copytree(
        DATA.parent, project, ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "observations")
    )
    shutil.copytree(DATA.parent / ".streamlit", project / ".streamlit")
    run(project, "geo.build", "--sources", str(SOURCES))
    run(project, "loaders.build", "--sources", str(SOURCES))
    return project


def test_its_map_is_of_its_own_wijken_and_of_no_others(groningen: Path) -> None:
    layer = json.loads((groningen / "data/boundaries/drenthe_wijken.geojson").read_text(encoding="utf-8"))
    parts = [feature["properties"] for feature in layer["features"]]
    assert len(parts) == 123
    assert len({part["gemeente"] for part in parts}) == 10
    assert {"Oosterparkwijk", "Hoogkerk e.o."} <= {part["name"] for part in parts}


def test_its_wijken_and_buurten_have_the_published_figures(groningen: Path) -> None:
    rows = CalamineWorkbook.from_path(str(SOURCES / LONELY)).get_sheet_by_index(0).to_python()
    raw = pd.DataFrame(rows[1:], columns=[str(cell) for cell in rows[0]])
    topic = next(column for column in raw if column.startswith("Eenzaam_"))
    within = raw["WijkenEnBuurten"].str.strip().str.match(r"(WK|BU)0014")
    estimate = raw["Marges"].str.strip() == "MW00000" if "Marges" in raw else True
    published = raw[within & estimate].assign(code=lambda rows: rows["WijkenEnBuurten"].str.strip())
    published = pd.to_numeric(published.set_index("code")[topic], errors="coerce").dropna()

    figures = pd.read_csv(groningen / "data/observations/eenzaam.csv")
    figures = figures[(figures["year"] == 2020) & (figures["population"] == "18+")].set_index("region")[
        "value"
    ]
    own = figures[figures.index.str.match(r"(WK|BU)0014")].dropna()
    assert len(own) > 100
    assert own.to_dict() == published.to_dict()
    assert not figures.index.str.match(r"(WK|BU)0106").any()  # Assen


def test_its_pages_show_them(groningen: Path) -> None:
    line = next(
        line for line in run(groningen, "tests.another_province").splitlines() if line.startswith("FOUND")
    )
    opened: dict[str, Any] = json.loads(line.removeprefix("FOUND"))["opened"]
    assert {page: faults for page, (faults, _) in opened.items() if faults} == {}
    _, wijken = opened["kaart.py wijken"]
    assert "Eemsdelta" in wijken
    _, buurten = opened["kaart.py buurten"]
    assert "hun grenzen staan nog niet in deze monitor" in buurten
