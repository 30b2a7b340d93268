"""The page as a phone in the room has it: one question, one guess, and then the answer; or something to say."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

import streamlit as st

from ui.parts.literal import literal, quoted
from ui.raad import view
from ui.raad.address import SEAT
from ui.raad.questions import NoQuestion, Question, QuestionKey
from ui.raad.room import (
    LONGEST,
    MOST_OF_ONE,
    MOST_PHONES,
    ROOMS,
    EnoughError,
    Guess,
    NoRoomError,
    Now,
    OverError,
    RoomFullError,
    Topic,
    is_code,
)

#: Seconds after which a phone looks whether there is another question or an answer. Fifty of them behind one address stay
#: below what :data:`server.sessions.ALL_CHOICES` lets one client make; a larger room needs more (docs/werkatelier.md).
EVERY = 8.0
_SEAT = re.compile(r"[A-Za-z0-9_-]{11}")


def show(asked: str) -> None:
    """The phone of room ``asked``, as its address says it."""
    code = asked.strip().upper()
    if not is_code(code):
        st.warning(
            f"Kamer {quoted(asked)} bestaat niet. Een code heeft vier letters. Kijk op het grote scherm en probeer het opnieuw.",
            icon=":material/help:",
        )
        _other_code()
        return
    st.fragment(_phone, run_every=EVERY)(code, _seat())


def _seat() -> str:
    """The random word of this phone: it stands in the address, so that it is the same after a reload."""
    known = st.query_params.get(SEAT, "")
    if not _SEAT.fullmatch(known):
        known = secrets.token_urlsafe(8)
        st.query_params[SEAT] = known
    return known


def _other_code() -> None:
    with st.form("andere_kamer", border=False):
        typed = st.text_input("Code van de kamer", max_chars=8, autocomplete="off")
        if st.form_submit_button("Doe mee") and typed.strip():
            st.query_params.from_dict({"kamer": typed.strip().upper()})
            st.rerun()


def _phone(code: str, seat: str) -> None:
    try:
        now = ROOMS.now(code, phone=seat)
    except NoRoomError:
        st.warning(
            f"Kamer {code} is er niet. De kamer is gestopt, of de server is opnieuw gestart. Blijf op deze pagina: gaat de "
            "kamer weer open, dan ziet u de vraag vanzelf. Staat er een andere code op het grote scherm? Scan die.",
            icon=":material/help:",
        )
        return
    except RoomFullError:
        st.warning(
            f"Kamer {code} is vol: er doen al {MOST_PHONES} telefoons mee. Doe mee met iemand naast u. Deze pagina "
            "probeert het vanzelf opnieuw.",
            icon=":material/group:",
        )
        return
    if isinstance(now.asked, Topic):
        _talk(code, seat, now, now.asked)
        return
    question = view.question(now.asked)
    if isinstance(question, NoQuestion):
        st.info("Er is nu geen vraag. Wacht op de volgende vraag.", icon=":material/hourglass_empty:")
    elif now.shown:
        view.head(question)
        st.info(literal(view.own_result(question, now.own or ())), icon=":material/person:")
        view.answer(question)
    else:
        _guess(code, seat, now, now.asked, question)
    st.caption(f"Kamer {code}. Uw schatting heeft geen naam en wordt niet bewaard.")


def _guess(code: str, seat: str, now: Now, asked: QuestionKey, question: Question) -> None:
    view.head(question)
    guessed = view.guess(question, f"telefoon_{hash(asked)}")
    label = "Stuur mijn schatting" if now.own is None else "Verander mijn schatting"
    pressed = st.button(label, type="primary", width="stretch", disabled=not guessed, key="stuur")
    fault = _send(code, seat, asked, guessed) if pressed else ""
    if fault:
        st.warning(fault, icon=":material/help:")
    elif pressed or now.own is not None:
        st.success("Uw schatting staat erbij. Kijk naar het grote scherm.", icon=":material/check:")


def _talk(code: str, seat: str, now: Now, topic: Topic) -> None:
    """A place for some words of one's own; who leads the room decides what the others read."""
    with st.container(key=view.QUESTION):
        st.markdown(f"## {literal(topic.question)}")
    if now.spoke >= MOST_OF_ONE:
        st.success("Dank u. Praat verder met wie naast u zit.", icon=":material/check:")
    else:
        with st.form("zeg", border=False, clear_on_submit=True):
            text = st.text_area("Wat wilt u zeggen?", max_chars=LONGEST, height=110, key="woorden")
            pressed = st.form_submit_button("Stuur", type="primary", width="stretch")
        spoken = pressed and bool(text.strip())
        if fault := _say(code, seat, topic, text) if spoken else "":
            st.warning(fault, icon=":material/help:")
        elif spoken or now.spoke:
            # It stays when the phone looks again what is asked.
            st.success(
                "Het is aangekomen. De begeleider kiest wat op het grote scherm komt.",
                icon=":material/check:",
            )
    st.caption(
        f"Kamer {code}. Zonder naam en niet bewaard; {MOST_OF_ONE} keer per vraag, {LONGEST} tekens. Schrijf geen namen van "
        "mensen."
    )


def _say(code: str, seat: str, topic: Topic, text: str) -> str:
    """Send some words; what to say when they did not arrive, else ""."""
    too_late = "Net te laat: er staat een andere vraag op het scherm. U ziet hem zo."
    return _fault(code, lambda: ROOMS.say(code, seat, topic, text), too_late)


def _send(code: str, seat: str, asked: QuestionKey, guessed: Guess) -> str:
    """Send a guess; what to say when it did not arrive, else ""."""
    too_late = "Net te laat: er is een andere vraag, of het antwoord staat op het scherm. U ziet het zo."
    return _fault(code, lambda: ROOMS.guess(code, seat, asked, guessed), too_late)


def _fault(code: str, send: Callable[[], None], too_late: str) -> str:
    """Send something to the room; why it did not arrive and what to do, else ""."""
    try:
        send()
    except OverError:
        return too_late
    except NoRoomError:
        return f"Kamer {code} is er niet meer. Kijk op het grote scherm."
    except RoomFullError:
        return f"Kamer {code} is vol: er doen al {MOST_PHONES} telefoons mee. Doe mee met iemand naast u."
    except EnoughError:
        return "Er is bij deze vraag al heel veel gezegd. Zeg het hardop, of wacht op de volgende vraag."
    return ""
