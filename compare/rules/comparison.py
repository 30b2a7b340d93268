"""One figure held against another: which two, the difference, and what may be said of it. The only place that decides."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compare.indicator_data import TOO_FEW, IndicatorData, Observation, Observations, measured, of_year
from compare.rules.change import between, judged, judged_over_years, pair
from compare.rules.comparator import Comparator
from compare.rules.gap import Gap, gap, grows_with_size
from compare.rules.outcome import Outcome
from monitor.dutch import part_of_base


@dataclass(frozen=True)
class Comparison:
    """``own`` and ``other`` are the two figures: of one year, unless the comparator is an earlier year.

    ``same_gemeenten``: with an earlier year, when both are own calculations made anew over the gemeenten that have a
    figure in both years.
    """

    comparator: Comparator
    own: Observation
    other: Observation
    gap: Gap
    outcome: Outcome
    same_gemeenten: bool = False

    @property
    def year(self) -> int:
        """The year of the own figure."""
        return self.own.year

    @property
    def calculated(self) -> bool:
        """Whether the other figure is the monitor's own calculation."""
        return self.other.calculated

    @property
    def only_other_provisional(self) -> bool:
        """Whether the other figure may still change, and that is not said already with the own figure of its year."""
        said = self.own.provisional and self.own.year == self.other.year
        return self.other.provisional and not said

    @property
    def other_name(self) -> str:
        """What stands in a table or a file as compared with: of an earlier year the year that it became."""
        return str(self.other.year) if self.comparator.earlier else self.comparator.name

    @property
    def place(self) -> str:
        """What stands after "in": of an earlier year the year that it became."""
        return str(self.other.year) if self.comparator.earlier else self.comparator.place


@dataclass(frozen=True)
class NotCompared:
    """``why``: a Dutch clause that completes "niet vergeleken: ...". ``year``: of the earlier measurement, when that is
    what may not be compared."""

    comparator: Comparator
    why: str
    year: int | None = None


def compare(
    figures: IndicatorData, region: str, comparator: Comparator, year: int | None = None
) -> Comparison | NotCompared:
    """Hold the figure of a region against a comparator, in ``year`` or else in the newest year that both have one.

    Never across a break, never a count that grows with size against another region, never a region with itself.
    """
    if comparator.earlier:
        return _with_earlier(figures, region, comparator, year)
    if comparator.of_subject(region):
        return NotCompared(comparator, "dit is dezelfde plek")
    if grows_with_size(figures.indicator):
        return NotCompared(comparator, "een grotere plek heeft er vanzelf meer")
    if comparator.a_set and not comparator.members_for(figures.indicator):
        return NotCompared(comparator, "te weinig gemeenten lijken er genoeg op")
    own = [p for p in measured(figures.of(region)) if year in (None, p.year)]
    others = comparator.points(figures)
    if comparator.a_set and not others and not figures.indicator.combinable(figures.population):
        return NotCompared(comparator, "van dit cijfer is geen gemiddelde van gemeenten te maken")
    with_figure = {point.year: point for point in measured(others)}
    for point in reversed(own):
        other = with_figure.get(point.year)
        if other:
            return _compared(figures, comparator, point, other)
    if year is None and own:
        year = own[-1].year
    return NotCompared(comparator, _why_not(figures, others, year))


def _with_earlier(
    figures: IndicatorData, region: str, comparator: Comparator, year: int | None
) -> Comparison | NotCompared:
    have = [point for point in measured(figures.of(region)) if year is None or point.year <= year]
    if not have or year not in (None, have[-1].year):
        return NotCompared(comparator, "er is geen cijfer")
    now, before = have[-1], have[:-1]
    if comparator.since is not None:
        # The nearest measurement in or before that year, else the first one after it.
        until = [point for point in before if point.year <= comparator.since]
        before = until or before[:1]
    if not before:
        return NotCompared(comparator, "er is geen eerdere meting")
    held = pair(figures.of(region), before[-1], now)
    if held is None:
        changed = between(figures.of(region), before[-1], now, figures.indicator)
        why = f" ({changed.reason})" if changed.reason else ""
        clause = f"niet te vergelijken met {changed.year_from}{why}"
        return NotCompared(comparator, clause, changed.year_from)
    found = _compared(figures, comparator, held[1], held[0])
    return replace(found, same_gemeenten=held != [before[-1], now])


def _compared(
    figures: IndicatorData, comparator: Comparator, own: Observation, other: Observation
) -> Comparison:
    found = gap(own.value, other.value, figures.indicator)
    assert found is not None
    judge = judged_over_years if comparator.earlier else judged
    return Comparison(comparator, own, other, found, judge(own, other, figures.indicator))


def _why_not(figures: IndicatorData, others: Observations, year: int | None) -> str:
    point = of_year(others, year) if year is not None else None
    if point and point.missing == TOO_FEW:
        part = part_of_base(point.coverage or 0, figures.indicator, figures.population)
        return f"te weinig gemeenten daar hebben een cijfer (samen {part})"
    return f"geen cijfer over {year}" if measured(others) and year is not None else "geen cijfer in deze bron"
