"""The screens of a presentation: of one view, or of a line of views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from compare.edition import per_edition
from ui.data import data_version
from ui.present import views
from ui.present.line import Line, View
from ui.present.slide import Slide, slide

#: What stands where a view of a line has nothing to show any more.
GONE = "Dit beeld is er niet meer"
WHY_GONE = "De pagina of het cijfer van dit beeld bestaat niet, of heeft hier geen cijfers. De rest van de lijn gaat door."


@dataclass(frozen=True)
class Screen:
    """``view``: the number of the view in its line (1 is the first); ``notes``: for the
    presenter alone; ``talk``: whether the room is asked something here."""

    slide: Slide
    view: int = 1
    notes: str = ""
    talk: bool = False


def of_view(page: str, query: Mapping[str, str]) -> tuple[Screen, ...]:
    """Every exhibit of a view as a screen."""
    return tuple(Screen(slide) for slide in _slides(page, _fixed(query), data_version()))


#: What a room said, by the number of its view (1 is the first).
Words = Mapping[int, tuple[str, ...]]
#: What stands above it where no question was asked.
WORDS = "Wat de zaal zei"


def of_line(line: Line, words: Words | None = None) -> tuple[Screen, ...]:
    """Of every view its first exhibit, and its question after that, with the ``words`` of the room."""
    screens: list[Screen] = []
    for number, view in enumerate(line.views, 1):
        shown = _of(view)
        screens.append(Screen(shown, number, view.notes))
        spoken = (words or {}).get(number, ())
        if view.question or spoken:
            screens.append(Screen(_question(view, shown, spoken), number, view.notes, talk=True))
    return tuple(screens)


def _of(view: View) -> Slide:
    slides = _slides(view.page, _fixed(view.query), data_version())
    if not slides:
        return Slide(view.title or GONE, "", (WHY_GONE,), None, "", "", view.page, view.query)
    # The sentence stays below a title of the facilitator's own.
    return replace(slides[0], message=view.title, about=slides[0].message) if view.title else slides[0]


def _question(view: View, shown: Slide, spoken: tuple[str, ...]) -> Slide:
    return Slide(view.question or WORDS, "Gesprek", spoken, None, "", "", shown.page, shown.query)


def _fixed(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(query.items()))


@per_edition(200)
def _slides(page: str, query: tuple[tuple[str, str], ...], version: str) -> tuple[Slide, ...]:
    return tuple(slide(exhibit) for exhibit in views.exhibits(page, dict(query)))
