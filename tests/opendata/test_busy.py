"""Whatever one client asks for, others are answered, the pages keep their threads, and what nobody waits for is not made."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio.to_thread
import httpx
import pytest
from starlette.applications import Starlette

from monitor import regions
from monitor.engine import Store
from opendata import layers, observations
from opendata.routes import open_data
from opendata.work import Work
from tests import own_loop

CSV = "/open-data/observations.csv"
MAP = "/open-data/map/gemeenten-drenthe.geojson?indicator=moeite_rondkomen"


class Slow:
    """Holds the open data up wherever it makes something, until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.began = threading.Event(), 0
        monkeypatch.setattr(observations, "csv", self._after(observations.csv))

    def _after(self, made: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
        def csv(*arguments: Any) -> Iterator[bytes]:
            self.began += 1
            self.go.wait(20)
            yield from made(*arguments)

        return csv


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    held = Slow(monkeypatch)
    yield held
    held.go.set()


def client(app: Starlette, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


async def until(happened: Callable[[], bool]) -> None:
    for _ in range(2000):
        if happened():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never happened")


def test_45_requests_of_one_client_stop_nobody_else(small: Path, slow: Slow) -> None:
    async def all_of_it() -> None:
        work = Work(threads=2, per_client=8, in_all=64)
        app = Starlette(routes=open_data(small, work=work))
        async with client(app, "192.0.2.1") as greedy, client(app, "192.0.2.2") as calm:
            # All that reads figures at all is read before.
            assert (await calm.get(MAP)).status_code == 200
            addresses = [f"{CSV}?indicator=moeite_rondkomen&versie={n}" for n in range(45)]
            asked = [asyncio.create_task(greedy.get(address)) for address in addresses]
            await until(lambda: sum(task.done() for task in asked) == 37 and slow.began == 2)
            # The pages' own threads are free.
            assert anyio.to_thread.current_default_thread_limiter().borrowed_tokens == 0
            # What is in memory comes at once; what is not, after what is being made.
            assert (await calm.get(MAP)).status_code == 200
            other = asyncio.create_task(calm.get(f"{CSV}?indicator=vertrouwen_instituties"))
            await until(lambda: work.turns.waiting("192.0.2.2") == 1)
            slow.go.set()
            assert (await other).status_code == 200
            statuses = Counter(answer.status_code for answer in await asyncio.gather(*asked))
            assert statuses == {200: 8, 429: 37}
            refused = next(task.result() for task in asked if task.result().status_code == 429)
            assert refused.headers["retry-after"] == "2"
            assert refused.json()["error"] == "U vraagt veel tegelijk. Probeer het over 2 seconden opnieuw."
            assert refused.json()["retry_after"] == 2
            assert refused.headers["cache-control"] == "no-store"
            # And then everything is possible again.
            assert (await greedy.get(addresses[0])).status_code == 200
        assert (work.turns.free(), work.turns.waiting()) == (2, 0)

    own_loop.run(all_of_it())


def test_many_clients_together_are_told_to_come_back(small: Path, slow: Slow) -> None:
    async def all_of_it() -> None:
        app = Starlette(routes=open_data(small, work=Work(threads=1, per_client=8, in_all=3)))
        async with client(app, "192.0.2.9") as late:
            assert (await late.get(MAP)).status_code == 200
            held = [client(app, f"192.0.2.{n}") for n in range(3)]
            asked = [asyncio.create_task(one.get(CSV)) for one in held]
            await asyncio.sleep(0.05)
            refused = await late.get(f"{CSV}?indicator=vertrouwen_instituties")
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
            assert "Er wordt nu veel tegelijk gevraagd" in refused.json()["error"]
            # What is in memory takes nobody's place.
            assert (await late.get(MAP)).status_code == 200
            slow.go.set()
            assert {answer.status_code for answer in await asyncio.gather(*asked)} == {200}

    own_loop.run(all_of_it())


def test_what_many_ask_for_at_once_is_made_once(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0

    def counted(*arguments: Any) -> bytes:
        nonlocal made
        made += 1
        return real(*arguments)

    real = layers.with_values
    monkeypatch.setattr(layers, "with_values", counted)

    async def all_of_it() -> None:
        app = Starlette(routes=open_data(small, work=Work(per_client=100, in_all=100)))
        async with client(app, "192.0.2.1") as one:
            answers = await asyncio.gather(*(one.get(MAP) for _ in range(30)))
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.content for answer in answers}) == 1

    own_loop.run(all_of_it())
    assert made == 1


Ask = Callable[[Starlette, str, asyncio.Event], Awaitable[list[dict[str, Any]]]]


async def ask_and_leave(app: Starlette, address: str, leave: asyncio.Event) -> list[dict[str, Any]]:
    """A request whose client hangs up when ``leave`` is set; what was sent to it."""
    sent: list[dict[str, Any]] = []
    path, _, query = address.partition("?")
    first = True

    async def receive() -> dict[str, Any]:
        nonlocal first
        if first:
            first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        await leave.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost")],
        "client": ("192.0.2.1", 1),
        "server": ("localhost", 80),
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    return sent


def test_what_was_not_begun_is_not_made_when_its_client_leaves(small: Path, slow: Slow) -> None:
    async def all_of_it() -> None:
        work = Work(threads=1)
        app = Starlette(routes=open_data(small, work=work))
        async with client(app, "192.0.2.2") as calm:
            assert (await calm.get(MAP)).status_code == 200
            leave = asyncio.Event()
            addresses = [f"{CSV}?indicator=moeite_rondkomen&versie={n}" for n in range(6)]
            asked = [asyncio.create_task(ask_and_leave(app, address, leave)) for address in addresses]
            await until(lambda: slow.began == 1)
            leave.set()
            await until(lambda: work.turns.waiting() == 0)
            slow.go.set()
            await asyncio.gather(*asked)
            assert slow.began == 1
            await until(lambda: work.turns.free() == 1)
            assert (await calm.get(CSV)).status_code == 200

    own_loop.run(all_of_it())


def test_a_long_answer_stops_when_its_reader_leaves(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = 0
    monkeypatch.setattr(observations, "BATCH", 1)

    async def all_of_it() -> None:
        nonlocal made
        work = Work(threads=1)
        app = Starlette(routes=open_data(small, work=work))
        leave, loop = asyncio.Event(), asyncio.get_running_loop()

        def counted(store: Store, *arguments: Any, **named: Any) -> Any:
            nonlocal made
            made += 1
            loop.call_soon_threadsafe(leave.set)
            return real(store, *arguments, **named)

        real = Store.table
        monkeypatch.setattr(Store, "table", counted)
        sent = await ask_and_leave(app, CSV, leave)
        assert sent[-1].get("more_body", True), "it was not sent to the end"
        assert work.turns.free() == 1

    own_loop.run(all_of_it())
    assert made < 3, "there are three indicators"


def test_a_reader_who_has_the_answer_costs_no_work(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def all_of_it() -> None:
        app = Starlette(routes=open_data(small))
        async with client(app, "192.0.2.1") as one:
            first = await one.get(CSV)
            monkeypatch.setattr(observations, "_tables", None)
            again = await one.get(CSV, headers={"If-None-Match": first.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
            # And who has not, gets what was made for the first.
            assert (await one.get(CSV)).content == first.content
            plain = await one.get(CSV, headers={"Accept-Encoding": "gzip;q=0"})
            assert "content-encoding" not in plain.headers
            assert plain.content == first.content

    own_loop.run(all_of_it())


def test_the_division_of_a_year_is_worked_out_once() -> None:
    """It was made anew for every row of an answer: 50,565 times for one of them."""
    assert regions.gemeenten(2020) is regions.gemeenten(2020)


def test_comparing_everything_at_once_is_refused_in_dutch(small: Path) -> None:
    async def all_of_it() -> httpx.Response:
        async with client(Starlette(routes=open_data()), "192.0.2.1") as one:
            names = ["moeite_rondkomen", "roken", "overgewicht", "eenzaam"]
            return await one.get(
                CSV, params=[("indicator", name) for name in names] + [("vergelijk", "drenthe")]
            )

    answer = own_loop.run(all_of_it())
    assert answer.status_code == 400
    assert "hoogstens 2 indicatoren tegelijk" in answer.json()["error"]
    assert answer.json()["most"] == 2
