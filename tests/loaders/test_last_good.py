"""Whatever becomes of the files, a running monitor keeps the last good figures, and a starting one takes those before."""

from __future__ import annotations

from pathlib import Path

import pytest

from attack.spoiled import FAULTS, Spoil
from monitor import manifest, snapshot
from monitor import store as read
from monitor.catalogue import DATA
from monitor.engine import Store
from monitor.errors import NoFiguresError
from monitor.store import state, store
from tests.sweep import EXHAUSTIVE, sampled

FILE = "moeite_rondkomen.csv"
FEW = ("moeite_rondkomen", "roken", "bevolking")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A snapshot of a few of the project's own figures, with one of one figure less before it."""
    whole = snapshot.read(DATA / "observations")
    for indicators in (FEW[:2], FEW):
        snapshot.write(whole[whole["indicator"].isin(indicators)], tmp_path / "observations")
    return tmp_path / "observations"


def put(file: Path, content: bytes) -> None:
    """A new file in the place of the old one, as an editor or a git pull does."""
    new = file.with_name(file.name + ".tmp")
    new.write_bytes(content)
    new.replace(file)


def figure(found: Store) -> float:
    rows = found.observations("moeite_rondkomen", populations="18+", regions=["GM0114"], years=[2020])
    return float(rows["value"].item())


@pytest.mark.parametrize("spoil", sampled(FAULTS.values(), every=5), ids=list(FAULTS))
def test_a_running_monitor_keeps_its_figures(folder: Path, spoil: Spoil) -> None:
    good = store(folder)
    content = (folder / FILE).read_bytes()
    put(folder / FILE, spoil(content))
    found = state(folder)
    assert found.store is good
    assert found.refused
    assert found.refused.startswith(FILE)
    assert not found.previous
    assert figure(found.store) == 12.5
    put(folder / FILE, content)
    assert state(folder).refused is None
    assert figure(store(folder)) == 12.5


@pytest.mark.parametrize("spoil", sampled(FAULTS.values(), every=5), ids=list(FAULTS))
def test_a_starting_monitor_takes_the_figures_of_before(folder: Path, spoil: Spoil) -> None:
    content = (folder / FILE).read_bytes()
    put(folder / FILE, spoil(content))
    found = state(folder)
    assert found.previous
    assert found.refused
    assert set(found.store.observations()["indicator"]) == {"moeite_rondkomen", "roken"}
    assert figure(found.store) == 12.5
    put(folder / FILE, content)
    assert state(folder).refused is None
    assert set(store(folder).observations()["indicator"]) == set(FEW)


def test_files_that_come_and_go(folder: Path) -> None:
    good = store(folder)
    (folder / "extra.csv").write_bytes((folder / FILE).read_bytes())
    assert state(folder).refused == "extra.csv hoort er niet bij"
    (folder / "extra.csv").unlink()
    assert state(folder).refused is None
    (folder / FILE).rename(folder.parent / "away.csv")
    assert state(folder).refused == f"{FILE} ontbreekt"
    assert figure(store(folder)) == 12.5
    (folder.parent / "away.csv").rename(folder / FILE)
    folder.rename(folder.parent / "away")
    assert state(folder).refused
    assert figure(store(folder)) == 12.5
    (folder.parent / "away").rename(folder)
    assert state(folder).refused is None
    assert store(folder).manifest == good.manifest


def test_what_is_broken_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(folder)
    put(folder / FILE, b"")
    state(folder)
    looked: list[Path] = []

    def looks(at: Path) -> object:
        looked.append(at)
        return real(at)

    real = manifest.checked
    monkeypatch.setattr(manifest, "checked", looks)
    for _ in range(20):
        assert state(folder).refused
    assert looked == []


def test_new_figures_take_the_place_of_the_last_good_ones(folder: Path) -> None:
    whole = snapshot.read(folder)
    store(folder)
    put(folder / FILE, b"")
    assert state(folder).refused
    changed = whole.assign(value=whole["value"].where(whole["region"] != "GM0114", 33.3))
    snapshot.write(changed, folder)
    assert state(folder).refused is None
    assert figure(store(folder)) == 33.3


def test_without_any_good_figures_it_says_why(folder: Path) -> None:
    put(folder / FILE, b"")
    put(folder.with_name("observations.previous") / FILE, b"")
    for _ in range(2):
        with pytest.raises(NoFiguresError, match=FILE):
            state(folder)


def test_figures_may_come_later(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store(tmp_path / "observations")
    whole = snapshot.read(DATA / "observations")
    snapshot.write(whole[whole["indicator"] == "moeite_rondkomen"], tmp_path / "observations")
    assert figure(store(tmp_path / "observations")) == 12.5


@EXHAUSTIVE
def test_no_more_than_two_snapshots_are_kept(folder: Path) -> None:
    whole = snapshot.read(folder)
    for number in range(5):
        snapshot.write(whole.assign(lower=None, upper=None, value=whole["value"] + number), folder)
        store(folder)
    assert len(read._reader(folder)._kept) == 2
