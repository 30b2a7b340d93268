"""The committed snapshot on disk: one CSV per indicator, written so that a change of a figure is one changed line.

CSV and not Parquet: a person opens it, and a pull request shows which figures an update changed. Columns are those
of the data contract without ``indicator``, which is the file's name; rows are sorted by key; a number is written
in its shortest form; an empty cell is no value, and an empty ``origin`` is "gepubliceerd", as nearly every row is.

A new snapshot takes the place of the old one in one step, and the old one stays as ``observations.previous``. A
writer that is killed leaves at most things beside the snapshot that the next one clears away:
``observations.new`` (unfinished) and ``observations.ready-<inode>``: complete. Its number tells what it is: the folder
that was to be put in place, or, when another folder bears that number, the one it has replaced.
"""

from __future__ import annotations

import csv
import math
import os
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import pandas as pd

from monitor import manifest
from monitor.observations import COLUMNS, KEY, PUBLISHED
from monitor.swap import aside, exchange, kept_on_disk, one_writer, place

T = TypeVar("T")

FILE_COLUMNS = [column for column in COLUMNS if column != "indicator"]
NUMBERS = ("value", "lower", "upper", "coverage")
#: The file beside the snapshot that tells how fresh its figures are: it goes wherever the snapshot goes.
FRESHNESS = "freshness.json"
PREVIOUS = ".previous"
_READY = ".ready"
#: Seconds to wait for a folder that is being put in place, and how often.
_PAUSE, _ATTEMPTS = 0.05, 40


class ChangedMeanwhileError(RuntimeError):
    """Somebody else replaced the snapshot since it was read; nothing was written."""


def version(folder: Path) -> str:
    """A short text that changes when the snapshot does: a write replaces the whole folder.

    Asked many times per page, so it looks at the folder only, not at its files. Errors: FileNotFoundError.
    """
    try:
        seen = folder.stat()
    except FileNotFoundError:
        seen = place(folder).stat()
    return f"{seen.st_ino:x}-{seen.st_mtime_ns:x}"


def steady(folder: Path, reading: Callable[[Path], T]) -> tuple[T, str]:
    """Return what ``reading`` makes of the folder, all of one version, and which version that is.

    Reads again when the snapshot was replaced meanwhile. Errors: those of ``reading`` on a folder that stayed.
    """
    for attempt in range(_ATTEMPTS):
        try:
            before = version(folder)
        except FileNotFoundError:
            if attempt == _ATTEMPTS - 1 or not _being_replaced(folder):
                raise
            time.sleep(_PAUSE)
            continue
        try:
            content = reading(place(folder))
        except Exception:
            # Files that went while they were read: no fault of theirs.
            if _version_or_none(folder) == before:
                raise
            continue
        if _version_or_none(folder) == before:
            return content, before
    raise ChangedMeanwhileError(f"{folder} is replaced again and again")


def _version_or_none(folder: Path) -> str | None:
    try:
        return version(folder)
    except FileNotFoundError:
        return None


def _being_replaced(folder: Path) -> bool:
    return aside(folder).exists() or any(folder.parent.glob(f"{folder.name}{_READY}-*"))


def write(
    observations: pd.DataFrame,
    folder: Path,
    *,
    beside: Mapping[str, str] | None = None,
    expected: str | None = None,
) -> int:
    """Replace the snapshot in ``folder`` by these observations (data contract); return its size in bytes.

    Readers see the old snapshot or the new one, never a mixture, also when this process is killed. The old one becomes
    the previous one. ``beside`` are texts of files next to the folder that belong to the new snapshot, by name.
    Errors: ChangedMeanwhileError when the snapshot is no longer the version ``expected``; OSError (then nothing changed).
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with one_writer(folder.parent):
        recover(folder)
        if expected is not None and _version_or_none(folder) != expected:
            raise ChangedMeanwhileError(f"{folder} was replaced by somebody else")
        new = folder.with_name(folder.name + ".new")
        try:
            new.mkdir()
            for indicator, rows in observations.groupby("indicator", sort=True):
                _write_file(rows.sort_values(KEY), new / f"{indicator}.csv")
            size = sum(file.stat().st_size for file in new.iterdir())
            manifest.write(new)
            kept_on_disk(new / manifest.NAME)
            kept_on_disk(new)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        ready = folder.with_name(f"{folder.name}{_READY}-{new.stat().st_ino}")
        new.rename(ready)
        _ready_beside(folder.parent, beside or {})
        if folder.exists():
            exchange(ready, folder)
            kept_on_disk(folder.parent)
            _finish(folder, ready)
        else:
            ready.rename(folder)
            kept_on_disk(folder.parent)
            _put_beside(folder.parent)
    return size


def roll_back(folder: Path) -> None:
    """Put the previous snapshot back; the one that was there becomes the previous one, so twice is back again.

    Errors: FileNotFoundError when there is no previous one; BrokenSnapshotError when that is not what was written.
    """
    with one_writer(folder.parent):
        recover(folder)
        previous = folder.with_name(folder.name + PREVIOUS)
        if not previous.is_dir():
            raise FileNotFoundError(previous)
        manifest.check(previous)
        exchange(previous, folder)
        fresh = folder.with_name(FRESHNESS)
        before = fresh.with_name(FRESHNESS + PREVIOUS)
        if fresh.exists() and before.exists():
            exchange(before, fresh)
        elif before.exists():
            before.rename(fresh)
        elif fresh.exists():
            fresh.rename(before)
        kept_on_disk(folder.parent)


def recover(folder: Path) -> None:
    """Finish or clear away what a killed writer left; for a writer that holds the lock."""
    if aside(folder).exists():
        if folder.exists():
            _become_previous(folder, aside(folder))
        else:
            aside(folder).rename(folder)
    for ready in sorted(folder.parent.glob(f"{folder.name}{_READY}-*")):
        if str(ready.stat().st_ino) == ready.name.rpartition("-")[2]:
            for file in folder.parent.glob(f"*{_READY}"):
                file.unlink()
            shutil.rmtree(ready)
        else:
            _finish(folder, ready)
    # Without such a folder they belong to a first snapshot, which is in place.
    _put_beside(folder.parent)
    for leftover in (".new", ".gone"):
        shutil.rmtree(folder.with_name(folder.name + leftover), ignore_errors=True)


def _ready_beside(parent: Path, beside: Mapping[str, str]) -> None:
    texts = dict(beside)
    fresh = parent / FRESHNESS
    if fresh.exists():
        # Written along even when it stays the same: its being there says that the previous one is not yet put aside.
        texts.setdefault(FRESHNESS, fresh.read_text(encoding="utf-8"))
    else:
        fresh.with_name(FRESHNESS + PREVIOUS).unlink(missing_ok=True)
    for name, text in texts.items():
        write_text(parent / (name + _READY), text)


def write_text(file: Path, text: str) -> None:
    """Replace a text file in one step."""
    unfinished = file.with_name(file.name + ".tmp")
    unfinished.write_text(text, encoding="utf-8")
    kept_on_disk(unfinished)
    unfinished.replace(file)


def _put_beside(parent: Path) -> None:
    for ready in sorted(parent.glob(f"*{_READY}")):
        file = ready.with_suffix("")
        if file.name == FRESHNESS and file.exists():
            write_text(file.with_name(file.name + PREVIOUS), file.read_text(encoding="utf-8"))
        ready.replace(file)


def _finish(folder: Path, replaced: Path) -> None:
    _put_beside(folder.parent)
    _become_previous(folder, replaced)


def _become_previous(folder: Path, replaced: Path) -> None:
    previous, gone = folder.with_name(folder.name + PREVIOUS), folder.with_name(folder.name + ".gone")
    shutil.rmtree(gone, ignore_errors=True)
    if previous.exists():
        previous.rename(gone)
    replaced.rename(previous)
    shutil.rmtree(gone, ignore_errors=True)


def read(folder: Path) -> pd.DataFrame:
    """Return the snapshot as one table of the data contract, sorted by key; an empty table without files."""
    return read_version(folder)[0]


def read_version(folder: Path) -> tuple[pd.DataFrame, str | None]:
    """Return the snapshot as :func:`read` does, and which version it is; None when there is no folder.

    Errors: BrokenSnapshotError when its files are not those that were written: nothing is built on them.
    """
    try:
        return steady(folder, _checked)
    except FileNotFoundError:
        if folder.exists():
            raise
        return _nothing(), None


def _nothing() -> pd.DataFrame:
    kinds = {column: float if column in NUMBERS else object for column in COLUMNS} | {"year": int}
    return pd.DataFrame(columns=COLUMNS).astype(kinds)


def _checked(folder: Path) -> pd.DataFrame:
    # A folder without manifest holds figures that somebody is still putting together.
    if (folder / manifest.NAME).exists():
        manifest.check(folder)
    return unchecked(folder)


def unchecked(folder: Path) -> pd.DataFrame:
    """Return what the files hold, whatever their manifest says. Errors: ValueError for what cannot be read."""
    kinds = {column: float if column in NUMBERS else str for column in FILE_COLUMNS} | {"year": int}
    frames = [
        pd.read_csv(
            file, dtype=kinds, keep_default_na=False, na_values={c: [""] for c in (*NUMBERS, "missing")}
        )
        .assign(indicator=file.stem)
        .reindex(columns=COLUMNS)
        for file in sorted(folder.glob("*.csv"))
    ]
    if not frames:
        return _nothing()
    frame = pd.concat(frames, ignore_index=True)
    frame["missing"] = frame["missing"].astype(object).where(frame["missing"].notna(), None)
    frame["origin"] = frame["origin"].where(frame["origin"] != "", PUBLISHED)
    return frame.sort_values(KEY, ignore_index=True)


def _write_file(rows: pd.DataFrame, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(FILE_COLUMNS)
        short = rows.assign(origin=rows["origin"].where(rows["origin"] != PUBLISHED, ""))
        for row in short[FILE_COLUMNS].itertuples(index=False):
            writer.writerow([_cell(cell) for cell in row])
        lines.flush()
        os.fsync(lines.fileno())


def _cell(cell: object) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)
