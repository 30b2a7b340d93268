"""What an edition lays out of a snapshot, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from compare.edition import SHOWN, Edition, edition
from monitor import snapshot
from monitor.embedded import EmbeddedStore

ELSEWHERE = "WK003700"


def test_of_wijken_those_of_the_province_are_read(tmp_path: Path) -> None:
    whole, pair = edition(), ("overgewicht", "18+")
    rows = whole.store.observations(pair[0])
    of_wijk = rows[rows["region"].str.startswith("WK") & (rows["population"] == pair[1])]
    assert not of_wijk.empty
    there = of_wijk["region"].iloc[0]
    more = pd.concat([rows, of_wijk[of_wijk["region"] == there].assign(region=ELSEWHERE)])
    snapshot.write(more.sort_values(["population", "region", "year"]), tmp_path / "observations")
    other = Edition(whole.catalogue, EmbeddedStore(tmp_path / "observations"))
    assert len(other.store.observations(beginning=[ELSEWHERE, there])) > len(
        other.store.observations(beginning=there)
    )
    pd.testing.assert_frame_equal(other.figures[pair].within("wijk"), whole.figures[pair].within("wijk"))
    assert other.figures[pair].of(there)
    assert not other.figures[pair].of(ELSEWHERE)


def test_the_regions_that_pages_show_are_all_of_the_snapshot() -> None:
    store = edition().store
    pd.testing.assert_frame_equal(store.observations("roken", beginning=SHOWN), store.observations("roken"))
    assert not ELSEWHERE.startswith(tuple(SHOWN))
