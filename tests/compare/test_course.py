"""How a figure went over the years: the figures themselves, and no word that they do not bear out."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indicator_data import Observation
from compare.rules.change import comparable_run
from compare.rules.course import EARLY, Course, course, turns
from compare.wording.trend import course_sentence
from monitor.catalogue import Indicator
from monitor.dutch import value_text
from monitor.province import GEMEENTEN
from tests.compare.conftest import indicator_with, laid_out, observations
from ui.data import catalogue, figures, populations

REGIONS = ("PV22", "NL00", *GEMEENTEN)
UP, DOWN = {"hoger", "meer", "verder"}, {"lager", "minder", "dichterbij"}
STEP = re.compile(r"(naar|hoger:|lager:|meer:|minder:|verder:|dichterbij:) (\S.*?) in (\d{4})")


def points_of(*values: float | None, start: int = 2013) -> list[Observation]:
    return [
        Observation(
            start + i,
            v,
            None,
            None,
            0,
            None if v is not None else "onderdrukt",
            "definitief",
            "oud",
            "gepubliceerd",
            None,
        )
        for i, v in enumerate(values)
    ]


def said(*values: float, **changes: object) -> str:
    indicator = indicator_with(**changes)
    found = course(points_of(*values), indicator)
    assert found is not None
    return course_sentence(found, indicator)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((26.6, 21.0, 12.5), "Het ging van 26,6% in 2013 naar 12,5% in 2015."),
        (
            (54.2, 60.9, 67.5, 64.5, 59.3),
            "Het ging van 54,2% in 2013 naar 67,5% in 2015, daarna lager: 59,3% in 2017.",
        ),
        (
            (76.3, 76.6, 78.6, 69.6, 73.6),
            "Het ging van 76,3% in 2013 naar 78,6% in 2015, daarna lager: 69,6% in 2016 en weer hoger: 73,6% in 2017.",
        ),
        # Nearly as high as the first: the story begins at the first.
        (
            (75.1, 75.2, 69.4, 73.3),
            "Het ging van 75,1% in 2013 naar 69,4% in 2015, daarna hoger: 73,3% in 2016.",
        ),
        # A plateau turned where it ended.
        (
            (50.0, 60.0, 60.0, 55.0),
            "Het ging van 50,0% in 2013 naar 60,0% in 2015, daarna lager: 55,0% in 2016.",
        ),
        (
            (31.0, 21.0, 27.0, 24.0, 26.0),
            "Het ging van 31,0% in 2013 naar 21,0% in 2014, daarna hoger: 27,0% in 2015, weer lager: 24,0% in 2016 en "
            "weer hoger: 26,0% in 2017.",
        ),
        ((27.3, 27.3), "Het was 27,3% in 2013 en in 2014."),
        ((0.7, 0.7, 0.7), "Het was 0,7% in 2013 en in alle metingen daarna, tot en met 2015."),
        # Equal as shown is equal.
        ((0.71, 0.69), "Het was 0,7% in 2013 en in 2014."),
    ],
)
def test_the_story_is_told_with_the_figures_themselves(values, sentence):
    assert said(*values) == sentence


def test_the_words_fit_what_is_counted():
    assert "daarna minder: 955 in 2015" in said(900, 1665, 955, unit="personen", decimals=0)
    assert "daarna verder: 2,0 km in 2015" in said(1.8, 1.6, 2.0, unit="kilometer")
    assert "daarna lager: € 900 in 2015" in said(800, 1000, 900, unit="euro", decimals=0)


def test_one_figure_has_no_course(rondkomen):
    assert course(points_of(12.5), rondkomen) is None
    assert course([], rondkomen) is None


def test_no_story_goes_across_a_break(figures, rondkomen, sources):
    found = course(laid_out(figures, rondkomen, sources).of("GM0114"), rondkomen)
    assert found is not None
    assert (found.first.year, found.last.year, found.of) == (2012, 2020, 3)


def test_a_provisional_figure_is_said(rondkomen, sources):
    rows = observations([("GM0114", 2012, 26.6, "oud"), ("GM0114", 2016, 21.0, "oud")])
    rows.loc[1, "status"] = "voorlopig"
    found = course(laid_out(rows, rondkomen, sources).of("GM0114"), rondkomen)
    assert found is not None
    assert course_sentence(found, rondkomen) == "Het ging van 26,6% in 2012 naar 21,0% in 2016 (voorlopig)."


series = st.lists(st.integers(0, 1000).map(lambda n: n / 10), min_size=2, max_size=14)


@given(series)
def test_every_number_is_in_the_series_and_every_word_holds_until_the_last_year(values):
    holds(points_of(*values), indicator_with())


@given(series)
def test_turned_upside_down_the_turns_are_the_same(values):
    assert turns(values) == turns([-value for value in values])


@given(series)
def test_the_turns_are_in_order_and_never_at_an_end(values):
    found = turns(values)
    assert found == sorted(set(found))
    assert all(0 < place < len(values) - 1 for place in found)


#: Vertrouwen in instituties fell 8,2 points since 2020; tevreden_vrije_tijd won 0,4 in nine years and lost 2,7 in two.
@pytest.mark.parametrize(
    ("id", "population", "region", "sentence"),
    [
        (
            "vertrouwen_instituties", "15+", "PV22",
            "Het ging van 54,2% in 2013 naar 67,5% in 2020, daarna lager: 59,3% in 2022.",
        ),
        (
            "tevreden_vrije_tijd", "18+", "PV22",
            "Het ging van 77,4% in 2013 naar 76,3% in 2016, daarna hoger: 80,5% in 2020 en weer lager: 77,8% in 2022.",
        ),
        (
            "ervaren_gezondheid", "18+", "PV22",
            "Het ging van 76,3% in 2012 naar 78,6% in 2020, daarna lager: 69,6% in 2022 en weer hoger: 73,6% in 2024.",
        ),
    ],
)  # fmt: skip
def test_what_rose_and_fell_again_is_not_called_rising(id, population, region, sentence):
    laid = figures(id, population)
    assert laid is not None
    found = course(laid.of(region), laid.indicator)
    assert found is not None
    assert course_sentence(found, laid.indicator) == sentence


def test_every_indicator_and_region():
    """Every course that a page can say, against the figures that it speaks of."""
    counted = 0
    for indicator in catalogue().indicators.values():
        for population in populations(indicator):
            laid = figures(indicator.id, population)
            assert laid is not None
            for region in REGIONS:
                counted += holds(laid.of(region), indicator)
    assert counted > 1000


def holds(of_place, indicator: Indicator) -> bool:
    """Whether there is a course; every claim of its sentence is checked against the figures of the stretch."""
    found = course(of_place, indicator)
    if found is None:
        return False
    run = [(p.year, round(p.value, indicator.decimals)) for p in comparable_run(of_place)]
    sentence = course_sentence(found, indicator)
    texts = {year: value_text(value, indicator) for year, value in run}
    assert sentence.startswith(("Het ging van " + texts[run[0][0]], "Het was " + texts[run[0][0]]))
    if len({value for _, value in run}) == 1:
        assert str(run[-1][0]) in sentence
        assert not STEP.search(sentence)
        return True
    bears_out(sentence, found, run, texts)
    return True


def bears_out(sentence: str, found: Course, run: list[tuple[int, float]], texts: dict[int, str]) -> None:
    values = dict(run)
    steps = STEP.findall(sentence)
    told = [found.first.year, *(int(year) for _, _, year in steps)]
    assert told == [observation.year for observation in found.observations]
    assert told[-1] == run[-1][0]
    for word, text, year in steps:
        assert text == texts[int(year)]
        assert word == "naar" or word.removesuffix(":") in UP | DOWN
    small = EARLY * (max(values.values()) - min(values.values()))
    for (before, year), (word, _, _) in zip(itertools.pairwise(told), steps, strict=True):
        rises = values[year] > values[before]
        if word != "naar":
            assert word.removesuffix(":") in (UP if rises else DOWN)
        # In between nothing lies beyond the two: the word holds for every year, the last two among them.
        slack = small if word == "naar" else 0.0
        low, high = sorted((values[before], values[year]))
        between = [value for other, value in run if before < other < year]
        assert all(low - slack <= value <= high + slack for value in between)
