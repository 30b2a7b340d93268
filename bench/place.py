"""A copy of the monitor that may be spoiled."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.server import ROOT

#: What the running monitor has no need of.
_LEFT_OUT = ("tests/", "docs/", ".ci/")


def copied(to: Path) -> Path:
    """Copy everything that the monitor runs on to a folder; returns its data folder."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in listed.splitlines():
        if not name.startswith(_LEFT_OUT) and (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to / name)
    return to / "data"


@contextmanager
def copy() -> Iterator[Path]:
    """The folder of a copy, gone afterwards."""
    with tempfile.TemporaryDirectory() as place:
        copied(Path(place))
        yield Path(place)


def put(file: Path, content: bytes) -> None:
    """A new file in the place of the old one, as an editor or a git pull does."""
    new = file.with_name(file.name + ".tmp")
    new.write_bytes(content)
    new.replace(file)
