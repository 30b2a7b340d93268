"""Starting the server, and a stranger at its door, make no request off this machine and ask no name anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import websockets

from bench.server import ROOT, free_port
from tests import own_loop

#: Writes down every name that is looked up and every place that is spoken to, and lets none of it happen.
WATCH = """
import os, sys
from tests import own_loop
def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        place = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        place = arguments[1]
    else:
        return
    name = place[0] if isinstance(place, tuple) else place
    name = name.decode() if isinstance(name, bytes) else name
    if name not in (None, "localhost", "127.0.0.1", "::1", "::", "0.0.0.0") and not str(name).startswith("/"):
        with open(os.environ["WATCHED"], "a") as file:
            file.write(f"{event} {place}\\n")
        raise OSError("off this machine")
sys.addaudithook(watch)
"""


def test_nothing_is_asked_off_this_machine(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    seen, port = tmp_path / "seen", free_port()
    told = (tmp_path / "log").open("w+")
    # As `make run` does: on every address of this machine.
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "WATCHED": str(seen)},
        stdout=told,
        stderr=subprocess.STDOUT,
    )
    try:
        address = f"127.0.0.1:{port}"
        for _ in range(600):
            try:
                httpx.get(f"http://{address}/_stcore/health")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        start = time.monotonic()
        assert [own_loop.run(opens(address, origin)) for origin in ("https://evil.example", "null")] == [
            403,
            403,
        ]
        assert httpx.get(f"http://{address}/", headers={"Origin": "https://evil.example"}).status_code == 403
        assert time.monotonic() - start < 2
        assert own_loop.run(opens(address, f"http://{address}")) is None
    finally:
        server.terminate()
        server.wait()
        told.close()
    assert not seen.exists(), seen.read_text()
    # The address to open is told all the same.
    assert f"http://localhost:{port}" in (tmp_path / "log").read_text()


async def opens(address: str, origin: str) -> int | None:
    """The status with which the websocket was refused; None when it opened."""
    try:
        async with websockets.connect(
            f"ws://{address}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers={"Origin": origin},
            origin=None,
        ):
            return None
    except websockets.InvalidStatus as refused:
        return refused.response.status_code
