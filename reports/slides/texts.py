"""The slides of words: the front, the lead figures, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from pptx.enum.shapes import MSO_CONNECTOR_TYPE, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from monitor.freshness import in_words
from reports.model import Block, Leads, Section, Text
from reports.slides.deck import Deck
from reports.slides.fit import LINE, lines_of, pages
from reports.slides.look import FOOT, HIGH, LEFT, SMALLEST, TEXT_WIDE, TITLE, TITLE_TOP
from reports.slides.shapes import described, place_at, rgb, say
from ui import colours


def is_caution(block: Block, section: Section) -> TypeGuard[Text]:
    """Whether a text without a title of its own is about the lead figures of its section."""
    return (
        isinstance(block, Text)
        and not block.title
        and not block.points
        and any(isinstance(one, Leads) for one in section.blocks)
    )


def front_slide(deck: Deck) -> None:
    """What the report is about, and of when its figures are."""
    report = deck.report
    slide = deck.file.slides.add_slide(deck.file.slide_layouts[5])
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.35), Inches(HIGH))
    band.name = "Band"
    band.fill.solid()
    band.fill.fore_color.rgb = rgb(colours.PROVINCE)
    band.line.fill.background()
    described(band, "", decorative=True)
    title = slide.shapes.title
    place_at(title, 1.1, 2.2, 11, 1.3)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    title.text_frame.word_wrap = True
    say(title.text_frame, report.title, size=48, bold=True, colour=colours.PROVINCE, first=True)
    frame = deck.box(slide, 1.2, 3.65, 11, 1.5, "Ondertitel")
    say(frame, report.subtitle, size=26, first=True)
    say(frame, f"Stand van {in_words(report.edition)}", size=20, colour=colours.MUTED)


def lead_slide(deck: Deck, title: str, block: Leads, cautions: Sequence[Text]) -> None:
    """The lead figures beside each other, and below them what not to no_conclusion."""
    if not block.leads:
        return
    slide = deck.slide(
        title if deck.report.book else f"{deck.report.title}: {title.lower()}",
        [f"{lead.title}: {lead.sentence}" for lead in block.leads],
    )
    gap = 0.4
    wide = (TEXT_WIDE - gap * (len(block.leads) - 1)) / len(block.leads)
    for number, lead in enumerate(block.leads):
        left = LEFT + number * (wide + gap)
        line = slide.shapes.add_connector(
            MSO_CONNECTOR_TYPE.STRAIGHT, Inches(left), Inches(1.55), Inches(left + wide), Inches(1.55)
        )
        line.line.color.rgb, line.line.width = rgb(colours.PROVINCE), Pt(2)
        line.name = "Streep"
        described(line, "", decorative=True)
        frame = deck.box(slide, left, 1.7, wide, FOOT - 1.8, lead.title)
        say(frame, lead.title, size=22, bold=True, first=True)
        say(frame, lead.value, size=54, bold=True, colour=colours.PROVINCE)
        say(frame, lead.when, size=SMALLEST, colour=colours.MUTED)
        say(frame, lead.sentence, size=SMALLEST, above=10)
    no_conclusion = " ".join(sentence for caution in cautions for sentence in caution.sentences)
    if no_conclusion:
        frame = deck.box(slide, LEFT, FOOT - 0.45, TEXT_WIDE - 0.9, 0.8, "Let op")
        say(frame, no_conclusion, size=SMALLEST, colour=colours.MUTED, first=True)


def text_slides(deck: Deck, title: str, block: Text) -> None:
    """Sentences, on as many slides as they need."""
    texts = [(f"• {text}" if block.points else text, False) for text in block.sentences]
    if block.small:
        texts.append((block.small, True))
    sizes = (24, 22, 20)
    size = next(
        (
            size
            for size in sizes
            if sum(lines_of(text, size, TEXT_WIDE) + 0.4 for text, _ in texts) <= _room(size)
        ),
        SMALLEST,
    )
    for number, page in enumerate(
        pages(texts, lambda one: lines_of(one[0], size, TEXT_WIDE) + 0.4, _room(size))
    ):
        slide = deck.slide(title if not number else f"{title} (vervolg)")
        frame = deck.box(slide, LEFT, deck.below_title, TEXT_WIDE, FOOT - deck.below_title)
        for place, (text, small) in enumerate(page):
            say(
                frame,
                text,
                size=SMALLEST if small else size,
                colour=colours.MUTED if small else colours.TEXT,
                first=not place,
                above=0 if not place else 8,
                hanging=block.points and not small,
            )  # fmt: skip


def _room(size: float) -> float:
    """How many lines of text of this size fit below a title of one line."""
    return (FOOT - TITLE_TOP - 0.2) * 72 / (size * LINE) - TITLE / size
