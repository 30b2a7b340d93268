"""The snapshot in a form that a machine reads fast: one Parquet file beside the CSVs, made at the first start.

The CSVs are what people read and commit. They are held against their manifest before they are used; the file is made of the
very bytes that were, and its name is the manifest's hash, so that it is never one of other figures. It is never committed.

The rows of wijken and those of buurten, nearly all of them, are in groups of their own: who asks for the others leaves those
alone.

Beside it stands what was counted in it, and which files were held against the manifest, as the file system knows them: a start that finds exactly those
does not read them again. Who writes in a file changes its ctime, which nobody can set back; a copy has another inode.
"""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import pandas as pd
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet

from monitor import manifest
from monitor.catalogue import load
from monitor.manifest import Manifest
from monitor.observations import COLUMNS, KEY, PUBLISHED, READ, WITHIN_CODES
from monitor.own_rows import for_this_province
from monitor.province import PROVINCE, TEXTS_OF_PROVINCE
from monitor.snapshot import write_text

log = logging.getLogger(__name__)

#: Beside the snapshot: the files of so many snapshots are kept, those in use and those of before.
FOLDER, KEPT = "observations.columnar", 4
_SEEN, _COUNTED = ".seen.json", ".counted"

SCHEMA = pa.schema(
    {
        "indicator": pa.string(),
        "population": pa.string(),
        "region": pa.string(),
        "year": pa.int32(),
        "value": pa.float64(),
        "lower": pa.float64(),
        "upper": pa.float64(),
        "status": pa.string(),
        "missing": pa.string(),
        "origin": pa.string(),
        "coverage": pa.float64(),
        "source": pa.string(),
    }
)
assert SCHEMA.names == COLUMNS

_OF_A_FILE = pa.csv.ConvertOptions(
    column_types=SCHEMA,
    include_columns=[name for name in SCHEMA.names if name != "indicator"],
    strings_can_be_null=True,
    null_values=[""],
)
#: Of a file whose ctime is younger than this (nanoseconds) nobody can say whether it was written again since.
SETTLED = 2_000_000_000
#: Rows of one group in the file: what is asked for is found by the least and the greatest key of each.
_GROUP = 50_000
#: Bytes of a file that is being made which are held in memory; what is more goes to the disk.
_IN_MEMORY = 16 * 1024 * 1024


def checked(folder: Path) -> tuple[Manifest, IO[bytes] | None]:
    """The manifest of a snapshot after holding every file against it, and its rows as Parquet, by indicator; None where
    :func:`kept` has them already.

    Errors: those of :func:`monitor.manifest.check`.
    """
    known = manifest.read(folder)
    file = _file(folder, known)
    stamps = _stamps(folder)
    if _whole(file, known):
        if known.contract in READ and stamps == _seen(file):
            return known, None
        checked_manifest, made = manifest.checked(folder), None
    else:
        with _Writer() as writer:
            checked_manifest = manifest.checked(folder, writer.add)
        made = writer.made
    _remember(file, stamps)
    return checked_manifest, made


def kept(folder: Path, known: Manifest, made: IO[bytes] | None) -> Path | pa.Table:
    """The rows of a snapshot that was checked: its Parquet file beside the folder, or, where none can be written, a table in
    memory. ``made``: what :func:`checked` made of it."""
    file = _file(folder, known)
    if made is None:
        with suppress(OSError):
            os.utime(file)
        return file
    if not TEXTS_OF_PROVINCE:
        made = _of_this_province(made)
    try:
        _keep(file, made)
    except OSError as error:
        log.warning("the figures are held in memory, for %s cannot be written: %s", file, error)
        return pa.parquet.read_table(made)
    return file


def _file(folder: Path, known: Manifest) -> Path:
    whose = "" if TEXTS_OF_PROVINCE else f"-{PROVINCE}"
    return folder.parent / FOLDER / f"{known.digest[:16]}{whose}.parquet"


def _stamps(folder: Path) -> dict[str, list[int]]:
    """The files of a snapshot as the file system knows them: name -> size, mtime, ctime, inode."""
    stats = {one.name: one.stat() for one in [*folder.glob("*.csv"), folder / manifest.NAME]}
    return {
        name: [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
        for name, about in sorted(stats.items())
    }


def _seen(file: Path) -> dict[str, list[int]] | None:
    """What :func:`_stamps` gave when the files behind this one were last held against their manifest."""
    try:
        seen: dict[str, list[int]] = json.loads(file.with_suffix(_SEEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return seen


def _remember(file: Path, stamps: dict[str, list[int]]) -> None:
    if max(ctime for _, _, ctime, _ in stamps.values()) > time.time_ns() - SETTLED:
        return
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        write_text(file.with_suffix(_SEEN), json.dumps(stamps))


def counted(file: Path, count: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """What ``count`` finds in a file of :func:`kept`, which takes as long as there are figures: counted once, then read."""
    beside = file.with_suffix(_COUNTED)
    try:
        return pa.parquet.read_table(beside).to_pandas()
    except (OSError, pa.ArrowException):
        counts = count()
    content = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pandas(counts, preserve_index=False), content)
    with suppress(OSError):
        _put(beside, content)
    return counts


def _new_file() -> IO[bytes]:
    """A file to make something in; in memory while it is small, and where no disk can be written."""
    try:
        tempfile.gettempdir()
    except OSError:
        return io.BytesIO()
    return tempfile.SpooledTemporaryFile(_IN_MEMORY)


class _Writer:
    """Rows as they come, in groups of a size that is read fast, those of wijken and of buurten apart; ``made``: the file, once it is closed."""

    def __init__(self) -> None:
        self.made = _new_file()
        self._writer = pa.parquet.ParquetWriter(self.made, SCHEMA, compression="snappy")
        #: First letters of a level below a gemeente, "" for all others -> its rows that are not written yet.
        self._waiting: dict[str, list[pa.Table]] = {prefix: [] for prefix in ("", *WITHIN_CODES)}

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        for waiting in self._waiting.values():
            self._write(waiting)
        self._writer.close()

    def add(self, name: str, content: bytes) -> None:
        """A file of the snapshot (CSV)."""
        rows = _rows(name, content)
        for prefix in WITHIN_CODES:
            of_level = pa.compute.starts_with(rows["region"], prefix)
            self._waiting[prefix].append(rows.filter(of_level))
            rows = rows.filter(pa.compute.invert(of_level))
        self._waiting[""].append(rows)
        for waiting in self._waiting.values():
            if sum(map(len, waiting)) >= _GROUP:
                self._write(waiting)

    def _write(self, waiting: list[pa.Table]) -> None:
        if any(map(len, waiting)):
            self._writer.write_table(pa.concat_tables(waiting), _GROUP)
        waiting.clear()


def _whole(file: Path, known: Manifest) -> bool:
    """Whether the file is there, and not cut off."""
    try:
        rows = pa.parquet.read_metadata(file).num_rows
    except (OSError, pa.ArrowException):
        return False
    return rows == known.rows or not TEXTS_OF_PROVINCE


def _rows(name: str, content: bytes) -> pa.Table:
    rows = pa.csv.read_csv(pa.BufferReader(content), convert_options=_OF_A_FILE)
    rows = rows.append_column("indicator", pa.repeat(name.removesuffix(".csv"), len(rows)))
    origin = rows.schema.get_field_index("origin")
    return rows.set_column(origin, "origin", rows["origin"].fill_null(PUBLISHED)).select(COLUMNS).cast(SCHEMA)


def _of_this_province(made: IO[bytes]) -> IO[bytes]:
    """The same for another province than the one that the snapshot was written for."""
    rows = pa.parquet.read_table(made).to_pandas().sort_values(KEY, ignore_index=True)
    whole = for_this_province(rows, load())
    other = _new_file()
    table = pa.Table.from_pandas(whole[COLUMNS], schema=SCHEMA, preserve_index=False)
    pa.parquet.write_table(table, other, compression="snappy", row_group_size=_GROUP)
    return other


def _keep(file: Path, content: IO[bytes]) -> None:
    """Put the file there, and let go of those that nobody used for long. Errors: OSError."""
    _put(file, content)
    there = sorted(file.parent.glob("*.parquet"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in there[KEPT:]:
        for name in (old, old.with_suffix(_SEEN), old.with_suffix(_COUNTED)):
            name.unlink(missing_ok=True)


def _put(file: Path, content: IO[bytes]) -> None:
    """Put the file there in one step. Errors: OSError."""
    file.parent.mkdir(exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        content.seek(0)
        with unfinished.open("wb") as out:
            shutil.copyfileobj(content, out)
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
