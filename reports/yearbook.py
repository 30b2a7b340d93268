"""``python -m reports.yearbook``: "Feiten & cijfers", the province, its gemeenten and groups per theme, as PDF and as slides.

Made of chapters that are kept as they are made: what was broken off goes on where it was. A file is there whole or not at all.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from datetime import date
from pathlib import Path

from babel.dates import get_month_names
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from monitor.catalogue import DATA
from monitor.freshness import in_words
from monitor.province import PROVINCE
from monitor.regions import name
from reports import pdf, slides
from reports.build import READING, edition_date
from reports.chapters import Chapter, Made, chapters, kept, write
from reports.model import FigureTable, Report, Section, Source, Text
from ui.data import catalogue

TITLE = "Feiten & cijfers"
#: How its files are called, before the day of the edition.
FILE = "feiten-en-cijfers"
ENDINGS = ("pdf", "pptx")
OUT = Path("build") / FILE
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "sociale-monitor" / FILE
#: What a refresh writes: which figures changed, in Dutch, the newest first.
CHANGES = DATA / "CHANGELOG.md"

_EDITION = re.compile(rf"{FILE}-(\d{{4}}-\d\d-\d\d)\.(?:{'|'.join(ENDINGS)})")
_DAY = re.compile(r"## (\d{1,2}) (\w+) (\d{4})")


def previous(out: Path, edition: date) -> date | None:
    """The day of the last edition before this one among the files of a folder; None without."""
    days = [
        date.fromisoformat(m[1]) for file in out.glob(f"{FILE}-*") if (m := _EDITION.fullmatch(file.name))
    ]
    return max((day for day in days if day < edition), default=None)


def what_is_new(log: str, since: date | None, edition: date) -> Section:
    """What changed in the figures after the last edition. ``log``: the text of the changelog; ``since``: that edition."""
    if since is None:
        changes: tuple[str, ...] = ("Dit is de eerste uitgave.",)
    else:
        changes = tuple(f"{in_words(day)}: {line}" for day, line in _changes(log) if since < day)
        if not changes:
            changes = (f"Sinds de vorige uitgave ({in_words(since)}) veranderde er geen cijfer.",)
    heading = f"Wat veranderde er sinds {in_words(since)}?" if since else "Wat is er nieuw?"
    small = f"In deze uitgave staan de cijfers zoals opgehaald tot en met {in_words(edition)}."
    return Section("nieuw", heading, (Text(changes, points=len(changes) > 1, small=small),))


def _changes(log: str) -> Iterator[tuple[date, str]]:
    """Each line of the changelog with its day."""
    months = {str(month): number for number, month in get_month_names(locale="nl_NL").items()}
    day: date | None = None
    for line in log.splitlines():
        if line.startswith("## "):
            match = _DAY.match(line)
            day = (
                date(int(match[3]), months[match[2]], int(match[1])) if match and match[2] in months else None
            )
        elif line.startswith("- ") and day:
            yield day, line.removeprefix("- ")


def book(chapters: Sequence[Made], new: Section) -> Report:
    """The whole as one report."""
    sources: dict[str, Source] = {}
    for chapter in chapters:
        for source in chapter.sources:
            sources.setdefault(source.attribution, source)
    edition = edition_date(catalogue())
    reading = Section("lezen", "Zo leest u dit", (Text(READING, points=True),))
    return Report(
        title=TITLE,
        subtitle=f"{name(PROVINCE)} en zijn gemeenten, naast Nederland. Uitgave {in_words(edition)}",
        edition=edition,
        address="/",
        file=FILE,
        sections=(new, reading, *(chapter.section for chapter in chapters)),
        sources=tuple(sources.values()),
        region=PROVINCE,
        whole=True,
        book=True,
    )


def for_slides(whole: Report) -> Report:
    """The same with its contents first; what stands in a table of all gemeenten does not come again per gemeente."""
    sections = [
        replace(
            section,
            blocks=tuple(
                block
                for block in section.blocks
                if not (isinstance(block, FigureTable) and section.id.startswith("gemeente-"))
            ),
        )
        for section in whole.sections
    ]
    listed = Section("inhoud", "Inhoud", (Text(tuple(section.title for section in sections), points=True),))
    return replace(whole, sections=(listed, *sections))


def make(
    out: Path,
    cache: Path,
    wanted: Sequence[Chapter],
    *,
    since: date | None = None,
    workers: int = 2,
    progress: Progress | None = None,
) -> list[Path]:
    """Make both files and return them. ``since``: the edition before, by default the last one in ``out``; ``workers``:
    processes that make chapters, 0 for none but this one.

    Errors: FileNotFoundError without figures, OSError where nothing can be written, TypesettingError.
    """
    bar = progress or Progress(disable=True)
    task = bar.add_task("Hoofdstukken", total=len(wanted) + len(ENDINGS))
    done: dict[Chapter, Made] = {}
    if workers:
        # Started anew: what drawing has running does not survive a copy of this process.
        with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _quiet) as pool:
            running = {pool.submit(kept, chapter, cache): chapter for chapter in wanted}
            for future in as_completed(running):
                done[running[future]] = future.result()
                bar.update(task, advance=1, description=running[future].title)
    else:
        for chapter in wanted:
            done[chapter] = kept(chapter, cache)
            bar.update(task, advance=1, description=chapter.title)
    edition = edition_date(catalogue())
    log = CHANGES.read_text(encoding="utf-8") if CHANGES.exists() else ""
    whole = book(
        [done[chapter] for chapter in wanted], what_is_new(log, since or previous(out, edition), edition)
    )
    files = []
    for ending in ENDINGS:
        bar.update(task, description=f"{ending.upper()} schrijven")
        content = pdf.pdf(whole) if ending == "pdf" else slides.pptx(for_slides(whole))
        file = out / f"{FILE}-{edition.isoformat()}.{ending}"
        write(file, content)
        files.append(file)
        bar.update(task, advance=1)
    bar.update(task, description="Klaar")
    return files


def _quiet() -> None:
    """Streamlit says of every cache that it has no reader; here there is none."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)


def arguments() -> argparse.ArgumentParser:
    """What can be asked on the command line."""
    asked = argparse.ArgumentParser(
        prog="python -m reports.yearbook", description=f"“{TITLE}” als PDF en PowerPoint."
    )
    asked.add_argument("--out", type=Path, default=OUT, help=f"map voor de bestanden ({OUT})")
    asked.add_argument("--cache", type=Path, default=CACHE, help=f"map voor wat al klaar is ({CACHE})")
    asked.add_argument(
        "--since",
        type=date.fromisoformat,
        help="dag van de vorige uitgave (2026-05-01); anders de laatste in de map",
    )
    asked.add_argument("--workers", type=int, default=2, help="hoeveel processen hoofdstukken maken (2)")
    return asked


def main() -> int:
    given = arguments().parse_args()
    _quiet()
    columns = (
        TextColumn("{task.description:40}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )  # fmt: skip
    try:
        with Progress(*columns) as progress:
            files = make(
                given.out,
                given.cache,
                chapters(),
                since=given.since,
                workers=given.workers,
                progress=progress,
            )
    except KeyboardInterrupt:
        print("Gestopt. Wat klaar was is bewaard: de volgende keer gaat het daar verder.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"Dat lukte niet: {error}. Wat klaar was is bewaard.", file=sys.stderr)
        return 1
    for file in files:
        print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
