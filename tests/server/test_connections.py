"""A connection that sends nothing, or takes in nothing, is not held for ever, and does not keep others out."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from server.connections import Patience, bounded
from tests import own_loop
from tests.sweep import EXHAUSTIVE

gone = threading.Event()


async def large(request: Request) -> Response:
    async def parts() -> object:
        try:
            for _ in range(2000):
                yield b"x" * 65536
        finally:
            gone.set()

    return StreamingResponse(parts())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    """A small server whose patience is a second or less, and that holds at most 20 silent connections."""
    app = Starlette(routes=[Route("/", lambda request: PlainTextResponse("ja")), Route("/groot", large)])
    config = uvicorn.Config(
        app,
        port=0,
        http=bounded(H11Protocol, request_seconds=0.5, read_seconds=0.4, most_silent=20),
        log_level="error",
        lifespan="off",
    )
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    yield listening.getsockname()
    server.should_exit = True
    thread.join(5)


def seconds_until_closed(connection: socket.socket, limit: float = 5) -> float:
    start = time.monotonic()
    connection.settimeout(limit)
    with contextlib.suppress(ConnectionResetError):
        while connection.recv(65536):
            pass
    return time.monotonic() - start


@pytest.mark.parametrize("first", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_half_a_request_is_not_waited_for(address: tuple[str, int], first: bytes) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(first)
        assert 0.3 < seconds_until_closed(connection) < 2


def test_a_request_in_drops_is_not_waited_for(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as connection:
        start = time.monotonic()
        with contextlib.suppress(OSError):
            for letter in b"GET / HTTP/1.1\r\nHost: x\r\n" + b"a" * 100:
                connection.sendall(bytes([letter]))
                time.sleep(0.05)
        assert time.monotonic() - start < 2


def test_the_second_request_of_a_connection_is_not_waited_for_either(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET / HT")
        assert seconds_until_closed(connection) < 2


def test_many_silent_connections_keep_nobody_out(address: tuple[str, int]) -> None:
    with contextlib.ExitStack() as held:
        silent = [held.enter_context(socket.create_connection(address)) for _ in range(60)]
        start = time.monotonic()
        assert httpx.get(f"http://127.0.0.1:{address[1]}/").text == "ja"
        assert time.monotonic() - start < 0.5
        assert seconds_until_closed(silent[0]) < 0.3, "the one silent longest goes first"


def test_a_reader_who_takes_in_nothing_is_let_go(address: tuple[str, int]) -> None:
    gone.clear()
    with socket.create_connection(address) as connection:
        connection.sendall(b"GET /groot HTTP/1.1\r\nHost: x\r\n\r\n")
        assert gone.wait(5)


@EXHAUSTIVE
def test_a_slow_reader_gets_everything(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(b"GET /groot HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        got, start = 0, time.monotonic()
        while part := connection.recv(1 << 20):
            got += len(part)
            if time.monotonic() - start < 1.5:
                time.sleep(0.1)
    assert got > 2000 * 65536


def test_who_starts_the_server_need_not_know() -> None:
    """The settings are made when uvicorn starts the app, by whatever command."""
    config = uvicorn.Config(Starlette(middleware=[]), lifespan="on")
    config.load()
    before = config.http_protocol_class

    class Lifespan:
        def __init__(self) -> None:
            self.config = config

        async def receive(self) -> dict[str, str]:
            return {"type": "lifespan.startup"}

    async def nothing(*_: object) -> None: ...

    own_loop.run(Patience(nothing)({"type": "lifespan"}, Lifespan().receive, nothing))  # type: ignore[arg-type]
    assert config.http_protocol_class is not before
    assert issubclass(config.http_protocol_class, before)
    assert b"server" not in dict(config.encoded_headers)
    # Nobody's word for whom a request comes counts unless that is configured.
    assert "127.0.0.1" not in config.loaded_app.trusted_hosts
