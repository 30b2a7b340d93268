"""What stands beside a region: both figures are of one year."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from compare.indicator_data import TOO_FEW, IndicatorData, Observations, measured, of_year
from compare.rules.change import judged
from compare.rules.comparator.kind import Comparator
from compare.rules.comparison import Comparison, NotCompared, compared
from compare.rules.gap import grows_with_size
from monitor.dutch import part_of_base


@dataclass(frozen=True)
class SameYear(Comparator):
    """Held against in the newest year in which both have a figure."""

    def compare(self, figures: IndicatorData, region: str, year: int | None) -> Comparison | NotCompared:
        """Never a count that grows with size, never a region with itself."""
        if self.of_subject(region):
            return NotCompared(self, "dit is dezelfde plek")
        if grows_with_size(figures.indicator):
            return NotCompared(self, "een grotere plek heeft er vanzelf meer")
        others = self.observations(figures)
        if why := self.without_figures(figures, others):
            return NotCompared(self, why)
        own = [
            observation for observation in measured(figures.of(region)) if year in (None, observation.year)
        ]
        with_figure = {observation.year: observation for observation in measured(others)}
        for observation in reversed(own):
            if other := with_figure.get(observation.year):
                return compared(figures, self, observation, other, judged)
        if year is None and own:
            year = own[-1].year
        return NotCompared(self, _why_not(figures, others, year))

    @abstractmethod
    def without_figures(self, figures: IndicatorData, observations: Observations) -> str:
        """Why it can have no figures of this indicator in any year; "" where it can."""


def _why_not(figures: IndicatorData, others: Observations, year: int | None) -> str:
    observation = of_year(others, year) if year is not None else None
    if observation and observation.missing == TOO_FEW:
        part = part_of_base(observation.coverage or 0, figures.indicator, figures.population)
        return f"te weinig gemeenten daar hebben een cijfer (samen {part})"
    return f"geen cijfer over {year}" if measured(others) and year is not None else "geen cijfer in deze bron"
