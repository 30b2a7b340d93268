"""The same figures written in every layout, encoding and manner that a program can: what the door must read, or refuse.

A ``Meaning`` is what is true: the figures of a few measures, groups, regions and years. A ``Manner`` is how it is put on
paper. Nothing here knows how the door reads.
"""

from __future__ import annotations

import csv
import io
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlwt

Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Subject:
    """One source with the words that files have for what it counts."""

    source: str
    #: Measure -> the words for it.
    measures: dict[str, tuple[str, ...]]
    #: Group -> the words for it; a single "" where the source itself knows.
    groups: dict[str, tuple[str, ...]]
    years: tuple[int, ...]
    #: procent, euro or aantal.
    unit: str
    #: The words of a unit, and what one of it stands for.
    units: dict[str, int]
    #: Highest figure, and its decimals.
    most: int
    decimals: int


HEALTH = Subject(
    "RIVM-50090NED",
    {
        "Overgewicht": ("Overgewicht", "overgewicht", "Overgewicht_18", "Gewicht|Overgewicht"),
        "Eenzaam": ("Eenzaam", "Eenzaamheid", "Eenzaam_28"),
    },
    {"18+": ("18+", "18 jaar of ouder", "18 jaar en ouder"), "65+": ("65+", "65 jaar of ouder", "65-plus")},
    (2012, 2016, 2020),
    "procent",
    {"%": 1, "procent": 1, "in %": 1, "percentage": 1},
    100,
    1,
)
INCOME = Subject(
    "CBS-inkomen-2024",
    {
        "Inkomen/Mediaan besteedbaar inkomen": ("Mediaan besteedbaar inkomen", "Inkomen|Mediaan besteedbaar inkomen"),
        "Inkomen/Gemiddeld besteedbaar inkomen": ("Gemiddeld besteedbaar inkomen", "Inkomen/Gemiddeld besteedbaar inkomen"),
    },
    {"": ("",)},
    (2022, 2023, 2024),
    "euro",
    {"euro": 1, "1 000 euro": 1000, "x 1 000 euro": 1000, "1000 euro": 1000, "duizend euro": 1000, "k€": 1000, "€": 1,
     "in duizenden euro's": 1000, "x 1.000 euro": 1000, "mln euro": 1_000_000},
    90_000,
    0,
)  # fmt: skip
CRIME = Subject(
    "Politie-47022NED",
    {"geregistreerde_misdrijven": ("Geregistreerde misdrijven", "geregistreerde_misdrijven", "Aantal geregistreerde misdrijven")},
    {"": ("",)},
    (2022, 2023, 2024),
    "aantal",
    {"aantal": 1, "x 1 000": 1000, "aantal x 1000": 1000, "abs": 1},
    90_000,
    0,
)  # fmt: skip
SUBJECTS = (HEALTH, INCOME, CRIME)

#: Code -> names; never one that two levels share.
GEMEENTEN = {
    "GM0106": ("Assen",), "GM0109": ("Coevorden",), "GM0114": ("Emmen", "Emmen (gemeente)"), "GM0118": ("Hoogeveen",),
    "GM0119": ("Meppel",), "GM1680": ("Aa en Hunze", "AA en Hunze"), "GM1681": ("Borger-Odoorn",),
    "GM1690": ("De Wolden",), "GM1699": ("Noordenveld",), "GM1701": ("Westerveld",), "GM1730": ("Tynaarlo",),
    "GM1731": ("Midden-Drenthe", "Midden Drenthe"), "GM1900": ("Súdwest-Fryslân",), "GM0518": ("'s-Gravenhage",),
}  # fmt: skip
BROADER = {"PV22": ("Drenthe", "Drenthe (PV)"), "NL00": ("Nederland",)}
PROVINCES = {
    "PV20": ("Groningen", "Groningen (PV)"), "PV21": ("Fryslân", "Friesland (PV)"), "PV22": ("Drenthe", "Drenthe (PV)"),
    "PV23": ("Overijssel",), "PV24": ("Flevoland",), "PV25": ("Gelderland",), "PV26": ("Utrecht", "Utrecht (PV)"),
    "PV27": ("Noord-Holland",), "PV30": ("Noord-Brabant",), "PV31": ("Limburg",),
}  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """What is true, in whole units; ``part`` where the figures are of these people only ("Vrouwen")."""

    subject: Subject
    figures: dict[Key, float]
    part: str = ""

    @property
    def measures(self) -> list[str]:
        return list(dict.fromkeys(key[0] for key in self.figures))

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(key[1] for key in self.figures))

    @property
    def regions(self) -> list[str]:
        return list(dict.fromkeys(key[2] for key in self.figures))

    @property
    def years(self) -> list[int]:
        return list(dict.fromkeys(key[3] for key in self.figures))


def meaning(rng: random.Random, *, part: str = "") -> Meaning:
    """Draw something true."""
    subject = rng.choice(SUBJECTS)
    measures = rng.sample(sorted(subject.measures), rng.randint(1, len(subject.measures)))
    groups = rng.sample(sorted(subject.groups), rng.randint(1, len(subject.groups)))
    years = sorted(rng.sample(subject.years, rng.randint(1, len(subject.years))))
    if rng.random() < 0.2 and subject is HEALTH:
        codes = rng.sample(sorted(PROVINCES), rng.randint(3, len(PROVINCES)))
    else:
        codes = rng.sample(sorted(GEMEENTEN), rng.randint(2, len(GEMEENTEN)))
        codes += [code for code in BROADER if rng.random() < 0.4]
    figures: dict[Key, float] = {}
    for measure in measures:
        for group in groups:
            for code in codes:
                for year in years:
                    value = rng.randint(1, subject.most * 10**subject.decimals) / 10**subject.decimals
                    # As publishers round: euros by the hundred, so that thousands have one decimal.
                    figures[measure, group, code, year] = (
                        float(round(value, -2) or 100) if subject.unit == "euro" else value
                    )
    return Meaning(subject, figures, part)


@dataclass(frozen=True)
class Manner:
    """How it is put on paper."""

    layout: str
    regions: str
    unit: str
    unit_at: str
    group_at: str
    year_at: str
    part_at: str
    decimal: str
    thousands: str
    year_form: str
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    kind: str
    encoding: str
    ends: str
    sign: str
    quoting: int
    decoy: str


LAYOUTS = ("long", "by measure", "by year", "by measure and year", "turned", "lines", "publisher")
#: Columns that a table may have besides, and that change nothing of the figures for everybody.
DECOYS = ("", "", "", "ID", "total", "groups", "remark", "province")
KINDS = ("csv", "csv", "csv", "xlsx", "xls", "ods")
ENCODINGS = (
    "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-16-le-bom", "utf-16-be-bom", "utf-32", "mac_roman",
    "cp850",
)  # fmt: skip
YEARS = ("{0}", "{0}JJ00", "{0}.0", "{0}-01-01", "31-12-{0}", "1 januari {0}", "{0}-12-31 00:00:00")


def manner(rng: random.Random, said: Meaning, kinds: tuple[str, ...] = KINDS) -> Manner:
    """Draw a way to write it down, in a file of one of these kinds."""
    titles = []
    if rng.random() < 0.4:
        titles.append(
            rng.choice(
                ["Tabel 1", "Cijfers per gemeente", "Gegevens (indeling 2026)", "Bijgewerkt: 12-3-2026"]
            )
        )
    notes = []
    if rng.random() < 0.4:
        notes = rng.sample(
            ["Bron: CBS", "* voorlopige cijfers", "Gegenereerd op 3-4-2026", ". = onbekend"],
            rng.randint(1, 2),
        )
    return Manner(
        layout=rng.choice(LAYOUTS),
        regions=rng.choice(["name", "code", "both", "number"] if all(c[:2] == "GM" for c in said.regions) else ["name", "code", "both"]),
        unit=rng.choice(sorted(said.subject.units)),
        unit_at=rng.choice(["", "heading", "line", "label", "column"]),
        group_at=rng.choice(["column", "heading", "label", "hint"]),
        year_at=rng.choice(["column", "heading", "label", "hint"]),
        part_at=rng.choice(["column", "heading", "label", "line", "title"]),
        decimal=rng.choice(",."),
        thousands=rng.choice(["", "", ".", " ", ","]),
        year_form=rng.choice(YEARS),
        titles=tuple(titles),
        notes=tuple(notes),
        kind=rng.choice(kinds),
        encoding=rng.choice(ENCODINGS),
        ends=rng.choice(["\n", "\r\n", "\r"]),
        sign=rng.choice([";", ";", ",", "\t"]),
        quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE]),
        decoy=rng.choice(DECOYS),
    )  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A file, and the answers that have to go with it because it does not say everything."""

    file: Path
    year: int | None = None
    population: str | None = None
    measure: str | None = None


def write(said: Meaning, how: Manner, folder: Path, rng: random.Random) -> Written:
    """Write the file; a manner that cannot say what is true is replaced by the nearest that can."""
    return _Writer(said, how, folder, rng).write()


class _Writer:
    def __init__(self, said: Meaning, how: Manner, folder: Path, rng: random.Random) -> None:
        self.said, self.how, self.folder, self.rng = said, how, folder, rng
        self.factor = said.subject.units[how.unit] if how.unit_at else 1
        self.words = {measure: rng.choice(names) for measure, names in said.subject.measures.items()}
        self.group_words = {group: rng.choice(names) for group, names in said.subject.groups.items()}
        every = {**PROVINCES, **GEMEENTEN, **BROADER}
        if set(said.regions) <= set(PROVINCES):
            every = PROVINCES
        self.names = {code: rng.choice(every[code]) for code in said.regions}

    # -- cells ---------------------------------------------------------------------------------------------------------

    def number(self, value: float) -> object:
        shown = value / self.factor
        if self.how.kind != "csv" and self.rng.random() < 0.7:
            return round(shown, 9)
        whole, _, decimals = f"{shown:.9f}".rstrip("0").rstrip(".").partition(".")
        thousands = self.how.thousands if self.how.thousands != self.how.decimal else ""
        if thousands and len(whole) > 3:
            whole = f"{int(whole):,}".replace(",", thousands)
        return whole + (self.how.decimal + decimals if decimals else "")

    def year(self, year: int) -> object:
        if self.how.kind != "csv" and self.how.year_form == "{0}":
            return float(year)
        return self.how.year_form.format(year)

    def region(self, code: str) -> list[object]:
        if self.how.regions == "name":
            return [self.names[code]]
        if self.how.regions == "code":
            return [code]
        if self.how.regions == "number":
            return [float(code[2:]) if self.how.kind != "csv" else code[2:].lstrip("0")]
        return [code, self.names[code]]

    def region_heads(self) -> list[object]:
        provinces = all(code.startswith("PV") for code in self.said.regions)
        gemeenten = all(code.startswith("GM") for code in self.said.regions)
        name = self.rng.choice(
            ["Provincie", "Regio"] if provinces else ["Gemeente", "Gemeentenaam", "Regio's"] if gemeenten else ["Regio's", "Gebied"]
        )  # fmt: skip
        code = self.rng.choice(["Gemeentecode", "gm_code"] if gemeenten else ["Code", "Regiocode"])
        return {
            "name": [name],
            "code": [self.rng.choice([code, "RegioS"])],
            "number": [code],
            "both": [code, name],
        }[self.how.regions]

    def heading(self, measure: str, group: str, year: int | None) -> str:
        parts = [self.words[measure]]
        if group and self.group_at == "heading":
            parts.append(self.rng.choice([", {}", " ({})"]).format(self.group_words[group]))
        if self.said.part and self.part_at == "heading":
            parts.append(self.rng.choice([", {}", " ({})", " {}"]).format(self.said.part.lower()))
        if year is not None:
            parts.append(self.rng.choice([" {}", " ({})", ", {}"]).format(year))
        if self.how.unit_at == "heading":
            parts.append(f" ({self.how.unit})")
        return "".join(parts)

    # -- tables --------------------------------------------------------------------------------------------------------

    def write(self) -> Written:
        said, how = self.said, self.how
        self.layout = how.layout
        self.group_at = how.group_at if said.groups != [""] else ""
        if len(said.groups) > 1 and self.group_at in ("label", "hint"):
            self.group_at = "column" if self.layout in ("long", "by measure") else "heading"
        if self.layout in ("long",) and self.group_at == "heading":
            self.group_at = "column"
        if self.layout == "by year":
            # A column per year: everything else must be one thing, or stand in a column.
            self.group_at = "column" if self.group_at == "heading" else self.group_at
        self.part_at = how.part_at if said.part else ""
        if self.layout in ("turned",) and self.part_at in ("column", "line"):
            self.part_at = "title"
        if self.layout in ("long", "by year") and self.part_at in ("heading", "line"):
            self.part_at = "column"
        self.unit_at = how.unit_at
        if self.unit_at == "column" and self.layout != "long":
            self.unit_at = "label"
        if self.unit_at == "line" and self.layout in ("turned", "long"):
            self.unit_at = "label"
        self.year_at = how.year_at
        if len(said.years) > 1 and self.year_at in ("label", "hint"):
            self.year_at = "column"
        rows = {
            "long": self.long,
            "by measure": self.by_measure,
            "by year": self.by_year,
            "by measure and year": self.by_measure_and_year,
            "lines": self.lines,
            "turned": self.turned,
            "publisher": self.publisher,
        }[self.layout]()
        if self.layout == "publisher":
            return Written(self.file(rows), population=said.groups[0] if self.group_at == "hint" else None)
        top: list[list[object]] = [[title] for title in how.titles]
        if self.part_at == "title":
            top.append([f"Cijfers van {self.said.part.lower()}"])
        if self.part_at == "label":
            top.append(self.rng.choice([[f"Geslacht: {said.part}"], ["Geslacht", said.part]]))
        if self.unit_at == "label":
            top.append(self.rng.choice([[f"Eenheid: {how.unit}"], ["Eenheid", how.unit]]))
        if self.group_at == "label":
            top.append([f"Leeftijd: {self.group_words[said.groups[0]]}"])
        if self.year_at == "label" and self.labelled_year:
            top.append(self.rng.choice([[f"Perioden: {said.years[0]}"], ["Jaar", str(said.years[0])]]))
        if top and self.rng.random() < 0.7:
            top.append([])
        bottom: list[list[object]] = [[note] for note in how.notes]
        file = self.file([*top, *rows, *bottom])
        return Written(
            file,
            said.years[0] if self.year_at == "hint" and self.labelled_year else None,
            said.groups[0] if self.group_at == "hint" else None,
            said.measures[0] if self.layout == "by year" else None,
        )

    labelled_year = True

    def front(self, extra: list[tuple[str, object]]) -> tuple[list[object], list[object]]:
        """Columns in front that every row has: the part of the people."""
        heads = [name for name, _ in extra]
        cells = [cell for _, cell in extra]
        if self.part_at == "column":
            heads, cells = [*heads, self.rng.choice(["Geslacht", "Kenmerk", ""])], [*cells, self.said.part]
        if self.how.decoy == "ID":
            heads, cells = ["ID", *heads], ["12", *cells]
        if self.how.decoy == "total":
            heads, cells = [*heads, "Kenmerken van personen"], [*cells, "Totaal"]
        if self.how.decoy == "province" and set(self.said.regions) <= set(GEMEENTEN) - {"GM1900", "GM0518"}:
            heads, cells = [*heads, "Provincie"], [*cells, "Drenthe"]
        if self.how.decoy == "groups" and self.part_at != "column":
            heads, cells = [*heads, "Herkomst"], [*cells, "Totaal"]
        return list(heads), cells

    def with_groups(self, rows: list[list[object]], extra: list[object]) -> list[list[object]]:
        """The rows again for a part of the people, with other figures: "Herkomst" has its total in the rows before."""
        if "Herkomst" not in extra or not rows:
            return rows
        at = extra.index("Herkomst")
        again = []
        for row in rows:
            figures = [cell if place < len(extra) + 2 else self.other(cell) for place, cell in enumerate(row)]
            again.append([*figures[:at], "Buiten Europa", *figures[at + 1 :]])
        both = [*rows, *again]
        self.rng.shuffle(both)
        return both

    def other(self, cell: object) -> object:
        return cell + 1.0 if isinstance(cell, float) and cell < 99 and not 2000 < cell < 2100 else cell

    def long(self) -> list[list[object]]:
        heads: list[object] = [*self.region_heads()]
        heads += ["Jaar"] if self.year_at in ("column", "heading") else []
        heads += ["Groep"] if self.group_at == "column" else []
        heads += ["Maat", "Waarde"] + (["Eenheid"] if self.unit_at == "column" else [])
        if self.unit_at == "heading":
            heads[heads.index("Waarde")] = f"Waarde ({self.how.unit})"
        extra, cells = self.front([])
        rows = [[*extra, *heads]]
        for (measure, group, code, year), value in self.said.figures.items():
            row: list[object] = [*cells, *self.region(code)]
            row += [self.year(year)] if self.year_at in ("column", "heading") else []
            row += [self.group_words[group]] if self.group_at == "column" else []
            row += [self.words[measure], self.number(value)] + (
                [self.how.unit] if self.unit_at == "column" else []
            )
            rows.append(row)
        return [rows[0], *self.with_groups(rows[1:], extra)]

    def by_measure(self) -> list[list[object]]:
        in_heading = self.year_at == "heading"
        groups_in_rows = self.group_at == "column"
        columns = [
            (m, g, y)
            for m in self.said.measures
            for g in ([""] if groups_in_rows else self.said.groups)
            for y in (self.said.years if in_heading else [None])
        ]
        self.labelled_year = not in_heading
        extra, cells = self.front([])
        heads = [*extra, *self.region_heads()]
        heads += ["Perioden"] if self.year_at == "column" else []
        heads += ["Leeftijd"] if groups_in_rows else []
        before = len(heads)
        rows: list[list[object]] = [[*heads, *(self.heading(m, g, y) for m, g, y in columns)]]
        if self.part_at == "line":
            rows.insert(0, [*[""] * before, *[self.said.part] * len(columns)])
        if self.unit_at == "line":
            rows.append([*[""] * before, *[self.how.unit] * len(columns)])
        for code in self.said.regions:
            for year in self.said.years if self.year_at == "column" else [None]:
                for group in self.said.groups if groups_in_rows else [None]:
                    row = [*cells, *self.region(code)]
                    row += [self.year(year)] if year is not None else []
                    row += [self.group_words[group]] if group is not None else []
                    for m, g, y in columns:
                        key = (m, group if group is not None else g, code, y or year or self.said.years[0])
                        row.append(self.number(self.said.figures[key]))
                    rows.append(row)
        return rows

    def publisher(self) -> list[list[object]]:
        """As CBS and RIVM give it: a download of StatLine, or a data set of codes."""
        self.part_at = "column" if self.said.part else ""
        if self.said.subject is HEALTH:
            return self.typed()
        self.unit_at, self.group_at = "heading", "hint" if self.said.groups != [""] else ""
        unit = {"euro": "1 000 euro", "aantal": "aantal"}[self.said.subject.unit]
        self.factor = self.said.subject.units[unit]
        full = {m: max(names, key=len) for m, names in self.said.subject.measures.items()}
        extra, cells = self.front([])
        rows: list[list[object]] = [
            [
                *extra,
                "Perioden",
                "Regio's",
                *(f"{m if '/' in m else full[m]} ({unit})" for m in self.said.measures),
            ]
        ]
        body = []
        for year in self.said.years:
            for code in self.said.regions:
                figures = [self.number(self.said.figures[m, "", code, year]) for m in self.said.measures]
                body.append([*cells, str(year), self.names[code], *figures])
        return [*rows, *self.with_groups(body, extra)]

    def typed(self) -> list[list[object]]:
        codes = {"18+": "20300", "65+": "80200"}
        self.unit_at, self.group_at, self.factor = "", "", 1
        sex = ["Geslacht"] if self.said.part or self.rng.random() < 0.3 else []
        rows: list[list[object]] = [
            [
                "ID",
                "Leeftijd",
                *sex,
                "Marges",
                "WijkenEnBuurten",
                "Perioden",
                *(f"{m}_{n}" for n, m in enumerate(self.said.measures, 7)),
            ]
        ]
        for group in self.said.groups:
            for year in self.said.years:
                for code in self.said.regions:
                    figures = [f"{self.said.figures[m, group, code, year]:9.1f}" for m in self.said.measures]
                    shown = {"NL00": "NL01"}.get(code, code)
                    whom = ["4000" if self.said.part else "T001038"] if sex else []
                    rows.append(
                        [
                            str(len(rows)),
                            codes[group],
                            *whom,
                            "MW00000",
                            f"{shown:<10}",
                            f"{year}JJ00",
                            *figures,
                        ]
                    )
        return rows

    def by_year(self) -> list[list[object]]:
        """A column per year, of one measure that is not named."""
        measure = self.said.measures[0]
        self.labelled_year = False
        for key in [key for key in self.said.figures if key[0] != measure]:
            del self.said.figures[key]
        extra, cells = self.front([])
        heads = [*extra, *self.region_heads(), *(["Groep"] if self.group_at == "column" else [])]
        unit = f" ({self.how.unit})" if self.unit_at == "heading" else ""
        rows: list[list[object]] = [[*heads, *(f"{year}{unit}" for year in self.said.years)]]
        if self.unit_at == "line":
            rows.append([*[""] * len(heads), *[self.how.unit] * len(self.said.years)])
        for code in self.said.regions:
            for group in self.said.groups if self.group_at == "column" else self.said.groups[:1]:
                row = [
                    *cells,
                    *self.region(code),
                    *([self.group_words[group]] if self.group_at == "column" else []),
                ]
                rows.append(
                    [
                        *row,
                        *(
                            self.number(self.said.figures[measure, group, code, year])
                            for year in self.said.years
                        ),
                    ]
                )
        return rows

    def by_measure_and_year(self) -> list[list[object]]:
        """Two lines of headings; the upper one spans."""
        self.labelled_year = False
        if self.group_at == "column":
            self.group_at = "heading"
        extra, cells = self.front([])
        heads = [*extra, *self.region_heads()]
        columns = [(m, g, y) for m in self.said.measures for g in self.said.groups for y in self.said.years]
        upper: list[object] = []
        for place, (m, g, _) in enumerate(columns):
            first = place == 0 or columns[place - 1][:2] != (m, g)
            upper.append(self.heading(m, g, None) if first else "")
        rows = [[*heads, *upper], [*[""] * len(heads), *(str(y) for _, _, y in columns)]]
        if self.part_at == "line":
            rows.insert(0, [*[""] * len(heads), *[self.said.part] * len(columns)])
        if self.unit_at == "line":
            rows.append([*[""] * len(heads), *[self.how.unit] * len(columns)])
        for code in self.said.regions:
            rows.append(
                [
                    *cells,
                    *self.region(code),
                    *(self.number(self.said.figures[m, g, code, y]) for m, g, y in columns),
                ]
            )
        return rows

    def lines(self) -> list[list[object]]:
        """As StatLine gives it: a line of headings per dimension, each with its name in front."""
        self.labelled_year = False
        columns = [(m, g, y) for m in self.said.measures for g in self.said.groups for y in self.said.years]
        heads = self.region_heads()
        extra, cells = self.front([])
        blank: list[object] = [""] * (len(heads) + len(extra) - 1)
        rows: list[list[object]] = [["Onderwerp", *blank, *(self.words[m] for m, _, _ in columns)]]
        if self.group_at in ("heading", "column"):
            rows.append(["Leeftijd", *blank, *(self.group_words[g] for _, g, _ in columns)])
            self.group_at = "line"
        if self.part_at in ("line", "heading"):
            rows.append(["Geslacht", *blank, *[self.said.part] * len(columns)])
        rows.append(["Perioden", *blank, *(str(y) for _, _, y in columns)])
        self.rng.shuffle(rows)
        last = [self.how.unit if self.unit_at in ("line", "heading") else ""] * len(columns)
        rows.append([*extra, *heads, *last])
        for code in self.said.regions:
            rows.append(
                [
                    *cells,
                    *self.region(code),
                    *(self.number(self.said.figures[m, g, code, y]) for m, g, y in columns),
                ]
            )
        return rows

    def turned(self) -> list[list[object]]:
        """A column per region."""
        self.group_at = "heading" if self.group_at == "column" else self.group_at
        self.year_at = "heading" if self.year_at == "column" else self.year_at
        in_heading = self.year_at == "heading"
        self.labelled_year = not in_heading
        regions = [self.region(code)[-1] for code in self.said.regions]
        rows: list[list[object]] = [[self.rng.choice(["Onderwerp", ""]), *regions]]
        for m in self.said.measures:
            for g in self.said.groups:
                for y in self.said.years if in_heading else self.said.years[:1]:
                    cells = [self.number(self.said.figures[m, g, code, y]) for code in self.said.regions]
                    rows.append([self.heading(m, g, y if in_heading else None), *cells])
        return rows

    # -- files ---------------------------------------------------------------------------------------------------------

    def file(self, rows: list[list[object]]) -> Path:
        width = max(len(row) for row in rows)
        padded = self.rng.random() < 0.5
        rows = [[*row, *[""] * (width - len(row))] if padded else row for row in rows]
        if self.how.kind == "xlsx":
            return self.xlsx(rows)
        if self.how.kind == "xls":
            return self.xls(rows)
        if self.how.kind == "ods":
            return self.ods(rows)
        return self.csv(rows)

    def csv(self, rows: list[list[object]]) -> Path:
        out = io.StringIO()
        text = [[str(cell) for cell in row] for row in rows]
        quoting = self.how.quoting
        if quoting == csv.QUOTE_NONE and any(
            self.how.sign in cell or '"' in cell for row in text for cell in row
        ):
            if self.rng.random() < 0.5:
                quoting = csv.QUOTE_MINIMAL
            else:
                # A program that does not quote parts a number with a decimal comma in two.
                out.write(self.how.ends.join(self.how.sign.join(row) for row in text) + self.how.ends)
        if not out.getvalue():
            csv.writer(out, delimiter=self.how.sign, lineterminator=self.how.ends, quoting=quoting).writerows(
                text
            )
        words = out.getvalue()
        encoding, mark = self.how.encoding, b""
        if encoding.endswith("-bom"):
            encoding = encoding.removesuffix("-bom")
            mark = b"\xff\xfe" if encoding == "utf-16-le" else b"\xfe\xff"
        file = self.folder / self.rng.choice(["cijfers.csv", "cijfers.txt", "cijfers.tsv"])
        file.write_bytes(mark + words.encode(encoding, "replace"))
        return file

    def xlsx(self, rows: list[list[object]]) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
        file = self.folder / "cijfers.xlsx"
        book.save(file)
        return file

    def xls(self, rows: list[list[object]]) -> Path:
        book = xlwt.Workbook()
        sheet = book.add_sheet("Blad1")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(number, column, cell)
        file = self.folder / "cijfers.xls"
        book.save(str(file))
        return file

    def ods(self, rows: list[list[object]]) -> Path:
        file = self.folder / "cijfers.ods"
        write_ods(file, rows)
        return file


def write_ods(file: Path, rows: list[list[object]]) -> None:
    """Write the least that is an OpenDocument sheet."""

    def cell(value: object) -> str:
        if value == "" or value is None:
            return "<table:table-cell/>"
        if isinstance(value, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{value!r}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    lines = "".join(
        f"<table:table-row>{''.join(cell(value) for value in row)}</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Blad1">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("content.xml", content)
        packed.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
