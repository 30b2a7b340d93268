"""Which code belongs to a region's published name: for files that give names instead of codes.

The names are those of data/regions.csv (columns code, name, level, first_year, last_year, aliases separated by ``|``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from loaders.catalogue import DATA
from loaders.division import kept


@dataclass(frozen=True)
class Region:
    code: str
    name: str
    level: str
    first_year: int
    last_year: int
    names: tuple[str, ...]

    def existed_in(self, year: int) -> bool:
        """True when the region was a region on 1 January of that year."""
        return self.first_year <= year <= self.last_year


@kept(maxsize=2)
def regions(file: Path = DATA / "regions.csv") -> tuple[Region, ...]:
    """Return every region of the register: land, provincies, gemeenten and Drenthe's wijken."""
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Region(
                code=row["code"],
                name=row["name"],
                level=row["level"],
                first_year=int(row["first_year"] or 0),
                last_year=int(row["last_year"] or 9999),
                names=(row["name"], *filter(None, (row.get("aliases") or "").split("|"))),
            )
            for row in csv.DictReader(lines)
        )


def gemeenten(year: int) -> frozenset[str]:
    """Return the codes of all gemeenten of Nederland on 1 January of that year."""
    return frozenset(r.code for r in regions() if r.level == "gemeente" and r.existed_in(year))


def _plain(name: str) -> str:
    return name.strip().casefold().replace("’", "'")


@kept(maxsize=1)
def _by_name() -> dict[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = {}
    for region in regions():
        # A wijk shares its name with its gemeente or with a wijk elsewhere: never resolved by name.
        if region.level == "wijk":
            continue
        for name in dict.fromkeys((*region.names, f"{region.name} (gemeente)")):
            if name.endswith("(gemeente)") and region.level != "gemeente":
                continue
            found.setdefault(_plain(name), []).append(region)
    return {name: tuple(candidates) for name, candidates in found.items()}


def code_of(name: str, year: int) -> str | None:
    """Return the code of the region that carried this name in that year, None where there is none.

    Where a province and a gemeente share a name, the bare name is the gemeente, as in StatLine's gemeente lists.
    """
    candidates = [r for r in _by_name().get(_plain(name), ()) if r.existed_in(year)]
    candidates.sort(key=lambda r: (r.level != "gemeente", r.code))
    return candidates[0].code if candidates else None
