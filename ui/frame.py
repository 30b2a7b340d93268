"""What stands on every page: the menu, the pinned gemeente and comparator, and the colophon."""

from __future__ import annotations

import streamlit as st

from geo.regions import name
from ui import choice, regions, site


def pinned_gemeente() -> str | None:
    """Code of the gemeente that the reader pinned, or None."""
    value = st.query_params.get(choice.GEMEENTE, regions.NONE)
    return regions.gemeente_slugs().get(value.lower())


def comparator() -> str:
    """Code of the region that the reader compares with; Nederland unless chosen."""
    return regions.comparator_slugs().get(
        st.query_params.get(choice.COMPARATOR, "").lower(), regions.NEDERLAND
    )


def header() -> None:
    """The name, the menu and the two pinned choices; links carry the reader's choices along."""
    st.logo(site.WORDMARK, size="large")
    gemeenten, comparators = regions.gemeente_slugs(), regions.comparator_slugs()
    with choice.row(vertical_alignment="center", gap="xsmall"):
        # Two groups, so that a phone puts the pickers under the menu and not beside its last word.
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
            for page in site.pages().values():
                st.page_link(page, query_params=choice.carried(choice.VIEW))
        st.space("stretch")
        with st.container(horizontal=True, gap="xsmall", width="content"):
            choice.pick(
                "Mijn gemeente",
                choice.GEMEENTE,
                [regions.NONE, *gemeenten],
                regions.NONE,
                format_func=lambda s: f"Gemeente: {name(gemeenten[s]) if s in gemeenten else 'geen gekozen'}",
                label_visibility="collapsed",
                width=240,
            )
            choice.pick(
                "Vergelijk met",
                choice.COMPARATOR,
                list(comparators),
                "nederland",
                format_func=lambda s: f"Vergelijk met: {name(comparators[s])}",
                label_visibility="collapsed",
                width=240,
            )


def footer() -> None:
    """Who made this and under which licence the figures may be used."""
    st.divider()
    st.caption(
        f"{site.TITLE} telt en vertelt: hij laat cijfers zien en zegt wat ze betekenen, zonder oordeel en zonder advies. "
        "Cijfers: CBS, RIVM, GGD'en en andere bronnen, zoals bij elk cijfer vermeld (CC BY 4.0). "
        "Grenzen: Kadaster / Centraal Bureau voor de Statistiek (CC BY 4.0). "
        "[Open data](/open-data/catalog.json)"
    )
