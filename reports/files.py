"""A report as a file that somebody asked for: over whom, in which form, against whom, of which theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from monitor.regions import slug_of
from reports import excel, html, pdf, slides, word
from reports.build import report
from reports.model import Report
from ui.choose import comparators

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
class Asked:
    """Which file: ``ending`` of :data:`WRITERS`; ``region``: code; ``theme``: id, None for all; ``comparator``: short name;
    ``whole``: with every figure and picture."""

    ending: str
    region: str
    theme: str | None = None
    comparator: str = comparators.DEFAULT
    whole: bool = False

    @property
    def media_type(self) -> str:
        return WRITERS[self.ending][0]

    def name(self, edition: date) -> str:
        """The name of the file: over whom, of what, against whom, and of when the figures are."""
        beside = "" if self.comparator == comparators.DEFAULT else f"naast-{self.comparator}"
        whole = "heel" if self.whole else ""
        parts = ("sociale-monitor", slug_of(self.region), self.theme, whole, beside, edition.isoformat())
        return "-".join(filter(None, parts)) + f".{self.ending}"


def make(asked: Asked, home: str = "") -> bytes:
    """The file that is asked for, of the figures in use; the same bytes for the same figures.

    ``home``: the address of the site, "" where that is not known. Errors: KeyError for what does not exist;
    FileNotFoundError when there are no figures.
    """
    write = WRITERS[asked.ending][1]
    return write(report(asked.region, asked.comparator, asked.theme, whole=asked.whole), home)
