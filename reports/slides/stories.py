"""The slide of the stories beside the figures of a theme."""

from __future__ import annotations

from collections.abc import Sequence

from reports.model import Stories
from reports.slides.deck import Deck
from reports.slides.fit import LINE, lines_of
from reports.slides.look import FOOT, LEFT, SMALLEST, TEXT_WIDE
from reports.slides.shapes import say
from ui import colours
from ui.verhalen.beside import StoryText

#: Points of what a story tells, the largest that fits; and above each story but the first.
SIZES, ABOVE = (24, 22, 20, SMALLEST), 12


def story_slide(deck: Deck, block: Stories) -> None:
    """As many stories as a room can read on one slide, each with where it stands; all of them in the notes."""
    every = [f"{one.title} ({one.about}): {one.text} {one.below}" for one in block.stories]
    slide = deck.slide(f"{block.theme}: verhalen bij de cijfers", [*every, block.note])
    shown, size = _fitting(block.stories, (FOOT - deck.below_title) * 72)
    frame = deck.box(slide, LEFT, deck.below_title, TEXT_WIDE, FOOT - deck.below_title, "Verhalen")
    for number, one in enumerate(shown):
        say(frame, _named(one), size=size, bold=True, first=not number, above=ABOVE if number else 0)
        say(frame, one.text, size=size)
        say(frame, one.below, size=SMALLEST, colour=colours.MUTED)


def _named(story: StoryText) -> str:
    return f"{story.title} ({story.about})"


def _fitting(stories: Sequence[StoryText], room: float) -> tuple[Sequence[StoryText], float]:
    """As many stories as take no more than ``room`` (points), and the largest size at which they do."""
    for count in range(len(stories), 1, -1):
        for size in SIZES:
            if sum(_high(one, size) for one in stories[:count]) + ABOVE * (count - 1) <= room:
                return stories[:count], size
    return stories[:1], SMALLEST


def _high(story: StoryText, size: float) -> float:
    own = lines_of(_named(story), size, TEXT_WIDE, bold=True) + lines_of(story.text, size, TEXT_WIDE)
    return (own * size + lines_of(story.below, SMALLEST, TEXT_WIDE) * SMALLEST) * LINE
