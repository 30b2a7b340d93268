"""A table on a slide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from reports.slides.deck import Deck
from reports.slides.fit import LINE
from reports.slides.look import LEFT, SMALLEST
from reports.slides.shapes import described, rgb, say, underlined
from ui import colours


@dataclass(frozen=True)
class Row:
    """A row of a table on a slide; ``lines``: of text in its highest cell; ``strong``: its third cell is bold."""

    cells: tuple[str, ...]
    lines: int
    strong: bool = True


def add_table(
    deck: Deck,
    slide: Slide,
    names: Sequence[str],
    rows: Sequence[Row],
    widths: Sequence[float],
    alt: str,
    right: Collection[int] = (),
    heads: int = 1,
) -> None:
    """A table below the title. ``alt``: what it says, to who cannot see it; ``right``: the columns that end at the right; ``heads``: lines of the header."""
    top = deck.below_title
    shape: Any = slide.shapes.add_table(
        len(rows) + 1, len(names), Inches(LEFT), Inches(top), Inches(sum(widths)), Inches(0.4)
    )
    shape.name = "Tabel"
    described(shape, alt)
    table = shape.table
    table.horz_banding = False
    # No style, no grid: what it looks like is said below.
    shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # fmt: skip
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for place, row in enumerate((Row(tuple(names), heads), *rows)):
        table.rows[place].height = Emu(int(Pt(row.lines * SMALLEST * LINE + 8)))
        for column, text in enumerate(row.cells):
            cell = table.cell(place, column)
            cell.margin_left = cell.margin_right = Inches(0.08)
            cell.margin_top = cell.margin_bottom = Pt(3)
            head = place == 0
            say(
                cell.text_frame,
                text,
                size=SMALLEST,
                bold=head or (column == 2 and row.strong),
                colour="#ffffff" if head else colours.TEXT,
                first=True,
                right=column in right,
            )
            if head:
                cell.fill.solid()
                cell.fill.fore_color.rgb = rgb(colours.PROVINCE)
            else:
                underlined(cell)
