"""What a table gives figures of, in its own words: for figures that no catalogue knows."""

from __future__ import annotations

from dataclasses import dataclass

from intake.files.sheet import Sheet
from intake.tables import cells, layout, region_columns
from intake.tables.cells import text
from intake.tables.layout import Layout
from intake.tables.measures import Measures
from intake.tables.roles import role_of
from intake.tables.words import meaning
from monitor.units import Unit

#: So many rows tell whether a column holds figures, and so many subjects are told apart.
_LOOKED_AT, _MOST = 2000, 60


@dataclass(frozen=True)
class Subject:
    """``name``: as the headings or the column of measures say it, "" where nothing does; ``unit``: where they say that."""

    name: str
    unit: Unit | None = None


def subjects(sheet: Sheet, nothing: Measures) -> list[Subject]:
    """What this sheet gives figures of, in its order; one without a name where it does not say. ``nothing``: measures of
    a source that fills nothing yet.

    Errors: SourceError without a table of regions.
    """
    try:
        table_layout = layout.find(sheet)
    except layout.NoTableError:
        lying = layout.turned(sheet)
        if lying is None:
            raise
        table_layout = layout.find(lying[0])
    named = _in_headings(table_layout, nothing)
    return named[:_MOST] or [Subject("", _unit_of_values(table_layout, nothing))]


def _in_headings(table_layout: Layout, nothing: Measures) -> list[Subject]:
    taken = region_columns.find(table_layout).taken
    named: dict[str, Subject] = {}
    for column in table_layout.columns:
        if column in taken:
            continue
        heading = table_layout.full_heading(column)
        role = role_of(table_layout.heading(column)) or role_of(heading)
        if role == "measure":
            below = (text(cell) for cell in _below(table_layout, column))
            return [Subject(name) for name in dict.fromkeys(filter(None, below))]
        means = meaning(heading, nothing)
        if role is None and means.rest and not means.bound and _holds_figures(table_layout, column):
            named.setdefault(means.rest, Subject(means.rest, means.unit.counted if means.unit else None))
    return list(named.values())


def _unit_of_values(table_layout: Layout, nothing: Measures) -> Unit | None:
    # "jaar" over the years is no unit of figures.
    columns = [one for one in table_layout.columns if role_of(table_layout.heading(one)) in (None, "value")]
    units = (meaning(table_layout.heading(column), nothing).unit for column in columns)
    return next((unit.counted for unit in units if unit), None)


def _below(table_layout: Layout, column: int) -> list[object]:
    last = min(len(table_layout.sheet.rows), table_layout.below + _LOOKED_AT)
    return [table_layout.sheet.cell(row, column) for row in range(table_layout.below, last)]


def _holds_figures(table_layout: Layout, column: int) -> bool:
    """Whether more than half of what stands in a column are numbers."""
    filled = [cell for cell in _below(table_layout, column) if text(cell)]
    return 2 * sum(cells.number(cell).value is not None for cell in filled) > len(filled)
