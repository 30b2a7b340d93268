"""The one Dutch sentence that says what a view shows; used as heading, alt text and first line of a download.

Every function is pure: it gets the figures and the names, and returns plain text. No verdicts, no causes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from compare.change import Change
from compare.dutch import difference_text, listing, number, population_text, value_text
from compare.gap import Gap
from compare.position import Position
from compare.standing import Standing
from loaders.catalogue import Indicator

#: Shares and counts are more or less; averages, incomes and scores are higher or lower.
_MORE_LESS = {"procent", "personen", "huishoudens", "aantal", "per_100", "per_1000", "per_km2", "kilometer"}


def more_or_less(direction: int, indicator: Indicator) -> str:
    """ "meer", "minder" or "evenveel"; "hoger", "lager" or "even hoog" for averages."""
    if indicator.unit in _MORE_LESS:
        return {1: "meer", -1: "minder", 0: "evenveel"}[direction]
    return {1: "hoger", -1: "lager", 0: "even hoog"}[direction]


def gap_clause(gap: Gap, comparator: str, indicator: Indicator) -> str:
    """ "1,2 procentpunt meer dan in Nederland (13,9%)" or "evenveel als in Nederland (13,9%)"."""
    other = value_text(gap.comparator, indicator)
    word = more_or_less(gap.direction, indicator)
    if gap.direction == 0:
        return f"{word} als in {comparator} ({other})"
    return f"{difference_text(gap.difference, indicator)} {word} dan in {comparator} ({other})"


def change_clause(change: Change | None, indicator: Indicator) -> str:
    """ "8,5 procentpunt minder dan in 2016", or why there is nothing to compare with."""
    if change is None:
        return "één meting, nog geen verandering te zien"
    if change.difference is None:
        why = f" ({change.reason})" if change.reason else ""
        return f"niet te vergelijken met {change.year_from}{why}"
    direction = (change.difference > 0) - (change.difference < 0)
    if direction == 0:
        return f"gelijk aan {change.year_from}"
    return (
        f"{difference_text(change.difference, indicator)} {more_or_less(direction, indicator)} "
        f"dan in {change.year_from}"
    )


def position_clause(position: Position, indicator: Indicator) -> str:
    """ "hoogste van de 12 gemeenten", "3e van 12 (1 = hoogste)", with ties said."""
    shared = " (gedeeld)" if position.shared else ""
    if position.rank == 1:
        return f"hoogste van de {position.of}{shared}"
    if position.rank + position.shared == position.of:
        return f"laagste van de {position.of}{shared}"
    return f"{position.rank}e van {position.of}{shared}"


#: Populations that the figure itself already names.
_ECHO = {"meldingen", "initiatieven"}


def who_when(population: str, year: int) -> str:
    """ "18 jaar en ouder, 2024"."""
    return f"{year}" if population in _ECHO else f"{population_text(population)}, {year}"


def in_sentence(title: str) -> str:
    """A title as it stands inside a sentence: only its first letter changes."""
    return title[:1].lower() + title[1:]


def value_sentence(region: str, value: float | None, indicator: Indicator, population: str, year: int) -> str:
    """ "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024)."."""
    if value is None or pd.isna(value):
        return f"Voor {region} is er over {year} geen cijfer: {in_sentence(indicator.title)}."
    phrase = indicator.phrase.format(value=value_text(value, indicator))
    return f"In {region} {phrase} ({who_when(population, year)})."


def gap_sentence(
    region: str,
    value: float | None,
    gap: Gap | None,
    comparator: str,
    indicator: Indicator,
    population: str,
    year: int,
) -> str:
    """The value and, where both have a figure, the difference with the comparator, in one sentence."""
    said = value_sentence(region, value, indicator, population, year)
    if value is None or pd.isna(value):
        return said
    if gap is None:
        return f"{said[:-1]}; {comparator} heeft over {year} geen cijfer."
    return f"{said[:-1]}: {gap_clause(gap, comparator, indicator)}."


def trend_sentence(found: Standing, region: str, comparator: str, over: Change | None) -> str:
    """The newest figure, its difference with the comparator and with the measurement before, then the longer run.

    ``region`` and ``comparator``: names; ``over``: :func:`compare.change.run`. "In Emmen heeft 12,5% moeite met
    rondkomen (18 jaar en ouder, 2020): 1,4 procentpunt minder dan in Nederland (13,9%) en 8,5 procentpunt minder
    dan in 2016. Tussen 2012 en 2020 werd het 14,1 procentpunt minder."
    """
    indicator, change = found.indicator, found.change
    said = value_sentence(region, found.value, indicator, found.population, found.year)
    clauses = []
    if found.gap and found.gap_year == found.year:
        clauses.append(gap_clause(found.gap, comparator, indicator))
    if change and change.comparable:
        clauses.append(change_clause(change, indicator))
    sentences = [f"{said[:-1]}: {' en '.join(clauses)}." if clauses else said]
    if change and not change.comparable:
        why = f" ({change.reason})" if change.reason else ""
        sentences.append(f"Dat is niet te vergelijken met {change.year_from}{why}.")
    if found.gap and found.gap_year != found.year:
        value = value_text(found.gap.value, indicator)
        sentences.append(
            f"In {found.gap_year} was het {value}: {gap_clause(found.gap, comparator, indicator)}."
        )
    if over and (change is None or (over.year_from, over.year_to) != (change.year_from, change.year_to)):
        sentences.append(run_sentence(over, indicator))
    return " ".join(sentences)


def run_sentence(over: Change, indicator: Indicator) -> str:
    """ "Tussen 2012 en 2020 werd het 14,1 procentpunt minder."; of people "kwamen er 15.709 bij"."""
    difference = over.difference or 0.0
    if difference == 0:
        return f"In {over.year_to} is het gelijk aan {over.year_from}."
    if indicator.unit in {"personen", "huishoudens"}:
        came, went = ("kwam", "ging") if abs(difference) == 1 else ("kwamen", "gingen")
        moved, where = (came, "bij") if difference > 0 else (went, "af")
        size = difference_text(difference, indicator)
        return f"Tussen {over.year_from} en {over.year_to} {moved} er {size} {where}."
    word = more_or_less(1 if difference > 0 else -1, indicator)
    if indicator.unit == "aantal":
        size = difference_text(difference, indicator)
        return f"In {over.year_to} waren het er {size} {word} dan in {over.year_from}."
    return (
        f"Tussen {over.year_from} en {over.year_to} werd het {difference_text(difference, indicator)} {word}."
    )


def map_sentence(
    values: pd.Series,
    names: Mapping[str, str],
    indicator: Indicator,
    population: str,
    year: int,
    one: str = "gemeente",
    many: str = "gemeenten",
) -> str:
    """Highest and lowest region: "In Emmen heeft 15,1% moeite met rondkomen, het meest van de 12 gemeenten; ...".

    ``values``: index region code, the regions on the map (missing allowed); ``names``: code -> name;
    ``one`` and ``many``: what a region is called.
    """
    shown = values.dropna().round(indicator.decimals)
    if shown.empty:
        return f"Over {year} is er voor geen enkele {one} een cijfer: {in_sentence(indicator.title)}."
    top, bottom = shown.max(), shown.min()
    if len(shown) == 1:
        only = names[shown.index[0]]
        return f"Alleen {only} heeft een cijfer. {value_sentence(only, top, indicator, population, year)}"
    if top == bottom:
        phrase = indicator.phrase.format(value=value_text(top, indicator))
        return f"In alle {len(shown)} {many} {phrase} ({who_when(population, year)})."
    most, least = ("meest", "minst") if indicator.unit in _MORE_LESS else ("hoogst", "laagst")

    def place(value: float) -> str:
        at = [names[r] for r in shown.index[shown == value]]
        return listing(at) if len(at) <= 3 else f"{number(len(at))} {many}"

    phrase = indicator.phrase.format(value=value_text(top, indicator))
    return (
        f"In {place(top)} {phrase}, het {most} van de {len(shown)} {many} met een cijfer; "
        f"in {place(bottom)} {value_text(bottom, indicator)}, het {least} ({who_when(population, year)})."
    )


class Compared(Protocol):
    """What a sentence about a difference needs to know; a standing and a row of a profile both have it."""

    @property
    def indicator(self) -> Indicator: ...
    @property
    def population(self) -> str: ...
    @property
    def gap(self) -> Gap | None: ...
    @property
    def gap_year(self) -> int | None: ...


def standing_out_sentence(found: Sequence[Compared], comparator: str, region: str = "Drenthe") -> str:
    """Where the region lies furthest from its comparator, in the words of the figures themselves.

    "De grootste verschillen met Nederland: in Drenthe doet 45,8% vrijwilligerswerk (Nederland 40,7%, 2022) en ...".
    ``found``: furthest first.
    """
    parts = [
        f"{s.indicator.phrase.format(value=value_text(s.gap.value, s.indicator))} "
        f"({_age_group(s.population)}{comparator} {value_text(s.gap.comparator, s.indicator)}, {s.gap_year})"
        for s in found
        if s.gap
    ]
    if not parts:
        return f"Er zijn geen cijfers die met {comparator} te vergelijken zijn."
    start = "De grootste verschillen" if len(parts) > 1 else "Het grootste verschil"
    return f"{start} met {comparator}: in {region} {listing(parts)}."


def _age_group(population: str) -> str:
    """ "16 tot en met 25 jaar; " for a part of the grown-ups, "" for all of them: that is what a reader expects."""
    return f"{population_text(population)}; " if population in {"16-25", "18-64", "65+", "0-22"} else ""


def moving_sentence(found: Sequence[Standing]) -> str:
    """What changed most since the measurement before; "" when nothing may be compared.

    "Het meest veranderd: ervaren gezondheid (4,0 procentpunt meer dan in 2022)." ``found``: most first.
    """
    parts = [
        f"{in_sentence(s.indicator.short_title)} ({change_clause(s.change, s.indicator)})" for s in found
    ]
    return f"Het meest veranderd sinds de meting ervoor: {listing(parts)}." if parts else ""
