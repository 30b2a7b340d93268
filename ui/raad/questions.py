"""Questions for a room: what a figure is, asked before it is shown. Every value in them is one of the edition.

A question is made of what an address asks (:class:`QuestionKey`). Where the figures do not carry it there is none, with the
reason: years are only held together within a stretch that may be compared, gemeenten only within one series, and of two
gemeenten that their published margins do not tell apart nobody is asked which has more.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from compare.indicator_data import IndicatorData, Observation, measured, of_year
from compare.rules.change import comparable_run, judged
from compare.rules.comparator import Together
from compare.rules.comparators import fixed
from compare.rules.course import course
from compare.rules.gap import gap, grows_with_size
from compare.rules.people import head_count, in_people, no_number
from compare.rules.profile_row import FEWEST, profile_row
from compare.wording.clauses import ALL_SAME_GEMEENTEN, joined, titled, unknown_margin
from compare.wording.comparison import comparison_sentence, value_sentence
from compare.wording.map import map_sentence
from compare.wording.trend import trend_sentence
from monitor.catalogue import Base, Indicator
from monitor.dutch import number, own_calculation, value_text
from monitor.province import GEMEENTEN, PROVINCE
from monitor.regions import name
from monitor.units import UNITS
from monitor.weights import Sizes, nearest

Kind = Literal["volgorde", "vervolg", "plek", "aantal"]
KINDS: tuple[Kind, ...] = ("volgorde", "vervolg", "plek", "aantal")

#: Gemeenten in a question of order when nobody says which; years after the last known one that can be guessed at once.
A_HANDFUL, MOST_YEARS = 5, 4
#: With figures of fewer regions the ends of a scale would tell the answer.
_ENOUGH = 20
#: The most steps of a scale: more cannot be told apart by a thumb.
_MOST_STEPS = 200


@dataclass(frozen=True)
class QuestionKey:
    """What is asked, by the names that an address has: ``year`` None is the newest that can be asked, no ``gemeenten`` a
    handful. ``region``: the code of whom it is about, where it is about one."""

    kind: Kind
    indicator: str
    population: str
    region: str = PROVINCE
    year: int | None = None
    gemeenten: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoQuestion:
    """``why``: a Dutch sentence, with what can be done."""

    why: str


@dataclass(frozen=True)
class Scale:
    """What can be guessed: ``low``, ``low + step`` ... ``high``."""

    low: float
    high: float
    step: float

    def values(self, decimals: int) -> list[float]:
        """Every value on it, lowest first."""
        steps = round((self.high - self.low) / self.step)
        inner = [round(self.low + i * self.step, decimals) for i in range(steps)]
        return [value for value in dict.fromkeys(inner) if value < self.high] + [round(self.high, decimals)]


@dataclass(frozen=True, eq=False)
class Ordering:
    """Which gemeente has more. ``gemeenten``: codes as they are asked, by the alphabet; ``values``: their figures as shown;
    ``pairs``: (higher, lower) of every two that can be told apart. ``text``: the question; ``sentence``: what the monitor
    says of the answer; ``notes``: what to know of it."""

    asked: QuestionKey
    indicator: Indicator
    year: int
    gemeenten: tuple[str, ...]
    values: Mapping[str, float]
    pairs: frozenset[tuple[str, str]]
    text: str
    sentence: str
    notes: tuple[str, ...]

    @property
    def in_order(self) -> list[str]:
        """The gemeenten, the highest figure first; equal ones by the alphabet."""
        return sorted(self.gemeenten, key=lambda code: -self.values[code])


@dataclass(frozen=True, eq=False)
class Estimate:
    """How much it is, in each of ``years``; ``truth`` as it is shown. ``known``: the (year, figure)s that go before.

    ``scale``: None for a number of people, which is typed; then ``step`` is how far a click goes. ``about``: the truth is
    no more precise than that. ``unit``: the word after a number of people, "" for a figure in the unit of the indicator.
    """

    asked: QuestionKey
    indicator: Indicator
    years: tuple[int, ...]
    truth: tuple[float, ...]
    known: tuple[tuple[int, float], ...]
    scale: Scale | None
    step: float
    text: str
    help: str
    sentence: str
    notes: tuple[str, ...]
    about: bool = False
    unit: str = ""

    def text_of(self, value: float) -> str:
        """A guess or the truth as it is shown."""
        return f"{number(value)} {self.unit}" if self.unit else value_text(value, self.indicator)


Question = Ordering | Estimate


def years(figures: IndicatorData, kind: Kind, region: str, sizes: Sizes) -> list[int]:
    """The years that can be asked about, oldest first; of how a line went on the last year that is given."""
    if kind == "volgorde":
        with_figure = {observation.year for code in GEMEENTEN for observation in measured(figures.of(code))}
        return [year for year in sorted(with_figure) if len(_gemeenten(figures, year)) >= FEWEST]
    if kind == "vervolg":
        run = comparable_run(figures.of(region))
        return [observation.year for observation in run[:-1]][-MOST_YEARS:]
    if kind == "plek":
        own = [observation.year for observation in measured(figures.of(PROVINCE))]
        return [year for year in own if len(_provinces(figures, year)) >= FEWEST]
    return [
        observation.year
        for observation in measured(figures.of(region))
        if _people(figures, region, observation, sizes)[0] > 0
    ]


def default_year(figures: IndicatorData, kind: Kind, region: str, sizes: Sizes) -> int | None:
    """The year that is asked about unless told otherwise: the newest; of a line the one that leaves half of it to guess."""
    possible = years(figures, kind, region, sizes)
    if kind != "vervolg" or not possible:
        return possible[-1] if possible else None
    whole = len(comparable_run(figures.of(region)))
    return possible[-max(1, min(3, whole // 2))]


def question(asked: QuestionKey, figures: IndicatorData, sizes: Sizes) -> Question | NoQuestion:
    """The question that is asked, of these figures."""
    possible = years(figures, asked.kind, asked.region, sizes)
    if refused := _refused(asked, figures, possible):
        return NoQuestion(refused)
    year = asked.year if asked.year in possible else default_year(figures, asked.kind, asked.region, sizes)
    assert year is not None
    if asked.kind == "volgorde":
        return _ordering(asked, figures, year)
    if asked.kind == "vervolg":
        return _next(asked, figures, year)
    if asked.kind == "plek":
        return _place(asked, figures, year)
    return _number(asked, figures, year, sizes)


def _refused(asked: QuestionKey, figures: IndicatorData, possible: Sequence[int]) -> str:
    """Why these figures do not carry such a question; "" when they do."""
    other = "Kies een ander cijfer of een andere soort vraag."
    whose = name(asked.region)
    if asked.kind in ("volgorde", "plek") and grows_with_size(figures.indicator):
        return f"Een grotere plek heeft hier vanzelf meer van. {other}"
    if possible:
        return ""
    if asked.kind == "volgorde":
        return f"Er zijn te weinig gemeenten met een cijfer. {other}"
    if asked.kind == "vervolg":
        return f"Van {whose} zijn er geen twee metingen die u mag vergelijken. {other}"
    if asked.kind == "plek":
        return f"Er zijn te weinig provincies met een cijfer, of {name(PROVINCE)} heeft er geen. {other}"
    why = no_number(figures.indicator, asked.population)
    return joined(why or f"Van dit cijfer is voor {whose} geen aantal mensen bekend.", other)


def _gemeenten(figures: IndicatorData, year: int) -> dict[str, Observation]:
    """The gemeenten with a figure of one year and one series: the series that most of them have."""
    observations = {code: of_year(figures.of(code), year) for code in GEMEENTEN}
    with_value = {
        code: observation
        for code, observation in observations.items()
        if observation and observation.value is not None
    }
    series = Counter(figures.series(observation) for observation in with_value.values()).most_common(1)
    return {
        code: observation
        for code, observation in with_value.items()
        if figures.series(observation) == series[0][0]
    }


def _ordering(asked: QuestionKey, figures: IndicatorData, year: int) -> Question | NoQuestion:
    indicator, observations = figures.indicator, _gemeenten(figures, year)
    shown = {
        code: round(observation.value or 0.0, indicator.decimals)
        for code, observation in observations.items()
    }
    wanted = [code for code in asked.gemeenten if code in shown] if asked.gemeenten else handful(shown)
    codes = tuple(sorted(wanted, key=lambda code: name(code).casefold()))
    pairs = frozenset(
        (one, other)
        for one, other in itertools.permutations(codes, 2)
        if shown[one] > shown[other]
        and judged(observations[one], observations[other], indicator) != "vergelijkbaar"
    )
    if len(codes) < 2:
        return NoQuestion(f"Kies twee of meer gemeenten die over {year} een cijfer hebben.")
    if not pairs:
        return NoQuestion(
            "Van deze gemeenten is niet te zeggen welke meer heeft: de cijfers zijn gelijk, of het verschil valt "
            "binnen de marge. Kies andere gemeenten of een ander jaar."
        )
    without = len(codes) * (len(codes) - 1) // 2 - len(pairs)
    early = any(observations[code].provisional for code in codes)
    notes = [
        *(
            [
                f"{without} van de paren tellen niet mee: het cijfer is gelijk, of het verschil valt binnen de marge."
            ]
            if without
            else []
        ),
        *([unknown_margin(indicator)] if all(observations[code].lower is None for code in codes) else []),
    ]
    title = titled(indicator, asked.population, str(year))
    return Ordering(
        asked, indicator, year, codes, {code: shown[code] for code in codes}, pairs,
        text=f"{title}: wie heeft het hoogste cijfer, en wie het laagste?",
        sentence=map_sentence(
            pd.Series(shown), {code: name(code) for code in shown}, indicator, asked.population, year, provisional=early
        ),
        notes=tuple(notes),
    )  # fmt: skip


def handful(values: Mapping[str, float], most: int = A_HANDFUL) -> list[str]:
    """Some of the regions (code -> figure as shown), spread evenly from the highest to the lowest; of equals the first."""
    of_value: dict[float, str] = {}
    for code, value in values.items():
        of_value.setdefault(value, code)
    ranked = [of_value[value] for value in sorted(of_value, reverse=True)]
    if len(ranked) <= most:
        return ranked
    return [ranked[round(i * (len(ranked) - 1) / (most - 1))] for i in range(most)]


def _next(asked: QuestionKey, figures: IndicatorData, year: int) -> Question:
    indicator, observations = figures.indicator, figures.of(asked.region)
    run = comparable_run(observations)
    shown = [(observation.year, round(observation.value or 0.0, indicator.decimals)) for observation in run]
    known, later = (
        [one for one in shown if one[0] <= year],
        [one for one in shown if one[0] > year],
    )
    row = profile_row(figures, asked.region, [fixed()["nederland"]])
    assert row is not None
    whose = name(asked.region)
    notes = []
    if any(observation not in observations for observation in run):
        notes.append(f"De cijfers van de lijn zijn {ALL_SAME_GEMEENTEN}.")
    if run[-1].year != row.year:
        notes.append(f"Nieuwere cijfers dan {run[-1].year} zijn met deze lijn niet te vergelijken.")
    scale = scale_of(figures, [v for _, v in known], [v for _, v in later])
    return Estimate(
        asked, indicator, tuple(y for y, _ in later), tuple(v for _, v in later), tuple(known), scale, scale.step,
        text=f"{titled(indicator, asked.population)}, {whose}: hoe ging het verder na {year}?",
        help=f"In {year} was het {value_text(known[-1][1], indicator)}.",
        sentence=trend_sentence(row, whose, course(observations, indicator)),
        notes=tuple(notes),
    )  # fmt: skip


def scale_of(figures: IndicatorData, known: Sequence[float], later: Sequence[float]) -> Scale:
    """A scale for the next figures of a line, with room at both ends.

    It is as wide as the figures of all provinces and gemeenten in all years, so that its ends do not tell the answer; of
    few regions, and of counts that grow with the place, it goes from nothing to twice the highest ``known`` figure.
    """
    frame, facts, decimals = figures.frame, UNITS[figures.indicator.unit], figures.indicator.decimals
    with_value = frame[frame["value"].notna() & ~frame["region"].str.startswith("WK")]
    if with_value["region"].nunique() < _ENOUGH or grows_with_size(figures.indicator):
        low, high = min(0.0, *(2 * value for value in known)), 2 * max(known)
    else:
        low, high = float(with_value["value"].min()), float(with_value["value"].max())
        room = (high - low) / 5
        low, high = (max(0.0, low - room) if low >= 0 else low - room), high + room
    low, high = min(low, *later, *known), max(high, *later, *known)
    low, high = max(low, facts.lowest), min(high, facts.highest)
    step = step_of(low, high, decimals)
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    return Scale(round(first, decimals), round(min(last, facts.highest), decimals), step)


def step_of(low: float, high: float, decimals: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that goes at most :data:`_MOST_STEPS` times between these two, and is not
    finer than figures are shown."""
    exact, finest = (high - low) / _MOST_STEPS, 10.0**-decimals
    if exact <= finest:
        return finest
    power = 10.0 ** math.floor(math.log10(exact))
    return next(power * times for times in (1, 2, 5, 10) if power * times >= exact * (1 - 1e-9))


def _provinces(figures: IndicatorData, year: int) -> dict[str, Observation]:
    """Province (code) -> its figure of a year, published or the monitor's own calculation, of the series of our own."""
    own = of_year(figures.of(PROVINCE), year)
    if own is None or own.value is None:
        return {}
    by_province = {PROVINCE: own}
    for comparator in fixed().values():
        if isinstance(comparator, Together) and comparator.region:
            observation = of_year(comparator.observations(figures), year)
            if (
                observation
                and observation.value is not None
                and figures.series(observation) == figures.series(own)
            ):
                by_province[comparator.region] = observation
    return by_province


def _place(asked: QuestionKey, figures: IndicatorData, year: int) -> Question | NoQuestion:
    indicator, observations = figures.indicator, _provinces(figures, year)
    shown = {
        code: round(observation.value or 0.0, indicator.decimals)
        for code, observation in observations.items()
    }
    low, high = min(shown.values()), max(shown.values())
    if low == high:
        return NoQuestion("Alle provincies hebben hetzelfde cijfer. Kies een ander jaar of een ander cijfer.")
    names = {code: f"de provincie {name(code)}" if code != PROVINCE else name(code) for code in shown}
    row = profile_row(figures, PROVINCE, [fixed()["nederland"]], year=year)
    assert row is not None
    early = any(observation.provisional for observation in observations.values())
    every = map_sentence(
        pd.Series(shown),
        names,
        indicator,
        asked.population,
        year,
        "provincie",
        "provincies",
        provisional=early,
    )
    calculated = any(observation.calculated for observation in observations.values())
    whose = name(PROVINCE)
    step = step_of(low, high, indicator.decimals)
    return Estimate(
        asked, indicator, (year,), (shown[PROVINCE],), (), Scale(low, high, step), step,
        text=f"{titled(indicator, asked.population, str(year))}: waar staat {whose} tussen de provincies?",
        help=f"De laagste van de {len(shown)} provincies met een cijfer heeft {value_text(low, indicator)}, de hoogste "
        f"{value_text(high, indicator)}.",
        sentence=joined(comparison_sentence(row, whose), every),
        notes=(f"Van provincies: {own_calculation(indicator, asked.population, year)}.",) if calculated else (),
    )  # fmt: skip


def _people(
    figures: IndicatorData, region: str, observation: Observation, sizes: Sizes
) -> tuple[float, str, bool]:
    """How many people or households a figure is, what they are called and whether it is rounded; 0 where that is unknown."""
    indicator = figures.indicator
    if indicator.unit in ("personen", "huishoudens"):
        return float(observation.value or 0), indicator.base[figures.population].name, False
    people = head_count(indicator, figures.population, region, observation.year, observation.value, sizes)
    return (float(people.number), people.name, people.rounded) if people else (0.0, "", False)


def _number(asked: QuestionKey, figures: IndicatorData, year: int, sizes: Sizes) -> Question:
    indicator, region = figures.indicator, asked.region
    observation = of_year(figures.of(region), year)
    assert observation is not None
    count, who, about = _people(figures, region, observation, sizes)
    people_sentence, note = in_people(indicator, asked.population, region, year, observation.value, sizes)
    whose, base = name(region), indicator.base[asked.population]
    counted = sizes.around(region).of(base).get(region) if UNITS[indicator.unit].per else None
    total = counted[nearest(counted, year)] if counted else None
    share = value_sentence(
        whose, observation.value, indicator, asked.population, year, observation.provisional
    )
    step = 10.0 ** max(0, math.floor(math.log10(total or count)) - 2)
    return Estimate(
        asked, indicator, (year,), (count,), (), None, step,
        text=f"{titled(indicator, asked.population, str(year))}: om hoeveel {who} gaat het in {whose}?",
        help=_in_all(total, base, whose) if total else "",
        sentence=joined(share, people_sentence),
        notes=(note,) if note else (),
        about=about,
        unit=who,
    )  # fmt: skip


def _in_all(total: float, base: Base, whose: str) -> str:
    """How many there are of whom the count is a part: an estimated base no more precise than it is."""
    digits = 3 - math.ceil(math.log10(total)) if base.estimate else 0
    return f"In {whose} zijn er in totaal {'ongeveer ' if base.estimate else ''}{number(round(total, digits))} {base.name}."


def off(guess: float, truth: float, question: Estimate) -> float:
    """How far a guess is off, above the truth when positive, both as they are shown."""
    if question.unit:
        return round(guess) - round(truth)
    distance = gap(guess, truth, question.indicator)
    assert distance is not None
    return distance.difference
