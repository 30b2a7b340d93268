"""Where the open data does its work: in threads of its own, a few at a time, fairly, and only for who still waits.

The pages never wait for it, for they have other threads. A client that asks for a lot waits in its own line
(:mod:`server.turns`), and what is more than that is refused with the time to come back.
"""

from __future__ import annotations

import asyncio
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Hashable, Iterator
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from server.turns import Turns

T = TypeVar("T")

#: One: Python works on one thing at a time, and two would halve what is left for the pages.
THREADS = 1
#: Answers being made or sent, per client and of everybody together.
PER_CLIENT, IN_ALL = 16, 64
#: Seconds after which somebody may come back: what is being made is done then.
SOON, LATER = 2, 5
_END = object()


class BusyError(Exception):
    """Too much is asked at once; ``retry_after`` in seconds. ``own``: by this very client."""

    def __init__(self, retry_after: int, own: bool) -> None:
        super().__init__(retry_after)
        self.retry_after, self.own = retry_after, own


class GoneError(Exception):
    """Who asked has left."""


async def while_there(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do this as long as the client of the request is there. Errors: GoneError; those of ``work``."""
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise GoneError
        return working.result()
    finally:
        for task in (working, watching):
            task.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Ticket:
    """One answer that is being made or sent; to be given back once."""

    def __init__(self, busy: Counter[str], client: str) -> None:
        self._busy, self._client, self._given_back = busy, client, False

    def give_back(self) -> None:
        if self._given_back:
            return
        self._given_back = True
        self._busy[self._client] -= 1
        if not self._busy[self._client]:
            del self._busy[self._client]


class Work:
    """``threads`` of its own; all else is for tests. Belongs to one event loop."""

    def __init__(self, threads: int = THREADS, per_client: int = PER_CLIENT, in_all: int = IN_ALL) -> None:
        self.turns = Turns(threads)
        self._threads, self._per_client, self._in_all = threads, per_client, in_all
        self._limiter: anyio.CapacityLimiter | None = None
        self._busy: Counter[str] = Counter()
        self._flights: dict[Hashable, _Flight] = {}

    def ticket(self, client: str) -> Ticket:
        """Leave to have an answer made. Errors: BusyError."""
        if self._busy[client] >= self._per_client:
            raise BusyError(SOON, own=True)
        if self._busy.total() >= self._in_all:
            raise BusyError(LATER, own=False)
        self._busy[client] += 1
        return Ticket(self._busy, client)

    async def do(self, client: str, work: Callable[[], T]) -> T:
        """Do a piece of work in a thread, when it is this client's turn."""
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self._threads)
        async with self.turns.async_turn(client):
            return await anyio.to_thread.run_sync(work, limiter=self._limiter)

    async def once(self, client: str, key: Hashable, work: Callable[[], T]) -> T:
        """The same, but of those who ask for the same thing at the same time only the first has it made."""
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(asyncio.create_task(self.do(client, work)))
            flight.task.add_done_callback(lambda _: self._flights.pop(key, None))
        flight.waiting += 1
        try:
            result: T = await asyncio.shield(flight.task)
            return result
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                # Nobody waits any more: what has not begun is not done.
                self._flights.pop(key, None)
                flight.task.cancel()

    async def each(self, client: str, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        """The parts one by one, each a piece of work; what nobody asks for is not made."""
        try:
            while (part := await self.do(client, lambda: next(parts, _END))) is not _END:
                assert isinstance(part, bytes)
                yield part
        finally:
            if close := getattr(parts, "close", None):
                close()


class _Flight:
    def __init__(self, task: asyncio.Task[Any]) -> None:
        self.task, self.waiting = task, 0


class Streamed(StreamingResponse):
    """An answer that is made while it is sent, and no longer made when its reader has left."""

    ticket: Ticket | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            if self.ticket:
                self.ticket.give_back()


def zipped(parts: Iterator[bytes], level: int = 3) -> Iterator[bytes]:
    """The parts as one gzip file, in parts."""
    packer = zlib.compressobj(level, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for part in parts:
        if packed := packer.compress(part):
            yield packed
    yield packer.flush()


def unzipped(content: bytes, size: int = 1 << 20) -> Iterator[bytes]:
    """What a gzip file holds, in parts of about ``size`` bytes."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    left = content
    while left and not unpacker.eof:
        yield unpacker.decompress(left, size)
        left = unpacker.unconsumed_tail
    if rest := unpacker.flush():
        yield rest
