"""Many readers at once, without a browser: each comes with the page, opens a session and makes choices."""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx
import websockets

from bench.session import session


@dataclass(frozen=True)
class Load:
    """Times in seconds per rerun, from request to finished script; ``turned_away``: readers told that it was full."""

    median: float
    p95: float
    reruns: int
    errors: int
    turned_away: int = 0


@dataclass
class _Seen:
    times: list[float] = field(default_factory=list)
    failed: int = 0
    turned_away: bool = False


async def _reader(
    url: str, visits: list[tuple[str, dict[str, str]]], clicks: int, pause: float, seed: int, address: str
) -> _Seen:
    chance, seen = random.Random(seed), _Seen()
    await asyncio.sleep(chance.random() * pause)
    # Without certificates, which take 20 ms to read: all readers would come in one crowd instead of one after the other.
    transport = httpx.AsyncHTTPTransport(local_address=address, verify=False)
    try:
        async with httpx.AsyncClient(transport=transport, timeout=60) as browser:
            seen.turned_away = (await browser.get(url)).status_code == 503
        if seen.turned_away:
            return seen
        async with session(url, address) as opened:
            for _ in range(clicks):
                page, query = chance.choice(visits)
                start = time.perf_counter()
                good = await opened.show(page, urlencode(query))
                took = time.perf_counter() - start
                seen.times.append(took)
                seen.failed += not good
                await asyncio.sleep(max(0.0, pause - took))
    except websockets.InvalidStatus:
        seen.turned_away = True
    return seen


def load(
    urls: str | Sequence[str],
    visits: list[tuple[str, dict[str, str]]],
    readers: int = 50,
    clicks: int = 8,
    pause: float = 3,
) -> Load:
    """``readers`` sessions, each from an address of its own and making ``clicks`` choices, one per ``pause`` seconds.

    ``urls``: of a process, or of several that divide the readers, as behind a proxy.
    """
    processes = [urls] if isinstance(urls, str) else urls

    async def all_readers() -> list[_Seen]:
        return await asyncio.gather(
            *(
                _reader(processes[seed % len(processes)], visits, clicks, pause, seed, _address(seed))
                for seed in range(readers)
            )
        )

    # In a thread of its own: Playwright's synchronous interface already runs an event loop in this one.
    with ThreadPoolExecutor(1) as own_thread:
        seen = own_thread.submit(asyncio.run, all_readers()).result()
    times = sorted(time for one in seen for time in one.times)
    return Load(
        statistics.median(times) if times else float("nan"),
        times[max(0, int(len(times) * 0.95) - 1)] if times else float("nan"),
        len(times),
        sum(one.failed for one in seen),
        sum(one.turned_away for one in seen),
    )


def _address(number: int) -> str:
    """An address of this machine: on Linux there are many, so that each reader is a client of its own."""
    return f"127.1.{number // 250}.{number % 250 + 1}" if sys.platform == "linux" else "127.0.0.1"
