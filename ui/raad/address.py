"""What the address of the page says, and at which address the phones in the room reach it."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode, urlsplit, urlunsplit

from ui.present.reached import reached

#: In the address: which kind of question, which gemeenten, the code of a room, and that this screen leads it. ``SEAT``: the
#: random word of a phone, so that it keeps its place when the page is opened again.
KIND, SOME, ROOM, ROLE, SEAT = "soort", "gemeenten", "kamer", "rol", "stoel"
LEADS = "leiding"


def for_phones(url: str, code: str, allowed: Collection[str] = ()) -> str | None:
    """The address at which phones open this room; None when they cannot reach this server.

    ``url``: of this page in the browser of who leads it; ``allowed``: as of :func:`ui.present.reached.reached`.
    """
    return reached(urlunsplit(urlsplit(url)._replace(query=urlencode({ROOM: code}))), allowed)
