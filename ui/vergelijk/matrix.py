"""The 12 gemeenten side by side on what one needs to know: a row per indicator, each of its own newest year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from compare.indicator_data import PROVISIONAL, IndicatorData, Observation, measured, of_year
from compare.rules.comparator import Comparator
from compare.rules.position import Position, position
from compare.rules.range import ValueRange, value_range
from compare.wording.clauses import in_sentence, position_clause, who_when
from compare.wording.ranges import ranges_sentence
from geo.classes import BLUES, to_hex
from monitor.catalogue import Indicator
from monitor.dutch import NO_FIGURE, OWN_CALCULATION, WHY_MISSING, listing, own_calculation, value_text
from monitor.province import GEMEENTEN, PROVINCE, PROVINCE_SLUG
from monitor.regions import name, region_set
from ui import colours
from ui.choose import comparators
from ui.choose.pickers import in_picking_order
from ui.data import catalogue, data_version, figures, kept, populations

#: A year counts as one of (nearly) all gemeenten when at least so many of the 12 have a figure.
NEARLY_ALL = 10

#: Light to dark: the lowest to the highest figures among the gemeenten. No colour means good or bad.
SHADES = tuple(to_hex(colour) for colour in BLUES)

#: In the URL: gemeenten in the order of the alphabet.
ALPHABET = "alfabet"


@dataclass(frozen=True)
class Row:
    """One indicator in one year. ``observations``: region or code of the comparator -> its figure, None when the source knows
    nothing of it; ``places``: gemeente -> its place among the 12."""

    indicator: Indicator
    population: str
    year: int
    observations: Mapping[str, Observation | None]
    places: Mapping[str, Position | None]

    @property
    def who(self) -> str:
        """ "18 jaar en ouder, 2024"."""
        return who_when(self.population, self.year, bool(self.provisional))

    @property
    def provisional(self) -> set[str]:
        """The regions whose figure may still change."""
        return {region for region, point in self.observations.items() if point and point.provisional}

    def value(self, region: str) -> float | None:
        """The figure of a region or of the comparator."""
        point = self.observations.get(region)
        return point.value if point else None

    def text(self, region: str) -> str:
        """The figure as it is shown everywhere, with its unit."""
        return value_text(self.value(region), self.indicator)

    def shade(self, region: str) -> str | None:
        """The colour of a gemeente by its place; None without one."""
        place = self.places.get(region)
        if place is None:
            return None
        return SHADES[(place.of - place.rank) * len(SHADES) // place.of]

    def tooltip(self, region: str) -> str:
        """What the pointer says: "Emmen: 15,1%, hoogste van de 12 gemeenten"."""
        who, point, place = (
            comparators.name_of(region),
            self.observations.get(region),
            self.places.get(region),
        )
        if point is None or point.value is None:
            why = f" ({WHY_MISSING[point.missing]})" if point and point.missing else ""
            return f"{who}: {NO_FIGURE}{why}"
        own = ", eigen berekening" if point.calculated else ""
        own += f", {PROVISIONAL}" if point.provisional else ""
        return f"{who}: {self.text(region)}{own}" + (f", {position_clause(place)}" if place else "")


@dataclass(frozen=True)
class Section:
    """The rows of one theme."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """``gemeenten``: in the order of the columns; ``beside``: Drenthe, and what the reader compares with when that has
    a column of its own; ``absent``: indicators that one needs to know, without a figure per gemeente."""

    sections: tuple[Section, ...]
    gemeenten: tuple[str, ...]
    beside: tuple[str, ...]
    absent: tuple[Indicator, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.gemeenten, *self.beside)

    @property
    def value_ranges(self) -> list[ValueRange]:
        """How far the gemeenten lie apart, per row."""
        ranges = [
            value_range(
                {gemeente: row.value(gemeente) for gemeente in self.gemeenten},
                row.indicator,
                row.population,
                row.year,
                row.provisional,
            )
            for row in self.rows
        ]
        return [one for one in ranges if one]

    @property
    def sentence(self) -> str:
        """The sentence of the view."""
        return ranges_sentence(self.value_ranges, {code: name(code) for code in self.gemeenten})

    @property
    def notes(self) -> list[str]:
        """What is missing or was calculated, a sentence each."""
        sentences = []
        calculated: dict[str, list[Row]] = {}
        for row in self.rows:
            for region in self.beside:
                observation = row.observations.get(region)
                if observation and observation.calculated:
                    calculated.setdefault(comparators.name_of(region), []).append(row)
        for place, own in calculated.items():
            ways = {own_calculation(row.indicator, row.population, row.year) for row in own}
            how = ways.pop() if len(ways) == 1 else OWN_CALCULATION
            titles = [row.indicator.short_title for row in own]
            what = "alle cijfers" if len(titles) == len(self.rows) else listing(titles)
            sentences.append(f"{how.capitalize()}, voor {place}: {what}.")
        if newer := [clause for row in self.rows if (clause := _newer(row))]:
            sentences.append(
                f"Van {name(PROVINCE)} is er een nieuwer cijfer, maar dan niet van genoeg gemeenten: {listing(newer)}."
            )
        early = [row.indicator.short_title for row in self.rows if row.provisional]
        if early:
            sentences.append(f"Voorlopige cijfers (*): {listing(early)}.")
        if self.absent:
            titles_absent = listing([indicator.short_title for indicator in self.absent])
            sentences.append(f"Ook belangrijk, maar zonder cijfers per gemeente: {titles_absent}.")
        return sentences


def compared_with(slug: str, gemeente: str | None) -> tuple[Comparator | None, str]:
    """What stands beside Drenthe, and what was done when that is not what the reader chose ("" otherwise).

    None when the reader compares with Drenthe, which is always there. An earlier year cannot stand beside figures that
    each have a year of their own.
    """
    if slug == PROVINCE_SLUG:
        return None, ""
    comparator, remark = comparators.against(slug, PROVINCE, gemeente)
    if comparator.beside:
        return comparator, remark
    instead, _ = comparators.against(comparators.DEFAULT, PROVINCE, gemeente)
    return instead, (
        "Met een eerdere meting vergelijken kan op deze pagina niet: hier staan de gemeenten naast elkaar. "
        f"U ziet nu {instead.name} ernaast. Eerdere jaren staan bij de trend."
    )


def year_of(indicator_data: IndicatorData) -> int | None:
    """The newest year in which (nearly) all 12 gemeenten have a figure, else the one in which most have; None without."""
    rows = indicator_data.frame
    with_value = rows[rows["region"].isin(GEMEENTEN) & rows["value"].notna()]
    counted = with_value.groupby("year").size()
    if counted.empty:
        return None
    full = counted[counted >= NEARLY_ALL]
    wanted = full if len(full) else counted[counted == counted.max()]
    return int(wanted.index.max())


def build(comparator: Comparator | None, order: str = ALPHABET, own: str | None = None) -> Matrix:
    """What one needs to know of the 12 gemeenten. ``order``: :data:`ALPHABET`, or the id of an indicator by whose
    figures the gemeenten stand from high to low. ``own``: the reader's gemeente, or gemeenten together, which stand beside
    the 12."""
    key = comparator.code if comparator else ""
    return _build(key, order, own if own and region_set(own) else None, data_version(), comparator)


@kept(60)
def _build(key: str, order: str, own: str | None, version: str, _comparator: Comparator | None) -> Matrix:
    own_column = _comparator and _comparator.code not in (*GEMEENTEN, PROVINCE, own)
    beside = (*([own] if own else []), PROVINCE, *([key] if own_column else []))
    wanted = in_picking_order(i for i in catalogue().indicators.values() if i.need_to_know)
    rows, absent = [], []
    for indicator in wanted:
        row = _row(indicator, _comparator if own_column else None, own)
        if row is None:
            absent.append(indicator)
        else:
            rows.append(row)
    sections = tuple(
        Section(theme.id, theme.title, tuple(row for row in rows if row.indicator.theme == theme.id))
        for theme in sorted(catalogue().themes, key=lambda theme: theme.order)
    )
    return Matrix(
        tuple(section for section in sections if section.rows),
        _ordered(next((row for row in rows if row.indicator.id == order), None)),
        beside,
        tuple(absent),
    )


def _row(indicator: Indicator, comparator: Comparator | None, own: str | None) -> Row | None:
    """The row of an indicator for the first of its populations that has figures of gemeenten."""
    for population in populations(indicator):
        indicator_data = figures(indicator.id, population)
        year = year_of(indicator_data) if indicator_data else None
        if indicator_data and year:
            observations = {
                region: of_year(indicator_data.of(region), year) for region in (*GEMEENTEN, PROVINCE)
            }
            if own:
                observations[own] = of_year(indicator_data.of(own), year)
            if comparator:
                observations[comparator.code] = of_year(comparator.observations(indicator_data), year)
            values = {
                gemeente: observation.value if (observation := observations[gemeente]) else None
                for gemeente in GEMEENTEN
            }
            places = {gemeente: position(values, gemeente, indicator) for gemeente in GEMEENTEN}
            return Row(indicator, population, year, observations, places)
    return None


def _newer(row: Row) -> str:
    """ "vertrouwen in instituties (60,2% in 2024; hier 2022)" where the province has a newer figure than this row; else ""."""
    indicator_data = figures(row.indicator.id, row.population)
    newest = measured(indicator_data.of(PROVINCE))[-1:] if indicator_data else []
    if not newest or newest[0].year <= row.year:
        return ""
    value = value_text(newest[0].value, row.indicator)
    return f"{in_sentence(row.indicator.short_title)} ({value} in {newest[0].year}; hier {row.year})"


def _ordered(by: Row | None) -> tuple[str, ...]:
    """The gemeenten in the order of the alphabet, or from high to low on one row; those without a figure last."""
    if by is None:
        return tuple(GEMEENTEN)

    def last(gemeente: str) -> int:
        place = by.places[gemeente]
        return place.rank if place else len(GEMEENTEN) + 1

    return tuple(sorted(GEMEENTEN, key=last))


def ink(shade: str | None) -> str:
    """The colour of the letters on a shade."""
    return colours.ON_DARK if shade in SHADES[3:] else colours.ON_LIGHT


def observations(of_matrix: Matrix, comparator: Comparator | None) -> pd.DataFrame:
    """The observations behind the cells, for a file and for the sources; with the columns of the snapshot."""
    parts = []
    for row in of_matrix.rows:
        of_row = figures(row.indicator.id, row.population)
        assert of_row is not None
        rows = of_row.frame
        if comparator and comparator.a_set:
            rows = pd.concat([rows, comparators.rows(of_row, comparator)])
        for own in filter(region_set, of_matrix.beside):
            if comparator is None or own != comparator.code:
                rows = pd.concat([rows, of_row.as_rows(of_row.of(own), own)])
        rows = rows[rows["region"].isin(of_matrix.columns) & (rows["year"] == row.year)]
        order = {code: place for place, code in enumerate(of_matrix.columns)}
        parts.append(rows.sort_values("region", key=lambda codes: codes.map(order)))
    return pd.concat(parts, ignore_index=True)
