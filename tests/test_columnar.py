"""The fast form of a snapshot: the figures of the CSVs, whatever became of the file itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from monitor import columnar, manifest, snapshot
from monitor.embedded import OBSERVATIONS, EmbeddedStore
from monitor.engine import Store
from monitor.manifest import BrokenSnapshotError
from tests.refresh.test_killed import edition


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    snapshot.write(edition(1), tmp_path / "observations")
    return tmp_path / "observations"


def files(folder: Path) -> list[Path]:
    return sorted((folder.parent / columnar.FOLDER).glob("*.parquet"))


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


def test_what_there_is_is_counted_once_and_the_same_afterwards(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = EmbeddedStore(folder).availability()
    (beside,) = (folder.parent / columnar.FOLDER).glob("*.counted")
    beside.write_bytes(beside.read_bytes()[:-40])
    pd.testing.assert_frame_equal(EmbeddedStore(folder).availability(), counted)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "availability", lambda _: pytest.fail("counted again"))
        pd.testing.assert_frame_equal(EmbeddedStore(folder).availability(), counted)
    snapshot.write(edition(2).iloc[1:], folder)
    other = EmbeddedStore(folder).availability()
    assert other["n"].sum() < counted["n"].sum()
    pd.testing.assert_frame_equal(other, Store.availability(EmbeddedStore(folder)))


def test_the_rows_of_wijken_are_in_groups_of_their_own(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OBSERVATIONS, tmp_path / "observations"))
    file = columnar.kept(folder, *columnar.checked(folder))
    assert isinstance(file, Path)
    about = pq.read_metadata(file)
    at = about.schema.to_arrow_schema().get_field_index("region")
    of_groups = [about.row_group(number).column(at).statistics for number in range(about.num_row_groups)]
    assert {(group.min[:2] == "WK", group.max[:2] == "WK") for group in of_groups} == {
        (True, True),
        (False, False),
    }


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


@pytest.mark.parametrize("disk", [True, False])
def test_a_large_one_is_made_on_disk_where_there_is_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch, disk: bool
) -> None:
    def no_disk() -> str:
        raise FileNotFoundError

    made = []
    monkeypatch.setattr(columnar, "_IN_MEMORY", 100)
    real = columnar.tempfile.SpooledTemporaryFile
    monkeypatch.setattr(
        columnar.tempfile, "SpooledTemporaryFile", lambda most: made.append(real(most)) or made[-1]
    )
    if not disk:
        monkeypatch.setattr(columnar.tempfile, "gettempdir", no_disk)
    assert same(folder)
    assert [file._rolled for file in made] == [True] * disk


def test_a_broken_csv_is_refused_with_the_fast_form_there(folder: Path) -> None:
    assert same(folder)
    broken = next(folder.glob("*.csv"))
    broken.write_bytes(broken.read_bytes()[:-10])
    os.utime(folder)
    with pytest.raises(Exception, match="niet zoals"):
        EmbeddedStore(folder)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose files were read and hashed; files count as settled at once."""
    monkeypatch.setattr(columnar, "SETTLED", 0)
    asked: list[Path] = []
    real = manifest.checked

    def reads(at: Path, *each: Any) -> Any:
        asked.append(at)
        return real(at, *each)

    monkeypatch.setattr(manifest, "checked", reads)
    return asked


def test_files_that_were_held_against_the_manifest_are_not_read_again(
    folder: Path, hashed: list[Path]
) -> None:
    for _ in range(4):
        EmbeddedStore(folder)
    assert len(hashed) == 1


def test_a_file_of_this_moment_is_read_again(
    folder: Path, hashed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columnar, "SETTLED", 10**15)
    for _ in range(4):
        EmbeddedStore(folder)
    assert len(hashed) == 4


def in_place(file: Path) -> None:
    """Other figures of the same size, and the time put back."""
    before, content = file.stat(), file.read_bytes()
    file.write_bytes(content.replace(b"1", b"2"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(file: Path) -> None:
    before, content = file.stat(), file.read_bytes()
    new = file.with_suffix(".tmp")
    new.write_bytes(content.replace(b"1", b"2"))
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(file)


def doubled(file: Path) -> None:
    file.with_name("extra.csv").write_bytes(file.read_bytes())


@pytest.mark.parametrize("change", [in_place, replaced, doubled, Path.unlink])
def test_whatever_changes_is_found_all_the_same(
    folder: Path, hashed: list[Path], change: Callable[[Path], object]
) -> None:
    for _ in range(3):
        EmbeddedStore(folder)
    file = next(file for file in folder.glob("*.csv") if b"1" in file.read_bytes())
    change(file)
    with pytest.raises(BrokenSnapshotError):
        EmbeddedStore(folder)


def test_figures_of_another_contract_are_refused_also_when_they_were_seen(
    folder: Path, hashed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        EmbeddedStore(folder)
    for module in (manifest, columnar):
        monkeypatch.setattr(module, "READ", (99,))
    with pytest.raises(BrokenSnapshotError, match="datacontract"):
        EmbeddedStore(folder)
