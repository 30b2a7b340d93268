""" "Zet op mijn lijst": the figures of the view that is open, kept for later, from any page that shows some."""

from __future__ import annotations

import streamlit as st

from monitor.dutch import listing
from monitor.province import PROVINCE
from monitor.regions import name
from ui.choose import frame, site
from ui.choose import url as choice
from ui.data import catalogue, figures, populations
from ui.gemeente import together
from ui.lijst.entries import MOST, Entry, FigureList, clean_name, from_address, places, to_address
from ui.parts.literal import literal
from ui.vergelijk import exhibits as vergelijk

LIST_PAGE = "lijst"


def collected() -> tuple[FigureList, list[str]]:
    """The list in the address, and what of it could not be read."""
    return from_address(st.query_params.get(choice.LIST, ""), st.query_params.get(choice.LIST_NAME, ""))


def keep(entries: tuple[Entry, ...]) -> None:
    """Write the entries to the address: a step that back undoes."""
    choice.choose(**{choice.LIST: to_address(entries) or None})


def rename(text: str) -> None:
    """Write the name to the address."""
    choice.choose(**{choice.LIST_NAME: clean_name(text) or None})


def action(page: str) -> None:
    """The list as it is, and a button that puts the figures of this view on it. ``page``: name of the page that is open."""
    figure_list, _ = collected()
    if figure_list.entries and page != LIST_PAGE:
        st.page_link(
            site.pages()[LIST_PAGE],
            label=f"Mijn lijst ({len(figure_list.entries)})",
            icon=":material/bookmarks:",
            query_params=choice.carried(choice.PINNED),
        )
    if entries := shown_on(page):
        add_button(entries)


def add_button(entries: list[Entry]) -> None:
    """Put these on the list."""
    st.button(
        "Zet op mijn lijst",
        icon=":material/bookmark_add:",
        type="tertiary",
        on_click=_add,
        args=(entries,),
    )


def shown_on(page: str) -> list[Entry]:
    """The figures of the view in the browser's address: of the reader's gemeente, else of the province. None where
    gemeenten together are shown."""
    query, gemeente = frame.this_view(), frame.pinned_gemeente()
    if page == "overzicht":
        return _entries(together.measured_here(), [PROVINCE])
    if gemeente is None and frame.pinned():
        # Of gemeenten together there is no entry; another place would not be what the reader sees.
        return []
    region = gemeente or PROVINCE
    id, group = query.get(choice.INDICATOR, ""), query.get(choice.POPULATION, "")
    if page == "kaart":
        return _entries([(id, group)], [region])
    if page == "trend":
        others = [code for slug in query.get(choice.ALSO, "").split(",") if (code := places().get(slug))]
        return _entries([(id, group)], [region, *others])
    if page == "vergelijk" and query.get(choice.PART) == vergelijk.PAIR:
        return _entries([(query.get(axis, ""), "") for axis in (vergelijk.X, vergelijk.Y)], [region])
    if page == "gemeente" and gemeente:
        opened = (
            [(id, query.get(choice.AGES, ""))] if id in catalogue().indicators else together.measured_here()
        )
        return _entries(opened, [gemeente])
    return []


def _entries(pairs: list[tuple[str, str]], regions: list[str]) -> list[Entry]:
    """Indicator and population, of these regions; an unknown population is the first that has figures."""
    wanted = []
    for id, population in pairs:
        indicator = catalogue().indicators.get(id)
        groups = populations(indicator) if indicator else []
        if groups:
            group = population if population in groups else groups[0]
            indicator_data = figures(id, group)
            wanted += [
                Entry(id, group, region) for region in regions if indicator_data and indicator_data.of(region)
            ]
    return list(dict.fromkeys(wanted))


def _add(entries: list[Entry]) -> None:
    before, _ = collected()
    longer = before.with_entries(entries)
    fresh = longer.entries[len(before.entries) :]
    if fresh:
        keep(longer.entries)
        titles = [f"{catalogue()[entry.indicator].short_title} ({name(entry.region)})" for entry in fresh]
        st.toast(literal(f"Op uw lijst: {listing(titles)}."), icon=":material/bookmark_added:")
    elif set(entries) <= set(before.entries):
        st.toast("Dit staat al op uw lijst.", icon=":material/bookmark_added:")
    else:
        st.toast(
            f"Uw lijst is vol: er passen {MOST} cijfers op. Haal er eerst een weg.", icon=":material/error:"
        )
