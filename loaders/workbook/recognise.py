"""Which layout a file has: the upstream format that the source's own reader knows, or a table that people made.

The readers of loaders.sources go first: they know their publisher's files to the letter. They refuse a file as a
whole, though, so one that somebody has worked in ("geheim" in a cell, a title above) goes to ``table``, which refuses
row by row. A download of the monitor itself is known by its headings, and comes back as what it was.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from intake.files.limits import LIMITS, Limits
from intake.files.read import sheets
from intake.files.sheet import Sheet
from intake.tables import table
from intake.tables.cells import text
from intake.tables.hints import Hints
from intake.tables.measures import Measures
from intake.tables.sheet_figures import WHERE_COLUMNS, SheetFigures
from loaders.raw import Readable
from loaders.workbook import own_download
from monitor.catalogue import Source
from monitor.errors import SourceError

log = logging.getLogger(__name__)

#: The readers of tables, each with the headings that it cannot do without; the others read JSON or what was copied by hand.
_TABLES: dict[str, tuple[frozenset[str], ...]] = {
    "typed_dataset": (frozenset({"WijkenEnBuurten"}), frozenset({"RegioS"})),
    "statline_export": (frozenset({"Perioden"}),),
    "debt_dashboard": (frozenset({"jaar"}),),
    "national_trust": (frozenset({"Migratieachtergrond", "Periode"}),),
    "wellbeing_monitor": (frozenset({"indicator", "statcode", "year", "value", "edition"}),),
    "compiled": (frozenset({"indicator_id", "region_code", "year", "value", "unit"}),),
}
#: Headings by which a file of that format is known, for sources that are usually read from another.
_KNOWN_BY: dict[str, frozenset[str]] = {
    "typed_dataset": frozenset({"ID", "WijkenEnBuurten"}),
    "statline_export": frozenset({"Perioden", "Regio's"}),
    "wellbeing_monitor": frozenset({"indicator", "statcode", "year", "value", "edition"}),
}
_JSON = (".json", ".jsonl", ".geojson")
#: A sheet with more rows than this is not read as well when a table was found already.
_LARGE = 5000


def understand(
    files: list[Path],
    source: Source,
    measures: Measures,
    hints: Hints,
    wanted_sheet: str | None = None,
    limits: Limits = LIMITS,
) -> list[SheetFigures]:
    """Return what the files say, one SheetFigures per sheet or file.

    Errors: SourceError for a file that is missing, too large, broken, or has no layout that the monitor knows; and for
    whatever else goes wrong with it, of which the log has the cause.
    """
    try:
        if any(file.suffix.lower() in _JSON for file in files):
            return [_by_reader_alone(files, source, measures, hints)]
        return [_one(file, source, measures, hints, wanted_sheet, limits) for file in files]
    except SourceError:
        raise
    except Exception as error:
        log.exception("%s could not be read", ", ".join(file.name for file in files))
        raise SourceError(
            files[0],
            "dit bestand kon niet worden gelezen; het logboek zegt waarom.",
            todo="zet de cijfers in het sjabloon: python -m loaders.add --dataset ... --template sjabloon.xlsx",
        ) from error


def _by_reader_alone(files: list[Path], source: Source, measures: Measures, hints: Hints) -> SheetFigures:
    if source.reader is None or source.reader in _TABLES:
        raise SourceError(
            files[0],
            f"de bron {source.id} leest geen JSON.",
            "een werkmap (.xlsx) of CSV",
            "gebruik het sjabloon",
        )
    return _figures_of_reader(_read(source.reader, files, source, hints), measures, source.reader, "")


def _one(
    file: Path, source: Source, measures: Measures, hints: Hints, wanted: str | None, limits: Limits
) -> SheetFigures:
    every = sheets(file, limits)
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
    best: SheetFigures | None = None
    problems: list[tuple[Sheet, SourceError]] = []
    also: list[str] = []
    for sheet in chosen:
        if best is not None and len(sheet.rows) > _LARGE:
            also.append(f"blad '{sheet.name}'")
            continue
        try:
            this = _sheet(sheet, source, measures, hints)
        except SourceError as error:
            problems.append((sheet, error))
            continue
        if best is None or (not best.figures and this.figures):
            best = this
        elif this.figures:
            also.append(f"blad '{sheet.name}' ({this.figures} cijfers)")
    if best is None:
        raise next((error for sheet, error in problems if any(map(any, sheet.rows))), problems[0][1])
    if also:
        best.notes.append(f"Ook op {', '.join(also)} staan cijfers; lees een ander blad met --sheet.")
    hidden = [f"'{sheet.name}'" for sheet in every if not sheet.visible and sheet.name != best.sheet]
    if hidden:
        best.notes.append(f"Verborgen, dus niet gelezen: blad {', '.join(hidden)}.")
    silent = [f"'{sheet.name}'" for sheet, _ in problems]
    if silent:
        best.notes.append(f"Zonder tabel, dus niet gelezen: blad {', '.join(silent)}.")
    return best


def _sheet(sheet: Sheet, source: Source, measures: Measures, hints: Hints) -> SheetFigures:
    if (own := own_download.read(sheet, source, measures)) is not None:
        return own
    failed: dict[str, SourceError] = {}
    others: list[str] = []
    for reader in _readers_for(sheet, source):
        try:
            frame = _read(reader, [sheet], source, hints)
        except SourceError as error:
            failed[reader] = error
            continue
        figures = _figures_of_reader(frame, measures, reader, sheet.name)
        if len(figures.frame):
            return figures
        failed[reader] = _of_another(sheet.file, frame, source, measures)
        others.append(reader)
    own_error = failed.get(source.reader or "")
    another = next((failed[name] for name in others), None)
    try:
        figures = table.read(sheet, measures, _with_source(hints, source))
    except SourceError as error:
        # The reader's message is the better one where the headings are those of its format.
        failing = next((name for name in failed if _is_format(sheet, name)), None)
        raise failed[failing] if failing is not None else error from None
    if figures.frame.empty and not figures.refused and another is not None:
        raise another
    if own_error is not None and _is_format(sheet, source.reader):
        figures.notes.append(
            f"Niet het bestand zoals de uitgever het geeft ({own_error.problem}); daarom per rij gelezen."
        )
    return figures


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
    return reader in _KNOWN_BY and _KNOWN_BY[str(reader)] <= _top(sheet)


def _top(sheet: Sheet) -> set[str]:
    first = next((row for row in sheet.rows if any(text(cell) for cell in row)), [])
    return {text(cell) for cell in first}


def _readers_for(sheet: Sheet, source: Source) -> list[str]:
    top = _top(sheet)
    reader = source.reader or ""
    own = [reader] if any(needed <= top for needed in _TABLES.get(reader, ())) else []
    return [*own, *(reader for reader in _KNOWN_BY if reader not in own and _is_format(sheet, reader))]


def _read(reader: str, files: Sequence[Readable], source: Source, hints: Hints) -> pd.DataFrame:
    options = {**source.options, **hints.options}
    if hints.year is not None:
        options["year"] = str(hints.year)
    if hints.population is not None:
        options["population"] = hints.population
    frame: pd.DataFrame = importlib.import_module(f"loaders.sources.{reader}").read(files, options)
    return frame


def _figures_of_reader(frame: pd.DataFrame, measures: Measures, reader: str, sheet: str) -> SheetFigures:
    """Keep what the source fills; a StatLine table has a hundred topics more."""
    known = {measure: measures.verbatim(measure) for measure in frame["measure"].unique()}
    other = sorted(measure for measure, name in known.items() if name is None)
    frame = frame.assign(measure=frame["measure"].map(known), where="")
    frame = frame[frame["measure"].notna()].reset_index(drop=True)
    notes = []
    if other:
        shown = "; ".join(other[:6]) + (f" en {len(other) - 6} andere" if len(other) > 6 else "")
        notes.append(f"Onderwerpen die deze bron in de monitor niet vult: {shown}.")
    return SheetFigures(frame[WHERE_COLUMNS], f"bestand van de uitgever (lezer {reader})", sheet, [], notes)
