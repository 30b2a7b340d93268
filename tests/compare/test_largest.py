"""The largest differences and changes: one rule, worked out on small tables, and the sentences that name them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from compare.indicator_data import IndicatorData
from compare.rules.comparator import Comparator, Place
from compare.rules.largest import Largest, largest
from compare.rules.profile import profile
from compare.rules.series import with_segments
from compare.wording.largest import largest_rule, moving_lines, standing_out_sentences
from monitor.catalogue import Break, Indicator, Source
from tests.compare.conftest import NEDERLAND, indicator_with, observations, sizes_of

#: Gemeenten of all of the land with a standard deviation of 2,0 around 20: 60 at 18 and 60 at 22 (exactly 2,008).
CROWD = [f"GM{1000 + n}" for n in range(120)]
EMMEN, ASSEN = "GM0114", "GM0106"


def an_indicator(id: str, **changes: object) -> Indicator:
    title = id.replace("_", " ").capitalize()
    return indicator_with(
        **{
            "id": id, "title": title, "short_title": title, "need_to_know": True,
            "phrase": f"heeft {{value}} {id.replace('_', ' ')}", **changes,
        }
    )  # fmt: skip


def rows_of(
    id: str,
    years: Sequence[int],
    population: str = "18+",
    spread: float = 2.0,
    source: str = "oud",
    middle: float = 20.0,
) -> pd.DataFrame:
    """The crowd of an indicator in these years."""
    found = [
        (region, year, middle + (spread if n % 2 else -spread), source)
        for year in years
        for n, region in enumerate(CROWD)
    ]
    return observations(found).assign(indicator=id, population=population)


def also(
    id: str, *rows: tuple[str, int, float, str], population: str = "18+", **columns: object
) -> pd.DataFrame:
    return observations(list(rows)).assign(indicator=id, population=population, **columns)


def named(
    indicators: Sequence[Indicator],
    sources: dict[str, Source],
    *frames: pd.DataFrame,
    region: str = EMMEN,
    comparator: Comparator = NEDERLAND,
    newest: int = 2025,
    most: int = 5,
    inhabitants: dict[str, float] | None = None,
) -> Largest:
    known = {indicator.id: indicator for indicator in indicators}
    frame = with_segments(pd.concat(frames, ignore_index=True), known, sources)
    counted = sizes_of(inhabitants or {EMMEN: 1e9, ASSEN: 1e9})
    laid = {
        (str(id), str(population)): IndicatorData(
            of_pair.reset_index(drop=True), known[str(id)], str(population), sources, counted
        )
        for (id, population), of_pair in frame.groupby(["indicator", "population"])
    }

    def figures(id: str, population: str) -> IndicatorData | None:
        return laid.get((id, population))

    return largest(figures, profile(figures, indicators, region, [comparator], ()), newest, most)


@pytest.fixture(autouse=True)
def _sure_of_nederland(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nederland is so large that its figures are sure, whichever gemeenten the register knows."""
    of_gemeenten = IndicatorData.base
    monkeypatch.setattr(
        IndicatorData,
        "base",
        lambda self, place, year: 1e9 if place in ("NL00", "PV22") else of_gemeenten(self, place, year),
    )


def ids(found) -> list[str]:
    return [one.profile_row.indicator.id for one in found]


def against(id: str, year: int, own: float, other: float, **more: object) -> pd.DataFrame:
    return also(id, (EMMEN, year, own, "oud"), ("NL00", year, other, "oud"), **more)


def sentence(found: Largest) -> str:
    return " ".join(standing_out_sentences(found, "Emmen"))


def test_far_is_far_for_how_much_gemeenten_differ(sources):
    wide, narrow = an_indicator("breed"), an_indicator("smal")
    found = named(
        [wide, narrow], sources,
        rows_of("breed", [2024], spread=8.0), against("breed", 2024, 26.0, 20.0),
        rows_of("smal", [2024], spread=1.0), against("smal", 2024, 22.0, 20.0),
    )  # fmt: skip
    assert ids(found.differences) == ["smal", "breed"]
    # 2,0 / 1,004 and 6,0 / 8,03; Emmen itself is one of the 121.
    assert [d.size for d in found.differences] == pytest.approx([1.99, 0.75], abs=0.03)
    assert found.differences[0].comparison.gap.difference == 2.0


def test_one_floor_for_all_and_what_is_older_stands_apart(sources):
    old, new, in_between = an_indicator("oud"), an_indicator("nieuw"), an_indicator("tussen")
    frames = (
        rows_of("oud", [2020]), against("oud", 2020, 30.0, 20.0),
        rows_of("nieuw", [2024]), against("nieuw", 2024, 21.0, 20.0),
        rows_of("tussen", [2021]), against("tussen", 2021, 24.0, 20.0),
    )  # fmt: skip
    found = named([old, new, in_between], sources, *frames)
    assert found.floor == 2021
    assert ids(found.differences) == ["tussen", "nieuw"]
    assert ids(found.older_differences) == ["oud"]
    assert sentence(found) == (
        "De grootste verschillen met Nederland: in Emmen heeft 24,0% tussen (Nederland 20,0%, 2021) en heeft 21,0% nieuw "
        "(Nederland 20,0%, 2024). Ook groot, maar ouder: in Emmen heeft 30,0% oud (Nederland 20,0%, 2020)."
    )
    # A year later 2021 is too old for all.
    later = named([old, new, in_between], sources, *frames, newest=2026)
    assert ids(later.differences) == ["nieuw"]
    assert ids(later.older_differences) == ["oud", "tussen"]


def test_what_is_older_is_said_only_where_it_is_larger(sources):
    old, new = an_indicator("oud"), an_indicator("nieuw")
    found = named(
        [old, new], sources,
        rows_of("oud", [2020]), against("oud", 2020, 21.0, 20.0),
        rows_of("nieuw", [2024]), against("nieuw", 2024, 24.0, 20.0),
        most=1,
    )  # fmt: skip
    assert (ids(found.differences), found.older_differences) == (["nieuw"], ())
    assert sentence(found).startswith("Het grootste verschil met Nederland: in Emmen")


def test_with_only_old_figures_that_is_said(sources):
    found = named([an_indicator("oud")], sources, rows_of("oud", [2020]), against("oud", 2020, 30.0, 20.0))
    assert sentence(found) == (
        "Vanaf 2021 zijn er geen cijfers om te vergelijken. Groot, maar ouder: in Emmen heeft 30,0% oud (Nederland "
        "20,0%, 2020)."
    )
    nothing = named([an_indicator("leeg")], sources, rows_of("leeg", [2024]))
    assert largest_rule(nothing, "Nederland") == ""
    assert sentence(nothing) == "Er zijn hier geen cijfers die te vergelijken zijn."


def test_only_what_one_needs_to_know_and_each_subject_once(sources):
    need = an_indicator("nodig")
    other = an_indicator("ook_leuk", need_to_know=False)
    variant = an_indicator("variant", variant_of="nodig", differs="Uit een vragenlijst.")
    frames = [
        f
        for id in ("nodig", "ook_leuk", "variant")
        for f in (rows_of(id, [2024]), against(id, 2024, 25.0, 20.0))
    ]
    assert ids(named([need, other, variant], sources, *frames).differences) == ["nodig"]


def test_a_figure_that_is_not_sure_counts_for_less(sources):
    sure, unsure = an_indicator("zeker"), an_indicator("onzeker")
    frames = (
        rows_of("zeker", [2024]), against("zeker", 2024, 23.0, 20.0, lower=22.9, upper=23.1),
        rows_of("onzeker", [2024]), against("onzeker", 2024, 24.0, 20.0, lower=20.0, upper=28.0),
    )  # fmt: skip
    found = named([sure, unsure], sources, *frames)
    assert ids(found.differences) == ["zeker", "onzeker"]
    # 4,0 / 2,008, and an error of 8 / 3,92 = 2,041 on both sides: 2,008² / (2,008² + 2 x 2,041²) = 0,326.
    assert found.differences[1].size == pytest.approx(4 / 2.008 * 0.326, abs=0.005)


def test_a_small_gemeente_counts_for_less_than_a_large_one_with_the_same_figures(sources):
    indicator = an_indicator("cijfer")
    frames = (rows_of("cijfer", [2024]), against("cijfer", 2024, 24.0, 20.0))
    large, small = (
        named([indicator], sources, *frames, inhabitants={EMMEN: count}).differences[0].size
        for count in (90_000, 9_000)
    )
    # 9.000 x 0,03084 = 277,6 answers: 24 x 76 / 277,6 = 6,57; 4 / 2,008 x 4,032 / (4,032 + 6,57).
    assert small == pytest.approx(0.7575, abs=0.01)
    assert large == pytest.approx(1.713, abs=0.02)


def test_two_series_are_never_a_difference(sources):
    indicator = an_indicator("cijfer")
    found = named(
        [indicator], sources, rows_of("cijfer", [2024]),
        also("cijfer", (EMMEN, 2024, 25.0, "oud"), ("NL00", 2024, 20.0, "nieuw")),
    )  # fmt: skip
    assert found.differences == ()
    same = named(
        [indicator], sources, rows_of("cijfer", [2024]),
        also("cijfer", (EMMEN, 2024, 25.0, "oud"), ("NL00", 2024, 20.0, "ook_oud")),
    )  # fmt: skip
    assert ids(same.differences) == ["cijfer"]


@pytest.mark.parametrize(
    ("region", "comparator", "margin", "withheld"),
    [
        (EMMEN, NEDERLAND, False, True),
        (EMMEN, NEDERLAND, True, False),
        ("PV22", NEDERLAND, False, False),
        ("PV22", Place(EMMEN, "Emmen", "Emmen"), False, True),
    ],
)
def test_of_young_people_in_one_gemeente_nothing_without_a_margin(
    sources, region, comparator, margin, withheld
):
    indicator = an_indicator("jong", populations=("16-25",))
    own = also(
        "jong", *((code, 2024, value, "oud") for code, value in ((EMMEN, 26.0), ("PV22", 24.0), ("NL00", 20.0))),
        population="16-25",
    )  # fmt: skip
    if margin:
        own = own.assign(lower=own["value"] - 1.0, upper=own["value"] + 1.0)
    found = named(
        [indicator], sources, rows_of("jong", [2024], "16-25"), own, region=region, comparator=comparator
    )
    assert bool(found.withheld) is withheld
    assert bool(found.differences) is not withheld
    if withheld:
        assert sentence(found) == (
            "Van de groep 16 tot en met 25 jaar geeft de bron per gemeente geen marge. Daarom noemen wij hier geen "
            "grootste verschillen."
        )


def series(id: str, *values: tuple[int, float], source: str = "oud") -> pd.DataFrame:
    years = [year for year, _ in values]
    return pd.concat(
        [
            rows_of(id, years, source=source, middle=values[-1][1]),
            also(id, *((EMMEN, year, value, source) for year, value in values)),
        ]
    )


def test_what_moved_is_told_over_all_the_years_and_since_the_last_step(sources):
    found = named(
        [an_indicator("ervaren_gezondheid")], sources,
        series("ervaren_gezondheid", (2012, 76.3), (2020, 78.6), (2022, 69.6), (2024, 73.6)),
    )  # fmt: skip
    (movement,) = found.changes
    assert (movement.step.year_from, movement.step.difference) == (2022, 4.0)
    assert (movement.over.year_from, movement.over.difference) == (2012, -2.7)
    # The larger of the two: 4,0 / 2,008.
    assert movement.size == pytest.approx(4 / 2.008, abs=0.01)
    # Plus four cannot hide that it fell from 78,6.
    assert moving_lines(found) == [
        "Ervaren gezondheid: van 76,3% in 2012 naar 78,6% in 2020, daarna lager: 69,6% in 2022 en weer hoger: 73,6% in "
        "2024. Dat is 2,7 procentpunt minder dan in 2012 en 4,0 procentpunt meer dan in 2022."
    ]


def test_a_change_between_two_years_is_said_once(sources):
    found = named([an_indicator("cijfer")], sources, series("cijfer", (2022, 20.0), (2024, 24.0)))
    assert moving_lines(found) == [
        "Cijfer: van 20,0% in 2022 naar 24,0% in 2024. Dat is 4,0 procentpunt meer dan in 2022."
    ]


def test_changes_of_before_the_floor_stand_apart_and_never_go_across_a_break(sources):
    found = named(
        [an_indicator("oud"), an_indicator("nieuw")], sources,
        series("oud", (2012, 26.6), (2016, 21.0), (2020, 12.5)), series("oud", (2024, 15.1), source="nieuw"),
        series("nieuw", (2023, 20.0), (2024, 21.0)),
    )  # fmt: skip
    assert ids(found.changes) == ["nieuw"]
    assert ids(found.older_changes) == ["oud"]
    assert (
        moving_lines(found)[-1]
        == "Ook veel veranderd, maar ouder: oud (van 26,6% in 2012 naar 12,5% in 2020)."
    )


def test_what_stayed_did_not_move(sources):
    found = named([an_indicator("cijfer")], sources, series("cijfer", (2022, 20.0), (2024, 20.0)))
    assert found.changes == ()
    assert moving_lines(found) == []


def test_the_rule_is_one_line_for_below_the_sentence(sources):
    found = named(
        [an_indicator("cijfer")], sources, rows_of("cijfer", [2024]), against("cijfer", 2024, 25.0, 20.0)
    )
    assert largest_rule(found, "Nederland") == (
        "Zo gekozen: hoe ver het cijfer af ligt van Nederland, afgemeten aan hoe ver gemeenten onderling uiteenlopen. "
        "Een onzeker cijfer telt minder mee."
    )


def test_a_newer_figure_that_a_change_does_not_reach_is_named(sources):
    """On the page it stands beside the change: 71,2% in 2022 and 69,8% in 2023 would contradict each other."""
    indicator = an_indicator("cijfer", breaks=(Break(year=2024, reason="nieuwe vraag"),))
    found = named([indicator], sources, series("cijfer", (2021, 20.0), (2022, 24.0), (2024, 22.0)))
    assert moving_lines(found) == [
        "Cijfer: van 20,0% in 2021 naar 24,0% in 2022. Dat is 4,0 procentpunt meer dan in 2021.",
        "Nieuwer, maar niet te vergelijken: cijfer (22,0% in 2024).",
    ]


def test_five_by_default_and_fewer_on_request(sources):
    indicators = [an_indicator(f"cijfer_{n}") for n in range(7)]
    frames = [
        frame
        for n, indicator in enumerate(indicators)
        for frame in (rows_of(indicator.id, [2024]), against(indicator.id, 2024, 21.0 + n, 20.0))
    ]
    assert ids(named(indicators, sources, *frames).differences) == [f"cijfer_{n}" for n in (6, 5, 4, 3, 2)]
    assert len(named(indicators, sources, *frames, most=2).differences) == 2
