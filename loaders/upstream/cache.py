"""Answers kept on disk, so that an unchanged table need not be sent again.

One gzip file per address: a line of JSON with the address and its validators, then the body as it came. gzip's own
checksum tells a damaged file; that is treated as if it were not there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import os
import tempfile
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)

#: An answer that nobody asked for in this time makes room.
DAYS_KEPT = 60


@dataclass(frozen=True)
class Kept:
    """An earlier answer: its body, and what the server needs to tell whether it still holds."""

    body: bytes
    etag: str | None
    modified: str | None

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for the body only if it changed."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {header: value for header, value in named.items() if value}


class Cache:
    """A folder of earlier answers. Never raises: without a usable folder there is simply nothing kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _file(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()[:40]}.gz"

    def get(self, url: str) -> Kept | None:
        """Return the answer kept for an address; None when there is none or it is damaged."""
        file = self._file(url)
        try:
            with gzip.open(file, "rb") as stream:
                head = json.loads(stream.readline(100_000))
                body = stream.read()
            if head["url"] != url or head["size"] != len(body):
                raise ValueError("another address or length")
            os.utime(file)
            return Kept(body, head["etag"], head["modified"])
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
            log.warning("cache: %s is damaged and left alone (%s)", file.name, error)
            return None

    def put(self, url: str, body: bytes, etag: str | None, modified: str | None) -> None:
        """Keep an answer that the server can be asked about again; others are not kept."""
        if not (etag or modified):
            return
        head = {"url": url, "etag": etag, "modified": modified, "size": len(body)}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with (
                    os.fdopen(handle, "wb") as raw,
                    gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1) as file,
                ):
                    file.write(json.dumps(head).encode() + b"\n")
                    file.write(body)
                Path(name).replace(self._file(url))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            log.warning("cache: the answer is not kept (%s)", error)

    def forget(self, url: str) -> None:
        """Drop the answer of one address."""
        self._file(url).unlink(missing_ok=True)

    def prune(self) -> None:
        """Drop what was not asked for in a long time, and what a broken-off write left behind."""
        limit = time.time() - DAYS_KEPT * 86400
        for file in [*self.folder.glob("*.gz"), *self.folder.glob("*.part")]:
            try:
                age = file.stat().st_mtime
                if age < limit or (file.suffix == ".part" and age < time.time() - 86400):
                    file.unlink()
            except OSError:
                continue
