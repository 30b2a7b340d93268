"""What stands on every page: the menu, the pinned gemeente and comparator, and the colophon."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from compare.rules.comparator import Comparator
from monitor.freshness import in_words
from monitor.province import PROVINCE, TEXTS_OF_PROVINCE
from monitor.release import released
from ui import theme
from ui.choose import comparators, regions, search, site, subject
from ui.choose import url as choice
from ui.parts import page_links
from ui.parts.screen import on_phone

#: The parts of a page, by the key of their container: server/shell/shell.js makes landmarks of them, for who hears the
#: page and goes from part to part.
BAND, MENU, CHOICES, CONTENTS, COLOPHON = "band", "menu", "keuze", "inhoud", "voet"
ACTIONS = "acties"


def pinned_gemeente(query: Mapping[str, str] | None = None) -> str | None:
    """Code of the gemeente that the reader pinned, or None. ``query``: of another address than the reader's."""
    value = (st.query_params if query is None else query).get(choice.GEMEENTE, regions.NONE)
    return regions.gemeente_slugs().get(value.lower())


def pinned(query: Mapping[str, str] | None = None) -> str | None:
    """:func:`ui.choose.subject.pinned`: a gemeente, or gemeenten together."""
    return subject.pinned(query)


def comparator_slug(query: Mapping[str, str] | None = None) -> str:
    """The URL name of what the reader compares with; Nederland unless chosen. ``query``: as of :func:`pinned_gemeente`."""
    value = (st.query_params if query is None else query).get(choice.COMPARATOR, comparators.DEFAULT)
    slug = comparators.written(value)
    return slug if comparators.known(slug) else subject.own(value) or comparators.DEFAULT


def comparator(region: str) -> tuple[Comparator, str]:
    """What the reader holds this region against, and what was done when that is not what was chosen ("" otherwise)."""
    if region == PROVINCE:
        return comparators.beside_province(comparator_slug(), pinned())
    return comparators.against(comparator_slug(), region, pinned())


def header(page: str) -> None:
    """One band: the name, the menu, the search and the two pinned choices; links carry the reader's choices along.

    ``page``: the name of the page that is open. On a phone menu and choices open from a button each.
    """
    with choice.row(vertical_alignment="center", gap="xsmall", key=BAND):
        if on_phone():
            st.image(site.ICON, width=34, alt=site.TITLE)
            with st.container(key=MENU, width="content"), st.popover("Menu", icon=":material/menu:"):
                _links([*site.menu(), *site.more()])
            with (
                st.container(key=CHOICES, width="content"),
                st.popover("Zoek en kies", icon=":material/search:"),
            ):
                _choices(page)
        else:
            _wordmark()
            st.html(_menu(site.path_of(page)), width="content")
            st.space("stretch")
            with st.container(horizontal=True, gap="xsmall", width="content", key=CHOICES):
                _choices(page)


def _wordmark() -> None:
    """The name of the site as a picture; beside the mark in letters where no picture says it."""
    if TEXTS_OF_PROVINCE:
        st.image(site.WORDMARK_ON_DARK if theme.dark() else site.WORDMARK, width=184, alt=site.TITLE)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        st.image(site.ICON, width=34, alt="")
        st.markdown(f"**{site.TITLE}**")


def _menu(here: str) -> str:
    """Html; ``here``: the address of the page that is open."""
    query = choice.carried(choice.VIEW)
    more = page_links.links(site.more(), query, here)
    return (
        f'<nav class="menu" aria-label="Pagina\'s">{page_links.links(site.menu(), query, here)}'
        f"<details><summary>Meer</summary><div>{more}</div></details></nav>"
    )


def _links(pages: list[StreamlitPage]) -> None:
    for one in pages:
        st.page_link(one, query_params=choice.carried(choice.VIEW))


def _choices(page: str) -> None:
    """The search, the reader's gemeente and what the reader compares with."""
    search.box(page, pinned_gemeente(), width=152)
    choice.pick(
        "Mijn gemeente",
        choice.GEMEENTE,
        subject.options(),
        regions.NONE,
        format_func=subject.label,
        label_visibility="collapsed",
        icon=":material/location_on:",
        width=236,
    )
    choice.pick(
        "Vergelijk met",
        choice.COMPARATOR,
        _comparators(),
        comparators.DEFAULT,
        format_func=_comparator_label,
        label_visibility="collapsed",
        icon=":material/compare_arrows:",
        width=236,
    )


def _comparators() -> list[str]:
    """What the list offers, and what an address asks for beside that: any gemeente of Nederland, and gemeenten that the reader
    puts together."""
    asked = st.query_params.get(choice.COMPARATOR, "")
    offered = comparators.offered()
    if subject.own_asked(choice.COMPARATOR):
        return [*offered, asked]
    more = [low for low in [asked.lower()] if comparators.known(low) and low not in offered]
    return [*offered, *more, subject.OWN]


def _comparator_label(slug: str) -> str:
    known = comparators.written(slug)
    return comparators.label(known) if comparators.known(known) else subject.label(slug)


def contents() -> DeltaGenerator:
    """Where a page draws what is its own."""
    return st.container(key=CONTENTS)


def actions() -> DeltaGenerator:
    """Where stands what can be done with any view, beside its title: filled by :func:`share` when the view is known."""
    return st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="xsmall", key=ACTIONS
    )


def home() -> str:
    """The address of the site as the reader has it, without a slash at the end; "" where there is no reader."""
    here = (st.context.url or "").split("?")[0].rstrip("/")
    last = here.rsplit("/", 1)[-1]
    return here.removesuffix(f"/{last}") if last in site.paths() else here


def this_view() -> dict[str, str]:
    """:func:`ui.choose.url.exact`, without the gemeente that was not chosen."""
    return {
        name: value for name, value in choice.exact().items() if value != regions.NONE and name != "uitleg"
    }


def share(path: str) -> None:
    """A link to exactly this view, with the defaults written out; a click copies it (server/shell/shell.js)."""
    st.link_button(
        "Deel dit beeld", f"./{path}?{urlencode(this_view())}", icon=":material/link:", type="tertiary"
    )


def footer() -> None:
    """Who made this and under which licence the figures may be used."""
    with st.container(key=COLOPHON):
        st.divider()
        st.caption(
            f"{site.TITLE} telt en vertelt: hij laat cijfers zien en zegt wat ze betekenen, zonder oordeel en zonder advies. "
            "Cijfers: CBS, RIVM, GGD'en en andere bronnen, zoals bij elk cijfer vermeld (CC BY 4.0). "
            "Grenzen: Kadaster / Centraal Bureau voor de Statistiek (CC BY 4.0)."
        )
        # Not in the caption: Streamlit fades that, and a faded link has too little contrast.
        start, toegankelijkheid = site.path_of("overzicht"), site.path_of("toegankelijkheid")
        st.html(
            '<p class="voettekst"><a href="./open-data/catalog.json">Open data</a>'
            + page_links.link(start, "Zo leest u dit", choice.carried(choice.PINNED, uitleg=choice.ON))
            + page_links.link(toegankelijkheid, "Toegankelijkheid", choice.carried(choice.PINNED))
            + f"<span>Versie van {in_words(released())}</span></p>"
        )
