"""A snapshot in a folder, asked through DuckDB: :mod:`monitor.columnar`."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import ibis
import pandas as pd
import pyarrow as pa

from monitor import columnar, snapshot
from monitor.catalogue import DATA
from monitor.engine import Store
from monitor.manifest import BrokenSnapshotError

OBSERVATIONS = DATA / "observations"

log = logging.getLogger(__name__)


class EmbeddedStore(Store):
    """The observations of one snapshot folder. ``version``: its :func:`monitor.snapshot.version`.

    Errors: ``FileNotFoundError`` when the folder holds no observations; ``BrokenSnapshotError`` when they are not those
    that were written.
    """

    def __init__(self, folder: Path = OBSERVATIONS) -> None:
        self._lock = threading.Lock()
        (self.manifest, made), self.version = snapshot.steady(folder, columnar.checked)
        if not self.manifest.files:
            raise FileNotFoundError(f"no observations in {folder}: run python -m loaders.build")
        rows = columnar.kept(folder, self.manifest, made)
        self._file = rows if isinstance(rows, Path) else None
        self._table = _opened(rows)

    def availability(self) -> pd.DataFrame:
        """As :meth:`monitor.engine.Store.availability`; of a file it is counted once."""
        count = super().availability
        return columnar.counted(self._file, count) if self._file else count()

    def _ask(self, query: ibis.Table) -> pa.Table:
        # A DuckDB connection serves one query at a time, and Streamlit runs every session in its own thread.
        with self._lock:
            return query.to_pyarrow()


def prepare(folder: Path) -> None:
    """Make what a start needs of a snapshot that was just written, so that no monitor has to beside its readers. Where that
    cannot be done, the next start does it."""
    try:
        EmbeddedStore(folder).availability()
    except (OSError, BrokenSnapshotError) as error:
        log.warning("the fast form of %s is left to the next start: %s", folder, error)


def _opened(rows: Path | pa.Table) -> ibis.Table:
    """The rows of a snapshot (data contract) as a table to ask: of a file only what is asked for is read."""
    connection = ibis.duckdb.connect()
    if isinstance(rows, pa.Table):
        return connection.create_table("observations", rows)
    return connection.read_parquet(rows, table_name="observations")
