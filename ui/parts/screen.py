"""What is known of the reader's screen."""

from __future__ import annotations

import streamlit as st


def on_phone() -> bool:
    """Whether it is narrow. The width is not known here, only what the browser says of itself."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


#: Set by a script of ours (server/shell/shell.js) before the page asks for anything, and only where maps cannot be drawn.
WITHOUT_WEBGL = ("webgl", "nee")


def draws_maps() -> bool:
    """Whether the browser can draw the map itself (WebGL); unknown counts as yes."""
    name, value = WITHOUT_WEBGL
    return st.context.cookies.get(name) != value
