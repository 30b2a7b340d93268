"""``python -m bench.soak``: does the monitor grow when it runs for long, is read all the time, and gets new figures?

An hour by default; ``python -m bench.soak 5`` takes 5 minutes. Readers come and go on every page and with every choice,
the open data is fetched, files are downloaded, and every 20 seconds the snapshot is replaced by another edition. The
memory after a first third, in which everything is read once, is held against the end.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx

from bench.place import copied
from bench.server import Server, serve
from bench.session import session
from monitor import snapshot
from monitor.catalogue import load

MINUTES = 60.0
SWAP_SECONDS = 20.0
READERS = 4
#: Megabytes that the memory may differ between the second third and the last one.
GROWTH = 40.0

GEMEENTEN = ("", "assen", "emmen", "hoogeveen", "meppel", "tynaarlo", "de-wolden", "westerveld")
COMPARATORS = ("nederland", "drenthe", "vergelijkbaar", "eerder", "emmen", "provincie-groningen")


def _choice(chance: random.Random, indicators: list[str]) -> tuple[str, str]:
    page = chance.choice(("", "kaart", "trend", "mijn-gemeente", "vergelijk", "over-de-cijfers"))
    parts = [f"indicator={chance.choice(indicators)}", f"vergelijk={chance.choice(COMPARATORS)}"]
    if gemeente := chance.choice(GEMEENTEN):
        parts.append(f"gemeente={gemeente}")
    if page == "kaart":
        parts.append(f"gebied={chance.choice(('drenthe', 'nederland', 'wijken'))}")
    if page == "vergelijk":
        parts.append(f"deel={chance.choice(('gemeenten', 'samenhang'))}")
    return page, "&".join(parts)


async def _read(url: str, indicators: list[str], seed: int, done: threading.Event, failed: list[str]) -> None:
    chance = random.Random(seed)
    while not done.is_set():
        with suppress(OSError, TimeoutError):
            async with session(url) as reader:
                for _ in range(chance.randrange(1, 25)):
                    page, query = _choice(chance, indicators)
                    if not await reader.show(page, query):
                        failed.append(f"/{page}?{query}")
                    if done.is_set():
                        break


async def _fetch(url: str, indicators: list[str], done: threading.Event) -> None:
    chance = random.Random(0)
    async with httpx.AsyncClient(base_url=url, timeout=60) as http:
        while not done.is_set():
            indicator = chance.choice(indicators)
            for address in (
                f"map/gemeenten.geojson?indicator={indicator}",
                f"map/wijken-drenthe.geojson?indicator={indicator}",
                f"observations.csv?indicator={indicator}&vergelijk={chance.choice(COMPARATORS)}",
                "observations.json",
            ):
                with suppress(httpx.HTTPError):
                    await http.get(f"/open-data/{address}")
            await asyncio.sleep(1)


def _swap(place: Path, done: threading.Event, swaps: list[int]) -> None:
    while not done.wait(SWAP_SECONDS):
        command = [sys.executable, "-m", "loaders.refresh", "--rollback"]
        swaps.append(subprocess.run(command, cwd=place, capture_output=True).returncode)


def _watch(server: Server, seconds: float, tell: Callable[[float, float], None]) -> list[tuple[float, float]]:
    """(seconds since the start, MB), every few seconds."""
    start, seen = time.monotonic(), []
    while (passed := time.monotonic() - start) < seconds:
        seen.append((passed, server.memory_mb()))
        if len(seen) % 12 == 1:
            tell(*seen[-1])
        time.sleep(5)
    return seen


def main(minutes: float = MINUTES) -> int:
    """Run it; 1 when the memory grew or a page failed."""
    indicators = [id for id, indicator in load().indicators.items() if indicator.datasets]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data = copied(place)
        rows = snapshot.read(data / "observations")
        small = rows["value"].between(1, 90) & rows["lower"].isna()
        snapshot.write(
            rows.assign(value=rows["value"].where(~small, rows["value"] + 1)), data / "observations"
        )
        with serve(place / "app.py", folder=place) as server:
            done, failed, swaps = threading.Event(), list[str](), list[int]()

            async def everybody() -> None:
                await asyncio.gather(
                    *(_read(server.url, indicators, seed, done, failed) for seed in range(READERS)),
                    _fetch(server.url, indicators, done),
                )

            threads = [
                threading.Thread(target=lambda: asyncio.run(everybody())),
                threading.Thread(target=_swap, args=(place, done, swaps)),
            ]
            for thread in threads:
                thread.start()
            seen = _watch(
                server, minutes * 60, lambda at, mb: print(f"{at / 60:5.1f} minutes {mb:5.0f} MB", flush=True)
            )
            done.set()
            for thread in threads:
                thread.join()
    third = minutes * 60 / 3
    before = statistics.median(mb for at, mb in seen if third <= at < 2 * third)
    after = statistics.median(mb for at, mb in seen if at >= 2 * third)
    print(f"{len(swaps)} swaps, {len(failed)} pages failed {failed[:3]}")
    print(
        f"memory {before:.0f} MB in the second third, {after:.0f} MB in the last one: {after - before:+.0f} MB"
    )
    return 1 if failed or after - before > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
