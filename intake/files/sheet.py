"""One sheet of cells, whatever kind of file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

#: Stands in a cell whose formula nobody has calculated yet: programs that write formulas leave the result to Excel.
UNCALCULATED = "#NIET BEREKEND"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file. Cells are texts, numbers, dates or ``None`` and "" where empty; row 0 is row 1 of the file."""

    file: Path
    name: str
    rows: list[list[object]]
    visible: bool = True
    #: Places (row, column) that the sheet shows as a percentage: there 0.123 means 12.3.
    percent: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    #: The sign between the columns of a text, "" for a workbook.
    sign: str = ""
    #: Place -> what stood there otherwise, for a table that was turned on its side.
    turned: bool = False
    #: How many cells hold a formula, as far as the file says it.
    formulas: int = 0

    @property
    def width(self) -> int:
        """The number of cells of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> object:
        """Return a cell, "" beyond the end of its row."""
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    def even(self) -> list[list[object]]:
        """Return the rows, each as long as the longest: a text need not end its rows alike."""
        width = self.width
        return [[*row, *[""] * (width - len(row))] for row in self.rows]

    def on_its_side(self) -> Sheet:
        """Return the sheet with rows and columns exchanged."""
        rows = [[self.cell(row, column) for row in range(len(self.rows))] for column in range(self.width)]
        percent = frozenset((column, row) for row, column in self.percent)
        return Sheet(self.file, self.name, rows, self.visible, percent, "", not self.turned)
