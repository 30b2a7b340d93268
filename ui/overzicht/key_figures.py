"""Every figure that one needs to know, a row each: the figure, the comparator, the difference and the line."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from compare.rules.comparator import Comparator
from compare.rules.profile_row import ProfileRow
from monitor.dutch import NO_FIGURE, difference_text, group_text, value_text
from monitor.province import PROVINCE
from monitor.regions import name
from ui.charts.image_address import image_address
from ui.charts.sparkline import drenthe_and_comparator
from ui.choose.comparators import BY_CODE
from ui.data import catalogue, data_version, figures, kept
from ui.overzicht.view import of_drenthe
from ui.parts import explain
from ui.parts.worded_number import worded

NOTHING = "–"


@dataclass(frozen=True)
class ThemeRows:
    """``names``: the indicators, in the order of the rows of ``table``; ``sentences``: the same in words, for a phone;
    ``gaps``: titles of what has no figure."""

    id: str
    title: str
    names: list[str]
    table: pd.DataFrame
    sentences: list[tuple[str, str, str]]
    gaps: list[str]


def themes(comparator: Comparator) -> tuple[ThemeRows, ...]:
    """The rows per theme of the Sociale Agenda. Shared between readers: never change it."""
    return _themes(comparator, data_version())


@kept(60, by=BY_CODE)
def _themes(comparator: Comparator, version: str) -> tuple[ThemeRows, ...]:
    themes = []
    for theme in catalogue().themes:
        needed = [indicator for indicator in theme.indicators if indicator.need_to_know]
        row_of_each = [(indicator, of_drenthe(indicator, comparator)) for indicator in needed]
        rows = [row for _, row in row_of_each if row]
        if needed:
            gaps = [indicator.short_title for indicator, row in row_of_each if row is None]
            names = [row.indicator.id for row in rows]
            sentences = [(row.indicator.id, row.indicator.short_title, _sentence(row)) for row in rows]
            themes.append(ThemeRows(theme.id, theme.title, names, _table(rows, comparator), sentences, gaps))
    return tuple(themes)


def _own_in_year(row: ProfileRow) -> str:
    """ "12,7% (2024)", with a star for a figure that may still change; a newer one without comparison comes behind."""
    star = "*" if row.observation.provisional else ""
    newest = f"{value_text(row.value, row.indicator)} ({row.year}{star})"
    compared = row.comparison
    if compared is None or compared.year == row.year:
        return newest
    pair = f"{value_text(compared.gap.value, row.indicator)} ({compared.year})"
    return f"{pair}; {newest}, nog zonder {compared.comparator.name}"


def _other(row: ProfileRow) -> str:
    compared = row.comparison
    if compared is None:
        return NOTHING
    when = f" ({compared.other.year})" if compared.over_time else ""
    return f"{value_text(compared.gap.comparator, row.indicator)}{when}"


def _difference(row: ProfileRow) -> str:
    compared = row.comparison
    if compared is None:
        return NOTHING
    if not compared.gap.direction:
        return "gelijk"
    return difference_text(compared.gap.difference, row.indicator, signed=True)


def _sentence(row: ProfileRow) -> str:
    compared = row.comparison
    if compared is None:
        return f"{_own_in_year(row)}, {row.not_compared or 'niet vergeleken'}. {explain.row_source(row)}"
    return f"{_own_in_year(row)}, {compared.comparator.name} {_other(row)}: {_difference(row)}. {explain.row_source(row)}"


def _picture(row: ProfileRow, comparator: Comparator) -> str | None:
    indicator_data = figures(row.indicator.id, row.population)
    if indicator_data is None:
        return None
    svg = drenthe_and_comparator(
        indicator_data.of(PROVINCE), comparator.observations(indicator_data), width=110, height=28
    )
    small = svg.replace(' viewBox="0 0 110 28"', "") if svg else ""
    return image_address(small) if small else None


def _called(comparator: Comparator) -> str:
    return f"{comparator.name[:1].upper()}{comparator.name[1:]}"


def _table(rows: list[ProfileRow], comparator: Comparator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Cijfer": [row.indicator.short_title for row in rows],
            "Wie": [group_text(row.indicator, row.population) for row in rows],
            name(PROVINCE): worded(
                [row.value for row in rows],
                [_own_in_year(row) if row.value is not None else NO_FIGURE for row in rows],
            ),
            _called(comparator): worded(
                [row.gap.comparator if row.gap else None for row in rows], map(_other, rows)
            ),
            "Verschil": worded(
                [row.gap.difference if row.gap else None for row in rows], map(_difference, rows)
            ),
            "Verloop": [_picture(row, comparator) for row in rows],
            "Bron": [explain.row_source(row).removeprefix("Bron: ") for row in rows],
        },
        dtype=object,
    )
