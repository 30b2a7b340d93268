"""The slides of a table of the screen, and of the sources."""

from __future__ import annotations

from monitor.freshness import in_words
from reports.model import Grid
from reports.slides.deck import Deck
from reports.slides.fit import LINE, lines_of, pages, width_of
from reports.slides.look import BODY_TOP, FOOT, SMALLEST, TEXT_WIDE
from reports.slides.table import Row, add_table


def grid_slides(deck: Deck, block: Grid) -> None:
    """A table of the screen; what does not fit beside the names goes on on the next slide."""
    if block.long:
        return
    needs = [
        max(
            width_of(text)
            for text in (
                *name.replace("-", "- ").split(),
                # A header of some three lines is high enough.
                name[: len(name) // 3],
                *(row[column].text for row in block.rows),
            )
        )
        for column, name in enumerate(block.columns)
    ]
    first = min(4.6, max(width_of(row[0].text) for row in block.rows))
    # Below a title of one line and a header.
    room = (FOOT - BODY_TOP + 0.7) * 72 / (SMALLEST * LINE) - 0.4
    for columns in pages(range(1, len(block.columns)), lambda column: needs[column], TEXT_WIDE - first):
        widths = (first, *(needs[column] for column in columns))
        names = (block.columns[0], *(block.columns[column] for column in columns))
        high = max(lines_of(name, SMALLEST, width - 0.2) for name, width in zip(names, widths, strict=True))
        rows = [
            Row(
                (row[0].text, *(row[column].text for column in columns)),
                lines_of(row[0].text, SMALLEST, first - 0.2),
                False,
            )
            for row in block.rows
        ]
        for page in pages(rows, lambda row: row.lines + 0.35, room - high):
            slide = deck.slide(
                f"{block.title}"
                if len(block.columns) == len(names)
                else f"{block.title}: {names[1]} tot en met {names[-1]}",
                [block.description, block.note],
            )
            alt = f"{block.description} " + "; ".join(", ".join(row.cells) for row in page) + "."
            add_table(deck, slide, names, page, widths, alt, right=range(1, len(names)), heads=high)


def source_slides(deck: Deck) -> None:
    """The last slides: whom to name."""
    widths = (6.9, 2.9, 2.4)
    rows = [
        Row(
            (source.attribution, source.licence, in_words(source.accessed)),
            max(
                lines_of(source.attribution, SMALLEST, widths[0] - 0.2),
                lines_of(source.licence, SMALLEST, widths[1] - 0.2),
            ),
            False,
        )
        for source in deck.report.sources
    ]
    for number, page in enumerate(pages(rows, lambda row: row.lines + 0.35, 13)):
        slide = deck.slide(
            "Bronnen" if not number else "Bronnen (vervolg)",
            [f"{s.attribution}: {s.url} {s.licence_url}".strip() for s in deck.report.sources],
        )
        alt = "De bronnen: " + "; ".join(row.cells[0] for row in page) + "."
        add_table(deck, slide, ("Bron", "Licentie", "Opgehaald"), page, widths, alt)
