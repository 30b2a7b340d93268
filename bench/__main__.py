"""``python -m bench``: measure every page in a real browser and print the ratios against an empty Streamlit app.

Seconds are until the picture had changed for the last time (:mod:`bench.film`), each with its quartiles; beside the monitor
stand the empty app and a plain Streamlit page with an inline pydeck map, in the same run. Absolute times depend on the
machine, ratios hardly. ``--json FILE`` keeps the run, to hold another against it (``python -m bench.against``).
"""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, Page

from bench import reports
from bench.browser import Visit, chromium, select
from bench.load import load
from bench.run import Crowd, Line, Run, Spread
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
        "Kaart (om in te zoomen)",
        "/kaart?indicator=ervaren_gezondheid&gebied=nederland&inzoomen=ja",
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
        _choose("Tweede cijfer", "Roken", "Eenzaamheid"),
    ),
    Case("Over de cijfers", "/over-de-cijfers", "gemeente", _choose("Mijn gemeente", "Emmen", "Assen")),
]


EMPTY = Case("leeg", "/", "keuze", _choose("Keuze", "twee", "drie"))
PLAIN = Case("Streamlit + pydeck", "/", "indicator", _choose("Cijfer", "eenzaam", "overgewicht"))


def visits() -> list[tuple[str, dict[str, str]]]:
    """The pages of all cases with their choices, as :func:`bench.load.load` asks for them."""
    parts = [urlsplit(case.address) for case in CASES]
    return [(part.path.strip("/"), dict(parse_qsl(part.query))) for part in parts]


def measure(browser: Browser, server: Server, case: Case, repeat: int) -> Line:
    """Open a page and make its changes, each ``repeat`` times."""
    opened = []
    for _ in range(max(3, repeat)):
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
    cpu = (server.cpu_seconds() - before) / len(changes) * 1000
    visit.close()
    return Line(
        case.page,
        case.change,
        Spread.of([one.seconds for one in opened]),
        Spread.of([one.seconds for one in changes]),
        Spread.of([one.bytes / 1000 for one in changes]),
        cpu,
    )


def _crowds(server: Server) -> list[Crowd]:
    """50 and 200 readers of one process, and 200 of two, which is what two cores can run."""
    with serve(ROOT / "app.py") as other:
        load(other.url, visits(), 10, pause=0.5)  # everything once, as the first server has had it
        return [_crowd([server], 50), _crowd([server], 200), _crowd([server, other], 200)]


def _crowd(servers: list[Server], readers: int) -> Crowd:
    result = load([server.url for server in servers], visits(), readers)
    crowd = Crowd(
        readers, result.median, result.p95, result.reruns, result.errors, result.turned_away, len(servers)
    )
    print(crowd.text(), flush=True)
    return crowd


def _memory(browser: Browser, server: Server) -> float:
    before = server.memory_mb()
    opened = [Visit(browser) for _ in range(8)]
    for visit in opened:
        visit.open(server.url + "/trend?indicator=roken")
    each = (server.memory_mb() - before) / len(opened)
    for visit in opened:
        visit.close()
    print(f"\nmemory per extra session: {each:.1f} MB")
    return each


def main(repeat: int = 5, only: str = "", crowds: bool = True) -> Run:
    """Measure and print; ``only``: pages whose name has this in it."""
    lines = []
    with (
        chromium() as browser,
        serve(ROOT / "bench" / "empty_app.py") as empty,
        serve(ROOT / "bench" / "plain_map_app.py") as plain,
        serve(ROOT / "app.py") as server,
    ):
        todo = [(empty, EMPTY), (plain, PLAIN), *((server, case) for case in CASES if only in case.page)]
        print(Line.head())
        for place, case in todo:
            lines.append(measure(browser, place, case, repeat))
            print(lines[-1].text(lines[0]), flush=True)
        memory = _memory(browser, server)
        run = Run(_commit(), lines, memory, _crowds(server) if crowds else [])
    if not only:
        # A server of its own: with nothing in memory, as after new figures.
        with serve(ROOT / "app.py") as server:
            reports.measure(server, reports.asked())
    return run


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout.strip()


def arguments() -> argparse.ArgumentParser:
    """What can be asked on the command line."""
    asked = argparse.ArgumentParser(prog="python -m bench", description="How fast the pages are.")
    asked.add_argument("repeat", nargs="?", type=int, default=5, help="how often each change is made (5)")
    asked.add_argument("--only", default="", help="only the pages with this in their name")
    asked.add_argument("--json", type=Path, help="write the run to this file")
    asked.add_argument("--without-crowds", action="store_true", help="leave the 50 and 200 readers out")
    return asked


if __name__ == "__main__":
    given = arguments().parse_args()
    run = main(given.repeat, given.only, not given.without_crowds)
    if given.json:
        run.write(given.json)
