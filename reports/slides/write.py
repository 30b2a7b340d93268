"""The slides of a report, from the front to the sources."""

from __future__ import annotations

import io

from reports.model import FigureTable, Grid, Leads, Report, Stories, Text
from reports.office import fixed
from reports.slides.deck import Deck
from reports.slides.exhibits import exhibit_slide, view_slide
from reports.slides.figures import figure_slides
from reports.slides.grids import grid_slides, source_slides
from reports.slides.stories import story_slide
from reports.slides.texts import front_slide, is_caution, lead_slide, text_slides


def pptx(report: Report) -> bytes:
    """The slides of a report: title, lead figures, what stands out, a slide per picture, tables, sources.

    The same report gives the same bytes.
    """
    deck = Deck(report)
    front_slide(deck)
    shown: set[str] = set()
    for section in report.sections:
        if section.spoken:
            view_slide(deck, section, section.spoken)
            continue
        for block in section.blocks:
            if isinstance(block, Leads):
                lead_slide(
                    deck, section.title, block, [one for one in section.blocks if is_caution(one, section)]
                )
            elif isinstance(block, Text):
                if not is_caution(block, section):
                    text_slides(deck, block.title or section.title, block)
            elif isinstance(block, FigureTable):
                figure_slides(deck, block)
            elif isinstance(block, Grid):
                grid_slides(deck, block)
            elif isinstance(block, Stories):
                story_slide(deck, block)
            elif block.file not in shown:
                # A lead figure is also one of its theme: once is enough.
                shown.add(block.file)
                exhibit_slide(deck, block)
    source_slides(deck)
    content = io.BytesIO()
    deck.file.save(content)
    return fixed(content.getvalue(), report.edition)
