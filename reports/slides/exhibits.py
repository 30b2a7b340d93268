"""The slide of an exhibit: its sentence, its chart or picture, how certain it is and its source."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import vl_convert
from pptx.slide import Slide
from pptx.util import Emu, Inches

from reports.lines import Bars, Lines, in_chart, notes_of_chart
from reports.model import Section, Spoken, Text
from reports.slides.bar_chart import bar_chart
from reports.slides.deck import Deck
from reports.slides.fit import LINE, lines_of
from reports.slides.line_chart import line_chart
from reports.slides.look import FOOT, LEFT, SMALLEST, TEXT_WIDE
from reports.slides.shapes import described, say
from ui import colours
from ui.exhibit import Exhibit
from ui.parts.exhibits import drawing

_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z'’])")


def view_slide(deck: Deck, section: Section, spoken: Spoken) -> None:
    """A view of a line on one slide, with what its facilitator wants to say in the notes."""
    for block in section.blocks:
        if isinstance(block, Exhibit):
            exhibit_slide(deck, block, spoken)
            return
    instead = next(block for block in section.blocks if isinstance(block, Text))
    title, *why = instead.sentences
    slide = deck.slide(spoken.title or title, _aloud(spoken))
    frame = deck.box(slide, LEFT, deck.below_title, TEXT_WIDE, FOOT - deck.below_title)
    say(frame, " ".join(why), size=24, first=True)


def exhibit_slide(deck: Deck, exhibit: Exhibit, spoken: Spoken | None = None) -> None:
    """The sentence, the chart or picture, source and what to know below it; the rest in the notes. A title of a
    facilitator's own stands above the sentence."""
    sentences = _SENTENCE_END.split(exhibit.sentence)
    drawn = in_chart(exhibit)
    notes = notes_of_chart(exhibit) if drawn else [*exhibit.notes]
    own, aloud = (spoken.title, _aloud(spoken)) if spoken else ("", [])
    slide = deck.slide(
        own or sentences[0],
        [*aloud, exhibit.title, exhibit.sentence, *exhibit.reading, *notes, *exhibit.sources],
    )
    # A map needs the height; what is not said below it is in the notes.
    below = _below(sentences[1:], notes, exhibit.sources, 4 if drawn or not exhibit.picture else 2)
    lines = sum(lines_of(text, SMALLEST, TEXT_WIDE) for text in below)
    under = FOOT + 0.3 - lines * SMALLEST * LINE / 72
    top = deck.below_title
    about = sentences[0] if own and exhibit.picture else f"{exhibit.title}." if drawn else exhibit.title
    heading = f"{about} {drawn.heading}" if drawn else about
    frame = deck.box(slide, LEFT, top, TEXT_WIDE, 0.3, "Van wat en van wie")
    say(frame, heading, size=SMALLEST, colour=colours.MUTED, first=True)
    top += lines_of(heading, SMALLEST, TEXT_WIDE) * SMALLEST * LINE / 72 + 0.05
    high = under - top - 0.1
    if isinstance(drawn, Lines):
        line_chart(slide, exhibit, drawn, top, high)
    elif isinstance(drawn, Bars):
        bar_chart(slide, exhibit, drawn, top, high)
    elif exhibit.picture:
        add_picture(slide, exhibit, top, high)
    elif all_of_it := " ".join(sentences if own else sentences[1:]):
        # Without a picture there is room for all that it says.
        frame = deck.box(slide, LEFT, top + 0.2, TEXT_WIDE, high - 0.2, "Wat het zegt")
        say(frame, all_of_it, size=24, first=True)
    frame = deck.box(slide, LEFT, under, TEXT_WIDE - 0.9, FOOT + 0.4 - under, "Bron")
    for number, text in enumerate(below):
        say(frame, text, size=SMALLEST, colour=colours.MUTED, first=not number)


def _aloud(spoken: Spoken) -> list[str]:
    """What a facilitator asks, wants to say, and heard."""
    named = (("Vraag aan de zaal", spoken.question), ("Notities", spoken.notes))
    heard = [f"Wat de zaal zei: {word}" for word in spoken.words]
    return [*(f"{name}: {text}" for name, text in named if text), *heard]


def _below(rest: Sequence[str], notes: Sequence[str], sources: Sequence[str], most: int = 4) -> list[str]:
    """What stands on the slide itself, at most ``most`` lines: how certain, where the line stops, and the source.

    All of it is in the notes.
    """
    certain = [rest[-1]] if rest else []
    wanted = [*sources[:1], *certain, *notes, *sources[1:]]
    kept: list[str] = []
    for text in wanted:
        so_far = " ".join([*kept, text])
        if not kept or lines_of(so_far, SMALLEST, TEXT_WIDE - 0.9) <= most:
            kept.append(text)
    # The source last, as below every picture.
    return [" ".join([*kept[1:], *kept[:1]])]


def add_picture(slide: Slide, exhibit: Exhibit, top: float, high: float) -> None:
    """The picture of a map or what else is no chart."""
    png = vl_convert.svg_to_png(drawing(exhibit, 560), scale=3)
    shape = slide.shapes.add_picture(io.BytesIO(png), Inches(LEFT), Inches(top))
    scale = min(Inches(TEXT_WIDE) / shape.width, Inches(high) / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape.left = Emu(int(Inches(LEFT) + (Inches(TEXT_WIDE) - shape.width) / 2))
    shape.name = "Plaatje"
    described(shape, exhibit.alt)
