"""What the address of the page says, and at which address the phones in the room reach it."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno

from ui import colours
from ui.present.reached import is_this_machine, own_address

#: In the address: which kind of question, which gemeenten, the code of a room, and that this screen leads it. ``SEAT``: the
#: random word of a phone, so that it keeps its place when the page is opened again.
KIND, SOME, ROOM, ROLE, SEAT = "soort", "gemeenten", "kamer", "rol", "stoel"
LEADS = "leiding"


def for_phones(url: str, code: str, allowed: Collection[str] = ()) -> str | None:
    """The address at which phones open this room; None when they cannot reach this server.

    ``url``: of this page in the browser of who leads it. Where that is this very machine, its own address on the network
    stands in it. ``allowed``: the only names under which the server answers (``server.allowedHosts``); empty for any.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_this_machine(host):
        own = own_address()
        if own is None or not _may_be_asked(own, allowed):
            return None
        host = own
    named = f"[{host}]" if ":" in host else host
    place = f"{named}:{parts.port}" if parts.port else named
    return urlunsplit((parts.scheme, place, parts.path, urlencode({ROOM: code}), ""))


def square(address: str) -> str:
    """The address as a QR code, an SVG: dark on white in both themes, because not every camera reads the other way round."""
    return str(
        segno.make(address, error="m").svg_inline(scale=8, border=3, dark=colours.TEXT, light=colours.PAPER)
    )


def _may_be_asked(host: str, allowed: Collection[str]) -> bool:
    """Whether the server answers under this bare address: see :class:`server.hosts.KnownHosts`."""
    return not allowed or host in allowed or "*" in allowed
