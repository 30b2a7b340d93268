"""What can be chosen on the map page, and which choices end with another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from geo.classes import Method
from monitor.catalogue import Indicator
from monitor.province import PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import name
from ui.choose import pickers
from ui.choose import url as choice
from ui.data import catalogue, populations
from ui.kaart import areas, colouring
from ui.kaart.areas import AREAS
from ui.kaart.view import MapView

#: The choice of colours, opened by the reader.
COLOURS = "kaart_kleuren"
#: What it takes to zoom in; hidden where the browser cannot (server/shell/shell.js).
ZOOM = "kaart_inzoomen"


def populations_on_map(indicator: Indicator) -> list[str]:
    """The populations with a figure for at least one gemeente of Drenthe."""
    return [p for p in populations(indicator) if areas.years(indicator.id, p, PROVINCE_SLUG)]


def pick(indicator: Indicator, groups: list[str]) -> tuple[str, str, int]:
    """The population (one of ``groups``), the area (a name of :data:`ui.kaart.areas.AREAS`) and the year."""
    population = pickers.pick_population(groups, clears=ends_with_population(indicator.id))
    years = areas.with_years(indicator.id, population)
    area = pickers.pick_area({id: AREAS[id].title for id in years}, clears=ends_with_area(years))
    return population, area, pickers.pick_year(years[area])


def method() -> Method:
    """How the reader wants the colours."""
    asked = choice.chosen(choice.CLASSES, colouring.METHODS, colouring.QUANTILES, "kleuren")
    return next(method for method in colouring.METHODS if method == asked)


def whole() -> bool:
    """Whether the reader wants all wijken of Drenthe, and not those of one gemeente alone."""
    return choice.chosen(choice.WHOLE, [choice.ON], "", f"heel {PROVINCE_NAME}") == choice.ON


def zoomed_in() -> bool:
    """Whether the reader wants a map to zoom in."""
    return choice.chosen(choice.ZOOM, [choice.ON], "", "inzoomen") == choice.ON


def pick_zoom(on: bool) -> None:
    """From the map that is seen whole to one to zoom in, and back. ``on``: one can zoom in now."""
    with st.container(key=ZOOM, gap=None):
        st.button(
            "Stop met inzoomen" if on else "Inzoomen op de kaart",
            icon=":material/close:" if on else ":material/zoom_in:",
            type="tertiary",
            key=f"{ZOOM}_knop",
            on_click=choice.choose,
            kwargs={choice.ZOOM: None if on else choice.ON},
        )
        if on:
            st.caption("Zoom met het wiel van de muis of dubbelklik, of met + en −. Sleep om te schuiven.")


def pick_colours(view: MapView) -> None:
    """How the colours are chosen, in a list that opens."""
    against = view.against.name if view.against else "een ander gebied"
    asked = st.query_params.get(choice.CLASSES)
    with st.popover(
        "Kleuren", icon=":material/palette:", type="tertiary", on_change="rerun", key=COLOURS
    ) as colours:
        if not colours.open:
            return
        choice.pick(
            "Hoe de kleuren zijn gekozen",
            choice.CLASSES,
            colouring.offered(view.indicator, view.against, asked),
            colouring.QUANTILES,
            format_func=lambda method: colouring.option(method, against, view.area.many),
            widget=st.radio,
        )
        st.caption(
            "De cijfers blijven dezelfde. Een andere keuze legt de grenzen tussen de kleuren ergens anders."
        )


def pick_whole(view: MapView) -> None:
    """From the wijken of one gemeente to all of Drenthe, and back."""
    if view.within and view.one_gemeente:
        st.button(
            f"Alleen {name(view.one_gemeente)}" if view.whole else f"Heel {PROVINCE_NAME}",
            icon=":material/zoom_in_map:" if view.whole else ":material/zoom_out_map:",
            type="tertiary",
            key="kaart_heel",
            on_click=choice.choose,
            kwargs={choice.WHOLE: None if view.whole else choice.ON},
        )


def ended(picker: str, options: Iterable[str]) -> list[str]:
    """A choice ends when it is not among the new options."""
    return [] if choice.still(picker, options) is not None else [picker]


def ends_with_population(indicator: str) -> Callable[[str], list[str]]:
    """A year that the new population has too stays."""

    def ends(new: str) -> list[str]:
        years = areas.with_years(indicator, new)
        area = choice.still(choice.AREA, years) or next(iter(years))
        return [*ended(choice.AREA, years), *ended(choice.YEAR, map(str, years[area]))]

    return ends


def ends_with_indicator(new: str) -> list[str]:
    groups = populations_on_map(catalogue()[new])
    if not groups:
        return [choice.YEAR, choice.POPULATION, choice.AREA]
    population = choice.still(choice.POPULATION, groups) or groups[0]
    return [*ended(choice.POPULATION, groups), *ends_with_population(new)(population)]


def ends_with_area(years: dict[str, list[int]]) -> Callable[[str], list[str]]:
    """Nobody zooms in on the gemeenten of the province."""
    return lambda new: [
        *ended(choice.YEAR, map(str, years[new])),
        *([choice.ZOOM] if new == PROVINCE_SLUG else []),
    ]
