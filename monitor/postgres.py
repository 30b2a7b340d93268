"""The snapshot in PostgreSQL, as ``python -m loaders.publish`` writes it: read through Ibis, like the one in a folder.

Every edition has tables of its own and a row in ``editions``, all of one transaction: a reader finds it whole or not at all.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import ibis
import pandas as pd
import psycopg
import pyarrow as pa
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from monitor import freshness, manifest
from monitor.catalogue import Catalogue
from monitor.engine import Store
from monitor.errors import NoFiguresError
from monitor.observations import CONTRACT, READ
from monitor.province import PROVINCE

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Where the tables are: ``editions``, and per edition ``observations_<id>``, ``regions_<id>`` and ``availability_<id>``.
SCHEMA = "sociale_monitor"
#: The columns of ``availability_<id>``: of :meth:`monitor.engine.Store.availability`, which takes seconds to count.
COUNTED = pa.schema(
    {
        "indicator": pa.string(),
        "population": pa.string(),
        "year": pa.int32(),
        "n": pa.int32(),
        "level": pa.string(),
    }
)
#: Seconds: after which it is looked again whether there is a newer edition, and that an answer may take.
LOOK, ANSWER = 5.0, 60
#: Rows that come in at a time.
_ROWS = 20_000

AWAY = "de database met de cijfers is niet te bereiken"
NOTHING_YET = (
    "in de database staan nog geen cijfers van deze provincie; zet ze erin met python -m loaders.publish"
)
REFUSED = "deze gebruiker mag de cijfers in de database niet lezen; vraag de beheerder van de database"
ODD = "de database geeft de cijfers niet zoals verwacht"


def connected(address: str, *, reader: bool = True) -> psycopg.Connection[Any]:
    """A connection to the database of this address (postgres://...); what it does not say, libpq takes from the environment.

    Errors: psycopg.Error, which never names the password.
    """
    return psycopg.connect(**_settings(address, reader=reader))


def _settings(address: str, *, reader: bool) -> dict[str, Any]:
    given = conninfo_to_dict(address)
    settings: dict[str, Any] = {
        "application_name": "sociale-monitor",
        "connect_timeout": 3,
        # A machine that went away without a word is noticed.
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
    }
    if reader:
        settings |= {
            "options": f"-c default_transaction_read_only=on -c statement_timeout={ANSWER}s",
            "tcp_user_timeout": 15_000,
        }
    return settings | given


class _Database:
    """One connection for all threads of this process, made again when it was lost."""

    def __init__(self, address: str) -> None:
        self._settings = _settings(address, reader=True)
        self._settings["database"] = self._settings.pop("dbname", None)
        self._lock = threading.Lock()
        self._engine: Any = None

    def ask(self, question: Callable[[Any], T]) -> T:
        """What ``question`` makes of the Ibis backend. Errors: NoFiguresError that says in Dutch why there is no answer."""
        with self._lock:
            try:
                if self._engine is None:
                    self._engine = ibis.postgres.connect(**self._settings)
                elif self._engine.con.closed:
                    self._engine.reconnect()
                else:
                    try:
                        return question(self._engine)
                    except psycopg.OperationalError:
                        if not self._engine.con.closed:
                            raise
                    # It may be back already, as after a restart.
                    self._engine.reconnect()
                return question(self._engine)
            except psycopg.Error as error:
                raise NoFiguresError(_in_dutch(error)) from error


def _in_dutch(error: psycopg.Error) -> str:
    if isinstance(error, errors.UndefinedTable | errors.InvalidSchemaName):
        return NOTHING_YET
    if isinstance(error, errors.InsufficientPrivilege):
        return REFUSED
    return AWAY if isinstance(error, psycopg.OperationalError) else ODD


class PostgresStore(Store):
    """The observations of one edition in the database. Errors: NoFiguresError."""

    elsewhere = True

    def __init__(self, database: _Database, edition: int) -> None:
        self._database, self.version = database, str(edition)
        row = database.ask(lambda engine: _row(engine, edition))
        if row is None:
            raise NoFiguresError(NOTHING_YET)
        contract, rows, manifest_text, catalogue, known = row
        self._contract = int(contract)
        if contract not in READ:
            raise NoFiguresError(
                f"de cijfers in de database volgen datacontract {contract}, deze monitor leest {CONTRACT}"
            )
        try:
            self.manifest = manifest.parsed(manifest_text)
            self.catalogue = Catalogue.model_validate_json(catalogue)
            self.freshness = freshness.parsed(known)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NoFiguresError(
                "manifest of catalogus in de database is niet te lezen door deze versie van de monitor"
            ) from error
        self._table = database.ask(lambda engine: engine.table(f"observations_{edition}", database=SCHEMA))
        counted = self._ask(self._table.aggregate(n=self._table.count()))["n"][0].as_py()
        if counted != rows:
            raise NoFiguresError(f"in de database staan {counted} cijfers in plaats van {rows}")

    def availability(self) -> pd.DataFrame:
        """As :meth:`monitor.engine.Store.availability`; counted when the edition was put in, since contract 3."""
        if self._contract < CONTRACT:
            return super().availability()
        table = self._database.ask(
            lambda engine: engine.table(f"availability_{self.version}", database=SCHEMA)
        )
        counted: pd.DataFrame = self._ask(table).cast(COUNTED).to_pandas()
        return counted.astype({"year": int, "n": int}).sort_values(
            ["indicator", "population", "level", "year"], ignore_index=True
        )

    def _ask(self, query: ibis.Table) -> pa.Table:
        return self._database.ask(
            # In portions: a row that has become Python objects takes ten times as much memory.
            lambda engine: engine.to_pyarrow_batches(query, chunk_size=_ROWS).read_all()
        )


def _row(engine: Any, edition: int) -> Any:
    with engine.begin() as cursor:
        return cursor.execute(
            f"SELECT contract, rows, manifest, catalogue, freshness FROM {SCHEMA}.editions WHERE id = %s",
            (edition,),
        ).fetchone()


class PostgresPlace:
    """The editions of this province in the database of one address.

    Which one is the newest is looked up beside what readers do, so that none of them waits for a database that is away.
    """

    def __init__(self, address: str) -> None:
        self._database = _Database(address)
        self._lock = threading.Lock()
        self._editions: tuple[int, ...] = ()
        self._why: NoFiguresError | None = None
        self._looked: float | None = None

    def version(self) -> str:
        """The newest edition as far as is known now, "" while there is none or the database is away."""
        first = self._looked is None
        if first or time.monotonic() - (self._looked or 0) > LOOK:
            if not self._lock.acquire(blocking=first):
                return self._newest()
            if first:
                self._look()
            else:
                threading.Thread(target=self._look, daemon=True).start()
        return self._newest()

    def open(self) -> Store:
        """The newest edition. Errors: NoFiguresError."""
        if self._why or not self._editions:
            raise self._why or NoFiguresError(NOTHING_YET)
        return PostgresStore(self._database, self._editions[0])

    def before(self) -> Store:
        """The edition before it. Errors: NoFiguresError."""
        if self._why or len(self._editions) < 2:
            raise self._why or NoFiguresError(NOTHING_YET)
        return PostgresStore(self._database, self._editions[1])

    def _newest(self) -> str:
        return str(self._editions[0]) if self._editions and not self._why else ""

    def _look(self) -> None:
        """Look it up; who calls holds the lock, which is given back."""
        try:
            self._editions, self._why = self._database.ask(newest_two), None
        except NoFiguresError as error:
            self._why = error
        finally:
            self._looked = time.monotonic()
            self._lock.release()


def newest_two(engine: Any) -> tuple[int, ...]:
    """The newest edition of this province and the one before, as far as they are there."""
    with engine.begin() as cursor:
        newest = cursor.execute(
            f"SELECT id FROM {SCHEMA}.editions WHERE province = %s ORDER BY id DESC LIMIT 2", (PROVINCE,)
        )
        return tuple(id for (id,) in newest.fetchall())
