"""A database for the tests, and the monitor that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from compare import edition
from monitor import postgres as reading
from monitor import store
from tests.postgres.server import Postgres, postgres

Reading = Callable[[str | None], AbstractContextManager[None]]


@pytest.fixture(scope="package")
def server() -> Iterator[Postgres]:
    """A running server, for the tests that leave it as they found it."""
    with postgres() as made:
        yield made


@pytest.fixture
def read_from(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """``with read_from(address):`` the pages read the figures there; None: in their own folder."""

    @contextmanager
    def at(address: str | None) -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(reading, "LOOK", 0)
            if address:
                patch.setenv(store.ADDRESS, address)
            else:
                patch.delenv(store.ADDRESS, raising=False)
            _forget()
            try:
                yield
            finally:
                _forget()

    return at


def _forget() -> None:
    store._reader.cache_clear()
    edition._editions.cache_clear()
    for let_go in edition._on_change:
        let_go()
