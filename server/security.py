"""What a browser may do with the answers of this server, and from where it may load anything: only from here."""

from __future__ import annotations

import base64
import hashlib
import logging
import os
import re
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

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
    "frame-ancestors 'self'{frames}"
)

#: The sites whose pages may hold a view of ours in a frame: an environment variable, with spaces between.
FRAMES = "MONITOR_EMBED_HOSTS"
#: "https://www.provincie.drenthe.nl", "https://*.drenthe.nl", "http://127.0.0.1:8000".
_SITE = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?", re.IGNORECASE)

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@lru_cache(maxsize=4)
def content_security_policy(html: str = "") -> str:
    """The policy for a page; only the scripts written in this very html may run next to our own files."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    inline = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return CONTENT_SECURITY_POLICY.format(inline=inline, frames="".join(f" {site}" for site in frames()))


@lru_cache(maxsize=1)
def frames() -> tuple[str, ...]:
    """The sites of :data:`FRAMES`; what is no site is left out, and the log says so."""
    sites = os.environ.get(FRAMES, "").split()
    for wrong in (site for site in sites if not _SITE.fullmatch(site)):
        log.error("%s: %r is no site (as in https://www.provincie.drenthe.nl) and is left out", FRAMES, wrong)
    return tuple(site for site in sites if _SITE.fullmatch(site))


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
