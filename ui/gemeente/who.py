"""Who is this gemeente? Its inhabitants, the groups it belongs to and the gemeenten that are like it."""

from __future__ import annotations

import streamlit as st

from compare.rules.comparator import Comparator
from monitor.dutch import listing, number
from monitor.regions import Group, groups, name
from ui.data import catalogue
from ui.gemeente import similar
from ui.gemeente import view as profile
from ui.parts.literal import literal


def show(gemeente: str, comparator: Comparator, slug: str) -> None:
    """One line, and two lists that open. ``slug``: the URL name of what the reader compares with."""
    mine = [group for group in groups() if gemeente in group.members]
    texts, more = st.columns([6, 4], vertical_alignment="center")
    texts.markdown(" ".join(filter(None, [inhabitants(gemeente, comparator), belongs_to(mine)])))
    more = more.container(horizontal=True, gap="small", horizontal_alignment="right")
    with more.popover("Wie hoort waarbij?", icon=":material/groups:"):
        for group in mine:
            members = listing([name(m) for m in group.members])
            st.markdown(f"**{literal(group.title)}**{period(group)}: {literal(members)}.")
            st.caption(literal(" ".join(part for part in (group.note, f"Bron: {group.source}.") if part)))
    similar_ones = more.popover(
        "Vergelijkbare gemeenten", icon=":material/join_inner:", on_change="rerun", key="wie_lijkt_erop"
    )
    if similar_ones.open:
        with similar_ones:
            similar.show(gemeente, slug)


def inhabitants(gemeente: str, comparator: Comparator) -> str:
    """How many there are, ready as Markdown; "" where that is not known."""
    # Of everyone, also when the page is about one age group.
    every = profile.of(gemeente, comparator).rows
    counted = next((row for row in every if row.indicator.id == "bevolking"), None)
    if counted is None or counted.value is None:
        return ""
    source = catalogue().sources[counted.point.source].attribution
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
