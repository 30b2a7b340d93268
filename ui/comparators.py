"""What the reader can compare with: a short name in the URL, a name on the screen, and what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import pandas as pd

from compare.comparator import Comparator
from compare.dutch import listing
from compare.figures import Figures
from geo.regions import DRENTHE_GEMEENTEN, groups, name, regions, slug_of
from loaders.store import snapshot_version
from ui.data import similar_gemeenten
from ui.regions import DRENTHE, NEDERLAND, called

#: In the URL: gemeenten that are like the reader's own; the same place at the measurement before, or in a year.
SIMILAR, EARLIER = "vergelijkbaar", "eerder"
#: Years in which much was measured: those of the Gezondheidsmonitor.
EARLIER_YEARS = (2012, 2016, 2020, 2022)

DEFAULT = "nederland"

#: For Streamlit's caches: a comparator is told by its code; its members follow from that and the snapshot.
BY_CODE: dict[str | type[Any], Callable[[Any], Any]] = {Comparator: lambda comparator: comparator.code}


@lru_cache(maxsize=1)
def _fixed() -> dict[str, Comparator]:
    """URL name -> comparator, of those that are the same for every reader; in the order of the list on the screen."""
    found = {
        "nederland": Comparator(NEDERLAND, "Nederland", "Nederland"),
        "drenthe": Comparator(DRENTHE, "Drenthe", "Drenthe"),
        EARLIER: Comparator(EARLIER, "de meting ervoor", "de meting ervoor", earlier=True),
    }
    for year in EARLIER_YEARS:
        found[f"{EARLIER}-{year}"] = Comparator(
            f"{EARLIER}-{year}", str(year), str(year), earlier=True, since=year
        )
    for code in DRENTHE_GEMEENTEN:
        found[slug_of(code)] = Comparator(code, name(code), name(code))
    for group in sorted(groups(), key=lambda group: group.last_year is not None):
        id = group.id.replace("_", "-")
        found[id] = Comparator(id, group.title, group.place, frozenset(group.members))
    provinces = [region for region in regions() if region.level == "provincie" and region.code != DRENTHE]
    for province in provinces:
        id = f"provincie-{slug_of(province.code)}"
        members = frozenset(
            r.code for r in regions() if r.level == "gemeente" and r.province == province.code
        )
        said = f"de provincie {province.name}"
        found[id] = Comparator(id, f"Provincie {province.name}", said, members)
    return found


@lru_cache(maxsize=1)
def _elsewhere() -> dict[str, str]:
    """URL name -> code of the gemeenten outside Drenthe that exist today: known in an address, not in the list."""
    return {
        slug_of(region.code): region.code
        for region in regions()
        if region.level == "gemeente" and region.last_year is None and region.code not in DRENTHE_GEMEENTEN
    }


def offered() -> list[str]:
    """The URL names of what the reader can choose, the most asked for first; sets of the past only by address."""
    past = {group.id.replace("_", "-") for group in groups() if group.last_year is not None}
    first, second, *rest = (slug for slug in _fixed() if slug not in past)
    return [first, second, SIMILAR, *rest]


def known(slug: str) -> bool:
    """Whether an address may name it."""
    return slug in _fixed() or slug == SIMILAR or slug in _elsewhere()


def label(slug: str) -> str:
    """What the reader chooses: "Nederland", "Vergelijkbare gemeenten", "Eerder: 2016"."""
    if slug == SIMILAR:
        return "vergelijkbare gemeenten"
    found = _fixed().get(slug)
    if found is None:
        return name(_elsewhere()[slug])
    return (
        f"zichzelf in {found.since}"
        if found.since
        else "zichzelf, een meting eerder"
        if found.earlier
        else found.name
    )


def comparator(slug: str, gemeente: str | None) -> Comparator | None:
    """What a URL name stands for, for a reader with this gemeente; None for what only a gemeente can have."""
    if slug == SIMILAR:
        return _similar(gemeente, snapshot_version()) if gemeente else None
    found = _fixed().get(slug)
    if found is None:
        code = _elsewhere()[slug]
        found = Comparator(code, name(code), name(code))
    return found


@lru_cache(maxsize=40)
def _similar(gemeente: str, version: str) -> Comparator:
    said = f"gemeenten als {name(gemeente)}"
    return Comparator(f"{SIMILAR}-{gemeente}", said, said, frozenset(similar_gemeenten(gemeente)))


def against(slug: str, region: str, gemeente: str | None) -> tuple[Comparator, str]:
    """What a region is held against, and what was done when that is not what the reader chose ("" otherwise)."""
    found, why = comparator(slug, gemeente), refused(slug, region, gemeente)
    if found is None or why:
        instead = _fixed()[DEFAULT]
        return instead, f"{why} U ziet nu de vergelijking met {instead.name}."
    return found, ""


def refused(slug: str, region: str, gemeente: str | None) -> str:
    """Why the reader's choice cannot be used for this region, whatever the figure; "" when it can."""
    found = comparator(slug, gemeente)
    if found is None:
        return "Vergelijkbare gemeenten zijn er pas als u een gemeente kiest."
    return f"{name(region)} met zichzelf vergelijken kan niet." if found.of_subject(region) else ""


def _named(code: str) -> str:
    if code in _fixed():
        return _fixed()[code].name
    if code.startswith(f"{SIMILAR}-"):
        return f"gemeenten als {name(code.removeprefix(f'{SIMILAR}-'))}"
    return name(code)


def name_of(code: str) -> str:
    """The name of a region or of what a comparator stands for, by its code, with a capital: for a chart or a table."""
    said = _named(code)
    return said[:1].upper() + said[1:]


def listed(codes: Iterable[str]) -> str:
    """:func:`ui.regions.listed` of regions and of sets of gemeenten."""
    found = list(dict.fromkeys(codes))
    sets = [code for code in found if code in _fixed() or code.startswith(f"{SIMILAR}-")]
    regions = called(code for code in found if code not in sets)
    return listing([*regions, *map(_named, sets)])


def rows(figures: Figures, found: Comparator) -> pd.DataFrame:
    """The figures of a set of gemeenten as observations with ``segment``, for a chart, a table or a file.

    Empty for a region, whose rows the series has already, and for an earlier year.
    """
    if not found.members:
        return figures.frame.iloc[:0]
    return figures.as_rows(found.points(figures), found.code)
