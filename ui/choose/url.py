"""What the reader chose, kept in the URL: a link opens the exact view, back goes to the view before.

The URL is the only memory. A widget shows what the URL says; its callback writes the URL, which makes a new
entry in the browser's history. (``bind="query-params"`` would replace the entry, so that back leaves the site.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import unquote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.parts.literal import quoted

GEMEENTE, COMPARATOR, INDICATOR = "gemeente", "vergelijk", "indicator"
YEAR, POPULATION, AREA, ALSO, SEARCH, THEME = "jaar", "wie", "gebied", "ook", "zoek", "thema"
#: The 12 gemeenten behind the lines of a trend.
BACKGROUND = "alle"
#: Of the map: how the colours are chosen, the same map over the years, all wijken and not those of one gemeente, and
#: whether the reader zooms in on it.
CLASSES, OVER_YEARS, WHOLE, ZOOM = "klassen", "jaren", "heel", "inzoomen"
#: Of which age group a profile is.
AGES = "leeftijd"
#: The part of a page that is open.
PART = "deel"
#: A switch that is on.
ON = "ja"

#: The views that a facilitator collects.
LINE = "lijn"
#: The figures that a reader collects, and what the reader calls them.
LIST, LIST_NAME = "lijst", "naam"
#: What was collected goes along, and is no part of the view that is open.
COLLECTED = (LINE, LIST, LIST_NAME)

#: Goes along from page to page.
PINNED = (GEMEENTE, COMPARATOR, *COLLECTED)
#: Goes along between the pages about one indicator.
VIEW = (*PINNED, INDICATOR, POPULATION)


#: The page and the choices that the browser's address said last, in the session.
_WRITTEN = "adres"

#: What the pickers of this run show, in the session: name -> value.
_SHOWN = "getoond"

#: st.selectbox and its likes: label, options, then keywords.
Widget = Callable[..., Any]


def keep_address(page: str) -> None:
    """Let the browser's address say what this run shows. Called once, when the browser knows which page (path) it is.

    Streamlit's link to the page that is open brings its choices to the run and leaves the address as it was; and of
    two quick clicks the first may write the address after the second was sent. Then a reload, or who gets the link,
    would see something else. As a new entry in the history: back returns to the view before. A link to another page
    writes the whole address itself, and not at once: written here too, the choices would come to stand behind the page
    that the reader leaves, and back would lead to a view that nobody saw.
    """
    now = page, st.query_params.to_dict()
    written = st.session_state.get(_WRITTEN)
    if written is not None and written[0] == page and written != now:
        st.query_params.from_dict(now[1])
    st.session_state[_WRITTEN] = now
    st.session_state[_SHOWN] = {}


def exact() -> dict[str, str]:
    """The query that leads to this very view later too: the choices in the address, and those that it leaves to a default.

    Asked when the page is drawn. A default may be another one with the next figures: the newest year, the first group.
    """
    shown: dict[str, str] = st.session_state.get(_SHOWN, {})
    return {name: value for name, value in {**st.query_params.to_dict(), **shown}.items() if value}


def choose(**values: str | int | None) -> None:
    """Write choices to the URL, as one step that back undoes; None takes a choice out of it."""
    wanted = dict(st.query_params)
    for name, value in values.items():
        if value is None:
            wanted.pop(name, None)
        else:
            wanted[name] = str(value)
    if wanted != dict(st.query_params):
        st.query_params.from_dict(wanted)


def carried(names: Iterable[str], **extra: str | int | None) -> dict[str, str]:
    """The query of a link to another page: the choices that go along, plus ``extra`` (None leaves one out)."""
    there = st.query_params.to_dict()
    query = {name: there[name] for name in names if name in there}
    for name, value in extra.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return query


#: Where a notice about a choice goes; a script run has a thread, and so a context, of its own.
_notices: ContextVar[DeltaGenerator | None] = ContextVar("notices", default=None)


@contextmanager
def row(**layout: Any) -> Iterator[None]:
    """Pickers beside each other; a notice about an unknown choice stands above them, over the full width."""
    token = _notices.set(st.container())
    try:
        with st.container(**{"horizontal": True, "vertical_alignment": "bottom", "gap": "small", **layout}):
            yield
    finally:
        _notices.reset(token)


def warn(text: str) -> None:
    """Say what could not be done with the address, above the pickers. ``text``: Markdown."""
    (_notices.get() or st).warning(text, icon=":material/link_off:")


def as_typed(value: str, options: Iterable[str]) -> str | None:
    """The option that somebody means who typed ``value`` in an address, None where it is none of them.

    Capitals do not matter. In an address a plus sign is a space: "65+" as it is typed arrives as "65 ", and who cleans an
    address up may write %20 or %2B for it, or leave it out.
    """
    by_low = {option.lower(): option for option in reversed(list(options))}
    low = value.lower()
    spoken = unquote(low)
    forms = (low, spoken, spoken.replace(" ", "+"), f"{spoken.strip()}+")
    return next((by_low[form] for form in forms if form in by_low), None)


def still(name: str, options: Iterable[str]) -> str | None:
    """The choice in the URL where it is among these options, else None; nothing is said to the reader."""
    value = st.query_params.get(name)
    return None if value is None else as_typed(value, options)


def chosen(name: str, options: Sequence[str], default: str, what: str) -> str:
    """The choice in the URL if it is one of ``options``, else ``default``; an unknown one is said to the reader."""
    value = st.query_params.to_dict().get(name)
    if value is None:
        return default
    known = as_typed(value, options)
    if known is not None:
        return known
    warn(
        f"{quoted(value)} is hier geen bekende keuze bij “{what}”. U ziet nu een andere keuze; kies opnieuw."
    )
    return default


def _shows(name: str, value: str) -> None:
    st.session_state.setdefault(_SHOWN, {})[name] = value


def pick(
    label: str,
    name: str,
    options: Sequence[str],
    default: str,
    *,
    format_func: Callable[[str], str] = str,
    widget: Widget = st.selectbox,
    clears: Iterable[str] | Callable[[str], Iterable[str]] = (),
    **kwargs: Any,
) -> str:
    """A picker tied to the URL. ``clears``: choices that make no sense any more after a new one here, or a
    function that says which, given the new one."""
    value = chosen(name, options, default, label.lower())
    key = f"keuze_{name}"
    st.session_state[key] = value
    _shows(name, value)

    def write() -> None:
        new = st.session_state[key]
        ended = clears(new) if callable(clears) else clears
        choose(**{name: new if new != default else None}, **dict.fromkeys(ended))

    widget(label, options, key=key, format_func=format_func, on_change=write, **kwargs)
    return value


def pick_many(
    label: str,
    name: str,
    options: Sequence[str],
    *,
    format_func: Callable[[str], str] = str,
    **kwargs: Any,
) -> list[str]:
    """A picker of any number of options tied to the URL (comma separated there); unknown ones are left out, said once."""
    wanted = [v for v in st.query_params.get(name, "").split(",") if v]
    unknown = [v for v in wanted if v not in options]
    if unknown:
        warn(f"{quoted(unknown[0])} is hier geen bekende keuze bij “{label.lower()}” en is weggelaten.")
    value = [v for v in dict.fromkeys(wanted) if v in options]
    key = f"keuze_{name}"
    st.session_state[key] = value
    _shows(name, ",".join(value))

    def write() -> None:
        choose(**{name: ",".join(st.session_state[key]) or None})

    # Without "select all": Enter would take all that a few letters find, instead of the first.
    st.multiselect(
        label, options, key=key, format_func=format_func, on_change=write, select_all=False, **kwargs
    )
    return value


def switch(label: str, name: str, **kwargs: Any) -> bool:
    """An on/off switch tied to the URL ("ja" there when it is on)."""
    on = chosen(name, [ON], "", label.lower()) == ON
    key = f"keuze_{name}"
    st.session_state[key] = on
    _shows(name, ON if on else "")

    def write() -> None:
        choose(**{name: ON if st.session_state[key] else None})

    st.toggle(label, key=key, on_change=write, **kwargs)
    return on


def search(label: str, **kwargs: Any) -> str:
    """A search box tied to the URL: what is looked for stays in a link, and back undoes it."""
    wanted = st.query_params.get(SEARCH, "")
    key = f"keuze_{SEARCH}"
    # Only a change from outside is written to the box: writing what is there already would undo what is being typed.
    if (st.session_state.get(key) or "").strip() != wanted:
        st.session_state[key] = wanted

    def write() -> None:
        choose(**{SEARCH: (st.session_state[key] or "").strip() or None})

    st.text_input(label, key=key, on_change=write, type="search", live="600ms", autocomplete="off", **kwargs)
    return wanted
