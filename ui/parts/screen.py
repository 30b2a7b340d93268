"""What is known of the reader's screen."""

from __future__ import annotations

import streamlit as st

#: Set by a script of ours (server/shell/shell.js) before the page asks for anything, and only where the window is narrow, or
#: maps cannot be drawn.
NARROW, WITHOUT_WEBGL = ("smal", "ja"), ("webgl", "nee")


def on_phone() -> bool:
    """Whether it is narrow: by its width when the page was opened, or by what the browser says of itself."""
    name, value = NARROW
    return st.context.cookies.get(name) == value or "Mobi" in (st.context.headers.get("User-Agent") or "")


def draws_maps() -> bool:
    """Whether the browser can draw the map itself (WebGL); unknown counts as yes."""
    name, value = WITHOUT_WEBGL
    return st.context.cookies.get(name) != value
