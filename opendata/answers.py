"""How an answer leaves the server: zipped, with a hash as ETag, and not at all when the reader already has it."""

from __future__ import annotations

import gzip
import hashlib
import threading
import zlib
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

#: Anyone may keep a copy; after five minutes it asks whether the copy still holds.
CACHE_CONTROL = "public, max-age=300, must-revalidate"

#: Room for built answers, zipped and plain together: some sixty national map layers.
_CACHE_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True)
class Prepared:
    """An answer that is ready to go: its bytes, the same zipped, and the hash of the plain bytes."""

    body: bytes
    zipped: bytes
    digest: str


_cache: LRUCache[Hashable, Prepared] = LRUCache(
    _CACHE_BYTES, getsizeof=lambda answer: len(answer.body) + len(answer.zipped)
)
_lock = threading.Lock()


def prepared(key: Hashable, build: Callable[[], bytes]) -> Prepared:
    """The answer under this key, built when it is not in memory.

    ``key`` names the edition of the figures too, so that a new snapshot is never answered with an old one.
    """
    with _lock:
        answer = _cache.get(key)
    if answer is None:
        body = build()
        answer = Prepared(body, gzip.compress(body, 6, mtime=0), hashlib.sha256(body).hexdigest()[:32])
        with _lock:
            if len(body) + len(answer.zipped) <= _CACHE_BYTES:
                _cache[key] = answer
    return answer


def send(request: Request, answer: Prepared, media_type: str, **headers: str) -> Response:
    """A prepared answer, or 304 when the reader has it."""
    zipped = _wants_gzip(request)
    all_headers = _headers(answer.digest, zipped, headers)
    if _has_it(request, all_headers["ETag"]):
        return _not_modified(all_headers)
    body = answer.zipped if zipped else answer.body
    return Response(body, media_type=media_type, headers=all_headers)


def stream(
    request: Request, digest: str, chunks: Iterator[bytes], media_type: str, **headers: str
) -> Response:
    """An answer that is made while it is sent; ``digest`` must change whenever its bytes would."""
    zipped = _wants_gzip(request)
    all_headers = _headers(digest, zipped, headers)
    if _has_it(request, all_headers["ETag"]):
        return _not_modified(all_headers)
    if request.method == "HEAD":
        chunks, zipped = iter(()), False  # the length is not known before the answer is made
    return StreamingResponse(
        _zipped(chunks) if zipped else chunks, media_type=media_type, headers=all_headers
    )


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
    return "gzip" in request.headers.get("accept-encoding", "")


def _has_it(request: Request, etag: str) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in known or "*" in known


def _not_modified(headers: dict[str, str]) -> Response:
    headers.pop("Content-Encoding", None)
    return Response(status_code=304, headers=headers)


def _zipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()
