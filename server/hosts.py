"""Who this server is: under which names it may be asked (Host), and which pages may speak to it (Origin).

A page of another site that opens our websocket, or that lets its own name point to this machine (DNS rebinding), is
refused here, before Streamlit sees it: for an Origin it does not know, Streamlit looks up its own outside address on
another host and lets everybody wait meanwhile.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from server.answers import answer, refusal
from server.paths import below
from server.seldom import Seldom

log = logging.getLogger(__name__)
log.addFilter(Seldom())

_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}

UNKNOWN_HOST = "Dit adres hoort niet bij deze server"
UNKNOWN_HOST_TEXT = (
    "Controleer het adres. Beheert u de server? Zet deze naam dan bij browser.serverAddress of server.allowedHosts "
    "in .streamlit/config.toml."
)
FOREIGN = "Deze vraag komt van een andere site"
FOREIGN_TEXT = "Alleen de eigen pagina's mogen dit opvragen. De cijfers staan voor iedereen bij de open data."


class _Place(NamedTuple):
    name: str
    port: int | None


class KnownHosts:
    """ASGI middleware: refuses requests under a name that is not ours (421) and those of pages of other sites (403).

    ``names``: the names that are ours besides localhost, the name of this machine, and every bare IP address (which no
    other site can take). ``only``: when given, just these (``*.example.nl`` for all below, ``*`` for all), as in
    Streamlit's ``server.allowedHosts``. ``origins``: sites that may speak to us too (``https://example.nl``).
    ``public``: addresses without prefix that pages of every site may read. ``anywhere``: addresses that answer under
    every name (who checks whether the server lives, asks a bare machine). ``base``: the prefix of all addresses.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        names: Collection[str] = (),
        only: Collection[str] = (),
        origins: Collection[str] = (),
        public: str = "/open-data",
        anywhere: Collection[str] = (),
        base: str = "",
    ) -> None:
        self.app, self.public, self.anywhere, self.base = app, public, frozenset(anywhere), base
        self.only = [_plain(name) for name in only]
        self.names = {"localhost", _plain(socket.gethostname())} - {""}
        #: Chosen by who runs the server: known whatever port or scheme a proxy shows it under.
        self.named = {_plain(name) for name in names} | {name for name in self.only if "*" not in name}
        self.named -= {"localhost", ""}
        self.origins = {known for origin in origins if (known := _origin(origin))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        path = below(self.base, scope["path"])
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        host = _place(hosts[0].decode("latin-1")) if len(hosts) == 1 else None
        # No Host at all is HTTP/1.0: no browser does that.
        if path not in self.anywhere and hosts and (host is None or not self._ours(host.name)):
            log.warning("refused a request to an unknown host: %r", hosts[0][:100])
            await answer(scope, receive, send, refusal(scope, 421, UNKNOWN_HOST, UNKNOWN_HOST_TEXT))
            return
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        if origins:
            public = scope["type"] == "http" and path is not None and _in(self.public, path)
            if not public and not self._may_speak(origins, host):
                log.warning("refused a request of another site: origin %r to host %r", origins[:1], hosts[:1])
                await answer(scope, receive, send, refusal(scope, 403, FOREIGN, FOREIGN_TEXT))
                return
            scope = {**scope, "headers": _as_own(scope, hosts, keep=public)}
        await self.app(scope, receive, send)

    def _ours(self, name: str) -> bool:
        if self.only:
            return any(_matches(name, pattern) for pattern in self.only)
        return name in self.names | self.named or name.endswith(".localhost") or _is_address(name)

    def _may_speak(self, origins: list[bytes], host: _Place | None) -> bool:
        origin = _origin(origins[0].decode("latin-1")) if len(origins) == 1 else None
        if origin is None:
            return False
        scheme, name, port = origin
        if origin in self.origins or name in self.named:
            return True
        if host is None or name != host.name:
            return False
        # A proxy often passes the name without its port; then the name decides.
        return host.port is None or host.port == (port or _DEFAULT_PORTS.get(scheme))


def _as_own(scope: Scope, hosts: list[bytes], *, keep: bool) -> list[tuple[bytes, bytes]]:
    """The headers as of a page of our own: Streamlit looks nothing up for an Origin that equals Host."""
    rest = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    if keep:
        return list(scope["headers"])
    return [*rest, (b"origin", b"http://" + hosts[0])] if hosts else rest


def _in(folder: str, path: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _plain(name: str) -> str:
    """A name as it is compared, without a scheme, port or path that somebody wrote along."""
    place = _place(urlsplit(name).netloc if "://" in name else name.strip().split("/")[0])
    return place.name if place else name.strip().lower()


def _matches(name: str, pattern: str) -> bool:
    return pattern == "*" or name == pattern or (pattern.startswith("*.") and name.endswith(pattern[1:]))


def _place(text: str) -> _Place | None:
    """Name and port of a Host header; None when it is none."""
    try:
        parts = urlsplit(f"//{text}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if (
        not name
        or parts.netloc != text
        or "@" in text
        or not text.isascii()
        or not text.isprintable()
        or " " in text
    ):
        return None
    return _Place(name.lower().rstrip("."), port)


def _origin(text: str) -> tuple[str, str, int | None] | None:
    """Scheme, name and port of an Origin; None when it is none ("null" is what a page without a site sends)."""
    scheme, separator, rest = text.strip().partition("://")
    place = _place(rest.rstrip("/")) if separator and scheme.lower() in _DEFAULT_PORTS else None
    return (scheme.lower(), place.name, place.port) if place else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
