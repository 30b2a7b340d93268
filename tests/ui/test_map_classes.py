"""Colours of a map: one meaning for years that may be compared, and never for years that the text refuses to compare."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from compare.rules.series import stretches
from ui.data import all_figures, figures
from ui.kaart.areas import AREAS, on_map, rows_of, years
from ui.kaart.view import MapView, map_view


def shown(indicator: str, year: int, population: str = "18+", area: str = "drenthe") -> MapView:
    return map_view(indicator, population, area, year, None, "nederland")


def test_a_year_after_a_break_has_its_own_colours() -> None:
    before, after = shown("moeite_rondkomen", 2016), shown("moeite_rondkomen", 2024)
    assert before.colouring.years == (2012, 2016, 2020)
    assert before.colouring.description == "Gelijke aantallen gemeenten per kleur, voor 2012-2020"
    assert before.classes.breaks == shown("moeite_rondkomen", 2012).classes.breaks
    assert after.colouring.years == (2024,)
    assert after.colouring.description == "Gelijke aantallen gemeenten per kleur, alleen voor 2024"
    assert after.classes.breaks != before.classes.breaks
    assert any(note.startswith("De kleuren gelden voor 2012, 2016 en 2020.") for note in before.notes)
    assert any(note.startswith("De kleuren gelden alleen voor 2024") for note in after.notes)


def test_without_a_break_the_colours_hold_for_all_years() -> None:
    made = shown("moeite_rondkomen", 2016, area="wijken")
    assert made.colouring.description == "Gelijke aantallen wijken per kleur, voor alle jaren samen"
    assert made.colouring.scope == ""


def test_whole_percents_make_no_class_of_a_tenth() -> None:
    for year in (2022, 2023):
        made = shown("sociaal_minimum", year, "huishoudens").colouring
        assert (made.years, made.classes.precision) == ((2022, 2023), 1)
        assert made.classes.breaks == (4.0, 5.0, 6.0)
    # Of the land 2022 would hold nearly all of 2023 in one colour: then 2023 has the classes of its own decimal.
    alone = shown("sociaal_minimum", 2023, "huishoudens", "nederland").colouring
    assert (alone.years, alone.classes.precision) == ((2023,), 0.1)
    assert all(width > 0.19 for width in np.diff(alone.classes.breaks))


def test_stretches_are_where_the_text_says_that_years_may_be_compared() -> None:
    rondkomen = figures("moeite_rondkomen", "18+")
    assert rondkomen is not None
    assert stretches(on_map(rondkomen.frame, AREAS["drenthe"])) == [[2012, 2016, 2020], [2024]]
    assert stretches(rondkomen.frame.iloc[:0]) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("area", list(AREAS))
def test_no_map_pools_years_across_a_break_or_splits_hairs(area: str) -> None:
    for (indicator, population), of_pair in all_figures().items():
        drawn = rows_of(of_pair, AREAS[area]).dropna(subset=["value"])
        segment = {
            (r, y): s for r, y, s in zip(drawn["region"], drawn["year"], drawn["segment"], strict=True)
        }
        regions = set(drawn["region"])
        for year in years(indicator, population, area):
            found = shown(indicator, year, population, area)
            for one, other in itertools.combinations(found.colouring.years, 2):
                both = [r for r in regions if (r, one) in segment and (r, other) in segment]
                assert all(segment[r, one] == segment[r, other] for r in both)
            widths = np.diff(found.classes.breaks)
            few = drawn.loc[drawn["year"].isin(found.colouring.years), "value"].nunique() <= 5
            least = found.classes.precision * (2 if found.classes.precision < 1 and not few else 1)
            assert not len(widths) or widths.min() >= least * (1 - 1e-6)
