"""One client does its worst; how long does another one wait meanwhile?

The greedy client is 127.0.0.1 and works from a process of its own; the calm one is 127.0.0.9 and opens the start page,
makes choices, fetches map layers and asks for health. Expected: each of them within a second, 95 times of 100.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import httpx

from attack.report import Report
from bench.session import session

CALM = "127.0.0.9"
SECONDS = 15.0
#: What another client may wait for, 95 times of 100.
LIMIT = 1.0

PAGES = [
    ("", ""),
    ("kaart", "indicator=moeite_rondkomen"),
    ("kaart", "indicator=ervaren_gezondheid&gebied=nederland"),
    ("trend", "indicator=roken"),
    ("mijn-gemeente", "gemeente=emmen"),
    ("vergelijk", ""),
    ("over-de-cijfers", "indicator=roken"),
]
INDICATORS = ["moeite_rondkomen", "roken", "overgewicht", "eenzaam", "ervaren_gezondheid", "bevolking"]
COMPARED = (
    "/open-data/observations.csv?indicator={}&indicator={}&indicator={}&vergelijk=vergelijkbaar&versie={}"
)

Attack = Callable[[str], Awaitable[None]]


async def _ask(url: str, make: Callable[[int], str], at_once: int, read: bool = True) -> None:
    """Ask for addresses without end, so many at once; hang up after five seconds."""
    number = iter(range(10**9))

    async def one(client: httpx.AsyncClient) -> None:
        while True:
            with suppress(httpx.HTTPError):
                async with client.stream("GET", url + make(next(number)), timeout=5) as answer:
                    if read:
                        async for _ in answer.aiter_raw():
                            pass
                    else:
                        await asyncio.sleep(5)

    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(limits=limits) as client:
        await asyncio.gather(*(one(client) for _ in range(at_once)))


async def comparisons(url: str) -> None:
    """45 comparisons at once, each another one."""
    chance = random.Random(1)
    await _ask(url, lambda n: COMPARED.format(*chance.sample(INDICATORS, 3), n), 45)


async def whole_tables(url: str) -> None:
    """45 whole tables at once, plain and zipped."""
    await _ask(url, lambda n: f"/open-data/observations.{'json' if n % 2 else 'csv'}?versie={n}", 45)


async def unread_tables(url: str) -> None:
    """45 whole tables that are asked for and not read."""
    await _ask(url, lambda n: f"/open-data/observations.json?versie={n}", 45, read=False)


async def mistakes(url: str) -> None:
    """45 questions at once with values that do not exist: what may have been meant is looked for."""
    await _ask(url, lambda n: f"/open-data/observations.csv?region=Emmem{n}&indicator=moeite_rondkome{n}", 45)


async def start_pages(url: str) -> None:
    """60 start pages at once, and all scripts of the page."""
    await _ask(url, lambda n: "/" if n % 2 else "/favicon.png", 60)


async def sessions(url: str) -> None:
    """150 sessions that ask for the largest pages without pause."""

    async def one(number: int) -> None:
        while True:
            with suppress(Exception):
                async with session(url) as reader:
                    while True:
                        await reader.show("vergelijk", f"volgorde={number}")
                        await reader.show("mijn-gemeente", "gemeente=emmen")
            await asyncio.sleep(0.5)

    await asyncio.gather(*(one(number) for number in range(150)))


async def messages(url: str) -> None:
    """30 sessions that flood the server with choices and wait for no answer."""

    async def one() -> None:
        while True:
            with suppress(Exception):
                async with session(url) as reader:
                    reading = asyncio.ensure_future(_read_on(reader))
                    try:
                        while True:
                            await reader.send("vergelijk", "")
                    finally:
                        reading.cancel()
            await asyncio.sleep(0.5)

    async def _read_on(reader: object) -> None:
        while True:
            await reader.finished()  # type: ignore[attr-defined]

    await asyncio.gather(*(one() for _ in range(30)))


async def come_and_go(url: str) -> None:
    """Sessions that open, ask for a page and close before it comes."""

    async def one() -> None:
        while True:
            with suppress(Exception):
                async with session(url) as reader:
                    await reader.send("vergelijk", "")

    await asyncio.gather(*(one() for _ in range(30)))


async def half_open(url: str) -> None:
    """600 connections that send half a request and wait."""
    parts = urlsplit(url)
    with ExitStack() as connections:
        while True:
            for _ in range(600):
                with suppress(OSError):
                    connection = connections.enter_context(
                        socket.create_connection((parts.hostname, parts.port), 5)
                    )
                    connection.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
            await asyncio.sleep(5)
            connections.close()


async def strangers(url: str) -> None:
    """Websockets and requests of pages of other sites, and under names that are not ours."""
    import websockets

    parts = urlsplit(url)

    async def one() -> None:
        while True:
            with suppress(Exception):
                async with websockets.connect(
                    f"ws://{parts.netloc}{parts.path}/_stcore/stream",
                    origin=websockets.Origin("https://evil.example"),
                ):
                    pass
            async with httpx.AsyncClient() as client:
                with suppress(httpx.HTTPError):
                    await client.get(url, headers={"Host": "evil.example"})

    await asyncio.gather(*(one() for _ in range(20)))


ATTACKS: list[Attack] = [
    comparisons, whole_tables, unread_tables, mistakes, start_pages, sessions, messages, come_and_go, half_open, strangers,
]  # fmt: skip


def _work(attack: Attack, url: str) -> None:
    asyncio.run(attack(url))  # type: ignore[arg-type]


async def _timed(times: list[float], work: Awaitable[object]) -> None:
    start = time.perf_counter()
    try:
        async with asyncio.timeout(30):
            good = await work
    except Exception:
        good = False
    times.append(time.perf_counter() - start if good is not False else 30.0)


async def waits(url: str, seconds: float) -> dict[str, list[float]]:
    """Seconds that the calm client waits for each kind of thing, while it goes on for so long."""
    seconds_of: dict[str, list[float]] = {"start page": [], "choice": [], "map": [], "health": []}
    chance = random.Random(2)
    end = time.monotonic() + seconds
    transport = httpx.AsyncHTTPTransport(local_address=CALM)

    async def get(client: httpx.AsyncClient, path: str) -> bool:
        return (await client.get(url + path)).status_code == 200

    async def fetch() -> None:
        async with httpx.AsyncClient(transport=transport, timeout=30) as client:
            while time.monotonic() < end:
                await _timed(seconds_of["start page"], get(client, "/"))
                layer = f"/open-data/map/gemeenten.geojson?indicator={chance.choice(INDICATORS)}&year={chance.randrange(2012, 2025)}"
                await _timed(seconds_of["map"], _answered(client, url + layer))
                await _timed(seconds_of["health"], get(client, "/health"))
                await asyncio.sleep(0.1)

    async def choose() -> None:
        while time.monotonic() < end:
            with suppress(Exception):
                async with session(url, CALM) as reader:
                    while time.monotonic() < end:
                        await _timed(seconds_of["choice"], reader.show(*chance.choice(PAGES)))
                        await asyncio.sleep(0.2)
            await asyncio.sleep(0.1)

    await asyncio.gather(fetch(), choose())
    return seconds_of


async def _answered(client: httpx.AsyncClient, address: str) -> bool:
    """A year without figures is an answer too."""
    return (await client.get(address)).status_code in (200, 400)


async def _each_page_once(url: str) -> None:
    """As after the first readers: what a page works out for the first of them is there."""
    async with session(url, CALM) as reader:
        for page, query in PAGES * 2:
            await reader.show(page, query)


def p95(times: list[float]) -> float:
    """The time that 95 of 100 are within."""
    return sorted(times)[int(len(times) * 0.95)] if times else float("inf")


def run(url: str, report: Report, seconds: float = SECONDS, only: list[str] | None = None) -> None:
    """Every attack in turn, with the calm client's waits."""
    asyncio.run(_each_page_once(url))
    alone = asyncio.run(waits(url, seconds / 2))
    report.say("alone: " + ", ".join(f"{kind} {p95(times):.2f} s" for kind, times in alone.items()))
    context = multiprocessing.get_context("spawn")
    for attack in ATTACKS:
        if only and attack.__name__ not in only:
            continue
        process = context.Process(target=_work, args=(attack, url), daemon=True)
        process.start()
        try:
            time.sleep(3)
            seconds_of = asyncio.run(waits(url, seconds))
            # An attack that broke off proves nothing.
            going_on = process.is_alive()
        finally:
            process.kill()
            process.join()
        summary = ", ".join(f"{kind} {p95(times):.2f} s" for kind, times in seconds_of.items())
        assert attack.__doc__
        report.expect(
            going_on and all(p95(times) <= LIMIT for times in seconds_of.values()),
            f"{summary} (p95) | {attack.__doc__.splitlines()[0]}{'' if going_on else ' (broke off)'}",
        )
        time.sleep(2)
