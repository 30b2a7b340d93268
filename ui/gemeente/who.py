"""Who is this gemeente? Its inhabitants, the groups it belongs to and the gemeenten that are like it."""

from __future__ import annotations

import streamlit as st

from compare.rules.comparator import Comparator
from monitor.aggregate import ENOUGH
from monitor.dutch import listing, number
from monitor.regions import Group, groups, name, region_set
from ui.data import catalogue
from ui.gemeente import similar
from ui.gemeente import view as profile
from ui.parts.literal import literal


def show(gemeente: str, comparator: Comparator, slug: str) -> None:
    """One line, and two lists that open. ``slug``: the URL name of what the reader compares with."""
    if region_set(gemeente):
        show_together(gemeente, comparator)
        return
    mine = [group for group in groups() if gemeente in group.members]
    texts, more = st.columns([6, 4], vertical_alignment="center")
    texts.markdown(" ".join(filter(None, [inhabitants(gemeente, comparator), belongs_to(mine)])))
    more = more.container(horizontal=True, gap="small", horizontal_alignment="right")
    with more.popover("Wie hoort waarbij?", icon=":material/groups:"):
        for group in mine:
            members = listing([name(member) for member in group.members])
            st.markdown(f"**{literal(group.title)}**{period(group)}: {literal(members)}.")
            st.caption(literal(" ".join(part for part in (group.note, f"Bron: {group.source}.") if part)))
    similar_ones = more.popover(
        "Vergelijkbare gemeenten", icon=":material/join_inner:", on_change="rerun", key="wie_lijkt_erop"
    )
    if similar_ones.open:
        with similar_ones:
            similar.show(gemeente, slug)


def show_together(region: str, comparator: Comparator) -> None:
    """Of gemeenten together: which they are, how they are counted together, and what cannot be said of them."""
    if counted := inhabitants(region, comparator):
        st.markdown(counted)
    about = next((group for group in groups() if group.id.replace("_", "-") == region), None)
    sentences = [
        "De cijfers zijn een eigen berekening van deze monitor, gewogen naar de mensen of huishoudens om wie het gaat; "
        f"alleen als gemeenten met samen ten minste {number(ENOUGH * 100)}% daarvan een cijfer hebben. Een marge en een plaats "
        "onder de gemeenten zijn er dan niet."
    ]
    if not_together := profile.not_together(region):
        sentences.append(f"Niet voor deze gemeenten samen te geven: {listing(not_together)}.")
    if about:
        sentences += filter(None, [about.note, f"Wie erbij hoort: {about.source}."])
    st.caption(literal(" ".join(sentences)))


def inhabitants(gemeente: str, comparator: Comparator) -> str:
    """How many there are, ready as Markdown; "" where that is not known."""
    # Of everyone, also when the page is about one age group.
    every = profile.build(gemeente, comparator).rows
    counted = next((row for row in every if row.indicator.id == "bevolking"), None)
    if counted is None or counted.value is None:
        return ""
    source = catalogue().sources[counted.observation.source].attribution
    return f"**{number(counted.value)} inwoners** op 1 januari {counted.year} ({literal(source)})."


def belongs_to(mine: list[Group]) -> str:
    """The groups of today, each with its period; ready as Markdown, "" where there are none."""
    now = [group.title + period(group) for group in mine if group.last_year is None]
    return literal(f"Hoort bij: {listing(now)}.") if now else ""


def period(group: Group) -> str:
    """ " (2020-2022)", " (sinds 2025)", or nothing where the name already says it or the group is of all times."""
    if group.first_year is None or str(group.first_year) in group.title:
        return ""
    return f" ({group.first_year}-{group.last_year})" if group.last_year else f" (sinds {group.first_year})"
