"""Files that readers send: from a session that is there, no larger and no more than there is room for, and never on disk.

Streamlit takes a file in for the page that asks for it. Before it reads a byte, this says no to who has no session here,
to what is too large, and to who sends too much; and it ends what comes in too slowly.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Callable

from cachetools import LRUCache
from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.answers import answer, refusal
from server.clients import client
from server.pace import Pace
from server.paths import below
from server.seldom import Seldom

log = logging.getLogger(__name__)
log.addFilter(Seldom())

UPLOADS = "/_stcore/upload_file"
#: Bytes of one file, and of what a form puts around it.
MOST_BYTES, AROUND = 10 * 1024 * 1024, 64 * 1024
#: Files per second of one client, on average and at once; and files that come in at this moment, of one client and of all.
RATE, BURST = 0.2, 6
AT_ONCE, ALL_AT_ONCE = 2, 4
#: Bytes of files that all sessions together hold.
MOST_HELD = 100_000_000
#: Seconds in which a file must be in.
SECONDS = 120

_ADDRESS = re.compile(rf"^{UPLOADS}/([0-9a-zA-Z-]{{1,64}})/([0-9a-zA-Z-]{{1,64}})$")
_AGAIN = 30


class TooLargeError(Exception):
    """More bytes came in than a file may have."""


class Uploads:
    """ASGI middleware. ``there``: whether a session (its id) is open in this process; ``bytes_held``: bytes of files that sessions
    hold; ``base``: the prefix of all addresses."""

    def __init__(
        self, app: ASGIApp, there: Callable[[str], bool], bytes_held: Callable[[], int], base: str = ""
    ) -> None:
        self.app, self.there, self.bytes_held, self.base = app, there, bytes_held, base
        self._coming: Counter[str] = Counter()
        self._paces: LRUCache[str, Pace] = LRUCache(2000)
        # A form of this size would be laid in a file on disk while it comes in.
        MultiPartParser.spool_max_size = MOST_BYTES + AROUND

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = below(self.base, scope["path"]) if scope["type"] == "http" else None
        if path is None or not (path == UPLOADS or path.startswith(f"{UPLOADS}/")):
            await self.app(scope, receive, send)
            return
        match, who = _ADDRESS.match(path), client(scope)
        method = scope["method"]
        if match is None or method not in ("PUT", "DELETE", "OPTIONS") or not self.there(match[1]):
            await self._no(
                scope,
                receive,
                send,
                404,
                "Dit adres bestaat niet",
                "Open eerst de pagina waar u een bestand kiest.",
            )
            return
        if method != "PUT":
            await self.app(scope, receive, send)
            return
        size = _length(scope)
        if size is None or size > MOST_BYTES + AROUND:
            await self._too_large(scope, receive, send)
            return
        if self._paces.setdefault(who, Pace(RATE, BURST)).seconds() or self._coming[who] >= AT_ONCE:
            await self._no(
                scope, receive, send, 429, "U stuurt veel bestanden", "Wacht een halve minuut.", _AGAIN
            )
            return
        if self._coming.total() >= ALL_AT_ONCE or self.bytes_held() + size > MOST_HELD:
            log.warning(
                "turned a file away: %d come in, %d bytes are held", self._coming.total(), self.bytes_held()
            )
            await self._no(
                scope,
                receive,
                send,
                503,
                "Er komen nu veel bestanden binnen",
                "Probeer het zo opnieuw.",
                _AGAIN,
            )
            return
        await self._take(who, size, scope, receive, send)

    async def _take(self, who: str, size: int, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def started(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        self._coming[who] += 1
        try:
            async with asyncio.timeout(SECONDS):
                await self.app(scope, _no_more_than(size, receive), started)
        except (TooLargeError, TimeoutError):
            if not begun:
                await self._too_large(scope, receive, send)
        finally:
            self._coming[who] -= 1
            if not self._coming[who]:
                del self._coming[who]

    async def _too_large(self, scope: Scope, receive: Receive, send: Send) -> None:
        what = f"Ten hoogste {MOST_BYTES // 1024 // 1024} MB. Bewaar alleen het blad met de cijfers in een nieuw bestand."
        await self._no(scope, receive, send, 413, "Dit bestand is te groot", what)

    async def _no(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        status: int,
        heading: str,
        text: str,
        wait: int | None = None,
    ) -> None:
        await answer(scope, receive, send, refusal(scope, status, heading, text, retry_after=wait))


def _length(scope: Scope) -> int | None:
    """The bytes that are said to come; None where nothing is said: a browser always says it."""
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(length) if length.isdigit() and len(length) < 12 else None


def _no_more_than(size: int, receive: Receive) -> Receive:
    """The same body, broken off where it is longer than was said."""
    left = size

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            if left < 0:
                raise TooLargeError
        return message

    return counted
