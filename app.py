"""The server: the pages, the open data beside them, Dutch html, and what a browser may load.

Start it with ``streamlit run app.py``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from opendata.routes import open_data
from server.dutch_pages import DutchPages
from server.network import send_at_once
from server.security import SecurityHeaders
from ui.failure import say_in_dutch


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Runs when the socket is bound and nobody is connected yet."""
    send_at_once()
    yield


app = st.App(
    "pages/navigation.py",
    lifespan=lifespan,
    on_script_error=say_in_dutch,
    routes=open_data(),
    middleware=[Middleware(SecurityHeaders), Middleware(DutchPages)],
)
