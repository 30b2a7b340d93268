"""Streamlit's page shell in Dutch: what a browser, a screen reader and a search engine see before any script runs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.province import SITE
from server.answers import page
from server.paths import below, up
from server.security import content_security_policy
from server.texts import DESCRIPTION, TITLE

SHELL = Path(__file__).resolve().parent / "shell"

WITHOUT_JAVASCRIPT = (
    f"<p>De {SITE} werkt met JavaScript. Zet JavaScript aan in uw browser.</p>"
    '<p>De cijfers zelf staan ook zonder JavaScript klaar: <a href="./open-data/">open data</a>.</p>'
)


def not_found(menu: Mapping[str, str]) -> str:
    """What stands at an address without a page: the name of the site and its pages (address -> title), the search, and the
    way back. ``{up}`` in it is the way to the start page."""
    links = "".join(f'<a href="{{up}}{path}">{escape(title)}</a>' for path, title in menu.items())
    return page(
        "Deze pagina bestaat niet",
        """<p>Misschien is het adres niet goed overgenomen. Begin bij het <a href="{up}">overzicht</a>, kijk op de
        <a href="{up}kaart">kaart</a>, of zoek een cijfer.</p>
        <form action="{up}over-de-cijfers" role="search">
        <label for="zoek">Zoek een cijfer</label> <input id="zoek" name="zoek" type="search" /> <button>Zoek</button></form>""",
        above=f'\n    <header><strong><a href="{{up}}">{TITLE}</a></strong><nav aria-label="Pagina\'s">{links}</nav></header>',
    )


#: Tells the page where its server is. Without it Streamlit first asks /kaart/_stcore/...: two errors per visit, and time.
SERVER_ADDRESS = 'window.__streamlit = {BACKEND_BASE_URL: new URL("./", location.href).href};'

#: No white flash before the dark theme is there.
COLOUR_SCHEME = '<meta name="color-scheme" content="light dark" />'

#: What Streamlit's theme and elements leave out for who uses a keyboard, hears the page, or asked for less motion.
STYLE, *SCRIPTS = (
    (SHELL / name).read_text(encoding="utf-8") for name in ("shell.css", "shell.js", "embed.js")
)

#: Only Streamlit's own page has it; a report that a reader downloads is html too.
SHELL_MARK = b'<div id="root">'


@lru_cache(maxsize=4)
def dutch(html: str) -> str:
    """Streamlit's page shell in Dutch: language, title, description, and what a reader without JavaScript sees."""
    html = html.replace('<html lang="en">', '<html lang="nl">')
    ours = f"{COLOUR_SCHEME}<style>{STYLE}</style>" + "".join(
        f"<script>{script}</script>" for script in (SERVER_ADDRESS, *SCRIPTS)
    )
    html = html.replace("<head>", f"<head>\n    {ours}", 1)
    head = (
        f'<title>{TITLE}</title>\n    <meta name="application-name" content="{TITLE}" />'
        f'\n    <meta name="description" content="{DESCRIPTION}" />'
    )
    html = re.sub(r"<title>.*?</title>", head, html, count=1, flags=re.DOTALL)
    return re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript>{WITHOUT_JAVASCRIPT}</noscript>",
        html,
        count=1,
        flags=re.DOTALL,
    )


class DutchPages:
    """ASGI middleware: Streamlit's page shell goes out in Dutch, with a policy for its own inline scripts.

    Streamlit answers every unknown address with its shell too; that is a 404 here, with the way back. All links and
    redirects are relative, so that they hold under any prefix, also one that a proxy takes off.
    ``paths``: the addresses of the pages, without slashes. ``base``: the prefix of all addresses. ``menu``: address -> title
    of the pages that an unknown address offers.
    """

    def __init__(
        self, app: ASGIApp, paths: frozenset[str], base: str = "", menu: Mapping[str, str] | None = None
    ) -> None:
        self.app, self.paths, self.base = app, paths, base
        self.not_found = not_found(menu or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        path = below(self.base, scope["path"]) or "/"
        if to := self._elsewhere(scope["path"], path):
            query = scope["query_string"].decode("latin-1")
            redirect = RedirectResponse(f"{to}?{query}" if query else to, 308, {"Cache-Control": "no-cache"})
            await redirect(scope, receive, send)
            return
        accepts_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        start: Message | None = None
        body = b""

        async def translate(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_whole_html(message):
                start = message
            elif message["type"] == "http.response.body" and start is not None:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    missing = None if path.strip("/") in self.paths else self.not_found
                    content = _translated(start, body, path, missing)
                    headers = MutableHeaders(raw=start["headers"])
                    if accepts_gzip and "content-encoding" not in headers:
                        content = _zipped(content)
                        headers["content-encoding"] = "gzip"
                        headers["content-length"] = str(len(content))
                        headers.add_vary_header("Accept-Encoding")
                    await send(start)
                    await send({"type": "http.response.body", "body": content})
            else:
                await send(message)

        await self.app(scope, receive, translate)

    def _elsewhere(self, whole: str, path: str) -> str | None:
        """Where a page with a slash too many or too few stands, as a relative link; None for all that is no page."""
        if self.base and whole == self.base:
            return self.base.rpartition("/")[2] + "/"
        page = path.strip("/")
        return f"../{page}" if page and path == f"/{page}/" and page in self.paths else None


@lru_cache(maxsize=16)
def _zipped(content: bytes) -> bytes:
    """The shell is the same for everyone; what it says of an unknown address differs by its depth only."""
    return gzip.compress(content)


def _is_whole_html(start: Message) -> bool:
    content_type = Headers(raw=start["headers"]).get("content-type", "")
    return bool(start["status"] == 200 and content_type.startswith("text/html"))


def _translated(start: Message, body: bytes, path: str, missing: str | None) -> bytes:
    """The body in Dutch, and the headers in ``start`` made to fit it; other html than the shell stays as it is. ``missing``:
    what stands there instead, where the address has no page."""
    headers = MutableHeaders(raw=start["headers"])
    html = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
    if SHELL_MARK not in html:
        return body
    shown = dutch(html.decode()) if missing is None else missing.replace("{up}", up(path))
    if missing is not None:
        start["status"] = 404
    content = shown.encode()
    # Streamlit's validators are those of its own file, not of ours.
    for name in ("etag", "last-modified", "accept-ranges", "content-encoding"):
        if name in headers:
            del headers[name]
    headers["content-length"] = str(len(content))
    headers["content-language"] = "nl"
    headers["content-security-policy"] = content_security_policy(shown)
    return content
