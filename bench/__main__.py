"""``python -m bench``: measure every page in a real browser and print the ratios against an empty Streamlit app.

``python -m bench 9`` repeats each change 9 times (default 5). Medians; absolute times depend on the machine.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Page

from bench.browser import Measured, Visit, chromium, select
from bench.load import load
from bench.server import ROOT, Server, serve

Act = Callable[[Page], None]


@dataclass(frozen=True)
class Case:
    """A page, and the two states that its change goes between."""

    page: str
    address: str
    change: str = ""
    acts: tuple[Act, ...] = field(default=())


def _choose(label: str, *options: str) -> tuple[Act, ...]:
    return tuple(lambda page, option=option: select(page, label, option) for option in options)


def _press(*years: str) -> tuple[Act, ...]:
    return tuple(lambda page, year=year: page.get_by_role("radio", name=year).or_(
        page.get_by_role("button", name=year, exact=True)).first.click() for year in years)  # fmt: skip


CASES = [
    Case("Overzicht", "/", "gemeente", _choose("Mijn gemeente", "Emmen", "Assen")),
    Case(
        "Kaart", "/kaart?indicator=moeite_rondkomen", "indicator", _choose("Cijfer", "Eenzaam", "Overgewicht")
    ),
    Case("Kaart", "/kaart?indicator=moeite_rondkomen", "jaar", _press("2016", "2020")),
    Case(
        "Kaart (heel Nederland)",
        "/kaart?indicator=ervaren_gezondheid&gebied=nederland",
        "jaar",
        _press("2016", "2020"),
    ),
    Case(
        "Trend", "/trend?indicator=moeite_rondkomen", "indicator", _choose("Cijfer", "Eenzaam", "Overgewicht")
    ),
    Case(
        "Mijn gemeente",
        "/mijn-gemeente?gemeente=emmen",
        "gemeente",
        _choose("Mijn gemeente", "Assen", "Emmen"),
    ),
    Case("Vergelijk", "/vergelijk", "volgorde", _choose("Volgorde van de gemeenten", "Roken", "Eenzaamheid")),
    Case(
        "Vergelijk (twee cijfers)",
        "/vergelijk?deel=samenhang",
        "cijfer",
        _choose("Omhoog", "Roken", "Eenzaamheid"),
    ),
    Case("Over de cijfers", "/over-de-cijfers", "gemeente", _choose("Mijn gemeente", "Emmen", "Assen")),
]


def visits() -> list[tuple[str, dict[str, str]]]:
    """The pages of all cases with their choices, as :func:`bench.load.load` asks for them."""
    parts = [urlsplit(case.address) for case in CASES]
    return [(part.path.strip("/"), dict(parse_qsl(part.query))) for part in parts]


def measure(browser: Browser, server: Server, case: Case, repeat: int) -> tuple[Measured, Measured, float]:
    """Median first paint, median change, and server CPU milliseconds per change."""
    opened = []
    for _ in range(3):
        visit = Visit(browser)
        opened.append(visit.open(server.url + case.address))
        visit.close()
    visit = Visit(browser)
    visit.open(server.url + case.address)
    for act in case.acts:
        visit.change(act)  # first time each: fills the caches, as a second reader would find them
    before, changes = server.cpu_seconds(), []
    for turn in range(repeat * len(case.acts)):
        changes.append(visit.change(case.acts[turn % len(case.acts)]))
    cpu = (server.cpu_seconds() - before) / max(len(changes), 1) * 1000
    visit.close()
    return _median(opened), _median(changes), cpu


def _median(measured: list[Measured]) -> Measured:
    return Measured(
        statistics.median(m.seconds for m in measured), int(statistics.median(m.bytes for m in measured))
    )


def main(repeat: int = 5) -> None:
    empty = Case("leeg", "/", "keuze", _choose("Keuze", "twee", "drie"))
    with (
        chromium() as browser,
        serve(ROOT / "bench" / "empty_app.py") as yardstick,
        serve(ROOT / "app.py") as server,
    ):
        first, change, cpu = measure(browser, yardstick, empty, repeat)
        print(
            f"{'page':24}{'change of':>11}{'first s':>9}{'x empty':>9}{'change s':>10}{'x empty':>9}{'kB':>8}{'cpu ms':>8}"
        )
        print(
            f"{'empty app':24}{'':>11}{first.seconds:9.2f}{1:9.1f}{change.seconds:10.2f}{1:9.1f}{change.bytes / 1000:8.1f}{cpu:8.0f}",
            flush=True,
        )
        for case in CASES:
            of_first, of_change, of_cpu = measure(browser, server, case, repeat)
            print(
                f"{case.page:24}{case.change:>11}{of_first.seconds:9.2f}{of_first.seconds / first.seconds:9.1f}"
                f"{of_change.seconds:10.2f}{of_change.seconds / change.seconds:9.1f}"
                f"{of_change.bytes / 1000:8.1f}{of_cpu:8.0f}",
                flush=True,
            )
        before = server.memory_mb()
        opened = [Visit(browser) for _ in range(8)]
        for visit in opened:
            visit.open(server.url + "/trend?indicator=roken")
        print(f"\nmemory per extra session: {(server.memory_mb() - before) / len(opened):.1f} MB")
        for visit in opened:
            visit.close()
        for readers in (50, 200):
            result = load(server.url, visits(), readers)
            print(
                f"{readers} readers, a choice every 3 s: median {result.median:.2f} s, p95 {result.p95:.2f} s, "
                f"{result.reruns} reruns, {result.errors} errors, {result.turned_away} told to come back later",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
