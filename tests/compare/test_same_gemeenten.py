"""Own calculations of two years are held against each other over the gemeenten that have a figure in both."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indicator_data import IndicatorData, measured
from compare.rules.change import OTHER_GEMEENTEN, change, comparable_run, joins, lines
from compare.rules.comparator import Place
from compare.rules.comparators import comparator, fixed
from compare.rules.comparison import Comparison, compare
from compare.rules.course import course
from compare.wording.clauses import change_clause, difference_clause
from compare.wording.trend import course_sentence
from monitor.aggregate import ENOUGH
from monitor.catalogue import load
from monitor.province import NEDERLAND, PROVINCE
from tests.compare.conftest import BEFORE, indicator_with, laid_out, observations
from tests.sweep import EXHAUSTIVE
from ui.data import all_figures, figures

CATALOGUE = load()


def laid(indicator: str, population: str) -> IndicatorData:
    found = figures(indicator, population)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("indicator", "population", "before", "now"),
    [("vertrouwen_anderen", "15+", 67.4, 68.6), ("tevreden_leven", "18+", 84.7, 83.9)],
)
def test_drenthe_2021_and_2022_over_the_same_gemeenten(indicator, population, before, now):
    found = change(laid(indicator, population).of(PROVINCE), CATALOGUE[indicator], 2022)
    assert found is not None
    assert (found.start, found.end, found.same_gemeenten) == (before, now, True)
    assert found.difference == pytest.approx(now - before)


def test_nederland_too_and_it_is_said():
    indicator = CATALOGUE["tevreden_leven"]
    found = change(laid("tevreden_leven", "18+").of(NEDERLAND), indicator, 2022)
    assert found is not None
    assert found.same_gemeenten
    assert change_clause(found, indicator) == (
        "0,3 procentpunt minder dan in 2021, over de gemeenten die in beide jaren een cijfer hebben "
        "(van 83,4% naar 83,1%)"
    )


def test_a_set_of_gemeenten_too():
    of_pair = laid("tevreden_leven", "18+")
    over_same = 0
    for slug in (slug for slug, found in fixed().items() if found.members):
        found = change(comparator(slug).observations(of_pair), of_pair.indicator, 2022)
        if found and found.same_gemeenten:
            over_same += 1
            assert found.difference == pytest.approx(_by_hand(of_pair, slug, 2021, 2022), abs=0.051)
    assert over_same > 3


def _by_hand(of_pair: IndicatorData, slug: str, first: int, last: int) -> float:
    """The difference of the means over the gemeenten with a figure in both years, each year its own weights."""
    both = [
        g
        for g in comparator(slug).members
        if of_pair.value(g, first) is not None and of_pair.value(g, last) is not None
    ]

    def mean(year: int) -> float:
        (one,) = [p for p in of_pair.together(frozenset(both)) if p.year == year]
        assert one.coverage == 1.0
        return one.value or 0.0

    return mean(last) - mean(first)


def test_against_an_earlier_year_the_same_figures_are_said():
    of_pair = laid("vertrouwen_anderen", "15+")
    found = compare(of_pair, PROVINCE, BEFORE)
    assert isinstance(found, Comparison)
    assert found.same_gemeenten
    assert difference_clause(found, of_pair.indicator) == (
        "1,2 procentpunt meer dan in 2021, over de gemeenten die in beide jaren een cijfer hebben "
        "(van 67,4% naar 68,6%)"
    )
    since_2016 = compare(of_pair, PROVINCE, fixed()["eerder-2016"])
    assert isinstance(since_2016, Comparison)
    assert (since_2016.other.value, since_2016.gap.difference) == (60.8, 7.8)


def test_a_longer_stretch_is_over_the_gemeenten_of_all_its_years():
    of_pair = laid("vertrouwen_anderen", "15+")
    stretch = comparable_run(of_pair.of(PROVINCE))
    assert [observation.year for observation in stretch] == list(range(2013, 2023))
    assert max(p.coverage or 0 for p in stretch) - min(p.coverage or 0 for p in stretch) < 0.01
    told = course(of_pair.of(PROVINCE), of_pair.indicator)
    assert told is not None
    said = course_sentence(told, of_pair.indicator)
    assert said.startswith("Het ging van 59,5% in 2013 naar ")
    assert said.endswith("68,6% in 2022, over de gemeenten die in al deze jaren een cijfer hebben.")


def test_the_line_goes_over_the_gemeenten_of_both_years():
    of_place = laid("vertrouwen_anderen", "15+").of(PROVINCE)
    (join,) = joins(of_place)
    assert join.over_same is not None
    assert [(p.year, p.value) for p in join.over_same] == [(2021, 67.4), (2022, 68.6)]
    before, link, after = lines(of_place)
    assert [p.year for p in before] == list(range(2013, 2022))
    assert [(p.year, p.value) for p in link] == [(2021, 67.4), (2022, 68.6)]
    assert [p.year for p in after] == [2022]


def test_where_too_few_gemeenten_are_left_the_two_are_not_compared(rondkomen, sources):
    rows = [
        ("GM0114", 2020, 15.0, "oud"), ("GM0106", 2020, 14.0, "oud"), ("GM1690", 2020, None, "oud"),
        ("GM0114", 2022, 15.0, "oud"), ("GM0106", 2022, None, "oud"), ("GM1690", 2022, 9.0, "oud"),
    ]  # fmt: skip
    found = laid_out(observations(rows), rondkomen, sources)
    of_place = found.together(frozenset({"GM0114", "GM0106", "GM1690"}))
    # Emmen alone has 54% of the inhabitants, and 2022 has no figure at all (66%).
    assert [p.year for p in measured(of_place)] == [2020]
    assert change(of_place, rondkomen) is None


GEMEENTEN = ("GM0114", "GM0106", "GM1690", "GM1680")
YEARS = (2016, 2020, 2022)
tables = st.dictionaries(
    st.tuples(st.sampled_from(GEMEENTEN), st.sampled_from(YEARS)),
    st.floats(0, 100, allow_nan=False).map(lambda v: round(v, 1)),
    min_size=4,
)


@given(tables)
@EXHAUSTIVE
def test_a_change_is_never_of_other_gemeenten(table):
    indicator = indicator_with()
    rows = [(g, y, v, "oud") for (g, y), v in table.items()]
    found = laid_out(observations(rows), indicator, {})
    of_place = found.together(frozenset(GEMEENTEN))
    for before, now in itertools.pairwise(measured(of_place)):
        moved = change(of_place, indicator, now.year)
        assert moved is not None
        shared = [g for g in GEMEENTEN if (g, before.year) in table and (g, now.year) in table]
        if moved.comparable:
            again = found.together(frozenset(shared))
            values = {p.year: p.value for p in again}
            assert (moved.start, moved.end) == (values[before.year], values[now.year])
            assert moved.same_gemeenten == ((before.value, now.value) != (moved.start, moved.end))
        else:
            weights = found._weights
            covered = weights.total(shared, now.year) / weights.total(GEMEENTEN, now.year)
            assert covered < ENOUGH
            assert moved.reason == OTHER_GEMEENTEN


@given(tables)
@EXHAUSTIVE
def test_what_is_drawn_as_a_line_is_of_one_set_of_gemeenten(table):
    indicator = indicator_with()
    found = laid_out(observations([(g, y, v, "oud") for (g, y), v in table.items()]), indicator, {})
    of_place = found.together(frozenset(GEMEENTEN))
    shown = {p.year: p.value for p in measured(of_place)}
    for line in lines(of_place):
        for before, now in itertools.pairwise(line):
            shared = frozenset(g for g in GEMEENTEN if {(g, before.year), (g, now.year)} <= set(table))
            values = {p.year: p.value for p in found.together(shared)}
            assert (before.value, now.value) == (values[before.year], values[now.year])
    # Every figure is drawn.
    assert {p.year for line in lines(of_place) for p in line if p.value == shown[p.year]} == set(shown)


def test_no_own_calculation_in_the_monitor_is_compared_over_other_gemeenten():
    """Of Drenthe and Nederland, every indicator and every step."""
    for of_pair in all_figures().values():
        for region in (PROVINCE, NEDERLAND):
            of_place = of_pair.of(region)
            for observation in measured(of_place)[1:]:
                found = change(of_place, of_pair.indicator, observation.year)
                assert found is not None
                if found.comparable:
                    assert found.end is not None
                    assert found.start is not None
                    assert found.difference == pytest.approx(
                        round(found.end, of_pair.indicator.decimals)
                        - round(found.start, of_pair.indicator.decimals)
                    )
                else:
                    # A break, or too few gemeenten: then what can be said of the years before is said.
                    assert found.before is None or found.before.comparable


def test_a_region_without_own_calculation_is_as_published(figures, rondkomen, sources):
    of_place = laid_out(figures, rondkomen, sources).of("GM0114")
    found = change(of_place, rondkomen, 2020)
    assert found is not None
    assert (found.start, found.end, found.same_gemeenten) == (21.0, 12.5, False)
    assert joins(of_place) == []


def test_no_comparator_is_left_out_for_a_year_with_other_gemeenten():
    of_pair = laid("vertrouwen_anderen", "15+")
    beside = Place(NEDERLAND, "Nederland", "Nederland")
    found = compare(of_pair, PROVINCE, beside, 2022)
    assert isinstance(found, Comparison)
    assert found.gap.difference == 2.6


def test_rounding_is_no_break():
    """CBS rounded the social minimum of 2022 to whole percents: less precise, and still the same series."""
    of_pair = laid("sociaal_minimum", "huishoudens")
    found = change(of_pair.of("GM0114"), of_pair.indicator, 2023)
    assert found is not None
    assert (found.start, found.end, found.difference) == (6.0, 6.6, 0.6)
    assert any("hele procenten" in rule for rule in of_pair.indicator.how_to_read)
