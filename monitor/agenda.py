"""The Sociale Agenda 2024-2029 that the indicators follow: its 12 goals, the charts and figures of its annual
report, and brede welvaart, its compass.

Read from ``data/catalogue/goals.yaml``, ``report_charts.yaml``, ``report_figures.yaml`` and ``wellbeing.yaml``; the
indicators refer to goals and charts by number, the figures and subjects to indicators by id.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from monitor.catalogue import DATA
from monitor.province import TEXTS_OF_PROVINCE
from monitor.units import Unit

Match = Literal["zeker", "waarschijnlijk", "onbekend"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Goal(_Strict):
    """A doelstelling, in the words of the agenda."""

    number: int = Field(ge=1, le=12)
    theme: str
    text: str
    #: The one to three figures that come nearest, by indicator: chosen for the page, no measure of the goal.
    figures: tuple[str, ...] = Field(default=(), max_length=3)
    #: Of which group, where that is not the first of the indicator.
    population: str | None = None
    #: What is missing to see how the goal stands.
    needed: str | None = None


class Target(_Strict):
    """What a document promises with a date or a number; ``known``: what the monitor knows of it."""

    text: str
    value: str
    by: str
    known: str
    source: str
    goals: tuple[int, ...] = ()


class ReportChart(_Strict):
    """A chart of the annual report: where it stands, what is printed below it, and how sure it is which indicator it is."""

    chapter: str
    caption: str
    match: Match
    note: str | None = None


class Reference(_Strict):
    """A figure of the monitor: the key of an observation."""

    indicator: str
    population: str
    region: str
    year: int


class ReportFigure(_Strict):
    """A figure as the annual report prints it, which of the monitor's it is, and why that is another.

    ``printed``: in its own words ("bijna 14%"), of which ``value`` is the number and ``hedge`` whether it is exact (=),
    just below (<), just above (>) or about (~). ``who``: of whom, in its own word. ``year``: None where none is printed;
    ``take`` is then the monitor's year to hold it against. ``line``: in the text of the report. Without ``indicator``
    the monitor has no such figure. ``unit``: only where it is not that of the indicator. ``complement``: the report
    prints the share without. ``beside``: another figure that explains the difference.
    """

    what: str
    printed: str
    value: float
    hedge: Literal["=", "<", ">", "~"]
    who: str
    region: str
    year: int | None
    chapter: str
    line: int
    quote: str
    #: One plain Dutch sentence or two.
    why: str
    indicator: str | None = None
    population: str | None = None
    unit: Unit | None = None
    complement: bool = False
    take: int | None = None
    beside: Reference | None = None

    @model_validator(mode="after")
    def _whose(self) -> ReportFigure:
        if (self.indicator is None) != (self.population is None):
            raise ValueError(f"{self.what}: indicator and population go together")
        return self


class Subject(_Strict):
    """A subject of brede welvaart: its figures, by indicator, or what is missing."""

    title: str
    figures: tuple[str, ...] = ()
    needed: str | None = None

    @model_validator(mode="after")
    def _something(self) -> Subject:
        if bool(self.figures) == bool(self.needed):
            raise ValueError(f"{self.title}: figures, or what is needed")
        return self


class Question(_Strict):
    """One of the three questions of brede welvaart: here and now, later, elsewhere."""

    id: str
    title: str
    text: str
    subjects: tuple[Subject, ...] = Field(min_length=1)


class Wellbeing(_Strict):
    """Brede welvaart as an entrance to the figures; ``source``: whose order it is."""

    source: str
    questions: tuple[Question, ...]


class Agenda(_Strict):
    """``charts`` by their code in the catalogue: C01..C16. ``figures``: in the order of the report."""

    goals: tuple[Goal, ...]
    goals_source: str
    targets: tuple[Target, ...]
    report: str
    charts: dict[str, ReportChart]
    figures: tuple[ReportFigure, ...]
    wellbeing: Wellbeing

    def goal(self, number: int) -> Goal:
        """One goal by its number. Errors: ``KeyError``."""
        match = next((goal for goal in self.goals if goal.number == number), None)
        if match is None:
            raise KeyError(number)
        return match


@lru_cache(maxsize=4)
def load(folder: Path = DATA / "catalogue") -> Agenda:
    """Read and check goals, charts and figures. Errors: ``pydantic.ValidationError`` naming the field.

    Without goals, charts and figures of the report where those are of another province.
    """
    goals, charts, figures, wellbeing = (
        yaml.safe_load((folder / name).read_text(encoding="utf-8"))
        for name in ("goals.yaml", "report_charts.yaml", "report_figures.yaml", "wellbeing.yaml")
    )
    if not TEXTS_OF_PROVINCE:
        return Agenda(
            goals=(), targets=(), goals_source="", report="", charts={}, figures=(), wellbeing=wellbeing
        )
    return Agenda(
        goals=goals["goals"],
        targets=goals["targets"],
        goals_source=goals["source"],
        report=charts["report"],
        charts=charts["charts"],
        figures=figures["figures"],
        wellbeing=wellbeing,
    )
