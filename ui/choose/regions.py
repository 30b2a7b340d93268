"""Regions as the reader chooses them: a short name in the URL, the full name on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.division import kept
from monitor.dutch import listing
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.regions import name, slug_of

PROVINCE, NEDERLAND = PROVINCE, NEDERLAND

#: In the URL: no gemeente pinned.
NONE = "geen"


@kept(maxsize=1)
def gemeente_slugs() -> dict[str, str]:
    """URL name -> code of the 12 gemeenten of Drenthe, in alphabetical order."""
    return {slug_of(code): code for code in GEMEENTEN}


def called(codes: Iterable[str]) -> list[str]:
    """The names of regions; the 12 gemeenten together are f"alle {len(GEMEENTEN)} gemeenten"."""
    each_once = list(dict.fromkeys(codes))
    if set(GEMEENTEN) <= set(each_once):
        return [
            *(name(code) for code in each_once if code not in GEMEENTEN),
            f"alle {len(GEMEENTEN)} gemeenten",
        ]
    return [name(code) for code in each_once]


def listed(codes: Iterable[str]) -> str:
    """Regions in one phrase: "Drenthe, Assen en Emmen"."""
    return listing(called(codes))
