"""Is everything as it should be, and can somebody be let in: for who watches over the server and for what divides readers.

``/health`` is 503 as soon as anything is not as it should be, also when readers notice nothing of it (the last good
figures stay on screen): somebody has to look. ``/ready`` is 503 only when this process cannot answer readers now.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

PATHS = ("/health", "/ready")
#: Seconds in which a thread for a page's files must come free.
THREAD_SECONDS = 2.0


@dataclass(frozen=True)
class Part:
    """A part of the monitor. ``why``: what is wrong with it, in Dutch, or None; ``usable``: whether readers are served all
    the same; ``about``: what else to know of it."""

    why: str | None = None
    usable: bool = True
    about: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"ok": self.why is None, **({"why": self.why} if self.why else {}), **self.about}


Look = Callable[[], Mapping[str, Part]]


def health(look: Look, room: Look, base: str = "") -> list[Route]:
    """The two routes. ``look`` tells of the data (it may read, and runs in a thread), ``room`` of what is free now."""

    async def parts() -> dict[str, Part]:
        every = dict(room())
        try:
            async with asyncio.timeout(THREAD_SECONDS):
                await anyio.to_thread.run_sync(int)
        except TimeoutError:
            every["threads"] = Part("er komt geen thread vrij", usable=False)
            return every
        return every | dict(await anyio.to_thread.run_sync(look))

    def answer(parts: Mapping[str, Part], good: bool) -> Response:
        content = {
            "status": "ok" if good else "unavailable",
            **{name: part.as_json() for name, part in parts.items()},
        }
        return JSONResponse(content, 200 if good else 503, {"Cache-Control": "no-store"})

    async def is_healthy(request: Request) -> Response:
        state = await parts()
        return answer(state, all(part.why is None for part in state.values()))

    async def is_ready(request: Request) -> Response:
        state = await parts()
        return answer(state, all(part.usable for part in state.values()))

    endpoints = (is_healthy, is_ready)
    return [Route(base + path, endpoint) for path, endpoint in zip(PATHS, endpoints, strict=True)]


def age(day: date | None, today: date) -> dict[str, Any]:
    """When something was last fetched, and how many days ago."""
    return {"fetched": day.isoformat(), "days": (today - day).days} if day else {}
