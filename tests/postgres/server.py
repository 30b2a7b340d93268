"""Debian's PostgreSQL, in a folder and on a port of its own, with the roles of ``deploy/postgres/roles.sql``."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench.server import ROOT, free_port

ROLES = ROOT / "deploy" / "postgres" / "roles.sql"
#: Nobody else's; it must turn up in no log.
PASSWORD = "zeer-geheim-4711"
#: PostgreSQL refuses to run as root; Debian's package brings this user.
_USER = "postgres"


def programs() -> Path | None:
    """The folder of postgres and initdb; Debian keeps them off the path."""
    found = shutil.which("postgres")
    of_debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return Path(found).parent if found else of_debian[-1].parent if of_debian else None


class Postgres:
    """A server that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def address(self, role: str, password: str = PASSWORD) -> str:
        return f"postgres://{role}:{password}@127.0.0.1:{self.port}/postgres"

    @property
    def writer(self) -> str:
        return self.address("monitor_writer")

    @property
    def reader(self) -> str:
        return self.address("monitor_reader")

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run SQL as the administrator."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            done = connection.execute(statement)  # type: ignore[arg-type]
            return done.fetchall() if done.description else []

    def start(self) -> None:
        given = {
            "fsync": "off", "listen_addresses": "127.0.0.1", "unix_socket_directories": "",
            # A language in which capitals do not come first: text must sort by its bytes all the same.
            "log_min_messages": "fatal",
        }  # fmt: skip
        command = [self._program("postgres"), "-D", "data", "-p", str(self.port)]
        for name, value in given.items():
            command += ["-c", f"{name}={value}"]
        self._process = subprocess.Popen(
            command, cwd=self._folder, stderr=(self._folder / "log").open("ab"), **_as_user()
        )
        for _ in range(200):
            try:
                psycopg.connect(self.address("postgres")).close()
                return
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self._folder / "log").read_text()
                time.sleep(0.05)
        raise TimeoutError("PostgreSQL does not answer")

    def kill(self) -> None:
        """Stop it at once, connections broken off, as when the machine goes away."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)
            self._process = None

    def make(self) -> None:
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        command = [
            self._program("initdb"),
            "-D",
            "data",
            "-U",
            "postgres",
            "-A",
            "scram-sha-256",
            "--no-sync",
        ]
        command += ["--pwfile", "password", "-E", "UTF8", "--locale", "C.UTF-8"]
        subprocess.run(command, cwd=self._folder, check=True, capture_output=True, **_as_user())
        self.start()
        self.run(ROLES.read_text(encoding="utf-8"))
        for role in ("monitor_writer", "monitor_reader"):
            self.run(f"ALTER ROLE {role} PASSWORD '{PASSWORD}'")

    @staticmethod
    def _program(name: str) -> str:
        folder = programs()
        assert folder
        return str(folder / name)


def _as_user() -> dict[str, Any]:
    return {"user": _USER, "group": _USER, "extra_groups": []} if os.getuid() == 0 else {}


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server with nothing in it but the roles, gone afterwards. Skips the test without a PostgreSQL."""
    if programs() is None:
        pytest.skip("PostgreSQL is not on this machine (tests/postgres/install-postgres says how)")
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        folder = Path(place)
        if os.getuid() == 0:
            user = pwd.getpwnam(_USER)
            os.chown(folder, user.pw_uid, user.pw_gid)
        made = Postgres(folder)
        try:
            made.make()
            yield made
        finally:
            made.kill()
