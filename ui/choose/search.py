"""One search on every page: a figure by the words a person would use, a place by its name, or both together."""

from __future__ import annotations

import streamlit as st

from compare.edition import per_edition
from compare.indicator_data import measured
from monitor.dutch import value_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import gemeente_of, name, regions, slug_of
from ui.choose import question, site
from ui.choose import url as choice
from ui.choose.pickers import in_picking_order, one_per_subject
from ui.choose.question import FigureAndPlace
from ui.data import catalogue, data_version, figures, populations
from ui.parts.literal import quoted

#: Of the box, in the session; where to go when the page that is open has no place for what was found; and what nothing was
#: found for.
BOX, GO, NOTHING = "zoek_overal", "zoek_naar", "zoek_niets"

#: What an option is: a figure, a gemeente or a wijk.
FIGURE, GEMEENTE, WIJK = "cijfer", "gemeente", "wijk"

#: The pages that show one figure: there a figure that is found opens in place.
_OF_ONE_FIGURE = ("kaart", "trend", "gemeente")


@per_edition(40)
def options(gemeente: str | None, version: str) -> dict[str, str]:
    """What can be found -> what it says in the list: "Eenzaamheid, 45,3% in Drenthe (2024) · eenzaam, alleen".

    Figures by theme, what one needs to know first; then gemeenten and wijken. ``gemeente``: whose figure is said, None for
    the province's. The words behind the dot are those that the list is searched by.
    """
    texts: dict[str, str] = {}
    for indicator in in_picking_order(one_per_subject(catalogue().indicators.values())):
        newest = _newest(indicator.id, gemeente or PROVINCE)
        words = ", ".join(
            word for word in indicator.keywords if word.lower() not in indicator.short_title.lower()
        )
        title = f"{indicator.short_title}{newest}"
        texts[f"{FIGURE}:{indicator.id}"] = f"{title} · {words}" if words else title
    for code in GEMEENTEN:
        texts[f"{GEMEENTE}:{slug_of(code)}"] = f"{name(code)} · gemeente"
    for region in regions():
        if region.level == "wijk" and region.last_year is None and gemeente_of(region.code) in GEMEENTEN:
            texts[f"{WIJK}:{region.code}"] = f"{region.name} · wijk in {name(gemeente_of(region.code))}"
    return texts


def _newest(indicator: str, region: str) -> str:
    """ ", 45,3% in Drenthe (2024)", "" without a figure."""
    for population in populations(catalogue()[indicator]):
        indicator_data = figures(indicator, population)
        with_figure = measured(indicator_data.of(region)) if indicator_data else []
        if with_figure:
            value = value_text(with_figure[-1].value, catalogue()[indicator])
            return f", {value} in {name(region)} ({with_figure[-1].year})"
    return ""


def target(option: str, page: str) -> tuple[str, dict[str, str | None]]:
    """The page that shows what was found, and the choices that show it; ``page``: the name of the one that is open."""
    kind, _, key = option.partition(":")
    if kind == FIGURE:
        choices: dict[str, str | None] = {choice.INDICATOR: key, choice.POPULATION: None, choice.YEAR: None}
        return (page if page in _OF_ONE_FIGURE else "trend"), choices
    if kind == GEMEENTE:
        # The page of the gemeente says most of it; on a map or a line it is shown there.
        return (page if page in ("kaart", "trend") else "gemeente"), {choice.GEMEENTE: key}
    return "kaart", {choice.GEMEENTE: slug_of(gemeente_of(key)), choice.AREA: "wijken", choice.YEAR: None}


def target_of(asked: FigureAndPlace, page: str) -> tuple[str, dict[str, str | None]] | None:
    """:func:`target` of what somebody typed; None where nothing was understood."""
    place = asked.place
    if asked.indicator is None:
        if place == PROVINCE:
            return "overzicht", {choice.GEMEENTE: None}
        if place is None:
            return None
        return target(f"{WIJK}:{place}" if place[:2] == "WK" else f"{GEMEENTE}:{slug_of(place)}", page)
    to, choices = target(f"{FIGURE}:{asked.indicator}", page)
    if place is None:
        return to, choices
    if place[:2] == "WK":
        return "kaart", {**choices, **target(f"{WIJK}:{place}", page)[1]}
    if place == PROVINCE:
        return ("trend" if to == "gemeente" else to), {**choices, choice.GEMEENTE: None}
    return to, {**choices, choice.GEMEENTE: slug_of(place)}


def box(page: str, gemeente: str | None, width: int) -> None:
    """The search box; ``page``: the name of the page that is open. What is chosen opens there, or where it can be shown."""
    if going := st.session_state.pop(GO, None):
        to, choices = going
        st.switch_page(site.pages()[to], query_params=choice.carried(choice.VIEW, **choices))
    if missed := st.session_state.pop(NOTHING, None):
        close = question.nearly(missed)
        meant = f"Bedoelt u “{question.in_words(close)}”? " if close else ""
        choice.warn(
            f"Niets gevonden bij {quoted(missed)}. {meant}"
            "Typ een cijfer, een plaats, of allebei: bijvoorbeeld “roken Emmen”."
        )
    texts = options(gemeente, data_version())

    def go() -> None:
        chosen = st.session_state[BOX]
        # Empty again: it is a way, not a choice.
        st.session_state[BOX] = None
        if not chosen:
            return
        shown_at = target(chosen, page) if chosen in texts else target_of(question.understood(chosen), page)
        if shown_at is None:
            st.session_state[NOTHING] = chosen
            return
        to, choices = shown_at
        if to == page:
            choice.choose(**choices)
        else:
            st.session_state[GO] = (to, choices)

    st.selectbox(
        "Zoek in alle cijfers en plaatsen",
        list(texts),
        index=None,
        key=BOX,
        format_func=texts.__getitem__,
        placeholder="Cijfer of plaats",
        icon=":material/search:",
        accept_new_options=True,
        on_change=go,
        label_visibility="collapsed",
        width=width,
    )
