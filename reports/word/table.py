"""A table of the document: a header that repeats, rows that stay whole, thin lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from reports.lines import hex6
from reports.office import plain
from reports.word.document import Document
from reports.word.styles import IN_TABLE
from reports.word.xml import element
from ui import colours


def add_table(
    document: Document,
    names: Sequence[str],
    widths: Sequence[float],
    title: str,
    description: str,
    right: Collection[int] = (),
    size: float = 9,
) -> Table:
    """An empty table with a header row that repeats on every page. ``widths`` in cm; ``right``: the columns that end at
    the right; ``size``: of its letters, in points."""
    table = document.file.add_table(rows=1, cols=len(names))
    table.autofit = False
    properties = table._tbl.tblPr
    # Word wants them in this order.
    properties.find(qn("w:tblLayout")).addprevious(_borders())
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(
        element(
            "w:tblCellMar",
            [
                element(f"w:{side}", **{"w:w": size, "w:type": "dxa"})
                for side, size in (("top", "30"), ("left", "80"), ("bottom", "30"), ("right", "80"))
            ],
        )
    )
    properties.append(
        element("w:tblLook", **{"w:val": "0020", "w:firstRow": "1", "w:firstColumn": "0", "w:noHBand": "1", "w:noVBand": "1"})
    )  # fmt: skip
    properties.append(element("w:tblCaption", **{"w:val": plain(title)}))
    properties.append(element("w:tblDescription", **{"w:val": plain(description)}))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for number, (cell, name, width) in enumerate(zip(row.cells, names, widths, strict=True)):
        cell.width = Cm(width)
        write(cell, name, bold=True, colour="#ffffff", right=number in right, size=size)
        filled(cell, colours.PROVINCE)
    return table


def add_row(table: Table) -> list[_Cell]:
    """A new row that stays whole on a page."""
    # By hand: python-docx goes through the whole table for every row and every cell.
    row = table._tbl.add_tr()
    row.get_or_add_trPr().append(element("w:cantSplit"))
    cells = []
    for column in table._tbl.tblGrid.gridCol_lst:
        cell = row.add_tc()
        cell.get_or_add_tcPr().width = column.w or Cm(1)
        cells.append(_Cell(cell, table))
    return cells


def write(
    cell: _Cell,
    text: str,
    *,
    bold: bool = False,
    size: float = 9,
    colour: str = colours.TEXT,
    right: bool = False,
    more: bool = False,
) -> None:
    """Text in a cell; ``more``: below what stands there."""
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph._p.style = IN_TABLE
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(plain(text))
    run.bold = bold
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string(hex6(colour))


def filled(cell: _Cell, colour: str) -> None:
    """Colour the background of a cell."""
    cell._tc.get_or_add_tcPr().append(
        element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": hex6(colour)})
    )


def _borders() -> Any:
    """Thin lines between rows and none between columns."""
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": hex6(colours.OTHER)}
    return element(
        "w:tblBorders", children=[element(f"w:{side}", **line) for side in ("top", "bottom", "insideH")]
    )
