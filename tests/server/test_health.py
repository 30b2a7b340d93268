"""What is wrong is found by who watches over the server, before readers find it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import anyio
import anyio.to_thread
import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from compare.condition import _unreadable, condition
from monitor import division, snapshot
from monitor.catalogue import DATA
from server import health as health_module
from server.health import Part, age, health
from tests import own_loop
from tests.opendata.conftest import write_snapshot


def client(look: Mapping[str, Part], room: Mapping[str, Part] | None = None) -> TestClient:
    return TestClient(Starlette(routes=health(lambda: look, lambda: room or {})))


def test_everything_is_fine() -> None:
    asked = client({"figures": Part(about={"edition": "abc", **age(date(2026, 11, 20), date(2026, 11, 26))})})
    for address in ("/health", "/ready"):
        answer = asked.get(address)
        assert answer.status_code == 200
        assert answer.json() == {
            "status": "ok",
            "figures": {"ok": True, "edition": "abc", "fetched": "2026-11-20", "days": 6},
        }
        assert answer.headers["cache-control"] == "no-store"


def test_last_good_figures_are_no_health_but_readers_are_served() -> None:
    asked = client({"figures": Part("roken.csv ontbreekt")})
    answer = asked.get("/health")
    assert answer.status_code == 503
    assert answer.json()["figures"] == {"ok": False, "why": "roken.csv ontbreekt"}
    assert asked.get("/ready").status_code == 200


def test_without_figures_or_room_nobody_is_sent_here() -> None:
    assert client({"figures": Part("er staan geen cijfers", usable=False)}).get("/ready").status_code == 503
    assert client({}, {"sessions": Part("vol", usable=False)}).get("/ready").status_code == 503


def test_a_server_without_a_free_thread_does_not_say_ok(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_module, "THREAD_SECONDS", 0.05)
    app = Starlette(routes=health(lambda: {}, lambda: {}))

    async def all_of_it() -> httpx.Response:
        let_go = threading.Event()
        most = anyio.to_thread.current_default_thread_limiter().total_tokens
        async with (
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as asked,
            anyio.create_task_group() as tasks,
        ):
            for _ in range(int(most)):
                tasks.start_soon(anyio.to_thread.run_sync, let_go.wait, 10)
            await anyio.sleep(0.1)
            answer = await asked.get("/ready")
            let_go.set()
        return answer

    answer = own_loop.run(all_of_it())
    assert answer.status_code == 503
    assert answer.json()["threads"] == {"ok": False, "why": "er komt geen thread vrij"}


def test_under_a_prefix() -> None:
    app = Starlette(routes=health(lambda: {}, lambda: {}, "/monitor"))
    assert TestClient(app).get("/monitor/health").status_code == 200


def test_the_committed_data_is_in_good_condition() -> None:
    found = condition()
    assert (found.figures, found.boundaries, found.catalogue) == (None, None, None)
    assert found.figures_in_use
    assert found.rows == len(snapshot.read(DATA / "observations"))
    assert found.newest
    assert division.refused() is None


def test_what_is_wrong_with_the_figures_is_told(tmp_path: Path) -> None:
    data = write_snapshot(tmp_path / "data")
    assert condition(data).figures is None
    (data / "observations" / "moeite_rondkomen.csv").rename(tmp_path / "away")
    found = condition(data)
    assert found.figures == "moeite_rondkomen.csv ontbreekt"
    assert found.figures_in_use


def test_a_server_that_never_had_figures_says_so(tmp_path: Path) -> None:
    found = condition(tmp_path)
    assert not found.figures_in_use
    assert found.figures == "er staan geen cijfers"


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("sources.yaml", "RIVM: [1, 2", "geen geldige YAML"),
        ("sources.yaml", "RIVM-50090NED:\n  publisher: RIVM\n", "klopt niet"),
        ("themes/bestaanszekerheid.yaml", "theme: {}\nindicators: [", "geen geldige YAML"),
        ("themes/bestaanszekerheid.yaml", "", "geen geldige YAML"),
        ("single_figures.yaml", None, "niet te lezen"),
    ],
)
def test_a_catalogue_that_could_not_be_read_after_a_restart(
    tmp_path: Path, file: str, content: str | None, said: str
) -> None:
    data = write_snapshot(tmp_path / "data")
    before = condition(data)
    assert before.catalogue is None
    place = data / "catalogue" / file
    place.unlink()
    if content is not None:
        place.write_text(content, encoding="utf-8")
    found = condition(data)
    assert found.catalogue
    assert said in found.catalogue
    # The running monitor goes on with the one it has.
    assert found.edition == before.edition
    assert _unreadable.cache_info().currsize <= 4
