"""Which figures are in use: the newest good ones of the place where they are, a folder or a database."""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from monitor import snapshot
from monitor.embedded import OBSERVATIONS, EmbeddedStore
from monitor.engine import Store
from monitor.errors import NoFiguresError
from monitor.manifest import BrokenSnapshotError

log = logging.getLogger(__name__)

#: The variable of the environment that says where the figures are, when not in the folder of the monitor.
ADDRESS = "MONITOR_STORE"


@dataclass(frozen=True)
class State:
    """Which figures are in use, and why not the newest: ``refused`` is None when they are, else Dutch.

    ``previous``: the figures in use are those of before the newest, because nothing newer could be read.
    """

    store: Store
    refused: str | None = None
    previous: bool = False


class Place(Protocol):
    """Where figures are."""

    def version(self) -> str:
        """A short text that changes when the figures there do, "" while there are none. Asked many times per page."""

    def open(self) -> Store:
        """The figures that are there now. Errors: any, when they cannot be used."""

    def before(self) -> Store:
        """Those before them, for when they cannot be used. Errors: any."""


class Folder:
    """The snapshot of a folder, and ``.previous`` beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def version(self) -> str:
        try:
            return snapshot.version(self._folder)
        except FileNotFoundError:
            return ""

    def open(self) -> Store:
        return EmbeddedStore(self._folder)

    def before(self) -> Store:
        return EmbeddedStore(self._folder.with_name(self._folder.name + snapshot.PREVIOUS))


def place(folder: Path = OBSERVATIONS) -> Place:
    """Where the figures of this folder are: there, or where ``MONITOR_STORE`` says when it is the monitor's own folder.

    Errors: ValueError for an address that is none of ours, ImportError without what it needs.
    """
    address = os.environ.get(ADDRESS) if folder == OBSERVATIONS else None
    if not address:
        return Folder(folder)
    if not address.startswith(("postgres://", "postgresql://")):
        raise ValueError(
            f"{ADDRESS} must be postgres://..., or not be set: then the figures are those of data/"
        )
    try:
        from monitor.postgres import PostgresPlace
    except ImportError as error:
        raise ImportError(f"{ADDRESS} needs: pip install -r requirements-postgres.txt") from error
    return PostgresPlace(address)


class _Reader:
    """The figures of one place: the newest good ones. What fails its check is looked at once and left alone."""

    #: So many snapshots are kept in memory: going back and forth costs nothing.
    KEPT = 2

    def __init__(self, place: Place) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._kept: dict[str, Store] = {}
        self._seen: str | None = None
        self._state: State | None = None
        self._why: FileNotFoundError | None = None

    def state(self) -> State:
        """What is in use now. Errors: FileNotFoundError when there are no figures that can be used."""
        seen = self._place.version()
        # Whoever comes while somebody reads the new figures goes on with those in use.
        if seen != self._seen and self._lock.acquire(blocking=self._state is None):
            try:
                self._follow()
            finally:
                self._lock.release()
        if self._state is None:
            raise self._why or FileNotFoundError("there are no figures")
        return self._state

    def read(self) -> bool:
        """Whether there is nothing new to read."""
        return self._state is not None and self._place.version() == self._seen

    def _follow(self) -> None:
        seen = self._place.version()
        if seen == self._seen:
            return
        try:
            store = self._kept.get(seen) or self._place.open()
        except snapshot.ChangedMeanwhileError as error:
            # Somebody is still writing: looked at again by who comes next.
            log.info("%s", error)
            return
        except Exception as error:
            self._refuse(error)
            self._seen = seen
            return
        self._keep(store)
        self._state, self._seen = State(store), store.version

    def _refuse(self, error: Exception) -> None:
        why = error.why if isinstance(error, BrokenSnapshotError) else _in_dutch(error)
        if self._state is not None:
            log.error("the newest figures are not taken, the last good ones stay: %s", why, exc_info=error)
            self._state = replace(self._state, refused=why)
            return
        try:
            store = self._place.before()
        except Exception:
            log.error("there are no figures to show: %s", why, exc_info=error)
            self._why = error if isinstance(error, FileNotFoundError) else NoFiguresError(why)
            return
        log.error("the newest figures are not taken, those before them are: %s", why, exc_info=error)
        self._keep(store)
        self._state = State(store, why, previous=True)

    def _keep(self, store: Store) -> None:
        self._kept.pop(store.version, None)
        self._kept[store.version] = store
        while len(self._kept) > self.KEPT:
            del self._kept[next(iter(self._kept))]


def _in_dutch(error: Exception) -> str:
    if isinstance(error, NoFiguresError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "er staan geen cijfers"
    if isinstance(error, OSError):
        return "de bestanden zijn niet te openen"
    return "de bestanden zijn niet te lezen"


@lru_cache(maxsize=8)
def _reader(folder: Path) -> _Reader:
    return _Reader(place(folder))


def state(folder: Path = OBSERVATIONS) -> State:
    """Which figures of this folder are in use, and what is wrong with those on disk if they are not.

    Errors: FileNotFoundError when there are none that can be used.
    """
    return _reader(folder).state()


def read(folder: Path = OBSERVATIONS) -> bool:
    """Whether :func:`state` has nothing to read."""
    return _reader(folder).read()


def store(folder: Path = OBSERVATIONS) -> Store:
    """The store of the newest good snapshot; read once per snapshot. Errors: FileNotFoundError without any."""
    return state(folder).store


def snapshot_version(folder: Path = OBSERVATIONS) -> str:
    """A short text that changes when the figures in use do. Errors: FileNotFoundError without any."""
    return store(folder).version
