"""What Typst can set on paper: texts that the letter can write, and an address as a square."""

from __future__ import annotations

import io
import logging
import re
from functools import cache

import segno
import typst

from ui import colours
from ui.parts.pictures import FONT

log = logging.getLogger(__name__)

#: All that the letter can write (WGL4 and a bit): a file to keep may not have a sign without a shape.
_UNKNOWN = re.compile(
    "[^\n\x20-\x7e\u00a0-\u017f\u0192\u0218-\u021b\u02c6-\u02dd\u0370-\u03ff\u0400-\u045f"
    "\u2010-\u2026\u2030-\u203a\u20ac\u2122\u2190-\u2195\u2212\u2248\u2260-\u2265\u25a0-\u25ca]"
)


@cache
def look_for_the_letter() -> None:
    """Say in the log, once, that the letter is not there."""
    if FONT not in typst.Fonts().families():
        log.warning("%s is not installed (fonts-liberation): reports get another letter", FONT)


def written(text: str) -> str:
    """A text with an open square for each sign that the letter does not have, and no amount apart from its euro sign."""
    return _UNKNOWN.sub("□", text).replace("€ ", "€\u00a0")


def qr(address: str) -> str:
    """The address as SVG, dark on white."""
    made = io.BytesIO()
    segno.make(address, error="m").save(made, kind="svg", border=0, dark=colours.TEXT, xmldecl=False)
    return made.getvalue().decode()
