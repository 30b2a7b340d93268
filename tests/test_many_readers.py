"""Readers do not get in each other's way: many sessions at once on different pages, and no page fails."""

from __future__ import annotations

from bench.load import load
from bench.server import ROOT, serve
from tests.sweep import EXHAUSTIVE

VISITS = [
    ("", {}),
    ("", {"gemeente": "emmen"}),
    ("kaart", {"indicator": "overgewicht", "jaar": "2016"}),
    ("kaart", {"indicator": "ervaren_gezondheid", "gebied": "nederland"}),
    ("trend", {"indicator": "vertrouwen_instituties", "gemeente": "westerveld"}),
    ("mijn-gemeente", {"gemeente": "tynaarlo"}),
    ("over-de-cijfers", {"zoek": "armoede"}),
]


@EXHAUSTIVE
def test_twelve_readers_at_once_see_no_error() -> None:
    with serve(ROOT / "app.py") as server:
        found = load(server.url, VISITS, readers=12, clicks=6, pause=0.2)
    assert (found.reruns, found.errors) == (72, 0)
