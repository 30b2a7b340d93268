"""How many readers at a time: who is inside goes on as before, who comes when it is full is told so and let in later."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from cachetools import LRUCache
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from monitor.province import SITE
from server.answers import page
from server.clients import NOBODY, client
from server.pace import Pace
from server.paths import below
from server.seldom import Seldom
from server.turns import Turns

log = logging.getLogger(__name__)
log.addFilter(Seldom())

STREAM = "/_stcore/stream"
#: Sessions of one process; each takes a place as long as its page is open.
MOST = int(os.environ.get("MONITOR_SESSIONS", "200"))
#: The last places are for clients that have few: so one client can never take them all.
KEPT_FREE, FEW = 0.2, 10
#: Of those who are let in with a page, some still have to open their session.
BETWEEN = 0.05
#: Seconds that somebody who comes would wait for an answer; when it is longer, it is full.
PATIENCE = 1.5
#: Seconds after which the page for who has to wait tries again.
AGAIN = 15
#: Choices per second, on average and at once: of one session, and of all sessions of a client together. A process makes
#: 14 of the largest pages a second, 22 of others: one client, also an office behind one address, leaves the others half.
CHOICES, ALL_CHOICES = (5, 30), (float(os.environ.get("MONITOR_CHOICES", "8")), 40)
#: Sessions per second that a client may open, on average and at once.
OPENING = (5, 40)

BUSY = page(
    "Het is druk",
    f"<p>Er kijken nu veel mensen tegelijk in de {SITE}. Daarom kunt u er even niet bij.</p>"
    f"<p>U hoeft niets te doen: deze pagina probeert het elke {AGAIN} seconden opnieuw.</p>"
    '<p>De cijfers zelf kunt u wel ophalen: <a href="{up}open-data/">open data</a>.</p>',
    refresh=AGAIN,
)


class Open:
    """The sessions that are open, per client; never more than ``most``."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._open: Counter[str] = Counter()
        #: Of clients with a session, and of those that had one lately.
        self._paces: LRUCache[str, tuple[Pace, Pace]] = LRUCache(10 * most)

    def total(self) -> int:
        return self._open.total()

    def of(self, who: str) -> int:
        return self._open[who]

    def full(self, who: str = NOBODY, part: float = 1.0) -> bool:
        """Whether this client may open no more; ``part``: as if there were only this part of all places."""
        most = self.most * part * (1 - KEPT_FREE if self._open[who] >= FEW else 1)
        return self.total() >= most

    def paces(self, who: str) -> tuple[Pace, Pace]:
        """How fast this client may open sessions, and make choices in all of them together."""
        if who not in self._paces:
            self._paces[who] = Pace(*OPENING), Pace(*ALL_CHOICES)
        return self._paces[who]

    @contextmanager
    def one(self, who: str) -> Iterator[None]:
        """Count a session of this client."""
        self._open[who] += 1
        try:
            yield
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]


class Sessions:
    """ASGI middleware that counts the open sessions and lets in no more than there is room for.

    ``turns``: where the pages wait for each other. ``paths``: the addresses of the pages, without slashes.
    ``base``: the prefix of all addresses.
    """

    def __init__(
        self, app: ASGIApp, counted: Open, turns: Turns, paths: frozenset[str], base: str = ""
    ) -> None:
        self.app, self.open, self.turns, self.paths, self.base = app, counted, turns, paths, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = below(self.base, scope["path"]) if scope["type"] in ("http", "websocket") else None
        if path is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket" and path == STREAM:
            await self._session(scope, receive, send)
        elif scope["type"] == "http" and path.strip("/") in self.paths and self._full_for_page(client(scope)):
            log.warning(
                "turned a reader away: %d sessions, %d waiting", self.open.total(), self.turns.waiting()
            )
            html = BUSY.replace("{up}", "./")
            headers = {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}
            await HTMLResponse(html, 503, headers)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = client(scope)
        if self.open.full(who):
            log.warning(
                "turned a session away: %d are open, %d of this client", self.open.total(), self.open.of(who)
            )
            await WebSocketClose()(scope, receive, send)
            return
        opening, choosing = self.open.paces(who)
        with self.open.one(who):
            await opening.wait()
            await self.app(scope, _paced(receive, Pace(*CHOICES), choosing), send)

    def _full_for_page(self, who: str) -> bool:
        return self.open.full(who, 1 - BETWEEN) or self.turns.expected(who) > PATIENCE


def _paced(receive: Receive, *paces: Pace) -> Receive:
    """The same messages, a flood of them no faster than readers make choices."""

    async def slowly() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive":
            for pace in paces:
                await pace.wait()
        return message

    return slowly
