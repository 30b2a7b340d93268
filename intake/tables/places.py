"""Which region one cell means: a code or a name as people type it, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from intake.tables.cells import plain, text
from monitor.did_you_mean import did_you_mean
from monitor.division import kept
from monitor.observations import WITHIN
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.region_names import candidates, code_of
from monitor.regions import Region, regions

_CODE = re.compile(r"^(NL|PV|GM|WK|BU|GG|CR|LD|CG|COROP|RES|VR)\s?(\d+[A-Z]?\d*)$", re.IGNORECASE)
_TOTAL = re.compile(
    r"^(eind|sub)?(totaal|total|som|gemiddelde?|gem\.?|mediaan)\b|\b(totaal|gemiddelde?)$", re.IGNORECASE
)
#: Kinds of regions that StatLine marks behind the name, and that the monitor has no place for.
_NOT_SHOWN = re.compile(r"\((GG|CR|LD|CP|SG|AM|RES|VR)\)$|^GGD\b", re.IGNORECASE)
#: A mark of a footnote: "Westerveld*", "Emmen 1)".
_MARK = re.compile(r"(\s*[*¹²³]+|\s*\d\))$")
_OTHER = ("BU", "GG", "CR", "LD", "CG", "RES", "VR", "COROP", "WK")


@dataclass(frozen=True)
class Place:
    """A cell as a region: a code, or a problem; ``aside`` for a region that exists and that the monitor does not show."""

    code: str | None = None
    problem: str | None = None
    aside: bool = False


@kept(maxsize=1)
def _codes() -> dict[str, Region]:
    return {region.code: region for region in regions()}


def name_of(code: str) -> str:
    """Return the region's name, the code itself where the register does not know it."""
    return _codes()[code].name if code in _codes() else code


def looks_like_code(cell: object) -> bool:
    """True for a cell with the form of a region's code, of whatever kind of region."""
    return bool(_CODE.match(text(cell)))


def looks_like_region(cell: object) -> bool:
    """True for a cell that is a code or a known name in any year; to find the columns with regions."""
    words = _MARK.sub("", text(cell))
    return bool(words) and (bool(_CODE.match(words)) or bool(candidates(words)))


def place(cell: object, year: int, *, level: str | None = None, advise: bool = True) -> Place:
    """Resolve a code ("GM0114") or a name ("Emmen") for a figure of that year.

    ``level``: what a name of two levels is in this column ("Groningen"); without it such a name is a problem.
    ``advise``: look up what an unknown one was perhaps meant to be, which takes time.
    """
    words = _MARK.sub("", text(cell))
    if not words:
        return Place(problem="het gebied ontbreekt")
    if match := _CODE.match(words):
        return of_code(match[1].upper() + match[2].upper(), year, advise=advise)
    regions_of_name = candidates(words, level)
    if not regions_of_name and _TOTAL.search(words):
        return Place(
            problem=f"'{_short(words)}' is een totaalrij; schrijf 'Drenthe' of 'Nederland' als het het cijfer van de uitgever is",
        )
    if not regions_of_name and _NOT_SHOWN.search(words):
        return Place(problem=f"'{_short(words)}' is een gebied dat de monitor niet toont", aside=True)
    if (code := code_of(words, year, level)) is not None:
        return of_code(code, year)
    still_there = {region.code for region in regions_of_name if not region.gone_in(year)}
    if len(still_there) > 1:
        meant = " of ".join(f"{code} ({_codes()[code].level})" for code in sorted(still_there))
        return Place(problem=f"'{words}' kan meer dan één gebied zijn; schrijf {meant}")
    if regions_of_name:
        return of_code(regions_of_name[0].code, year)
    if not advise:
        return Place(problem=f"'{_short(words)}' is geen bekend gebied")
    # Of names that are as near, the one in Drenthe is meant: Assen before Asten.
    near = nearest(words, (name_of(code) for code in (*GEMEENTEN, PROVINCE, NEDERLAND)))
    near = near or nearest(words, (region.name for region in regions() if region.level not in WITHIN))
    return Place(problem=f"'{_short(words)}' is geen bekend gebied.{near}")


def of_code(code: str, year: int, *, advise: bool = True) -> Place:
    """Resolve a code of CBS for a figure of that year; ``advise`` as of :func:`place`."""
    if code == "NL01":
        return Place(NEDERLAND)
    if code == "GG0706":
        return Place(PROVINCE)
    region = _codes().get(code)
    if region is None:
        if code.startswith(_OTHER):
            return Place(problem=f"'{_short(code)}' is een gebied dat de monitor niet toont", aside=True)
        near = nearest(code, _codes()) if advise else ""
        return Place(problem=f"'{_short(code)}' is geen bekende gebiedscode.{near}")
    if region.gone_in(year):
        return Place(
            problem=f"{region.name} ({code}) bestond in {year} niet meer; de monitor kent dit gebied tot en met {region.last_year}"
        )
    return Place(code)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return " Bedoelt u ...?" with the known spellings nearest to a word, or nothing."""
    if len(word) > 80:
        return ""
    by_plain = {plain(name): name for name in known}
    near = did_you_mean(plain(word), by_plain, 2, 0.65)
    return f" Bedoelt u {' of '.join(by_plain[name] for name in near)}?" if near else ""


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}..."
