"""Addresses of Streamlit that this site does not use: closed, so that nobody can do anything there."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from server.answers import answer, refusal
from server.paths import below

#: How much memory and how many sessions there are; programs that work the pages; files that a page asks for.
CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/upload_file")


class Closed:
    """ASGI middleware: 404 for every address of :data:`CLOSED` and below. ``base``: the prefix of all addresses."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = below(self.base, scope["path"]) if scope["type"] in ("http", "websocket") else None
        if path and any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED):
            text = "Begin bij de startpagina, of bij de open data."
            await answer(scope, receive, send, refusal(scope, 404, "Dit adres bestaat niet", text))
            return
        await self.app(scope, receive, send)
