"""One message per screen, for a beamer: the sentence as title, the picture below it, the source at the foot.

What the keys do (next, back, black, full screen, clock) stands in server/shell/shell.js; how large everything is in
shell.css.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from ui.choose import frame, site
from ui.parts.literal import literal
from ui.present import talk
from ui.present.deck import Screen
from ui.present.line import NUMBER
from ui.present.reached import in_letters, reached, square
from ui.present.slide import Slide

#: In the address: that the view is shown to a room, or on the presenter's own screen beside it.
MODE, SHOWN, PRESENTER = "modus", "presentatie", "spreker"

#: The parts of the screen, by the key of their container.
SCREEN, ABOUT, PICTURE, POINTS, FOOT, STEPS = (
    "scherm", "scherm_over", "scherm_beeld", "scherm_punten", "scherm_voet", "scherm_stappen",
)  # fmt: skip

#: Letters of an address that a camera still reads.
MOST_LETTERS = 1000

NOTHING = "Hier is niets om te laten zien"
WHAT_TO_DO = "Deze keuze heeft geen cijfers, of deze pagina heeft geen beeld voor een zaal. Ga terug en kies iets anders."


def number(count: int) -> int:
    """Which screen the address asks for, 0 for the first; one that is there."""
    asked = st.query_params.get(NUMBER, "1")
    return min(max(int(asked) if asked.isdecimal() and len(asked) < 4 else 1, 1), max(count, 1)) - 1


def show(page: str, screens: Sequence[Screen], leave: Mapping[str, str]) -> None:
    """The screen that the address asks for. ``page``: name of the page; ``leave``: the query of the view as a page."""
    at = number(len(screens))
    with st.container(key=SCREEN):
        if screens:
            _slide(screens[at].slide)
            if screens[at].talk and (room := talk.code()):
                talk.on_the_beamer(room)
        else:
            st.title(NOTHING, anchor=False)
            with st.container(key=POINTS):
                st.markdown(WHAT_TO_DO)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=FOOT):
            source = screens[at].slide.source if screens else ""
            st.markdown(literal(f"{source} {site.TITLE}".strip()), width="stretch")
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", width="content", key=STEPS
            ):
                steps(page, at, len(screens), SHOWN)
                # The phones get the view that stands there: a line is too long for a camera.
                shown = screens[at].slide if screens else None
                if shown and shown.page in site.pages():
                    _phones(shown.page, shown.query)
                else:
                    _phones(page, leave)
                st.page_link(
                    site.pages()[page], label="Sluit", icon=":material/close:", query_params=dict(leave)
                )


def _slide(slide: Slide) -> None:
    # A line never ends between € and its amount.
    st.title(literal(slide.message).replace("€ ", "€\u00a0"), anchor=False)
    if slide.about:
        with st.container(key=ABOUT):
            st.markdown(literal(slide.about))
    if slide.picture:
        with st.container(key=PICTURE):
            st.image(slide.picture(), alt=slide.alt, width="stretch")
    if slide.points:
        with st.container(key=POINTS):
            st.markdown("\n".join(f"- {literal(point)}" for point in slide.points))


def steps(page: str, at: int, count: int, mode: str) -> None:
    """The way to the screen before and the one after; keys and a clicker press these."""
    query = {**st.query_params.to_dict(), MODE: mode}
    here = site.pages()[page]
    st.page_link(
        here,
        label="Terug",
        icon=":material/arrow_back:",
        query_params={**query, NUMBER: str(max(at, 1))},
        disabled=at == 0,
    )
    st.markdown(f"{at + 1} van {max(count, 1)}", width="content")
    st.page_link(
        here,
        label="Verder",
        icon=":material/arrow_forward:",
        query_params={**query, NUMBER: str(min(at + 2, count))},
        disabled=at + 1 >= count,
    )


def _phones(page: str, leave: Mapping[str, str]) -> None:
    """The address of the view for the phones in the room, as a square to point a camera at."""
    with st.popover("QR", icon=":material/qr_code:"):
        address = reached(view_address(page, leave), st.get_option("server.allowedHosts") or ())
        if address is None:
            st.markdown(
                "Telefoons kunnen deze laptop nu niet bereiken. Zet een hotspot aan of ga op een netwerk, en open dit beeld "
                "opnieuw."
            )
            return
        if len(address) > MOST_LETTERS:
            st.markdown("Het adres van dit beeld is te lang voor een QR-code. Deel de link.")
            return
        square(address, 420, "QR-code: het adres van dit beeld")
        st.markdown(f"Richt de camera van uw telefoon hierop, of typ **{literal(in_letters(address))}**")


def relative(page: str, query: Mapping[str, str]) -> str:
    """The address of a view for a link on any page of the site."""
    return f"./{site.pages()[page].url_path}" + (f"?{urlencode(dict(query))}" if query else "")


def view_address(page: str, query: Mapping[str, str]) -> str:
    """The whole address of a view, as the reader's browser has it."""
    asked = f"?{urlencode(dict(query))}" if query else ""
    return f"{frame.home()}/{site.path_of(page)}{asked}"
