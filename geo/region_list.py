"""Which regions there are, and how they are spelled: builds data/regions.csv from the sources.

``first_year`` and ``last_year`` are the first and last division in which the region occurs among the
divisions the sources hold (2012, 2017-2020, 2022-2024 for gemeenten; 2020, 2022, 2024 for wijken; 2020 and 2024 for
buurten), not the legal dates. A region that still exists has no ``last_year``. ``province`` is empty for gemeenten that were
gone before 2022: no source here says where they lay.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo import sources as raw
from geo.boundaries import RD
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import wijk_of

COLUMNS = ["code", "name", "level", "province", "first_year", "last_year", "aliases"]
#: Between aliases in the file; no name has it.
SEPARATOR = "|"

#: Spellings that no division uses, but StatLine, people or the province's own documents do.
SPELLINGS = {
    "GM0014": ("Groningen (gemeente)",),
    "GM0344": ("Utrecht (gemeente)",),
    "GM0518": ("'s-Gravenhage (gemeente)", "Den Haag"),
    "GM0796": ("Den Bosch",),
    "GM1730": ("Tynaarloo",),
    "GM1731": ("Midden Drenthe", "MiddenDrenthe", "Midden- Drenthe"),
    "GM1680": ("AA en Hunze",),
    "PV21": ("Friesland",),
    "WK011852": ("Wijk 52 Fluitenberg",),
}


def build(sources: Path) -> pd.DataFrame:
    """The list of regions.

    Columns: ``code, name, level, province, first_year, last_year, aliases``, all text; one row per code,
    but a code of a wijk or buurt that was given to another area later has a row for each (key: code, first_year).
    """
    rows = [_row("NL00", "Nederland", "land", "", None, None)]
    rows += [
        _row(code, name, "provincie", code, None, None, (f"{name} (PV)", f"Provincie {name}"))
        for code, name in sorted(_provinces(sources).items())
    ]
    rows += _gemeenten(sources)
    wijken = _wijken(sources)
    rows += wijken
    rows += _buurten(sources, wijken)
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(
    code: str, name: str, level: str, province: str, first: int | None, last: int | None,
    aliases: tuple[str, ...] = (),
) -> dict[str, str]:  # fmt: skip
    spellings = dict.fromkeys(a for a in (*aliases, *SPELLINGS.get(code, ())) if a != name)
    return {
        "code": code,
        "name": name,
        "level": level,
        "province": province,
        "first_year": str(first or ""),
        "last_year": str(last or ""),
        "aliases": SEPARATOR.join(spellings),
    }


def _provinces(sources: Path) -> dict[str, str]:
    return {
        feature["properties"]["identificatie"]: feature["properties"]["naam"]
        for feature in raw.geojson(sources / raw.PROVINCIES)
    }


def province_of_gemeenten(sources: Path) -> dict[str, str]:
    """Province code per gemeente of 2024 and 2022.

    2024: the Kadaster province that holds a point inside the gemeente; 2022: as CBS's table of 2022 names it.
    Errors: ``ValueError`` when the two disagree, or a gemeente of 2024 lies in no province.
    """
    names = {_plain(name): code for code, name in _provinces(sources).items()}
    table = raw.r_table(sources / raw.GEMEENTEN_2022_RDA)
    result = {str(row.code): names[_plain(str(row.province))] for row in table.itertuples()}

    provinces = gpd.read_file(sources / raw.PROVINCIES).set_crs(RD, allow_override=True)
    gemeenten = gpd.read_file(sources / raw.GEMEENTEN_2024)
    points = gemeenten.set_geometry(gemeenten.representative_point()).to_crs(RD)
    placed = points.sjoin(provinces[["identificatie", "geometry"]], how="left", predicate="covered_by")
    for code, place in zip(placed["statcode"], placed["identificatie"], strict=True):
        province = None if pd.isna(place) else str(place)
        if province is None or result.get(code, province) != province:
            raise ValueError(f"{code}: province {province} by place, {result.get(code)} by CBS's table")
        result[code] = province
    return result


def _gemeenten(sources: Path) -> list[dict[str, str]]:
    divisions: dict[int, dict[str, str]] = {
        year: raw.kwb_gemeenten(sources / raw.KWB.format(year=year)) for year in raw.KWB_YEARS
    }
    divisions[2020] = {
        code: name
        for code, name in raw.rivm_regions(sources / raw.RIVM_2020).items()
        if code.startswith("GM")
    }
    for year, path in ((2022, raw.GEMEENTEN_2022), (2024, raw.GEMEENTEN_2024)):
        features = raw.geojson(sources / path)
        divisions[year] = {f["properties"]["statcode"]: f["properties"]["statnaam"] for f in features}

    names: dict[str, dict[int, str]] = defaultdict(dict)
    for year in sorted(divisions):
        for code, name in divisions[year].items():
            names[code][year] = name
    provinces = province_of_gemeenten(sources)
    latest = max(divisions)
    rows = []
    for code, by_year in sorted(names.items()):
        name = by_year[max(by_year)]
        last = None if latest in by_year else max(by_year)
        # StatLine adds the letters of the province only where two gemeenten shared a name.
        rows.append(
            _row(code, name, "gemeente", provinces.get(code, ""), min(by_year), last, tuple(by_year.values()))
        )
    return rows


def _wijken(sources: Path) -> list[dict[str, str]]:
    """The wijken of the province in the divisions of 2020, 2022 and 2024."""
    gemeenten = {code[2:] for code in GEMEENTEN}
    of_2020 = {
        code for code in raw.rivm_regions(sources / raw.RIVM_2020) if code[2:6] in gemeenten
    }  # wijken (WK) and buurten (BU)
    of_2024 = raw.division_2024(sources, GEMEENTEN)
    table = raw.r_table(sources / raw.WIJKEN_2022)
    names_2022 = dict(zip(table["code"].astype(str), table["name"].astype(str), strict=True))
    of_2022 = {code: name for code, name in names_2022.items() if code[2:6] in gemeenten}
    gemeente_names = raw.rivm_regions(sources / raw.RIVM_2020)
    other_area = other_area_since(of_2020, set(of_2022), set(of_2024))
    bare = Counter((code[2:6], without_number(name)) for code, name in of_2022.items())

    rows = []
    wijken_2020 = {code for code in of_2020 if code.startswith("WK")}
    for code in sorted(wijken_2020 | set(of_2022)):
        if code in wijken_2020 and (code in other_area or code not in of_2022):
            # The table of 2020 names the gemeente only: the number is all we know of this wijk.
            name = f"Wijk {code[-2:]} {gemeente_names['GM' + code[2:6]]} (indeling 2020)"
            rows.append(_row(code, name, "wijk", PROVINCE, 2020, 2020))
        if code in of_2022:
            first = 2020 if code in wijken_2020 and code not in other_area else 2022
            name, aliases = _wijk_name(of_2022[code], of_2024.get(code))
            if bare[code[2:6], without_number(of_2022[code])] > 1:
                name = of_2022[code]  # two wijken called Roden: keep their numbers
            rows.append(_row(code, name, "wijk", PROVINCE, first, None, aliases))
    return rows


def _buurten(sources: Path, wijken: list[dict[str, str]]) -> list[dict[str, str]]:
    """The buurten of the province in the divisions of 2020 and 2024; ``wijken``: the rows of :func:`_wijken`.

    In a gemeente that drew all its wijken anew a buurt is another area too, also under the same code. Of a gemeente without a
    file of 2024 the buurten of 2020 are the newest, and they have no names.
    """
    gemeente_names = raw.rivm_regions(sources / raw.RIVM_2020)
    of_2020 = {code for code in gemeente_names if code[:2] == "BU" and "GM" + code[2:6] in GEMEENTEN}
    of_2024 = {c: name for c, name in raw.division_2024(sources, GEMEENTEN).items() if c.startswith("BU")}
    anew = {row["code"][2:6] for row in wijken if row["last_year"]}
    names = buurt_names(of_2024, {row["code"]: row["name"] for row in wijken if not row["last_year"]})

    newer = {code[2:6] for code in of_2024}
    rows = []
    for code in sorted(of_2020 | set(of_2024)):
        goes_on = code[2:6] not in anew and (code in of_2024 or code[2:6] not in newer)
        # The table of 2020 names the gemeente only: the number is all we know of this buurt.
        numbered = f"Buurt {code[6:8]} {code[8:]} {gemeente_names.get('GM' + code[2:6], '')}"
        if code in of_2020 and not goes_on:
            rows.append(_row(code, f"{numbered} (indeling 2020)", "buurt", PROVINCE, 2020, 2020))
        elif code not in of_2024:
            rows.append(_row(code, numbered, "buurt", PROVINCE, 2020, None))
        if code in of_2024:
            first = 2020 if code in of_2020 and goes_on else 2024
            rows.append(_row(code, names[code], "buurt", PROVINCE, first, None))
    return rows


def buurt_names(published: Mapping[str, str], wijken: Mapping[str, str]) -> dict[str, str]:
    """What buurten are called, by code: one whose name occurs twice in its gemeente is named with its wijk.

    ``published``: every buurt of a division; ``wijken``: the names of its wijken.
    """
    often = Counter((code[2:6], name) for code, name in published.items())
    return {
        code: name if often[code[2:6], name] == 1 else f"{name} ({wijken.get(wijk_of(code), wijk_of(code))})"
        for code, name in published.items()
    }


def other_area_since(codes_2020: set[str], wijken_2022: set[str], codes_2024: set[str]) -> set[str]:
    """Wijk codes that in 2022 stand for another area than in 2020.

    A gemeente that drew all its wijken anew gives old numbers to new areas; a figure of 2020 must not land on
    them. Shown by: other codes in the same gemeente came and went, and the buurten under the code changed.
    (A buurt more or less in a gemeente that kept its wijken is only a split within the wijk.)
    """
    wijken_2020 = {code for code in codes_2020 if code.startswith("WK")}
    renumbered = {c[2:6] for c in wijken_2020 - wijken_2022} & {c[2:6] for c in wijken_2022 - wijken_2020}

    def buurten(codes: set[str], wijk: str) -> set[str]:
        return {code for code in codes if code.startswith("BU" + wijk[2:])}

    return {
        wijk
        for wijk in wijken_2020 & wijken_2022
        if wijk[2:6] in renumbered and buurten(codes_2020, wijk) != buurten(codes_2024, wijk)
    }


def _wijk_name(of_2022: str, of_2024: str | None) -> tuple[str, tuple[str, ...]]:
    """Name without its number ("Wijk 00 Annen" -> "Annen"), and the other spellings."""
    published = [of_2022] + ([of_2024] if of_2024 else [])
    bare = [without_number(name) for name in published]
    # The file of 2022 lost its accents; that of 2024 shortens long names.
    name = bare[-1] if _plain(bare[-1]) == _plain(bare[0]) else bare[0]
    return name, (*published, *bare)


def without_number(name: str) -> str:
    # "Wijke 52 Fluitenberg" is a slip of the pen of the division itself.
    return re.sub(r"^Wijke? \d\d\s+", "", name)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
