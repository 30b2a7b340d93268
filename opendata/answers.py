"""How an answer leaves the server: zipped, with a hash as ETag, and not at all when the reader already has it."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response

from opendata.work import Streamed, Work, unzipped, zipped

#: Anyone may keep a copy; after five minutes it asks whether the copy still holds.
CACHE_CONTROL = "public, max-age=300, must-revalidate"

#: Room for built answers, zipped: thousands of map layers, or the whole table in every form.
_CACHE_BYTES = 32 * 1024 * 1024
#: An answer that is larger than this, zipped, is made anew each time.
_LARGEST = 8 * 1024 * 1024
#: What is not larger than this when unzipped, is unzipped on the spot for who cannot do it.
_SMALL = 1024 * 1024


@dataclass(frozen=True)
class Prepared:
    """An answer that is ready to go: its bytes zipped, how many they are plain, and the hash of the plain bytes."""

    zipped: bytes
    size: int
    digest: str


class Kept:
    """Answers in memory, those asked for last."""

    def __init__(self, room: int = _CACHE_BYTES) -> None:
        self._answers: LRUCache[Hashable, Prepared] = LRUCache(
            room, getsizeof=lambda answer: len(answer.zipped)
        )
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Prepared | None:
        with self._lock:
            return self._answers.get(key)

    def keep(self, key: Hashable, answer: Prepared) -> None:
        if len(answer.zipped) <= _LARGEST:
            with self._lock:
                self._answers[key] = answer


def prepared(body: bytes) -> Prepared:
    """A whole answer, made ready."""
    return Prepared(gzip.compress(body, 6, mtime=0), len(body), hashlib.sha256(body).hexdigest()[:32])


def not_modified(request: Request, digest: str, **headers: str) -> Response | None:
    """304 when the reader has the answer with this hash."""
    all_headers = _headers(digest, _wants_gzip(request), headers)
    if not _has_it(request, all_headers["ETag"]):
        return None
    all_headers.pop("Content-Encoding", None)
    return Response(status_code=304, headers=all_headers)


def send(
    request: Request, answer: Prepared, media_type: str, work: Work, client: str, **headers: str
) -> Response:
    """A prepared answer, or 304 when the reader has it."""
    if unchanged := not_modified(request, answer.digest, **headers):
        return unchanged
    wants_gzip = _wants_gzip(request)
    all_headers = _headers(answer.digest, wants_gzip, headers)
    if wants_gzip:
        return Response(answer.zipped, media_type=media_type, headers=all_headers)
    if answer.size <= _SMALL:
        return Response(gzip.decompress(answer.zipped), media_type=media_type, headers=all_headers)
    all_headers["Content-Length"] = str(answer.size)
    if request.method == "HEAD":
        return Response(media_type=media_type, headers=all_headers)
    response = Streamed(
        work.each(client, unzipped(answer.zipped)), media_type=media_type, headers=all_headers
    )
    response.ticket = work.ticket(client)
    return response


def stream(
    request: Request,
    digest: str,
    parts: Callable[[], Iterator[bytes]],
    media_type: str,
    work: Work,
    client: str,
    keep: Callable[[Prepared], None],
    **headers: str,
) -> Response:
    """An answer that is made while it is sent; ``digest`` must change whenever its bytes would.

    ``keep`` is given the whole answer when it was sent to the end.
    """
    if unchanged := not_modified(request, digest, **headers):
        return unchanged
    wants_gzip = _wants_gzip(request)
    if request.method == "HEAD":  # the length is not known before the answer is made
        return Streamed(_nothing(), media_type=media_type, headers=_headers(digest, False, headers))
    body = _kept_along(work, client, parts(), digest, keep, wants_gzip)
    response = Streamed(body, media_type=media_type, headers=_headers(digest, wants_gzip, headers))
    response.ticket = work.ticket(client)
    return response


async def _nothing() -> AsyncIterator[bytes]:
    yield b""


async def _kept_along(
    work: Work,
    client: str,
    parts: Iterator[bytes],
    digest: str,
    keep: Callable[[Prepared], None],
    wants_gzip: bool,
) -> AsyncIterator[bytes]:
    if not wants_gzip:
        async for part in work.each(client, parts):
            yield part
        return
    size = 0
    packed: bytearray | None = bytearray()

    def counted() -> Iterator[bytes]:
        nonlocal size
        for part in parts:
            size += len(part)
            yield part

    async for part in work.each(client, zipped(counted())):
        if packed is not None:
            packed += part
            if len(packed) > _LARGEST:
                packed = None
        yield part
    if packed is not None:
        keep(Prepared(bytes(packed), size, digest))


def digest_of(*parts: object) -> str:
    """A hash over the parts, for an answer that follows from them."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _headers(digest: str, zipped: bool, extra: dict[str, str]) -> dict[str, str]:
    # A strong ETag names the very bytes, so the zipped answer has its own.
    headers = {
        "ETag": f'"{digest}-gzip"' if zipped else f'"{digest}"',
        "Cache-Control": CACHE_CONTROL,
        "Vary": "Accept-Encoding",
        **{name.replace("_", "-"): value for name, value in extra.items()},
    }
    return headers | {"Content-Encoding": "gzip"} if zipped else headers


def _wants_gzip(request: Request) -> bool:
    for asked in request.headers.get("accept-encoding", "").split(","):
        name, _, quality = asked.partition(";")
        if name.strip().lower() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _has_it(request: Request, etag: str) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in known or "*" in known
