"""Which raw files the geo build reads, and how: shapes and names as CBS, RIVM and Kadaster publish them."""

from __future__ import annotations

import json
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineWorkbook

GEMEENTEN_2024 = "boundaries/gemeenten_2024_cbs_gegeneraliseerd.geojson"
GEMEENTEN_2022 = "boundaries/gemeenten_2022_cbs_gegeneraliseerd.geojson"
PROVINCIES = "boundaries/provincies_kadaster_brk_rd.geojson"
WIJKEN_2022 = "boundaries/NLD_dist_wijken_2022.rda"
GEMEENTEN_2022_RDA = "boundaries/NLD_muni_2022.rda"
RIVM_2020 = "rivm-50090ned/raw/RIVM_gezondheid2020_18+.xlsx"
KWB_YEARS = (2012, 2017, 2018, 2019, 2023)
KWB = "cbs-kwb-pdok/gemeenten_{year}_properties.json"
#: Per gemeente of Drenthe: the names of its wijken and buurten in the division of 2024.
DIVISION_2024 = "rivm-50150ned-ervaren-gezondheid/{code}.json"

#: What each file is for, said to a person who runs the build without it.
NEEDED = {
    GEMEENTEN_2024: "grenzen van de 342 gemeenten in 2024 (CBS gebiedsindelingen, gegeneraliseerd, CRS84)",
    GEMEENTEN_2022: "namen van de 345 gemeenten in 2022 (CBS gebiedsindelingen)",
    PROVINCIES: "de 12 provincies (Kadaster, Bestuurlijke Gebieden, EPSG:28992)",
    WIJKEN_2022: "grenzen van de wijken in 2022 (CBS Wijk- en buurtkaart, als R-bestand)",
    GEMEENTEN_2022_RDA: "in welke provincie een gemeente in 2022 lag (CBS, als R-bestand)",
    RIVM_2020: "de gemeenten, wijken en buurten van de indeling 2020 (RIVM StatLine 50090NED)",
    KWB.format(year="<jaar>"): "gemeentenamen in 2012, 2017-2019 en 2023 (CBS Kerncijfers wijken en buurten)",
    DIVISION_2024.format(
        code="GM<code>"
    ): "namen van wijken en buurten van Drenthe in 2024 (CBS Kerncijfers wijken en buurten)",
}


class SourcesMissingError(Exception):
    """Raw files are not there; the message says in Dutch which, and what they are for."""


def check(sources: Path) -> None:
    """Raise ``SourcesMissingError`` if a raw file that the build needs is not under ``sources``."""
    missing = [
        f"  - {sources / path}\n    {why}" for path, why in NEEDED.items() if not _present(sources, path)
    ]
    if missing:
        raise SourcesMissingError(
            "De grenzen en de lijst met gebieden kunnen niet worden gemaakt. Deze bestanden ontbreken:\n"
            + "\n".join(missing)
            + "\nWijs met --sources naar de map waarin ze staan. De map data/ is niet veranderd."
        )


def _present(sources: Path, path: str) -> bool:
    if "<jaar>" in path:
        return all((sources / KWB.format(year=year)).is_file() for year in KWB_YEARS)
    if "<code>" in path:
        return any(sources.glob(DIVISION_2024.format(code="GM*")))
    return (sources / path).is_file()


def geojson(path: Path) -> list[dict[str, Any]]:
    """Features of a GeoJSON file, as published."""
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


@lru_cache(maxsize=4)
def r_table(path: Path) -> pd.DataFrame:
    """The one table in an R data file; geometry stays nested lists of x, y in metres (EPSG:28992)."""
    import rdata

    with warnings.catch_warnings():
        # R classes for units and geometry have no Python twin; the plain lists are what we want.
        warnings.simplefilter("ignore")
        tables = rdata.conversion.convert(rdata.parser.parse_file(path))
    table: pd.DataFrame = next(iter(tables.values()))
    return table.reset_index(drop=True)


@lru_cache(maxsize=2)
def rivm_regions(path: Path) -> dict[str, str]:
    """Codes of a 50090NED workbook (land, gemeenten, wijken, buurten) with the gemeente's name."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    header = [str(cell) for cell in rows[0]]
    code, name = header.index("WijkenEnBuurten"), header.index("Gemeentenaam_1")
    return {str(row[code]).strip(): str(row[name]).strip() for row in rows[1:]}


def kwb_gemeenten(path: Path) -> dict[str, str]:
    """Code and name of the gemeenten in an extract of Kerncijfers wijken en buurten."""
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    # GM9999 and GM0998 ("Buitenland") are the map's leftovers, not gemeenten.
    return {
        row["gemeentecode"]: row["gemeentenaam"].strip()
        for row in rows
        if row["gemeentecode"] not in ("GM9999", "GM0998") and row["gemeentenaam"].strip()
    }


def division_2024(sources: Path, gemeenten: tuple[str, ...]) -> dict[str, str]:
    """Code and name of the wijken and buurten of these gemeenten in 2024; of a province that has no such files, none.

    Errors: ``SourcesMissingError`` when a part of its files is not there.
    """
    files = [sources / DIVISION_2024.format(code=gemeente) for gemeente in gemeenten]
    missing = [file for file in files if not file.is_file()]
    if len(missing) == len(files):
        return {}
    if missing:
        raise SourcesMissingError("\n  - ".join(["Deze bestanden ontbreken:", *map(str, missing)]))
    names: dict[str, str] = {}
    for file in files:
        content = json.loads(file.read_text(encoding="utf-8"))
        names |= {area["code"]: area["name"] for area in content["wijken"] + content["buurten"]}
    return names
