"""Which region a cell means: a code or a name as people type it, or why it is none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from loaders import region_names
from loaders.raw import DRENTHE
from loaders.region_names import Region, regions
from loaders.workbook.cells import plain, text

_CODE = re.compile(r"^(NL|PV|GM|WK|BU|GG|CR|LD|COROP|RES|VR)\s?(\d+[A-Z]?\d*)$", re.IGNORECASE)
_TOTAL = re.compile(
    r"^(eind|sub)?(totaal|total|som|gemiddelde?|gem\.?|mediaan)\b|\b(totaal|gemiddelde?)$", re.IGNORECASE
)
#: Kinds of regions that StatLine marks behind the name, and that the monitor has no place for.
_NOT_SHOWN = re.compile(r"\((GG|CR|LD|CP|SG|AM|RES|VR)\)$|^GGD\b", re.IGNORECASE)
#: Names of the GGD region with the same twelve gemeenten, and other ways to say land and province.
_ALSO = {"ggddrenthe": "PV22", "ggddrenthegg": "PV22", "drenthepv": "PV22", "nederlandtotaal": "NL00"}


@dataclass(frozen=True)
class Place:
    """A cell as a region: a code, or a problem; ``aside`` for a region that exists and that the monitor does not show."""

    code: str | None = None
    problem: str | None = None
    aside: bool = False


@lru_cache(maxsize=1)
def _codes() -> dict[str, Region]:
    return {region.code: region for region in regions()}


@lru_cache(maxsize=1)
def _names() -> dict[str, list[Region]]:
    found: dict[str, list[Region]] = {}
    for region in regions():
        if region.level != "wijk":
            for name in dict.fromkeys(plain(name) for name in region.names):
                found.setdefault(name, []).append(region)
    return found


def name_of(code: str) -> str:
    """Return the region's name, the code itself where the register does not know it."""
    return _codes()[code].name if code in _codes() else code


def looks_like_region(cell: object) -> bool:
    """True for a cell that is a known code or name in any year; to find the column with regions."""
    words = re.sub(r"(\s*[*¹²³]+|\s*\d\))$", "", text(cell))
    match = _CODE.match(words)
    return bool(match) or plain(words) in _names() or plain(words) in _ALSO


def place(cell: object, year: int, *, codes_only: bool = False) -> Place:
    """Resolve a code ("GM0114", 114 in a column of codes) or a name ("Emmen") for a figure of that year."""
    words = text(cell)
    # A mark of a footnote: "Westerveld*", "Emmen 1)".
    words = re.sub(r"(\s*[*¹²³]+|\s*\d\))$", "", words)
    if not words:
        return Place(problem="het gebied ontbreekt")
    if codes_only and re.fullmatch(r"\d{1,4}", words):
        words = f"GM{int(words):04d}"
    if match := _CODE.match(words):
        return _of_code(match[1].upper() + match[2].upper(), year)
    if plain(words) in _ALSO:
        return Place(_ALSO[plain(words)])
    if _TOTAL.search(words):
        return Place(
            problem=f"'{words}' is een totaalrij; schrijf 'Drenthe' of 'Nederland' als het het cijfer van de uitgever is",
        )
    if _NOT_SHOWN.search(words):
        return Place(problem=f"'{words}' is een gebied dat de monitor niet toont", aside=True)
    code = region_names.code_of(words, year)
    if code:
        return Place(code)
    bare = re.sub(r"^gemeente\s+|\s+\((gemeente|gm)\)$", "", words, flags=re.IGNORECASE)
    candidates = _names().get(plain(bare), [])
    now = [region for region in candidates if region.existed_in(year)]
    if now:
        return Place(min(now, key=lambda region: region.level != "gemeente").code)
    if candidates:
        region = candidates[0]
        return _of_code(region.code, year)
    # Of names that are as near, the one in Drenthe is meant: Assen before Asten.
    near = nearest(words, (name_of(code) for code in (*DRENTHE, "PV22", "NL00")))
    near = near or nearest(words, (region.name for region in regions() if region.level != "wijk"))
    return Place(problem=f"'{words}' is geen bekend gebied.{near}")


def _of_code(code: str, year: int) -> Place:
    if code == "NL01":
        return Place("NL00")
    if code == "GG0706":
        return Place("PV22")
    region = _codes().get(code)
    if region is None:
        if code[:2] in ("BU", "GG", "CR", "LD", "RES", "VR", "COROP") or code.startswith("WK"):
            return Place(problem=f"'{code}' is een gebied dat de monitor niet toont", aside=True)
        near = nearest(code, _codes())
        return Place(problem=f"'{code}' is geen bekende gebiedscode.{near}")
    if year > region.last_year:
        return Place(
            problem=f"{region.name} ({code}) bestond in {year} niet meer: de gemeente ging na {region.last_year} op in een andere"
        )
    return Place(code)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return " Bedoelt u ...?" with the known spellings nearest to a word, or nothing."""
    by_plain = {plain(name): name for name in known}
    found = difflib.get_close_matches(plain(word), list(by_plain), n=2, cutoff=0.65)
    return f" Bedoelt u {' of '.join(by_plain[name] for name in found)}?" if found else ""
