"""The fast form of a snapshot: the figures of the CSVs, whatever became of the file itself."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from monitor import columnar, snapshot
from monitor.embedded import EmbeddedStore
from tests.refresh.test_killed import edition


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    snapshot.write(edition(1), tmp_path / "observations")
    return tmp_path / "observations"


def files(folder: Path) -> list[Path]:
    return sorted((folder.parent / columnar.FOLDER).iterdir())


def same(folder: Path) -> bool:
    asked, written = (
        rows.astype(object).where(rows.notna(), None)
        for rows in (EmbeddedStore(folder).observations(), snapshot.read(folder))
    )
    pd.testing.assert_frame_equal(asked, written)
    return True


def test_it_is_made_once_and_holds_what_the_csvs_hold(folder: Path) -> None:
    assert same(folder)
    (made,) = files(folder)
    before = made.stat().st_ino
    assert same(folder)
    assert [file.stat().st_ino for file in files(folder)] == [before]


def test_other_figures_have_a_file_of_their_own(folder: Path) -> None:
    assert same(folder)
    for number in range(2, 9):
        snapshot.write(edition(number), folder)
        assert same(folder)
    assert len(files(folder)) == columnar.KEPT


def test_one_that_was_cut_off_is_made_again(folder: Path) -> None:
    assert same(folder)
    (made,) = files(folder)
    made.write_bytes(made.read_bytes()[:-40])
    assert same(folder)


def test_where_nothing_can_be_written_the_figures_are_held_in_memory(folder: Path) -> None:
    (folder.parent / columnar.FOLDER).write_text("a file where the folder would be")
    assert same(folder)


def test_a_broken_csv_is_refused_with_the_fast_form_there(folder: Path) -> None:
    assert same(folder)
    broken = next(folder.glob("*.csv"))
    broken.write_bytes(broken.read_bytes()[:-10])
    os.utime(folder)
    with pytest.raises(Exception, match="niet zoals"):
        EmbeddedStore(folder)
