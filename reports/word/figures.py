"""The table of figures beside those of the comparator, with its remarks below it."""

from __future__ import annotations

from docx.shared import Pt
from docx.table import Table

from reports.model import Figure, FigureTable
from reports.office import plain
from reports.word.document import Document
from reports.word.table import add_row, add_table, write
from reports.word.xml import field
from ui import colours


def add_figures(document: Document, block: FigureTable) -> None:
    """Every figure in a row; what is said of several is said once, below the table, with a letter."""
    document.tables += 1
    caption = document.paragraph("", "Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run("Tabel ")
    field(caption, "SEQ Tabel \\* ARABIC", str(document.tables))
    caption.add_run(
        plain(f". {block.title}: {block.subject} naast {block.comparator}. De laatste kolom is het nummer van de bron.")
    )  # fmt: skip
    table = add_table(
        document,
        ["Cijfer", block.subject, block.comparator, "Verschil", "Plaats", "Verandering", "Bron"],
        (4.7, 1.7, 1.7, 2.7, 2.3, 2.8, 1.1),
        f"{block.title}: {block.subject} naast {block.comparator}",
        f"Per cijfer de waarde van {block.subject}, die van {block.comparator}, het verschil, de plaats onder de "
        "gemeenten, de verandering en het nummer van de bron.",
        right=(1, 2, 3, 6),
    )
    remarks: dict[str, str] = {}
    for figure in block.figures:
        if figure.remark:
            remarks.setdefault(figure.remark, _letter(len(remarks)))
        _figure(document, table, figure, remarks.get(figure.remark, ""))
    below = document.paragraph("", "Klein")
    below.paragraph_format.space_before = Pt(4)
    for number, (remark, letter) in enumerate(remarks.items()):
        below.add_run(f"{' ' if number else ''}{letter}").font.superscript = True
        below.add_run(plain(f" {remark}."))


def _figure(document: Document, table: Table, figure: Figure, letter: str) -> None:
    """A line of a table; ``letter`` leads to the remark below it."""
    cells = add_row(table)
    write(cells[0], figure.title, bold=figure.need_to_know)
    if letter:
        cells[0].paragraphs[0].add_run(f" {letter}").font.superscript = True
    write(cells[0], figure.group, size=8, colour=colours.MUTED, more=True)
    write(cells[1], figure.text, bold=figure.need_to_know, right=True)
    if figure.year:
        write(cells[1], str(figure.year), size=8, colour=colours.MUTED, right=True, more=True)
    write(cells[2], figure.other_text, right=True)
    if figure.other_year and figure.other_text:
        write(cells[2], str(figure.other_year), size=8, colour=colours.MUTED, right=True, more=True)
    write(cells[3], figure.difference_text, right=True)
    if figure.own_then is not None:
        write(cells[3], f"over {figure.other_year}", size=8, colour=colours.MUTED, right=True, more=True)
    write(cells[4], figure.place)
    write(cells[5], figure.change)
    number = document.numbers.get(figure.source)
    write(cells[6], str(number) if number and figure.value is not None else "", right=True)


def _letter(number: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    return (_letter(number // 26 - 1) if number > 25 else "") + "abcdefghijklmnopqrstuvwxyz"[number % 26]
