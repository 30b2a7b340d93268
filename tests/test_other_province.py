"""The province is configuration: on the same figures every page, report and line is there for another one, as its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from monitor.catalogue import DATA
from monitor.province import GEMEENTEN
from monitor.regions import name
from tests.sweep import EXHAUSTIVE
from ui.choose import comparators
from ui.data import figures

pytestmark = EXHAUSTIVE
ROOT = DATA.parent

#: Drenthe is one of the other provinces there, and has published what is quoted.
MAY_BE_NAMED = re.compile(r"[Pp]rovincie Drenthe|Trendbureau Drenthe|GGD Drenthe|provincie-drenthe")
DRENTHE = re.compile(r".{0,60}Dren[th].{0,40}")


@pytest.fixture(scope="module")
def groningen() -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.another_province"],
        cwd=ROOT,
        env={**os.environ, "MONITOR_PROVINCE": "PV20"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    line = next((line for line in ran.stdout.splitlines() if line.startswith("FOUND")), None)
    assert line, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(line.removeprefix("FOUND"))
    return found


def test_every_page_opens_with_its_own_gemeenten(groningen: dict[str, Any]) -> None:
    assert len(groningen["names"]) == 10
    assert {"Groningen", "Stadskanaal", "Het Hogeland"} <= set(groningen["names"])
    assert len(groningen["opened"]) >= 26
    assert {page: faults for page, (faults, _) in groningen["opened"].items() if faults} == {}
    _, choosing = groningen["opened"]["mijn_gemeente.py {}"]
    assert all(name in choosing for name in groningen["names"])


def test_nothing_is_told_of_drenthe(groningen: dict[str, Any]) -> None:
    texts = {page: text for page, (_, text) in groningen["opened"].items()}
    texts |= {line: json.dumps(steps, ensure_ascii=False) for line, steps in groningen["lines"].items()}
    texts |= groningen["reports"]
    own = re.compile(rf"\b({'|'.join(name(code) for code in GEMEENTEN)})\b")
    for where, text in texts.items():
        left = MAY_BE_NAMED.sub("", text)
        assert DRENTHE.findall(left) == [], where
        # Other gemeenten are among those that look like one's own, and on the map of Nederland.
        if where.startswith(("overzicht", "kaart.py {}", "trend.py {}")):
            assert own.findall(left) == [], where


def test_lines_and_reports_are_about_it(groningen: dict[str, Any]) -> None:
    assert set(groningen["reports"]) == {"provincie Groningen", "Eemsdelta"}
    for whose, report in groningen["reports"].items():
        assert f"<h1>{whose} in cijfers</h1>" in report
        assert "Sociale Monitor Groningen" in report
    assert "armoede in provincie-groningen" in groningen["lines"]
    for line, steps in groningen["lines"].items():
        assert len(steps) >= 4, line


def test_its_figure_is_what_drenthe_compares_with(groningen: dict[str, Any]) -> None:
    """Weighed together from its gemeenten, by the same rule as another province beside Drenthe."""
    of_pair = figures("overgewicht", "18+")
    assert of_pair is not None
    observations = comparators.comparator("provincie-groningen", None).observations(of_pair)
    beside = next(observation.value for observation in observations if observation.year == 2024)
    assert f"In provincie Groningen heeft {beside:.1f}%".replace(".", ",") in groningen["trend"][0]
