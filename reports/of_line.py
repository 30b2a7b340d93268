"""The report of a line: its views in order, each with the title, the question and the notes of its facilitator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from slugify import slugify

from reports import grids
from reports.build import READING, edition_date
from reports.model import Block, Grid, Report, Section, Spoken, Text
from reports.of_view import NothingToShowError, sources, tables
from ui import at_address
from ui.choose import site
from ui.choose import url as choice
from ui.data import catalogue
from ui.exhibit import Exhibit
from ui.present import deck, standalone, views
from ui.present.line import Line, View, to_address

#: The page of a line; what stands above what the facilitator adds.
PAGE = "verhaallijn"
QUESTION, NOTES = "Vraag aan de zaal", "Notities"


def report_of_line(line: Line, words: deck.Words | None = None) -> Report:
    """The report of a line. ``words``: of the room, which stand in no address. Errors: NothingToShowError."""
    look_for_views(line)
    words_of_view = words or {}
    sections = [
        _section(number, view, words_of_view.get(number, ())) for number, view in enumerate(line.views, 1)
    ]
    shown = [block for section in sections for block in section.blocks if isinstance(block, Exhibit)]
    if not shown:
        raise NothingToShowError(f"{deck.WHY_GONE} Maak een nieuwe lijn op de pagina Verhaallijn.")
    title = _plain(line.title) or "Verhaallijn"
    count = f"{len(sections)} beelden" if len(sections) > 1 else "1 beeld"
    return Report(
        title=title,
        subtitle=f"Verhaallijn van {count}, uit de {site.TITLE}",
        edition=edition_date(catalogue()),
        address=address(line),
        file=f"verhaallijn-{slugify(title)[:60]}",
        sections=(*sections, Section("lezen", "Zo leest u dit", (Text(READING, points=True),))),
        sources=sources(exhibit.rows for exhibit in shown),
        one_view=True,
    )


def address(line: Line) -> str:
    """Path and query of the page with this line."""
    return f"/{site.path_of(PAGE)}?{urlencode({choice.LINE: to_address(line)})}"


def plays(line: Line, home: str, words: deck.Words | None = None) -> bytes:
    """The line as a file that plays by itself. ``home``: the address of the site, "" where that is not known."""
    look_for_views(line)
    return standalone.page(line.title, deck.of_line(line, words), home.rstrip("/") + address(line))


def look_for_views(line: Line) -> None:
    """Errors: NothingToShowError for a line without views."""
    if not line.views:
        raise NothingToShowError(
            "In dit adres staan geen beelden. Open de pagina Verhaallijn, kies een lijn en neem die mee."
        )


def _section(number: int, view: View, words: Sequence[str]) -> Section:
    title, question, notes = map(_plain, (view.title, view.question, view.notes))
    spoken = Spoken(title, question, notes, tuple(map(_plain, words)))
    exhibits = views.exhibits(view.page, view.query)[:1]
    blocks: list[Block] = [replace(one, file=f"beeld-{number}-{one.file}") for one in exhibits]
    if not exhibits:
        blocks.append(Text((deck.GONE, deck.WHY_GONE)))
    if question:
        blocks.append(Text((question,), QUESTION))
    if notes:
        blocks.append(Text((notes,), NOTES))
    if spoken.words:
        blocks.append(Text(spoken.words, deck.WORDS, points=True))
    for one in exhibits:
        blocks += [replace(grid, title=f"Beeld {number}: {grid.title}") for grid in _tables(one)]
    name = f"Beeld {number}" + (f": {title}" if title else "")
    return Section(f"beeld-{number}", name, tuple(blocks), spoken)


def _tables(exhibit: Exhibit) -> list[Grid]:
    """The figures of a view as its page has them in a table; of a page without one its observations."""
    if exhibit.page in at_address.PAGES:
        return tables(exhibit.page, exhibit.query)
    return [grids.of_rows(exhibit.rows, "De cijfers")]


def _plain(text: str) -> str:
    """A text from an address on one line."""
    return " ".join(text.split())
