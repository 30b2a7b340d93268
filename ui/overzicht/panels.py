"""The three panels of the front page: poverty, health and trust, each with the figure that comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compare.indicator_data import PROVISIONAL, IndicatorData, Observations, of_year
from compare.rules.comparator import Comparator
from compare.rules.comparison import Comparison, NotCompared, compare
from compare.rules.gap import grows_with_size
from compare.rules.profile_row import ProfileRow, profile_row
from compare.wording.clauses import favourable_text, gap_clause
from compare.wording.comparison import not_compared_sentence
from monitor.catalogue import Indicator
from monitor.dutch import group_text, value_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name, region_set
from ui.choose.comparators import BY_CODE
from ui.data import catalogue, data_version, figures, kept
from ui.overzicht.panel_chart import Dots, Key, lines_svg, strips_svg
from ui.overzicht.view import of_drenthe
from ui.parts import explain
from ui.vergelijk.matrix import year_of as gemeenten_year

#: Title of a panel -> its first figure, and the themes whose other need-to-know figures stand below it.
PANELS = {
    "armoede": ("Armoede", "moeite_rondkomen", ("bestaanszekerheid",)),
    "gezondheid": ("Gezondheid", "ervaren_gezondheid", ("gezondheid",)),
    "vertrouwen": ("Vertrouwen", "vertrouwen_anderen", ("naoberschap", "inclusie")),
}

#: So many other figures in a panel at most: the rest stands in the list below.
MOST = 5


@dataclass(frozen=True)
class Panel:
    """``phrase``: what the large ``value`` is ("heeft moeite met rondkomen"); ``when``: of whom and when. ``difference``: with the
    comparator, in one sentence; ``favourable``: which side is; ``newer``: a newer figure that has no comparison yet, or
    ""; ``own``: of the reader's gemeente, or "". ``source``: who published the number, and what is
    calculated. ``line`` and ``strips``: SVG drawings or None, ``alt``: what they show. ``year``: of the value.
    ``row``: the newest figure of the line; ``others``: those of the strips, each of the year shown."""

    id: str
    title: str
    indicator: str
    population: str
    year: int
    value: str
    phrase: str
    when: str
    difference: str
    favourable: str
    newer: str
    own: str
    source: str
    line: str | None
    line_alt: str
    strips: str | None
    strips_alt: str
    row: ProfileRow
    others: tuple[ProfileRow, ...]


def panels(comparator: Comparator, gemeente: str | None) -> tuple[Panel, ...]:
    """The panels of the province against ``comparator``, with the reader's gemeente (code) in them."""
    return _panels(comparator, gemeente, data_version())


@kept(100, by=BY_CODE)
def _panels(comparator: Comparator, gemeente: str | None, version: str) -> tuple[Panel, ...]:
    all_panels = (_panel(id, comparator, gemeente) for id in PANELS)
    return tuple(panel for panel in all_panels if panel)


def _panel(id: str, comparator: Comparator, gemeente: str | None) -> Panel | None:
    title, first, themes = PANELS[id]
    indicator = catalogue()[first]
    row = of_drenthe(indicator, comparator)
    indicator_data = figures(first, row.population) if row else None
    if row is None or indicator_data is None:
        return None
    compared = row.comparison
    year, value, newer = row.year, row.value, ""
    if compared and compared.year != row.year:
        # A number and its comparison are of one year: the newer one comes after them.
        year, value = compared.year, compared.gap.value
        newer = f"In {row.year}: {value_text(row.value, indicator)}, nog zonder {comparator.name}."
    early = f", {PROVISIONAL}" if row.observation.provisional else ""
    strips = _strips(indicators(themes, first), comparator, gemeente)
    return Panel(
        id=id,
        title=title,
        indicator=first,
        population=row.population,
        year=year,
        value=value_text(value, indicator),
        phrase=indicator.phrase.format(value="").strip().replace("  ", " "),
        when=f"{group_text(indicator, row.population)}, {year}{early}",
        difference=_difference(compared, indicator) if compared else not_compared_sentence(row),
        favourable=favourable_text(indicator),
        newer=newer,
        own=_own(indicator_data, gemeente, year),
        source=explain.row_source(row),
        line=lines_svg(
            indicator_data.of(PROVINCE),
            _comparator_observations(indicator_data, comparator),
            name(PROVINCE),
            comparator.name,
            indicator,
        ),
        line_alt=f"Lijngrafiek: {indicator.title}, {name(PROVINCE)} en {comparator.name} over de jaren.",
        strips=strips_svg([dots for _, dots in strips], who_is_what(comparator, gemeente))
        if strips
        else None,
        strips_alt=" ".join(dots.text for _, dots in strips),
        row=row,
        others=tuple(row for row, _ in strips),
    )


def indicators(themes: Iterable[str], first: str) -> list[Indicator]:
    """What one needs to know of these themes besides the first figure, in the order of the catalogue."""
    wanted = set(themes)
    of_themes = (
        indicator for theme in catalogue().themes if theme.id in wanted for indicator in theme.indicators
    )
    return [
        indicator
        for indicator in of_themes
        if indicator.need_to_know
        and indicator.id != first
        and not indicator.variant_of
        and not grows_with_size(indicator)
    ]


def who_is_what(comparator: Comparator, gemeente: str | None) -> Key:
    """The key of :func:`strip`."""
    return Key(
        own=name(PROVINCE),
        others=f"{len(GEMEENTEN)} gemeenten",
        comparator=comparator.name if comparator.beside else None,
        gemeente=name(gemeente) if gemeente else None,
    )


def _difference(comparison: Comparison, indicator: Indicator) -> str:
    clause = gap_clause(comparison.gap, comparison.place, indicator)
    return f"{clause[:1].upper()}{clause[1:]}."


def _own(indicator_data: IndicatorData, gemeente: str | None, year: int) -> str:
    if gemeente is None:
        return ""
    observation = of_year(indicator_data.of(gemeente), year)
    if observation is None or observation.value is None:
        return f"{name(gemeente)}: geen cijfer over {year}"
    # Of gemeenten together the source below says nothing: that is of the province and what it is held against.
    calculation = ", eigen berekening" if region_set(gemeente) and observation.calculated else ""
    return f"{name(gemeente)}: {value_text(observation.value, indicator_data.indicator)}{calculation}"


def _comparator_observations(indicator_data: IndicatorData, comparator: Comparator) -> Observations:
    return comparator.observations(indicator_data)


def _strips(
    wanted: Iterable[Indicator], comparator: Comparator, gemeente: str | None
) -> list[tuple[ProfileRow, Dots]]:
    """A row per figure that the province has, :data:`MOST` at most; each with the row of the year that is shown."""
    strips: list[tuple[ProfileRow, Dots]] = []
    for indicator in wanted:
        newest = of_drenthe(indicator, comparator)
        indicator_data = figures(indicator.id, newest.population) if newest else None
        dots = strip(indicator, newest.population, comparator, gemeente) if newest else None
        shown = (
            profile_row(indicator_data, PROVINCE, [comparator], year=dots.year)
            if indicator_data and dots
            else None
        )
        strips += [(shown, dots)] if shown and dots else []
        if len(strips) == MOST:
            break
    return strips


def strip(indicator: Indicator, population: str, comparator: Comparator, gemeente: str | None) -> Dots | None:
    """The gemeenten as dots, the province, the comparator and the reader's gemeente among them.

    Of the newest year in which province and comparator both have a figure; None when the province has none.
    """
    indicator_data = figures(indicator.id, population)
    row = profile_row(indicator_data, PROVINCE, [comparator]) if indicator_data else None
    if indicator_data is None or row is None or row.value is None:
        return None
    compared = row.comparison
    year = compared.year if compared else row.year
    own = indicator_data.value(PROVINCE, year)
    other: Comparison | NotCompared | None = compare(indicator_data, PROVINCE, comparator, year)
    other_value = other.gap.comparator if isinstance(other, Comparison) and not other.over_time else None
    values = [indicator_data.value(region, year) for region in GEMEENTEN]
    mine = indicator_data.value(gemeente, year) if gemeente else None
    return Dots(
        title=indicator.short_title,
        value=value_text(own, indicator),
        year=year,
        others=tuple(value for value in values if value is not None),
        own=own,
        comparator=other_value,
        gemeente=mine,
        beside=f"{comparator.name}: {value_text(other_value, indicator)}{_of_gemeenten(indicator_data, year)}",
        who=_how_many(sum(value is not None for value in values)),
        text=_strip_text(indicator, own, other_value, comparator, year, mine, gemeente),
    )


def _of_gemeenten(indicator_data: IndicatorData, year: int) -> str:
    """ ". Per gemeente is er 2022": the newest year in which most of them have a figure, where that is another; else ""."""
    year_of_gemeenten = gemeenten_year(indicator_data)
    return (
        f". Per gemeente is er {year_of_gemeenten}."
        if year_of_gemeenten and year_of_gemeenten != year
        else ""
    )


def _how_many(figures: int) -> str:
    """ "9 van de 12" where not every gemeente has a figure and some do; else ""."""
    return f"{figures} van de {len(GEMEENTEN)}" if 0 < figures < len(GEMEENTEN) else ""


def _strip_text(
    indicator: Indicator,
    own: float | None,
    other: float | None,
    comparator: Comparator,
    year: int,
    mine: float | None,
    gemeente: str | None,
) -> str:
    beside = f", {comparator.name} {value_text(other, indicator)}" if other is not None else ""
    of_reader = f", {name(gemeente)} {value_text(mine, indicator)}" if gemeente and mine is not None else ""
    return (
        f"{indicator.short_title} ({year}): {name(PROVINCE)} {value_text(own, indicator)}{beside}{of_reader}."
    )
