"""What a reader sees when a page fails: Dutch, with what to do next; the cause goes to the log."""

from __future__ import annotations

import logging
from contextlib import suppress

import streamlit as st

from monitor.errors import NoFiguresError
from ui import data

log = logging.getLogger(__name__)

MESSAGE = (
    "Er ging iets mis bij het maken van deze pagina. De cijfers zelf zijn niet veranderd. "
    "Laad de pagina opnieuw, of begin bij het [overzicht](./)."
)
AWAY = (
    "Deze cijfers zijn nu niet op te halen. Andere pagina's doen het nog. "
    "Laad deze pagina over een paar minuten opnieuw."
)
NO_FIGURES = "Er staan nu geen cijfers op deze server die te lezen zijn. Probeer het later opnieuw."


def say_in_dutch(error: Exception) -> bool:
    """Tell the reader in plain Dutch and the log the whole story; True: Streamlit need not show it again."""
    log.error("a page failed", exc_info=error)
    st.error(_said(error), icon=":material/error:")
    return True


def _said(error: Exception) -> str:
    if not isinstance(error, FileNotFoundError):
        return MESSAGE
    with suppress(FileNotFoundError):
        if isinstance(error, NoFiguresError) and data.edition():
            return AWAY
    return NO_FIGURES
