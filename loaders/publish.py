"""Put the figures into PostgreSQL, for monitors that read them there: ``python -m loaders.publish postgres://...``.

The snapshot on disk is held against its manifest; then its figures, catalogue, freshness, regions and manifest go in as one
edition, in one transaction: readers have the edition before or this one. The address may also stand in ``MONITOR_STORE``,
and what it leaves out (the password) in the environment of libpq or ``~/.pgpass``.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv

try:
    import psycopg
    from psycopg import sql
except ImportError as error:
    raise SystemExit("Installeer eerst psycopg: pip install -r requirements-postgres.txt") from error

from monitor import catalogue, freshness
from monitor.catalogue import DATA
from monitor.columnar import SCHEMA as COLUMNS
from monitor.embedded import EmbeddedStore
from monitor.errors import NoFiguresError
from monitor.manifest import BrokenSnapshotError
from monitor.observations import KEY
from monitor.postgres import COUNTED, SCHEMA, connected
from monitor.province import PROVINCE
from monitor.store import ADDRESS

COMMAND = "python -m loaders.publish"
#: Editions that stay: the one that was put in, and those before it, which somebody may still be reading.
KEPT = 3
#: Indicators whose rows are in memory at a time.
_PORTION = 10
#: Seconds to wait for who still reads an edition that is to go; then it goes the next time.
_PATIENCE = 10

_EDITIONS = f"""
CREATE TABLE IF NOT EXISTS {SCHEMA}.editions (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    province text NOT NULL,
    published timestamp with time zone NOT NULL DEFAULT now(),
    digest text NOT NULL,
    contract integer NOT NULL,
    rows bigint NOT NULL,
    manifest text NOT NULL,
    catalogue text NOT NULL,
    freshness text NOT NULL
)"""
#: Text sorts by its bytes, as in the snapshot, whatever the language of the database.
_TYPES = {
    pa.string(): sql.SQL('text COLLATE "C"'),
    pa.int32(): sql.SQL("integer"),
    pa.float64(): sql.SQL("double precision"),
}
_MAY_LACK = {
    "value",
    "lower",
    "upper",
    "missing",
    "coverage",
    "province",
    "first_year",
    "last_year",
    "aliases",
}

Connection = psycopg.Connection[Any]


def publish(data: Path, address: str) -> tuple[int, bool]:
    """The number of the edition with the figures of this folder, and whether it was put in now; else it was the newest already.

    Errors: BrokenSnapshotError, FileNotFoundError for the figures on disk; psycopg.Error, and then the database is as it was.
    """
    store = EmbeddedStore(data / "observations")
    texts = {
        "manifest": store.manifest.text(),
        "catalogue": catalogue.load(data / "catalogue").model_dump_json(),
        "freshness": freshness.text(freshness.read(data)),
    }
    regions = pa.csv.read_csv(
        data / "regions.csv", convert_options=pa.csv.ConvertOptions(column_types=_REGIONS)
    )
    whole = "".join([*texts.values(), (data / "regions.csv").read_text(encoding="utf-8")])
    digest = hashlib.sha256(whole.encode()).hexdigest()
    with connected(address, reader=False) as connection:
        connection.autocommit = True
        with connection.transaction():
            _prepare(connection)
            newest = connection.execute(
                f"SELECT id, digest FROM {SCHEMA}.editions WHERE province = %s ORDER BY id DESC LIMIT 1",
                (PROVINCE,),
            ).fetchone()
            if newest and newest[1] == digest:
                return newest[0], False
            edition = connection.execute(
                f"INSERT INTO {SCHEMA}.editions (province, digest, contract, rows, manifest, catalogue, freshness)"
                " VALUES (%s, %s, %s, 0, %s, %s, %s) RETURNING id",
                (PROVINCE, digest, store.manifest.contract, *texts.values()),
            ).fetchone()[0]  # type: ignore[index]
            indicators = sorted(set(store.sources()["indicator"]))
            portions = (indicators[at : at + _PORTION] for at in range(0, len(indicators), _PORTION))
            rows = _put(connection, f"observations_{edition}", COLUMNS, KEY, map(store.table, portions))
            _put(connection, f"regions_{edition}", regions.schema, [], [regions])
            counted = pa.Table.from_pandas(store.availability(), COUNTED, preserve_index=False)
            _put(connection, f"availability_{edition}", COUNTED, [], [counted])
            connection.execute(f"UPDATE {SCHEMA}.editions SET rows = %s WHERE id = %s", (rows, edition))
        _remove_old(connection)
    return edition, True


#: The columns of data/regions.csv that are no text.
_REGIONS = {"first_year": pa.int32(), "last_year": pa.int32()}


def _prepare(connection: Connection) -> None:
    # Who may write in the schema need not be allowed to make one.
    if connection.execute("SELECT to_regnamespace(%s)", (SCHEMA,)).fetchone() == (None,):
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    # One writer at a time, also when there is no table yet; the lock goes with the transaction.
    connection.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (SCHEMA,))
    connection.execute(_EDITIONS)


def _put(
    connection: Connection, name: str, columns: pa.Schema, key: list[str], tables: Iterable[pa.Table]
) -> int:
    """Make a table and fill it; gives the number of rows."""
    table = sql.Identifier(SCHEMA, name)
    defined = [
        sql.SQL("{} {} {}").format(
            sql.Identifier(field.name),
            _TYPES[field.type],
            sql.SQL("" if field.name in _MAY_LACK else "NOT NULL"),
        )
        for field in columns
    ]
    connection.execute(sql.SQL("CREATE TABLE {} ({})").format(table, sql.SQL(", ").join(defined)))
    rows = 0
    with connection.cursor() as cursor:
        with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(table)) as copy:
            for part in tables:
                written = io.BytesIO()
                pa.csv.write_csv(part, written, pa.csv.WriteOptions(include_header=False))
                copy.write(written.getbuffer())
                rows += len(part)
        if key:
            named = sql.SQL(", ").join(map(sql.Identifier, key))
            cursor.execute(sql.SQL("ALTER TABLE {} ADD PRIMARY KEY ({})").format(table, named))
        cursor.execute(sql.SQL("ANALYZE {}").format(table))
    return rows


def _remove_old(connection: Connection) -> None:
    """Remove the editions before those that stay; what somebody still reads goes the next time."""
    old = connection.execute(
        f"SELECT id FROM {SCHEMA}.editions WHERE province = %s ORDER BY id DESC OFFSET %s", (PROVINCE, KEPT)
    ).fetchall()
    for (edition,) in old:
        try:
            with connection.transaction():
                connection.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}s'")
                for kind in ("observations", "regions", "availability"):
                    connection.execute(
                        sql.SQL("DROP TABLE {}").format(sql.Identifier(SCHEMA, f"{kind}_{edition}"))
                    )
                connection.execute(f"DELETE FROM {SCHEMA}.editions WHERE id = %s", (edition,))
        except psycopg.errors.LockNotAvailable:
            print(f"Editie {edition} wordt nog gelezen; die gaat de volgende keer weg.")


def main(arguments: list[str] | None = None) -> int:
    """0 when the database has these figures, 1 when those on disk are not good, 2 when the database did not take them, 4 for
    a wrong call."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Zet de cijfers in PostgreSQL.")
    parser.add_argument("address", nargs="?", help=f"postgres://gebruiker@server/database; anders {ADDRESS}")
    parser.add_argument("--data", type=Path, default=DATA, help="map met observations/ en catalogue/ (data)")
    given = parser.parse_args(arguments)
    address = given.address or os.environ.get(ADDRESS, "")
    if not address.startswith(("postgres://", "postgresql://")):
        print(
            f"Geef het adres van de database: {COMMAND} postgres://..., of zet het in {ADDRESS}.",
            file=sys.stderr,
        )
        return 4
    began = time.monotonic()
    try:
        edition, new = publish(given.data, address)
    except BrokenSnapshotError as error:
        print(error, file=sys.stderr)
        return 1
    except (FileNotFoundError, NoFiguresError) as error:
        print(f"Er zijn geen cijfers om over te zetten: {error}", file=sys.stderr)
        return 1
    except psycopg.Error as error:
        print(
            f"De database heeft de cijfers niet aangenomen; wat er stond, staat er nog. {_todo(error)}",
            file=sys.stderr,
        )
        return 2
    if new:
        print(f"Editie {edition} staat in de database ({time.monotonic() - began:.0f} s).")
    else:
        print(f"Deze cijfers stonden al in de database, als editie {edition}. Er is niets gewijzigd.")
    return 0


def _todo(error: psycopg.Error) -> str:
    """What to do, and what the database says, in its own words."""
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        todo = "Deze gebruiker mag er niet schrijven: zie docs/beheer.md."
    elif isinstance(error, psycopg.OperationalError):
        todo = "Kijk of de database aanstaat, of adres en wachtwoord kloppen, en of er ruimte is."
    else:
        todo = "Geef dit aan de beheerder van de database."
    words = str(error).strip().splitlines()
    return f"{todo} Die zegt: {words[0] if words else type(error).__name__}"


if __name__ == "__main__":
    sys.exit(main())
