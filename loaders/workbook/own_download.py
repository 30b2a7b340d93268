"""A download of the monitor itself that is brought in again: its figures come back as what they were.

What the monitor calculated, quoted or left open stays that: only the rows that a source published are figures of that
source. Two files have figures: the CSV of a page, in Dutch, and the CSV of the open data. Of other downloads (a profile,
rounded for reading) it is not known where a figure came from: those are refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from intake.files.sheet import Sheet
from intake.tables import cells
from intake.tables.cells import plain, text
from intake.tables.groups import group_of
from intake.tables.layout import row_name
from intake.tables.measures import Measures
from intake.tables.sheet_figures import WHERE_COLUMNS, Refusal, SheetFigures, empty_frame
from loaders.raw import raw_frame
from monitor.catalogue import Dataset, Source
from monitor.errors import SourceError
from monitor.observations import CALCULATED, GAP, PUBLISHED, QUOTED

#: Heading -> the column of the data contract.
_PAGE = {
    "Indicator": "indicator", "Groep": "population", "Regiocode": "region", "Jaar": "year", "Waarde": "value",
    "Ondergrens": "lower", "Bovengrens": "upper", "Status": "status", "Waarom geen cijfer": "missing",
    "Herkomst": "origin", "Berekening": "calculation", "Bron": "source",
}  # fmt: skip
_OPEN_DATA = {
    name: name
    for name in ("indicator", "population", "region", "year", "value", "lower", "upper", "status", "missing", "origin",
                 "coverage", "source")
}  # fmt: skip
#: Of files from before there was a column of origins, a calculation is known by these.
_CALCULATED_BY = ("calculation", "coverage")
#: What a heading of the monitor's own files looks like, also of those without figures to take back.
_OWN = frozenset({"Indicator", "Waarde", "Bron", "Licentie"})
_WHY = {
    CALCULATED: "eigen berekeningen van de monitor; die blijven dat, en worden opnieuw gemaakt",
    QUOTED: "cijfers die met de hand zijn overgenomen; die staan in data/catalogue/single_figures.yaml",
    GAP: "plekken waar de bron geen cijfer heeft",
    "": "rijen van een andere bron of indicator",
}
_WITHIN = 5


@dataclass(frozen=True)
class _Download:
    sheet: Sheet
    header: int
    #: Column of the data contract -> its place in the sheet.
    at: dict[str, int]
    decimal: str


def read(sheet: Sheet, source: Source, measures: Measures) -> SheetFigures | None:
    """Return what a download of the monitor says of a source, None for any other sheet.

    Errors: SourceError for a download of which the origin of the figures is not known.
    """
    download = _known(sheet)
    if download is None:
        return None
    rows: list[dict[str, Any]] = []
    refused: list[Refusal] = []
    left: Counter[str] = Counter()
    for number in range(download.header + 1, len(sheet.rows)):
        cell_of = {name: sheet.cell(number, column) for name, column in download.at.items()}
        if not any(text(cell) for cell in cell_of.values()):
            continue
        origin = _origin(cell_of)
        dataset = _dataset(cell_of, source, measures)
        if dataset is None or origin != PUBLISHED:
            left["" if dataset is None else origin] += 1
            continue
        row, problem = _row(cell_of, dataset, measures, download.decimal)
        where = row_name(number, sheet)
        if problem:
            refused.append(Refusal(where, text(cell_of["region"]), problem))
        else:
            rows.append({**row, "where": where})
    notes = [f"{count} {_WHY[origin]}." for origin, count in sorted(left.items())]
    frame = raw_frame(rows).assign(where=[row["where"] for row in rows]) if rows else empty_frame()
    return SheetFigures(frame[WHERE_COLUMNS], "download van de monitor zelf", sheet.name, refused, notes)


def _known(sheet: Sheet) -> _Download | None:
    for number, row in enumerate(sheet.rows[:_WITHIN]):
        names = {text(cell): column for column, cell in enumerate(row) if text(cell)}
        for headings, decimal in ((_PAGE, ","), (_OPEN_DATA, ".")):
            at = {column: names[name] for name, column in headings.items() if name in names}
            needed = {"indicator", "population", "region", "year", "value", "source"}
            if needed <= set(at) and ("origin" in at or any(name in at for name in _CALCULATED_BY)):
                return _Download(sheet, number, at, decimal)
        if set(names) >= _OWN:
            raise SourceError(
                sheet.file,
                "dit is een overzicht van de monitor zelf, met afgeronde cijfers waarvan de herkomst er niet bij staat.",
                todo="gebruik de download 'Cijfers (CSV voor Excel)' of die van de open data",
            )
    return None


def _origin(cell_of: dict[str, object]) -> str:
    origin = text(cell_of.get("origin"))
    if "origin" in cell_of:
        return origin or PUBLISHED
    if any(text(cell_of.get(name)) for name in _CALCULATED_BY):
        return CALCULATED
    # Before there was a column of origins a row without a figure could be the source's or the monitor's.
    return PUBLISHED if text(cell_of["value"]) else GAP


def _dataset(cell_of: dict[str, object], source: Source, measures: Measures) -> Dataset | None:
    """The dataset of this source that a row came from, None where it came from another source."""
    if text(cell_of["source"]) not in (source.id, source.attribution):
        return None
    year = cells.year(cell_of["year"]).year
    for measure in measures:
        for indicator, dataset in measures.uses(measure):
            groups = (
                (dataset.population,) if dataset.population else dataset.populations or indicator.populations
            )
            if (
                plain(cell_of["indicator"]) in (plain(indicator.id), plain(indicator.title))
                and group_of(cell_of["population"], groups) in groups
                and (dataset.years is None or year in dataset.years)
            ):
                return dataset
    return None


def _row(
    cell_of: dict[str, object], dataset: Dataset, measures: Measures, decimal: str
) -> tuple[dict[str, Any], str | None]:
    read = {name: cells.number(cell_of.get(name), decimal=decimal) for name in ("value", "lower", "upper")}
    status, wrong = cells.status(cell_of.get("status"))
    missing, unknown = cells.reason(cell_of.get("missing"))
    year = cells.year(cell_of["year"])
    problem = next((reading.problem for reading in read.values() if reading.problem), None)
    problem = problem or wrong or unknown or year.problem
    groups = measures.populations(dataset.measure)
    row = {
        "measure": dataset.measure,
        "population": group_of(cell_of["population"], groups) or "",
        "region": text(cell_of["region"]),
        "year": year.year or 0,
        **{name: reading.value for name, reading in read.items()},
        "status": status or "",
        "missing": missing,
    }
    return row, problem
