"""A line as its facilitator makes it: the views in order, each with a title, a question and notes of their own."""

from __future__ import annotations

import streamlit as st

from monitor.dutch import population_text
from monitor.regions import name
from ui.choose import site, subject
from ui.choose import url as choice
from ui.data import catalogue
from ui.parts import in_order
from ui.parts.literal import literal
from ui.parts.turn import for_a_file
from ui.present import deck, screen, standalone, talk
from ui.present.line import (
    LONGEST,
    LONGEST_TEXT,
    Line,
    LineError,
    View,
    from_file,
    from_text,
    to_address,
    to_file,
)

_FAULT, _TURN = "verhaallijn_fout", "verhaallijn_beurt"


def keep(line: Line) -> None:
    """Write the line to the address: a step that back undoes."""
    choice.choose(**{choice.LINE: to_address(line) or None})


def what_is_in(view: View) -> str:
    """Page, figure, group and gemeente of a view in a few words."""
    indicator = catalogue().indicators.get(view.query.get(choice.INDICATOR, ""))
    gemeente = subject.pinned(view.query)
    group = view.query.get(choice.POPULATION, "")
    page = site.pages().get(view.page)
    parts = [
        page.title if page else view.page,
        indicator.short_title if indicator else "",
        population_text(group) if indicator and group in indicator.populations else "",
        view.query.get(choice.YEAR, ""),
        name(gemeente) if gemeente else "",
    ]
    return " · ".join(part for part in parts if part)


def play(line: Line) -> None:
    """The ways to a room: the beamer, and the presenter's own screen."""
    here = site.pages()["verhaallijn"]
    query = {**choice.carried(choice.PINNED), choice.LINE: to_address(line)}
    address = screen.view_address("verhaallijn", query)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            here,
            label="Speel af",
            icon=":material/slideshow:",
            query_params={**query, screen.MODE: screen.SHOWN},
        )
        st.page_link(
            here,
            label="Speel af met notities",
            icon=":material/co_present:",
            query_params={**query, screen.MODE: screen.PRESENTER},
        )
        st.download_button(
            "Bewaar de lijn",
            to_file(line, address),
            file_name=standalone.file_name(line.title).replace(".html", ".json"),
            mime="application/json",
            icon=":material/save:",
            on_click="ignore",
            help="Een klein bestand, om later verder te werken.",
        )
        st.download_button(
            "Bewaar als bestand",
            for_a_file(lambda: standalone.page(line.title, deck.of_line(line), address)),
            file_name=standalone.file_name(line.title),
            mime="text/html",
            icon=":material/movie:",
            on_click="ignore",
            help="Een bestand dat zonder internet speelt.",
        )


def views(line: Line) -> None:
    """Every view of the line with what can be changed of it."""
    in_order.text(
        "Titel van de verhaallijn",
        line.title,
        "lijn_titel",
        LONGEST_TEXT,
        lambda new: keep(Line(new, line.views)),
    )
    for at, view in enumerate(line.views):
        with st.container(border=True, key=f"beeld_{at}"):
            _view(line, at, view)


def _view(line: Line, at: int, view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{at + 1}.** {literal(what_is_in(view))}", width="stretch")
        if view.page in site.pages():
            st.page_link(
                site.pages()[view.page],
                label="Bekijk",
                query_params={**view.query, choice.LINE: to_address(line)},
            )
        in_order.buttons(line.views, at, lambda views: keep(Line(line.title, views)))
    own, question = st.columns(2)
    with own:
        in_order.text(
            "Eigen titel",
            view.title,
            f"titel_{at}",
            LONGEST_TEXT,
            lambda new: keep(line.changed(at, title=new)),
            placeholder="Leeg: de zin van de monitor",
        )
    with question:
        in_order.text(
            "Vraag aan de zaal",
            view.question,
            f"vraag_{at}",
            LONGEST_TEXT,
            lambda new: keep(line.changed(at, question=new)),
            placeholder="Komt na het beeld, op een eigen scherm",
        )
        _questions(line, at, view)
    in_order.text(
        "Notities, alleen voor u",
        view.notes,
        f"notities_{at}",
        LONGEST_TEXT,
        lambda new: keep(line.changed(at, notes=new)),
    )


def _questions(line: Line, at: int, view: View) -> None:
    """Three questions that are there already; one takes the place of what was asked."""
    menu = st.popover("Kies een vraag", type="tertiary", key=f"vragen_{at}", on_change="rerun")
    if not menu.open:
        return
    for number, question in enumerate(talk.questions_of(view.query)):
        menu.button(
            question,
            key=f"vraag_{at}_{number}",
            type="tertiary",
            on_click=lambda question=question: keep(line.changed(at, question=question)),
        )


def _open_file() -> None:
    """A line that was kept as a file; the address is its memory, and nothing is kept of the file."""
    turn = st.session_state.setdefault(_TURN, 0)
    chosen = st.file_uploader(
        "Een bewaarde verhaallijn openen (het bestand, ten hoogste 10 MB)",
        ["json", "html", "txt"],
        key=f"verhaallijn_bestand_{turn}",
        max_upload_size=10,
    )
    if chosen is None:
        return
    # Another element for the next file: with this one Streamlit lets go of what it kept.
    st.session_state[_TURN] = turn + 1
    try:
        keep(from_file(chosen.getvalue()))
    except LineError as fault:
        st.session_state[_FAULT] = str(fault)
    st.rerun()


def open_link() -> None:
    """A line that was kept, brought back from its link or from the file with that link."""

    def read() -> None:
        if not (pasted := st.session_state[key].strip()):
            return
        st.session_state[key] = ""
        try:
            keep(from_text(pasted))
        except LineError as fault:
            st.session_state[_FAULT] = str(fault)

    _open_file()
    key = "verhaallijn_plakken"
    st.text_input(
        "Of open hem met de link",
        key=key,
        placeholder="Plak hier de link",
        max_chars=2 * LONGEST,
        on_change=read,
    )
    if fault := st.session_state.pop(_FAULT, ""):
        st.warning(literal(fault), icon=":material/error:")
