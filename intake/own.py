"""A file with figures of somebody's own, understood: what it is about, its figures, and row by row what not and why.

It is read in a process of its own, with a ceiling on its memory and its time: a stranger's file cannot hold up who else
asks, and nothing of it stays behind in what this process remembers. Nothing is written; the file goes through a pipe.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from intake.files.apart import restrict
from intake.files.limits import Limits, check_packed, too_large
from intake.files.read import EXCEL, sheets
from intake.files.sheet import Sheet
from intake.tables import table
from intake.tables.hints import Hints
from intake.tables.measures import Measures
from intake.tables.places import name_of
from intake.tables.possible import refuse, without_impossible
from intake.tables.sheet_figures import WHERE_COLUMNS, Refusal
from intake.tables.subjects import Subject, subjects
from monitor.catalogue import Base, Catalogue, Dataset, Indicator, Quantity, Source, Theme
from monitor.errors import SourceError
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.units import COUNTS, SHARES, Unit

log = logging.getLogger(__name__)

#: The most that such a file may be.
LIMITS = Limits(
    packed=10_000_000, unpacked=100_000_000, rows=100_000, columns=500, cells=2_000_000, sheets=50, seconds=30
)
#: Whose figures are read: of another province nothing can be shown beside them.
REGIONS = (*GEMEENTEN, PROVINCE, NEDERLAND)

_ROOT = Path(__file__).resolve().parents[1]
_COMMAND = "from intake.own import answer; answer()"
#: What stands for the figure while it has no name.
_SOURCE, _INDICATOR, _GROUP, _NAMELESS = "eigen_bron", "eigen_cijfer", "allen", "het cijfer"


@dataclass(frozen=True)
class FileToRead:
    """A file and what its owner says of it; None and empty where the file is to say it. ``sheet`` and ``subject``: which
    of those in the file; ``fractions``: percentages stand in it as 0.123; ``options``: as of :class:`Hints`."""

    name: str
    content: bytes = field(repr=False)
    sheet: str | None = None
    subject: str | None = None
    unit: Unit | None = None
    year: int | None = None
    fractions: bool = False
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Understood:
    """``sheets``: the visible ones; ``subjects``: what this sheet has figures of. ``rows``: the figures of one of them
    (``WHERE_COLUMNS``), of the regions of :data:`REGIONS`. ``notes``: what was left out on purpose, and what of the file
    was not used, in Dutch sentences. ``unit``: of the figures, as asked or as the file says it, None where neither does.
    """

    sheets: tuple[str, ...]
    sheet: str
    subjects: tuple[Subject, ...]
    subject: str
    unit: Unit | None
    rows: pd.DataFrame
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


def understand(asked: FileToRead) -> Understood:
    """What a file says. Takes a second or more. Errors: SourceError for whatever stands in the way, in Dutch."""
    file = Path(asked.name)
    check_packed(file, len(asked.content), LIMITS)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _COMMAND],
            input=pickle.dumps(asked),
            capture_output=True,
            timeout=2 * LIMITS.seconds,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(file, "dit bestand lezen duurt te lang.", todo=_SMALLER) from None
    if done.returncode or not done.stdout:
        # Not what it said: that may quote the file.
        log.warning("a file of a reader: reading it ended with %s", done.returncode)
        raise too_large(file, "het vraagt meer tijd of geheugen dan de monitor ervoor heeft")
    understood, refused = pickle.loads(done.stdout)
    if refused is not None:
        raise SourceError(file, **refused)
    assert isinstance(understood, Understood)
    return understood


_SMALLER = "bewaar alleen het blad en de jaren met de cijfers in een nieuw bestand"


def answer() -> None:
    """In the process of its own: read what standard input holds, and write what came of it."""
    asked: FileToRead = pickle.load(sys.stdin.buffer)
    restrict(LIMITS)
    result: tuple[Understood | None, dict[str, str] | None]
    try:
        result = read(asked), None
    except SourceError as error:
        result = None, {"problem": error.problem, "expected": error.expected, "todo": error.todo}
    except MemoryError:
        raise
    except Exception:
        todo = "zet de cijfers in het sjabloon van deze pagina"
        result = None, {"problem": "dit bestand kon niet worden gelezen.", "expected": "", "todo": todo}
    pickle.dump(result, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


def read(asked: FileToRead) -> Understood:
    """:func:`understand`, in this process."""
    file = Path(asked.name)
    every = sheets(file, LIMITS, asked.content)
    visible = [sheet for sheet in every if sheet.visible and sheet.rows]
    if not visible:
        raise SourceError(
            file,
            "alle bladen zijn verborgen of leeg.",
            todo="maak het blad met de cijfers zichtbaar en sla het bestand op",
        )
    sheet, subjects_of_sheet = _with_table(visible, asked.sheet)
    subject = next((one for one in subjects_of_sheet if one.name == asked.subject), subjects_of_sheet[0])
    unit = asked.unit or subject.unit
    figures = table.read(sheet, _measures(subject.name, unit or "procent"), _hints(asked, subject))
    refused, notes = list(figures.refused), [*_about_file(asked, every, visible, sheet), *figures.notes]
    rows = figures.frame.assign(indicator=_INDICATOR)
    beyond = rows[~rows["region"].isin(REGIONS)]["region"].drop_duplicates()
    if len(beyond):
        shown = ", ".join(name_of(str(code)) for code in beyond[:3])
        more = f" en {len(beyond) - 3} andere" if len(beyond) > 3 else ""
        notes.append(f"Gebieden buiten Drenthe zijn niet gelezen: {shown}{more}.")
        rows = rows[rows["region"].isin(REGIONS)]
    rows = without_impossible(rows, {_INDICATOR: unit or "procent"}, refused)
    values = rows["value"].dropna()
    if (unit or "procent") == "procent" and not asked.fractions and len(values) and 0 < values.max() <= 1:
        why = "dit lijken breuken (0,123 voor 12,3%): zet hieronder aan dat de procenten als breuk in het bestand staan"
        rows = refuse(rows, rows["value"].notna(), why, refused)
    return Understood(
        tuple(one.name for one in visible),
        sheet.name,
        tuple(subjects_of_sheet),
        subject.name,
        unit,
        rows[WHERE_COLUMNS].reset_index(drop=True),
        tuple(refused),
        tuple(notes),
    )


def _with_table(visible: list[Sheet], wanted: str | None) -> tuple[Sheet, list[Subject]]:
    """The sheet asked for, else the first with a table of regions, and what it gives figures of."""
    nothing = Measures(Catalogue(themes=(), sources={}), _source())
    chosen = [sheet for sheet in visible if sheet.name == wanted] or visible
    problem: SourceError | None = None
    for sheet in chosen:
        try:
            return sheet, subjects(sheet, nothing)
        except SourceError as error:
            problem = problem or error
    assert problem is not None
    raise problem


def _hints(asked: FileToRead, subject: Subject) -> Hints:
    # Without a name of its own the table is about the one thing that it is about.
    measure = None if subject.name else _NAMELESS
    return Hints(asked.year, None, measure, asked.fractions, dict(asked.options))


def _about_file(asked: FileToRead, every: list[Sheet], visible: list[Sheet], read: Sheet) -> list[str]:
    """What of the file is not figures, and was not used."""
    notes = []
    hidden = [f"'{sheet.name}'" for sheet in every if not sheet.visible]
    if hidden:
        notes.append(f"Verborgen, dus niet gelezen: blad {', '.join(hidden)}.")
    others = [f"'{sheet.name}'" for sheet in visible if sheet is not read]
    if others:
        notes.append(f"Niet gelezen: blad {', '.join(others)}. U kunt hieronder een ander blad kiezen.")
    if read.formulas:
        notes.append("Er staan formules in dit blad. Gelezen is de uitkomst die Excel erbij bewaarde.")
    parts = _parts(asked.content) if Path(asked.name).suffix.lower() in EXCEL else []
    if any(part.endswith(("vbaProject.bin", "Basic/script-lb.xml")) for part in parts):
        notes.append("Er zitten macro's in dit bestand. Die zijn niet uitgevoerd.")
    if any("externalLinks/" in part or part.endswith("connections.xml") for part in parts):
        notes.append("Dit bestand verwijst naar andere bestanden. Die zijn niet geopend.")
    return notes


def _parts(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.namelist()
    except zipfile.BadZipFile:
        return []


def _measures(name: str, unit: Unit) -> Measures:
    """The one measure that this file may fill."""
    measure = name or _NAMELESS
    quantity: Quantity = "aantal" if unit in COUNTS else "aandeel" if unit in SHARES else "gemiddelde"
    indicator = Indicator(
        id=_INDICATOR,
        theme="eigen",
        title=measure,
        short_title=measure[:34],
        unit=unit,
        decimals=2,
        polarity="neutraal",
        populations=(_GROUP,),
        base={_GROUP: Base(id="eigen", name=_GROUP, uncounted="Niet geteld.")},
        quantity=quantity,
        method="enquete",
        definition=measure,
        phrase="{value}",
        datasets=(Dataset(source=_SOURCE, measure=measure, population=_GROUP),),
    )
    theme = Theme(id="eigen", title="", intro="", order=1, indicators=(indicator,))
    source = _source()
    return Measures(Catalogue(themes=(theme,), sources={_SOURCE: source}), source)


def _source() -> Source:
    return Source(
        id=_SOURCE,
        publisher="",
        title="",
        edition="",
        licence="",
        accessed=date.min,
        attribution="",
        method="enquete",
        series=_SOURCE,
    )
