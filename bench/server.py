"""A Streamlit server in a process of its own, with its CPU time and memory."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """A running server: ``url`` without a slash at the end, ``pid`` of the process."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """CPU time used so far, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self, kind: str = "VmRSS") -> float:
        """Resident memory now, in megabytes. ``kind``: as the kernel names it; ``RssAnon`` is without files and libraries."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(kind):
                return int(line.split()[1]) / 1024
        raise RuntimeError(f"no {kind} in /proc")


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    script: Path,
    *,
    folder: Path = ROOT,
    settings: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    port: int | None = None,
    output: Path | None = None,
    timeout: float = 60,
) -> Iterator[Server]:
    """Start ``streamlit run script`` on loopback, wait until it is healthy, stop it afterwards.

    ``folder``: where it is run; ``settings``: of Streamlit (``server.baseUrlPath``); ``environment``: beside this one's;
    ``port``: this one, else any that is free; ``output``: a file for what it prints and logs.
    Errors: ``RuntimeError`` with the server's output when it does not come up.
    """
    port = port or free_port()
    # A file, not a pipe: nobody reads along, and a full pipe would stop the server.
    log = output.open("w+") if output else tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the server
    process = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", str(script),
            "--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true",
            "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none",
            *(part for name, value in (settings or {}).items() for part in (f"--{name}", value)),
        ],
        cwd=folder, env={**os.environ, **(environment or {})}, stdout=log, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    base = (settings or {}).get("server.baseUrlPath", "").strip("/")
    url = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
    try:
        deadline = time.monotonic() + timeout
        while True:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).read()
                break
            except (urllib.error.URLError, OSError) as cause:
                if process.poll() is not None or time.monotonic() > deadline:
                    process.kill()
                    log.seek(0)
                    raise RuntimeError(f"the server did not start:\n{log.read()}") from cause
                time.sleep(0.1)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()
