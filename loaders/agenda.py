"""The Sociale Agenda 2024-2029 that the indicators follow: its 12 goals and the charts of its annual report.

Read from ``data/catalogue/goals.yaml`` and ``report_charts.yaml``; the indicators refer to them by number.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from loaders.catalogue import DATA

Match = Literal["zeker", "waarschijnlijk", "onbekend"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Goal(_Strict):
    """A doelstelling, in the words of the agenda."""

    number: int = Field(ge=1, le=12)
    theme: str
    text: str


class ReportChart(_Strict):
    """A chart of the annual report: what it prints below it, and how sure the match with an indicator is."""

    caption: str
    match: Match
    note: str | None = None


class Agenda(_Strict):
    """``charts`` by their code in the catalogue: C01..C16."""

    goals: tuple[Goal, ...]
    goals_source: str
    report: str
    charts: dict[str, ReportChart]

    def goal(self, number: int) -> Goal:
        """One goal by its number. Errors: ``KeyError``."""
        found = next((goal for goal in self.goals if goal.number == number), None)
        if found is None:
            raise KeyError(number)
        return found


@lru_cache(maxsize=4)
def load(folder: Path = DATA / "catalogue") -> Agenda:
    """Read and check the goals and charts. Errors: ``pydantic.ValidationError`` naming the field."""
    goals = yaml.safe_load((folder / "goals.yaml").read_text(encoding="utf-8"))
    charts = yaml.safe_load((folder / "report_charts.yaml").read_text(encoding="utf-8"))
    return Agenda(
        goals=goals["goals"], goals_source=goals["source"], report=charts["report"], charts=charts["charts"]
    )
