"""Which rooms this screen leads: their keys, in its session and nowhere else."""

from __future__ import annotations

import streamlit as st

_KEYS = "raad_sleutels"


def keep(code: str, key: str) -> None:
    """Remember that this screen leads a room."""
    keys = st.session_state.setdefault(_KEYS, {})
    keys.pop(code, None)
    keys[code] = key


def key(code: str) -> str:
    """The key of a room, "" where this screen never led it."""
    return str(st.session_state.get(_KEYS, {}).get(code, ""))


def last() -> str:
    """The room that this screen led last, "" for none."""
    return next(reversed(st.session_state.get(_KEYS, {})), "")
