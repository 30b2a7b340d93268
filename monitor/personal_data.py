"""What in a text looks like data of a person: the monitor tells of figures and projects, never of people."""

from __future__ import annotations

import re

_PERSONAL = (
    ("een e-mailadres", re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")),
    ("een IBAN", re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?(?:\d ?){10}")),
    ("een telefoonnummer", re.compile(r"(?<![\w€])(?:\+31|0031|0)(?:[ .()-]*\d){9,10}(?!\d)")),
    ("een adres", re.compile(r"\b[1-9]\d{3} ?[A-Z]{2} \d+\b|\b[A-Z]\w+(?:straat|laan|weg|plein) \d+\b")),
    (
        "de naam van een persoon",
        re.compile(r"\b(?:[Mm]evr(?:ouw|\.)|[Mm]eneer|[Dd]e heer|[Dd]hr\.) +[A-Z]\w+"),
    ),
)
_NINE_DIGITS = re.compile(r"(?<![\d€.,])(?<!€ )\d(?:[ .]?\d){8}(?![\d.,]*\d)")


def personal(text: str) -> str | None:
    """What in this text looks like data of a person ("een e-mailadres"), None for nothing.

    Nine digits count as a burgerservicenummer when they pass its check (the "elfproef").
    """
    for what, form in _PERSONAL:
        if form.search(text):
            return what
    for nine in _NINE_DIGITS.findall(text):
        digits = [int(d) for d in nine if d.isdigit()]
        if sum(w * d for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)) % 11 == 0:
            return "een burgerservicenummer"
    return None
