"""Gesprek: what to ask at a view, and what the room says: sent by its phones or typed by who leads it, and read by the room when
who leads it lets it through. All of it is in the memory of the server, in a room of :mod:`ui.raad.room`, and gone with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

import streamlit as st

from monitor.questions import questions
from ui.choose import frame, site
from ui.choose import url as choice
from ui.data import catalogue
from ui.parts.literal import literal
from ui.parts.turn import for_a_file
from ui.present.deck import Screen, Words
from ui.present.reached import square
from ui.raad import leads
from ui.raad.address import ROOM, for_phones
from ui.raad.room import (
    LONGEST,
    MOST_REMARKS,
    MOST_ROOMS,
    ROOMS,
    EnoughError,
    NoRoomError,
    Now,
    OverError,
    Remark,
    RoomFullError,
    Topic,
    is_code,
)

#: Seconds after which the beamer and the presenter's screen look what was said.
EVERY = 2.0
#: Of what was said so much stands on the beamer, the newest; so much is offered to the presenter, the oldest.
MOST_ON_SCREEN, MOST_OFFERED = 6, 15

#: The parts of a screen, by the key of their container (server/shell/shell.css).
TALK, SAID, WAY_IN = "scherm_gesprek", "scherm_gezegd", "scherm_meedoen"
#: In the session: what could not be done, for the next run.
_FAULT = "gesprek_fout"


def questions_of(query: Mapping[str, str]) -> tuple[str, str, str]:
    """Three open questions at a view: of the theme of its indicator, else of any."""
    indicator = query.get(choice.INDICATOR)
    return questions(
        theme.id for theme in catalogue().themes if any(one.id == indicator for one in theme.indicators)
    )


def topic(shown: Screen) -> Topic:
    """What the room talks about at a screen."""
    return Topic(shown.slide.message, shown.view)


def code() -> str:
    """The room in the address, "" for none or for what is no code."""
    asked = st.query_params.get(ROOM, "").strip().upper()
    return asked if is_code(asked) else ""


def on_the_beamer(code: str) -> None:
    """What the room may read, and how a phone comes in."""
    with st.container(horizontal=True, gap="large", key=TALK):
        with st.container(key=SAID, width="stretch"):
            st.fragment(_remarks, run_every=EVERY)(code)
        address = _for_phones(code)
        if address:
            with st.container(key=WAY_IN, width="content"):
                square(address, 300, f"QR-code van de kamer {code}")
                st.markdown(f"Zeg het met uw telefoon, of typ de code **{code}** op **{_typed()}**")


def _remarks(code: str) -> None:
    try:
        now = ROOMS.now(code, key=leads.key(code))
    except NoRoomError:
        st.markdown("De kamer is er niet meer. Praat gewoon verder.")
        return
    let_through = [one for one in now.remarks if one.shown]
    for one in reversed(let_through[-MOST_ON_SCREEN:]):
        st.markdown(literal(one.text))


def beside_the_notes(shown: Screen) -> None:
    """What the presenter sees of the conversation. ``shown``: the screen that is on the beamer."""
    st.header("Gesprek", anchor=False)
    st.markdown("\n".join(f"- {literal(one)}" for one in questions_of(shown.slide.query)))
    if fault := st.session_state.pop(_FAULT, ""):
        st.warning(fault, icon=":material/group:")
    here = code()
    if not here:
        st.button(
            "Laat de zaal meepraten", icon=":material/qr_code:", on_click=_open, args=(_now(shown), None)
        )
        st.caption(
            "De zaal stuurt woorden met de telefoon; u kiest wat op de beamer komt. U kunt ook zelf typen wat iemand zegt. Zonder "
            "namen, en niets blijft bewaard."
        )
        return
    if shown.talk:
        with suppress(NoRoomError, OverError):
            ROOMS.ask(here, leads.key(here), topic(shown))
    st.fragment(_moderation, run_every=EVERY)(here, _now(shown))


def _now(shown: Screen) -> Topic:
    return topic(shown) if shown.talk else Topic("Kijk naar het grote scherm. De vraag komt zo.", 0)


def _open(about: Topic, code: str | None) -> None:
    """Open a room, or one that was lost again; the address says so."""
    try:
        new_code, key = ROOMS.open(about, code)
    except RoomFullError:
        st.session_state[_FAULT] = (
            f"Er zijn nu {MOST_ROOMS} kamers open; meer kan deze server niet aan. Praat zonder telefoons, of probeer het over een "
            "kwartier opnieuw."
        )
        return
    except OverError:
        # Somebody was first: then this screen looks along.
        return
    leads.keep(new_code, key)
    choice.choose(**{ROOM: new_code})


def _moderation(code: str, about: Topic) -> None:
    """What came in, and what the room reads."""
    try:
        now = ROOMS.now(code, key=leads.key(code))
    except NoRoomError:
        st.warning(
            f"Kamer {code} is er niet meer: de kamer is gestopt, of de server is opnieuw gestart. Uw lijn is er nog; de woorden van "
            "de zaal zijn weg. Open de kamer opnieuw: telefoons die de pagina nog open hebben, doen dan vanzelf weer mee.",
            icon=":material/help:",
        )
        st.button(f"Open kamer {code} opnieuw", type="primary", on_click=_open, args=(about, code))
        st.button("Ga verder zonder telefoons", on_click=choice.choose, kwargs={ROOM: None})
        return
    if not now.leads:
        _not_leading(code, now)
        return
    if _for_phones(code) is None:
        st.caption(
            "Telefoons kunnen deze laptop nu niet bereiken: zet een hotspot aan. Zelf typen wat iemand zegt, kan gewoon."
        )
    waiting = [one for one in now.remarks if not one.shown]
    phones = "1 telefoon doet" if now.phones == 1 else f"{now.phones} telefoons doen"
    unseen = f"Nog niet gelezen: {len(waiting)}." if waiting else "Alles is gelezen."
    st.caption(f"Kamer {code}: {phones} mee. {unseen}")
    with st.form("typ", border=False, clear_on_submit=True):
        text = st.text_input("Typ zelf wat iemand zegt", max_chars=LONGEST, key="gesprek_typen")
        if st.form_submit_button("Zet op de beamer") and text.strip():
            try:
                ROOMS.write(code, leads.key(code), text)
            except (NoRoomError, OverError):
                st.warning("Dit scherm leidt de kamer niet meer.", icon=":material/help:")
            except EnoughError:
                st.warning(
                    f"Bij deze vraag is al {MOST_REMARKS} keer iets gezegd. Haal er eerst iets weg.",
                    icon=":material/help:",
                )
            else:
                st.rerun(scope="fragment")
    for one in waiting[:MOST_OFFERED]:
        _row(code, one, "Laat zien", ":material/visibility:", shown=True)
    for one in reversed([one for one in now.remarks if one.shown]):
        _row(code, one, "Verberg", ":material/visibility_off:", shown=False)


def _row(code: str, remark: Remark, label: str, icon: str, *, shown: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True):
        words = literal(remark.text)
        st.markdown(words if shown else f"**Op de beamer:** {words}", width="stretch")
        st.button(
            label, icon=icon, key=f"{label}_{remark.number}", on_click=_let, args=(code, remark.number, shown)
        )
        st.button(
            "Haal weg",
            icon=":material/delete:",
            type="tertiary",
            key=f"weg_{remark.number}",
            on_click=_let,
            args=(code, remark.number, None),
        )


def _let(code: str, number: int, shown: bool | None) -> None:
    with suppress(NoRoomError, OverError):
        ROOMS.let_through(code, leads.key(code), number, shown)


def _not_leading(code: str, now: Now) -> None:
    if now.free:
        st.caption(f"Niemand leidt kamer {code} nu.")
        st.button("Neem de leiding over", icon=":material/pan_tool:", on_click=_take, args=(code,))
    else:
        st.caption(
            f"Een ander scherm leidt kamer {code} en kiest wat op de beamer komt. U kijkt mee. Was dat uw eigen scherm? Dan kunt u "
            "het over een kwart minuut overnemen."
        )


def _take(code: str) -> None:
    with suppress(NoRoomError, OverError):
        leads.keep(code, ROOMS.take(code))


def afterwards(file: Callable[[str, Words], bytes], name: str, titles: Mapping[str, str]) -> None:
    """What the room said in this session, to take along with the line before it is gone.

    ``file``: makes it, given an ending; ``name``: of the files, without one; ``titles``: ending -> of its button.
    """
    here = code() or leads.last()
    try:
        words = ROOMS.heard(here, leads.key(here)) if here else {}
    except (NoRoomError, OverError):
        return
    if not words:
        return
    st.header("Wat de zaal zei", anchor=False)
    st.markdown(
        "\n".join(f"- Beeld {number}: {literal(text)}" for number, texts in words.items() for text in texts)
    )
    st.markdown(
        "Dit staat alleen in het geheugen van de server, tot u de kamer stopt. Neem het nu mee, met de lijn:"
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for ending, title in titles.items():
            st.download_button(
                title,
                for_a_file(lambda ending=ending: file(ending, words)),  # type: ignore[misc]
                file_name=f"{name}.{ending}",
                icon=":material/download:",
                on_click="ignore",
                key=f"woorden_{ending}",
            )
        st.button("Stop de kamer en wis de woorden", icon=":material/delete:", on_click=_end, args=(here,))


def _end(code: str) -> None:
    with suppress(NoRoomError, OverError):
        ROOMS.end(code, leads.key(code))
    choice.choose(**{ROOM: None})


def _for_phones(code: str) -> str | None:
    return for_phones(
        f"{frame.home()}/{site.path_of('raad')}", code, st.get_option("server.allowedHosts") or ()
    )


def _typed() -> str:
    """Where a phone without a camera goes."""
    return literal((_for_phones("") or "").split("?")[0].split("//")[-1])
