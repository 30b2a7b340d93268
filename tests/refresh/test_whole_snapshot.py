"""From an empty folder: what is fetched, and what comes in as a file, make the same figures as the file build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders import add, build, refresh
from loaders.build import source_files
from monitor import freshness, snapshot
from monitor.catalogue import DATA, load
from monitor.observations import KEY
from tests.sweep import EXHAUSTIVE
from tests.upstream.conftest import client
from tests.upstream.standin import Standin
from tests.upstream.standin.pdok import Pdok, neighbourhood_layers
from tests.upstream.standin.published import SOURCES, tables
from tests.workbook.test_full_sources import ONLY_BY_READER

#: Fetched from the table itself -> the file that somebody copied of it.
SAME = {"CBS-86161NED": "CBS-inkomen-2024", "CBS-KWB-2023-statline": "CBS-KWB-2023-drenthe"}
#: Nobody recorded these tables, so the stand-in does not have them.
NOT_RECORDED = {"CBS-KWB-2025", "CBS-KWB-2024-statline", "CBS-KWB-2025-statline", "CBS-86131NED", "CBS-86132NED",
                "CBS-85146NED", "CBS-85146NED-samenhang", "CBS-85533NED", "CBS-GZM-2016", "CBS-GZM-2020", "CBS-GZM-2024",
                "CBS-71950ned", "CBS-81877NED", "RIVM-50150NED-overig"}  # fmt: skip
#: Left out of the collected file, so that the file build calculates it (where it has enough gemeenten).
NEDERLAND_2020 = ("bevolking", "personen", "NL00", 2020)
#: Of this table two of the measures were recorded.
MEASURES_NOT_RECORDED = {"CBS-GZM-2022": {"ervaren_gezondheid_ggd", "langdurige_aandoening_ggd"}}
COMPARED = ["value", "lower", "upper", "status", "missing", "source"]


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    load.cache_clear()


def rebuilt(
    sources: Path, data: Path, monkeypatch: pytest.MonkeyPatch, *, files_first: bool = False
) -> pd.DataFrame:
    """The snapshot of a refresh against the stand-in, and of the workbook door for what has no service."""
    if files_first:
        _through_the_door(sources, data)
    patient: dict[str, Any] = {"attempts": 2, "read": 60, "deadline": 120, "max_bytes": 200_000_000}
    pdok = Pdok({}, neighbourhoods=neighbourhood_layers(sources))
    with Standin(tables(sources), rooms=pdok.rooms) as standin:
        monkeypatch.setenv("MONITOR_UPSTREAM", standin.url)
        # 1: tables that nobody recorded are not there.
        assert refresh.main(["--data", str(data)], http=lambda: client(**patient)) in (refresh.FRESH, 1)
    if not files_first:
        _through_the_door(sources, data)
    return snapshot.read(data / "observations")


def _through_the_door(sources: Path, data: Path) -> None:
    catalogue = load(data / "catalogue")
    live = refresh.live_sources(catalogue)
    used = {dataset.source for indicator in catalogue.indicators.values() for dataset in indicator.datasets}
    for source in (catalogue.sources[id] for id in sorted(used - set(live) - ONLY_BY_READER)):
        if source.reader:
            files = [str(file) for file in source_files(source, sources)]
            code = add.main([*files, "--dataset", source.id, "--data", str(data), "--yes"])
            # A file may hold years that the catalogue does not take, or figures that were fetched, or nothing else.
            assert code in (add.DONE, add.PARTLY) or (code == add.UNREADABLE and source.id in SAME.values())


def compare(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Check that every figure and gap is there, and nothing else but gaps."""
    found = found.assign(source=found["source"].replace(SAME)).set_index(KEY).sort_index()
    expected = expected.set_index(KEY).sort_index()
    # The services say of every region that there is no figure, the files leave regions out.
    extra = found[~found.index.isin(expected.index)]
    assert extra.drop(NEDERLAND_2020, errors="ignore")["value"].isna().all()
    there = found.reindex(expected.index)
    pd.testing.assert_frame_equal(there[COMPARED], expected[COMPARED], check_exact=True)
    published = expected.index == NEDERLAND_2020
    same = there.loc[~published, ["origin", "coverage"]]
    figure = expected.loc[~published, "value"].notna()
    pd.testing.assert_frame_equal(same[figure], expected.loc[~published, ["origin", "coverage"]][figure])


@pytest.mark.parametrize("files_first", [False, True])
@EXHAUSTIVE
def test_few_figures_of_every_kind(
    upstream: Path,
    small_catalogue: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files_first: bool,
) -> None:
    built = tmp_path / "built"
    arguments = ["--sources", str(upstream), "--catalogue", str(small_catalogue), "--out", str(built)]
    assert build.main(arguments) == 0
    data = tmp_path / "data"
    shutil.copytree(small_catalogue, data / "catalogue")
    found = rebuilt(upstream, data, monkeypatch, files_first=files_first)
    compare(found, snapshot.read(built / "observations"))


@EXHAUSTIVE
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the full source files are not beside the project")
def test_the_committed_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA / "catalogue", data / "catalogue")
    live = refresh.live_sources(load(data / "catalogue"))
    found = rebuilt(SOURCES, data, monkeypatch)
    committed = snapshot.read(DATA / "observations")
    out = committed["source"].isin(ONLY_BY_READER)
    for source, measures in MEASURES_NOT_RECORDED.items():
        out |= (committed["source"] == source) & committed["indicator"].isin(measures)
    # The copied file has the gaps of gemeenten outside Drenthe, the recorded table leaves them out.
    out |= committed["value"].isna() & committed["source"].isin(SAME.values())
    compare(found, committed[~out])
    known = freshness.read(data)
    assert {id for id in live if known[id].fetched is None} == NOT_RECORDED
