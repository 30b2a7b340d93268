"""The presenter's own screen beside the beamer: what the room sees, what comes next, the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.choose import site
from ui.parts.literal import literal
from ui.present import screen, talk
from ui.present.deck import Screen
from ui.present.line import NUMBER
from ui.present.slide import Slide

PRESENTER = "spreker"
NO_NOTES = "Bij dit beeld staan geen notities."
KEYS = (
    "Pijltjes, spatie, PageUp en PageDown: vorige en volgende. B: zwart beeld. F: volledig scherm. T: klok. Q: QR-code. Esc: sluit. "
    "De toetsen werken in dit venster en op de beamer; beide vensters lopen samen."
)


def show(page: str, screens: Sequence[Screen], leave: Mapping[str, str]) -> None:
    """The screen that the address asks for, as :func:`ui.present.screen.show`, with what only the presenter sees."""
    at = screen.number(len(screens))
    with st.container(key=PRESENTER):
        with st.container(horizontal=True, vertical_alignment="center", key=screen.STEPS):
            screen.steps(page, at, len(screens), screen.PRESENTER)
            st.link_button(
                "Open de beamer in een tweede venster",
                screen.relative(page, {**leave, screen.MODE: screen.SHOWN, NUMBER: str(at + 1)}),
                icon=":material/open_in_new:",
            )
            st.page_link(site.pages()[page], label="Sluit", icon=":material/close:", query_params=dict(leave))
        if not screens:
            st.title(screen.NOTHING, anchor=False)
            st.markdown(screen.WHAT_TO_DO)
            return
        now, later = st.columns([3, 2], gap="large")
        with now:
            st.caption("Nu op de beamer")
            _small(screens[at].slide)
            if screens[at].talk:
                talk.beside_the_notes(screens[at])
        with later:
            st.header("Notities", anchor=False)
            st.markdown(literal(screens[at].notes) if screens[at].notes else NO_NOTES)
            st.header("Hierna", anchor=False)
            if at + 1 < len(screens):
                st.markdown(literal(screens[at + 1].slide.message))
            else:
                st.markdown("Dit is het laatste beeld.")
            st.caption(KEYS)
            if not screens[at].talk:
                talk.beside_the_notes(screens[at])


def _small(slide: Slide) -> None:
    st.title(literal(slide.message), anchor=False)
    st.markdown(literal(slide.about))
    if slide.picture:
        st.image(slide.picture(), alt=slide.alt, width="stretch")
    for point in slide.points:
        st.markdown(f"- {literal(point)}")
