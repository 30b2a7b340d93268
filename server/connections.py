"""How patient this server is with the connections that come in, whoever started it (``streamlit run``, uvicorn).

Streamlit starts uvicorn without settings for this, and uvicorn waits for ever for a request that never comes or a
reader who does not read. Who starts uvicorn hands its configuration along with the lifespan; it is adjusted there,
before the first connection.
"""

from __future__ import annotations

import asyncio
import logging
import os
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

log = logging.getLogger(__name__)

#: Seconds for a whole request to come in: an honest one takes a fraction of one.
REQUEST_SECONDS = 10
#: Connections without a request in progress; of more than these the one that is silent longest is closed.
MOST_SILENT = 200
#: Seconds in which a reader must have taken in at least something of an answer.
READ_SECONDS = 30
#: Who may say for whom a request comes (X-Forwarded-For): uvicorn's own setting. Without it nobody.
PROXIES = "FORWARDED_ALLOW_IPS"


class Patience:
    """ASGI middleware that bounds, at the start of the server, how long a connection may do nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            _settle(getattr(getattr(receive, "__self__", None), "config", None))
        await self.app(scope, receive, send)


def _settle(config: object) -> None:
    if not isinstance(config, uvicorn.Config):
        log.warning("not started by uvicorn: how long a connection may do nothing is up to what did")
        return
    # Which server this is, is nobody's business.
    config.encoded_headers = [header for header in config.encoded_headers if header[0] != b"server"]
    config.http_protocol_class = bounded(config.http_protocol_class)
    if isinstance(config.loaded_app, ProxyHeadersMiddleware):
        config.loaded_app.trusted_hosts = ProxyHeadersMiddleware(
            config.loaded_app.app, _proxies()
        ).trusted_hosts


def _proxies() -> list[str]:
    """The proxies whose word counts, also as an IPv4 address looks on a socket that takes IPv6 too."""
    named = [name.strip() for name in os.environ.get(PROXIES, "").split(",") if name.strip()]
    return ["*"] if "*" in named else [*named, *(f"::ffff:{name}" for name in named if "." in name)]


def bounded(
    protocol: type[asyncio.Protocol],
    *,
    request_seconds: float = REQUEST_SECONDS,
    read_seconds: float = READ_SECONDS,
    most_silent: int = MOST_SILENT,
) -> type[asyncio.Protocol]:
    """uvicorn's http protocol (h11 or httptools), with an end to its patience.

    A connection is silent while it has no request in progress: until its first one is whole, and between requests.
    """
    silent: dict[Any, asyncio.TimerHandle] = {}

    class Bounded(protocol):  # type: ignore[misc, valid-type]
        _reading: asyncio.TimerHandle | None = None
        _left: int | None = None
        _upgraded = False

        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            # uvicorn has taken in the bytes: they made a request whole, or they did not yet.
            if self.cycle is not None and not self.cycle.response_complete:
                self._stop_waiting()
            elif self not in silent:
                self._wait()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if self.cycle.response_complete:  # and no next request was waiting
                self._wait()

        def handle_websocket_upgrade(self, *event: Any) -> None:
            self._upgraded = True
            self._stop_waiting()
            super().handle_websocket_upgrade(*event)

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            self._read_on()
            super().connection_lost(exc)

        def pause_writing(self) -> None:
            super().pause_writing()
            self._left = None
            self._look()

        def resume_writing(self) -> None:
            self._read_on()
            super().resume_writing()

        def _wait(self) -> None:
            if self._upgraded or self.transport.is_closing():
                return
            self._stop_waiting()
            silent[self] = self.loop.call_later(request_seconds, self._give_up)
            if len(silent) > most_silent:
                next(iter(silent))._give_up()

        def _stop_waiting(self) -> None:
            if timer := silent.pop(self, None):
                timer.cancel()

        def _give_up(self) -> None:
            self._stop_waiting()
            # What was answered already still goes out, to a reader who takes it in.
            if self.transport.get_write_buffer_size() and not self._reading:
                self._left = None
                self._look()
            self.transport.close()

        def _look(self) -> None:
            """End the connection of a reader who took in nothing since the last look."""
            left = self.transport.get_write_buffer_size()
            if self._left is not None and left >= self._left:
                self.transport.abort()
                return
            self._left = left
            self._reading = self.loop.call_later(read_seconds, self._look)

        def _read_on(self) -> None:
            if self._reading:
                self._reading.cancel()
                self._reading = None

    return Bounded
