"""The pages of the site: one place that says which there are, at which address and in which order."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from monitor.province import SITE, TEXTS_OF_PROVINCE
from server.pictures import address

PAGES = Path(__file__).resolve().parents[2] / "pages"

_KEY = "pagina's"

TITLE = SITE

#: Files of our own: an icon by name would be fetched from another host. The name of the site is there in dark letters and
#: in light ones.
PICTURES = tuple(
    Path(__file__).resolve().parents[1] / "assets" / name
    for name in ("icon.png", "wordmark.png", "wordmark_dark.png")
)
ICON, WORDMARK, WORDMARK_ON_DARK = (address(file) for file in PICTURES)

#: name -> (title, file, url path); the first one is the start page.
_PAGES = {
    "overzicht": ("Overzicht", "overzicht.py", ""),
    "kaart": ("Kaart", "kaart.py", "kaart"),
    "trend": ("Trend", "trend.py", "trend"),
    "gemeente": ("Mijn gemeente", "mijn_gemeente.py", "mijn-gemeente"),
    "vergelijk": ("Vergelijk", "vergelijk.py", "vergelijk"),
    "doelen": ("Doelen" if TEXTS_OF_PROVINCE else "Brede welvaart", "doelen.py", "doelen"),
    "verhalen": ("Verhalen", "verhalen.py", "verhalen"),
    "verhaallijn": ("Verhaallijn", "verhaallijn.py", "verhaallijn"),
    "lijst": ("Mijn lijst", "mijn_lijst.py", "lijst"),
    "eigen": ("Eigen cijfers", "eigen_cijfers.py", "eigen-cijfers"),
    "rapporten": ("Rapporten", "rapporten.py", "rapporten"),
    "raad": ("Raad, dan onthul", "raad.py", "raad"),
    "cijfers": ("Over de cijfers", "over_de_cijfers.py", "over-de-cijfers"),
    "toegankelijkheid": ("Toegankelijkheid", "toegankelijkheid.py", "toegankelijkheid"),
}
#: Not in the menu: the colophon leads there, or another page. Goals and stories are of one province.
_BELOW = ("toegankelijkheid", "raad") if TEXTS_OF_PROVINCE else ("toegankelijkheid", "raad", "verhalen")
#: In the menu, behind its last button.
_MORE = ("lijst", "verhalen", "verhaallijn", "eigen", "rapporten", "cijfers")


def paths() -> frozenset[str]:
    """The addresses of the pages, without slashes; "" is the start page."""
    return frozenset(path for _, _, path in _PAGES.values())


def titles() -> dict[str, str]:
    """Address -> title of the pages of the menu, without slashes."""
    return {path: title for name, (title, _, path) in _PAGES.items() if name not in _BELOW}


def pages() -> dict[str, StreamlitPage]:
    """The pages by name, in menu order and then the others.

    One set per session: a page object remembers that it is the one being shown, so two readers may not share it.
    """
    if _KEY not in st.session_state:
        st.session_state[_KEY] = {
            name: st.Page(PAGES / file, title=title, url_path=path, default=not path)
            for name, (title, file, path) in _PAGES.items()
        }
    of_session: dict[str, StreamlitPage] = st.session_state[_KEY]
    return of_session


def path_of(name: str) -> str:
    """The address of a page by its name, without slashes."""
    return _PAGES[name][2]


def name_of(path: str) -> str:
    """The name of the page at an address; that of the start page for an unknown one."""
    return next((name for name, (_, _, at) in _PAGES.items() if at == path), "overzicht")


def menu() -> list[StreamlitPage]:
    """The pages of the menu that are in sight, in its order."""
    return [page for name, page in pages().items() if name not in {*_BELOW, *_MORE}]


def more() -> list[StreamlitPage]:
    """The pages of the menu behind a button: together they do not fit on one line of a laptop."""
    return [page for name, page in pages().items() if name in _MORE and name not in _BELOW]
