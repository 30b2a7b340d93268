"""The server itself: real sockets on loopback, one thread per connection."""

from __future__ import annotations

import gzip
import hashlib
import re
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import unquote

import msgspec

from tests.upstream.standin import odata3, odata4
from tests.upstream.standin.answers import Answer, Question
from tests.upstream.standin.faults import Active, Fault, changed, replaced
from tests.upstream.standin.tables import Table

#: Made once: while it is packed nothing answers, and a busy machine would take that for another fault.
BOMB = gzip.compress(b" " * 20_000_000)

Room = Callable[["Standin", Question], Answer]
ROOMS: dict[str, Room] = {
    "opendata.cbs.nl": odata3.answer,
    "dataderden.cbs.nl": odata3.answer,
    "datasets.cbs.nl": odata4.answer,
}


@dataclass(frozen=True)
class Seen:
    """A request that came in: its target as text, and the status it got (0 without one)."""

    target: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)


class Standin:
    """Serves tables (and whatever ``rooms`` adds per host name) until the ``with`` block ends.

    ``page3`` and ``page4`` are the page sizes: 10,000 and 100,000 at CBS, smaller in tests. ``page_api`` is where
    ODataApi stops in silence.
    """

    def __init__(
        self,
        tables: Iterable[Table] = (),
        *,
        page3: int = 10_000,
        page4: int = 100_000,
        page_api: int = 10_000,
        rooms: dict[str, Room] | None = None,
        port: int = 0,
        etags: bool = True,
    ) -> None:
        self.tables = list(tables)
        self.page3, self.page4, self.page_api, self.etags = page3, page4, page_api, etags
        self.rooms = {**ROOMS, **(rooms or {})}
        self.seen: list[Seen] = []
        self.busiest: Counter[str] = Counter()
        self.delay = 0.0
        self._busy: Counter[str] = Counter()
        self._faults: list[Active] = []
        self._lock = threading.Lock()
        self.stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Standin:
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def fail(self, pattern: str, fault: Fault, times: int | None = None, after: int = 0) -> None:
        """Switch a fault on for targets that match, from the ``after``-th on, ``times`` times or for ever."""
        self._faults.append(Active(re.compile(pattern), fault, times, after))

    def heal(self) -> None:
        """Switch every fault off and forget what was seen."""
        self._faults.clear()
        self.seen.clear()
        self.busiest.clear()

    def fault(self, target: str) -> Fault | None:
        """Return the fault that strikes this request, if any."""
        with self._lock:
            return next((active.fault for active in self._faults if active.strikes(target)), None)

    def enter(self, host: str) -> None:
        """Count a request being answered, to know how many there were at a time."""
        with self._lock:
            self._busy[host] += 1
            self.busiest[host] = max(self.busiest[host], self._busy[host])

    def leave(self, host: str) -> None:
        """Count it done."""
        with self._lock:
            self._busy[host] -= 1

    def answer(self, target: str) -> tuple[Question, Answer]:
        """Return the true answer to a request."""
        question = Question.of(self.url, target)
        room = self.rooms.get(question.host)
        return question, room(self, question) if room else Answer(b"no such host", 404)

    def repeated(self, target: str) -> tuple[Question, Answer]:
        """Return the first page in place of any other, with a link that moves on."""
        skip = re.search(r"skip=(\d+)", target)
        question, answer = self.answer(re.sub(r"skip=\d+", "skip=0", target))
        for name, link in answer.content.items() if skip and isinstance(answer.content, dict) else ():
            if name.endswith("nextLink"):
                moved = int(skip[1]) + len(answer.content["value"])
                answer.content[name] = re.sub(r"skip=\d+", f"skip={moved}", link)
        return question, answer


def _handler(standin: Standin) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body in one packet; a body in a second one waits 40 ms for an acknowledgement.
        wbufsize = -1
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            target = unquote(self.path)
            host = target.lstrip("/").partition("/")[0]
            standin.enter(host)
            try:
                self.respond(target)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                standin.leave(host)

        def respond(self, target: str) -> None:
            if standin.delay:
                time.sleep(standin.delay)
            fault = standin.fault(target)
            if fault in (Fault.CLOSED, Fault.SILENCE):
                standin.seen.append(Seen(target, 0))
                if fault is Fault.SILENCE:
                    standin.stopping.wait(30)
                self.close_connection = True
                return
            answer = replaced(fault) if fault else None
            if fault is Fault.REDIRECT_LOOP:
                answer = Answer(b"", 302, {"Location": self.path})
            if answer is None:
                _, answer = (
                    standin.repeated(self.path) if fault is Fault.PAGES_REPEAT else standin.answer(self.path)
                )
                if fault:
                    answer.content = changed(fault, answer.content)
            if fault is Fault.COUNT_DIFFERS and isinstance(answer.content, bytes):
                answer.content = str(int(answer.content) + 1).encode()
            body = (
                answer.content if isinstance(answer.content, bytes) else msgspec.json.encode(answer.content)
            )
            self.send(target, answer, body, fault)

        def send(self, target: str, answer: Answer, body: bytes, fault: Fault | None) -> None:
            headers = {"Content-Type": "application/json; charset=utf-8", **answer.headers}
            status = answer.status
            if status == 200 and standin.etags:
                headers["ETag"] = f'"{hashlib.sha1(body).hexdigest()}"'
                if self.headers.get("If-None-Match") == headers["ETag"] and not fault:
                    status, body = 304, b""
            if fault is Fault.TRUNCATED_JSON:
                body = body[: len(body) * 2 // 3]
            elif fault is Fault.WRONG_CHARSET:
                body = body.replace(b'"Title":"', '"Title":"Súdwest-Fryslân '.encode("cp1252")).replace(
                    b"GM0114", "GM01ë4".encode("cp1252")
                )
                headers["Content-Type"] = "application/json; charset=windows-1252"
            elif fault is Fault.BROKEN_GZIP:
                headers["Content-Encoding"] = "gzip"
            elif fault is Fault.HUGE:
                body = b" " * 3_000_000 + body
            elif fault is Fault.GZIP_BOMB:
                headers["Content-Encoding"] = "gzip"
                body = BOMB
            standin.seen.append(Seen(target, status, dict(self.headers)))
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
            length = len(body) + (100 if fault in (Fault.CUT_SHORT, Fault.RESET) else 0)
            if status != 304:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            self.write(body, fault)

        def write(self, body: bytes, fault: Fault | None) -> None:
            if fault is Fault.SLOW_DRIP:
                for at in range(len(body)):
                    self.wfile.write(body[at : at + 1])
                    self.wfile.flush()
                    if standin.stopping.wait(0.05):
                        return
                return
            self.wfile.write(body)
            self.wfile.flush()
            if fault is Fault.CUT_SHORT:
                self.close_connection = True
            elif fault is Fault.RESET:
                # Closing with nothing left to wait for sends a reset instead of a goodbye.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True

    return Handler
