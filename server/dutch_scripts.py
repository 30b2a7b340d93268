"""Streamlit's own buttons in Dutch: its scripts go out with these words translated.

Streamlit 1.67 has no setting for its language. Its scripts hold every text as a whole literal between backticks, so
whole literals are replaced, never parts; a test fails when a new version of Streamlit no longer has one of them.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WORDS = {
    "Autosize": "Breedte aanpassen",
    "Choose an option": "Maak een keuze",
    "Choose options": "Maak een keuze",
    "Clear all": "Alles wissen",
    "Clear selection": "Keuze wissen",
    "Clear value": "Wissen",
    "Close fullscreen": "Volledig scherm sluiten",
    "Connection error": "Geen verbinding",
    "Copied!": "Gekopieerd",
    "Copy Vega-Lite spec": "Opbouw van de grafiek kopiëren",
    "Download as CSV": "Tabel opslaan (CSV, zonder bron)",
    "Download as PNG": "Grafiek opslaan (PNG, zonder bron)",
    "Format": "Opmaak",
    "Fullscreen": "Volledig scherm",
    "Hide column": "Kolom verbergen",
    "Link to heading": "Link naar dit kopje",
    "No results": "Niets gevonden",
    "Page not found": "Deze pagina bestaat niet",
    "Pin column": "Kolom vastzetten",
    "Running...": "Bezig...",
    "Search": "Zoeken",
    "Select all": "Alles kiezen",
    "Show chart": "Grafiek tonen",
    "Show data": "Cijfers tonen",
    "Show/hide columns": "Kolommen tonen of verbergen",
    "Skip to main content": "Naar de inhoud",
    "Sort ascending": "Van laag naar hoog",
    "Sort descending": "Van hoog naar laag",
    "Statistics": "Kengetallen",
    "Unpin column": "Kolom losmaken",
}

_LITERAL = re.compile("`(" + "|".join(re.escape(word) for word in WORDS) + ")`")
_SCRIPT = re.compile(r"^/static/js/[\w.-]+\.js$")


def in_dutch(script: str) -> str:
    """The script with every literal of ``WORDS`` translated."""
    return _LITERAL.sub(lambda found: f"`{WORDS[found[1]]}`", script)


@lru_cache(maxsize=256)
def _translated(script: bytes) -> tuple[bytes, bytes]:
    """The script in Dutch, plain and zipped."""
    plain = in_dutch(script.decode()).encode()
    return plain, gzip.compress(plain, 6)


class DutchScripts:
    """ASGI middleware: Streamlit's scripts with Dutch words."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _SCRIPT.match(scope["path"]):
            await self.app(scope, receive, send)
            return
        zipped = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        # Ask Streamlit for the whole plain file; it is zipped again here.
        whole = [h for h in scope["headers"] if h[0] not in (b"accept-encoding", b"range", b"if-none-match")]
        start: Message | None = None
        body = b""

        async def translate(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False) or start is None:
                return
            headers = MutableHeaders(raw=start["headers"])
            content = body
            if start["status"] == 200:
                content = _translated(body)[zipped]
                for name in ("etag", "last-modified", "accept-ranges", "content-encoding"):
                    if name in headers:
                        del headers[name]
                if zipped:
                    headers["content-encoding"] = "gzip"
                headers["vary"] = "Accept-Encoding"
                headers["content-length"] = str(len(content))
            await send(start)
            await send({"type": "http.response.body", "body": content})

        await self.app({**scope, "headers": whole}, receive, translate)
