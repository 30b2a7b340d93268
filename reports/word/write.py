"""The document of a report, from its title to the sources."""

from __future__ import annotations

import io

from monitor.freshness import in_words
from reports.model import FigureTable, Grid, Leads, Report, Stories, Text
from reports.office import fixed
from reports.word.blocks import add_grid, add_leads, add_sources, add_stories, add_text
from reports.word.document import Document
from reports.word.exhibits import add_exhibit
from reports.word.figures import add_figures


def docx(report: Report) -> bytes:
    """The document of a report. The same report gives the same bytes."""
    document = Document(report)
    document.paragraph(report.title, "Title")
    document.paragraph(f"{report.subtitle}. Stand van {in_words(report.edition)}.", "Subtitle")
    for section in report.sections:
        document.paragraph(section.title, "Heading 1")
        for block in section.blocks:
            if isinstance(block, Text):
                add_text(document, block)
            elif isinstance(block, Leads):
                add_leads(document, block)
            elif isinstance(block, FigureTable):
                add_figures(document, block)
            elif isinstance(block, Grid):
                add_grid(document, block)
            elif isinstance(block, Stories):
                add_stories(document, block)
            else:
                add_exhibit(document, block)
    add_sources(document)
    content = io.BytesIO()
    document.file.save(content)
    return fixed(content.getvalue(), report.edition)
