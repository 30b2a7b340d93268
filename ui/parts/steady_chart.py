"""A chart that stays when its figures change.

A description (``alt``) is part of the chart that Streamlit draws: another one makes it another chart, which Vega then draws
from nothing. So it stands beside the chart, and server/shell/shell.js names the chart by it.
"""

from __future__ import annotations

import html
from typing import Any

import streamlit as st


def show(spec: dict[str, Any], alt: str, **options: Any) -> Any:
    """The chart of a Vega-Lite spec with its ``datasets``, as wide as its column; what the reader selected. It is drawn anew
    only when the spec without its data differs. ``options``: of ``st.vega_lite_chart``."""
    st.html(f'<p class="beschrijving">{html.escape(alt)}</p>')
    return st.vega_lite_chart(spec=spec, theme=None, width="stretch", **options)
