"""The boundary files and the list of regions on disk: replaced together in one step, the ones before kept.

``boundaries`` and ``regions.csv`` belong together: a boundary has a name only through the list. So the folder that is
replaced takes its list along, as ``regions.csv`` inside it. Such a list in the folder in use says that a replacement
was broken off there: it is then put back. (A list that has regions more than the boundaries draw does no harm.)
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from monitor.swap import aside, exchange, kept_on_disk, one_writer

FOLDER, LIST = "boundaries", "regions.csv"
PREVIOUS = "boundaries.previous"
_NEW, _GONE = "boundaries.tmp", "boundaries.gone.tmp"


class NothingBeforeError(RuntimeError):
    """There are no earlier boundaries to put back."""


def read(data: Path) -> dict[str, bytes]:
    """Return the boundary files in use, by level; empty when there are none."""
    return {file.stem: file.read_bytes() for file in sorted((data / FOLDER).glob("*.geojson"))}


def write(data: Path, layers: Mapping[str, bytes], regions: bytes) -> bool:
    """Replace boundaries and list of regions; False when they are already so. Errors: OSError, then nothing changed."""
    with one_writer(data):
        recover(data)
        folder, new = data / FOLDER, data / _NEW
        if read(data) == layers and (data / LIST).read_bytes() == regions:
            return False
        try:
            new.mkdir()
            for level, content in layers.items():
                _write(new / f"{level}.geojson", content)
            kept_on_disk(new)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        if not folder.exists():
            _replace(data / LIST, regions)
            new.rename(folder)
            return True
        _replace(folder / LIST, (data / LIST).read_bytes())
        try:
            _replace(data / LIST, regions)
            exchange(new, folder)
        except BaseException:
            recover(data)
            raise
        kept_on_disk(data)
        _become_previous(data, new)
    return True


def finish(data: Path) -> None:
    """Finish or undo what a killed writer left behind, before anything is read."""
    with one_writer(data):
        recover(data)


def roll_back(data: Path) -> None:
    """Put the boundaries before these back; these become the ones before, so twice is forward again.

    Errors: NothingBeforeError.
    """
    with one_writer(data):
        recover(data)
        folder, previous = data / FOLDER, data / PREVIOUS
        if not (previous / LIST).is_file():
            raise NothingBeforeError
        _replace(folder / LIST, (data / LIST).read_bytes())
        exchange(previous, folder)
        kept_on_disk(data)
        _put_list_back(data)


def recover(data: Path) -> None:
    """Finish or undo what a killed writer left; for a writer that holds the lock."""
    folder, new = data / FOLDER, data / _NEW
    if aside(folder).exists():
        # An exchange by three renames was broken off: what is aside was in use.
        if folder.exists():
            shutil.rmtree(new, ignore_errors=True)
        aside(folder).rename(new if folder.exists() else folder)
    _put_list_back(data)
    if (new / LIST).is_file():
        _become_previous(data, new)
    for leftover in (_NEW, _GONE):
        shutil.rmtree(data / leftover, ignore_errors=True)
    (data / f"{LIST}.tmp").unlink(missing_ok=True)


def _put_list_back(data: Path) -> None:
    kept = data / FOLDER / LIST
    if kept.is_file():
        _replace(data / LIST, kept.read_bytes())
        kept.unlink()


def _become_previous(data: Path, replaced: Path) -> None:
    previous, gone = data / PREVIOUS, data / _GONE
    shutil.rmtree(gone, ignore_errors=True)
    if previous.exists():
        previous.rename(gone)
    replaced.rename(previous)
    shutil.rmtree(gone, ignore_errors=True)


def _replace(file: Path, content: bytes) -> None:
    unfinished = file.with_name(file.name + ".tmp")
    _write(unfinished, content)
    unfinished.replace(file)


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    kept_on_disk(file)
