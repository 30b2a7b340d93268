"""Sentences, lead figures, a table of the screen, the sources."""

from __future__ import annotations

from monitor.freshness import in_words
from reports import paper
from reports.model import Grid, Leads, Stories, Text
from reports.office import plain
from reports.word.document import Document
from reports.word.table import add_row, add_table, filled, write
from reports.word.xml import field
from ui import colours
from ui.vergelijk.matrix import ink

#: Width of the text on A4, in cm.
WIDE = 17.0


def add_text(document: Document, block: Text) -> None:
    """Sentences, or a list of points."""
    if block.title:
        document.paragraph(block.title, "Heading 2")
    for sentence in block.sentences:
        document.paragraph(sentence, "List Bullet" if block.points else None)
    if block.small:
        document.paragraph(block.small, "Klein")


def add_leads(document: Document, block: Leads) -> None:
    """The lead figures as a table."""
    table = add_table(
        document,
        ["Cijfer", "Waarde", "Wat het zegt"],
        (4.2, 2.4, 10.4),
        "De cijfers die het eerst komen",
        "Drie cijfers met hun waarde en wat zij zeggen.",
        right=(1,),
    )
    for lead in block.leads:
        cells = add_row(table)
        write(cells[0], lead.title, bold=True)
        write(cells[0], lead.when, colour=colours.MUTED, more=True)
        write(cells[1], lead.value, bold=True, size=16, colour=colours.PROVINCE, right=True)
        write(cells[2], lead.sentence, size=10)
    document.paragraph("", "Klein")


def add_grid(document: Document, block: Grid) -> None:
    """A table of the screen."""
    if block.long:
        document.paragraph(f"{block.title}: {len(block.rows)} rijen. {paper.ELSEWHERE}")
        return
    document.tables += 1
    caption = document.paragraph("", "Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run("Tabel ")
    field(caption, "SEQ Tabel \\* ARABIC", str(document.tables))
    caption.add_run(plain(f". {block.title}"))
    room = 25.7 if document.wide else WIDE
    first = 4.2 if block.wide else min(5.0, room / len(block.columns) * 1.6)
    each = min(3.4, (room - first) / (len(block.columns) - 1))
    size = 6.5 if block.wide else 9
    table = add_table(
        document,
        list(block.columns),
        (first, *(each for _ in block.columns[1:])),
        block.title,
        block.description,
        right=range(1, len(block.columns)),
        size=size,
    )
    for row in block.rows:
        for number, (cell, written) in enumerate(zip(add_row(table), row, strict=True)):
            colour = ink(written.fill) if written.fill else colours.TEXT
            write(cell, written.text, right=number > 0, size=size, colour=colour)
            if written.fill:
                filled(cell, written.fill)
    document.paragraph(block.note, "Klein")


def add_stories(document: Document, block: Stories) -> None:
    """Stories below each other, each with where it stands."""
    document.paragraph(block.title, "Heading 2")
    for story in block.stories:
        named = document.paragraph("")
        named.add_run(plain(story.title)).bold = True
        named.add_run(plain(f" ({story.about})"))
        named.paragraph_format.keep_with_next = True
        document.paragraph(story.text).paragraph_format.keep_with_next = True
        document.paragraph(story.below, "Klein")
    document.paragraph(block.note, "Klein")


def add_sources(document: Document) -> None:
    """The list at the end, to which the numbers in the tables lead."""
    document.paragraph("Bronnen", "Heading 1")
    table = add_table(
        document,
        ["Nr.", "Bron", "Licentie", "Opgehaald"],
        (1.0, 9.5, 3.5, 3.0),
        "Bronnen",
        "De bronnen met hun nummer, licentie en de dag waarop de cijfers zijn opgehaald.",
    )
    for number, source in enumerate(document.report.sources, 1):
        cells = add_row(table)
        write(cells[0], str(number))
        write(cells[1], source.attribution)
        if source.url:
            write(cells[1], source.url, size=8, colour=colours.MUTED, more=True)
        write(cells[2], source.licence)
        write(cells[3], in_words(source.accessed))
