"""What Kaart, Trend, Vergelijk, Mijn lijst and Verhaallijn show at an address: worked out of its choices alone, without a reader and without widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from geo.classes import Method
from monitor.catalogue import Indicator
from ui.choose import comparators, frame, pickers, regions, subject
from ui.choose import url as choice
from ui.data import catalogue, populations
from ui.exhibit import Exhibit
from ui.kaart import areas, choices, colouring
from ui.kaart.view import MapView, map_view
from ui.lijst import rows as lists
from ui.lijst.entries import FigureList, from_address
from ui.present.line import Line, LineError
from ui.present.line import from_address as line_from_address
from ui.trend.view import Choice
from ui.trend.view import View as TrendView
from ui.trend.view import view as trend_view
from ui.vergelijk import exhibits as vergelijk
from ui.vergelijk import fitting
from ui.vergelijk import pair as pairs
from ui.vergelijk.matrix import ALPHABET, compared_with
from ui.vergelijk.matrix import build as matrix_of
from ui.vergelijk.pair import Pair

#: The choices of an address: name -> value, as in the URL.
Query = Mapping[str, str]


def map_at(query: Query) -> MapView | None:
    """The map of an address; None where no gemeente of Drenthe has a figure. What is not known counts as not chosen."""
    indicator = indicator_at(query)
    groups = choices.populations_on_map(indicator)
    if not groups:
        return None
    population = one_of(query, choice.POPULATION, groups)
    years = areas.with_years(indicator.id, population)
    area = one_of(query, choice.AREA, list(years))
    year = one_of(query, choice.YEAR, [str(year) for year in reversed(years[area])])
    method: Method = next(
        (one for one in colouring.METHODS if one == query.get(choice.CLASSES)), colouring.QUANTILES
    )
    return map_view(
        indicator.id,
        population,
        area,
        int(year),
        frame.pinned(query),
        frame.comparator_slug(query),
        method,
        query.get(choice.WHOLE) == choice.ON,
    )


def trend_at(query: Query) -> tuple[TrendView, Indicator, str] | None:
    """The trend of an address with its indicator and population; None without figures."""
    indicator = indicator_at(query)
    groups = populations(indicator)
    if not groups:
        return None
    also = [code for slug in query.get(choice.ALSO, "").split(",") if (code := also_in_view().get(slug))]
    chosen = Choice(
        frame.pinned(query),
        frame.comparator_slug(query),
        tuple(also),
        query.get(choice.BACKGROUND) == choice.ON,
    )
    population = one_of(query, choice.POPULATION, groups)
    return trend_view(indicator, population, chosen), indicator, population


def pair_at(query: Query) -> Exhibit:
    """The two figures of an address."""
    x, y, year = _two(query)
    return vergelijk.pair(
        x,
        y,
        frame.comparator_slug(query),
        frame.pinned(query),
        year,
        alone=query.get(vergelijk.ALONE) == choice.ON,
    )


def pair_of(query: Query) -> Pair:
    """The figures behind :func:`pair_at`."""
    x, y, year = _two(query)
    own = frame.pinned(query)
    compared, _ = compared_with(frame.comparator_slug(query), own)
    return pairs.build(x, y, compared, year, own)


def _two(query: Query) -> tuple[Indicator, Indicator, int | None]:
    x = one_of(query, vergelijk.X, [fitting.FIRST_X, *fitting.offered()])
    y = one_of(query, vergelijk.Y, _beside(x))
    year = query.get(choice.YEAR, "")
    return catalogue()[x], catalogue()[y], int(year) if year.isdecimal() else None


def list_at(query: Query) -> tuple[FigureList, list[str]]:
    """The list of an address, and what of it could not be read."""
    return from_address(query.get(choice.LIST, ""), query.get(choice.LIST_NAME, ""))


def line_at(query: Query) -> Line:
    """The line of an address. Errors: LineError."""
    return line_from_address(query.get(choice.LINE, ""))


def title(page: str, query: Query) -> str:
    """What the view of an address is about; "" where it has no figures."""
    if page == "verhaallijn":
        try:
            line = line_at(query)
        except LineError:
            return ""
        return (line.title or "deze verhaallijn") if line.views else ""
    if page == "kaart":
        of_map = map_at(query)
        return of_map.title if of_map else ""
    if page == "trend":
        of_trend = trend_at(query)
        return of_trend[0].title if of_trend and of_trend[0].spec is not None else ""
    if page == "lijst":
        collected, _ = list_at(query)
        return (collected.name or lists.TITLE) if collected.entries else ""
    return pair_at(query).title if query.get(choice.PART) == vergelijk.PAIR else "Alle gemeenten naast elkaar"


def unknown(page: str, query: Query) -> tuple[str, list[str]] | None:
    """The first choice of an address of a page of :data:`PAGES` that the page does not have, with what it can be; a choice
    that the page has no picker for can be nothing. None where all are known.

    A year of "Twee cijfers samen" is left to its view, and an entry of a list to the list: the others stay.
    """
    known: dict[str, Sequence[str]] = {
        choice.GEMEENTE: [*regions.gemeente_slugs(), *subject.as_asked(query.get(choice.GEMEENTE, ""))],
        choice.COMPARATOR: [wanted]
        if comparators.known(comparators.written(wanted := query.get(choice.COMPARATOR, "")))
        else comparators.offered(),
        **_OF_PAGE[page](query),
    }
    for name, value in query.items():
        options = known.get(name, [])
        asked = value.split(",") if name == choice.ALSO else [value]
        if any(choice.as_typed(one, options) is None for one in asked):
            return name, list(options)
    return None


def names(page: str) -> list[str]:
    """The choices that the address of a page can hold."""
    # Each view of a line has its own.
    whom = () if page == "verhaallijn" else (choice.GEMEENTE, choice.COMPARATOR)
    return [*whom, *_NAMES[page]]


def _indicators(query: Query, populations_of: Callable[[Indicator], list[str]]) -> list[str]:
    """The indicator of an address where that has figures; else, to say what there is, all that have."""
    indicators = catalogue().indicators
    asked = query.get(choice.INDICATOR, "")
    if asked in indicators and populations_of(indicators[asked]):
        return [asked]
    return [id for id, indicator in indicators.items() if populations_of(indicator)]


def _of_map(query: Query) -> dict[str, Sequence[str]]:
    every = _indicators(query, choices.populations_on_map)
    indicator = indicator_at(query)
    groups = choices.populations_on_map(indicator)
    if not groups:
        return {choice.INDICATOR: every}
    years = areas.with_years(indicator.id, one_of(query, choice.POPULATION, groups))
    area = one_of(query, choice.AREA, list(years))
    return {
        choice.INDICATOR: every,
        choice.POPULATION: groups,
        choice.AREA: list(years),
        choice.YEAR: [str(year) for year in years[area]],
        choice.CLASSES: colouring.METHODS,
        choice.WHOLE: [choice.ON],
        choice.OVER_YEARS: [choice.ON],
    }


def _of_trend(query: Query) -> dict[str, Sequence[str]]:
    return {
        choice.INDICATOR: _indicators(query, populations),
        choice.POPULATION: populations(indicator_at(query)),
        choice.ALSO: list(also_in_view()),
        choice.BACKGROUND: [choice.ON],
    }


def _of_vergelijk(query: Query) -> dict[str, Sequence[str]]:
    parts = {choice.PART: [vergelijk.TABLE, vergelijk.PAIR]}
    if query.get(choice.PART) != vergelijk.PAIR:
        return {**parts, vergelijk.ORDER: [ALPHABET, *(row.indicator.id for row in matrix_of(None).rows)]}
    x = one_of(query, vergelijk.X, [fitting.FIRST_X, *fitting.offered()])
    year = query.get(choice.YEAR, "")
    return {
        **parts,
        vergelijk.X: fitting.offered(),
        vergelijk.Y: _beside(x),
        vergelijk.ALONE: [choice.ON],
        choice.YEAR: [year] if year.isdecimal() and len(year) == 4 else [],
    }


def _beside(x: str) -> list[str]:
    """What can be held against the first figure, that of the page first."""
    others = fitting.beside(x)
    first = [y for y in (fitting.FIRST_Y, fitting.FIRST_X) if y in others]
    return list(dict.fromkeys([*first, *others]))


def _of_list(query: Query) -> dict[str, Sequence[str]]:
    return {name: [query.get(name, "")] for name in (choice.LIST, choice.LIST_NAME)}


def _of_line(query: Query) -> dict[str, Sequence[str]]:
    try:
        line_at(query)
    except LineError:
        return {choice.LINE: []}
    return {choice.LINE: [query.get(choice.LINE, "")]}


_OF_PAGE = {
    "kaart": _of_map,
    "trend": _of_trend,
    "vergelijk": _of_vergelijk,
    "lijst": _of_list,
    "verhaallijn": _of_line,
}
_NAMES = {
    "kaart": (
        *(choice.INDICATOR, choice.POPULATION, choice.AREA, choice.YEAR),
        *(choice.CLASSES, choice.WHOLE, choice.OVER_YEARS),
    ),
    "trend": (choice.INDICATOR, choice.POPULATION, choice.ALSO, choice.BACKGROUND),
    "vergelijk": (choice.PART, vergelijk.ORDER, vergelijk.X, vergelijk.Y, choice.YEAR, vergelijk.ALONE),
    "lijst": (choice.LIST, choice.LIST_NAME),
    "verhaallijn": (choice.LINE,),
}

#: The pages whose view stands in their address alone.
PAGES = tuple(_OF_PAGE)


def indicator_at(query: Query) -> Indicator:
    """The indicator of an address, the first of the pages where it has none."""
    asked = query.get(choice.INDICATOR, "")
    return catalogue()[asked if asked in catalogue().indicators else pickers.FIRST]


def one_of(query: Query, name: str, options: Sequence[str]) -> str:
    """The choice where it is an option, else the first of them."""
    return choice.as_typed(query.get(name, ""), options) or options[0]


def also_in_view() -> dict[str, str]:
    """URL name -> code of the regions that can be added to a trend."""
    return {"nederland": regions.NEDERLAND, **regions.gemeente_slugs()}
