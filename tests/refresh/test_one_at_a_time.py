"""Two refreshes at once: the second one says so and does nothing. A lock of a killed one is no lock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.refreshing.lock import BusyError, only_one
from tests.refresh.conftest import Place

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from loaders.refreshing.lock import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(place: Place):  # type: ignore[no-untyped-def]
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(place.data / ".refresh" / "lock")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_the_second_refuses(place: Place, holder: subprocess.Popen[str]) -> None:
    assert place.refresh() == 3
    assert f"Er wordt al ververst (proces {holder.pid}, sinds " in place.said
    assert place.publisher.asked == []
    assert place.refresh("--rollback") == 3


def test_a_killed_one_holds_nothing(place: Place, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert place.refresh() == 0


def test_the_same_process_cannot_hold_it_twice(tmp_path: Path) -> None:
    with only_one(tmp_path / "lock"), pytest.raises(BusyError), only_one(tmp_path / "lock"):
        pass
    with only_one(tmp_path / "lock"):
        pass
