"""The comparisons that every page shows, on published figures."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.indicator_data import TOO_FEW
from compare.rules.change import OTHER_GEMEENTEN, change, comparable_run
from compare.rules.comparator import Comparator, Earlier, Place, Together
from compare.rules.comparison import Comparison, NotCompared, compare
from compare.rules.gap import gap
from compare.rules.position import position
from compare.rules.profile_row import profile_row
from compare.rules.series import breaks, parts, with_segments
from tests.compare.conftest import BEFORE, NEDERLAND, calculated, indicator_with, laid_out, observations


def since(year: int) -> Comparator:
    return Earlier(f"eerder-{year}", str(year), str(year), year)


def test_a_gap_of_percentages_is_the_difference_a_reader_can_redo(rondkomen):
    found = gap(12.5, 13.9, rondkomen)
    assert found is not None
    assert (found.difference, found.direction) == (-1.4, -1)


def test_a_gap_uses_the_values_as_they_are_shown(rondkomen):
    found = gap(13.04, 13.05, rondkomen)
    assert found is not None
    assert found.difference == round(found.value - found.comparator, 1)


@pytest.mark.parametrize(("value", "other"), [(None, 1.0), (1.0, None), (float("nan"), 1.0)])
def test_no_gap_without_two_figures(value, other, rondkomen):
    assert gap(value, other, rondkomen) is None


def segments(frame, indicator, sources, region="GM0114"):
    return laid_out(frame, indicator, sources).frame.query(f"region == '{region}'")["segment"].tolist()


def test_another_series_starts_a_new_segment(figures, rondkomen, sources):
    assert segments(figures, rondkomen, sources) == [0, 0, 0, 1]


def test_a_source_of_the_same_series_goes_on(figures, rondkomen, sources):
    assert set(segments(figures.replace({"source": {"nieuw": "ook_oud"}}), rondkomen, sources)) == {0}


def test_a_named_break_starts_a_new_segment(figures, with_break, sources):
    assert segments(figures, with_break, sources) == [0, 0, 1, 2]
    assert (2020, "andere vraag") in breaks(figures, with_break, sources)


def test_segments_of_one_line_follow_the_same_rule(figures, with_break, sources):
    emmen = figures[figures["region"] == "GM0114"]
    line = list(zip(emmen["year"], emmen["source"], strict=True))
    assert parts(line, with_break, "18+", sources) == segments(figures, with_break, sources)


def test_segments_are_counted_per_indicator(figures, rondkomen, with_break, sources):
    other = with_break.model_copy(update={"id": "ander"})
    both = pd.concat([figures, figures.assign(indicator="ander")])
    found = with_segments(both, {"moeite_rondkomen": rondkomen, "ander": other}, sources)
    emmen = found[found["region"] == "GM0114"].groupby("indicator")["segment"].apply(list)
    assert emmen.to_dict() == {"moeite_rondkomen": [0, 0, 0, 1], "ander": [0, 0, 1, 2]}


def test_change_between_comparable_measurements(figures, rondkomen, sources):
    found = change(laid_out(figures, rondkomen, sources).of("GM0114"), rondkomen, 2020)
    assert found is not None
    assert (found.year_from, found.year_to, found.difference) == (2016, 2020, -8.5)
    assert found.outcome == "geen marge bekend"


def test_a_change_is_judged_by_published_margins(figures, rondkomen, sources):
    with_margin = figures.assign(lower=figures["value"] - 1.5, upper=figures["value"] + 1.5)
    asked = rondkomen.model_copy(update={"method": "enquete"})
    found = change(laid_out(with_margin, asked, sources).of("GM0114"), asked, 2020)
    assert found is not None
    assert found.outcome == "beter"


def test_two_years_of_one_model_are_not_judged(figures, rondkomen, sources):
    with_margin = figures.assign(lower=figures["value"] - 1.5, upper=figures["value"] + 1.5)
    laid = laid_out(with_margin, rondkomen, sources)
    found = change(laid.of("GM0114"), rondkomen, 2020)
    assert found is not None
    assert (found.difference, found.outcome) == (-8.5, "niet te toetsen")
    held = compare(laid, "GM0114", BEFORE, 2020)
    assert isinstance(held, Comparison)
    assert held.outcome == "niet te toetsen"
    # Without a margin that is what is missing.
    assert (
        change(laid_out(figures, rondkomen, sources).of("GM0114"), rondkomen, 2020).outcome
        == "geen marge bekend"
    )


def test_no_change_across_a_break(figures, rondkomen, sources):
    found = change(laid_out(figures, rondkomen, sources).of("GM0114"), rondkomen)
    assert found is not None
    assert (found.year_from, found.year_to, found.comparable, found.outcome) == (2020, 2024, False, None)


def test_no_change_with_one_measurement(figures, rondkomen, sources):
    one = laid_out(figures[figures["year"] == 2012], rondkomen, sources)
    assert change(one.of("GM0114"), rondkomen) is None
    assert comparable_run(one.of("GM0114")) == []


def test_own_calculations_over_other_gemeenten_are_not_a_change(rondkomen, sources):
    rows = observations(
        [("PV22", 2020, 70.0, "oud"), ("PV22", 2021, 69.0, "oud"), ("PV22", 2022, 68.0, "oud")]
    )
    of_place = laid_out(calculated(rows, [0.96, 0.961, 0.87]), rondkomen, sources).of("PV22")
    same, other = change(of_place, rondkomen, 2021), change(of_place, rondkomen)
    assert same is not None
    assert other is not None
    assert same.difference == -1.0
    assert (other.difference, other.reason) == (None, OTHER_GEMEENTEN)


def test_ties_share_the_best_place(rondkomen):
    values = {"a": 15.14, "b": 15.12, "c": 9.0, "d": None}
    first, last = position(values, "b", rondkomen), position(values, "c", rondkomen)
    assert first is not None
    assert last is not None
    assert (first.rank, first.of, first.shared) == (1, 3, 1)
    assert (last.rank, last.shared) == (3, 0)
    assert position(values, "d", rondkomen) is None


# Against whom


def test_the_newest_year_that_both_have(figures, rondkomen, sources):
    found = compare(laid_out(figures, rondkomen, sources), "GM0114", NEDERLAND)
    assert isinstance(found, Comparison)
    assert (found.year, found.gap.difference, found.outcome) == (2020, -1.4, "geen marge bekend")


def test_in_a_year_that_one_of_the_two_lacks_there_is_no_difference(figures, rondkomen, sources):
    found = compare(laid_out(figures, rondkomen, sources), "GM0114", NEDERLAND, 2024)
    assert isinstance(found, NotCompared)
    assert found.why == "geen cijfer over 2024"


def test_a_comparator_that_the_source_does_not_know(figures, rondkomen, sources):
    found = compare(laid_out(figures, rondkomen, sources), "GM0114", Place("GM9999", "X", "X"))
    assert isinstance(found, NotCompared)
    assert found.why == "geen cijfer in deze bron"


def test_nothing_is_held_against_itself(figures, rondkomen, sources):
    found = compare(laid_out(figures, rondkomen, sources), "NL00", NEDERLAND)
    assert isinstance(found, NotCompared)


def test_a_number_of_people_is_held_against_its_own_past_only(figures, sources):
    people = indicator_with(unit="personen", decimals=0)
    laid = laid_out(figures, people, sources)
    assert isinstance(compare(laid, "GM0114", NEDERLAND), NotCompared)
    assert isinstance(compare(laid, "GM0114", BEFORE, 2020), Comparison)


def test_the_measurement_before(figures, rondkomen, sources):
    found = compare(laid_out(figures, rondkomen, sources), "GM0114", BEFORE, 2020)
    assert isinstance(found, Comparison)
    assert (found.other.year, found.gap.difference, found.place) == (2016, -8.5, "2016")


def test_an_earlier_year_without_a_figure_is_the_nearest_one_before_it(figures, rondkomen, sources):
    laid = laid_out(figures, rondkomen, sources)
    found = compare(laid, "GM0114", since(2014), 2020)
    assert isinstance(found, Comparison)
    assert (found.other.year, found.place) == (2012, "2012")
    first = compare(laid, "GM0114", since(2000), 2020)
    assert isinstance(first, Comparison)
    assert first.other.year == 2012


def test_an_earlier_year_before_a_break_is_not_compared(figures, rondkomen, sources):
    found = compare(laid_out(figures, rondkomen, sources), "GM0114", since(2016))
    assert isinstance(found, NotCompared)
    assert found.why == "niet te vergelijken met 2016"


def test_the_outcome_comes_from_the_published_margins(figures, rondkomen, sources):
    with_margin = figures.assign(lower=figures["value"] - 1.0, upper=figures["value"] + 1.0)
    found = compare(laid_out(with_margin, rondkomen, sources), "GM0114", NEDERLAND)
    assert isinstance(found, Comparison)
    # 1.4 less, two margins of 1.0: beyond chance only above 1.41.
    assert found.outcome == "vergelijkbaar"
    narrow = figures.assign(lower=figures["value"] - 0.5, upper=figures["value"] + 0.5)
    better = compare(laid_out(narrow, rondkomen, sources), "GM0114", NEDERLAND)
    assert isinstance(better, Comparison)
    assert better.outcome == "beter"


# Gemeenten together

FOUR = [
    ("GM0114", 2024, 15.1, "oud"), ("GM0106", 2024, 14.0, "oud"), ("GM1690", 2024, 9.2, "oud"),
    ("GM1680", 2024, 9.9, "oud"),
]  # fmt: skip


def test_gemeenten_together_are_weighted_by_their_inhabitants(rondkomen, sources):
    laid = laid_out(observations(FOUR), rondkomen, sources)
    (observation,) = laid.together(frozenset({"GM0114", "GM1690"}))
    # (15.1 x 109,346 + 9.2 x 24,580) / 133,926
    assert (observation.value, observation.coverage, observation.calculated) == (14.0, 1.0, True)
    assert (observation.lower, observation.upper) == (None, None)


def test_a_set_with_gaps_says_its_share_and_refuses_below_80_percent(rondkomen, sources):
    small_gap = observations([*FOUR[:2], ("GM1690", 2024, None, "oud")])
    (observation,) = laid_out(small_gap, rondkomen, sources).together(
        frozenset({"GM0114", "GM0106", "GM1690"})
    )
    assert observation.value == 14.7
    assert observation.coverage == pytest.approx(0.879, abs=0.001)
    large_gap = laid_out(observations([*FOUR[2:], ("GM0114", 2024, None, "oud")]), rondkomen, sources)
    members = frozenset({"GM0114", "GM1690"})
    (refused,) = large_gap.together(members)
    assert (refused.value, refused.missing) == (None, TOO_FEW)
    found = compare(large_gap, "GM1680", Together("set", "de set", "de set", members))
    assert isinstance(found, NotCompared)
    assert found.why == "te weinig gemeenten daar hebben een cijfer (samen 18% van de inwoners)"


def test_a_set_of_gemeenten_is_a_comparator(rondkomen, sources):
    laid = laid_out(observations(FOUR), rondkomen, sources)
    pair = Together("set", "de set", "de set", frozenset({"GM0114", "GM0106"}))
    found = compare(laid, "GM1690", pair)
    assert isinstance(found, Comparison)
    assert (found.other.value, found.gap.difference, found.calculated) == (14.7, -5.5, True)


def test_standing_says_the_gap_of_the_newest_common_year(figures, rondkomen, sources):
    found = profile_row(laid_out(figures, rondkomen, sources), "GM0114", [NEDERLAND])
    assert found is not None
    assert (found.year, found.value, found.comparison.year) == (2024, 15.1, 2020)
    assert found.gap is not None
    assert found.gap.difference == -1.4


def test_standing_in_a_chosen_year_keeps_to_that_year(figures, rondkomen, sources):
    laid = laid_out(figures, rondkomen, sources)
    found = profile_row(laid, "GM0114", [NEDERLAND], year=2016)
    assert found is not None
    assert (found.value, found.comparison.year, found.change and found.change.year_from) == (21.0, 2016, 2012)
    assert profile_row(laid, "GM0114", [NEDERLAND], year=2014) is None


def test_a_place_among_few_says_nothing(rondkomen, sources):
    laid = laid_out(observations(FOUR), rondkomen, sources)
    found = profile_row(laid, "GM0114", [], peers=["GM0114", "GM0106", "GM1690", "GM1680"])
    assert found is not None
    assert found.position is None
