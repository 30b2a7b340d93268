"""``python -m bench.reports``: how long a report takes in every form, how large it is, and what memory it takes.

Asked of a server as a reader asks: cold is the first time since these figures, warm the second. Of every gemeente the factsheet, of
the province the whole report, and of the pages with a view that view. The peak is of the server and of the process that sets a PDF
together. ``--hundred`` asks a hundred different reports more and says how much the server grew.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.server import ROOT, Server, serve
from monitor.catalogue import load
from monitor.province import GEMEENTEN, PROVINCE
from ui.parts.take_along import FORMS, address, address_of_view

#: Views that are asked for, by the name of their row.
VIEWS = {
    "kaart": ("kaart", {"indicator": "moeite_rondkomen", "gemeente": "emmen"}),
    "trend": ("trend", {"indicator": "roken", "gemeente": "emmen", "alle": "ja"}),
    "vergelijk": ("vergelijk", {"gemeente": "emmen"}),
    "twee cijfers": ("vergelijk", {"deel": "samenhang", "gemeente": "emmen"}),
}
#: Seconds between two looks at the memory.
_LOOK = 0.02


@dataclass(frozen=True)
class Taken:
    """One report in one form: seconds cold and warm, bytes, and the most memory meanwhile (MB)."""

    cold: float
    warm: float
    size: int
    peak: float


@dataclass(frozen=True)
class Row:
    """The reports of one kind in one form."""

    what: str
    form: str
    taken: tuple[Taken, ...]

    @staticmethod
    def head() -> str:
        return (
            f"{'report':16}{'form':6}{'n':>4}{'cold s':>9}{'worst':>8}{'warm ms':>9}{'worst':>8}"
            f"{'kB':>8}{'peak MB':>9}"
        )

    def text(self) -> str:
        cold, warm = [one.cold for one in self.taken], [one.warm * 1000 for one in self.taken]
        size = statistics.median(one.size for one in self.taken) / 1000
        peak = max(one.peak for one in self.taken)
        return (
            f"{self.what:16}{self.form:6}{len(self.taken):4}{statistics.median(cold):9.2f}{max(cold):8.2f}"
            f"{statistics.median(warm):9.0f}{max(warm):8.0f}{size:8.0f}{peak:9.0f}"
        )


def rss(pid: int) -> float:
    """Resident memory of a process and its children now, in MB; 0 of one that is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = {int(child) for one in threads for child in (one / "children").read_text().split()}
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)
    return own + sum(rss(child) for child in children)


@contextmanager
def peak(pid: int) -> Iterator[list[float]]:
    """The most memory of a process and its children while the block runs, as the only thing in a list."""
    sizes, done = [rss(pid)], threading.Event()

    def look() -> None:
        while not done.wait(_LOOK):
            sizes[0] = max(sizes[0], rss(pid))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield sizes
    finally:
        done.set()
        looking.join()


def fetch(url: str) -> tuple[float, int]:
    """Seconds and bytes of an answer. Errors: ``urllib.error.HTTPError``."""
    before = time.perf_counter()
    with urllib.request.urlopen(url, timeout=120) as answer:
        content = answer.read()
    return time.perf_counter() - before, len(content)


def take(server: Server, at: str) -> Taken:
    """Ask for a report twice. ``at``: its address from a page."""
    url = server.url + at.removeprefix(".")
    with peak(server.pid) as most:
        cold, size = fetch(url)
    warm, _ = fetch(url)
    return Taken(cold, warm, size, most[0])


def asked() -> Iterator[tuple[str, str, list[str]]]:
    """What is measured: kind, form, and the addresses."""
    for ending in FORMS:
        yield "gemeente", ending, [address(ending, code) for code in GEMEENTEN]
    for ending in FORMS:
        yield "heel, Drenthe", ending, [address(ending, PROVINCE, whole=True)]
    for what, (page, query) in VIEWS.items():
        for ending in FORMS:
            yield what, ending, [address_of_view(ending, page, query)]


def measure(server: Server, wanted: Iterable[tuple[str, str, list[str]]]) -> list[Row]:
    """Measure and print, a row per kind and form."""
    first, _ = fetch(server.url + address("html", PROVINCE).removeprefix("."))
    print(f"\nreports; the very first of a server that has just started: {first:.1f} s")
    print(Row.head())
    rows = []
    for what, form, addresses in wanted:
        rows.append(Row(what, form, tuple(take(server, at) for at in addresses)))
        print(rows[-1].text(), flush=True)
    return rows


def hundred(server: Server) -> float:
    """MB that the server grew over a hundred reports, after as many to fill its caches."""
    themes = [theme.id for theme in load().themes]
    every = [
        address(ending, code, theme, slug)
        for slug in ("nederland", "drenthe")
        for theme in themes
        for ending in ("html", "xlsx")
        for code in GEMEENTEN
    ]
    for at in every[:100]:
        fetch(server.url + at.removeprefix("."))
    before = server.memory_mb()
    for at in every[100:200]:
        fetch(server.url + at.removeprefix("."))
    grown = server.memory_mb() - before
    print(f"over a hundred reports more the server grew {grown:.0f} MB (to {before + grown:.0f} MB)")
    return grown


def main() -> None:
    asking = argparse.ArgumentParser(prog="python -m bench.reports", description="How long a report takes.")
    asking.add_argument("--hundred", action="store_true", help="does the server grow over a hundred reports")
    given = asking.parse_args()
    with serve(ROOT / "app.py") as server:
        measure(server, asked())
        if given.hundred:
            hundred(server)


if __name__ == "__main__":
    main()
