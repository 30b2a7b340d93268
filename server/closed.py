"""Addresses that lead nowhere: those of Streamlit that this site does not use, and those that try to leave it."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from server.answers import answer, refusal
from server.paths import below

#: How much memory and how many sessions there are; programs that work the pages. (Files: :mod:`server.uploads`.)
CLOSED = ("/_stcore/metrics", "/_stcore/agent")

_BACK = "Begin bij de startpagina, of bij de open data."


class Closed:
    """ASGI middleware: 404 for every address of :data:`CLOSED` and below, 400 for one that goes up in the tree.

    ``base``: the prefix of all addresses.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if _leads_out(scope["path"]):
            # Before Streamlit, which says no in English.
            await answer(scope, receive, send, refusal(scope, 400, "Dit adres klopt niet", _BACK))
            return
        path = below(self.base, scope["path"])
        if path and any(path == closed or path.startswith(f"{closed}/") for closed in CLOSED):
            await answer(scope, receive, send, refusal(scope, 404, "Dit adres bestaat niet", _BACK))
            return
        await self.app(scope, receive, send)


def _leads_out(path: str) -> bool:
    """Whether an address holds what no address of ours does: a step up, a file of Windows, an end in the middle."""
    return path.startswith("//") or "\\" in path or "\x00" in path or ".." in path.split("/")
