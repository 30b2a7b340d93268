"""What is known of the reader's screen."""

from __future__ import annotations

import streamlit as st


def on_phone() -> bool:
    """Whether it is narrow. The width is not known here, only what the browser says of itself."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
