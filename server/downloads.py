"""What a reader downloads, for a moment on disk, so that any process of this machine can hand it over.

Streamlit makes a file when its button is pressed and keeps it in the memory of that one process. Behind a proxy that
divides requests among processes, the browser may fetch it from another.
"""

from __future__ import annotations

import json
import logging
import os
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.paths import below

log = logging.getLogger(__name__)

#: Another folder, for processes that do not share their temporary one.
SETTING = "MONITOR_DOWNLOADS"
#: A browser fetches a file at once; seconds after which it may go, and bytes of which the oldest go.
KEPT_SECONDS, MOST_BYTES = 600, 100_000_000

_ADDRESS = re.compile(r"^/media/([0-9a-f]{16,128})(?:\.\w{1,10})?$")


class Private(bytes):
    """A file with figures that only one reader has: it stays in the memory of the process, and is never laid on disk."""


class Shelf:
    """A folder in which files wait to be fetched; of this user only. Without one that can be used, nothing is kept."""

    def __init__(self, folder: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        given = os.environ.get(SETTING)
        who = os.getuid() if hasattr(os, "getuid") else "me"
        self._folder = folder or Path(given or Path(tempfile.gettempdir()) / f"sociale-monitor-{who}")
        self._clock = clock
        self._usable: bool | None = None

    def put(self, id: str, content: bytes, kind: str, name: str | None) -> None:
        """Lay down a file under its id (hexadecimal). What cannot be written is not kept; the log says so."""
        if not self._is_usable():
            return
        try:
            self._clear_up()
            about = {"kind": kind, "name": name or "download"}
            unfinished = self._folder / f"{id}.{os.getpid()}.tmp"
            unfinished.write_bytes(json.dumps(about).encode() + b"\n" + content)
            unfinished.replace(self._folder / id)
        except OSError as error:
            log.warning("a download is only in this process: %s", error)

    def get(self, id: str) -> Response | None:
        """The file as an answer; None when it is not here (any more)."""
        try:
            about, _, content = (self._folder / id).read_bytes().partition(b"\n")
            headers = json.loads(about)
        except (OSError, ValueError):
            return None
        disposition = f"attachment; filename*=utf-8''{quote(headers['name'], safe='')}"
        return Response(content, media_type=headers["kind"], headers={"Content-Disposition": disposition})

    def _is_usable(self) -> bool:
        if self._usable is None:
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                seen = self._folder.lstat()
                # Anybody can make a folder with this name in a temporary folder that all share.
                own = not hasattr(os, "getuid") or (seen.st_uid == os.getuid() and not seen.st_mode & 0o022)
                self._usable = self._folder.is_dir() and not self._folder.is_symlink() and own
            except OSError:
                self._usable = False
            if not self._usable:
                log.warning("downloads stay in one process: %s cannot be used", self._folder)
        return self._usable

    def _clear_up(self) -> None:
        files = []
        for file in self._folder.iterdir():
            try:
                seen = file.stat()
            except FileNotFoundError:  # by another process
                continue
            files.append((seen.st_mtime, seen.st_size, file))
        size = sum(length for _, length, _ in files)
        for written, length, file in sorted(files):
            if self._clock() - written < KEPT_SECONDS and size <= MOST_BYTES:
                break
            file.unlink(missing_ok=True)
            size -= length


class Downloads:
    """ASGI middleware: what this process does not have, may stand on the shelf. ``base``: the prefix of all addresses."""

    def __init__(self, app: ASGIApp, shelf: Shelf, base: str = "") -> None:
        self.app, self.shelf, self.base = app, shelf, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = below(self.base, scope["path"]) if scope["type"] == "http" else None
        match = _ADDRESS.match(path) if path and scope["method"] in ("GET", "HEAD") else None
        if not match:
            await self.app(scope, receive, send)
            return
        instead: Response | None = None

        async def send_or_not(message: Message) -> None:
            nonlocal instead
            if message["type"] == "http.response.start" and message["status"] == 404:
                instead = self.shelf.get(match[1])
            if instead is None:
                await send(message)

        await self.app(scope, receive, send_or_not)
        if instead is not None:
            await instead(scope, receive, send)
