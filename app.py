"""The server: the pages, the open data beside them, Dutch html, and what a browser may load.

Start it with ``streamlit run app.py``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from loaders import division
from opendata.routes import open_data
from server import paths
from server.closed import Closed
from server.connections import Patience
from server.dutch_pages import DutchPages
from server.dutch_scripts import DutchScripts
from server.hosts import KnownHosts
from server.network import send_at_once
from server.security import SecurityHeaders
from server.warm import warm
from ui import data, site
from ui.failure import say_in_dutch

#: What the pages import, together; loaded before the first reader comes.
USED_BY_PAGES = (
    "ui.overview",
    "ui.trends",
    "ui.profile",
    "ui.compared",
    "ui.related",
    "ui.about",
    "ui.tables",
    "ui.pictures",
    "geo.layers",
)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Runs when the socket is bound and nobody is connected yet."""
    send_at_once()
    division.follow()
    warm(USED_BY_PAGES, data.all_figures)
    yield


#: The prefix of every address ("/monitor"), or "".
BASE = paths.prefix(st.get_option("server.baseUrlPath"))
#: The name people know the site by, when who runs it said so: Streamlit itself makes it "localhost".
NAMES = [name for name in [st.get_option("browser.serverAddress")] if name]

app = st.App(
    "pages/navigation.py",
    lifespan=lifespan,
    on_script_error=say_in_dutch,
    routes=open_data(),
    middleware=[
        Middleware(Patience),
        Middleware(SecurityHeaders),
        Middleware(
            KnownHosts,
            names=NAMES,
            only=st.get_option("server.allowedHosts"),
            origins=st.get_option("server.corsAllowedOrigins"),
            base=BASE,
            anywhere=("/_stcore/health",),
        ),
        Middleware(Closed, base=BASE),
        Middleware(DutchPages, paths=site.paths()),
        Middleware(DutchScripts),
    ],
)
