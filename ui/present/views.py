"""What a page shows at an address, as exhibits for a screen in front of a room: without a reader and without widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from monitor.province import PROVINCE
from ui import at_address
from ui.at_address import Query
from ui.choose import frame
from ui.choose import url as choice
from ui.data import catalogue, populations
from ui.exhibit import Exhibit
from ui.gemeente import exhibits as gemeente
from ui.gemeente import together, together_room
from ui.gemeente.shown import TOGETHER
from ui.kaart import exhibits as kaart
from ui.overzicht import exhibits as overzicht
from ui.trend.view import exhibit as trend_exhibit
from ui.vergelijk import exhibits as vergelijk


def exhibits(page: str, query: Query) -> list[Exhibit]:
    """The exhibits of a view, the most telling first; none for a page without, or for a view without figures.

    ``page``: a name of :mod:`ui.choose.site`. ``query``: its choices; what is not known there is as if it was not chosen.
    """
    return [exhibit for exhibit in _OF_PAGE[page](query) if exhibit] if page in _OF_PAGE else []


def _overview(query: Query) -> list[Exhibit | None]:
    slug, own = frame.comparator_slug(query), frame.pinned(query)
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
    view = at_address.map_at(query)
    if view is None:
        return []
    # Without boundaries the chart beside the map is all there is.
    return [kaart.for_a_room(view), *([kaart.beside(view)] if view.area.is_drawn else [])]


def _trend(query: Query) -> list[Exhibit | None]:
    at_this_address = at_address.trend_at(query)
    if at_this_address is None:
        return []
    view, indicator, population = at_this_address
    carried = {name: query[name] for name in choice.VIEW if name in query}
    own = frame.pinned(query)
    return [trend_exhibit(view, indicator, population, carried, own or PROVINCE)] if view.spec else []


def _gemeente(query: Query) -> list[Exhibit | None]:
    own, slug = frame.pinned(query), frame.comparator_slug(query)
    if own is None:
        return []
    population = query.get(choice.AGES)
    if query.get(choice.THEME) == TOGETHER:
        age = choice.as_typed(population or "", gemeente.AGE_GROUPS)
        return [together_room.for_a_room(own, slug, age), *together.exhibits(own, slug, age)]
    shown: list[Exhibit | None] = [gemeente.stands_out(own, slug), gemeente.moved(own, slug)]
    indicator = catalogue().indicators.get(query.get(choice.INDICATOR, ""))
    if indicator and (groups := populations(indicator)):
        group = population if population in groups else groups[0]
        shown.insert(0, gemeente.trend(own, slug, indicator, group))
    return shown


def _side_by_side(query: Query) -> list[Exhibit | None]:
    slug, own = frame.comparator_slug(query), frame.pinned(query)
    if query.get(choice.PART) != vergelijk.PAIR:
        # A table of thirty rows cannot be read across a room: what it says can.
        return [replace(vergelijk.matrix(slug, own), picture=None)]
    return [at_address.pair_at(query)]


_OF_PAGE: dict[str, Callable[[Query], list[Exhibit | None]]] = {
    "overzicht": _overview,
    "kaart": _map,
    "trend": _trend,
    "gemeente": _gemeente,
    "vergelijk": _side_by_side,
}


#: The pages with something for a room.
PAGES = frozenset(_OF_PAGE)
