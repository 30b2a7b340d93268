"""Who may work now: a few at a time, and every client as often as every other, however much one of them asks for.

Clients that wait take turns among themselves; what one client asks for waits in its own line. So somebody who comes
with one question waits for at most what is being done now and one piece of work of every other client.
"""

from __future__ import annotations

import asyncio
import math
import os
import threading
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import Enum

#: Turns over which their duration is averaged.
_REMEMBERED = 20
#: Seconds over which the number of clients that wait is averaged.
_CROWD_SECONDS = 3.0


#: Told of every turn of a thread: seconds from asking for it to its end, and how it ended.
Done = Callable[[float, "Ended"], None]


class Ended(Enum):
    """How a turn ended: well, with an error, or because the reader chose something else or left."""

    WELL = "finished"
    FAILED = "failed"
    BROKEN_OFF = "broken_off"


class Turns:
    """``at_once`` pieces of work at a time. ``done``: see :data:`Done`."""

    def __init__(self, at_once: int, done: Done = lambda seconds, ended: None) -> None:
        self.done = done
        self._lock = threading.Lock()
        self._free = at_once
        #: Client -> what wakes those of it who wait, in order of coming; the client to go next stands first.
        self._waiting: OrderedDict[str, deque[Callable[[], None]]] = OrderedDict()
        self._at_once = at_once
        #: Seconds that a turn takes, and how many clients wait, of late.
        self._takes = self._crowd = 0.0
        self._looked = time.monotonic()

    def waiting(self, client: str | None = None) -> int:
        """How many wait, of one client or in all."""
        with self._lock:
            lines = self._waiting.values() if client is None else [self._waiting.get(client, deque())]
            return sum(len(line) for line in lines)

    def free(self) -> int:
        """How many could begin now."""
        with self._lock:
            return self._free

    def expected(self, client: str) -> float:
        """Seconds that this client would wait for one turn more, as things go now."""
        with self._lock:
            self._look()
            if self._free:
                return 0.0
            own = len(self._waiting.get(client, ()))
            # Of every other client one goes before each of its own.
            return (own + 1) * (self._crowd + 1) * self._takes / self._at_once

    @contextmanager
    def turn(self, client: str) -> Iterator[None]:
        """Wait in this thread for a turn, and have it."""
        mine = threading.Event()
        asked = time.monotonic()
        if not self._enter(client, mine.set):
            mine.wait()
        began, ended = time.monotonic(), Ended.BROKEN_OFF
        try:
            yield
            ended = Ended.WELL
        except Exception:  # not of the kind with which Streamlit stops a page
            ended = Ended.FAILED
            raise
        finally:
            over = time.monotonic()
            self._leave(over - began)
            self.done(over - asked, ended)

    @contextmanager
    def aside(self, client: str) -> Iterator[None]:
        """In the middle of a turn: let others go while this thread waits for something else, and then wait for a turn again."""
        self._leave()
        try:
            yield
        finally:
            mine = threading.Event()
            if not self._enter(client, mine.set):
                mine.wait()

    @asynccontextmanager
    async def async_turn(self, client: str) -> AsyncIterator[None]:
        """The same for a coroutine; who is cancelled while it waits makes room."""
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[None] = loop.create_future()

        def come() -> None:
            if not mine.done():
                mine.set_result(None)

        def wake() -> None:
            loop.call_soon_threadsafe(come)

        if not self._enter(client, wake):
            try:
                await mine
            except asyncio.CancelledError:
                if not self._forget(client, wake):
                    self._leave()  # the turn had just come
                raise
        began = time.monotonic()
        try:
            yield
        finally:
            self._leave(time.monotonic() - began)

    def _look(self) -> None:
        """See how many clients wait; what lasts a moment counts for little."""
        now = time.monotonic()
        weight = 1 - math.exp((self._looked - now) / _CROWD_SECONDS)
        self._looked = now
        self._crowd += (len(self._waiting) - self._crowd) * weight

    def _enter(self, client: str, wake: Callable[[], None]) -> bool:
        """True when the turn is there at once; else ``wake`` is called when it comes."""
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            self._look()
            self._waiting.setdefault(client, deque()).append(wake)
            return False

    def _leave(self, took: float | None = None) -> None:
        """Hand the turn to the next one."""
        with self._lock:
            self._look()
            if took is not None:
                self._takes += (took - self._takes) / _REMEMBERED
            if not self._waiting:
                self._free += 1
                return
            client, line = self._waiting.popitem(last=False)
            wake = line.popleft()
            if line:
                # Behind the others.
                self._waiting[client] = line
        wake()

    def _forget(self, client: str, wake: Callable[[], None]) -> bool:
        """Leave the line; False when not in it (any more)."""
        with self._lock:
            line = self._waiting.get(client)
            if line is None or wake not in line:
                return False
            line.remove(wake)
            if not line:
                del self._waiting[client]
            return True


#: The turns of the pages. More at once makes none of them ready sooner: Python runs one at a time, and what waits for
#: it keeps the connections of everybody waiting too.
PAGES = Turns(int(os.environ.get("MONITOR_PAGES_AT_ONCE", "3")))
#: The turns of the files that readers download: a picture takes as long as many pages.
FILES = Turns(1)
#: The turns of files with figures of readers themselves: each is read in a process of its own.
READING = Turns(1)
