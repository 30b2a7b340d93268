"""The province is configuration: on the same figures every page opens for another one, with its own gemeenten."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from monitor.catalogue import DATA

ROOT = DATA.parent

OPEN = """
import json
from streamlit.testing.v1 import AppTest
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name, slug_of
from ui.data import catalogue
from ui.trend.view import Choice, view

opened = {}
for page in ("overzicht", "kaart", "trend", "mijn_gemeente", "vergelijk", "over_de_cijfers"):
    for query in ({}, {"gemeente": slug_of(GEMEENTEN[0])}):
        app = AppTest.from_file("NAVIGATION", default_timeout=120)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        if page != "overzicht":
            app.switch_page(f"{page}.py").run()
        faults = [fault.message for fault in app.exception]
        texts = [m.value for m in (*app.markdown, *app.caption, *app.header, *app.button)]
        texts += [button.label for button in app.button]
        opened[f"{page} {query}"] = [faults, " ".join(map(str, texts))]
said = view(catalogue()["overgewicht"], "18+", Choice()).sentences
print("FOUND" + json.dumps({"province": PROVINCE, "names": [name(c) for c in GEMEENTEN], "opened": opened, "said": said}))
"""


def test_every_page_opens_for_groningen_with_its_own_gemeenten() -> None:
    script = OPEN.replace("NAVIGATION", str(ROOT / "pages" / "navigation.py"))
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "MONITOR_PROVINCE": "PV20", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    line = next((line for line in ran.stdout.splitlines() if line.startswith("FOUND")), None)
    assert line, ran.stderr[-3000:]
    found = json.loads(line.removeprefix("FOUND"))
    assert found["province"] == "PV20"
    assert len(found["names"]) == 10
    assert {"Groningen", "Stadskanaal", "Het Hogeland"} <= set(found["names"])
    assert {page: faults for page, (faults, _) in found["opened"].items() if faults} == {}
    _, choosing = found["opened"]["mijn_gemeente {}"]
    assert all(name in choosing for name in found["names"])
    assert "Emmen" not in choosing
    assert found["said"][0].startswith("In Groningen ") or "Groningen" in found["said"][0]
