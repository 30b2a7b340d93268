"""A profile compares only what may be compared, and leaves nothing out in silence."""

from __future__ import annotations

import pandas as pd
import pytest

from compare.indicator_data import IndicatorData
from compare.rules.comparator import Place
from compare.rules.comparison import Comparison
from compare.rules.profile import profile
from compare.rules.profile_row import ProfileRow, in_year_of_comparison, profile_row
from compare.rules.series import with_segments
from compare.rules.spread import Counted, spread
from compare.wording.profile_row import row_sentences
from monitor.catalogue import Indicator, Source
from monitor.weights import Sizes
from tests.compare.conftest import BEFORE, NEDERLAND, indicator_with

DRENTHE = Place("PV22", "Drenthe", "Drenthe")

PEERS = ["GM0114", "GM0106", "GM1701", "GM1699", "GM1730", "GM0109"]


def observations(*rows: tuple) -> pd.DataFrame:
    """(indicator, population, region, year, value or reason why there is none, source)."""
    columns = ["indicator", "population", "region", "year", "value", "source"]
    frame = pd.DataFrame(rows, columns=columns)
    reason = frame["value"].map(lambda v: v if isinstance(v, str) else None)
    return frame.assign(
        missing=reason,
        value=pd.to_numeric(frame["value"], errors="coerce"),
        status="definitief",
        origin="gepubliceerd",
        coverage=float("nan"),
        lower=float("nan"),
        upper=float("nan"),
    )


def profile_of(
    gemeente: str,
    indicators: list[Indicator],
    sources: dict[str, Source],
    *rows: tuple,
    calculated: str = "",
    **choices: str,
) -> dict[str, ProfileRow]:
    frame = observations(*rows)
    own = frame["region"] == calculated
    frame["coverage"], frame["origin"] = (
        own.map({True: 1.0}),
        own.map({True: "berekend", False: "gepubliceerd"}),
    )
    known = {indicator.id: indicator for indicator in indicators}
    laid = {
        (str(id), str(population)): IndicatorData(
            of_pair.reset_index(drop=True), known[str(id)], str(population), sources, Sizes(frame.iloc[:0])
        )
        for (id, population), of_pair in with_segments(frame, known, sources).groupby(
            ["indicator", "population"]
        )
    }
    made = profile(
        lambda id, population: laid.get((id, population)),
        indicators,
        gemeente,
        [NEDERLAND, DRENTHE],
        PEERS,
        **choices,
    )
    return {row.indicator.id: row for row in made}


def beside(row: ProfileRow) -> Comparison:
    """The row held against Drenthe."""
    found = row.against[1]
    assert isinstance(found, Comparison)
    return found


RONDKOMEN = "moeite_rondkomen"
#: As RIVM published them: 2012-2020 table 50090NED, 2024 table 50150NED, which has no Nederland.
PUBLISHED = (
    (RONDKOMEN, "18+", "GM0114", 2016, 21.0, "oud"),
    (RONDKOMEN, "18+", "GM0114", 2020, 12.5, "oud"),
    (RONDKOMEN, "18+", "GM0114", 2024, 15.1, "nieuw"),
    (RONDKOMEN, "18+", "GM0106", 2024, 14.0, "nieuw"),
    (RONDKOMEN, "18+", "GM1701", 2024, "onderdrukt", "nieuw"),
    (RONDKOMEN, "18+", "PV22", 2024, 12.7, "nieuw"),
    (RONDKOMEN, "18+", "NL00", 2016, 19.2, "oud"),
    (RONDKOMEN, "18+", "NL00", 2020, 13.9, "oud"),
)


def test_a_difference_is_of_the_newest_year_that_both_have(
    rondkomen: Indicator, sources: dict[str, Source]
) -> None:
    row = profile_of("GM0114", [rondkomen], sources, *PUBLISHED)[RONDKOMEN]
    assert (row.year, row.value) == (2024, 15.1)
    assert row.comparison is not None
    assert (row.comparison.year, row.comparison.gap.difference) == (2020, -1.4)
    assert (beside(row).year, beside(row).gap.difference) == (2024, 2.4)


def test_another_edition_is_not_a_change(rondkomen: Indicator, sources: dict[str, Source]) -> None:
    row = profile_of("GM0114", [rondkomen], sources, *PUBLISHED)[RONDKOMEN]
    assert row.change is not None
    assert (row.change.year_from, row.change.difference) == (2020, None)
    before = profile_of("GM0114", [rondkomen], sources, *PUBLISHED[:2])[RONDKOMEN]
    assert before.change is not None
    assert before.change.difference == -8.5


def test_the_place_counts_only_gemeenten_with_a_figure(
    rondkomen: Indicator, sources: dict[str, Source]
) -> None:
    more = [(RONDKOMEN, "18+", peer, 2024, 11.0, "nieuw") for peer in PEERS[3:]]
    row = profile_of("GM0114", [rondkomen], sources, *PUBLISHED, *more)[RONDKOMEN]
    assert row.position is not None
    assert (row.position.rank, row.position.of) == (1, 5)
    # First of two says nothing.
    assert profile_of("GM0114", [rondkomen], sources, *PUBLISHED)[RONDKOMEN].position is None


def test_a_suppressed_figure_stays_in_with_its_reason(
    rondkomen: Indicator, sources: dict[str, Source]
) -> None:
    row = profile_of("GM1701", [rondkomen], sources, *PUBLISHED)[RONDKOMEN]
    assert (row.value, row.observation.missing, row.year) == (None, "onderdrukt", 2024)
    assert row.position is None
    assert row.comparison is None


def test_a_newest_year_without_an_answer_is_said(rondkomen: Indicator, sources: dict[str, Source]) -> None:
    rows = (
        (RONDKOMEN, "18+", "GM1701", 2016, 12.0, "oud"),
        (RONDKOMEN, "18+", "GM1701", 2020, "onderdrukt", "oud"),
    )
    row = profile_of("GM1701", [rondkomen], sources, *rows)[RONDKOMEN]
    assert (row.year, row.value, row.unanswered) == (2016, 12.0, (2020, "onderdrukt"))


def test_counts_that_grow_with_the_size_of_a_region_are_not_compared(sources: dict[str, Source]) -> None:
    inhabitants = indicator_with(
        id="bevolking", unit="personen", decimals=0, populations=("personen",), quantity="aantal"
    )
    rows = (
        *(("bevolking", "personen", peer, 2025, 109678, "oud") for peer in PEERS),
        ("bevolking", "personen", "NL00", 2025, 18e6, "oud"),
    )
    row = profile_of("GM0114", [inhabitants], sources, *rows)["bevolking"]
    assert row.comparison is None
    assert row.value == 109678
    assert row.position is None


def test_one_population_per_row_and_an_age_group_on_request(sources: dict[str, Source]) -> None:
    indicator = indicator_with(populations=("18+", "16-25"))
    other = indicator_with(id="roken", title="Rookt", short_title="Rookt")
    rows = (
        *PUBLISHED,
        (RONDKOMEN, "16-25", "GM0114", 2024, 26.0, "oud"),
        ("roken", "18+", "GM0114", 2024, 19.1, "nieuw"),
    )
    everyone = profile_of("GM0114", [indicator, other], sources, *rows)
    assert {id: row.population for id, row in everyone.items()} == {RONDKOMEN: "18+", "roken": "18+"}
    young = profile_of("GM0114", [indicator, other], sources, *rows, population="16-25")
    assert {id: row.value for id, row in young.items()} == {RONDKOMEN: 26.0}


def test_a_difference_says_when_the_other_figure_is_an_own_calculation(
    rondkomen: Indicator, sources: dict[str, Source]
) -> None:
    row = profile_of("GM0114", [rondkomen], sources, *PUBLISHED, calculated="PV22")[RONDKOMEN]
    assert beside(row).calculated
    assert row.comparison is not None
    assert not row.comparison.calculated


@pytest.mark.parametrize(
    ("counted", "year", "found"),
    [
        ([(2020, 3.0, 342), (2024, 1.5, 12)], 2024, 3.0),
        ([(2016, 2.0, 300), (2020, 3.0, 342)], 2017, 2.0),
        ([(2024, 1.5, 12)], 2024, 1.5),
        ([(2024, 1.5, 4)], 2024, None),
        ([(2024, 0.0, 300)], 2024, None),
        ([], 2024, None),
    ],
)
def test_the_measure_is_the_whole_land_where_there_is_one(
    counted: list[tuple[int, float, int]], year: int, found: float | None
) -> None:
    assert spread([Counted(*one) for one in counted], year) == found


def test_a_row_is_shown_in_the_year_that_it_can_be_compared(
    rondkomen: Indicator, sources: dict[str, Source]
) -> None:
    """The newest year of the gemeente has no figure of Nederland: the row of the year before it has."""
    frame = with_segments(
        observations(
            *(
                (rondkomen.id, "18+", "GM0114", year, value, "oud")
                for year, value in ((2016, 21.0), (2020, 12.5))
            ),
            *((rondkomen.id, "18+", region, 2016, 15.0, "oud") for region in (*PEERS[1:], "NL00")),
        ),
        {rondkomen.id: rondkomen},
        sources,
    )
    of_pair = IndicatorData(frame, rondkomen, "18+", sources, Sizes(frame.iloc[:0]))
    newest = profile_row(of_pair, "GM0114", [NEDERLAND, DRENTHE], PEERS)
    assert newest
    assert (newest.year, newest.comparison.year) == (2020, 2016)
    shown = in_year_of_comparison(newest, of_pair, PEERS)
    assert (shown.year, shown.value, shown.comparison.year) == (2016, 21.0, 2016)
    assert shown.position
    assert (shown.position.rank, shown.position.of) == (1, 6)
    assert in_year_of_comparison(shown, of_pair, PEERS) is shown
    assert row_sentences(shown, newest)[0] == "21,0% (18 jaar en ouder, 2016)."
    assert row_sentences(shown, newest)[-1] == "In 2020: 12,5%, nog zonder Nederland."
    # Against its own past the two are always of two years.
    earlier = profile_row(of_pair, "GM0114", [BEFORE], PEERS)
    assert earlier
    assert in_year_of_comparison(earlier, of_pair, PEERS) is earlier
