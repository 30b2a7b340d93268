"""The pickers of the pages about one indicator: which figure, of whom, which year, which area."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from compare.edition import per_edition
from monitor.catalogue import Indicator
from monitor.dutch import population_text
from ui.choose import url as choice
from ui.data import catalogue, data_version, populations, with_figures

#: What most readers come for; shown when the URL names no indicator.
FIRST = "moeite_rondkomen"

#: More options than this do not fit beside each other: they become a list.
_MOST_SEGMENTS = 6


@per_edition(256)
def indicator_label(id: str) -> str:
    """ "Bestaanszekerheid · Moeite met rondkomen"."""
    indicator = catalogue()[id]
    theme = next(t.title for t in catalogue().themes if t.id == indicator.theme)
    return f"{theme} · {indicator.short_title}"


def in_picking_order(indicators: Iterable[Indicator]) -> list[Indicator]:
    """By theme in the order of the site, in each theme first what one needs to know; a variant right after its main."""
    themes = [theme.id for theme in catalogue().themes]
    every = catalogue().indicators
    places = {id: place for place, id in enumerate(every)}

    def place(indicator: Indicator) -> tuple[int, bool, int, bool]:
        main = every[indicator.variant_of or indicator.id]
        return themes.index(main.theme), not main.need_to_know, places[main.id], main is not indicator

    return sorted(indicators, key=place)


def one_per_subject(indicators: Iterable[Indicator]) -> list[Indicator]:
    """The indicators without the variants: in a list, a second measurement would pass for a second subject."""
    return [indicator for indicator in indicators if not indicator.variant_of]


@per_edition(8)
def _offered(level: str | None, version: str) -> list[str]:
    return [indicator.id for indicator in in_picking_order(one_per_subject(with_figures(level)))]


def pick_indicator(
    indicators: Sequence[Indicator] | None = None,
    *,
    level: str | None = "gemeente",
    clears: Callable[[str], Iterable[str]] | None = None,
    width: int = 380,
) -> Indicator:
    """The indicator in the URL. Offered: ``indicators``, or those with figures at ``level`` (None: at any).

    Another indicator of the catalogue in the URL is kept, so that the page can say what it does not have.
    ``clears``: the other choices that end with a new indicator, given its id (default: the year, and the
    population when the new indicator does not have it).
    """
    offered = (
        _offered(level, data_version())
        if indicators is None
        else [indicator.id for indicator in in_picking_order(indicators)]
    )
    wanted = st.query_params.get(choice.INDICATOR, "")
    if wanted in catalogue().indicators and wanted not in offered:
        offered = [*offered, wanted]
    first = FIRST if FIRST in offered or not offered else offered[0]
    picked = choice.pick(
        "Cijfer",
        choice.INDICATOR,
        offered or [FIRST],
        first,
        format_func=indicator_label,
        clears=clears or _ends_with_indicator,
        width=width,
    )
    return catalogue()[picked]


def _ends_with_indicator(new: str) -> list[str]:
    kept = choice.still(choice.POPULATION, populations(catalogue()[new]))
    return [choice.YEAR] if kept else [choice.YEAR, choice.POPULATION]


def pick_population(
    options: Sequence[str], *, clears: Iterable[str] | Callable[[str], Iterable[str]] = (choice.YEAR,)
) -> str:
    """The population in the URL, else the first; a year chosen before ends with a new one unless told otherwise."""
    # "18-64" and its like fit beside each other; the sentence of the page has the words in full.
    label = population_text if len(options) == 1 else str
    return _pick_one("Wie", choice.POPULATION, options, options[0], label, clears)


def pick_year(years: Sequence[int], default: int | None = None) -> int:
    """The year in the URL, else ``default`` (the newest). ``years``: oldest first, at least one."""
    options = [str(year) for year in years]
    if len(options) > _MOST_SEGMENTS:
        options = options[::-1]
    return int(_pick_one("Jaar", choice.YEAR, options, str(default or years[-1]), str, ()))


def pick_area(options: dict[str, str], *, clears: Iterable[str] | Callable[[str], Iterable[str]] = ()) -> str:
    """The area in the URL, else the first. ``options``: name in the URL -> name on the screen."""
    return _pick_one("Gebied", choice.AREA, list(options), next(iter(options)), options.__getitem__, clears)


def _pick_one(
    label: str,
    name: str,
    options: Sequence[str],
    default: str,
    format_func: Callable[[str], str],
    clears: Iterable[str] | Callable[[str], Iterable[str]],
) -> str:
    """All options in sight when they are few, else a list."""
    if len(options) > _MOST_SEGMENTS:
        return choice.pick(label, name, options, default, format_func=format_func, clears=clears, width=150)
    return choice.pick(
        label,
        name,
        options,
        default,
        format_func=format_func,
        clears=clears,
        widget=st.segmented_control,
        # One option is always on: a second click on it leaves it on.
        required=True,
    )


def pick_part(label: str, titles: Mapping[str, str], *, label_shown: bool = True) -> str:
    """The part of a page that is open, the first one unless the address says otherwise. ``titles``: name in the URL -> on
    the screen."""
    return choice.pick(
        label,
        choice.PART,
        list(titles),
        next(iter(titles)),
        format_func=titles.__getitem__,
        widget=st.segmented_control,
        required=True,
        wrap=True,
        label_visibility="visible" if label_shown else "collapsed",
    )
