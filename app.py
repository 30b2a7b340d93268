"""The server: the pages, the open data beside them, Dutch html, and what a browser may load.

Start it with ``streamlit run app.py``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware

from compare.condition import condition
from monitor import division
from opendata.routes import open_data
from opendata.work import Work
from reports.routes import report_work, reports
from server import logs, metrics, paths
from server.closed import Closed
from server.connections import Patience
from server.downloads import Downloads, Shelf
from server.dutch_errors import DutchErrors
from server.dutch_pages import DutchPages
from server.dutch_scripts import DutchScripts
from server.health import PATHS, Part, age, health
from server.hosts import KnownHosts
from server.network import send_at_once, switch_often
from server.pictures import pictures
from server.security import SecurityHeaders
from server.sessions import Open, Sessions
from server.turns import PAGES
from server.uploads import Uploads
from server.warm import warm
from ui import data
from ui.choose import site
from ui.eigen import upload
from ui.parts import theme_message
from ui.parts.failure import say_in_dutch
from ui.parts.shared_downloads import share

#: What the pages import, together; loaded before the first reader comes.
USED_BY_PAGES = (
    "ui.overzicht.view",
    "ui.kaart.draw",
    "ui.kaart.opened",
    "ui.trend.view",
    "ui.gemeente.view",
    "ui.vergelijk.side_by_side",
    "ui.vergelijk.two_figures",
    "ui.raad.lead",
    "ui.cijfers.look_up",
    "ui.cijfers.annual_report",
    "ui.cijfers.comparing",
    "ui.parts.tables",
    "ui.parts.pictures",
    "geo.layers",
)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Runs when the socket is bound and nobody is connected yet."""
    logs.set_up()
    send_at_once()
    switch_often()
    share(SHELF)
    theme_message.keep()
    division.follow()
    warm(USED_BY_PAGES, data.all_figures)
    yield


#: The prefix of every address ("/monitor"), or "".
BASE = paths.prefix(st.get_option("server.baseUrlPath"))
#: The name people know the site by, when who runs it said so: Streamlit itself makes it "localhost".
NAMES = [name for name in [st.get_option("browser.serverAddress")] if name]

#: The address by which people know the site, "" where who runs it did not say so.
HOME = next((f"https://{name}{BASE}" for name in NAMES if name != "localhost"), "")

READERS, WORK, REPORTS, SHELF = Open(), Work(), report_work(), Shelf()


def look() -> dict[str, Part]:
    """The data, for who watches over this server."""
    current = condition()
    figures = {
        "edition": current.edition,
        "rows": current.rows,
        "previous": current.previous,
        **age(current.newest, date.today()),
    }
    return {
        "figures": Part(current.figures, current.figures_in_use, figures),
        "boundaries": Part(current.boundaries),
        "catalogue": Part(current.catalogue),
    }


def room() -> dict[str, Part]:
    """What is free at this moment."""
    files = to_thread.current_default_thread_limiter()
    threads = {
        "pages": PAGES.free(),
        "open_data": WORK.turns.free(),
        "reports": REPORTS.turns.free(),
        "files": int(files.available_tokens),
        "waiting": PAGES.waiting() + WORK.turns.waiting() + REPORTS.turns.waiting(),
    }
    full = "er is geen plaats voor meer lezers" if READERS.full() else None
    return {
        "threads": Part(None, about=threads),
        "sessions": Part(full, full is None, {"open": READERS.total(), "most": READERS.most}),
    }


def now() -> metrics.Now:
    """This moment, in numbers."""
    current = condition()
    days = age(current.newest, date.today()).get("days")
    well = not (current.figures or current.boundaries or current.catalogue)
    waiting = PAGES.waiting() + WORK.turns.waiting() + REPORTS.turns.waiting()
    return metrics.Now(READERS.total(), READERS.most, waiting, current.rows or 0, days, well)


METRICS = metrics.Metrics(now)
PAGES.done = METRICS.rerun

app = st.App(
    "pages/navigation.py",
    lifespan=lifespan,
    on_script_error=say_in_dutch,
    routes=[
        *health(look, room, BASE),
        metrics.route(METRICS, BASE),
        *pictures(site.PICTURES, BASE),
        *open_data(base=BASE, work=WORK),
        *reports(base=BASE, work=REPORTS, home=HOME),
    ],
    middleware=[
        Middleware(Patience),
        Middleware(metrics.Answers, metrics=METRICS),
        Middleware(SecurityHeaders),
        Middleware(
            KnownHosts,
            names=NAMES,
            only=st.get_option("server.allowedHosts"),
            origins=st.get_option("server.corsAllowedOrigins"),
            base=BASE,
            anywhere=("/_stcore/health", *PATHS, metrics.PATH),
        ),
        Middleware(Closed, base=BASE),
        Middleware(Uploads, there=upload.is_session, bytes_held=upload.in_memory, base=BASE),
        Middleware(DutchErrors),
        Middleware(Sessions, counted=READERS, turns=PAGES, paths=site.paths(), base=BASE),
        Middleware(DutchPages, paths=site.paths(), base=BASE, menu=site.titles()),
        Middleware(DutchScripts, base=BASE),
        Middleware(Downloads, shelf=SHELF, base=BASE),
    ],
)
