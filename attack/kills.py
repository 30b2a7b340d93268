"""Kill a refresh at any moment: the figures are the old ones or the new ones, whole, and the next refresh comes through.

The stand-in of the publishers serves whole tables: a refresh refuses a table of a few gemeenten where there were all.
Where the files of those tables are not beside the project, tests/refresh/test_killed.py kills refreshes of small ones.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from attack.report import Report
from bench.place import copy
from bench.refresh import WORKBOOKS, standin
from monitor import manifest

KILLS = 20
#: Folders that say that the new figures are being written or put in place.
_WRITING = ("observations.new", "observations.ready-*")


def run(_: str, report: Report) -> None:
    """On copies, against the stand-in of the publishers."""
    if not WORKBOOKS.is_dir():
        report.say(f"left out: there are no files of whole tables in {WORKBOOKS.parent}")
        return
    with standin("--full") as upstream, copy() as place:
        _kill(place, upstream, report)


def _kill(place: Path, upstream: str, report: Report) -> None:
    chance, data = random.Random(1), place / "data"
    shutil.copytree(data, place / "kept")
    old = manifest.check(data / "observations").digest
    start = time.monotonic()
    code = _refresh(place, upstream).wait()
    whole = time.monotonic() - start
    new = manifest.check(data / "observations").digest
    report.say(f"a whole refresh takes {whole:.0f} s and ends with {code}")
    report.expect(old != new, "it brings other figures")
    ends: list[str] = []
    for number in range(KILLS):
        shutil.rmtree(data)
        shutil.copytree(place / "kept", data)
        process = _refresh(place, upstream)
        late = number % 2 == 1
        if late:
            while process.poll() is None and not any(any(data.glob(name)) for name in _WRITING):
                time.sleep(0.001)
        _sleep_or_end(process, chance.uniform(0, 3 if late else whole))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        try:
            now = manifest.check(data / "observations").digest
            ends.append("old" if now == old else "new" if now == new else "another")
        except (manifest.BrokenSnapshotError, FileNotFoundError) as error:
            ends.append(f"broken: {error}")
        if number % 5 == 4:
            again = _refresh(place, upstream).wait()
            good = again == code and manifest.check(data / "observations").digest == new
            report.expect(good, f"the refresh after kill {number + 1} comes through")
    report.expect(
        set(ends) <= {"old", "new"}, f"{KILLS} kills: {ends.count('old')} old, {ends.count('new')} new"
    )


def _refresh(place: Path, upstream: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "loaders.refresh"],
        cwd=place,
        env={**os.environ, "MONITOR_UPSTREAM": upstream},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _sleep_or_end(process: subprocess.Popen[bytes], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        time.sleep(0.005)
