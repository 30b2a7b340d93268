"""What stands out and what moved in the province, worked out once per choice."""

from __future__ import annotations

from dataclasses import dataclass

from compare.rules.comparator import Comparator
from compare.rules.largest import Movement, largest
from compare.rules.people import head_count
from compare.rules.profile_row import ProfileRow, profile_row
from compare.wording.largest import largest_rule, moving_line, moving_lines, standing_out_sentences
from monitor.catalogue import Indicator
from monitor.dutch import number
from monitor.province import PROVINCE
from monitor.regions import name
from ui.choose.comparators import BY_CODE, EARLIER
from ui.data import catalogue, data_version, figures, kept, newest_year, populations, sizes

#: How many differences and how many changes are named.
MOST = 3


@dataclass(frozen=True)
class Overview:
    """``stands_out``: what stands out, in one or two sentences; ``moved``: what changed most, a line each, of which ``movers`` are those
    that are not old: what, how, and how many people it is now; ``rule``: how these were chosen; ``first_rows`` and
    ``moved_rows``: what they are about."""

    stands_out: tuple[str, ...]
    moved: tuple[str, ...]
    movers: tuple[tuple[str, str, str], ...]
    rule: str
    first_rows: tuple[ProfileRow, ...]
    moved_rows: tuple[ProfileRow, ...]


def overview(comparator: Comparator) -> Overview:
    """What stands out and what moved in the province against ``comparator``."""
    return _overview(comparator, data_version())


@kept(200, by=BY_CODE)
def _overview(comparator: Comparator, version: str) -> Overview:
    profile_rows = _profile_rows(comparator, version)
    what_stands_out = largest(figures, [row for row in profile_rows.values() if row], newest_year(), MOST)
    # Held against the measurement before, what stands out is what moved.
    movements = (
        () if comparator.code == EARLIER else (*what_stands_out.changes, *what_stands_out.older_changes)
    )
    return Overview(
        tuple(standing_out_sentences(what_stands_out, name(PROVINCE))),
        tuple(moving_lines(what_stands_out)) if movements else (),
        tuple((*moving_line(movement), _people(movement)) for movement in what_stands_out.changes)
        if movements
        else (),
        largest_rule(what_stands_out, comparator.place),
        tuple(
            movement.profile_row
            for movement in (*what_stands_out.differences, *what_stands_out.older_differences)
        ),
        tuple(movement.profile_row for movement in movements),
    )


def _people(movement: Movement) -> str:
    """ "In 2022: ongeveer 290.000 inwoners van 15 jaar en ouder."; "" where it cannot be said."""
    row, last = movement.profile_row, movement.course.last
    count = head_count(row.indicator, row.population, row.region, last.year, last.value, sizes())
    if count is None:
        return ""
    return f"In {last.year}: {'ongeveer ' if count.rounded else ''}{number(count.number)} {count.name}."


@kept(60, by=BY_CODE)
def _profile_rows(comparator: Comparator, version: str) -> dict[str, ProfileRow | None]:
    needed = [indicator for indicator in catalogue().indicators.values() if indicator.need_to_know]
    return {indicator.id: of_drenthe(indicator, comparator) for indicator in needed}


def of_drenthe(indicator: Indicator, comparator: Comparator) -> ProfileRow | None:
    """The row of Drenthe for the first population that has a figure for it."""
    for population in populations(indicator):
        indicator_data = figures(indicator.id, population)
        row = profile_row(indicator_data, PROVINCE, [comparator]) if indicator_data else None
        if row and row.value is not None:
            return row
    return None
