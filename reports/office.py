"""What the files for Office have in common: how a number is written in a cell, which text is safe, and the same bytes twice."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from monitor.province import SITE
from monitor.units import UNITS, Unit

#: Where Word, PowerPoint and Excel look for a language.
LANGUAGE = "nl-NL"
AUTHOR = SITE

#: The oldest time that a zip can say.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
#: What XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    """A text without the characters that no file for Office can hold."""
    return _CONTROL.sub("", text)


def safe(text: str) -> str:
    """A text for a cell that no spreadsheet takes for a formula, also not after it was saved as CSV. Numbers are no texts."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def value_format(unit: Unit, decimals: int) -> str:
    """How a cell shows a value as the screen does: 15,1% or € 36.200; always a Dutch comma and point where the program can."""
    facts = UNITS[unit]
    body = f"{_quoted(facts.before)}{_digits(decimals)}{_quoted(facts.after)}"
    return f"[$-413]{body};[$-413]{_quoted('−')}{body}"


def difference_format(unit: Unit, decimals: int) -> str:
    """How a cell shows a difference as the screen does: +1,2 procentpunt or − € 1.200."""
    facts = UNITS[unit]
    body = f"{_quoted(facts.before)}{_digits(decimals)}{_quoted(facts.after_difference)}"
    space = " " if facts.before else ""
    return f"[$-413]{_quoted('+' + space)}{body};[$-413]{_quoted('−' + space)}{body};[$-413]{body}"


def _digits(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def fixed(content: bytes, edition: date) -> bytes:
    """The same file for the same report: the date of its edition in the place of the time at which it was made.

    Also of the workbooks in it that hold the figures of charts.
    """
    stamp = f"{edition.isoformat()}T00:00:00Z".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", part)
            elif name.endswith(".xlsx"):
                part = fixed(part, edition)
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return made.getvalue()
