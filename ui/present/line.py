"""A line of views (verhaallijn): which views, in which order, with a title, a question and notes of the facilitator's own.

It lives in the address, short enough for a link. What is kept is that link.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

#: In the address: which screen is shown (1 is the first). The line itself is :data:`ui.choose.url.LINE`.
NUMBER = "beeld"
#: A line is a talk of an hour, and an address that every browser and proxy takes.
MOST_VIEWS, LONGEST_TEXT, LONGEST = 40, 600, 12_000

_IN_TEXT = re.compile(r"[?&](?:amp;)?lijn=([\w-]+)")
_ALONE = re.compile(r"[\w-]{16,}")


class LineError(ValueError):
    """Not a line. The text is Dutch: what is wrong and what to do."""


@dataclass(frozen=True)
class View:
    """``page``: a name of :mod:`ui.choose.site`; ``query``: its choices; the other texts are the facilitator's, "" for none."""

    page: str
    query: dict[str, str] = field(default_factory=dict)
    title: str = ""
    question: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Line:
    """Views in the order in which they are shown; ``title`` of the whole."""

    title: str = ""
    views: tuple[View, ...] = ()

    def with_view(self, view: View) -> Line:
        """The line with one more at its end. Errors: LineError when it is full."""
        if len(self.views) >= MOST_VIEWS:
            raise LineError(
                f"Deze verhaallijn is vol: er passen {MOST_VIEWS} beelden in. Haal er eerst een weg."
            )
        return replace(self, views=(*self.views, view))

    def changed(self, at: int, **texts: Any) -> Line:
        """The line with other texts (``title``, ``question``, ``notes``) at one of its views."""
        views = list(self.views)
        views[at] = replace(views[at], **{name: text.strip()[:LONGEST_TEXT] for name, text in texts.items()})
        return replace(self, views=tuple(views))


def to_address(line: Line) -> str:
    """The line as one value of an address; "" for an empty one. The same line always gives the same text."""
    if not line.views and not line.title:
        return ""
    short = [line.title, *([v.page, urlencode(v.query), v.title, v.question, v.notes] for v in line.views)]
    packed = zlib.compress(json.dumps(short, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def from_address(text: str) -> Line:
    """The line of an address. Errors: LineError for what is none: cut off, changed or far too long."""
    if not text:
        return Line()
    if len(text) > LONGEST:
        raise LineError("Deze verhaallijn is te lang voor een adres. Open het bestand waarin u hem bewaarde.")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        raw = unpacking.decompress(packed, 50 * LONGEST)
        if not unpacking.eof:
            raise ValueError("not whole, or too much of it")
        title, *views = json.loads(raw)
        if not isinstance(title, str) or len(views) > MOST_VIEWS:
            raise ValueError("no line")
        return Line(
            title[:LONGEST_TEXT], tuple(_view(parts, number) for number, parts in enumerate(views, 1))
        )
    except (binascii.Error, zlib.error, ValueError, TypeError, RecursionError) as fault:
        if isinstance(fault, LineError):
            raise
        raise LineError(
            "De verhaallijn in dit adres is niet heel: misschien is de link afgebroken. Vraag de link opnieuw, of open het "
            "bestand waarin de lijn bewaard is."
        ) from fault


def from_text(text: str) -> Line:
    """The line of whatever a person pasted: a link, the file with the link in it, or the value itself. Errors: LineError."""
    link = _IN_TEXT.search(text)
    alone = text.strip()
    if link is None and not _ALONE.fullmatch(alone):
        raise LineError(
            "Hierin staat geen verhaallijn. Plak de hele link die u bewaarde; daar staat “lijn=” in."
        )
    return from_address(link[1] if link else alone)


def to_file(line: Line, address: str) -> bytes:
    """The line as a small file: its link, and for who opens it what it is. ``address``: of its page, with the line."""
    shown = [
        {"pagina": v.page, "titel": v.title, "vraag": v.question, "notities": v.notes} for v in line.views
    ]
    content = {"verhaallijn": line.title, "beelden": shown, "adres": address}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def from_file(content: bytes) -> Line:
    """The line of a file that was saved here: the small one, or the one that plays. Errors: LineError."""
    text = content.decode(errors="replace")
    # The last one: before it stand texts of the facilitator, in which there may be other links.
    links = list(_IN_TEXT.finditer(text))
    if not links:
        raise LineError(
            "In dit bestand staat geen verhaallijn. Kies het bestand dat u met “Bewaar de lijn” of “Bewaar als bestand” hebt "
            "bewaard, of plak de link. Uw lijn op deze pagina is niet veranderd."
        )
    try:
        return from_address(links[-1][1])
    except LineError as fault:
        raise LineError(
            "Dit bestand is niet heel: de verhaallijn erin is niet te lezen. Kies een andere kopie, of plak de link. Uw lijn op "
            "deze pagina is niet veranderd."
        ) from fault


def _view(parts: Any, number: int) -> View:
    """One view of texts and nothing else. Errors: LineError with its number."""
    if not isinstance(parts, list) or len(parts) != 5 or not all(isinstance(part, str) for part in parts):
        raise LineError(f"Beeld {number} van deze verhaallijn is niet te lezen. Vraag de link opnieuw.")
    page, query, title, question, notes = (part[:LONGEST_TEXT] for part in parts)
    return View(page, dict(parse_qsl(query)), title, question, notes)
