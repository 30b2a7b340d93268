"""What a facilitator does with the view that is open: show it to a room, or collect it for a line."""

from __future__ import annotations

import streamlit as st

from ui.choose import frame, site
from ui.choose import url as choice
from ui.parts.literal import literal
from ui.parts.screen import on_phone
from ui.present import screen, views
from ui.present.line import Line, LineError, View, from_address, to_address

LINE_PAGE = "verhaallijn"


def line() -> tuple[Line, str]:
    """The line in the address, and what is wrong with it ("" for nothing)."""
    try:
        return from_address(st.query_params.get(choice.LINE, "")), ""
    except LineError as fault:
        return Line(), str(fault)


def actions(page: str) -> None:
    """The ways from this view to a room; a phone has none. ``page``: name of the page that is open."""
    nothing_chosen = page == "gemeente" and frame.pinned() is None
    if on_phone() or page not in views.PAGES or nothing_chosen:
        return
    collected, _ = line()
    query = {name: value for name, value in frame.this_view().items() if name not in choice.COLLECTED}
    if collected.views:
        st.page_link(
            site.pages()[LINE_PAGE],
            label=f"Verhaallijn ({len(collected.views)})",
            icon=":material/list:",
            query_params=choice.carried(choice.PINNED),
        )
    st.button(
        "Voeg toe aan verhaallijn",
        icon=":material/playlist_add:",
        type="tertiary",
        on_click=_add,
        args=(collected, View(page, query)),
    )
    st.button(
        "Presenteer",
        icon=":material/slideshow:",
        type="tertiary",
        on_click=choice.choose,
        kwargs={**query, screen.MODE: screen.SHOWN},
    )


def _add(collected: Line, view: View) -> None:
    try:
        longer = collected.with_view(view)
    except LineError as fault:
        st.toast(literal(str(fault)), icon=":material/error:")
        return
    choice.choose(**{choice.LINE: to_address(longer)})
    st.toast(f"Beeld {len(longer.views)} staat in uw verhaallijn.", icon=":material/playlist_add_check:")
