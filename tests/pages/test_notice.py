"""A reader is told, calmly, when the figures or boundaries shown are not the newest on this server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from bench.server import ROOT
from monitor import division, store
from ui.parts import notice


def said() -> list[str]:
    page = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60).run()
    assert not page.exception
    return [info.value for info in page.info]


def test_nothing_is_said_when_all_is_well() -> None:
    assert said() == []


def test_last_good_figures_and_boundaries_are_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    now = store.state()
    monkeypatch.setattr(store, "state", lambda *_: replace(now, refused="roken.csv ontbreekt"))
    assert said() == [notice.FIGURES]
    monkeypatch.setattr(division, "refused", lambda: "drenthe_wijken.geojson ontbreekt")
    assert said() == [f"{notice.FIGURES} {notice.BOUNDARIES}"]
