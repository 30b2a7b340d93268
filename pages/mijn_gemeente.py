"""Hoe staat mijn gemeente ervoor? Everything about one gemeente, against Drenthe and Nederland; a click opens the trend."""

import streamlit as st

from compare.rules.profile_row import ProfileRow
from monitor.dutch import NO_FIGURE
from monitor.province import PROVINCE_NAME
from monitor.regions import name, place, region_set
from ui.choose import frame
from ui.gemeente import (
    exhibits,
    opened,
    section_list,
    section_picture,
    section_table,
    shown,
    together,
    which,
    who,
)
from ui.gemeente import view as profile
from ui.parts import explain
from ui.parts.exhibits import figures_button
from ui.parts.literal import literal
from ui.parts.screen import on_phone
from ui.verhalen.draw import beside_figures


def how_to_use(mine: profile.Profile, form: str) -> None:
    """What a click does, and what stands in the table."""
    if form == exhibits.PICTURE:
        st.caption("Klik op een rij voor het verloop en de uitleg.")
        return
    if on_phone():
        st.caption(
            "Druk op de naam van een cijfer voor het verloop en de uitleg. "
            f"{'Hoog' if region_set(mine.gemeente) else 'Hoogste of 1e'} zegt niet of het goed of slecht gaat."
        )
        return
    # An earlier year is the same line.
    behind = f", gestreept grijs: {mine.comparator.place}" if mine.comparator.beside else ""
    rank = (
        "Hoog of laag"
        if region_set(mine.gemeente)
        else f"Plaats: 1e is het hoogste cijfer van de gemeenten in {PROVINCE_NAME}. Dat"
    )
    st.caption(
        f"Klik op een cijfer voor het verloop en de uitleg. Lijn in oranje: {name(mine.gemeente)}{behind}. "
        f"{rank} zegt niet of het goed of slecht gaat."
    )


def show_sections(mine: profile.Profile, wanted: shown.Shown, row: ProfileRow | None, slug: str) -> None:
    """The sections that the reader wants to see, as tables or as pictures; ``row`` is open."""
    how_to_use(mine, wanted.form)
    sections = wanted.sections(mine)
    reading = ""
    for section in sections:
        if section.id == profile.THE_REST and mine.moved:
            st.header(f"Dit veranderde het meest in {place(mine.gemeente)}", anchor="veranderd")
            explain.what_moved(mine.moved)
        in_list = wanted.form == exhibits.TABLE and on_phone()
        if wanted.form == exhibits.TABLE and not in_list:
            section_table.show(mine, section, row, slug)
        elif wanted.part == shown.ALL:
            (section_list if in_list else section_picture).show_later(mine, section, row, slug)
        elif in_list:
            section_list.show(mine, section, row, slug)
        else:
            reading = section_picture.show(mine, section, row, slug, reading)
    if not sections:
        st.info(f"{wanted.title}: {NO_FIGURE}{wanted.whom}.", icon=":material/info:")
    if wanted.part == shown.IN_SHORT:
        beside_figures(mine.gemeente, None)


def show_profile(gemeente: str) -> None:
    """From what stands out to every figure as a file."""
    slug = frame.comparator_slug()
    comparator, remark = frame.comparator(gemeente)
    st.title(f"Hoe staat {literal(place(gemeente))} ervoor?")
    # The sentence is of the age group that is picked below it.
    first = st.container()
    if remark:
        st.caption(literal(remark))
    who.show(gemeente, comparator, slug)
    wanted = shown.pick()
    mine = profile.build(gemeente, comparator, wanted.population)
    # Beside the three figures it would be about others.
    if not wanted.together:
        with first:
            explain.what_stands_out(mine.stands_out, mine.rule, mine.sentence_note)
    row = shown.opened(mine, wanted.whom)
    if row and not any(row in section.rows for section in wanted.sections(mine)):
        # From another page: it stands in none of the tables below.
        with st.container(border=True):
            opened.show(row, slug)
    if wanted.together:
        together.show(gemeente, slug, wanted.population)
    else:
        show_sections(mine, wanted, row, slug)
    whole = exhibits.whole(gemeente, slug, wanted.population)
    figures_button(whole, label=f"{whole.title} (CSV voor Excel)")
    st.caption(literal(" ".join(whole.sources)))


if gemeente := frame.pinned():
    show_profile(gemeente)
else:
    which.ask(frame.comparator_slug())
