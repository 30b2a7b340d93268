"""The list of regions (data/regions.csv) when a new division comes: who is new, who is gone, who is another area now.

A row is never dropped: older figures speak of regions that are gone.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from geo.region_list import COLUMNS, SEPARATOR, SPELLINGS, buurt_names, without_number
from monitor.observations import LEVELS
from monitor.province import PROVINCE
from monitor.regions import Level, wijk_of


def read(file: Path) -> pd.DataFrame:
    """Return the list, all text. Errors: FileNotFoundError."""
    return pd.read_csv(file, dtype=str, keep_default_na=False)[COLUMNS]


def written(regions: pd.DataFrame) -> bytes:
    """Return the list as the bytes of its file, in the order of the file."""
    ordered = regions.assign(rank=regions["level"].map(list(LEVELS).index)).sort_values(
        ["rank", "code"], kind="stable"
    )
    stream = io.StringIO()
    ordered[COLUMNS].to_csv(stream, index=False, lineterminator="\n")
    return stream.getvalue().encode("utf-8")


def names_in(regions: pd.DataFrame, year: int) -> dict[str, str]:
    """Return the name of every code as it is in the division of a year."""
    names: dict[str, str] = {}
    closed: set[str] = set()
    for code, name, last in zip(regions["code"], regions["name"], regions["last_year"], strict=True):
        if code not in names or code in closed:
            names[code] = name
            closed.discard(code)
            if last and int(last) < year:
                closed.add(code)
    return names


def with_gemeenten(
    regions: pd.DataFrame,
    names: Mapping[str, str],
    provinces: Mapping[str, str],
    year: int,
    drawn: int | None,
) -> pd.DataFrame:
    """Return the list with the gemeenten of ``year``: new ones added, gone ones ended at ``drawn``, the division before.

    A year before ``drawn`` only adds what is not known at all.
    """
    return _updated(regions, "gemeente", names, provinces, year, drawn, frozenset())


def with_parts(
    regions: pd.DataFrame, level: Level, names: Mapping[str, str], year: int, drawn: int | None,
    other_area: Collection[str],
) -> pd.DataFrame:  # fmt: skip
    """The same for the wijken or the buurten of the province; ``other_area`` are codes that stand for another area than in
    ``drawn``, or where nothing was drawn than in the newest division of the list."""
    called = _wijk_names(names) if level == "wijk" else buurt_names(names, names_in(regions, year))
    newest = max(regions.loc[regions["level"] == level, "first_year"], default="")
    known = drawn or int(newest or 0) or None
    provinces = dict.fromkeys(names, PROVINCE)
    return _updated(regions, level, called, provinces, year, known, other_area, published=names)


def before_their_wijk(regions: pd.DataFrame) -> set[str]:
    """The buurten that are older in the list than the wijk of their code: in a wijk that is another area since, so are they."""
    still = regions[regions["last_year"] == ""]
    first = dict(zip(still["code"], still["first_year"], strict=True))
    buurten = still.loc[still["level"] == "buurt", "code"]
    return {code for code in buurten if first[code] < first.get(wijk_of(code), "")}


def _wijk_names(published: Mapping[str, str]) -> dict[str, str]:
    """Without their numbers, unless two in a gemeente would then be called the same."""
    bare = Counter((code[2:6], without_number(name)) for code, name in published.items())
    return {
        code: without_number(name) if bare[code[2:6], without_number(name)] == 1 else name
        for code, name in published.items()
    }


def _updated(
    regions: pd.DataFrame, level: str, names: Mapping[str, str], provinces: Mapping[str, str], year: int,
    drawn: int | None, other_area: Collection[str], published: Mapping[str, str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    regions = regions.copy()
    forward = drawn is None or year >= drawn
    of_level = regions["level"] == level
    # Of wijken and buurten those of one province are given.
    given = of_level & ((level == "gemeente") | regions["province"].isin(set(provinces.values())))
    still = given & (regions["last_year"] == "")
    if forward:
        ended = still & (~regions["code"].isin(names) | regions["code"].isin(other_area))
        regions.loc[ended, "last_year"] = str(drawn or year - 1)
        still &= ~ended
        regions.loc[still, "province"] = regions.loc[still, "code"].map(provinces)
        if level == "gemeente":
            for code in regions.loc[still, "code"]:
                _rename(regions, still & (regions["code"] == code), names[code])
    known = set(regions.loc[still if forward else of_level, "code"])
    added = []
    for code in sorted(set(names) - known):
        spellings = dict.fromkeys(
            ((published or names)[code], without_number(names[code]), *SPELLINGS.get(code, ()))
        )
        spellings.pop(names[code], None)
        first = str(year)
        last = "" if forward else str(year)
        added.append(
            dict(zip(COLUMNS, [code, names[code], level, provinces[code], first, last, SEPARATOR.join(spellings)],
                     strict=True))
        )  # fmt: skip
    return pd.concat([regions, pd.DataFrame(added, columns=COLUMNS)], ignore_index=True)


def _rename(regions: pd.DataFrame, place: pd.Series, name: str) -> None:
    """Give the region of one row another name; the old one stays a spelling."""
    before, aliases = (str(regions.loc[place, column].iloc[0]) for column in ("name", "aliases"))
    if before != name:
        spellings = dict.fromkeys([before, *filter(None, aliases.split(SEPARATOR))])
        spellings.pop(name, None)
        regions.loc[place, "name"] = name
        regions.loc[place, "aliases"] = SEPARATOR.join(spellings)
