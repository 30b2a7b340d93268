"""The sentence of a trend: newest figure, gap, change, and the run that may be compared."""

from __future__ import annotations

from compare.change import Change, run
from compare.dutch import years_text
from compare.sentence import run_sentence, trend_sentence
from compare.series import breaks, with_segments
from compare.standing import standing


def say(figures, indicator, sources, until=2024, region="GM0114", comparator="NL00"):
    segmented = with_segments(figures[figures["year"] <= until], indicator, sources)
    found = standing(segmented, indicator, "18+", region, comparator)
    assert found is not None
    return trend_sentence(found, "Emmen", "Nederland", run(segmented, region, indicator))


def test_value_gap_change_and_the_longer_run(figures, rondkomen, sources):
    assert say(figures, rondkomen, sources, until=2020) == (
        "In Emmen heeft 12,5% moeite met rondkomen (18 jaar en ouder, 2020): 1,4 procentpunt minder dan in "
        "Nederland (13,9%) en 8,5 procentpunt minder dan in 2016. Tussen 2012 en 2020 werd het 14,1 procentpunt "
        "minder."
    )


def test_after_a_break_the_gap_is_of_the_newest_common_year(figures, rondkomen, sources):
    assert say(figures, rondkomen, sources) == (
        "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024). Dat is niet te vergelijken met 2020. "
        "In 2020 was het 12,5%: 1,4 procentpunt minder dan in Nederland (13,9%). Tussen 2012 en 2020 werd het 14,1 "
        "procentpunt minder."
    )


def test_a_first_measurement_has_a_gap_and_no_change(figures, rondkomen, sources):
    assert say(figures, rondkomen, sources, until=2012) == (
        "In Emmen heeft 26,6% moeite met rondkomen (18 jaar en ouder, 2012): 2,6 procentpunt meer dan in Nederland "
        "(24,0%)."
    )


def test_two_measurements_are_said_once(figures, rondkomen, sources):
    assert "Tussen" not in say(figures, rondkomen, sources, until=2016)


def test_a_run_that_ends_where_it_began(rondkomen):
    assert run_sentence(Change(2012, 2020, 0.0), rondkomen) == "In 2020 is het gelijk aan 2012."


def test_an_income_gets_higher_and_not_more(inkomen):
    assert run_sentence(Change(2012, 2020, 1200.0), inkomen) == "Tussen 2012 en 2020 werd het € 1.200 hoger."


def test_people_come_and_go_and_reports_are_more_or_less(rondkomen):
    people, reports = (
        rondkomen.model_copy(update={"unit": "personen", "decimals": 0}),
        rondkomen.model_copy(update={"unit": "aantal", "decimals": 0}),
    )
    assert run_sentence(Change(2012, 2025, 15709.0), people) == "Tussen 2012 en 2025 kwamen er 15.709 bij."
    assert run_sentence(Change(2012, 2025, -1.0), people) == "Tussen 2012 en 2025 ging er 1 af."
    assert run_sentence(Change(2012, 2021, 45.0), reports) == "In 2021 waren het er 45 meer dan in 2012."


def test_a_run_stays_within_the_same_gemeenten(figures, rondkomen, sources):
    segmented = with_segments(figures[figures["year"] <= 2020], rondkomen, sources)
    other = segmented.assign(coverage=segmented["year"].map({2012: 0.96, 2016: 0.96, 2020: 0.91}))
    found = run(other, "GM0114", rondkomen)
    assert found is not None
    assert (found.year_from, found.year_to) == (2012, 2016)


def test_no_run_without_two_comparable_figures(figures, rondkomen, sources):
    one = with_segments(figures[figures["year"] == 2012], rondkomen, sources)
    assert run(one, "GM0114", rondkomen) is None


def test_a_break_is_found_where_its_first_year_has_no_figure(figures, with_break, sources):
    later = figures[(figures["region"] == "NL00")].copy()
    later.loc[later["year"] == 2020, "year"] = 2022
    assert breaks(later, with_break, sources) == [(2022, "andere vraag")]


def test_years_in_few_words():
    assert years_text([2012]) == "2012"
    assert years_text([2016, 2012]) == "2012 en 2016"
    assert years_text([2012, 2015, 2016, 2017, 2020, 2021]) == "2012, 2015-2017, 2020 en 2021"
