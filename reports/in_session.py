"""The report of what a reader sees, with figures of the reader's own: made in that session, and kept by nobody."""

from __future__ import annotations

from reports.files import ReportRequest, ViewRequest, make
from ui.parts.take_along import Taken


def made(taken: Taken, ending: str) -> bytes:
    """The file (``ending`` of :data:`reports.files.WRITERS`) of a report that a page offers, of the figures in use here.

    Errors: KeyError for what does not exist; NothingToShowError for a view without figures.
    """
    if taken.region:
        return make(ReportRequest(ending, taken.region, taken.theme, taken.slug, age=taken.age))
    return make(ViewRequest(ending, taken.page, tuple(sorted(taken.query.items()))))
