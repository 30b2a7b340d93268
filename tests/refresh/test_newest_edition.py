"""The day a refresh reaches RIVM: table 50150NED whole, in place of what the monitor had to make do with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from compare.rules.series import breaks
from loaders import refresh
from monitor import freshness, snapshot
from monitor.catalogue import DATA, Catalogue, load
from monitor.coverage import awaited, coverage
from monitor.observations import WITHIN_CODES
from monitor.province import GEMEENTEN
from tests.sweep import EXHAUSTIVE
from tests.upstream.conftest import client
from tests.upstream.standin import Standin
from tests.upstream.standin.newest_edition import (
    AGES,
    MARGIN,
    RE_ESTIMATED,
    REDIVIDED,
    YEARS,
    rivm_50150ned_whole,
)

pytestmark = EXHAUSTIVE
SOURCE, OLDER = "RIVM-50150NED", "RIVM-50090NED"
KEY = ["indicator", "population", "region", "year"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def before() -> pd.DataFrame:
    return snapshot.read(DATA / "observations")


@pytest.fixture(scope="module")
def data(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, before: pd.DataFrame
) -> Iterator[Path]:
    """The committed figures, refreshed from the whole table."""
    folder = tmp_path_factory.mktemp("newest") / "data"
    shutil.copytree(DATA / "catalogue", folder / "catalogue")
    shutil.copytree(DATA / "observations", folder / "observations")
    with pytest.MonkeyPatch.context() as patch, Standin([rivm_50150ned_whole(catalogue, before)]) as standin:
        patch.setenv("MONITOR_UPSTREAM", standin.url)
        patient = {"attempts": 2, "read": 60, "deadline": 120, "max_bytes": 200_000_000}
        code = refresh.main(["--data", str(folder), "--only", SOURCE], http=lambda: client(**patient))
    assert code == refresh.FRESH
    yield folder
    load.cache_clear()


@pytest.fixture(scope="module")
def after(data: Path) -> pd.DataFrame:
    return snapshot.read(data / "observations")


@pytest.fixture(scope="module")
def by_key(after: pd.DataFrame) -> pd.DataFrame:
    return after.set_index(KEY).sort_index()


def line(frame: pd.DataFrame, indicator: str, region: str, population: str = "18+") -> pd.DataFrame:
    return frame[
        frame["indicator"].eq(indicator)
        & frame["region"].eq(region)
        & frame["population"].eq(population)
        & frame["value"].notna()
    ]


@pytest.mark.parametrize("region", ["PV22", "NL00", "GM0114"])
def test_the_line_breaks_now_and_no_more_after_a_refresh(
    catalogue: Catalogue, before: pd.DataFrame, after: pd.DataFrame, region: str
) -> None:
    indicator, sources = catalogue["moeite_rondkomen"], catalogue.sources
    now = breaks(line(before, "moeite_rondkomen", region), indicator, sources)
    assert [year for year, _ in now] == [2024]
    assert "tabel 50150NED" in now[0][1]
    refreshed = line(after, "moeite_rondkomen", region)
    assert tuple(refreshed["year"]) == YEARS
    assert set(refreshed["source"]) == {SOURCE}
    assert breaks(refreshed, indicator, sources) == []


def test_the_published_row_of_nederland_takes_the_place_of_our_calculation(
    before: pd.DataFrame, by_key: pd.DataFrame
) -> None:
    ours = line(before, "moeite_rondkomen", "NL00").set_index("year").loc[2024]
    theirs = by_key.loc[("moeite_rondkomen", "18+", "NL00", 2024)]
    assert ours["coverage"] == 1
    assert pd.isna(theirs["coverage"])
    assert (theirs["lower"], theirs["upper"]) == (
        round(theirs["value"] - MARGIN, 1),
        round(theirs["value"] + MARGIN, 1),
    )
    # Of Drenthe RIVM has no row: that stays ours, and has no margin.
    drenthe = by_key.loc[("moeite_rondkomen", "18+", "PV22", 2024)]
    assert drenthe["coverage"] == 1
    assert pd.isna(drenthe["lower"])


def test_margins_and_groups_come_in_everywhere(by_key: pd.DataFrame) -> None:
    for population in AGES.values():
        for year in YEARS:
            for region in ("NL00", *GEMEENTEN):
                row = by_key.loc[("eenzaam", population, region, year)]
                assert row["lower"] < row["value"] < row["upper"], (population, region, year)


def test_every_year_is_of_one_edition(after: pd.DataFrame, catalogue: Catalogue) -> None:
    measured = {
        i.id for i in catalogue.indicators.values() if SOURCE in {dataset.source for dataset in i.datasets}
    }
    rows = after[
        after["indicator"].isin(measured)
        & after["population"].isin(AGES.values())
        & ~after["region"].str.startswith(WITHIN_CODES)
        & after["source"].str.startswith("RIVM")
    ]
    assert set(rows["source"]) == {SOURCE}
    assert rows.groupby(["indicator", "population", "year"])["source"].nunique().max() == 1


def test_wijken_are_those_that_were_the_same_area_then(before: pd.DataFrame, after: pd.DataFrame) -> None:
    """The table gives 2016 on the wijken of 2024. Where a gemeente was divided anew, the older table keeps 2016."""
    of_2016 = after[
        after["indicator"].eq("eenzaam")
        & after["population"].eq("18+")
        & after["year"].eq(2016)
        & after["region"].str.startswith("WK")
        & after["value"].notna()
    ]
    anew = of_2016["region"].str.startswith(f"WK{REDIVIDED[2:]}")
    assert set(of_2016.loc[~anew, "source"]) == {SOURCE}
    assert set(of_2016.loc[anew, "source"]) == {OLDER}
    kept = before.merge(of_2016[anew][[*KEY, "value"]], on=KEY)
    assert len(kept) == anew.sum() > 10
    assert kept["value_x"].equals(kept["value_y"])
    of_2024 = after[(after["indicator"] == "eenzaam") & (after["year"] == 2024) & after["value"].notna()]
    assert of_2024["region"].str.startswith(f"WK{REDIVIDED[2:]}").any()


def test_figures_at_hand_come_back_as_they_were(before: pd.DataFrame, by_key: pd.DataFrame) -> None:
    had = before[(before["source"] == SOURCE) & before["value"].notna() & before["coverage"].isna()]
    now = by_key.loc[pd.MultiIndex.from_frame(had[KEY]), "value"]
    assert (now.to_numpy() == had["value"].to_numpy()).all()
    older = line(before, "roken", "GM0114").set_index("year").loc[2016, "value"]
    assert by_key.loc[("roken", "18+", "GM0114", 2016), "value"] == round(older + RE_ESTIMATED, 1)


def test_what_was_missing_is_no_longer_called_so(
    data: Path, catalogue: Catalogue, after: pd.DataFrame
) -> None:
    (waiting,) = (one for one in awaited(catalogue, {}) if one.source.id == SOURCE)
    assert catalogue["moeite_rondkomen"] in waiting.indicators
    assert "de jaren 2012 tot en met 2022" in waiting.sentence
    assert "de marges" in waiting.sentence
    assert "komt vanzelf zodra de monitor tabel 50150NED bij de uitgever ophaalt." in waiting.sentence
    known = freshness.read(data)
    assert known[SOURCE].error is None
    assert SOURCE not in {one.source.id for one in awaited(catalogue, known)}
    table = coverage(catalogue, after)
    rows = table[(table["Indicator"] == "Moeite met rondkomen") & table["Groep"].isin(AGES.values())]
    assert rows["Jaren"].tolist() == ["2012, 2016, 2020, 2022, 2024"] * len(AGES)
    assert set(rows["Cijfer van Nederland"]) == {"gepubliceerd"}
    said = (data / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "de wijken van Borger-Odoorn zijn intussen anders ingedeeld" in said


def test_once_more_changes_nothing_and_the_older_table_takes_nothing_back(
    data: Path, catalogue: Catalogue, before: pd.DataFrame, after: pd.DataFrame
) -> None:
    from tests.upstream.standin.published import SOURCES, rivm_50090ned_of

    if not SOURCES.is_dir():
        pytest.skip("the full source files are not beside the project")
    tables = [rivm_50150ned_whole(catalogue, before), rivm_50090ned_of(SOURCES)]
    with pytest.MonkeyPatch.context() as patch, Standin(tables) as standin:
        patch.setenv("MONITOR_UPSTREAM", standin.url)
        patient = {"attempts": 2, "read": 60, "deadline": 120, "max_bytes": 200_000_000}
        arguments = ["--data", str(data), "--only", SOURCE, OLDER]
        assert refresh.main(arguments, http=lambda: client(**patient)) == refresh.FRESH
    pd.testing.assert_frame_equal(snapshot.read(data / "observations"), after)
