"""What there is to say of each goal of the Sociale Agenda: the figures that come nearest, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.rules.comparator import Comparator
from compare.rules.profile_row import ProfileRow, profile_row
from compare.wording.clauses import change_clause
from compare.wording.comparison import comparison_sentence
from monitor import agenda
from monitor.agenda import Goal
from monitor.province import PROVINCE
from monitor.regions import name
from ui.choose.comparators import BY_CODE
from ui.data import catalogue, data_version, figures, kept
from ui.overzicht.panel_chart import strips_svg
from ui.overzicht.panels import strip, who_is_what
from ui.parts import explain


@dataclass(frozen=True)
class GoalFigure:
    """One figure near a goal: ``sentence`` beside the comparator, ``moved`` since the measurement before or ""."""

    indicator: str
    population: str
    title: str
    sentence: str
    moved: str
    how_to_read: str
    source: str


@dataclass(frozen=True)
class Near:
    """Figures that stand together. ``strips``: an SVG with a row per figure, or None; ``strips_alt`` says it in words."""

    figures: tuple[GoalFigure, ...] = ()
    strips: str | None = None
    strips_alt: str = ""


@dataclass(frozen=True)
class GoalView:
    """A goal and what comes nearest."""

    goal: Goal
    near: Near


@dataclass(frozen=True)
class ThemeGoals:
    """The goals of one theme."""

    id: str
    title: str
    goals: tuple[GoalView, ...]


def goals(comparator: Comparator, gemeente: str | None) -> tuple[ThemeGoals, ...]:
    """The twelve goals by theme, for the province or the reader's gemeente (code) beside the comparator."""
    return _goals(comparator, gemeente, data_version())


@kept(60, by=BY_CODE)
def _goals(comparator: Comparator, gemeente: str | None, version: str) -> tuple[ThemeGoals, ...]:
    of_themes = []
    for theme in catalogue().themes:
        of_theme = [goal for goal in agenda.load().goals if goal.theme == theme.id]
        if of_theme:
            views = tuple(_view(goal, comparator, gemeente) for goal in of_theme)
            of_themes.append(ThemeGoals(theme.id, theme.title, views))
    return tuple(of_themes)


def _view(goal: Goal, comparator: Comparator, gemeente: str | None) -> GoalView:
    return GoalView(goal, near(goal.figures, comparator, gemeente, goal.population))


def near(
    indicators: Sequence[str], comparator: Comparator, gemeente: str | None, population: str | None = None
) -> Near:
    """The province's figures of these indicators (ids) that there are; of their first group, or of ``population``."""
    rows = [row for id in indicators if (row := _row(id, population, comparator))]
    dots = [
        row_of_dots
        for row in rows
        if (row_of_dots := strip(row.indicator, row.population, comparator, gemeente)) is not None
    ]
    return Near(
        tuple(_figure(row) for row in rows),
        strips_svg(dots, who_is_what(comparator, gemeente)) if dots else None,
        " ".join(one.text for one in dots),
    )


def _row(id: str, population: str | None, comparator: Comparator) -> ProfileRow | None:
    """The row of the province: of the group that the goal is about, or the first with a figure."""
    if id not in catalogue().indicators:
        # Measured in another province only.
        return None
    for group in [population] if population else catalogue()[id].populations:
        indicator_data = figures(id, group)
        row = profile_row(indicator_data, PROVINCE, [comparator]) if indicator_data else None
        if row and row.value is not None:
            return row
    return None


def _figure(row: ProfileRow) -> GoalFigure:
    moved = change_clause(row.change, row.indicator) if row.change else ""
    return GoalFigure(
        row.indicator.id,
        row.population,
        row.indicator.title,
        comparison_sentence(row, name(PROVINCE)),
        f"{moved[:1].upper()}{moved[1:]}." if moved else "",
        row.indicator.how_to_read[0] if row.indicator.how_to_read else "",
        explain.row_source(row),
    )
