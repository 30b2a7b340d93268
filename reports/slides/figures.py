"""The slides of figures beside those of the comparator."""

from __future__ import annotations

from collections.abc import Sequence

from compare.indicator_data import PROVISIONAL_FIGURE
from reports.model import Figure, FigureTable
from reports.slides.deck import Deck
from reports.slides.fit import LINE, lines_of, pages
from reports.slides.look import FOOT, LEFT, SMALLEST, TEXT_WIDE
from reports.slides.shapes import say
from reports.slides.table import Row, add_table
from ui import colours

#: Behind a figure that may still change.
EARLY = "\u202f*"


def figure_slides(deck: Deck, block: FigureTable) -> None:
    """The figures that one needs to know; all of the only theme where none is."""
    figures = [figure for figure in block.figures if figure.need_to_know]
    if not figures and len(deck.report.tables) == 1:
        figures = list(block.figures)
    if not figures:
        return
    widths = (5.9, 1.0, 1.55, 1.55, 2.2)
    rows = [_row(figure, widths) for figure in figures]
    for number, page in enumerate(pages(rows, lambda row: row.lines + 0.35, 11.3)):
        of_page = [figure for figure in figures if any(row.cells[0].startswith(figure.title) for row in page)]
        title = f"{block.title}: {block.subject} naast {block.comparator}"
        sources = "; ".join(dict.fromkeys(figure.source for figure in of_page if figure.value is not None))
        notes = [f"{figure.title}: {figure.remark}." for figure in of_page if figure.remark]
        places = [f"{figure.title}: {figure.place}; {figure.change}." for figure in of_page if figure.place]
        slide = deck.slide(
            title if not number else f"{title} (vervolg)", [*notes, *places, f"Bron: {sources}."]
        )
        add_table(
            deck,
            slide,
            ("Cijfer", "Jaar", block.subject, block.comparator, "Verschil"),
            page,
            widths,
            f"{title}. " + "; ".join(", ".join(filter(None, row.cells)) for row in page) + ".",
            right=(2, 3, 4),
        )
        below = f"Bron: {sources}."
        if any(row.cells[2].endswith(EARLY) for row in page):
            below = f"* voorlopig cijfer. {below}"
        lines = lines_of(below, SMALLEST, TEXT_WIDE - 0.9)
        top = FOOT + 0.3 - lines * SMALLEST * LINE / 72
        frame = deck.box(slide, LEFT, top, TEXT_WIDE - 0.9, FOOT + 0.3 - top, "Bron")
        say(frame, below, size=SMALLEST, colour=colours.MUTED, first=True)


def _row(figure: Figure, widths: Sequence[float]) -> Row:
    """A figure as a line of a table on a slide."""
    # Of the year that is compared; where that is an earlier one, so it says.
    earlier = f" ({figure.other_year})" if figure.other_year and figure.other_year != figure.year else ""
    early = EARLY if PROVISIONAL_FIGURE in figure.remarks else ""
    cells = (
        _named(figure),
        str(figure.year or ""),
        figure.text + early,
        figure.other_text + earlier if figure.other_text else "",
        figure.difference_text + earlier if figure.difference_text else "",
    )
    lines = max(lines_of(text, SMALLEST, width - 0.2) for text, width in zip(cells, widths, strict=True))
    return Row(cells, lines)


def _named(figure: Figure) -> str:
    """A figure and whom it is of, where its title does not say so: "Aantal huishoudens", "Roken (18 jaar en ouder)"."""
    whom = figure.group.split(" ")[-1]
    in_title = whom in figure.title.lower() and not any(letter.isdigit() for letter in figure.group)
    return figure.title if in_title else f"{figure.title} ({figure.group})"
