"""The question of an address, worked out once and shared between readers; how it is guessed, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from monitor.dutch import number, value_text
from monitor.province import PROVINCE
from monitor.regions import name
from ui import theme
from ui.data import data_version, figures, kept, sizes
from ui.parts.literal import lines, literal
from ui.raad import chart, questions
from ui.raad.questions import Estimate, Kind, NoQuestion, Ordering, Question, QuestionKey
from ui.raad.room import Guess
from ui.raad.score import off_text, pairs_text, room_sentences

#: The parts whose letters are large enough for a room (server/shell/shell.css), by the key of their container.
QUESTION, ANSWER = "raad_vraag", "raad_antwoord"

#: What a kind of question is called.
LABELS: dict[Kind, str] = {
    "volgorde": "Zet op volgorde",
    "vervolg": "Hoe ging het verder?",
    "plek": f"Waar staat {name(PROVINCE)}?",
    "aantal": "Hoeveel mensen?",
}
WHAT_TO_DO: dict[Kind, str] = {
    "volgorde": "Zet de gemeente met het hoogste cijfer bovenaan. Verplaats met de pijlen.",
    "vervolg": "Schuif naar het cijfer dat u verwacht.",
    "plek": "Schuif naar de plek die u verwacht.",
    "aantal": "Typ een aantal.",
}


def question(asked: QuestionKey) -> Question | NoQuestion:
    """The question, of the figures that are in use."""
    return _question(asked, data_version())


@kept(200, by={QuestionKey: repr})
def _question(asked: QuestionKey, version: str) -> Question | NoQuestion:
    indicator_data = figures(asked.indicator, asked.population)
    if indicator_data is None:
        return NoQuestion(
            "Van dit cijfer is er niets te raden: er zijn geen cijfers van. Kies een ander cijfer."
        )
    return questions.question(asked, indicator_data, sizes())


def years(asked: QuestionKey) -> tuple[list[int], int | None]:
    """The years that can be asked about, and the one that is unless told otherwise."""
    return _years(asked.kind, asked.indicator, asked.population, asked.region, data_version())


@kept(400)
def _years(
    kind: Kind, indicator: str, population: str, region: str, version: str
) -> tuple[list[int], int | None]:
    indicator_data = figures(indicator, population)
    if indicator_data is None:
        return [], None
    people = sizes()
    return questions.years(indicator_data, kind, region, people), questions.default_year(
        indicator_data, kind, region, people
    )


def head(question: Question) -> None:
    """The question, and what is given with it."""
    with st.container(key=QUESTION):
        st.markdown(f"## {literal(question.text)}")
        if isinstance(question, Estimate) and question.help:
            st.markdown(literal(question.help))


def guess(question: Question, key: str) -> Guess:
    """The widgets of a guess, and what they say now. ``key``: of this question and this screen."""
    st.caption(WHAT_TO_DO[question.asked.kind])
    if isinstance(question, Ordering):
        return _order(question, key)
    if question.scale is None:
        typed = st.number_input(
            f"Hoeveel {question.unit}?", min_value=0, max_value=100_000_000, value=None, step=int(question.step),
            key=f"{key}_aantal", placeholder="bijvoorbeeld: 1000",
        )  # fmt: skip
        return () if typed is None else (float(typed),)
    return tuple(_slid(question, year, key) for year in question.years)


def _slid(question: Estimate, year: int, key: str) -> float:
    """A slider with the numbers as the monitor writes them."""
    assert question.scale is not None
    values = question.scale.values(question.indicator.decimals)
    first = question.known[-1][1] if question.known else (values[0] + values[-1]) / 2
    start = min(values, key=lambda value: abs(value - first))
    label = f"Uw schatting voor {year}"
    picked: float = st.select_slider(
        label, values, value=start, format_func=lambda value: value_text(value, question.indicator), key=f"{key}_{year}"
    )  # fmt: skip
    return picked


def _order(question: Ordering, key: str) -> tuple[str, ...]:
    """The gemeenten below each other, each with a button up and a button down."""
    if st.session_state.get(key) is None or set(st.session_state[key]) != set(question.gemeenten):
        st.session_state[key] = list(question.gemeenten)
    order: list[str] = st.session_state[key]

    def move(at: int, by: int) -> None:
        order[at], order[at + by] = order[at + by], order[at]

    for at, code in enumerate(order):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{at + 1}.**", width=28)
            for sign, by in (("↑", -1), ("↓", 1)):
                st.button(
                    f"{name(code)} {sign}",
                    key=f"{key}_{code}_{by}",
                    on_click=move,
                    args=(at, by),
                    disabled=not 0 <= at + by < len(order),
                )
    return tuple(order)


def picture(question: Question, guesses: Sequence[Guess], shown: bool) -> None:
    """What was guessed, and when ``shown`` what it is."""
    if isinstance(question, Estimate) and question.scale is None and not guesses and not shown:
        # A number that is typed has no scale: an axis without guesses would tell the answer, or nothing.
        return
    spec = theme.chart(chart.picture(question, guesses, shown))
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", alt=chart.alt_text(question, guesses, shown))


def answer(question: Question) -> None:
    """What it is, in figures and in the monitor's own sentence."""
    with st.container(key=ANSWER):
        if isinstance(question, Estimate):
            about = "ongeveer " if question.about else ""
            st.metric(f"Het antwoord ({question.years[-1]})", f"{about}{value_text_of(question)}")
        st.markdown(literal(question.sentence).replace("€ ", "€\u00a0"))
        if question.notes:
            st.caption(lines(*question.notes))


def value_text_of(question: Estimate) -> str:
    """The last figure as it is shown, without the word for people: that stands in the question."""
    return number(question.truth[-1]) if question.unit else question.text_of(question.truth[-1])


def own_result(question: Question, guessed: Guess) -> str:
    """How far one guess is off."""
    if not guessed:
        return "U hebt niet geraden."
    if isinstance(question, Ordering):
        return f"{pairs_text([str(code) for code in guessed], question)}."
    each = [
        f"{f'{year}: ' if len(question.years) > 1 else ''}{question.text_of(value)}, {off_text(value, truth, question)}"
        for year, value, truth in zip(question.years, map(float, guessed), question.truth, strict=False)
    ]
    return f"Uw schatting: {'; '.join(each)}."


def room_result(question: Question, guesses: Sequence[Guess]) -> list[str]:
    """How the room guessed beside the truth."""
    return room_sentences(guesses, question)
