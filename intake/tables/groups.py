"""Who a figure is about: the groups of the catalogue in the many words that tables have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from intake.everybody import is_everybody
from intake.tables.cells import plain, text

#: The codes that RIVM and CBS give to age groups.
AGES = {"20300": "18+", "53115": "18-64", "80200": "65+"}
_FROM = re.compile(r"(\d+)\s*(?:\+|jaar (?:of|en) ouder|\s?-?\s?plus(?:sers)?|jaar e\.o\.)(?: jaar)?")
_TO = re.compile(r"(\d+)\s*(?:-|–|t/m|tot en met)\s*(\d+)(?: jaar| jarigen|-jarigen)?")
_UNTIL = re.compile(r"(\d+) tot (\d+)(?: jaar)?")
_UNDER = re.compile(r"(?:jonger dan|onder(?: de)?|tot) (\d+)(?: jaar)?")
#: What tables and the monitor's own downloads write for a group that has another name in the catalogue.
_ALSO = {
    "alle inwoners": "personen",
    "inwoners": "personen",
    "particuliere huishoudens": "huishoudens",
    "jongeren tot 23 jaar": "0-22",
    "scholieren in klas 2 en 4": "klas 2 en 4",
}


def group_of(words: object, allowed: Iterable[str]) -> str | None:
    """Return the catalogue's name of a group ("18 jaar of ouder" is 18+), "" for everybody, None if unknown."""
    bare = text(words)
    known = {plain(name): name for name in allowed}
    # "18+" and "18" differ only in punctuation: compare the text itself first.
    if bare in known.values():
        return bare
    low = bare.casefold()
    also = _ALSO.get(low)
    if also in known.values():
        return also
    if low in ("", "-") or is_everybody(bare):
        return ""
    if bare in AGES:
        return AGES[bare]
    form = None
    if match := _FROM.fullmatch(low):
        form = f"{match[1]}+"
    elif match := _TO.fullmatch(low):
        form = f"{match[1]}-{match[2]}"
    elif match := _UNTIL.fullmatch(low):
        form = f"{match[1]}-{int(match[2]) - 1}"
    elif match := _UNDER.fullmatch(low):
        form = f"0-{int(match[1]) - 1}"
    if form is not None:
        return form if form in known.values() else None
    full_name = known.get(plain(low))
    # Of "18+" nothing but the number is left: that is an age and no group.
    return full_name if full_name is None or not plain(full_name).isdigit() else None
