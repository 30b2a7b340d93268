"""What a page shows at an address, as exhibits for a screen in front of a room: without a reader and without widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from geo.classes import Method
from monitor.catalogue import Indicator
from monitor.province import PROVINCE
from ui.choose import frame, pickers, regions
from ui.choose import url as choice
from ui.data import catalogue, populations
from ui.exhibit import Exhibit
from ui.gemeente import exhibits as gemeente
from ui.kaart import areas, choices, colouring
from ui.kaart import exhibits as kaart
from ui.kaart.view import map_view
from ui.overzicht import exhibits as overzicht
from ui.trend.view import Choice
from ui.trend.view import exhibit as trend_exhibit
from ui.trend.view import view as trend_view
from ui.vergelijk import exhibits as vergelijk
from ui.vergelijk import fitting

Query = Mapping[str, str]


def exhibits(page: str, query: Query) -> list[Exhibit]:
    """The exhibits of a view, the most telling first; none for a page without, or for a view without figures.

    ``page``: a name of :mod:`ui.choose.site`. ``query``: its choices; what is not known there is as if it was not chosen.
    """
    return [found for found in _OF_PAGE[page](query) if found] if page in _OF_PAGE else []


def _overview(query: Query) -> list[Exhibit | None]:
    slug, own = frame.comparator_slug(query), frame.pinned_gemeente(query)
    pinned = {name: query[name] for name in choice.PINNED if name in query}
    shown: list[Exhibit | None] = []
    for panel in overzicht.of_panels(slug, own):
        of_panel = {
            **pinned,
            choice.INDICATOR: panel.panel.indicator,
            choice.POPULATION: panel.panel.population,
        }
        shown += [*_trend(of_panel), *_map(of_panel)[:1]]
    return [*shown, overzicht.stands_out(slug, own), overzicht.moved(slug, own)]


def _map(query: Query) -> list[Exhibit | None]:
    indicator, groups = _indicator(query), choices.populations_on_map(_indicator(query))
    if not groups:
        return []
    population = _one_of(query, choice.POPULATION, groups)
    years = areas.with_years(indicator.id, population)
    area = _one_of(query, choice.AREA, list(years))
    year = _one_of(query, choice.YEAR, [str(year) for year in reversed(years[area])])
    method: Method = next(
        (one for one in colouring.METHODS if one == query.get(choice.CLASSES)), colouring.QUANTILES
    )
    view = map_view(
        indicator.id,
        population,
        area,
        int(year),
        frame.pinned_gemeente(query),
        frame.comparator_slug(query),
        method,
        query.get(choice.WHOLE) == choice.ON,
    )
    return [kaart.for_a_room(view), kaart.beside(view)]


def _trend(query: Query) -> list[Exhibit | None]:
    indicator = _indicator(query)
    groups = populations(indicator)
    if not groups:
        return []
    also = [code for slug in query.get(choice.ALSO, "").split(",") if (code := _region(slug))]
    own = frame.pinned_gemeente(query)
    chosen = Choice(own, frame.comparator_slug(query), tuple(also), query.get(choice.BACKGROUND) == choice.ON)
    population = _one_of(query, choice.POPULATION, groups)
    found = trend_view(indicator, population, chosen)
    carried = {name: query[name] for name in choice.VIEW if name in query}
    return [trend_exhibit(found, indicator, population, carried, own or PROVINCE)] if found.spec else []


def _gemeente(query: Query) -> list[Exhibit | None]:
    own, slug = frame.pinned_gemeente(query), frame.comparator_slug(query)
    if own is None:
        return []
    population = query.get(choice.AGES)
    shown: list[Exhibit | None] = [gemeente.stands_out(own, slug), gemeente.moved(own, slug)]
    indicator = catalogue().indicators.get(query.get(choice.INDICATOR, ""))
    if indicator and (groups := populations(indicator)):
        group = population if population in groups else groups[0]
        shown.insert(0, gemeente.trend(own, slug, indicator, group))
    return shown


def _side_by_side(query: Query) -> list[Exhibit | None]:
    slug, own = frame.comparator_slug(query), frame.pinned_gemeente(query)
    if query.get(choice.PART) != vergelijk.PAIR:
        # A table of thirty rows cannot be read across a room: what it says can.
        return [replace(vergelijk.matrix(slug, own), picture=None)]
    x = _one_of(query, vergelijk.X, [fitting.FIRST_X, *fitting.offered()])
    y = _one_of(query, vergelijk.Y, [fitting.FIRST_Y, *fitting.beside(x)])
    year = query.get(choice.YEAR, "")
    found = catalogue()
    return [
        vergelijk.pair(
            found[x],
            found[y],
            slug,
            own,
            int(year) if year.isdecimal() else None,
            alone=query.get(vergelijk.ALONE) == choice.ON,
        )
    ]


_OF_PAGE: dict[str, Callable[[Query], list[Exhibit | None]]] = {
    "overzicht": _overview,
    "kaart": _map,
    "trend": _trend,
    "gemeente": _gemeente,
    "vergelijk": _side_by_side,
}


#: The pages with something for a room.
PAGES = frozenset(_OF_PAGE)


def _indicator(query: Query) -> Indicator:
    asked = query.get(choice.INDICATOR, "")
    return catalogue()[asked if asked in catalogue().indicators else pickers.FIRST]


def _one_of(query: Query, name: str, options: list[str]) -> str:
    """The choice where it is an option, else the first of them."""
    return choice.as_typed(query.get(name, ""), options) or options[0]


def _region(slug: str) -> str | None:
    return {"nederland": regions.NEDERLAND, **regions.gemeente_slugs()}.get(slug)
