"""Under which names the server answers, and which pages may speak to it: unknown ones never reach Streamlit."""

from __future__ import annotations

import logging
import socket
from typing import Any

import pytest

from server.hosts import KnownHosts
from tests import own_loop

STREAM = "/_stcore/stream"


class Behind:
    """What stands behind the middleware: remembers what reached it."""

    def __init__(self) -> None:
        self.headers: dict[bytes, bytes] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.headers = dict(scope["headers"])


def asked(
    host: str | None, origin: str | None = None, path: str = STREAM, kind: str = "websocket", **settings: Any
) -> dict[bytes, bytes] | int:
    """The headers with which the request arrives, or the status with which it was refused (403 for a websocket)."""
    behind, sent = Behind(), []
    headers = [(name, value.encode()) for name, value in ((b"host", host), (b"origin", origin)) if value]

    async def receive() -> dict[str, Any]:
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": kind, "path": path, "headers": headers, "method": "GET"}
    own_loop.run(KnownHosts(behind, **settings)(scope, receive, send))
    if behind.headers is not None:
        return behind.headers
    return 403 if sent[0]["type"] == "websocket.close" else sent[0]["status"]


@pytest.mark.parametrize(
    "host",
    ["localhost:8501", "LOCALHOST", "127.0.0.1:8501", "192.168.1.20:8501", "[::1]:8501", "monitor.localhost"],
)
def test_without_settings_it_answers_on_this_machine_and_in_the_local_network(host: str) -> None:
    assert isinstance(asked(host), dict)
    assert isinstance(asked(host, f"http://{host}"), dict)


def test_the_name_of_this_machine_is_its_own() -> None:
    assert isinstance(asked(f"{socket.gethostname()}:8501"), dict)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example@localhost",
     "localhost:8501/x", "localhost, evil.example", "[::1", "a b", "localhost:port", "%6cocalhost"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_an_unknown_name_is_refused(host: str, kind: str) -> None:
    assert asked(host, kind=kind) == (421 if kind == "http" else 403)
    assert asked(host, f"http://{host}", kind=kind) in (421, 403)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://evil.example:8501", "null", "http://localhost:1", "http://127.0.0.1:9",
     "http://0.0.0.0", "http://127.0.0.1", "https://127.0.0.1", "file://", "chrome-extension://abc",
     "http://127.0.0.1:8501@evil.example", "http://127.0.0.1:8501.evil.example", "127.0.0.1:8501", "http://"],
)  # fmt: skip
def test_a_page_of_another_site_is_refused(origin: str) -> None:
    assert asked("127.0.0.1:8501", origin) == 403
    assert asked("127.0.0.1:8501", origin, "/_stcore/host-config", "http") == 403


def test_a_program_without_origin_may_ask() -> None:
    assert isinstance(asked("127.0.0.1:8501"), dict)
    assert isinstance(asked(None, path="/", kind="http"), dict), "HTTP/1.0 names no host"


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("monitor.drenthe.nl", "https://monitor.drenthe.nl"),
        ("monitor.drenthe.nl:443", "https://monitor.drenthe.nl"),
        ("127.0.0.1:8501", "https://monitor.drenthe.nl"),  # a proxy that names itself
        ("monitor.drenthe.nl", "http://monitor.drenthe.nl:8080"),
    ],
)
@pytest.mark.parametrize(
    "settings", [{"names": ["https://monitor.drenthe.nl/"]}, {"names": ["monitor.drenthe.nl:443"]}]
)
def test_behind_a_proxy_the_public_name_is_enough(host: str, origin: str, settings: dict[str, Any]) -> None:
    arrived = asked(host, origin, **settings)
    assert isinstance(arrived, dict)
    # What Streamlit sees is a page of its own host: then it looks nothing up.
    assert arrived[b"origin"] == b"http://" + arrived[b"host"]


def test_a_proxy_that_passes_the_name_without_port() -> None:
    assert isinstance(asked("127.0.0.1", "http://127.0.0.1:8080"), dict)


def test_allowed_hosts_are_all_there_are() -> None:
    only = ["monitor.drenthe.nl", "*.intern.example"]
    for host in ("monitor.drenthe.nl", "Monitor.Drenthe.NL.:443", "a.intern.example"):
        assert isinstance(asked(host, only=only), dict)
    for host in ("localhost:8501", "127.0.0.1", "intern.example", "evil-intern.example"):
        assert asked(host, only=only) == 403
    assert isinstance(asked("evil.example", only=["*"]), dict)
    assert isinstance(asked("10.0.0.7", only=only, path="/health", kind="http", anywhere=["/health"]), dict)


def test_an_allowed_origin_may_speak_to_us() -> None:
    arrived = asked("127.0.0.1:8501", "https://drenthe.nl", origins=["https://drenthe.nl"])
    assert isinstance(arrived, dict)
    assert arrived[b"origin"] == b"http://127.0.0.1:8501"
    assert asked("127.0.0.1:8501", "http://drenthe.nl", origins=["https://drenthe.nl"]) == 403


@pytest.mark.parametrize(
    ("base", "path"), [("", "/open-data/catalog.json"), ("/m", "/m/open-data/catalog.json")]
)
def test_open_data_is_for_pages_of_every_site(base: str, path: str) -> None:
    arrived = asked("127.0.0.1:8501", "https://example.org", path, "http", base=base)
    assert isinstance(arrived, dict)
    assert arrived[b"origin"] == b"https://example.org"
    assert asked("127.0.0.1:8501", "https://example.org", "/open-data-other", "http", base=base) == 403


def test_a_stranger_cannot_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="server.hosts"):
        for number in range(50):
            asked("127.0.0.1:8501", f"https://evil-{number}.example")
    assert len(caplog.records) <= 1
