"""The page as who leads the room has it, on the beamer: the question, how the room guesses, and the answer."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from monitor.province import PROVINCE
from monitor.regions import name
from ui.choose import frame, pickers, regions
from ui.choose import url as choice
from ui.data import populations
from ui.parts.literal import literal, quoted
from ui.present.reached import in_letters, square
from ui.raad import leads, view
from ui.raad.address import KIND, LEADS, ROLE, ROOM, SOME, for_phones
from ui.raad.questions import KINDS, Kind, NoQuestion, Question, QuestionKey
from ui.raad.room import (
    MOST_ROOMS,
    ROOMS,
    Guess,
    NoRoomError,
    Now,
    OverError,
    RoomFullError,
    Topic,
    is_code,
)

#: Seconds after which the beamer looks what came in.
EVERY = 0.5
#: In the session: of which question the answer is on the screen.
_SHOWN = "raad_onthuld"


def pick() -> QuestionKey | NoQuestion:
    """The question in the address."""
    with choice.row():
        kind = choice.pick(
            "Soort vraag",
            KIND,
            list(KINDS),
            KINDS[0],
            format_func=lambda one: view.LABELS[_kind(one)],
            widget=st.segmented_control,
            clears=(choice.YEAR,),
            required=True,
        )
    with choice.row():
        indicator = pickers.pick_indicator(level=None)
        groups = populations(indicator)
        if not groups:
            return NoQuestion(
                "Van dit cijfer is er niets te raden: er zijn geen cijfers van. Kies een ander cijfer."
            )
        population = pickers.pick_population(groups)
        gemeente = frame.pinned_gemeente()
        region = gemeente if gemeente and kind in ("vervolg", "aantal") else PROVINCE
        asked = QuestionKey(_kind(kind), indicator.id, population, region)
        years, default = view.years(asked)
        if years and default:
            year = _year(years, default, kind)
            asked = QuestionKey(asked.kind, asked.indicator, asked.population, asked.region, year)
        if kind == "volgorde":
            asked = _some(asked)
    return asked


def _kind(text: str) -> Kind:
    return next(kind for kind in KINDS if kind == text)


def _year(years: list[int], default: int, kind: str) -> int:
    label = "Bekend tot en met" if kind == "vervolg" else "Jaar"
    options = [str(year) for year in reversed(years)]
    return int(choice.pick(label, choice.YEAR, options, str(default), width=160))


def _some(asked: QuestionKey) -> QuestionKey:
    """Which gemeenten stand in the question: all, those that are chosen, or a handful."""
    slugs = regions.gemeente_slugs()
    everyone = choice.switch(f"Alle {len(slugs)} gemeenten", choice.BACKGROUND)
    if everyone:
        chosen = tuple(slugs.values())
    else:
        picked = choice.pick_many(
            "Welke gemeenten",
            SOME,
            list(slugs),
            format_func=lambda slug: name(slugs[slug]),
            placeholder="Vijf, verspreid over de lijst",
            width=300,
            wrap=True,
        )
        chosen = tuple(slugs[slug] for slug in picked)
    return QuestionKey(asked.kind, asked.indicator, asked.population, asked.region, asked.year, chosen)


def show(asked: QuestionKey) -> None:
    """The question, for one laptop or with a room."""
    question = view.question(asked)
    if isinstance(question, NoQuestion):
        st.info(literal(question.why), icon=":material/info:")
        return
    code = st.query_params.get(ROOM, "").strip().upper()
    if code:
        _with_room(code, question)
    else:
        view.head(question)
        _alone(question)


def _alone(question: Question) -> None:
    """One laptop without phones: the facilitator or the room out loud."""
    asked = question.asked
    revealed = st.session_state.get(_SHOWN) == asked
    left, right = st.columns([2, 3], gap="large")
    with left:
        guessed = view.guess(question, f"laptop_{hash(asked)}")
        st.button(
            "Raad opnieuw" if revealed else "Onthul",
            type="primary",
            icon=":material/visibility_off:" if revealed else ":material/visibility:",
            on_click=lambda: st.session_state.update({_SHOWN: None if revealed else asked}),
        )
        st.button("Laat telefoons meeraden", icon=":material/qr_code:", on_click=_open, args=(asked,))
    with right:
        guesses: list[Guess] = [guessed] if guessed else []
        view.picture(question, guesses, revealed)
    if revealed:
        st.info(literal(view.own_result(question, guessed)), icon=":material/person:")
        view.answer(question)
    if st.session_state.pop("raad_vol", False):
        _too_many()


def _too_many() -> None:
    st.warning(
        f"Er zijn nu {MOST_ROOMS} kamers open; meer kan deze server niet aan. Raad zonder telefoons, of probeer het over "
        "een kwartier opnieuw.",
        icon=":material/group:",
    )


def _open(asked: QuestionKey, code: str | None = None) -> None:
    """Open a room, or one that was lost again; the address says so."""
    try:
        new_code, key = ROOMS.open(asked, code)
    except RoomFullError:
        st.session_state["raad_vol"] = True
        return
    except OverError:
        # Somebody was first: then this screen looks along.
        return
    leads.keep(new_code, key)
    choice.choose(**{ROOM: new_code, ROLE: LEADS})


def _take(code: str) -> None:
    with suppress(NoRoomError, OverError):
        leads.keep(code, ROOMS.take(code))


def _end(code: str) -> None:
    with suppress(NoRoomError, OverError):
        ROOMS.end(code, leads.key(code))
    choice.choose(**{ROOM: None, ROLE: None})


def _with_room(code: str, question: Question) -> None:
    """The screen of a room: of who leads it with the question in its address, of who looks along with that of the room."""
    try:
        # A key that is worth nothing any more (somebody took the lead) asks nothing.
        with suppress(OverError):
            ROOMS.ask(code, leads.key(code), question.asked)
        leading = ROOMS.now(code, key=leads.key(code)).leads
    except NoRoomError:
        view.head(question)
        _lost(code, question)
        return
    screen, beside = st.columns([3, 1], gap="large")
    with beside:
        _way_in(code)
        if leading:
            st.button("Stop deze kamer", icon=":material/close:", on_click=_end, args=(code,))
    with screen:
        st.fragment(_screen, run_every=EVERY)(code, question)


def _lost(code: str, question: Question) -> None:
    """There is no such room: what can be done. The question is in the address."""
    if is_code(code):
        st.warning(
            f"Kamer {code} is er niet meer: de kamer is gestopt, of de server is opnieuw gestart. Uw vraag staat hierboven; de "
            "schattingen zijn weg. Open de kamer opnieuw: telefoons die de pagina nog open hebben, doen dan vanzelf weer mee.",
            icon=":material/help:",
        )
        st.button(f"Open kamer {code} opnieuw", type="primary", on_click=_open, args=(question.asked, code))
    else:
        st.warning(
            f"Kamer {quoted(st.query_params.get(ROOM, ''))} bestaat niet: een code heeft vier letters. Maak een nieuwe kamer.",
            icon=":material/help:",
        )
    st.button("Maak een nieuwe kamer", on_click=_open, args=(question.asked,))
    st.button("Ga verder zonder telefoons", on_click=choice.choose, kwargs={ROOM: None, ROLE: None})
    if st.session_state.pop("raad_vol", False):
        _too_many()


def _way_in(code: str) -> None:
    """How a phone comes in: a square to point a camera at, and the address and the code in letters."""
    address = for_phones(st.context.url or "", code, st.get_option("server.allowedHosts") or ())
    st.metric("Code van de kamer", code)
    if address is None:
        st.info(
            "Telefoons kunnen deze laptop nu niet bereiken. Zet een hotspot aan of ga op een netwerk, en open deze pagina "
            "opnieuw. Raden op deze laptop kan gewoon.",
            icon=":material/wifi_off:",
        )
        return
    square(address, 260, f"QR-code van de kamer {code}")
    st.markdown(
        f"Richt de camera van uw telefoon hierop, of typ **{literal(in_letters(address))}?{ROOM}={code}**"
    )


def _screen(code: str, own: Question) -> None:
    """What changes while the room guesses."""
    try:
        now = ROOMS.now(code, key=leads.key(code))
    except NoRoomError:
        _lost(code, own)
        return
    if isinstance(now.asked, Topic):
        st.info(f"De zaal praat nu over: {literal(now.asked.question)}", icon=":material/forum:")
        return
    question = view.question(now.asked)
    if isinstance(question, NoQuestion):
        st.info(literal(question.why), icon=":material/info:")
        return
    view.head(question)
    many, of = len(now.guesses), now.phones
    with st.container(horizontal=True, vertical_alignment="center"):
        st.metric("Schattingen", str(many), width=200)
        st.metric("Telefoons", str(of), width=200)
        _buttons(code, now)
    view.picture(question, now.guesses, now.shown)
    if now.shown:
        for sentence in view.room_result(question, now.guesses):
            st.markdown(literal(sentence))
        view.answer(question)


def _buttons(code: str, now: Now) -> None:
    if now.leads:
        st.button(
            "Verberg het antwoord" if now.shown else "Onthul",
            type="primary",
            icon=":material/visibility_off:" if now.shown else ":material/visibility:",
            key="onthul",
            on_click=_show,
            args=(code, not now.shown),
        )
    elif now.free:
        st.button(
            "Neem de leiding over", icon=":material/pan_tool:", key="neem", on_click=_take, args=(code,)
        )
        st.caption("Niemand leidt deze kamer nu.")
    else:
        st.caption(
            "Een ander scherm leidt deze kamer: daar komen de vraag en het antwoord vandaan. U kijkt mee. Was dat uw eigen "
            "scherm? Dan kunt u het over een kwart minuut overnemen."
        )


def _show(code: str, shown: bool) -> None:
    with suppress(NoRoomError, OverError):
        ROOMS.show(code, leads.key(code), shown)
