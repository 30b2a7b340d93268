"""Links to the pages of the site, in letters: one element for all of them.

Each element of Streamlit's costs a message, a part of the page to draw and time at every change of anything. A click goes by
the history of the browser, as that on a link in a table does (server/shell/shell.js): the page is not loaded anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

from streamlit.navigation.page import StreamlitPage


def link(path: str, label: str, query: Mapping[str, str], current: bool = False) -> str:
    """Html: a link to the page at an address of the site ("" is the first), with choices. ``current``: it is the page that is
    shown."""
    here = ' aria-current="page"' if current else ""
    asked = f"?{urlencode(query)}" if query else ""
    return f'<a class="pagina"{here} href="./{escape(path + asked)}">{escape(label)}</a>'


def links(pages: Iterable[StreamlitPage], query: Mapping[str, str], current: str) -> str:
    """Html: :func:`link` to each of these; ``current``: the address of the page that is shown."""
    return "".join(link(one.url_path, one.title, query, one.url_path == current) for one in pages)
