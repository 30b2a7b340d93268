"""Spoil the files under a running monitor, fault by fault: it keeps the last good figures, says so, and recovers."""

from __future__ import annotations

import asyncio

import httpx

from attack.report import Report
from attack.spoiled import FAULTS
from bench.place import copy, put
from bench.server import serve
from bench.session import session

FILE = "observations/moeite_rondkomen.csv"
FIGURE = "/open-data/observations.csv?indicator=moeite_rondkomen&region=GM0114&year=2020&population=18%2B"
PAGES = [
    ("", ""),
    ("kaart", "indicator=moeite_rondkomen"),
    ("kaart", "indicator=roken"),
    ("trend", "indicator=moeite_rondkomen"),
    ("mijn-gemeente", "gemeente=emmen"),
    ("vergelijk", ""),
    ("over-de-cijfers", "indicator=roken"),
    ("over-de-cijfers", "deel=bronnen"),
]
#: What is cut in half besides the figures.
OTHERS = (
    "catalogue/sources.yaml",
    "catalogue/themes/gezondheid.yaml",
    "regions.csv",
    "boundaries/drenthe_gemeenten.geojson",
    "observations/manifest.json",
)


async def _failing(url: str) -> list[str]:
    async with session(url) as reader:
        return [f"/{page}?{query}" for page, query in PAGES if not await reader.show(page, query)]


def _look(url: str, report: Report, name: str, healthy: bool) -> None:
    failing = asyncio.run(_failing(url))
    with httpx.Client(base_url=url, timeout=60) as http:
        figure, health = http.get(FIGURE), http.get("/health")
    right = ",2020,12.5," in figure.text
    report.expect(
        not failing and right and (health.status_code == 200) == healthy,
        f"{name}: {len(failing)} of {len(PAGES)} pages fail, the figure is {'right' if right else 'WRONG'}, "
        f"health {health.status_code}",
    )


def run(_: str, report: Report) -> None:
    """On a copy with a server of its own."""
    with copy() as place, serve(place / "app.py", folder=place) as server:
        data = place / "data"
        _look(server.url, report, "all good", healthy=True)
        spoils = [(name, FILE, spoil) for name, spoil in FAULTS.items()]
        spoils += [(f"{other} cut in half", other, _half) for other in OTHERS]
        for name, file, spoil in spoils:
            good = (data / file).read_bytes()
            put(data / file, spoil(good))
            _look(server.url, report, name, healthy=False)
            put(data / file, good)
        (data / FILE).rename(data / "away")
        _look(server.url, report, "a file gone", healthy=False)
        (data / "away").rename(data / FILE)
        (data / "observations").rename(data / "away")
        _look(server.url, report, "all figures gone", healthy=False)
        (data / "away").rename(data / "observations")
        _look(server.url, report, "all good again", healthy=True)


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]
