"""Columns that hold no figures: do they split the figures into groups, say a fact under another name, or nothing?

A group is never taken for everybody. Where a column has a total among its groups the total is read; where it has none,
or only one group, it is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from intake.everybody import is_everybody
from intake.tables import cells
from intake.tables.cells import plain, text
from intake.tables.groups import group_of
from intake.tables.hints import Hints
from intake.tables.layout import Layout, column_name
from intake.tables.measures import Measures
from intake.tables.roles import always_splits, is_label
from intake.tables.sheet_figures import Refusal, asked
from intake.units import unit_of
from monitor.errors import SourceError
from monitor.observations import ORIGINS

#: Numbers of four digits up to here are years; no figure lies between these in every row.
_LAST = 2050
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,2})?")
#: An option with this value: what the column says changes nothing.
ANY = "*"
#: Groups are few; with more different values a column describes its rows.
_GROUPS = 60


@dataclass(frozen=True)
class Other:
    """What a column is: one of role, keep, question or unused; none of them where it says nothing."""

    role: str | None = None
    keep: set[str] | None = None
    question: Refusal | None = None
    unused: bool = False
    note: str = ""


def column(layout: Layout, index: int, measures: Measures, hints: Hints) -> Other:
    """Return what a column is that has no figures of the source in it."""
    name = layout.heading(index) or column_name(index, layout.sheet)
    where = column_name(index, layout.sheet)
    every = [
        words for row in range(layout.below, len(layout.sheet.rows))
        if (words := text(layout.sheet.cell(row, index))) and text(layout.sheet.cell(row, layout.anchor))
    ]  # fmt: skip
    values = list(dict.fromkeys(every))
    chosen = hints.chosen(name)
    if chosen == [ANY]:
        return Other()
    if chosen is not None:
        if not set(chosen) & set(values):
            shown = ", ".join(values[:6])
            why = f"de kolom '{name}' heeft geen groep '{' of '.join(chosen)}', wel {shown}"
            return Other(question=Refusal(where, name, why))
        return Other(keep=set(chosen))
    if not values or all(is_label(value) for value in values):
        return Other()
    if set(values) <= set(ORIGINS) or all(
        value.casefold().startswith("eigen berekening") for value in values
    ):
        return Other(role="origin")
    if plain(name) == "marges":
        return _margins(values, layout)
    if not always_splits(name) and _numbers(every) * 2 > len(every):
        return Other(role="year") if all(_like_a_year(value) for value in values) else Other(unused=True)
    if (role := _role(values, measures)) is not None:
        return Other(role=role)
    whole = [value for value in values if is_everybody(value, name)]
    if len(whole) == len(values):
        return Other()
    if len(whole) == 1:
        note = (
            f"Kolom '{name}' heeft {len(values)} groepen: alleen '{whole[0]}' is gelezen. Een andere groep kiest u met "
            f'--option "{name}={next(value for value in values if value != whole[0])[:40]}".'
        )
        return Other(keep=set(whole), note=note)
    if _describes(values, every):
        return Other(question=_about_rows(where, name, values))
    return Other(question=asked(where, name, values, None))


def _numbers(every: list[str]) -> int:
    """How many of the cells are numbers; tables have millions, most of them plain ones."""
    return sum(
        times
        for words, times in Counter(every).items()
        if _PLAIN_NUMBER.fullmatch(words) or cells.number(words).problem is None
    )


def _role(values: list[str], measures: Measures) -> str | None:
    """A fact under a heading that is not known: a column of years, of groups, of measures or of units."""
    if all(cells.year(value).year for value in values):
        return "year"
    if all(group_of(value, measures.all_populations) for value in values):
        return "group"
    if all(measures.exactly(value) for value in values):
        return "measure"
    if all(unit_of(value) for value in values):
        return "unit"
    return None


def _margins(values: list[str], layout: Layout) -> Other:
    """StatLine gives a figure and the ends of its interval on rows of their own. Errors: SourceError for those rows."""
    if all(value in ("MW00000", "Waarde") for value in values):
        return Other()
    raise SourceError(
        layout.sheet.file,
        "deze tabel heeft een kolom 'Marges'.",
        todo="lever het bestand zoals StatLine het geeft, zonder er iets in te veranderen",
    )


def _like_a_year(value: str) -> bool:
    year = cells.year(value).year
    return year is not None and year < _LAST


def _describes(values: list[str], every: list[str]) -> bool:
    """True for a text of its own in every row: a remark, an address, a school. Of sexes and ages there are only a few."""
    return len(values) > _GROUPS or (len(values) == len(every) > 2)


def _about_rows(where: str, name: str, values: list[str]) -> Refusal:
    option = f"{name}={ANY}"
    return Refusal(
        where,
        name,
        f"'{name}' zegt in elke rij iets anders ('{values[0][:40]}', '{values[1][:40]}' ...), en dat kent de monitor niet. "
        f'Gaat elk cijfer over het hele gebied? Geef dan --option "{option}" mee, of haal de kolom weg',
        option,
    )
