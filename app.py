"""The server: the pages, the open data, Dutch html, and what a browser may load.

Start it with ``streamlit run app.py``.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import lru_cache

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from opendata.routes import open_data

TITLE = "Sociale Monitor Drenthe"
DESCRIPTION = "Hoe staat Drenthe ervoor? Cijfers over armoede, gezondheid en vertrouwen, per gemeente."
WITHOUT_JAVASCRIPT = (
    "<p>De Sociale Monitor Drenthe werkt met JavaScript. Zet JavaScript aan in uw browser.</p>"
    '<p>De cijfers zelf staan ook zonder JavaScript klaar: <a href="./open-data/">open data</a>.</p>'
)

#: Everything comes from this server, so that no other host learns who looks at what.
#: Streamlit sets styles from JavaScript, hands pictures and workers over as blobs, and keeps a websocket open.
#: Charts need no eval (Streamlit runs Vega with its expression interpreter); its messages and maps need WebAssembly.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'wasm-unsafe-eval'{inline}; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "media-src 'self' data: blob:; "
    "connect-src 'self' data: blob:; "
    "worker-src 'self' blob:; "
    "object-src 'none'; "
    "base-uri 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'self'"
)

#: Only Streamlit's own page has it; a report that a reader downloads is html too.
SHELL_MARK = '<div id="root">'

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@lru_cache(maxsize=4)
def dutch(html: str) -> str:
    """Streamlit's page shell in Dutch: language, title, description, and what a reader without JavaScript sees."""
    html = html.replace('<html lang="en">', '<html lang="nl">')
    head = f'<title>{TITLE}</title>\n    <meta name="description" content="{DESCRIPTION}" />'
    html = re.sub(r"<title>.*?</title>", head, html, count=1, flags=re.DOTALL)
    return re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript>{WITHOUT_JAVASCRIPT}</noscript>",
        html,
        count=1,
        flags=re.DOTALL,
    )


@lru_cache(maxsize=4)
def content_security_policy(html: str = "") -> str:
    """The policy for a page; only the scripts written in this very html may run next to our own files."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    inline = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return CONTENT_SECURITY_POLICY.format(inline=inline)


class DutchPages:
    """ASGI middleware: Streamlit's page shell goes out in Dutch, with a policy for its own inline scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def translate(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_whole_html(message):
                start = message
            elif message["type"] == "http.response.body" and start is not None:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    content = _translated(start, body)
                    await send(start)
                    await send({"type": "http.response.body", "body": content})
            else:
                await send(message)

        await self.app(scope, receive, translate)


def _is_whole_html(start: Message) -> bool:
    content_type = Headers(raw=start["headers"]).get("content-type", "")
    return bool(start["status"] == 200 and content_type.startswith("text/html"))


def _translated(start: Message, body: bytes) -> bytes:
    """The body in Dutch, and the headers in ``start`` made to fit it; other html than the shell stays as it is."""
    headers = MutableHeaders(raw=start["headers"])
    zipped = headers.get("content-encoding") == "gzip"
    html = (gzip.decompress(body) if zipped else body).decode()
    if SHELL_MARK not in html:
        return body
    page = dutch(html)
    content = page.encode()
    # Streamlit's validators are those of its own file, not of ours.
    for name in ("etag", "last-modified", "accept-ranges", "content-encoding"):
        if name in headers:
            del headers[name]
    headers["content-length"] = str(len(content))
    headers["content-language"] = "nl"
    headers["content-security-policy"] = content_security_policy(page)
    return content


class SecurityHeaders:
    """ASGI middleware: what the browser may do with any answer of this server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def secure(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers["x-content-type-options"] = "nosniff"
                headers["referrer-policy"] = "same-origin"
                headers["permissions-policy"] = "camera=(), geolocation=(), microphone=()"
                headers.setdefault("content-security-policy", content_security_policy())
            await send(message)

        await self.app(scope, receive, secure)


app = st.App(
    "pages/navigation.py",
    routes=open_data(),
    middleware=[Middleware(SecurityHeaders), Middleware(DutchPages)],
)
