"""Whether an address asks for a view in front of a room, and that view: without menu and without anything else."""

from __future__ import annotations

import logging

import streamlit as st

from ui.choose import url as choice
from ui.choose.url import LINE
from ui.present import deck, presenter, screen
from ui.present.line import NUMBER, Line, LineError, from_address

log = logging.getLogger(__name__)

#: The page where a line is made; every other page shows its own view.
LINE_PAGE = "verhaallijn"


def asked() -> bool:
    """Whether the address asks for a presentation."""
    return st.query_params.get(screen.MODE) in (screen.SHOWN, screen.PRESENTER)


def show(page: str) -> None:
    """The presentation that the address asks for. ``page``: name of the page that is open."""
    query = st.query_params.to_dict()
    leave = {name: value for name, value in query.items() if name not in (screen.MODE, NUMBER)}
    screens = deck.of_line(_line(query)) if page == LINE_PAGE else deck.of_view(page, _view(leave))
    if query[screen.MODE] == screen.PRESENTER:
        presenter.show(page, screens, leave)
    else:
        screen.show(page, screens, leave)


def _view(query: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name != LINE}


def _line(query: dict[str, str]) -> Line:
    try:
        return from_address(query.get(LINE, ""))
    except LineError as fault:
        log.warning("an address with a line that cannot be read: %s", fault.__cause__ or fault)
        choice.warn(str(fault))
        return Line()
