"""How near the guesses came: counted, without a verdict on who guessed."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.dutch import difference_text, number
from monitor.regions import name
from ui.raad.questions import Estimate, Ordering, off


def pairs_right(guess: Sequence[str], question: Ordering) -> int:
    """How many of the pairs that can be told apart stand in the right order."""
    return sum(pair in question.pairs for pair in itertools.combinations(guess, 2))


def pairs_text(guess: Sequence[str], question: Ordering) -> str:
    """ "7 van de 10 paren staan in de goede volgorde"."""
    right, of = pairs_right(guess, question), len(question.pairs)
    if of == 1:
        return "Het paar staat in de goede volgorde" if right else "Het paar staat andersom"
    return f"{right} van de {of} paren {'staat' if right == 1 else 'staan'} in de goede volgorde"


def off_text(guess: float, truth: float, question: Estimate) -> str:
    """ "2,1 procentpunt te hoog", "precies goed"."""
    distance = off(guess, truth, question)
    if not distance:
        return "precies goed"
    size = number(abs(distance)) if question.unit else difference_text(distance, question.indicator)
    return f"{size} te {'hoog' if distance > 0 else 'laag'}"


@dataclass(frozen=True)
class OfRoom:
    """The guesses of a room at the last year of a question, in the unit of the figure; ``nearest``: the guess that came
    nearest, of two as near the lower one."""

    count: int
    middle: float
    lowest: float
    highest: float
    too_low: int
    right: int
    too_high: int
    nearest: float


def of_room(guesses: Sequence[Sequence[float]], question: Estimate) -> OfRoom | None:
    """What a room guessed together; None without a guess."""
    last = sorted(guess[-1] for guess in guesses)
    if not last:
        return None
    truth = question.truth[-1]
    away = [off(guess, truth, question) for guess in last]
    return OfRoom(
        len(last),
        statistics.median(last),
        last[0],
        last[-1],
        sum(one < 0 for one in away),
        sum(one == 0 for one in away),
        sum(one > 0 for one in away),
        min(last, key=lambda guess: abs(off(guess, truth, question))),
    )


def most_swapped(guesses: Sequence[Sequence[str]], question: Ordering) -> tuple[str, str, int] | None:
    """The pair that most guesses have the wrong way round: the higher, the lower, and how many; None when none has."""
    wrong = Counter(
        (other, one)
        for guess in guesses
        for one, other in itertools.combinations(guess, 2)
        if (other, one) in question.pairs
    )
    if not wrong:
        return None
    (higher, lower), times = min(
        wrong.items(), key=lambda item: (-item[1], name(item[0][0]), name(item[0][1]))
    )
    return higher, lower, times


def room_sentences(
    guesses: Sequence[Sequence[float] | Sequence[str]], question: Estimate | Ordering
) -> list[str]:
    """What a room guessed beside the truth, in plain words; empty without a guess."""
    if not guesses:
        return []
    many = len(guesses)
    if isinstance(question, Ordering):
        of_order = [[str(code) for code in guess] for guess in guesses]
        right = [pairs_right(guess, question) for guess in of_order]
        of = len(question.pairs)
        sentences = [f"Gemiddeld staan {number(statistics.mean(right), 1)} van de {of} paren in de goede volgorde; de beste "
                f"schatting heeft er {max(right)} goed."]  # fmt: skip
        swapped = most_swapped(of_order, question)
        if swapped:
            higher, lower, times = swapped
            sentences.append(
                f"Het vaakst verwisseld: {name(higher)} en {name(lower)} ({times} van de {many} schattingen)."
            )
        return sentences
    summary = of_room([[float(value) for value in guess] for guess in guesses], question)
    assert summary is not None
    year = f" voor {question.years[-1]}" if len(question.years) > 1 else ""
    return [
        f"De middelste schatting{year} is {question.text_of(summary.middle)}: "
        f"{off_text(summary.middle, question.truth[-1], question)}.",
        f"Te laag: {summary.too_low}. Precies goed: {summary.right}. Te hoog: {summary.too_high}. "
        f"De schatting die er het dichtst bij komt, is {question.text_of(summary.nearest)}.",
    ]
