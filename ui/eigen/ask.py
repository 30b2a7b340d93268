"""What the owner says of a figure: the questions on the page, with what the file says as the answer to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from intake.own import FileToRead, Understood
from monitor.catalogue import Method, Polarity
from monitor.errors import SourceError
from monitor.units import UNITS, Unit
from ui.eigen import figure
from ui.eigen.figure import About, suggested
from ui.eigen.upload import Upload
from ui.eigen.wording import on_the_page
from ui.parts import turn
from ui.parts.literal import literal

_UNITS: dict[Unit, str] = {unit: facts.name for unit, facts in UNITS.items()}
_POLARITY: dict[Polarity, str] = {
    "neutraal": "niets: neutraal",
    "hoger_is_beter": "hoger is gunstig",
    "lager_is_beter": "lager is gunstig",
}
_METHOD: dict[Method, str] = {
    "enquete": "enquête: aan mensen gevraagd",
    "registratie": "registratie: geteld in een administratie",
    "modelschatting": "schatting met een rekenmodel",
}
#: In the session: what was read of a file, for the question that it answers.
_READ = "eigen_gelezen"
_FIRST_YEAR = 2000

_Choice = TypeVar("_Choice", bound=str)


@dataclass(frozen=True)
class Read:
    """What was read, or why nothing could be ("" when it could)."""

    understood: Understood | None
    problem: str = ""


def read(asked: FileToRead) -> Read:
    """What the file says; read once per question, in a process apart, while other readers have their turn."""
    known: tuple[FileToRead, Read] | None = st.session_state.get(_READ)
    if known is not None and known[0] == asked:
        return known[1]
    with st.spinner("Uw bestand wordt gelezen..."):
        try:
            outcome = Read(turn.for_own_file(asked))
        except turn.TooManyFilesError:
            outcome = Read(None, "U leest veel bestanden tegelijk. Wacht even en probeer het opnieuw.")
        except SourceError as error:
            outcome = Read(None, on_the_page(str(error)))
    st.session_state[_READ] = asked, outcome
    return outcome


def forget() -> None:
    """Let go of what was read."""
    st.session_state.pop(_READ, None)


def in_file(upload: Upload) -> Read:
    """Which sheet and which figure of the file, what it is counted in, and what the file leaves open; and what it then says."""
    key = str(id(upload))
    answers: dict[str, Any] = st.session_state.setdefault(f"eigen_antwoorden_{key}", {})
    asked = FileToRead(
        upload.name,
        upload.content,
        answers.get("sheet"),
        answers.get("subject"),
        answers.get("unit"),
        answers.get("year"),
        answers.get("fractions", False),
        tuple(sorted(answers.get("options", {}).items())),
    )
    reading = read(asked)
    if reading.understood is None:
        return reading
    understood = reading.understood
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(understood.sheets) > 1:
            _kept(answers, "sheet", "Blad", {one: one for one in understood.sheets}, understood.sheet, key)
        if len(understood.subjects) > 1:
            named = {one.name: one.name for one in understood.subjects}
            _kept(answers, "subject", "Welke kolom is het cijfer?", named, understood.subject, key)
        _kept(answers, "unit", "Waarin is het geteld?", _UNITS, understood.unit or "procent", key)
        without_year = any("jaar ontbreekt" in one.why for one in understood.refused)
        if without_year or answers.get("year"):
            year = st.number_input(
                "Over welk jaar gaat het?",
                _FIRST_YEAR,
                date.today().year + 1,
                answers.get("year"),
                key=f"eigen_jaar_{key}",
                width=180,
            )
            _answer(answers, "year", year)
    if any("lijken breuken" in one.why for one in understood.refused) or answers.get("fractions"):
        on = st.toggle("De procenten staan als breuk in het bestand (0,123 is 12,3%)", answers.get("fractions", False), key=f"eigen_breuk_{key}")  # fmt: skip
        _answer(answers, "fractions", on)
    _options(answers, understood, key)
    return reading


def _kept(
    answers: dict[str, Any], name: str, label: str, options: Mapping[_Choice, str], now: _Choice, key: str
) -> None:
    known = list(options)
    picked = st.selectbox(
        label,
        known,
        known.index(now) if now in known else 0,
        format_func=lambda one: options[one],
        key=f"eigen_{name}_{key}",
        width=260,
    )
    if picked != now:
        if name in ("sheet", "subject"):
            answers.pop("unit", None)
        _answer(answers, name, picked)


def _answer(answers: dict[str, Any], name: str, value: object) -> None:
    if answers.get(name) != value and (value or answers.get(name)):
        answers[name] = value
        st.rerun()


def _options(answers: dict[str, Any], understood: Understood, key: str) -> None:
    """What one yes would let in: of figures of which the file says that they are of some people only."""
    chosen: dict[str, str] = answers.setdefault("options", {})
    offered = {one.option: one.what for one in understood.refused if one.option}
    offered |= {f"{name}={value}": value for name, value in chosen.items()}
    for option, what in offered.items():
        name, _, value = option.partition("=")
        on = st.checkbox(
            f"Ja, lees deze cijfers: {literal(what)}, {literal(value)}",
            name in chosen,
            key=f"eigen_optie_{key}_{option}",
        )
        if on != (name in chosen):
            if on:
                chosen[name] = value
            else:
                chosen.pop(name, None)
            st.rerun()


def about(understood: Understood, upload: Upload) -> About:
    """The name of the figure, about whom it is, where it comes from, and which way is favourable."""
    key = f"{id(upload)}_{understood.subject}"
    name = st.text_input(
        "Hoe heet het cijfer?",
        suggested(understood.subject),
        max_chars=figure.LONGEST_NAME,
        key=f"eigen_naam_{key}",
        placeholder="bijvoorbeeld: Tevreden met de buurt",
    )
    who = st.text_input(
        "Over wie gaat het?",
        max_chars=figure.LONGEST_WHO,
        key=f"eigen_wie_{id(upload)}",
        placeholder="bijvoorbeeld: 18 jaar en ouder",
    )
    line = st.text_input(
        "Bronregel: wie heeft dit gemeten, wanneer en hoe?",
        max_chars=figure.LONGEST_LINE,
        key=f"eigen_bron_{id(upload)}",
        placeholder="bijvoorbeeld: gemeente Emmen, bewonersenquête 2023, 980 antwoorden",
    )
    st.caption(
        "De bronregel komt onder elke grafiek en in elk rapport, met de woorden “eigen cijfer, niet van de monitor”."
    )
    with st.container(horizontal=True):
        polarity = st.selectbox(
            "Wat is gunstig?",
            list(_POLARITY),
            format_func=_POLARITY.__getitem__,
            key=f"eigen_gunstig_{id(upload)}",
            width=260,
        )
        method = st.selectbox(
            "Hoe is het gemeten?",
            list(_METHOD),
            format_func=_METHOD.__getitem__,
            key=f"eigen_methode_{id(upload)}",
            width=340,
        )
    return About(name, understood.unit or "procent", who, line, polarity, method)
