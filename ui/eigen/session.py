"""The own figures of the reader who asks: in the memory of that session, and nowhere else.

They stand in the session's state, with the edition that holds them beside the official figures. When the session ends
(the page is closed or loaded anew) both go. The pages of :data:`PAGES` show them; every other page shows the figures of
everybody, and so does what has no session: addresses of reports, open data, a view on another website.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from compare import edition as shared
from compare import kept
from compare.own_edition import OwnEdition, is_own
from ui.choose import url as choice
from ui.eigen.figure import OwnFigure, theme_of

#: The pages that show a reader's own figures, by their names in :mod:`ui.choose.site`.
PAGES = frozenset({"kaart", "trend", "gemeente", "vergelijk", "eigen"})
#: So many may a reader hold.
MOST = 10

_FIGURES, _EDITION, _PAGE = "eigen_cijfers", "eigen_editie", "eigen_pagina"

#: That the reader whose page is made here holds nothing, as most do. It is asked hundreds of times per page, and the state of
#: a session answers slowly that something is not there.
_nothing: ContextVar[bool] = ContextVar("nothing_own", default=False)


def figures() -> tuple[OwnFigure, ...]:
    """The own figures of this reader, in the order in which they came."""
    own: tuple[OwnFigure, ...] = st.session_state.get(_FIGURES, ())
    return own


def hold(figure: OwnFigure) -> None:
    """Take a figure into this session. Errors: ValueError when it holds :data:`MOST` already."""
    if len(figures()) >= MOST:
        raise ValueError(f"U hebt al {MOST} eigen cijfers. Haal er eerst een weg.")
    _set((*figures(), figure))


def let_go(ids: Iterable[str]) -> None:
    """Forget these figures, and all that was worked out with them."""
    let_go_of = set(ids)
    _set(tuple(figure for figure in figures() if figure.indicator.id not in let_go_of))


def _set(figures: tuple[OwnFigure, ...]) -> None:
    st.session_state.pop(_EDITION, None)
    if figures:
        st.session_state[_FIGURES] = figures
    else:
        st.session_state.pop(_FIGURES, None)
    _nothing.set(not figures)


def on_page(name: str) -> None:
    """Say which page is shown, by its name; before anything of it is drawn."""
    _nothing.set(_FIGURES not in st.session_state)
    if not _nothing.get():
        st.session_state[_PAGE] = name


def in_address(query: Iterable[str] | None = None) -> bool:
    """Whether a choice in the address is an own figure: of this reader, or of another who gave the link away."""
    values = st.query_params.to_dict().values() if query is None else query
    return any(is_own(part) for value in values for part in value.split(","))


def shown() -> bool:
    """Whether what this page shows holds own figures: named in the address, or in a table of all figures."""
    if of_this_session() is None:
        return False
    everything = st.session_state.get(_PAGE) == "gemeente" or (
        st.session_state.get(_PAGE) == "vergelijk" and choice.PART not in st.query_params
    )
    return everything or in_address()


def of_this_session() -> OwnEdition | None:
    """The edition of the reader for whom a page is made; None without own figures, or where the page shows none."""
    if (
        _nothing.get()
        or get_script_run_ctx(suppress_warning=True) is None
        or _FIGURES not in st.session_state
    ):
        return None
    if st.session_state.get(_PAGE) not in PAGES:
        return None
    base = shared.edition()
    known: OwnEdition | None = st.session_state.get(_EDITION)
    if known is None or known.base is not base:
        own = figures()
        known = OwnEdition(
            base,
            theme_of(own),
            {figure.source.id: figure.source for figure in own},
            pd.concat([figure.rows for figure in own], ignore_index=True),
        )
        st.session_state[_EDITION] = known
    return known


kept.ask(of_this_session)
