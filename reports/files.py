"""A report as a file that somebody asked for: over whom, in which form, against whom, of which theme."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from slugify import slugify

from monitor.regions import file_slug
from reports import excel, html, of_line, pdf, slides, word
from reports.build import report
from reports.model import Report
from reports.of_line import report_of_line
from reports.of_view import report_of_view
from reports.posters import printed
from ui import at_address
from ui.choose import comparators
from ui.choose import url as choice
from ui.present.deck import Words
from ui.present.line import Line, from_address

#: The ending of a file -> its media type and what writes it, given the report and the address of the site.
WRITERS: dict[str, tuple[str, Callable[[Report, str], bytes]]] = {
    "pdf": ("application/pdf", pdf.pdf),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda made, home: excel.xlsx(made),
    ),
    "pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        lambda made, home: slides.pptx(made),
    ),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda made, home: word.docx(made),
    ),
    "html": ("text/html; charset=utf-8", html.html),
}


@dataclass(frozen=True)
class ReportRequest:
    """Which file: ``ending`` of :data:`WRITERS`; ``region``: code; ``theme``: id, None for all; ``comparator``: short name;
    ``whole``: with every figure and picture; ``age``: the only age group, None for all."""

    ending: str
    region: str
    theme: str | None = None
    comparator: str = comparators.DEFAULT
    whole: bool = False
    age: str | None = None

    @property
    def media_type(self) -> str:
        return WRITERS[self.ending][0]

    def report(self) -> Report:
        """What stands in it, of the figures in use. Errors: KeyError for what does not exist."""
        return report(self.region, self.comparator, self.theme, self.age, whole=self.whole)

    def name(self, edition: date) -> str:
        """The name of the file: over whom, of what, against whom, and of when the figures are."""
        beside = "" if self.comparator == comparators.DEFAULT else f"naast-{self.comparator}"
        whole = "heel" if self.whole else ""
        parts = (
            "sociale-monitor",
            file_slug(self.region),
            self.theme,
            self.age,
            whole,
            beside,
            edition.isoformat(),
        )
        return "-".join(filter(None, parts)) + f".{self.ending}"


@dataclass(frozen=True)
class ViewRequest:
    """Which file of a view: ``page`` of :data:`ui.at_address.PAGES` with its choices, each known to it, in the order of their
    names."""

    ending: str
    page: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def media_type(self) -> str:
        return WRITERS[self.ending][0]

    @property
    def line(self) -> Line | None:
        """The line that the page holds; None for another page."""
        return at_address.line_at(dict(self.query)) if self.page == of_line.PAGE else None

    def report(self) -> Report:
        """What stands in it, of the figures in use. Errors: NothingToShowError."""
        line = self.line
        return report_of_view(self.page, dict(self.query)) if line is None else report_of_line(line)

    def name(self, edition: date) -> str:
        """The name of the file: which page, the choices that it makes, and of when the figures are."""
        # What stands on a list or in a line is too much for a name, and has one of the reader's.
        query = [(name, value) for name, value in self.query if name not in (choice.LIST, choice.LINE)]
        line = self.line
        chosen = (
            [slugify(line.title)]
            if line
            else [value if len(value) > 2 else f"{name}-{value}" for name, value in query]
        )
        bare = re.sub(r"[^0-9a-z_+-]+", "-", "-".join(chosen).lower())[:100].strip("-")
        parts = ("sociale-monitor", self.page, bare, edition.isoformat())
        return "-".join(filter(None, parts)) + f".{self.ending}"


@dataclass(frozen=True)
class PrintRequest:
    """Which set to print of a line: ``kind`` of :data:`ui.parts.take_along.PRINTS`; ``line`` as in its address."""

    kind: str
    line: str
    ending: str = "pdf"

    @property
    def media_type(self) -> str:
        return WRITERS[self.ending][0]

    def name(self, edition: date) -> str:
        """The name of the file: what, of which line, and of when the figures are."""
        title = slugify(from_address(self.line).title)[:60]
        return "-".join(filter(None, ("sociale-monitor", self.kind, title, edition.isoformat()))) + ".pdf"


FileRequest = ReportRequest | ViewRequest | PrintRequest


def make(asked: FileRequest, home: str = "") -> bytes:
    """The file that is asked for, of the figures in use; the same bytes for the same figures.

    ``home``: the address of the site, "" where that is not known. Errors: KeyError for what does not exist;
    NothingToShowError for a view without figures; FileNotFoundError when there are no figures at all.
    """
    if isinstance(asked, PrintRequest):
        return printed(asked.kind, from_address(asked.line), home)
    if isinstance(asked, ViewRequest) and (line := asked.line):
        return line_file(asked.ending, line, home)
    return WRITERS[asked.ending][1](asked.report(), home)


def line_file(ending: str, line: Line, home: str, words: Words | None = None) -> bytes:
    """A line as a file. ``words``: what a room said, which stands in no address. Errors: NothingToShowError."""
    if ending == "html":
        # In a room it plays; who wants to read has the other forms.
        return of_line.plays(line, home, words)
    return WRITERS[ending][1](report_of_line(line, words), home)
