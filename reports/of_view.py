"""The report of what Kaart, Trend, Vergelijk or Mijn lijst shows at an address: its pictures, sentences and tables, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd

from compare.own_edition import is_own
from monitor.province import PROVINCE_NAME, SITE
from monitor.regions import name
from reports import grids
from reports.build import READING, edition_date, source_of
from reports.model import Block, Grid, Report, Section, Source, Text
from ui import at_address
from ui.at_address import Query
from ui.choose import comparators, frame, site
from ui.choose import url as choice
from ui.data import catalogue
from ui.exhibit import Exhibit
from ui.kaart import exhibits as kaart
from ui.kaart.over_years import OverYears
from ui.lijst import rows as lists
from ui.trend.view import exhibit as trend_exhibit
from ui.vergelijk import exhibits as vergelijk
from ui.vergelijk import matrix


class NothingToShowError(Exception):
    """The view has no figures; the text says what can be done, in Dutch."""


def report_of_view(page: str, query: Query) -> Report:
    """The report of a view. ``page``: one of :data:`ui.at_address.PAGES`; ``query``: its choices, each known to it.

    Errors: NothingToShowError.
    """
    title, sections = _OF_PAGE[page](query)
    shown = [block for section in sections for block in section.blocks if isinstance(block, Exhibit)]
    path = f"/{site.path_of(page)}?{urlencode(query)}" if query else f"/{site.path_of(page)}"
    # An own figure stands in no address: there its owner takes it in again.
    address = f"/{site.path_of('eigen')}" if any(map(is_own, query.values())) else path
    return Report(
        title=title,
        subtitle=f"{SITE}, {_beside(query)}",
        edition=edition_date(catalogue()),
        address=address,
        file=shown[0].file,
        sections=(*sections, Section("lezen", "Zo leest u dit", (Text(READING, points=True),))),
        sources=sources(exhibit.rows for exhibit in shown),
        region=frame.pinned_gemeente(query) or "",
        one_view=True,
    )


def tables(page: str, query: Query) -> list[Grid]:
    """The tables of a view; none where it has no figures."""
    try:
        _, sections = _OF_PAGE[page](query)
    except NothingToShowError:
        return []
    return [block for section in sections for block in section.blocks if isinstance(block, Grid)]


def _beside(query: Query) -> str:
    """Against whom, and of which gemeente or gemeenten together: "naast Nederland, met Emmen"."""
    own = frame.pinned(query)
    comparator = comparators.against(frame.comparator_slug(query), own or "", own)[0]
    return f"naast {comparator.name}" + (f", met {name(own)}" if own else "")


def _beside_picture(title: str, *sentences: str) -> Text | None:
    """What the page says beside the picture; None for nothing."""
    texts = tuple(sentence for sentence in sentences if sentence)
    return Text(texts, title) if texts else None


def _section(id: str, title: str, *blocks: Block | None) -> Section:
    return Section(id, title, tuple(block for block in blocks if block is not None))


def _map(query: Query) -> tuple[str, list[Section]]:
    view = at_address.map_at(query)
    if view is None:
        raise NothingToShowError(
            "Van dit onderwerp zijn er geen cijfers per gemeente. Probeer het rapport van Trend."
        )
    beside, in_words = kaart.beside(view), _beside_picture("", view.beside_the_map, view.newest)
    named = f"De {view.area.many} per {view.row}" if view.within else "De gemeenten van hoog naar laag"
    tables = grids.of_map(view)
    if view.area.is_drawn:
        sections = [
            _section("kaart", "Op de kaart", kaart.the_map(view), in_words),
            # What goes for the map has been said there.
            _section("gemeenten", named, replace(beside, title=named, notes=(), reading=()), *tables),
        ]
    else:
        sections = [_section("gemeenten", named, replace(beside, title=named), in_words, *tables)]
    if query.get(choice.OVER_YEARS) == choice.ON and len((maps := OverYears(view)).years) > 1:
        shown = kaart.over_years(maps)
        assert shown.table is not None
        of_years = grids.of_years(shown.table, view.indicator, "Deze jaren in een tabel")
        sections.append(
            _section("jaren", "Dezelfde kaart over de jaren", replace(shown, reading=()), of_years)
        )
    return view.title, sections


def _trend(query: Query) -> tuple[str, list[Section]]:
    at_this_address = at_address.trend_at(query)
    if at_this_address is None or at_this_address[0].spec is None:
        raise NothingToShowError(
            f"In {PROVINCE_NAME} is hier geen cijfer van. Kies een ander cijfer of een andere groep."
        )
    view, indicator, population = at_this_address
    shown = trend_exhibit(view, indicator, population, query)
    table = grids.of_years(view.table, indicator, "Dezelfde cijfers in een tabel")
    beside = _beside_picture("", view.in_people, view.remark)
    below = _beside_picture("", view.over_same, view.absent)
    return view.title, [_section("trend", "Over de jaren", shown, beside, table, below)]


def _side_by_side(query: Query) -> tuple[str, list[Section]]:
    slug, own = frame.comparator_slug(query), frame.pinned(query)
    comparator, remark = matrix.compared_with(slug, own)
    if query.get(choice.PART) == vergelijk.PAIR:
        shown = at_address.pair_at(query)
        two = at_address.pair_of(query)
        table = grids.of_pair(two, shown.title)
        return shown.title, [
            _section("samen", "Twee cijfers samen", shown, _beside_picture("", remark), table)
        ]
    order = query.get(vergelijk.ORDER, matrix.ALPHABET)
    every = matrix.build(comparator, order, own)
    # The table is the picture: with the same colours, in letters that can be read.
    shown = replace(vergelijk.matrix(slug, own, order), picture=None)
    return vergelijk.TITLE, [
        _section("in-het-kort", "In het kort", shown, _beside_picture("", remark)),
        *(
            _section(of_theme.id, of_theme.title, table)
            for of_theme, table in zip(every.sections, grids.of_matrix(every, own), strict=True)
        ),
    ]


def _list(query: Query) -> tuple[str, list[Section]]:
    collected, wrong = at_address.list_at(query)
    if not collected.entries:
        raise NothingToShowError(
            "Op deze lijst staat geen cijfer dat de monitor kent. Open Mijn lijst en zet er een cijfer op."
        )
    slug = frame.comparator_slug(query)
    shown = lists.exhibit(collected, slug)
    sections = [
        _section("lijst", "De cijfers", shown, _beside_picture("", *wrong), grids.of_list(collected, slug))
    ]
    if lines := lists.trends(collected, slug):
        sections.append(_section("jaren", "Over de jaren", *(replace(line, reading=()) for line in lines)))
    return shown.title, sections


_OF_PAGE: dict[str, Callable[[Query], tuple[str, list[Section]]]] = {
    "kaart": _map,
    "trend": _trend,
    "vergelijk": _side_by_side,
    "lijst": _list,
}


def sources(frames: Iterable[pd.DataFrame]) -> tuple[Source, ...]:
    """Every source of these observations, each once, that of most of them first."""
    used = pd.concat([rows.loc[rows["value"].notna(), "source"] for rows in frames]).value_counts()
    named = [source_of(catalogue().sources[str(id)]) for id in used.index]
    return tuple({source.attribution: source for source in named}.values())
