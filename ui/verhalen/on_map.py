"""The stories per gemeente on a small map, and as a list: a click or a choice leaves those of one gemeente."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import shapely
import streamlit as st
from shapely.geometry import mapping

from geo.features import boundaries, head
from monitor.division import kept
from monitor.dutch import listing
from monitor.province import GEMEENTEN, PROVINCE_NAME
from monitor.regions import members_of, name, slug_of
from monitor.story import Story
from ui import colours, theme
from ui.charts.base import with_base
from ui.choose import regions
from ui.choose import url as choice
from ui.parts.literal import literal
from ui.parts.screen import on_phone

#: The selection of the map, and the widgets of map and list.
CLICK, MAP, LIST = "gekozen_verhalen", "verhalen_kaart", "verhalen_lijst"
#: In the URL, on a phone: whether the map is there beside the list.
ON_MAP = "kaart"
#: Titles that the pointer is told; pixels of the map; degrees that an edge of it may be off.
MOST_TITLES, HEIGHT, TOLERANCE = 4, 400, 0.004


@dataclass(frozen=True)
class PerGemeente:
    """``titles``: code -> the stories that name this gemeente, all gemeenten of the province. ``provincewide``: told of all of
    it; ``of_groups``: of a group of gemeenten or of elsewhere; ``nowhere``: of which the document names no place."""

    titles: dict[str, tuple[str, ...]]
    provincewide: int
    of_groups: int
    nowhere: int

    @property
    def counts(self) -> tuple[int, ...]:
        """In the order of the gemeenten."""
        return tuple(len(titles) for titles in self.titles.values())

    @property
    def sentence(self) -> str:
        """What is on the map and what is not."""
        parts = [f"{_stories(self.provincewide)} over heel {PROVINCE_NAME}"] if self.provincewide else []
        parts += (
            [f"{_stories(self.of_groups)} over een regio of over gemeenten elders"] if self.of_groups else []
        )
        parts += [f"van {_stories(self.nowhere, 'is', 'is')} de plaats niet bekend"] if self.nowhere else []
        apart = f" {listing(parts)[0].upper()}{listing(parts)[1:]}." if parts else ""
        return f"Een verhaal over meer gemeenten telt bij elk daarvan.{apart}"


def _stories(many: int, one: str = "gaat", more: str = "gaan") -> str:
    return f"1 verhaal {one}" if many == 1 else f"{many} verhalen {more}"


def per_gemeente(stories: Iterable[Story]) -> PerGemeente:
    """These stories by the gemeenten that they name; each story that names none is counted once."""
    listed = list(stories)
    titles: dict[str, list[str]] = {code: [] for code in GEMEENTEN}
    apart: Counter[str] = Counter()
    for story in listed:
        here = [code for code in story.gemeenten if code in titles]
        for code in here:
            titles[code].append(story.title)
        if story.provincewide:
            apart["provincewide"] += 1
        elif not here:
            apart["of_groups" if story.areas else "nowhere"] += 1
    return PerGemeente(
        {code: tuple(of) for code, of in titles.items()},
        *(apart[one] for one in ("provincewide", "of_groups", "nowhere")),
    )


def show(of_each: PerGemeente, region: str | None) -> None:
    """The map and the list beside it; on a phone the list, and the map for who asks."""
    if on_phone():
        _list(of_each)
        if choice.switch("Verhalen op de kaart", ON_MAP):
            _map(of_each, region)
        st.caption(literal(of_each.sentence))
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        _map(of_each, region)
    with right:
        st.markdown("**Verhalen per gemeente**")
        _list(of_each)
        st.markdown(literal(of_each.sentence))
        st.caption(
            "Klik op een gemeente in de kaart of in de lijst voor de verhalen die haar noemen; daarna komen die over heel "
            f"{PROVINCE_NAME}. Klik nog eens in de lijst voor alle verhalen. Het aantal zegt hoeveel documenten vertellen, niet "
            f"hoeveel er in een gemeente gebeurt. {literal(str(head('drenthe_gemeenten')['source']))}."
        )


def _list(of_each: PerGemeente) -> None:
    counted = {slug_of(code): f"{name(code)} ({len(titles)})" for code, titles in of_each.titles.items()}
    own = st.query_params.get(choice.GEMEENTE, "").lower()
    st.session_state[LIST] = own if own in counted else None
    st.pills(
        "Verhalen per gemeente",
        list(counted),
        format_func=counted.__getitem__,
        key=LIST,
        label_visibility="collapsed",
        wrap=True,
        on_change=lambda: choice.choose(gemeente=st.session_state[LIST]),
    )


def _map(of_each: PerGemeente, region: str | None) -> None:
    # Another gemeente makes it a new map, so that an old click cannot speak against the URL.
    key = f"{MAP}_{region}"

    def click() -> None:
        points = st.session_state[key]["selection"].get(CLICK) or []
        slugs = {code: slug for slug, code in regions.gemeente_slugs().items()}
        if points and points[0]["code"] in slugs:
            choice.choose(gemeente=slugs[points[0]["code"]])

    tooltips = tuple(_tooltip(code, titles) for code, titles in of_each.titles.items())
    counted = listing([f"{name(code)} {len(titles)}" for code, titles in of_each.titles.items()])
    st.vega_lite_chart(
        spec=theme.chart(spec(of_each.counts, tooltips, region)),
        theme=None,
        width="stretch",
        key=key,
        on_select=click,
        selection_mode=CLICK,
        alt=f"Kaart van {PROVINCE_NAME} met het aantal verhalen per gemeente: {counted}.",
    )


def _tooltip(code: str, titles: tuple[str, ...]) -> str:
    """ "Emmen, 22 verhalen: ..., ... en 18 andere"."""
    if not titles:
        return f"{name(code)}: geen verhaal"
    more = [f"{len(titles) - MOST_TITLES} andere"] if len(titles) > MOST_TITLES else []
    many = "1 verhaal" if len(titles) == 1 else f"{len(titles)} verhalen"
    return f"{name(code)}, {many}: {listing([*titles[:MOST_TITLES], *more])}"


@kept(maxsize=64)
def spec(counts: tuple[int, ...], tooltips: tuple[str, ...], region: str | None) -> dict[str, Any]:
    """The map for ``st.vega_lite_chart``: a mark per gemeente with its number. ``counts`` and ``tooltips``: in the order of the
    gemeenten; ``region``: outlined. Never change what it gives."""
    features = [
        {**feature, "code": code, "gezegd": tooltips[GEMEENTEN.index(code)]}
        for feature in _areas()
        if (code := feature["properties"]["code"]) in GEMEENTEN
    ]
    most = max(counts, default=0) or 1
    marks = [
        {
            **{key: feature["properties"][key] for key in ("name", "lon", "lat")},
            "aantal": (count := counts[GEMEENTEN.index(feature["code"])]),
            "maat": 260 + 640 * count / most,
        }
        for feature in features
    ]
    chosen = members_of(region) if region else frozenset()
    own = [feature for feature in features if feature["code"] in chosen]
    place = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    named = {**place, "text": {"field": "name", "type": "nominal"}}
    shape = {"type": "geoshape", "aria": False}
    layers: list[dict[str, Any]] = [
        {
            "data": {"name": "gebieden"},
            "mark": {**shape, "fill": colours.GRID, "stroke": colours.PAPER, "strokeWidth": 2},
        },
        {
            "data": {"name": "tellingen"},
            "transform": [{"filter": "datum.aantal > 0"}],
            "mark": {"type": "circle", "color": colours.PROVINCE, "opacity": 1},
            "encoding": {**place, "size": {"field": "maat", "type": "quantitative", "scale": None}},
        },
        {
            "data": {"name": "tellingen"},
            "transform": [{"filter": "datum.aantal > 0"}],
            "mark": {"type": "text", "color": colours.PAPER, "fontWeight": 700, "fontSize": 14},
            "encoding": {**place, "text": {"field": "aantal", "type": "quantitative"}},
        },
        {
            "data": {"name": "tellingen"},
            "mark": {
                "type": "text",
                "dy": 25,
                "fontSize": 12,
                "fontWeight": 600,
                "stroke": colours.PAPER,
                "strokeWidth": 3,
            },
            "encoding": named,
        },
        {
            "data": {"name": "tellingen"},
            "mark": {"type": "text", "dy": 25, "fontSize": 12, "fontWeight": 600},
            "encoding": named,
        },
        # Above all else: Vega gives a shape without a fill a transparent one, which would catch the pointer.
        {
            "data": {"name": "gebieden"},
            "mark": {**shape, "fill": "transparent", "stroke": None, "cursor": "pointer"},
            "encoding": {"tooltip": {"field": "gezegd", "type": "nominal"}},
            "params": [
                {
                    "name": CLICK,
                    "select": {"type": "point", "fields": ["code"], "on": "click", "toggle": False},
                }
            ],
        },
    ]
    if own:
        outline = {**shape, "filled": False, "stroke": colours.GEMEENTE, "strokeWidth": 3}
        layers.insert(1, {"data": {"name": "gekozen"}, "mark": outline})
    return with_base(
        {
            "layer": layers,
            "projection": {"type": "mercator"},
            "width": "container",
            "height": HEIGHT,
            "autosize": {"type": "fit", "contains": "padding"},
            "datasets": {"gebieden": features, "tellingen": marks, **({"gekozen": own} if own else {})},
        }
    )


@kept(maxsize=1)
def _areas() -> list[dict[str, Any]]:
    """The gemeenten, simplified together for a small map and wound as Vega expects."""
    features = json.loads(boundaries("drenthe_gemeenten").body)["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    small = shapely.orient_polygons(shapely.coverage_simplify(shapes, TOLERANCE), exterior_cw=True)
    return [{**feature, "geometry": mapping(area)} for feature, area in zip(features, small, strict=True)]
