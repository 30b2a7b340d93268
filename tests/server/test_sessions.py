"""When it is full, who is inside goes on, who comes is told so in Dutch and tries again by itself."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

from server.pace import Pace
from server.sessions import AGAIN, BUSY, OPENING, STREAM, Open, Sessions, _paced
from server.turns import Turns
from tests import own_loop

PATHS = frozenset({"", "kaart"})


class Site:
    """The middleware with nothing behind it but open sessions that last until they are told to end."""

    def __init__(self, most: int = 10, turns: Turns | None = None, base: str = "") -> None:
        self.open, self.end = Open(most), asyncio.Event()
        self.turns, self.begun = turns or Turns(1), 0
        self.sessions = Sessions(self._behind, self.open, self.turns, PATHS, base)

    async def _behind(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            self.begun += 1
            await send({"type": "websocket.accept"})
            await self.end.wait()
        else:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"the page"})

    async def ask(self, path: str, who: str, kind: str = "http") -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        scope = {"type": kind, "path": path, "headers": [], "client": (who, 1), "method": "GET"}
        await self.sessions(scope, receive, send)  # type: ignore[arg-type]
        return sent

    async def page(self, who: str, path: str = "/kaart") -> int:
        return int((await self.ask(path, who))[0]["status"])

    async def enter(self, who: str, count: int = 1) -> list[asyncio.Task[list[dict[str, Any]]]]:
        tasks = [asyncio.create_task(self.ask(STREAM, who, "websocket")) for _ in range(count)]
        await asyncio.sleep(0.01)
        return tasks


def test_who_comes_when_it_is_full_waits_and_who_is_inside_does_not_notice() -> None:
    async def all_of_it() -> None:
        site = Site(most=40)
        inside = [task for n in range(8) for task in await site.enter(f"192.0.2.{n}", 5)]
        assert site.open.total() == 40
        assert site.open.full()
        (late,) = await site.enter("192.0.2.99")
        assert late.result()[0]["type"] == "websocket.close"
        sent = await site.ask("/kaart", "192.0.2.99")
        assert sent[0]["status"] == 503
        headers = dict(sent[0]["headers"])
        assert headers[b"retry-after"] == str(AGAIN).encode()
        assert headers[b"cache-control"] == b"no-store"
        assert not any(task.done() for task in inside)
        # Everything else is there all the same: what the pages of those inside are made of, and the open data.
        for path in ("/static/js/index.js", "/open-data/catalog.json", "/_stcore/health", "/health"):
            assert await site.page("192.0.2.99", path) == 200
        site.end.set()
        await asyncio.gather(*inside)
        assert site.open.total() == 0
        assert await site.page("192.0.2.99") == 200

    own_loop.run(all_of_it())


def test_one_client_cannot_take_every_place() -> None:
    async def all_of_it() -> None:
        site = Site(most=50)
        greedy = await site.enter("192.0.2.1", 80)
        assert site.open.of("192.0.2.1") == 40
        assert await site.page("192.0.2.1") == 503
        assert await site.page("192.0.2.2") == 200
        (calm,) = await site.enter("192.0.2.2")
        assert not calm.done()
        site.end.set()
        await asyncio.gather(calm, *greedy)

    own_loop.run(all_of_it())


def test_a_session_that_fails_gives_its_place_back() -> None:
    async def all_of_it() -> None:
        site = Site()
        (task,) = await site.enter("192.0.2.1")
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert site.open.total() == 0

    own_loop.run(all_of_it())


def test_when_answers_take_too_long_nobody_is_let_in_of_those_who_would_wait() -> None:
    turns, hold = Turns(1), threading.Event()
    turns._takes = 0.5

    def work() -> None:
        with turns.turn("192.0.2.1"):
            hold.wait(10)

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    while turns.waiting() < 11:
        time.sleep(0.002)

    async def all_of_it() -> None:
        site = Site(turns=turns)
        # All are of one client: another one's turn comes next.
        assert turns.expected("192.0.2.1") > 4
        assert await site.page("192.0.2.1") == 503
        assert turns.expected("192.0.2.2") <= 1
        assert await site.page("192.0.2.2") == 200

    try:
        own_loop.run(all_of_it())
    finally:
        hold.set()
        for thread in threads:
            thread.join()


def test_under_a_prefix_too() -> None:
    async def all_of_it() -> None:
        site = Site(most=1, base="/monitor")
        assert await site.page("192.0.2.1", "/monitor/kaart") == 200
        tasks = [asyncio.create_task(site.ask("/monitor" + STREAM, "192.0.2.1", "websocket"))]
        await asyncio.sleep(0.01)
        assert site.open.total() == 1
        assert await site.page("192.0.2.2", "/monitor/kaart") == 503
        assert await site.page("192.0.2.2", "/monitor/") == 503
        site.end.set()
        await asyncio.gather(*tasks)

    own_loop.run(all_of_it())


def test_the_page_says_it_in_dutch_and_loads_itself_again() -> None:
    assert '<html lang="nl">' in BUSY
    assert "<h1>Het is druk</h1>" in BUSY
    assert f'http-equiv="refresh" content="{AGAIN}"' in BUSY
    assert "<script" not in BUSY


def test_a_flood_of_choices_comes_in_no_faster_than_readers_make_them() -> None:
    now = 0.0
    pace = Pace(rate=5, burst=30, clock=lambda: now)
    assert [pace.seconds() for _ in range(30)] == [0.0] * 30, "a reader who clicks on"
    assert [round(pace.seconds(), 1) for _ in range(3)] == [0.2, 0.4, 0.6]
    now = 100.0
    assert pace.seconds() == 0.0

    async def flood() -> dict[str, Any]:
        return {"type": "websocket.receive", "bytes": b""}

    async def all_of_it() -> float:
        receive = _paced(flood, Pace(rate=1000, burst=1), Pace(rate=50, burst=10))
        start = time.monotonic()
        for _ in range(20):
            await receive()
        return time.monotonic() - start

    assert own_loop.run(all_of_it()) >= 10 / 50


def test_a_client_opens_sessions_at_a_pace() -> None:
    async def all_of_it() -> None:
        site = Site(most=200)
        tasks = await site.enter("192.0.2.1", 60)
        # All have a place, not all have begun.
        assert site.open.of("192.0.2.1") == 60
        assert site.begun == OPENING[1]
        (calm,) = await site.enter("192.0.2.2")
        assert site.begun == OPENING[1] + 1
        for task in (*tasks, calm):
            task.cancel()
        await asyncio.gather(calm, *tasks, return_exceptions=True)
        assert site.open.total() == 0

    own_loop.run(all_of_it())
