"""Text from outside as it stands: what an address, a file or a publisher says is never Markdown.

Streamlit reads every text that it shows as Markdown, with links, headings, pictures, formulas, colours and emoji. Whoever
can put words into an address could put a heading and a link of his own on a page of the province.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

#: A reader need not see more of what an address says to know it again.
LONGEST = 60

#: What opens something in Markdown, wherever it stands.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&])")
#: What opens something at the beginning of a line: a list, a line under a heading.
_AT_START = re.compile(r"^([-+=](?=[-+=\s]|$)|\d+(?=[.)]))")
_SPACE = re.compile(r"[^\S\u00a0]+")
#: Joins without a space and is not seen. Streamlit makes links of bare addresses, and emoji and icons of words between
#: colons, after Markdown's own escapes are gone: those words are broken here.
_JOINER = "\u2060"
_BARE = re.compile(r"([:@](?=\S)|www(?=\.))", re.IGNORECASE)
#: Streamlit makes one sign of these when they stand alone.
_ARROW = re.compile(r"(?<!\S)(<->|->|<-|--|>=|<=|~=)(?!\S)")


@lru_cache(maxsize=8192)
def literal(text: str) -> str:
    """The text for ``st.markdown`` and its likes, to be read exactly as it stands, on one line.

    Control characters and those that turn the direction of reading are left out.
    """
    escaped = _SPACE.sub(" ", "".join(filter(_visible, text))).strip()
    escaped = _ARROW.sub(lambda match: _JOINER.join(match[0]), escaped)
    escaped = _BARE.sub(rf"\1{_JOINER}", escaped)
    escaped = _SPECIAL.sub(r"\\\1", escaped)
    return _AT_START.sub(lambda match: f"\\{match[0]}" if match[0] in "-+=" else f"{match[0]}\\", escaped)


def in_html(text: str) -> str:
    """The text for ``st.html``, to be read exactly as it stands; without the characters that :func:`literal` leaves out."""
    return html.escape(_SPACE.sub(" ", "".join(filter(_visible, text))).strip())


def lines(*texts: str) -> str:
    """The texts that are there, each :func:`literal` and on a line of its own."""
    return "  \n".join(literal(text) for text in texts if text)


def quoted(text: str) -> str:
    """What an address says, between quotes and no longer than need be, for ``st.markdown`` and its likes."""
    return f"“{literal(text[:LONGEST])}”"


def words(markdown: str) -> str:
    """What a reader reads of a text of ours with bold parts and with :func:`literal` ones."""
    return re.sub(r"\\([\W_])", r"\1", re.sub(r"(?<!\\)\*\*", "", markdown)).replace(_JOINER, "")


def _visible(character: str) -> bool:
    # An unassigned character may get a meaning later. White space becomes a space.
    return character.isspace() or unicodedata.category(character)[0] != "C"
