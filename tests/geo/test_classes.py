"""Classes that a person can read, and one colour for one value on map, legend and bars."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import classes

DRENTHE_2024 = [13.2, 14.0, 12.1, 13.3, 9.2, 15.1, 14.4, 13.0, 11.0, 10.7, 10.2, 10.1]


def dutch(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def luminance(colour: classes.RGB) -> float:
    red, green, blue = (c / 255 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_quantiles_put_as_many_regions_in_each_class() -> None:
    made = classes.sequential(np.arange(100.0), decimals=0)
    assert made.breaks == (20, 40, 59, 79)
    assert np.bincount([made.index(value) for value in range(100)]).tolist() == [20, 20, 19, 20, 21]


def test_equal_steps_are_equal() -> None:
    made = classes.sequential([10.0, 11.0, 12.0, 30.0], decimals=1, method="gelijk")
    assert made.breaks == (14.0, 18.0, 22.0, 26.0)


@pytest.mark.parametrize("decimals", [0, 1])
def test_breaks_have_no_more_decimals_than_the_indicator(decimals: int) -> None:
    made = classes.sequential([v * 1.037 for v in DRENTHE_2024], decimals=decimals)
    assert all(round(limit, decimals) == limit for limit in made.breaks)


def test_breaks_of_incomes_are_round_amounts() -> None:
    made = classes.sequential([31_234, 33_871, 36_402, 38_117, 41_090, 44_912, 52_333], decimals=0)
    assert all(limit % 100 == 0 for limit in made.breaks)


def test_one_colour_for_one_value_on_map_legend_and_bars() -> None:
    made = classes.sequential(DRENTHE_2024, decimals=1)
    legend = made.legend(dutch)
    for value in [*DRENTHE_2024, *made.breaks]:
        colour = made.colour_of(value)
        assert colour == classes.to_hex(made.colours[made.index(value)])
        (entry,) = [
            c for c in legend if (c.lower or -math.inf) <= value < (math.inf if c.upper is None else c.upper)
        ]
        assert entry.colour == colour


def test_a_missing_value_has_no_colour_of_the_scale() -> None:
    made = classes.sequential(DRENTHE_2024, decimals=1)
    assert made.colour_of(None) == made.colour_of(math.nan) == "#ffffff"
    assert "#ffffff" not in {entry.colour for entry in made.legend(dutch)}


def test_legend_reads_from_low_to_high_in_dutch() -> None:
    labels = [entry.label for entry in classes.sequential(DRENTHE_2024, decimals=1).legend(dutch)]
    assert labels[0].startswith("minder dan 10,")
    assert " tot " in labels[1]
    assert labels[-1].endswith(" of meer")


def test_classes_hold_for_all_years_unless_they_would_hide_the_chosen_one() -> None:
    years = {2012: [20.0, 22, 24, 26, 28, 21, 23], 2024: [10.0, 12, 14, 16, 18, 11, 23]}
    together = [value for values in years.values() for value in values]
    made = classes.sequential(together, decimals=1, chosen=years[2024])
    assert made.all_years
    assert made.breaks == classes.sequential(together, decimals=1, chosen=years[2012]).breaks
    # All of 2024 far below the years before: one colour for the whole map tells nothing.
    low = [1.0, 1.1, 1.2, 1.3, 1.4]
    own = classes.sequential([*np.linspace(20, 40, 50), *low], decimals=1, chosen=low)
    assert not own.all_years
    assert len({own.colour_of(value) for value in low}) >= 3


def test_no_class_is_empty_for_ever() -> None:
    for values in ([3.0] * 12, [1.0, 1.0, 1.0, 2.0], [0.0, *[5.0] * 10], DRENTHE_2024, []):
        made = classes.sequential(values, decimals=1)
        assert len(made.colours) == len(made.breaks) + 1
        used = {made.index(value) for value in values}
        assert not values or used == set(range(len(made.colours)))
    assert classes.sequential([], decimals=1).legend(dutch)[0].label == "alle waarden"
    assert classes.sequential([math.nan, 1, 2, 3], decimals=0).breaks


def test_colours_stay_apart_when_printed_in_grey() -> None:
    greys = [luminance(colour) for colour in classes.BLUES]
    assert all(lighter - darker > 0.1 for lighter, darker in itertools.pairwise(greys))
    assert luminance(classes.NO_FIGURE_FILL) - greys[0] > 0.1, "the lightest class is not taken for no figure"


def test_equal_steps_that_hide_the_rest_behind_one_far_region_become_quantiles() -> None:
    far = [*DRENTHE_2024[1:], 90.0]
    made = classes.sequential(far, decimals=1, chosen=far, method="gelijk")
    assert made.method == "kwantielen"
    assert made.breaks == classes.sequential(far, decimals=1).breaks
    near = classes.sequential(DRENTHE_2024, decimals=1, chosen=DRENTHE_2024, method="gelijk")
    assert near.method == "gelijk"
    assert np.diff(near.breaks) == pytest.approx([1.2] * 3, abs=0.11), (
        "rounded, so that a person can read them"
    )


def test_steps_around_a_comparator_are_as_wide_in_each_year() -> None:
    years = {2016: (12.0, [10.0, 11, 11.5, 12.5, 13, 14]), 2020: (20.0, [17.0, 19, 19.5, 20.5, 22, 24])}
    pairs = [(values, held) for held, values in years.values()]
    made = {
        year: classes.diverging(values, held, decimals=1, years=pairs)
        for year, (held, values) in years.items()
    }
    steps = {year: np.diff(found.breaks)[0] for year, found in made.items() if found}
    assert steps[2016] == pytest.approx(steps[2020])
    assert all(found and found.all_years and found.comparator in found.breaks for found in made.values())


def test_steps_around_a_comparator_fall_back_to_the_year_and_then_give_up() -> None:
    near = [9.8, 9.9, 10.1, 10.2, 10.3, 9.7]
    own = classes.diverging(near, 10.0, decimals=1, years=[(near, 10.0), ([40.0] * 20, 10.0)])
    assert own is not None
    assert not own.all_years, "the years before would leave this one pale"
    assert classes.diverging(DRENTHE_2024, 60.0, decimals=1) is None, "all of them are far below"


def test_a_class_is_never_narrower_than_the_figures_are_given_in() -> None:
    # Social minimum: whole percents in 2022, one decimal in 2023. "4,0 tot 4,1" was a class of the two together.
    of_2022 = [6.0, 4.0, 5.0, 5.0, 3.0, 6.0, 5.0, 5.0, 4.0, 4.0, 3.0, 4.0]
    of_2023 = [6.2, 4.1, 5.5, 5.6, 3.9, 6.6, 5.5, 5.6, 4.7, 4.5, 3.7, 4.4]
    assert classes.precision([of_2022, of_2023], 1) == 1.0
    assert classes.precision([of_2023], 1) == 0.1
    both = classes.sequential([*of_2022, *of_2023], decimals=1, precision=1.0)
    assert np.diff(both.breaks).min() >= 1
    assert all(limit == round(limit) for limit in both.breaks)
    # Few figures have a class each, with the figure itself as its name.
    whole = classes.sequential(of_2022, decimals=1, precision=1.0)
    assert [entry.label for entry in whole.legend(dutch)] == ["minder dan 4,0", "4,0", "5,0", "6,0 of meer"]


def test_the_step_in_which_figures_are_given() -> None:
    assert classes.precision([[31_200, 33_800, 36_400, 38_100]], 0) == 100
    assert classes.precision([[31_200, 33_800, 36_400, 38_150]], 0) == 10
    assert classes.precision([[17.0, 18.0, 19.0, 14.5]], 1) == pytest.approx(0.1)
    assert classes.precision([[17.0, 18.0, 19.0]], 1) == 0.1, "three round figures are chance"
    assert classes.precision([], 1) == classes.precision([[math.nan]], 1) == 0.1


figures = st.lists(
    st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 1)), min_size=1, max_size=60
)


@settings(derandomize=True, deadline=None)
@given(figures, st.sampled_from(["kwantielen", "gelijk"]), st.sampled_from([0.1, 1.0]))
def test_every_inner_class_is_wide_enough_and_every_figure_has_a_class(
    values: list[float], method: classes.Method, step: float
) -> None:
    values = [round(value / step) * step for value in values]
    made = classes.sequential(values, decimals=1, method=method, precision=step)
    least = step if step == 1 or len(set(values)) <= 5 else 2 * step
    widths = np.diff(made.breaks)
    assert not len(widths) or widths.min() >= least - 1e-6
    assert sum(np.bincount([made.index(value) for value in values])) == len(values)
    assert min(values) < made.breaks[0] if made.breaks else True


def test_a_diverging_scale_turns_on_the_comparator() -> None:
    made = classes.diverging(DRENTHE_2024, 13.9, decimals=1)
    assert made is not None
    assert made.comparator == 13.9
    assert 13.9 in made.breaks
    steps = np.diff(made.breaks)
    assert steps == pytest.approx(steps[0])
    below, above = made.colours[made.index(13.8)], made.colours[made.index(13.9)]
    assert (below, above) == (classes.BELOW[-1], classes.ABOVE[0])
    assert len(made.colours) == 6


def test_quantiles_are_those_of_mapclassify() -> None:
    mapclassify = pytest.importorskip("mapclassify")
    values = np.random.default_rng(1).normal(50, 20, 342)
    ours = classes.sequential(values, decimals=2).breaks
    theirs = mapclassify.Quantiles(values, k=5).bins[:-1]
    assert ours == pytest.approx(theirs, abs=0.5), "ours are rounded"
