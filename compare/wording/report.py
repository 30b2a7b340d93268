"""The figures of the annual report beside those of the monitor: which of ours it is, how they differ, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from compare.indicator_data import PROVISIONAL, IndicatorData, Observation, measured, of_year
from compare.wording.clauses import more_or_less
from monitor.agenda import Reference, ReportFigure
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, difference_text, listing, value_text

#: The source of figures that the monitor copied from the report.
REPORT = "jaarverslag-sociale-agenda-2025"

#: Indicator and population -> their figures, None where there are none.
Lookup = Callable[[str, str], IndicatorData | None]


@dataclass(frozen=True)
class Beside:
    """A figure of the report with the monitor's.

    ``observation``: the monitor's of the same region, in the year that the report names (or that it is to be held against),
    else its newest; None where it has none. ``difference``: ours less theirs, as both are shown and in the unit of the
    indicator; None where the two are not of one year or not in one unit. ``place``: the name of the region.
    ``explains``: the sentence with the figure that helps to see why, or "".
    """

    figure: ReportFigure
    place: str
    indicator: Indicator | None
    observation: Observation | None
    difference: float | None
    explains: str = ""

    @property
    def copied(self) -> bool:
        """Whether the monitor has it from the report."""
        return self.observation is not None and self.observation.source == REPORT

    @property
    def same_year(self) -> bool:
        asked = self.figure.take or self.figure.year
        return self.observation is not None and self.observation.year == asked


def beside(
    figure: ReportFigure, indicators: Mapping[str, Indicator], lookup: Lookup, place: Callable[[str], str]
) -> Beside:
    """Look up what the monitor has of a figure of the report. ``place``: gives the name of a region.

    Errors: ``KeyError`` for an indicator that the catalogue does not have.
    """
    name = place(figure.region)
    explains = _explained(figure.beside, indicators, lookup, place) if figure.beside else ""
    if figure.indicator is None or figure.population is None:
        return Beside(figure, name, None, None, None, explains)
    indicator = indicators[figure.indicator]
    indicator_data = lookup(figure.indicator, figure.population)
    have = measured(indicator_data.of(figure.region)) if indicator_data else []
    asked = figure.take or figure.year
    observation = next((p for p in have if p.year == asked), have[-1] if have else None)
    return Beside(figure, name, indicator, observation, _difference(figure, indicator, observation), explains)


def _explained(
    reference: Reference, indicators: Mapping[str, Indicator], lookup: Lookup, place: Callable[[str], str]
) -> str:
    """ "Nederland in 2024: 8,9%.", or "" without that figure."""
    indicator = lookup(reference.indicator, reference.population)
    observation = of_year(indicator.of(reference.region), reference.year) if indicator else None
    if observation is None or observation.value is None:
        return ""
    value = value_text(observation.value, indicators[reference.indicator])
    return f"{place(reference.region)} in {reference.year}: {value}."


def _difference(figure: ReportFigure, indicator: Indicator, observation: Observation | None) -> float | None:
    asked = figure.take or figure.year
    if observation is None or observation.value is None or observation.year != asked:
        return None
    if figure.unit not in (None, indicator.unit):
        return None
    theirs = 100 - figure.value if figure.complement else figure.value
    return round(round(observation.value, indicator.decimals) - theirs, indicator.decimals)


def ours_text(beside: Beside) -> str:
    """ "12,7%", "45,8% (2022)", "€ 36.200 (voorlopig)", or "geen cijfer"."""
    return _ours(beside, not beside.same_year or beside.figure.take is not None)


def _ours(beside: Beside, with_year: bool) -> str:
    if beside.observation is None or beside.indicator is None:
        return NO_FIGURE
    more = [str(beside.observation.year)] if with_year else []
    more += [PROVISIONAL] if beside.observation.provisional else []
    text = value_text(beside.observation.value, beside.indicator)
    return f"{text} ({', '.join(more)})" if more else text


def text_of_difference(beside: Beside) -> str:
    """ "1,3 procentpunt minder", "ongeveer ..." where the report rounds, "gelijk", or why there is none."""
    if beside.observation is None or beside.indicator is None:
        return ""
    if beside.copied:
        return "overgenomen"
    if beside.difference is None:
        if beside.figure.year is None and beside.figure.take is None:
            return "jaar van het jaarverslag onbekend"
        return "ander jaar" if not beside.same_year else "andere eenheid"
    about = "" if beside.figure.hedge == "=" else "ongeveer "
    if beside.difference == 0:
        return f"{about}gelijk"
    direction = 1 if beside.difference > 0 else -1
    return f"{about}{difference_text(beside.difference, beside.indicator)} {more_or_less(direction, beside.indicator)}"


def why_text(beside: Beside) -> str:
    """Why the two differ, with the figure that explains it."""
    return f"{beside.figure.why} {beside.explains}".strip()


def sentences(figures: Iterable[Beside]) -> list[str]:
    """What the report says of one indicator and what stands here, a sentence for those with one year and one reason.

    "Het jaarverslag noemt over 2024 bijna 14% (Drenthe); hier staat 12,7%. ...".
    """
    together: dict[tuple[int | None, str], list[Beside]] = {}
    for one in figures:
        together.setdefault((one.figure.year, why_text(one)), []).append(one)
    return [f"{_theirs_and_ours(of_one)} {why}" for (_, why), of_one in together.items()]


def _theirs_and_ours(figures: Sequence[Beside]) -> str:
    year = figures[0].figure.year
    when = f" over {year}" if year else ", zonder jaar"
    theirs = listing([f"{one.figure.printed} ({one.place})" for one in figures])
    years = {one.observation.year if one.observation else None for one in figures}
    if years == {None}:
        ours = f"hier staat {NO_FIGURE}"
    elif all(one.copied and not one.figure.complement for one in figures):
        ours = "dat staat ook hier"
    elif len(years) == 1 and not figures[0].same_year:
        # Of one other year: that is said once.
        ours = f"hier staat {listing([_ours(one, False) for one in figures])} over {years.pop()}"
    else:
        ours = f"hier staat {listing([ours_text(one) for one in figures])}"
    return f"Het jaarverslag noemt {theirs}{when}; {ours}."
