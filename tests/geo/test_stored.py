"""Boundaries and list of regions change together, also when the writer is killed between any two steps."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo import stored
from monitor import swap
from tests.sweep import sampled

OLD, NEW = {"a": b"old a", "b": b"old b"}, {"a": b"new a", "b": b"new b", "c": b"c"}
KILLED = 9
STEPS = ("mkdir", "rename", "replace", "write_bytes", "unlink")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "regions.csv").write_bytes(b"old list")
    stored.write(tmp_path, OLD, b"old list")
    return tmp_path


def state(data: Path) -> tuple[dict[str, bytes], bytes]:
    return stored.read(data), (data / "regions.csv").read_bytes()


def test_the_first_boundaries_have_none_before_them(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_bytes(b"list")
    assert stored.write(tmp_path, OLD, b"list")
    assert not stored.write(tmp_path, OLD, b"list"), "nothing to do"
    with pytest.raises(stored.NothingBeforeError):
        stored.roll_back(tmp_path)
    assert state(tmp_path) == (OLD, b"list")


def test_back_and_forward(data: Path) -> None:
    assert stored.write(data, NEW, b"new list")
    assert state(data) == (NEW, b"new list")
    for expected in ((OLD, b"old list"), (NEW, b"new list"), (OLD, b"old list")):
        stored.roll_back(data)
        assert state(data) == expected
    assert stored.write(data, NEW, b"another list")
    stored.roll_back(data)
    assert state(data) == (OLD, b"old list")
    assert {path.name for path in data.iterdir()} == {"boundaries", "boundaries.previous", "regions.csv"}
    assert not (data / "boundaries" / "regions.csv").exists()


def test_a_list_that_changes_alone_is_a_change(data: Path) -> None:
    assert stored.write(data, OLD, b"new list")
    assert state(data) == (OLD, b"new list")


def killed_at(step: int, work: Callable[[], Any]) -> bool:
    """Do the work in a process that dies at its so-manieth change of a file; False when it was done before that."""
    child = os.fork()
    if child == 0:
        left = step

        def dying(change: Callable[..., Any]) -> Callable[..., Any]:
            def wrapped(*given: Any, **more: Any) -> Any:
                nonlocal left
                if left == 0:
                    os._exit(KILLED)
                left -= 1
                return change(*given, **more)

            return wrapped

        for name in STEPS:
            setattr(Path, name, dying(getattr(Path, name)))
        for module, name in ((stored, "exchange"), (stored.shutil, "rmtree"), (swap.os, "rename")):
            setattr(module, name, dying(getattr(module, name)))
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, KILLED)
    return os.waitstatus_to_exitcode(status) == KILLED


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("plain", [False, True], ids=["at once", "three renames"])
@pytest.mark.parametrize("back", [False, True], ids=["write", "roll back"])
@pytest.mark.parametrize("step", sampled(range(30), every=6))
def test_a_killed_writer_leaves_the_one_or_the_other(
    step: int, back: bool, plain: bool, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if plain:
        monkeypatch.setenv("MONITOR_PLAIN_RENAMES", "1")
    if back:
        stored.write(data, NEW, b"new list")
        killed = killed_at(step, lambda: stored.roll_back(data))
    else:
        killed = killed_at(step, lambda: stored.write(data, NEW, b"new list"))
    if not plain:
        assert stored.read(data) in (OLD, NEW), "who reads meanwhile finds all of one"
    stored.finish(data)
    assert state(data) in ((OLD, b"old list"), (NEW, b"new list"))
    assert not (data / "boundaries" / "regions.csv").exists()
    if not killed:
        assert state(data) == ((OLD, b"old list") if back else (NEW, b"new list"))
    assert {path.name for path in data.iterdir()} <= {"boundaries", "boundaries.previous", "regions.csv"}
    # Whatever happened, the next one works, and can be taken back.
    before = state(data)
    assert stored.write(data, {"d": b"d"}, b"third list")
    stored.roll_back(data)
    assert state(data) == before
