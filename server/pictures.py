"""The site's own pictures, each at an address that names its content: every process has it, and browsers keep it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

#: Where Streamlit lets a page point to a file beside its own, under any prefix.
_FOLDER = "/app/static"
_FOR_EVER = "public, immutable, max-age=31536000"


@lru_cache(maxsize=16)
def address(file: Path) -> str:
    """The address of a picture, without the prefix of the site: Streamlit puts that before it."""
    return f"{_FOLDER}/{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}/{file.name}"


def pictures(files: Iterable[Path], base: str = "") -> list[Route]:
    """Their routes. ``base``: the prefix of all addresses."""
    return [_route(file, base) for file in files]


def _route(file: Path, base: str) -> Route:
    content, kind = file.read_bytes(), guess_type(file.name)[0]

    async def picture(request: Request) -> Response:
        return Response(content, media_type=kind, headers={"Cache-Control": _FOR_EVER})

    return Route(base + address(file), picture)
