"""A version is dated, says what is new, and is refused when something became worse."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from monitor.freshness import in_words
from monitor.release import released

ROOT = Path(__file__).resolve().parent.parent


def tool(name: str) -> ModuleType:
    """A script of ``.ci/``."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


release, upgrades = tool("release"), tool("upgrades")


def test_this_version_is_told() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert release.not_told(release.version(), "", changelog) == []


def test_every_page_says_which_version_it_is() -> None:
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60).run()
    assert f"Versie van {in_words(released())}" in "\n".join(part.proto.body for part in app.get("html"))


def test_a_version_is_a_day(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nversion = "2027.1.5"\n')
    assert released(project) == date(2027, 1, 5)
    other = tmp_path / "other.toml"
    other.write_text('[project]\nversion = "0.1.0"\n')
    with pytest.raises(ValueError, match="year"):
        released(other)


@pytest.mark.parametrize(
    ("version", "last", "changelog", "wrong"),
    [
        ("2026.12.3", "v2026.11.27", "# New\n\n## 2026.12.3\n", []),
        ("2026.12.3", "v2026.12.3", "## 2026.12.3\n", ["2026.12.3 is not newer than v2026.12.3"]),
        ("2026.9.30", "v2026.11.27", "## 2026.9.30\n", ["2026.9.30 is not newer than v2026.11.27"]),
        ("1.0", "", "## 1.0\n", ["1.0 in pyproject.toml is no day (2026.11.27)"]),
        ("2026.12.3", "", "## 2026.11.27\n", ["CHANGELOG.md does not begin with 2026.12.3"]),
        ("2026.12.3", "", "nothing", ["CHANGELOG.md does not begin with 2026.12.3"]),
    ],
)
def test_a_version_that_is_not_told_is_refused(
    version: str, last: str, changelog: str, wrong: list[str]
) -> None:
    assert release.not_told(version, last, changelog) == wrong


def test_figures_that_are_gone_are_named() -> None:
    def manifest(**rows: int) -> str:
        return json.dumps({"files": {f"{name}.csv": {"rows": number} for name, number in rows.items()}})

    before = manifest(roken=100, eenzaam=50)
    assert release.gone(before, manifest(roken=120, eenzaam=50, nieuw=3)) == []
    assert release.gone("", before) == []
    assert release.gone(before, manifest(roken=99)) == [
        "roken.csv: 99 rows, there were 100",
        "eenzaam.csv: 0 rows, there were 50",
    ]
    real = (ROOT / release.MANIFEST).read_text(encoding="utf-8")
    assert release.gone(real, real) == []


def test_one_thing_that_is_not_good_refuses_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(release, "git", lambda *arguments: asked.append(arguments[0]) or "")
    monkeypatch.setattr(release, "CHECKS", [("fine", list), ("fast", lambda: ["Kaart: 2 x empty -> 4"])])
    assert release.main() == 1
    said = capsys.readouterr().out
    assert "Kaart: 2 x empty -> 4" in said
    assert "NOT RELEASED" in said
    assert asked == []
    monkeypatch.setattr(release, "CHECKS", [("fine", list)])
    assert release.main() == 0
    assert asked[-1] == "tag"


def test_what_a_command_says_when_it_fails() -> None:
    assert release.run(sys.executable, "-c", "pass") == []
    assert release.run(sys.executable, "-c", "import sys; print('why not'); sys.exit(3)") == ["why not"]


def test_bench_axe_and_held_figures_are_all_looked_at() -> None:
    names = [name for name, _ in release.CHECKS]
    for asked in ("no page became slower", "axe finds nothing", "figures and sentences hold"):
        assert asked in names
    assert all((ROOT / file).exists() for file in release.HELD)


def test_without_a_run_to_hold_it_against_it_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(release, "RECORD", tmp_path / "record.json")
    assert "python -m bench --json" in release.slower()[0]


def test_what_is_pinned_is_read_and_what_is_newer_is_told() -> None:
    pins = upgrades.pinned()
    assert pins["streamlit"] == "1.67.0"
    assert len(pins) > 40
    assert upgrades.told(
        {"PyYAML": "6.0.3", "ibis-framework[duckdb]": "12.0.0"}, {"pyyaml": "7.0", "x-new": "1.0"}
    ) == [
        "pyyaml 6.0.3 -> 7.0",
        "  x-new 1.0 (new)",
    ]
    assert upgrades.bare("ibis_framework[duckdb]") == "ibis-framework"


def test_without_a_network_it_says_that_nothing_was_checked() -> None:
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "upgrades.py")],
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "NOT CHECKED" in done.stdout
