"""Where the open-data services live, and which addresses the monitor will follow.

The environment variable MONITOR_UPSTREAM (``http://127.0.0.1:PORT``) sends everything to one local server instead,
each host as the first part of the path: ``http://127.0.0.1:PORT/opendata.cbs.nl/ODataFeed/odata/...``.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

#: Maps, with boundaries or figures: the WFS, and the OGC API for when that fails.
PDOK = ("service.pdok.nl", "api.pdok.nl")
#: Key in the catalogue -> host name.
HOSTS = {
    "cbs": "opendata.cbs.nl",
    "derden": "dataderden.cbs.nl",
    "datasets": "datasets.cbs.nl",
    "pdok": PDOK[0],
}


def root(hostname: str) -> str:
    """Return the base address of a host, without a slash at the end."""
    local = os.environ.get("MONITOR_UPSTREAM", "").rstrip("/")
    return f"{local}/{hostname}" if local else f"https://{hostname}"


def odata3(host: str, service: str, table: str = "") -> str:
    """Return the v3 address of a table; ``service`` is ODataFeed (bulk) or ODataApi (small questions)."""
    return f"{root(HOSTS[host])}/{service}/odata/{table}".rstrip("/")


def catalogue3(host: str) -> str:
    """Return the address of the v3 list of tables."""
    return f"{root(HOSTS[host])}/ODataCatalog/Tables"


def odata4(host: str, path: str) -> str:
    """Return a v4 address: ``Datasets`` or ``CBS/<table>/Observations``."""
    return f"{root(HOSTS[host])}/odata/v1/{path}"


def same_service(url: str, given: str) -> bool:
    """Say whether an address handed out by a server stays with the service that was asked."""
    here, there = urlsplit(url), urlsplit(given)
    if here.hostname != there.hostname or there.username or there.scheme not in ("http", "https"):
        return False
    if here.port != there.port and not (here.port is None and there.port in (80, 443)):
        return False
    # Behind MONITOR_UPSTREAM all services share an address; the first part of the path tells them apart.
    return not os.environ.get("MONITOR_UPSTREAM") or here.path.split("/")[1] == there.path.split("/")[1]


def kept_secure(url: str, given: str) -> str:
    """Return an address a server handed out, with https where it was asked over https and nothing else changed."""
    if urlsplit(url).scheme == "https" and urlsplit(given).scheme == "http":
        parts = urlsplit(given)
        return urlunsplit(parts._replace(scheme="https", netloc=parts.hostname or ""))
    return given
