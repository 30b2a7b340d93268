"""A table that is fetched gives exactly what the reader makes of the same table as a download."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.sources import typed_dataset
from loaders.upstream.fetch import fetch
from tests.loaders.conftest import FIXTURES, write_workbook
from tests.sweep import EXHAUSTIVE
from tests.upstream.conftest import KEY, alike, client
from tests.upstream.standin import Standin
from tests.upstream.standin.published import SOURCES, rivm_50090ned_of, rivm_50140ned_of

OLD = [
    "ErvarenGezondheidGoedZeerGoed",
    "VoldoetAanBeweegrichtlijn",
    "Vrijwilligerswerk",
    "MoeiteMetRondkomen",
]
YOUNG = ["MoeiteMetRondkomen", "GoedErvarenGezondheid", "VeelVertrouwenInEigenToekomst", "Mantelzorger"]
EVERY = ("NL", "PV", "GM", "WK", "BU")
V3 = {"protocol": "odata3", "host": "derden"}
V4 = {"protocol": "odata4", "host": "datasets"}


@pytest.fixture
def downloads(tmp_path: Path) -> list[Path]:
    """The small workbooks of 50090NED."""
    files = []
    for rows in sorted((FIXTURES / "rivm-50090ned" / "raw").glob("*.rows.csv")):
        files.append(tmp_path / rows.name.replace(".rows.csv", ".xlsx"))
        with rows.open(encoding="utf-8", newline="") as lines:
            write_workbook(list(csv.reader(lines, delimiter=";")), files[-1])
    return files


def test_estimates_per_wijk_as_version_3(standin, http, source, downloads) -> None:
    got = fetch(source(live={**V3, "table": "50090NED", "regions": EVERY}), OLD, http)
    alike(got.frame, typed_dataset.read(downloads, {}))
    assert got.rows == 20


def test_estimates_per_wijk_without_any_filter(standin, http, source, downloads) -> None:
    got = fetch(source(live={**V3, "table": "50090NED", "regions": ()}), OLD, http)
    alike(got.frame, typed_dataset.read(downloads, {}))


def test_estimates_per_wijk_as_version_4(standin, http, source, downloads) -> None:
    """Version 4 leaves empty cells out: they are put back as missing, for Drenthe in every year of the table."""
    got = fetch(source(live={**V4, "table": "50090NED", "regions": EVERY}), OLD, http).frame
    expected = typed_dataset.read(downloads, {})
    assert expected["missing"].notna().sum() == 2
    alike(got[got["value"].notna()], expected[expected["value"].notna()])
    known = set(map(tuple, expected[KEY].to_numpy()))
    assert known <= set(map(tuple, got[KEY].to_numpy()))
    # The sample of rows lacks these; the whole table, below, does not.
    added = got[[tuple(row) not in known for row in got[KEY].to_numpy()]]
    assert set(added["missing"]) == {"niet_gepubliceerd"}
    assert set(added["region"]) <= {"NL00", "WK011410", "GM0106", "GM0114", "GM1730", "GM0014"}


def test_young_adults_without_periods(standin, http, source) -> None:
    files = sorted((FIXTURES / "rivm-50140ned").glob("*.csv"))
    options = {"year": "2024", "population": "16-25", "missing": "onderdrukt"}
    live = {**V3, "table": "50140NED", "regions": ("NL", "GM", "GG0706")}
    got = fetch(source(live=live, options=options), YOUNG, http)
    expected = typed_dataset.read(files, options)
    assert set(expected["missing"].dropna()) == {"onderdrukt"}
    alike(got.frame, expected)


def test_margins_become_lower_and_upper(standin, http, source) -> None:
    got = fetch(source(live={**V3, "table": "50150NED"}), ["MoeiteMetRondkomen"], http)
    assert len(got.frame) == 12
    assert got.frame.set_index("region").loc["GM0114", ["value", "lower", "upper"]].tolist() == [
        15.1,
        14.2,
        16.0,
    ]


needs_all = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the full source files are not beside the project"
)


@pytest.fixture(scope="module")
def full() -> object:
    """The whole table, read once."""
    return rivm_50090ned_of(SOURCES, hosts=("dataderden.cbs.nl", "datasets.cbs.nl"))


@pytest.fixture(scope="module")
def full_expected() -> object:
    """What the reader makes of all eight workbooks."""
    return typed_dataset.read(sorted((SOURCES / "rivm-50090ned" / "raw").glob("*.xlsx")), {})


@EXHAUSTIVE
@needs_all
@pytest.mark.parametrize("protocol", [V3, V4], ids=["v3", "v4"])
def test_the_whole_of_50090ned(protocol, full, full_expected, source, monkeypatch) -> None:
    """17,341 regions, 35 topics, 138,728 rows, in pages as large as CBS's."""
    with Standin([full]) as server, client(read=60, deadline=120, max_bytes=200_000_000) as http:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        measures = sorted(full_expected["measure"].unique())
        regions = EVERY if protocol is V4 else ()
        got = fetch(source(live={**protocol, "table": "50090NED", "regions": regions}), measures, http)
    if protocol is V3:
        assert got.rows == 138_728
    alike(got.frame, full_expected)


@EXHAUSTIVE
@needs_all
def test_the_whole_of_50140ned(http, source, monkeypatch) -> None:
    file = next((SOURCES / "rivm-50140ned").glob("*.csv"))
    options = {"year": "2024", "population": "16-25", "missing": "onderdrukt"}
    expected = typed_dataset.read([file], options)
    with Standin([rivm_50140ned_of(SOURCES)], page3=100) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        live = {**V3, "table": "50140NED", "regions": ("NL", "GM", "GG0706")}
        got = fetch(source(live=live, options=options), sorted(expected["measure"].unique()), http)
    alike(got.frame, expected)
