"""What is known of the reader's screen."""

from __future__ import annotations

import streamlit as st

#: Set by a script of ours (server/shell/shell.js), and only where the window is narrow (before the page asks for anything), or the
#: browser has no map to zoom in (when one is asked for or offered).
NARROW, WITHOUT_WEBGL = ("smal", "ja"), ("webgl", "nee")


def on_phone() -> bool:
    """Whether it is narrow: by its width when the page was opened, or by what the browser says of itself."""
    name, value = NARROW
    return st.context.cookies.get(name) == value or "Mobi" in (st.context.headers.get("User-Agent") or "")


def draws_maps() -> bool:
    """Whether the browser can draw a map to zoom in (WebGL); unknown counts as yes."""
    name, value = WITHOUT_WEBGL
    return st.context.cookies.get(name) != value
