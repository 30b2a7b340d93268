"""Tables made of the publishers' own files, in a folder like ``shared/sources``: all rows of it, or a few.

The codes, keys and titles are those of the publisher where somebody recorded them. Where a file gives a name in place
of a code, the code is looked up in data/regions.csv; a dimension that the file leaves out has its one group.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import python_calamine

from monitor.region_names import code_of
from tests.upstream.standin.recorded import (
    KWB_2020,
    TITLES,
    from_rows,
    periods,
    regions,
    rivm_50090ned,
    rivm_50140ned,
)
from tests.upstream.standin.tables import Category, Column, Dimension, Table

#: The whole files; not in a plain clone.
SOURCES = Path(__file__).resolve().parents[4] / "shared" / "sources"
RIVM = ("dataderden.cbs.nl",)
CBS = ("opendata.cbs.nl", "datasets.cbs.nl")
POPULATION = "Bevolking/Bevolkingssamenstelling op 1 januari/Totale bevolking"
_UNIT = re.compile(r"^(.+) \(([^()]+)\)$")

#: Fields that were copied from Kerncijfers wijken en buurten 2023 -> key and unit of the column.
KWB_2023 = {
    "sa_bijstand": ("PersonenPerSoortUitkeringBijstand_74", "aantal"),
    "hh_sociaal_minimum": ("HuishOnderOfRondSociaalMinimum_80", "%"),
    "wmo_relatief": ("WmoClientenRelatief_89", "per 1 000 inwoners"),
}
#: Indicator of the collected file -> title of the column of CBS's health monitor.
GZM_2022 = {
    "beweegrichtlijn": "Voldoet aan beweegrichtlijn",
    "wekelijkse_sporters": "Wekelijkse sporters",
    "roken": "Rokers",
    "alcoholrichtlijn": "Voldoet aan richtlijn alcoholgebruik",
    "overmatige_drinker": "Overmatige drinkers onder bevolking",
    "psychische_klachten": "Psychische klachten (MHI-5<=60)",
}

#: (region, year) -> a figure per column.
Figures = dict[tuple[str, int], dict[str, float]]


def tables(folder: Path) -> list[Table]:
    """Every table that the files in ``folder`` hold figures of."""
    return [
        rivm_50090ned_of(folder),
        rivm_50140ned_of(folder),
        rivm_50150ned_of(folder),
        cbs_82378ned_of(folder),
        cbs_86161ned_of(folder),
        cbs_70072ned_of(folder),
        cbs_85563ned_of(folder),
        cbs_85618ned_of(folder),
    ]


# RIVM


def rivm_50090ned_of(folder: Path, **more: Any) -> Table:
    """Estimates per wijk and buurt: all 17,341 regions and 35 topics where the whole files are there."""

    def rows() -> Iterator[list[Any]]:
        for place, file in enumerate(sorted((folder / "rivm-50090ned" / "raw").glob("*.xlsx"))):
            book = python_calamine.CalamineWorkbook.from_path(str(file))
            lines = iter(book.get_sheet_by_index(0).to_python())
            header = next(lines)
            if place == 0:
                yield header
            yield from lines

    return from_rows("50090NED", rivm_50090ned().title, rows(), **{"hosts": RIVM, **more})


def rivm_50140ned_of(folder: Path, **more: Any) -> Table:
    """The survey among young adults."""
    file = next((folder / "rivm-50140ned").glob("*.csv"))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines, delimiter=";")
        return from_rows("50140NED", rivm_50140ned().title, rows, **{"hosts": RIVM, **more})


def rivm_50150ned_of(folder: Path, **more: Any) -> Table:
    """Estimates of five years: perceived health of all, the rest of 2024. Nobody recorded the margins."""
    topics = folder / "rivm-50150ned-2024-drenthe" / "enrich_from_rivm_HEALTH_MAP.txt"
    lines = topics.read_text(encoding="utf-8").splitlines()
    fields = {
        field: topic
        for topic, _, field in (line.partition("=") for line in lines if not line.startswith("#"))
    }
    general, chronic = "GoedErvarenGezondheid_4", "EenOfMeerLangdurigeAandoeningen_5"
    figures: Figures = {}

    def note(region: str, year: int, column: str, figure: float | None) -> None:
        if figure is not None:
            figures.setdefault((region, int(year)), {})[column] = figure

    perceived = folder / "rivm-50150ned-ervaren-gezondheid"
    places = json.loads((perceived / "gemeenten_compact.json").read_text(encoding="utf-8"))
    for place in [places["nl"], *places["gemeenten"]]:
        for year, entry in place["gezondheid"]["trend"].items():
            both = entry if isinstance(entry, dict) else {"goedErvarenGezondheid": entry}
            note(place["code"], year, general, both["goedErvarenGezondheid"])
            # Nederland alone is not the whole of a year that the older edition has of every gemeente.
            if int(year) > 2020:
                note(place["code"], year, chronic, both.get("langdurigeAandoening"))
    for file in sorted(perceived.glob("GM*.json")):
        gemeente = json.loads(file.read_text(encoding="utf-8"))
        for place in [gemeente, *gemeente["buurten"]]:
            for year, figure in ((place["gezondheid"] or {}).get("trend") or {}).items():
                note(place["code"], year, general, figure)
    with (folder / "rivm-50150ned-2024-gemeenten" / "gemeenten_2024_18plus.csv").open(
        encoding="utf-8"
    ) as rows:
        for row in csv.DictReader(rows):
            for field, column in fields.items():
                if field in row:
                    note(row["gemeentecode"], int(row["jaar"]), column, float(row[field]))
    columns = [
        Column(key, key.rsplit("_", 1)[0], measure=f"M{at:06}")
        for at, key in enumerate(dict.fromkeys([general, chronic, *fields.values()]))
    ]
    others = (
        Dimension("Leeftijd", "Dimension", (Category("20300", TITLES["20300"]),), 10),
        Dimension("Marges", "Dimension", (Category("MW00000", TITLES["MW00000"]),)),
    )
    title = "Gezondheid per wijk en buurt; 2012/2016/2020/2022/2024 (indeling 2024)"
    return _table("50150NED", title, "WijkenEnBuurten", figures, columns, others, **{"hosts": RIVM, **more})


# CBS


def cbs_82378ned_of(folder: Path, **more: Any) -> Table:
    """National trust. Only the rows of everybody: their code is that of the table's successor, 85533NED."""
    file = folder / "cbs-82378ned-vertrouwen" / "vertrouwendataset.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter=";") if row["Migratieachtergrond"] == "Totaal"]
    names = [name for name in rows[0] if name not in ("ID", "Migratieachtergrond", "Periode")]
    figures: Figures = {
        ("NL01", int(row["Periode"])): {f"{name}_{at}": float(row[name]) for at, name in enumerate(names, 1)}
        for row in rows
    }
    columns = [Column(f"{name}_{at}", name, measure=f"M{at:06}") for at, name in enumerate(names, 1)]
    everybody = Dimension("Kenmerken", "Dimension", (Category("T009002", TITLES["T009002"]),), 10)
    title = "Sociale samenhang en welzijn; vertrouwen in medemens en organisaties"
    return _table("82378NED", title, None, figures, columns, (everybody,), **more)


def cbs_86161ned_of(folder: Path, **more: Any) -> Table:
    """Incomes of households, provisional for 2024, in thousands of euro."""
    file = next((folder / "cbs-inkomen-2024").glob("Inkomen_van_huishoudens*.csv"))
    # Every line of this download is wrapped in quotes once more.
    text = file.read_text(encoding="utf-8-sig").replace('""', '"')
    figures, columns = _statline(line for line in text.splitlines() if line.strip('" '))
    households = Category("1050010", "Particuliere huishoudens")
    others = (
        Dimension("KenmerkenVanHuishoudens", "Dimension", (households,)),
        Dimension("Populatie", "Dimension", (Category("1050010", f"{households.title} incl. studenten"),)),
    )
    title = "Inkomen van huishoudens; huishoudenskenmerken, regio (indeling 2025)"
    more = {"hosts": CBS, "provisional": (2024,), **more}
    return _table("86161NED", title, "RegioS", figures, columns, others, **more)


def cbs_70072ned_of(folder: Path, **more: Any) -> Table:
    """Regionale kerncijfers: everything downloaded of 2025, and the inhabitants of 2020 and 2021."""
    file = next((folder / "cbs-inkomen-2024").glob("Regionale_kerncijfers*.csv"))
    figures, columns = _statline(file.read_text(encoding="utf-8-sig").splitlines())
    (inhabitants,) = (
        column.key for column in columns if "/".join([*column.groups, column.title]) == POPULATION
    )
    for row in _collected(folder, "CBS 70072ned"):
        if row["indicator_id"] == "bevolking":
            place = (row["region_code"].replace("NL00", "NL01"), int(row["year"]))
            figures.setdefault(place, {})[inhabitants] = float(row["value"])
    # Left out of that file, and recorded elsewhere.
    figures["NL01", 2020] = {inhabitants: float(KWB_2020["NL00"][0])}
    return _table(
        "70072ned", "Regionale kerncijfers Nederland", "RegioS", figures, columns, **{"hosts": CBS, **more}
    )


def cbs_85563ned_of(folder: Path, **more: Any) -> Table:
    """The health monitor of 2022: Nederland and GGD Drenthe."""
    titles = list(GZM_2022.values())
    columns = [Column(f"K_{at}", title, measure=f"M{at:06}") for at, title in enumerate(titles, 1)]
    keys = {column.title: column.key for column in columns}
    figures: Figures = {}
    for row in _collected(folder, "CBS StatLine Gezondheidsmonitor; bevolking 18 jaar of ouder, regio, 2022"):
        if row["indicator_id"] in GZM_2022:
            place = (row["region_code"].replace("NL00", "NL01"), int(row["year"]))
            figures.setdefault(place, {})[keys[GZM_2022[row["indicator_id"]]]] = float(row["value"])
    others = (
        Dimension("Leeftijd", "Dimension", (Category("20300", TITLES["20300"]),)),
        Dimension("Marges", "Dimension", (Category("MW00000", TITLES["MW00000"]),)),
    )
    title = "Gezondheidsmonitor; bevolking 18 jaar of ouder, regio, 2022"
    return _table("85563NED", title, "RegioS", figures, columns, others, **{"hosts": CBS, **more})


def cbs_85618ned_of(folder: Path, **more: Any) -> Table:
    """Kerncijfers wijken en buurten 2023: what was copied of the 12 gemeenten of Drenthe; no periods."""
    places = _json_lines(folder / "rivm-50150ned-2024-drenthe" / "drenthe_features_2024_gz_verbatim.jsonl")
    columns = [
        Column(key, key.rsplit("_", 1)[0], measure=f"M{at:06}", unit=unit)
        for at, (key, unit) in enumerate(KWB_2023.values())
    ]
    codes = {place["gemeentecode"]: place["gemeentenaam"] for place in places}
    rows = [
        ({"WijkenEnBuurten": place["gemeentecode"]}, [place[field] for field in KWB_2023]) for place in places
    ]
    dimension = regions(codes, "WijkenEnBuurten")
    return Table.of("85618NED", "Kerncijfers wijken en buurten 2023", [dimension], columns, rows, **more)


# Forms that come more than once


def _table(
    id: str,
    title: str,
    geo: str | None,
    figures: Figures,
    columns: list[Column],
    others: Iterable[Dimension] = (),
    provisional: Iterable[int] = (),
    **more: Any,
) -> Table:
    """A table with a row per region and year; every other dimension has one group."""
    others = tuple(others)
    fixed = {dimension.name: dimension.categories[0].code for dimension in others}
    where = [regions(dict.fromkeys(sorted({region for region, _ in figures}), ""), geo)] if geo else []
    years = periods(*sorted({year for _, year in figures}), provisional=provisional)
    rows = [
        (
            {**fixed, **({geo: region} if geo else {}), "Perioden": f"{year}JJ00"},
            [cells.get(column.key) for column in columns],
        )
        for (region, year), cells in sorted(figures.items())
    ]
    return Table.of(id, title, [*others, *where, years], columns, rows, **more)


def _statline(lines: Iterable[str]) -> tuple[Figures, list[Column]]:
    """The figures and topics of a download from the StatLine website, which has names of regions and a decimal comma."""
    rows = csv.DictReader(lines, delimiter=";")
    matches = {name: match for name in rows.fieldnames or [] if (match := _UNIT.match(name))}
    columns: dict[str, Column] = {}
    for at, (name, match) in enumerate(matches.items(), 1):
        *groups, title = match[1].split("/")
        key = f"{''.join(letter for letter in title.title() if letter.isalnum())}_{at}"
        columns[name] = Column(key, title, tuple(groups), f"M{at:06}", unit=match[2])
    figures: Figures = {}
    for row in rows:
        year = int(row["Perioden"].rstrip("*"))
        # A gemeente that is no more, without figures, has no code in this year.
        if code := code_of(row["Regio's"], year):
            cells = {
                column.key: float(row[name].replace(",", "."))
                for name, column in columns.items()
                if row[name].strip(" .")
            }
            figures[(code.replace("NL00", "NL01"), year)] = cells
    return figures, list(columns.values())


def _json_lines(file: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _collected(folder: Path, table: str) -> Iterator[dict[str, str]]:
    """Rows of one table in the file of figures collected from many."""
    with (folder / "compiled" / "observations.csv").open(encoding="utf-8", newline="") as lines:
        yield from (row for row in csv.DictReader(lines) if row["source_table"] == table)
