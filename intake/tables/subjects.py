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
        found = layout.find(sheet)
    except layout.NoTableError:
        lying = layout.turned(sheet)
        if lying is None:
            raise
        found = layout.find(lying[0])
    named = _in_headings(found, nothing)
    return named[:_MOST] or [Subject("", _unit_of_values(found, nothing))]


def _in_headings(found: Layout, nothing: Measures) -> list[Subject]:
    taken = region_columns.find(found).taken
    named: dict[str, Subject] = {}
    for column in found.columns:
        if column in taken:
            continue
        heading = found.full_heading(column)
        role = role_of(found.heading(column)) or role_of(heading)
        if role == "measure":
            below = (text(cell) for cell in _below(found, column))
            return [Subject(name) for name in dict.fromkeys(filter(None, below))]
        said = meaning(heading, nothing)
        if role is None and said.rest and not said.bound and _holds_figures(found, column):
            named.setdefault(said.rest, Subject(said.rest, said.unit.counted if said.unit else None))
    return list(named.values())


def _unit_of_values(found: Layout, nothing: Measures) -> Unit | None:
    # "jaar" over the years is no unit of figures.
    columns = [one for one in found.columns if role_of(found.heading(one)) in (None, "value")]
    units = (meaning(found.heading(column), nothing).unit for column in columns)
    return next((unit.counted for unit in units if unit), None)


def _below(found: Layout, column: int) -> list[object]:
    last = min(len(found.sheet.rows), found.below + _LOOKED_AT)
    return [found.sheet.cell(row, column) for row in range(found.below, last)]


def _holds_figures(found: Layout, column: int) -> bool:
    """Whether more than half of what stands in a column are numbers."""
    filled = [cell for cell in _below(found, column) if text(cell)]
    return 2 * sum(cells.number(cell).value is not None for cell in filled) > len(filled)
