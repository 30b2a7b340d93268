"""A line on paper for a room: a poster (A3) of every view, and cards (A6) with questions to talk about. PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from reports.build import edition_date
from reports.letters import look_for_the_letter, qr, written
from reports.of_line import look_for_views
from reports.paper import link
from reports.pdf import MOST_LETTERS, STANDARDS
from reports.typesetting import typeset
from ui import colours
from ui.choose import site
from ui.data import catalogue
from ui.parts.pictures import FONT
from ui.parts.take_along import PRINTS
from ui.present import deck, views
from ui.present.line import Line
from ui.present.slide import Slide
from ui.present.talk import questions_of

TEMPLATE = Path(__file__).with_name("posters.typ")


def printed(kind: str, line: Line, home: str = "") -> bytes:
    """The posters or the cards of a line (``kind`` of :data:`ui.parts.take_along.PRINTS`), the same bytes for the same figures.

    ``home``: the address of the site, with which a poster gets a QR code to its view. Errors: NothingToShowError,
    TypesettingError.
    """
    look_for_views(line)
    look_for_the_letter()
    edition = edition_date(catalogue())
    title = line.title or "Verhaallijn"
    content = {
        "title": written(f"{title}: {PRINTS[kind].lower()}"),
        "date": [edition.year, edition.month, edition.day],
        "font": FONT,
        "colours": {"text": colours.TEXT, "muted": colours.MUTED, "accent": colours.PROVINCE},
        "posters": _posters(line, home) if kind == "posters" else [],
        "cards": _cards(line) if kind == "vraagkaarten" else [],
    }
    return typeset(TEMPLATE, json.dumps(content, ensure_ascii=False), edition, STANDARDS)


def _posters(line: Line, home: str) -> list[dict[str, Any]]:
    return [
        {
            "title": written(slide.message),
            "about": written(slide.about),
            "points": [written(point) for point in slide.points],
            "svg": slide.picture() if slide.picture else "",
            "alt": slide.alt,
            "question": written(view.question),
            "source": written(f"{slide.source} {site.TITLE}".strip()),
            "page": (page := _page(slide, home)),
            "qr": qr(page) if page else "",
        }
        for view, slide in zip(line.views, _slides(line), strict=True)
    ]


def _cards(line: Line) -> list[dict[str, str]]:
    """Every question once: of the facilitator, then the open questions that go with the same view."""
    by_question: dict[str, dict[str, str]] = {}
    for view, slide in zip(line.views, _slides(line), strict=True):
        # Of a view that is gone there is nothing to talk about but what was asked.
        open_ones = questions_of(view.query) if slide.source else ()
        for question in filter(None, (view.question, *open_ones)):
            by_question.setdefault(
                question,
                {
                    "question": written(question),
                    "about": written(f"Bij: {slide.message}"),
                    "source": written(f"{slide.source} {site.TITLE}".strip()),
                },
            )
    return list(by_question.values())


def _slides(line: Line) -> list[Slide]:
    """Of every view its screen, without those of the questions."""
    return [screen.slide for screen in deck.of_line(line) if not screen.talk]


def _page(slide: Slide, home: str) -> str:
    """The address of a view, "" where a camera could not read it or there is none."""
    if not link(home) or slide.page not in views.PAGES:
        return ""
    address = f"{home.rstrip('/')}/{site.path_of(slide.page)}?{urlencode(dict(slide.query))}"
    return address if len(address) <= MOST_LETTERS else ""
