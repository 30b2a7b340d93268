"""Who may speak to the server: pages of other sites, other names, and whether a stranger's tries hold up the others."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from attack.report import Report

KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: streamlit\r\n"
TRIES = 40


def handshake(url: str, host: str | None, origin: str | None, seconds: float = 20) -> int:
    """The status with which a websocket is answered; 101 when it opens."""
    parts = urlsplit(url)
    assert parts.hostname
    asked = f"GET {parts.path}/_stcore/stream HTTP/1.1\r\nHost: {host or parts.netloc}\r\n"
    asked += "Upgrade: websocket\r\nConnection: Upgrade\r\n" + KEY
    asked += f"Origin: {origin}\r\n" if origin else ""
    with socket.create_connection((parts.hostname, parts.port), seconds) as connection:
        connection.sendall((asked + "\r\n").encode())
        return int(connection.recv(200).split()[1])


def run(url: str, report: Report) -> None:
    """Every kind of stranger, and our own page."""
    port = urlsplit(url).port
    for origin in (url, None):
        report.expect(handshake(url, None, origin) == 101, f"Origin {origin} opens")
    strangers = ["https://evil.example", f"http://evil.example:{port}", "null", "http://localhost:1",
                 "http://127.0.0.1:9", "http://0.0.0.0", f"{url}.evil.example", f"{url}@evil.example"]  # fmt: skip
    for origin in strangers:
        report.expect(handshake(url, None, origin) == 403, f"Origin {origin} is refused")
    for host in ("evil.example", f"rebind.evil.example:{port}", "127.0.0.1.evil.example"):
        for origin in (None, f"http://{host}"):
            report.expect(handshake(url, host, origin) == 403, f"Host {host}, Origin {origin} is refused")
    start = time.perf_counter()
    with ThreadPoolExecutor(TRIES) as pool:
        tries = [pool.submit(handshake, url, None, "https://evil.example") for _ in range(TRIES)]
        own = pool.submit(handshake, url, None, url).result()
        statuses = {one.result() for one in tries}
    took = time.perf_counter() - start
    report.expect(statuses == {403} and own == 101, "strangers are refused, a reader is let in meanwhile")
    report.expect(took < 2, f"{TRIES} tries of a stranger and one of a reader take {took:.2f} s together")
