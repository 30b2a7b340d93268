"""The committed snapshot on disk: one CSV per indicator, written so that a change of a figure is one changed line.

CSV and not Parquet: a person opens it, and a pull request shows which figures an update changed. Columns are those
of the data contract without ``indicator``, which is the file's name; rows are sorted by key; a number is written
in its shortest form; an empty cell is no value.
"""

from __future__ import annotations

import csv
import math
import shutil
from pathlib import Path

import pandas as pd

from loaders.observations import COLUMNS, KEY

FILE_COLUMNS = [column for column in COLUMNS if column != "indicator"]
NUMBERS = ("value", "lower", "upper", "coverage")


def write(observations: pd.DataFrame, folder: Path) -> int:
    """Replace the snapshot in ``folder`` by these observations (data contract); return its size in bytes.

    The new files are complete before the old ones go, and files of indicators that are gone go with them.
    """
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir(parents=True)
    for indicator, rows in observations.groupby("indicator", sort=True):
        _write_file(rows.sort_values(KEY), new / f"{indicator}.csv")
    size = sum(file.stat().st_size for file in new.iterdir())
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return size


def read(folder: Path) -> pd.DataFrame:
    """Return the snapshot as one table of the data contract, sorted by key; an empty table without files."""
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
        return pd.DataFrame(columns=COLUMNS)
    frame = pd.concat(frames, ignore_index=True)
    frame["missing"] = frame["missing"].astype(object).where(frame["missing"].notna(), None)
    return frame.sort_values(KEY, ignore_index=True)


def _write_file(rows: pd.DataFrame, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(FILE_COLUMNS)
        for row in rows[FILE_COLUMNS].itertuples(index=False):
            writer.writerow([_cell(cell) for cell in row])


def _cell(cell: object) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)
