"""Which layout a file has: the upstream format that the source's own reader knows, or a table that people made.

The readers of loaders.sources go first: they know their publisher's files to the letter. They refuse a file as a
whole, though, so one that somebody has worked in ("geheim" in a cell, a title above) goes to ``table``, which refuses
row by row.
"""

from __future__ import annotations

import csv
import importlib
import tempfile
from pathlib import Path

import pandas as pd

from loaders.catalogue import Source
from loaders.errors import SourceError
from loaders.workbook import sheets, table
from loaders.workbook.cells import number, text
from loaders.workbook.found import WHERE_COLUMNS, Found
from loaders.workbook.headings import Hints
from loaders.workbook.measures import Measures
from loaders.workbook.sheets import Sheet

#: The readers of delimited text: sign between columns, encoding, decimal sign.
_DIALECTS = {
    "typed_dataset": (";", "utf-8", "."),
    "statline_export": (";", "utf-8", ","),
    "debt_dashboard": (";", "cp1252", ","),
    "national_trust": (";", "utf-8", "."),
    "wellbeing_monitor": (",", "utf-8", "."),
    "compiled": (",", "utf-8", "."),
}
#: Headings by which a file of that format is known, for sources that are usually read from another.
_KNOWN_BY: dict[str, frozenset[str]] = {
    "typed_dataset": frozenset({"ID", "WijkenEnBuurten"}),
    "statline_export": frozenset({"Perioden", "Regio's"}),
    "wellbeing_monitor": frozenset({"indicator", "statcode", "year", "value", "edition"}),
}
_JSON = (".json", ".jsonl", ".geojson")


def understand(
    files: list[Path], source: Source, measures: Measures, hints: Hints, wanted_sheet: str | None = None
) -> list[Found]:
    """Return what the files say, one Found per sheet or file.

    Errors: SourceError for a file that is missing, broken, or has no layout that the monitor knows.
    """
    if any(file.suffix.lower() in _JSON for file in files):
        return [_by_reader_alone(files, source, measures, hints)]
    return [_one(file, source, measures, hints, wanted_sheet) for file in files]


def _by_reader_alone(files: list[Path], source: Source, measures: Measures, hints: Hints) -> Found:
    if source.reader is None or source.reader in _DIALECTS:
        raise SourceError(
            files[0],
            f"de bron {source.id} leest geen JSON.",
            "een werkmap (.xlsx) of CSV",
            "gebruik het sjabloon",
        )
    return _found(_read(source.reader, files, source, hints), measures, source.reader, "")


def _one(file: Path, source: Source, measures: Measures, hints: Hints, wanted: str | None) -> Found:
    if source.reader == "typed_dataset" and wanted is None and (name := sheets.only_sheet(file)):
        # RIVM's workbooks are large: the reader alone, before the sheet is looked at cell by cell.
        try:
            return _found(_read("typed_dataset", [file], source, hints), measures, "typed_dataset", name)
        except SourceError:
            pass
    every = sheets.read(file)
    if wanted is not None:
        chosen = [sheet for sheet in every if text(sheet.name).casefold() == text(wanted).casefold()]
        if not chosen:
            names = ", ".join(f"'{sheet.name}'" for sheet in every)
            raise SourceError(file, f"blad '{wanted}' is er niet.", f"een van: {names}")
    else:
        chosen = [sheet for sheet in every if sheet.visible]
        if not chosen:
            names = ", ".join(f"'{sheet.name}'" for sheet in every)
            raise SourceError(file, "alle bladen zijn verborgen.", todo=f"kies er een met --sheet: {names}")
    found: Found | None = None
    problems: list[tuple[Sheet, SourceError]] = []
    also: list[str] = []
    for sheet in chosen:
        if found is not None and len(sheet.rows) > 5000:
            also.append(f"blad '{sheet.name}'")
            continue
        try:
            this = _sheet(file, sheet, every.index(sheet), source, measures, hints)
        except SourceError as error:
            problems.append((sheet, error))
            continue
        if found is None or (not found.figures and this.figures):
            found = this
        elif this.figures:
            also.append(f"blad '{sheet.name}' ({this.figures} cijfers)")
    if found is None:
        raise next((error for sheet, error in problems if any(map(any, sheet.rows))), problems[0][1])
    if also:
        found.notes.append(f"Ook op {', '.join(also)} staan cijfers; lees een ander blad met --sheet.")
    hidden = [f"'{sheet.name}'" for sheet in every if not sheet.visible and sheet.name != found.sheet]
    if hidden:
        found.notes.append(f"Verborgen, dus niet gelezen: blad {', '.join(hidden)}.")
    silent = [f"'{sheet.name}'" for sheet, _ in problems]
    if silent:
        found.notes.append(f"Zonder tabel, dus niet gelezen: blad {', '.join(silent)}.")
    return found


def _sheet(file: Path, sheet: Sheet, place: int, source: Source, measures: Measures, hints: Hints) -> Found:
    failed: dict[str, SourceError] = {}
    for reader in _readers_for(sheet, source):
        try:
            if file.suffix.lower() in sheets.TEXT or (reader == "typed_dataset" and place == 0):
                frame = _read(reader, [file], source, hints)
            else:
                frame = _through_text(file, sheet, reader, source, hints)
            found = _found(frame, measures, reader, sheet.name)
        except SourceError as error:
            failed[reader] = error
            continue
        if len(found.frame):
            return found
        failed[reader] = _of_another(file, frame, source, measures)
    own = failed.get(source.reader or "")
    try:
        found = table.read(file, sheet, measures, _with_source(hints, source))
    except SourceError as error:
        # The reader's message is the better one where the headings are those of its format.
        failing = next((name for name in failed if _is_format(sheet, name)), None)
        raise failed[failing] if failing is not None else error from None
    if own is not None and _is_format(sheet, source.reader):
        found.notes.append(
            f"Niet het bestand zoals de uitgever het geeft ({own.problem}); daarom per rij gelezen."
        )
    return found


def _of_another(file: Path, frame: pd.DataFrame, source: Source, measures: Measures) -> SourceError:
    there, wanted = sorted(frame["measure"].unique()), [f"'{name}'" for name in measures]
    return SourceError(
        file,
        f"de onderwerpen in dit bestand vult de bron {source.id} niet: {'; '.join(there[:6])}"
        + (f" en {len(there) - 6} andere." if len(there) > 6 else "."),
        f"een van {', '.join(wanted[:6])}",
        "controleer of dit de goede bron is (--dataset)",
    )


def _with_source(hints: Hints, source: Source) -> Hints:
    options = {**source.options, **hints.options}
    return Hints(hints.year, hints.population, hints.measure, hints.fractions, options)


def _is_format(sheet: Sheet, reader: str | None) -> bool:
    top = {text(cell) for cell in sheet.rows[0]} if sheet.rows else set()
    return reader in _KNOWN_BY and _KNOWN_BY[str(reader)] <= top


def _readers_for(sheet: Sheet, source: Source) -> list[str]:
    own = [source.reader] if source.reader in _DIALECTS else []
    return [*own, *(reader for reader in _KNOWN_BY if reader not in own and _is_format(sheet, reader))]


def _read(reader: str, files: list[Path], source: Source, hints: Hints) -> pd.DataFrame:
    options = {**source.options, **hints.options}
    if hints.year is not None:
        options["year"] = str(hints.year)
    if hints.population is not None:
        options["population"] = hints.population
    frame: pd.DataFrame = importlib.import_module(f"loaders.sources.{reader}").read(files, options)
    return frame


def _through_text(file: Path, sheet: Sheet, reader: str, source: Source, hints: Hints) -> pd.DataFrame:
    """Give a sheet to a reader of text: what the publisher gives as CSV, saved as a workbook."""
    sign, encoding, decimal = _DIALECTS[reader]

    def written(row: int, column: int, cell: object) -> str:
        if isinstance(cell, float) and not isinstance(cell, bool):
            value = number(cell, percent_format=(row, column) in sheet.percent).value
            return "" if value is None else text(value).replace(".", decimal)
        return text(cell)

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"{file.stem}.csv"
        with copy.open("w", encoding=encoding, errors="replace", newline="") as lines:
            writer = csv.writer(lines, delimiter=sign)
            for number_, row in enumerate(sheet.rows):
                if any(text(cell) for cell in row):
                    writer.writerow([written(number_, column, cell) for column, cell in enumerate(row)])
        return _read(reader, [copy], source, hints)


def _found(frame: pd.DataFrame, measures: Measures, reader: str, sheet: str) -> Found:
    """Keep what the source fills; a StatLine table has a hundred topics more."""
    known = {measure: measures.verbatim(measure) for measure in frame["measure"].unique()}
    other = sorted(measure for measure, name in known.items() if name is None)
    frame = frame.assign(measure=frame["measure"].map(known), where="")
    frame = frame[frame["measure"].notna()].reset_index(drop=True)
    notes = []
    if other:
        shown = "; ".join(other[:6]) + (f" en {len(other) - 6} andere" if len(other) > 6 else "")
        notes.append(f"Onderwerpen die deze bron in de monitor niet vult: {shown}.")
    return Found(frame[WHERE_COLUMNS], f"bestand van de uitgever (lezer {reader})", sheet, [], notes)
