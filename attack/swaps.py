"""Swap the snapshot under a running monitor while it is read: every answer is one edition, whole, and memory stays."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
import threading
from collections import Counter
from contextlib import suppress

import httpx

from attack.report import Report
from bench.place import copy
from bench.server import serve
from bench.session import session
from monitor import snapshot

SWAPS = 20
TABLE = "/open-data/observations.csv?indicator=moeite_rondkomen&indicator=roken&indicator=overgewicht"
PAGES = [
    ("kaart", "gemeente=emmen"),
    ("mijn-gemeente", "gemeente=assen"),
    ("", ""),
    ("trend", "indicator=roken"),
]


def run(_: str, report: Report) -> None:
    """On a copy with a server of its own and a second edition of the figures."""
    with copy() as place:
        folder = place / "data" / "observations"
        rows = snapshot.read(folder)
        small = rows["value"].between(1, 90) & rows["lower"].isna()
        snapshot.write(rows.assign(value=rows["value"].where(~small, rows["value"] + 1)), folder)
        with serve(place / "app.py", folder=place) as server:
            _swap_and_read(server.url, str(place), report)
            report.say(f"memory {server.memory_mb():.0f} MB")


def _swap_and_read(url: str, place: str, report: Report) -> None:
    def table() -> str:
        return hashlib.sha256(httpx.get(url + TABLE, timeout=60).content).hexdigest()[:10]

    def swap() -> int:
        command = [sys.executable, "-m", "loaders.refresh", "--rollback"]
        return subprocess.run(command, cwd=place, capture_output=True).returncode

    editions = [table()]
    codes = [swap()]
    editions.append(table())
    done, seen, failed = threading.Event(), Counter[str](), Counter[str]()

    def read_on() -> None:
        while not done.is_set():
            try:
                seen[table()] += 1
            except httpx.HTTPError as error:
                failed[type(error).__name__] += 1

    async def pages_on() -> None:
        async with session(url) as reader:
            while not done.is_set():
                for page, query in PAGES:
                    seen["page"] += 1
                    failed["page"] += not await reader.show(page, query)

    threads = [threading.Thread(target=read_on), threading.Thread(target=lambda: asyncio.run(pages_on()))]
    for thread in threads:
        thread.start()
    with suppress(KeyboardInterrupt):
        codes += [swap() for _ in range(SWAPS)]
    done.set()
    for thread in threads:
        thread.join()
    report.expect(set(codes) == {0}, f"{len(codes)} swaps")
    report.expect(editions[0] != editions[1], "two editions that differ")
    mixed = set(seen) - {*editions, "page"}
    report.expect(
        not mixed, f"{seen.total() - seen['page']} tables read: each one of the two, {len(mixed)} mixed"
    )
    report.expect(not failed.total(), f"{seen['page']} pages, {dict(+failed)} failed")
