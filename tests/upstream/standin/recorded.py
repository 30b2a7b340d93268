"""Small tables of figures that CBS and RIVM published, copied by hand; where something is made up it says so."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from tests.upstream.standin.tables import Category, Column, Dimension, Table

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "upstream"
LABELS = {"Gemeentenaam", "SoortRegio", "Codering"}
WIDTHS = {"WijkenEnBuurten": 10, "RegioS": 6, "Leeftijd": 10, "Persoonskenmerken": 10}
KINDS = {"WijkenEnBuurten": "GeoDetail", "RegioS": "GeoDimension", "Perioden": "TimeDimension"}
TITLES = {
    "20300": "18 jaar of ouder", "53115": "18 tot 65 jaar", "80200": "65 jaar of ouder",
    "MW00000": "Waarde", "MOG0095": "Ondergrens 95%-interval", "MBG0095": "Bovengrens 95%-interval",
    "T009002": "Totaal personen",
}  # fmt: skip
DRENTHE = {
    "GM1680": "Aa en Hunze", "GM0106": "Assen", "GM1681": "Borger-Odoorn", "GM0109": "Coevorden",
    "GM1690": "De Wolden", "GM0114": "Emmen", "GM0118": "Hoogeveen", "GM0119": "Meppel",
    "GM1731": "Midden-Drenthe", "GM1699": "Noordenveld", "GM1730": "Tynaarlo", "GM1701": "Westerveld",
}  # fmt: skip


def regions(codes: dict[str, str], name: str = "RegioS") -> Dimension:
    """A dimension of regions, padded as v3 does."""
    categories = tuple(Category(code, title) for code, title in codes.items())
    return Dimension(name, KINDS[name], categories, WIDTHS[name], map_year="2025")


def periods(*years: int, provisional: Iterable[int] = ()) -> Dimension:
    """A dimension of years."""
    late = set(provisional)
    return Dimension(
        "Perioden",
        "TimeDimension",
        tuple(
            Category(
                f"{year}JJ00",
                f"{year}*" if year in late else str(year),
                "Voorlopig" if year in late else "Definitief",
            )
            for year in years
        ),
        8,
    )


def from_rows(id: str, title: str, rows: Iterator[list[Any]], **more: Any) -> Table:
    """Make a table of the rows of a TypedDataSet or UntypedDataSet download; the first row has the column names."""
    header = [str(name).removeprefix("\ufeff") for name in next(rows)]
    dimensions = [name for name in header if name != "ID" and "_" not in name]
    topics = [name for name in header if "_" in name and name.rsplit("_", 1)[0] not in LABELS]
    at = {name: place for place, name in enumerate(header)}
    labels: dict[str, dict[str, int]] = {name: {} for name in dimensions}
    codes: dict[str, list[int]] = {name: [] for name in dimensions}
    cells: dict[str, list[float]] = {name: [] for name in topics}
    for row in rows:
        for name in dimensions:
            cell = row[at[name]]
            code = str(int(cell)) if isinstance(cell, float) else str(cell).strip()
            codes[name].append(labels[name].setdefault(code, len(labels[name])))
        for name in topics:
            cell = str(row[at[name]]).strip()
            cells[name].append(float("nan") if cell in ("", ".") else float(cell))
    return Table(
        id,
        title,
        [
            Dimension(
                name,
                KINDS.get(name, "Dimension"),
                tuple(
                    Category(code, TITLES.get(code, ""), "Definitief" if name == "Perioden" else None)
                    for code in labels[name]
                ),
                WIDTHS.get(name, 0),
            )
            for name in dimensions
        ],
        [Column(name, name.rsplit("_", 1)[0], measure=f"M{place:06}") for place, name in enumerate(topics)],
        {name: np.array(places, dtype=np.int32) for name, places in codes.items()},
        {name: np.array(column) for name, column in cells.items()},
        **more,
    )


def _csv(files: Iterable[Path]) -> Iterator[list[Any]]:
    for place, file in enumerate(files):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = iter(csv.reader(lines, delimiter=";"))
            header = next(rows)
            if place == 0:
                yield header
            yield from rows


def rivm_50090ned(**more: Any) -> Table:
    """A few rows of RIVM's estimates per wijk and buurt, of 2012, 2016 and 2020."""
    files = sorted((FIXTURES / "rivm-50090ned" / "raw").glob("*.rows.csv"))
    title = "Gezondheid per wijk en buurt; 2012/2016/2020 (indeling 2020)"
    return from_rows("50090NED", title, _csv(files), **{"hosts": ("dataderden.cbs.nl",), **more})


def rivm_50140ned(**more: Any) -> Table:
    """A few rows of RIVM's survey among young adults: GGD regions, no periods."""
    files = sorted((FIXTURES / "rivm-50140ned").glob("*.csv"))
    title = "Gezondheidsmonitor Jongvolwassenen 2024"
    return from_rows("50140NED", title, _csv(files), **{"hosts": ("dataderden.cbs.nl",), **more})


#: Share with trouble making ends meet, 18 and over, 2024 (RIVM table 50150NED).
MOEITE_2024 = {
    "GM0106": 14.4, "GM0109": 12.3, "GM0114": 15.1, "GM0118": 13.9, "GM0119": 13.2, "GM1680": 10.1,
    "GM1681": 11.8, "GM1690": 9.2, "GM1699": 11.2, "GM1701": 10.2, "GM1730": 9.3, "GM1731": 11.5,
}  # fmt: skip


def rivm_50150ned(**more: Any) -> Table:
    """Figures of 2024 with margins. The figures are RIVM's; the margins of 0.9 either way are made up."""
    dimensions = [
        Dimension("Leeftijd", "Dimension", (Category("20300", TITLES["20300"]),), 10),
        Dimension(
            "Marges",
            "Dimension",
            tuple(Category(code, TITLES[code]) for code in ("MW00000", "MOG0095", "MBG0095")),
        ),
        regions(DRENTHE, "WijkenEnBuurten"),
        periods(2024),
    ]
    rows = [
        (
            {"Leeftijd": "20300", "Marges": margin, "WijkenEnBuurten": code, "Perioden": "2024JJ00"},
            [round(MOEITE_2024[code] + shift, 1)],
        )
        for margin, shift in (("MW00000", 0.0), ("MOG0095", -0.9), ("MBG0095", 0.9))
        for code in DRENTHE
    ]
    columns = [Column("MoeiteMetRondkomen_47", "Moeite met rondkomen", ("Financiën",), "M001")]
    title = "Gezondheid per wijk en buurt; 2012/2016/2020/2022/2024 (indeling 2024)"
    return Table.of("50150NED", title, dimensions, columns, rows, **{"hosts": ("dataderden.cbs.nl",), **more})


#: Kerncijfers wijken en buurten 2020 (table 84799NED): inhabitants, households, persons per household, per km2.
KWB_2020 = {
    "NL00": (17407585, 7997800, 2.1, 517), "GM1680": (25445, 11160, 2.2, 92), "GM0106": (68599, 31371, 2.1, 838),
    "GM1681": (25559, 11232, 2.3, 93), "GM0109": (35297, 15501, 2.2, 119), "GM0114": (107048, 48631, 2.2, 319),
    "GM0118": (55699, 24351, 2.2, 437), "GM0119": (33920, 15424, 2.2, 611), "GM1731": (33185, 14485, 2.3, 97),
    "GM1699": (31253, 13911, 2.2, 157), "GM1730": (33887, 14306, 2.3, 237), "GM1701": (19460, 8728, 2.2, 70),
    "GM1690": (24330, 10201, 2.3, 108),
}  # fmt: skip


def cbs_84799ned(**more: Any) -> Table:
    """Kerncijfers wijken en buurten 2020: no periods, and two topics with the same stem."""
    columns = [
        Column("AantalInwoners_5", "Aantal inwoners", ("Bevolking",), "T001036", "aantal", "Long"),
        Column("HuishoudensTotaal_28", "Huishoudens totaal", ("Bevolking", "Particuliere huishoudens"), "1050010_2"),
        Column("GemiddeldeHuishoudensgrootte_32", "Gemiddelde huishoudensgrootte",
               ("Bevolking", "Particuliere huishoudens"), "M000114"),
        Column("Bevolkingsdichtheid_33", "Bevolkingsdichtheid", ("Bevolking",), "M000100"),
        # Use of electricity per kind of dwelling and of gas per kind of dwelling: empty here, named alike.
        Column("Appartement_48", "Appartement", ("Energie", "Elektriciteit"), "A1"),
        Column("Appartement_56", "Appartement", ("Energie", "Aardgas"), "A2"),
        # Filled two years later only.
        Column("WmoClienten_89", "Wmo-cliënten", ("Zorg",), "M000999"),
    ]  # fmt: skip
    rows = [({"WijkenEnBuurten": code}, [*figures, None, None, None]) for code, figures in KWB_2020.items()]
    dimensions = [regions({"NL00": "Nederland", **DRENTHE}, "WijkenEnBuurten")]
    return Table.of("84799NED", "Kerncijfers wijken en buurten 2020", dimensions, columns, rows, **more)


#: Inhabitants on 1 January (table 70072ned). Appingedam went into Eemsdelta on 1 January 2021.
INWONERS = {
    "GM0003": {2020: 11642}, "GM0014": {2020: 232874, 2021: 233273, 2023: 238147, 2025: 244441},
    "GM0106": {2020: 68599, 2021: 68836, 2023: 69414}, "GM0114": {2020: 107048, 2021: 107024, 2023: 108765},
    "GM1979": {2021: 45587, 2023: 45394, 2025: 44795},
}  # fmt: skip


def cbs_70072ned(**more: Any) -> Table:
    """Regionale kerncijfers: a gemeente that merged away, and cells that v4 leaves out."""
    codes = {"GM0003": "Appingedam", "GM0014": "Groningen (gemeente)", "GM0106": "Assen", "GM0114": "Emmen",
             "GM1979": "Eemsdelta"}  # fmt: skip
    years = (2020, 2021, 2023, 2025)
    rows = [
        ({"RegioS": code, "Perioden": f"{year}JJ00"}, [INWONERS[code].get(year)])
        for code in codes
        for year in years
    ]
    columns = [
        Column("TotaleBevolking_1", "Totale bevolking",
               ("Bevolking", "Bevolkingssamenstelling op 1 januari"), "M000352_1", "aantal")
    ]  # fmt: skip
    dimensions = [regions(codes), periods(*years, provisional=[2025])]
    return Table.of(
        "70072ned", "Regionale kerncijfers Nederland", dimensions, columns, rows,
        **{"hosts": ("opendata.cbs.nl", "datasets.cbs.nl"), **more},
    )  # fmt: skip


def cbs_85678ned(**more: Any) -> Table:
    """Low incomes, a table that stopped. What it says of itself is CBS's; the shares are the national ones of 83841NED."""
    shares = {2011: 6.9, 2012: 8.0, 2013: 8.9, 2014: 8.5, 2015: 8.2, 2016: 7.9}
    dimensions = [
        Dimension("InkomensgrensHuishouden", "Dimension",
                  (Category("T001164", "Totaal"), Category("1050290", "Inkomen tot lage-inkomensgrens"))),
        regions({"NL01": "Nederland"}),
        periods(*shares),
    ]  # fmt: skip
    rows = [
        (
            {"InkomensgrensHuishouden": "1050290", "RegioS": "NL01", "Perioden": f"{year}JJ00"},
            [share],
        )
        for year, share in shares.items()
    ]
    columns = [
        Column("ParticuliereHuishoudensRelatief_4", "Particuliere huishoudens relatief", (), "1050010_2")
    ]
    statline = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset"
    related = [
        ("Inkomen van huishoudens; kenmerken, regio (indeling 2023)", f"{statline}/85711NED"),
        ("Inkomen van personen; kenmerken, regio (indeling 2023)", f"{statline}/85712NED"),
        (
            "Laag en langdurig laag inkomen; huishoudenskenmerken, regio (indeling 2024)",
            f"{statline}/86006NED",
        ),
        ("Inkomen en bestedingen", "https://www.cbs.nl/nl-nl/arbeid-en-inkomen/inkomen-en-bestedingen"),
    ]
    title = "Laag en langdurig laag inkomen; huishoudenskenmerken, regio (indeling 2023)"
    description = (
        "Deze tabel is stopgezet per 1 november 2024. Deze tabel wordt opgevolgd door de tabel Laag en langdurig "
        "laag inkomen; huishoudenskenmerken, regio (indeling 2024)."
    )
    return Table.of(
        "85678NED", title, dimensions, columns, rows,
        **{"hosts": ("opendata.cbs.nl", "datasets.cbs.nl"), "modified": "2024-11-01T00:00:00", "frequency": "Stopgezet",
           "related": related, "description": description, **more},
    )  # fmt: skip


def cbs_83841ned(**more: Any) -> Table:
    """Low incomes in the whole country: no regions."""
    table = cbs_85678ned()
    return Table(
        "83841NED",
        "Laag en langdurig laag inkomen van huishoudens; huishoudenskenmerken",
        [dimension for dimension in table.dimensions if dimension.name != "RegioS"],
        table.columns,
        {name: places for name, places in table.codes.items() if name != "RegioS"},
        table.cells,
        **{"hosts": ("opendata.cbs.nl", "datasets.cbs.nl"), **more},
    )


def gebieden() -> list[Table]:
    """The yearly 'Gebieden in Nederland': each a table of its own. One row each; the number in it is made up."""
    ids = {2022: "85067NED", 2023: "85385NED", 2024: "85755NED", 2025: "86059NED", 2026: "86247NED"}
    return [
        Table.of(
            id, f"Gebieden in Nederland {year}", [regions({"GM0114": "Emmen"})], [Column("Inwonertal_1", "Inwonertal")],
            [({"RegioS": "GM0114"}, [float(year)])], hosts=("opendata.cbs.nl", "datasets.cbs.nl"),
            modified=f"{year}-01-12T02:00:00",
        )
        for year, id in ids.items()
    ]  # fmt: skip


def everything() -> list[Table]:
    """All small tables."""
    return [
        rivm_50090ned(), rivm_50140ned(), rivm_50150ned(), cbs_84799ned(), cbs_70072ned(), cbs_85678ned(),
        cbs_83841ned(), *gebieden(),
    ]  # fmt: skip
