"""The sentence of a trend: newest figure, gap, change, and the run that may be compared."""

from __future__ import annotations

from dataclasses import replace

from compare.rules.change import comparable_run
from compare.rules.comparator import Earlier
from compare.rules.comparison import compare
from compare.rules.course import course
from compare.rules.profile_row import profile_row
from compare.rules.series import breaks
from compare.wording.comparison import closings, other_year_sentence, texts_without_repeats
from compare.wording.trend import trend_sentence
from monitor.dutch import years_text
from tests.compare.conftest import BEFORE, NEDERLAND, calculated, laid_out, observations

CHANCE = " Geen marge bekend: of een verschil toeval kan zijn, is niet te zeggen."


def say(figures, indicator, sources, until=2024, comparator=NEDERLAND):
    laid = laid_out(figures[figures["year"] <= until], indicator, sources)
    found = profile_row(laid, "GM0114", [comparator])
    assert found is not None
    return trend_sentence(found, "Emmen", course(laid.of("GM0114"), indicator))


def test_value_gap_change_and_the_longer_run(figures, rondkomen, sources):
    assert say(figures, rondkomen, sources, until=2020) == (
        "In Emmen heeft 12,5% moeite met rondkomen (18 jaar en ouder, 2020): 1,4 procentpunt minder dan in "
        "Nederland (13,9%) en 8,5 procentpunt minder dan in 2016. Het ging van 26,6% in 2012 naar 12,5% in "
        "2020." + CHANCE
    )


def test_after_a_break_the_gap_is_of_the_newest_common_year(figures, rondkomen, sources):
    assert say(figures, rondkomen, sources) == (
        "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024). Het cijfer van 2024 is niet te vergelijken met 2020; "
        "tussen 2016 en 2020 ging het van 21,0% naar 12,5%. In 2020 was het 12,5%: 1,4 procentpunt minder dan in Nederland "
        "(13,9%). Het ging van 26,6% in 2012 naar 12,5% in 2020." + CHANCE
    )


def test_a_first_measurement_has_a_gap_and_no_change(figures, rondkomen, sources):
    assert say(figures, rondkomen, sources, until=2012) == (
        "In Emmen heeft 26,6% moeite met rondkomen (18 jaar en ouder, 2012): 2,6 procentpunt meer dan in Nederland "
        "(24,0%)." + CHANCE
    )


def test_two_measurements_are_said_once(figures, rondkomen, sources):
    assert "Het ging" not in say(figures, rondkomen, sources, until=2016)


def test_a_run_stays_within_the_same_gemeenten(figures, rondkomen, sources):
    emmen = figures[(figures["region"] == "GM0114") & (figures["year"] <= 2020)]
    other = calculated(
        emmen, [{2012: 0.96, 2016: 0.96, 2020: 0.91}.get(year, float("nan")) for year in emmen["year"]]
    )
    # A plain list: the gemeenten behind the figures are not at hand, only which share they are.
    stretch = comparable_run(list(laid_out(other, rondkomen, sources).of("GM0114")))
    assert [observation.year for observation in stretch] == [2012, 2016]


def test_against_the_measurement_before_the_change_is_said_once(figures, rondkomen, sources):
    said = say(figures, rondkomen, sources, until=2016, comparator=BEFORE)
    assert said.count("procentpunt") == 1
    assert "dan in 2012 (26,6%)" in said


def test_no_sentence_says_that_a_line_rises_or_falls(rondkomen, sources):
    five = [("GM0114", 2012 + i, 10.0 + i, "oud") for i in range(5)]
    said = say(observations(five), rondkomen, sources)
    assert "Het ging van 10,0% in 2012 naar 14,0% in 2016." in said
    assert not any(word in said for word in ("lijn", "stijg", "daal", "trend", "richting"))


SINCE_2012 = Earlier("eerder-2012", "zichzelf in 2012", "2012", 2012)


def test_two_breaks_are_said_in_one_sentence(figures, rondkomen, sources):
    said = say(figures, rondkomen, sources, comparator=SINCE_2012)
    assert said == (
        "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024). Het cijfer van 2024 is niet te "
        "vergelijken met 2020, en ook niet met 2012; tussen 2016 en 2020 ging het van 21,0% naar 12,5%. Het ging van 26,6% in "
        "2012 naar 12,5% in 2020."
    )
    before = say(figures, rondkomen, sources, comparator=BEFORE)
    assert before.count("niet te vergelijken") == 1


def test_the_course_is_not_said_again_when_the_reader_asked_for_its_first_year(figures, rondkomen, sources):
    said = say(figures, rondkomen, sources, until=2020, comparator=SINCE_2012)
    assert "14,1 procentpunt minder dan in 2012 (26,6%) en 8,5 procentpunt minder dan in 2016." in said
    assert "Het ging" not in said


def test_a_turn_is_said_also_when_the_reader_asked_for_the_first_year(figures, rondkomen, sources):
    rows = figures[(figures["region"] == "GM0114") & (figures["year"] <= 2020)].assign(
        value=[21.0, 12.5, 15.1]
    )
    said = say(rows, rondkomen, sources, comparator=SINCE_2012)
    assert "Het ging van 21,0% in 2012 naar 12,5% in 2016, daarna hoger: 15,1% in 2020." in said


def test_another_earlier_year_than_asked_is_said(figures, rondkomen, sources):
    laid = laid_out(figures[figures["year"] <= 2020], rondkomen, sources)
    asked = replace(SINCE_2012, since=2009)
    assert other_year_sentence(compare(laid, "GM0114", asked), "Emmen") == (
        "Van Emmen is er geen eerdere meting over 2009; gekeken is naar 2012."
    )
    assert other_year_sentence(compare(laid, "GM0114", SINCE_2012), "Emmen") == ""
    assert other_year_sentence(compare(laid, "GM0114", NEDERLAND), "Emmen") == ""


def test_a_change_without_a_margin_is_not_left_without_a_word(rondkomen, sources):
    rows = [("GM0114", 2016, 11.0, "oud"), ("GM0114", 2020, 12.0, "oud"), ("NL00", 2020, 12.0, "oud")]
    said = say(observations(rows), rondkomen, sources)
    assert "evenveel als in Nederland (12,0%) en 1,0 procentpunt meer dan in 2016." in said
    assert said.endswith(CHANCE)


def with_margins(sources, indicator):
    rows = [("GM0114", 2016, 21.0, "oud"), ("GM0114", 2020, 12.5, "oud"), ("NL00", 2020, 12.9, "oud")]
    frame = observations(rows)
    frame = frame.assign(lower=frame["value"] - 1, upper=frame["value"] + 1).astype({"lower": float})
    return say(frame, indicator, sources)


def test_with_margins_each_difference_has_its_own_word(rondkomen, sources):
    asked = rondkomen.model_copy(update={"method": "enquete"})
    assert with_margins(sources, asked).endswith(
        "Het verschil met Nederland valt binnen de marge: het kan toeval zijn. "
        "Het verschil met 2016 is groter dan de marge en in de gunstige richting."
    )


def test_two_years_of_one_model_are_not_tested(rondkomen, sources):
    assert rondkomen.method == "modelschatting"
    assert with_margins(sources, rondkomen).endswith(
        "Het verschil met Nederland valt binnen de marge: het kan toeval zijn. "
        "Deze jaren komen uit één rekenmodel: of een verandering toeval kan zijn, is niet te zeggen."
    )


def test_a_comparison_of_an_older_year_is_not_the_change(figures, rondkomen, sources):
    without = figures[~((figures["region"] == "NL00") & (figures["year"] == 2020))]
    sentence = say(without, rondkomen, sources, until=2020)
    assert "procentpunt minder dan in 2016" in sentence
    assert "In 2016 was het" in sentence


def test_below_each_other_the_missing_margin_is_said_once(figures, rondkomen, sources):
    row = profile_row(laid_out(figures, rondkomen, sources), "GM0114", [NEDERLAND])
    shared = closings(row)
    assert shared == [CHANCE.strip()]
    one, two = ["Een.", *shared], ["Twee.", *shared]
    assert texts_without_repeats([one, ["Geen cijfer."], two], shared) == [
        "Een.",
        "Geen cijfer.",
        "Twee." + CHANCE,
    ]
    assert texts_without_repeats([one, ["Geen cijfer."]], shared) == ["Een." + CHANCE, "Geen cijfer."]


def test_below_each_other_why_it_is_not_compared_is_said_once(figures, rondkomen, sources):
    only_here = figures[(figures["region"] != "NL00") | (figures["year"] < 2012)]
    row = profile_row(laid_out(only_here, rondkomen, sources), "GM0114", [NEDERLAND])
    *_, why = shared = closings(row)
    assert why == "Niet vergeleken met Nederland: geen cijfer in deze bron."
    other = "Niet vergeleken met Nederland: geen cijfer over 2024."
    assert texts_without_repeats([["Een.", why], ["Twee.", why]], shared) == ["Een.", f"Twee. {why}"]
    assert texts_without_repeats([["Een.", other], ["Twee.", why]], [*shared, other]) == [
        f"Een. {other}",
        f"Twee. {why}",
    ]


def test_a_break_is_found_where_its_first_year_has_no_figure(figures, with_break, sources):
    later = figures[(figures["region"] == "NL00")].copy()
    later.loc[later["year"] == 2020, "year"] = 2022
    assert breaks(later, with_break, sources) == [(2022, "andere vraag")]


def test_years_in_few_words():
    assert years_text([2012]) == "2012"
    assert years_text([2016, 2012]) == "2012 en 2016"
    assert years_text([2012, 2015, 2016, 2017, 2020, 2021]) == "2012, 2015-2017, 2020 en 2021"
