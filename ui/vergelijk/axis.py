"""What one axis shows: an indicator of one group of people in one year, how it was made, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from compare.indicator_data import PROVISIONAL, IndicatorData
from compare.wording.clauses import who_when
from monitor.catalogue import Indicator, Method, Source
from monitor.dutch import unit_text
from monitor.units import UNITS
from ui.data import catalogue


class Origin(NamedTuple):
    """How a figure was made, and where."""

    method: Method
    source: Source


@dataclass(frozen=True)
class Axis:
    """What one axis shows."""

    figures: IndicatorData
    year: int

    @property
    def origin(self) -> Origin | None:
        """How the figures of the gemeenten were made: an indicator may be of a model for one group and of a survey for
        another, and a source may hold both; None when there are no figures."""
        rows = self.figures.frame
        of_this_year = rows[
            (rows["year"] == self.year) & rows["region"].str.startswith("GM") & rows["value"].notna()
        ]
        if of_this_year.empty:
            return None
        source = catalogue().sources[str(of_this_year["source"].mode().iloc[0])]
        methods: set[Method] = {self.indicator.method, source.method}
        order: tuple[Method, ...] = ("registratie", "enquete", "modelschatting")
        if self.indicator.method != "registratie":
            order = order[1:]
        return Origin(next(method for method in order if method in methods), source)

    @property
    def indicator(self) -> Indicator:
        return self.figures.indicator

    @property
    def who(self) -> str:
        """ "18 jaar en ouder, 2020"."""
        return who_when(self.figures.population, self.year, self.provisional, self.name)

    @property
    def provisional(self) -> bool:
        """Whether a figure of this year may still change."""
        return bool(self.figures.provisional(self.year))

    @property
    def name(self) -> str:
        """ "Moeite met rondkomen, in procent"."""
        return f"{self.indicator.short_title}, {_in_unit(self.indicator, self.figures.population)}"

    @property
    def column(self) -> str:
        """Of a column on the screen: "Moeite met rondkomen (2020)"."""
        early = f", {PROVISIONAL}" if self.provisional else ""
        return f"{self.indicator.short_title} ({self.year}{early})"

    @property
    def title(self) -> str:
        """Of an axis or a column in a file: "Moeite met rondkomen, in procent (18 jaar en ouder, 2020)"."""
        return f"{self.name} ({self.who})"


def _in_unit(indicator: Indicator, population: str) -> str:
    facts = UNITS[indicator.unit]
    unit = unit_text(indicator, population) if facts.per and indicator.unit != "procent" else facts.name
    return f"in {unit}" if facts.behind_in else unit
