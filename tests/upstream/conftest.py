"""A stand-in with the recorded tables, a client that does not wait long, and sources to ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders.upstream.http import Http
from monitor.catalogue import Source
from tests.upstream.standin import Standin
from tests.upstream.standin.recorded import everything, rivm_50090ned

ROOT = Path(__file__).resolve().parents[2]
KEY = ["measure", "population", "region", "year"]


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    """All small tables, in pages of a few rows; 50090NED is also there as v4, which RIVM itself does not give."""
    tables = [rivm_50090ned(hosts=("dataderden.cbs.nl", "datasets.cbs.nl")), *everything()[1:]]
    with Standin(tables, page3=7, page4=10) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield server


#: For a service that says nothing, or too slowly, on purpose.
IMPATIENT = {"read": 0.4, "deadline": 1.0}


def client(cache: Path | None = None, **more: Any) -> Http:
    """A client that asks again at once, and waits long enough for any machine that is busy with other things."""
    return Http(
        cache, **{"attempts": 3, "pause": 0.001, "read": 15, "deadline": 30, "max_bytes": 2_000_000, **more}
    )


@pytest.fixture
def http() -> Iterator[Http]:
    """A client without a cache."""
    with client() as opened:
        yield opened


@pytest.fixture
def source() -> Callable[..., Source]:
    """Makes a source of the catalogue: ``source(live={...}, options={...})``."""

    def make(**given: Any) -> Source:
        fields: dict[str, Any] = {
            "id": "TEST",
            "publisher": "CBS",
            "title": "Test",
            "edition": "2026",
            "licence": "CC BY 4.0",
            "accessed": date(2026, 11, 21),
            "attribution": "CBS",
            "method": "enquete",
            "series": "TEST",
        }
        return Source(**{**fields, **given})

    return make


def alike(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Check that two RAW tables say exactly the same, in the same types, whatever the order of their rows."""
    pd.testing.assert_frame_equal(
        found.sort_values(KEY, ignore_index=True),
        expected.sort_values(KEY, ignore_index=True),
        check_exact=True,
    )
