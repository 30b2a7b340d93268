"""What a reader sees when a page fails: Dutch, with what to do next; the cause goes to the log."""

from __future__ import annotations

import logging

import streamlit as st

log = logging.getLogger(__name__)

MESSAGE = (
    "Er ging iets mis bij het maken van deze pagina. De cijfers zelf zijn niet veranderd. "
    "Laad de pagina opnieuw, of begin bij het [overzicht](./)."
)
NO_FIGURES = "Er staan nu geen cijfers op deze server die te lezen zijn. Probeer het later opnieuw."


def say_in_dutch(error: Exception) -> bool:
    """Tell the reader in plain Dutch and the log the whole story; True: Streamlit need not show it again."""
    log.error("a page failed", exc_info=error)
    st.error(NO_FIGURES if isinstance(error, FileNotFoundError) else MESSAGE, icon=":material/error:")
    return True
