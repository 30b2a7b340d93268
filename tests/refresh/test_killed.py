"""A writer killed at any moment leaves a whole snapshot, and readers never see a mixture."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from itertools import count
from pathlib import Path

import pandas as pd
import pytest

from monitor import columnar, snapshot
from monitor.embedded import EmbeddedStore
from monitor.observations import COLUMNS
from monitor.store import snapshot_version, store
from tests.sweep import EXHAUSTIVE, sampled

FILES = 6
ROWS = 40

KILLS = 25

#: For each number it reads, a child that writes snapshots from that number on until it is killed. A child of a process
#: that has everything loaded begins at once.
WRITERS = """
import itertools, os, sys
from itertools import count
from pathlib import Path
from monitor import snapshot
from tests.refresh.test_killed import edition
folder = Path(sys.argv[1])
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        for number in itertools.count(int(line)):
            snapshot.write(edition(number), folder, beside={"freshness.json": str(number)})
            print(number, flush=True)
    print("pid", child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


def edition(number: int) -> pd.DataFrame:
    """A snapshot that tells in every row which one it is."""
    rows = [
        (
            f"i{file:02d}",
            "18+",
            f"GM{place:04d}",
            2020,
            float(number),
            None,
            None,
            "definitief",
            None,
            "gepubliceerd",
            None,
            "S",
        )
        for file in range(FILES)
        for place in range(ROWS)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for column in ("lower", "upper", "coverage"):
        frame[column] = frame[column].astype(float)
    return frame


def whole(frame: pd.DataFrame) -> int:
    """Which edition this is. Errors: AssertionError for a mixture or a part."""
    assert len(frame) == FILES * ROWS
    assert frame["value"].nunique() == 1
    return int(frame["value"].iloc[0])


@pytest.mark.parametrize("plain", sampled([False, True]), ids=["exchange", "three renames"])
@EXHAUSTIVE
def test_kill_9_at_any_moment(tmp_path: Path, plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "observations"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    if plain:
        environment["MONITOR_PLAIN_RENAMES"] = "1"
        monkeypatch.setenv("MONITOR_PLAIN_RENAMES", "1")
    snapshot.write(edition(0), folder, beside={"freshness.json": "0"})
    dice = random.Random(4)
    stop, seen, wrong = threading.Event(), set(), []

    def read_on() -> None:
        while not stop.is_set():
            try:
                seen.add(whole(store(folder).observations()))
                seen.add(whole(snapshot.read(folder)))
            except Exception as error:
                wrong.append(repr(error))
            time.sleep(0.02)

    reader = threading.Thread(target=read_on)
    writers = subprocess.Popen(
        [sys.executable, "-c", WRITERS, str(folder)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert writers.stdin
    assert writers.stdout
    reader.start()
    last = 0
    try:
        # On a busy machine a writer is killed before it wrote anything: on until the reader saw some editions.
        for kills in count(1):
            print(last + 1, file=writers.stdin)
            said = writers.stdout.readline().split()
            while said[0] != "pid":
                said = writers.stdout.readline().split()
            time.sleep(dice.uniform(0, 0.2))
            os.kill(int(said[1]), signal.SIGKILL)
            told = [last]
            while (line := writers.stdout.readline().strip()) != "dead":
                told.append(int(line))
            number = whole(snapshot.read(folder))
            assert whole(EmbeddedStore(folder).observations()) == number
            # What was said to be written is there, or the one that was put in place when the writer died.
            assert number - max(told) in (0, 1)
            last = number
            if (kills >= KILLS and len(seen) > 3) or kills == 20 * KILLS:
                break
    finally:
        stop.set()
        reader.join()
        writers.stdin.close()
        writers.wait()
    assert wrong == []
    assert len(seen) > 3
    # The next writer finds its way, clears away what was left, and keeps the last one.
    snapshot.write(edition(last + 1), folder, beside={"freshness.json": str(last + 1)})
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != columnar.FOLDER) == [
        "freshness.json", "freshness.json.previous", "observations", "observations.previous",
    ]  # fmt: skip
    assert whole(snapshot.read(tmp_path / "observations.previous")) == last
    snapshot.roll_back(folder)
    assert whole(snapshot.read(folder)) == last
    assert (tmp_path / "freshness.json").read_text() == str(last)


@pytest.mark.parametrize("plain", sampled([False, True]), ids=["exchange", "three renames"])
@EXHAUSTIVE
def test_broken_off_at_every_step(tmp_path: Path, plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change on disk is one place to die at: after each, the snapshot is whole and the next write goes well."""
    if plain:
        monkeypatch.setenv("MONITOR_PLAIN_RENAMES", "1")
    steps = 0
    for step in range(1, 60):
        folder = tmp_path / f"{step}" / "observations"
        snapshot.write(edition(1), folder, beside={"freshness.json": "1"})
        snapshot.write(edition(2), folder, beside={"freshness.json": "2"})
        if not _dies_at(step, folder):
            steps = step
            break
        assert whole(snapshot.read(folder)) in (2, 3)
        now = whole(snapshot.read(folder))
        snapshot.write(edition(4), folder, beside={"freshness.json": "4"})
        assert whole(snapshot.read(folder)) == 4
        assert whole(snapshot.read(folder.with_name("observations.previous"))) == now
        assert folder.with_name("freshness.json.previous").read_text() == str(now)
        assert len(list(folder.parent.iterdir())) == 4
    assert steps > 8, "every step was counted"


def _dies_at(step: int, folder: Path) -> bool:
    """Write edition 3 in a child that kills itself just before its step-th change on disk; False when it lived."""
    child = os.fork()
    if child == 0:
        left = [step]

        def mortal(original):  # type: ignore[no-untyped-def]
            def call(*arguments, **options):  # type: ignore[no-untyped-def]
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return original(*arguments, **options)

            return call

        for name in ("rename", "replace", "unlink", "mkdir"):
            setattr(Path, name, mortal(getattr(Path, name)))
        snapshot.shutil.rmtree = mortal(snapshot.shutil.rmtree)
        snapshot.exchange = mortal(snapshot.exchange)
        os.rename = mortal(os.rename)
        try:
            snapshot.write(edition(3), folder, beside={"freshness.json": "3"})
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_store_is_never_kept_under_another_version(tmp_path: Path) -> None:
    folder = tmp_path / "observations"
    snapshot.write(edition(1), folder)
    first, version = store(folder), snapshot_version(folder)
    snapshot.write(edition(2), folder)
    assert whole(store(folder).observations()) == 2
    snapshot.roll_back(folder)
    assert snapshot_version(folder) == version
    assert store(folder) is first
    assert whole(store(folder).observations()) == 1


def test_a_write_on_a_snapshot_that_somebody_else_replaced_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "observations"
    snapshot.write(edition(1), folder)
    _, version = snapshot.read_version(folder)
    snapshot.write(edition(2), folder)
    with pytest.raises(snapshot.ChangedMeanwhileError):
        snapshot.write(edition(3), folder, expected=version)
    assert whole(snapshot.read(folder)) == 2


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "observations"
    snapshot.write(edition(1), folder)

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot, "_write_file", full)
    with pytest.raises(OSError, match="No space"):
        snapshot.write(edition(2), folder)
    assert whole(snapshot.read(folder)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["observations"]


def test_without_a_folder_a_reader_hears_so_at_once(tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(FileNotFoundError):
        store(tmp_path / "observations")
    assert snapshot.read(tmp_path / "observations").empty
    assert time.monotonic() - started < 1
