"""The picture of a question: what the room guessed, and then the truth. For a beamer: large letters and few marks.

All marks stand in one colour per role: the room is grey, what is known and true is blue (:mod:`ui.colours`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from monitor.dutch import listing, value_text
from monitor.regions import name
from monitor.units import Unit
from ui import colours
from ui.charts.base import axis_label, sent, with_base
from ui.raad.questions import Estimate, Ordering, Question
from ui.raad.room import Guess

FONT, HEIGHT = 20, 380
#: Columns in which dots are stacked.
COLUMNS = 40


def picture(question: Question, guesses: Sequence[Guess], shown: bool) -> dict[str, Any]:
    """The Vega-Lite spec with its data. ``shown``: with the truth."""
    if isinstance(question, Ordering):
        return sent(_places(), _places_data(question, guesses, shown))
    if question.known:
        return sent(_line(question.indicator.unit), _line_data(question, guesses, shown))
    unit = None if question.unit else question.indicator.unit
    return sent(_dots(unit), _dots_data(question, guesses, shown))


def alt_text(question: Question, guesses: Sequence[Guess], shown: bool) -> str:
    """What the picture shows, for who cannot see it."""
    many = len(guesses)
    count_sentence = (
        "Nog geen schattingen." if not many else f"{many} {'schatting' if many == 1 else 'schattingen'}"
    )
    if isinstance(question, Ordering):
        order = listing([f"{name(code)} {_value(question, code)}" for code in question.in_order])
        truth = f" De volgorde is: {order}." if shown else ""
        return f"Per gemeente de plaatsen die de zaal haar geeft. {count_sentence.rstrip('.')}.{truth}"
    last = [float(guess[-1]) for guess in guesses]
    if last:
        count_sentence += f", van {question.text_of(min(last))} tot {question.text_of(max(last))}"
    truth = f" Het is {question.text_of(question.truth[-1])}." if shown else ""
    return f"Wat de zaal schat. {count_sentence.rstrip('.')}.{truth}"


def _value(question: Ordering, code: str) -> str:
    return value_text(question.values[code], question.indicator)


def _dots_data(question: Estimate, guesses: Sequence[Guess], shown: bool) -> dict[str, pd.DataFrame]:
    """A dot per guess, those that are alike above each other."""
    values = sorted(float(guess[-1]) for guess in guesses)
    truth = question.truth[-1]
    low, high = _ends(question, values, truth if shown else 0.0)
    width = (high - low) / COLUMNS
    columns: Counter[int] = Counter()
    rows = []
    for value in values:
        column = min(int((value - low) / width), COLUMNS - 1) if width else 0
        columns[column] += 1
        rows.append((low + (column + 0.5) * width, columns[column], question.text_of(value)))
    most = max([*columns.values(), 8])
    # Beside its line, on the side where there is room.
    right = truth < (low + high) / 2
    label = f"{'ongeveer ' if question.about else ''}{question.text_of(truth)}"
    return {
        "guesses": pd.DataFrame(rows, columns=["x", "y", "Schatting"]),
        "ends": pd.DataFrame([(low, 0), (high, most)], columns=["x", "y"]),
        "truth": pd.DataFrame(
            [(truth, label if right else "", "" if right else label)] if shown else [], columns=["x", "right", "left"]
        ),
    }  # fmt: skip


def _ends(question: Estimate, values: Sequence[float], seen: float) -> tuple[float, float]:
    """From where to where the axis goes. A number that is typed has no scale: the sorted ``values`` make it, and the truth
    when that is ``seen``, so that before then the axis tells nothing of it."""
    if question.scale:
        return question.scale.low, question.scale.high
    # Who types a zero too many does not push all others together.
    usual = values[int(0.9 * (len(values) - 1))] if values else 0.0
    return 0.0, 1.1 * max(min(max(values, default=0.0), 4 * usual), seen) or 1.0


@lru_cache(maxsize=16)
def _dots(unit: Unit | None) -> dict[str, Any]:
    axis_words = axis_label(unit) if unit else "format(datum.value, ',~f')"
    x = alt.X("x:Q", title=None, axis=alt.Axis(grid=False, labelExpr=axis_words, labelFontSize=FONT, tickCount=6),
              scale=alt.Scale(nice=False, zero=False))  # fmt: skip
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(nice=False))
    ends = alt.Chart(alt.NamedData("ends")).mark_point(opacity=0).encode(x=x, y=y)
    dots = (
        alt.Chart(alt.NamedData("guesses"))
        .mark_circle(size=380, color=colours.EXTRA, opacity=1, stroke=colours.PAPER)
        .encode(x=x, y=y, tooltip=["Schatting:N"])
    )
    truth = alt.Chart(alt.NamedData("truth"))
    rule = truth.mark_rule(color=colours.PROVINCE, strokeWidth=5).encode(x=x)

    def answer_text(field: str, align: Literal["left", "right"], dx: int) -> alt.Chart:
        return truth.mark_text(
            align=align, dx=dx, baseline="top", fontSize=FONT + 8, fontWeight=700, color=colours.PROVINCE
        ).encode(x=x, y=alt.value(4), text=f"{field}:N")

    layers = alt.layer(ends, dots, rule, answer_text("right", "left", 10), answer_text("left", "right", -10))
    return _finished(layers)


def _line_data(question: Estimate, guesses: Sequence[Guess], shown: bool) -> dict[str, pd.DataFrame]:
    """The line that is known, how each guess goes on, and how it went."""
    last_year, last = question.known[-1]
    guessed = [
        (number, year, value)
        for number, guess in enumerate(guesses)
        for year, value in [(last_year, last), *zip(question.years, guess, strict=False)]
    ]
    truth = [(last_year, last), *zip(question.years, question.truth, strict=True)] if shown else []
    assert question.scale is not None
    years = [year for year, _ in question.known] + list(question.years)
    named = [(year, value, question.text_of(value)) for year, value in [*question.known, *truth[1:]]]
    return {
        "ends": pd.DataFrame(
            [(years[0], question.scale.low), (years[-1], question.scale.high)], columns=["x", "y"]
        ),
        "guesses": pd.DataFrame(guessed, columns=["n", "x", "y"]),
        "known": pd.DataFrame(list(question.known), columns=["x", "y"]),
        "truth": pd.DataFrame(truth, columns=["x", "y"]),
        "names": pd.DataFrame(named, columns=["x", "y", "text"]),
    }


@lru_cache(maxsize=16)
def _line(unit: Unit) -> dict[str, Any]:
    x = alt.X("x:Q", title=None, scale=alt.Scale(nice=False, zero=False, padding=30),
              axis=alt.Axis(format="d", grid=False, labelFontSize=FONT, tickMinStep=1, tickCount=6))  # fmt: skip
    y = alt.Y("y:Q", title=None, scale=alt.Scale(nice=False, zero=False),
              axis=alt.Axis(labelExpr=axis_label(unit), labelFontSize=FONT, tickCount=5, domain=False, ticks=False))  # fmt: skip
    ends = alt.Chart(alt.NamedData("ends")).mark_point(opacity=0).encode(x=x, y=y)

    def line(data: str, colour: str, width: int, **look: Any) -> alt.Chart:
        return (
            alt.Chart(alt.NamedData(data)).mark_line(color=colour, strokeWidth=width, **look).encode(x=x, y=y)
        )

    guesses = line("guesses", colours.OTHER, 2, opacity=0.7).encode(detail="n:N")
    known = line("known", colours.PROVINCE, 5, point={"color": colours.PROVINCE, "size": 140, "aria": False})
    truth = line("truth", colours.PROVINCE, 5, point={"color": colours.PROVINCE, "size": 140, "aria": False})
    names = alt.Chart(alt.NamedData("names"))

    def value_labels(**look: Any) -> alt.Chart:
        return names.mark_text(dy=-20, fontSize=FONT, fontWeight=700, **look).encode(x=x, y=y, text="text:N")

    halo = value_labels(color=colours.PAPER, stroke=colours.PAPER, strokeWidth=6, strokeJoin="round")
    return _finished(alt.layer(ends, guesses, known, truth, halo, value_labels(color=colours.PROVINCE)))


def _places_data(question: Ordering, guesses: Sequence[Guess], shown: bool) -> dict[str, pd.DataFrame]:
    """Per gemeente how often each place was given. Until the answer is shown they stand by the alphabet."""
    rows = question.in_order if shown else list(question.gemeenten)
    given = Counter((code, place) for guess in guesses for place, code in enumerate(guess, 1))
    most = max(given.values(), default=1)
    counts = [
        (str(code), name(str(code)), place, count / most, str(count))
        for (code, place), count in given.items()
        if code in rows
    ]
    labels = {code: f"{name(code)}  {_value(question, code)}" if shown else name(code) for code in rows}
    truth = [
        (labels[code], 1 + sum(value > question.values[code] for value in question.values.values()))
        for code in rows
    ]
    places = range(1, len(rows) + 1)
    return {
        "rows": pd.DataFrame(
            [(i, labels[code], place) for i, code in enumerate(rows) for place in places],
            columns=["order", "label", "place"],
        ),
        "guesses": pd.DataFrame(
            [(labels[code], place, part, count) for code, _, place, part, count in counts],
            columns=["label", "place", "part", "count"],
        ),
        "truth": pd.DataFrame(truth if shown else [], columns=["label", "place"]),
    }


@lru_cache(maxsize=1)
def _places() -> dict[str, Any]:
    x = alt.X("place:O", title="plaats (1 = hoogste cijfer)",
              axis=alt.Axis(labelAngle=0, labelFontSize=FONT, titleFontSize=FONT, grid=False, domain=False, ticks=False))  # fmt: skip
    y = alt.Y("label:N", title=None, sort=alt.EncodingSortField("order", op="min"),
              axis=alt.Axis(labelFontSize=FONT, labelLimit=320, domain=False, ticks=False, grid=True))  # fmt: skip
    rows = alt.Chart(alt.NamedData("rows")).mark_point(opacity=0).encode(x=x, y=y)
    truth = (
        alt.Chart(alt.NamedData("truth"))
        .mark_square(size=1800, filled=False, strokeWidth=4, color=colours.PROVINCE, opacity=1)
        .encode(x=x, y=y)
    )
    guesses = alt.Chart(alt.NamedData("guesses"))
    dots = guesses.mark_circle(color=colours.OTHER, opacity=1).encode(
        x=x, y=y, size=alt.Size("part:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1200]), legend=None)
    )
    counts = guesses.mark_text(fontSize=15, fontWeight=700, color=colours.TEXT).encode(
        x=x, y=y, text="count:N"
    )
    return _finished(alt.layer(rows, dots, counts, truth))


def _finished(layers: alt.LayerChart | alt.FacetChart) -> dict[str, Any]:
    chart = layers.properties(width="container", height=HEIGHT)
    return with_base({**chart.to_dict(), "autosize": {"type": "fit-x", "contains": "padding"}}, FONT)
