"""Who runs the server sees in numbers how readers fare, and nobody else does."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from bench.place import copied
from bench.server import serve
from bench.session import session
from server.metrics import TOKEN, Answers, Metrics, Now, route
from server.turns import Ended, Turns
from tests.sweep import EXHAUSTIVE

NOW = Now(sessions=12, most=200, waiting=3, rows=213312, days=6, well=True)


def numbers(text: str) -> dict[str, float]:
    """ "name{label}" -> value; without the classes of the histogram."""
    return {
        sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_bucket")
    }


def client(metrics: Metrics, address: str = "127.0.0.1") -> TestClient:
    app = Starlette(routes=[route(metrics)], middleware=[Middleware(Answers, metrics=metrics)])
    return TestClient(app, client=(address, 50000))


def test_what_is_counted() -> None:
    metrics = Metrics(lambda: NOW)
    for seconds in range(1, 101):
        metrics.rerun(seconds / 100, Ended.WELL)
    metrics.rerun(0.5, Ended.FAILED)
    metrics.rerun(60.0, Ended.BROKEN_OFF)
    asked = client(metrics)
    asked.get("/nope")
    found = numbers(asked.get("/metrics").text)
    assert found["monitor_reruns_total{finished}"] == 100
    assert found["monitor_reruns_total{failed}"] == 1
    assert found["monitor_reruns_total{broken_off}"] == 1
    # Of 101 that came to an end, the 96th: 0.01 ... 0.50, 0.50 ... 1.00.
    assert found["monitor_rerun_p95_seconds"] == pytest.approx(0.95)
    assert found["monitor_rerun_seconds_count"] == 101
    assert found["monitor_answers_total{4xx}"] == 1
    assert found["monitor_sessions"] == 12
    assert found["monitor_waiting"] == 3
    assert found["monitor_figures"] == 213312
    assert found["monitor_snapshot_age_days"] == 6
    assert found["monitor_data_ok"] == 1


def test_what_is_not_known_is_left_out() -> None:
    found = numbers(Metrics(lambda: Now(0, 200, 0, 0, None, False)).text().decode())
    assert "monitor_snapshot_age_days" not in found
    assert "monitor_rerun_p95_seconds" not in found
    assert found["monitor_data_ok"] == 0


def test_a_turn_tells_how_it_ended() -> None:
    told: list[Ended] = []
    turns = Turns(1, lambda seconds, ended: told.append(ended))

    class StopPage(BaseException):
        """As Streamlit ends a page of which the reader went on."""

    for error in (None, ValueError, StopPage):
        try:
            with turns.turn("a"):
                if error:
                    raise error
        except (ValueError, StopPage):
            pass
    assert told == [Ended.WELL, Ended.FAILED, Ended.BROKEN_OFF]
    assert turns.free() == 1


def test_without_a_token_only_this_machine_itself() -> None:
    metrics = Metrics(lambda: NOW)
    assert client(metrics).get("/metrics").status_code == 200
    assert client(metrics, "::1").get("/metrics").status_code == 200
    for address in ("192.0.2.7", "2001:db8::1", "10.0.0.3", "testclient"):
        assert client(metrics, address).get("/metrics").status_code == 404
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        answer = client(metrics).get("/metrics", headers={header: "127.0.0.1"})
        assert answer.status_code == 404
        assert "monitor_" not in answer.text


def test_with_a_token_only_who_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "open-sesame")
    for address in ("127.0.0.1", "192.0.2.7"):
        asked = client(Metrics(lambda: NOW), address)
        assert asked.get("/metrics", headers={"Authorization": "Bearer open-sesame"}).status_code == 200
        for wrong in (
            {},
            {"Authorization": "Bearer"},
            {"Authorization": "Bearer nope"},
            {"Authorization": "é"},
        ):
            sent = {name: value.encode() for name, value in wrong.items()}
            assert asked.get("/metrics", headers=sent).status_code == 404


@EXHAUSTIVE
def test_a_page_that_fails_is_counted_and_logged_without_what_was_typed(tmp_path: Path) -> None:
    place = tmp_path / "monitor"
    copied(place)
    (place / "pages" / "trend.py").write_text(
        'import streamlit as st\nraise ValueError("typed: " + st.query_params["zoek"])\n', encoding="utf-8"
    )
    log = tmp_path / "log"
    with serve(place / "app.py", folder=place, environment={"MONITOR_LOG": "json"}, output=log) as server:

        async def read() -> list[bool]:
            async with session(server.url) as reader:
                return [await reader.show("verhalen"), await reader.show("trend", "zoek=geheim")]

        # In a thread of its own: a worker that had a browser before has a loop of Playwright's running in this one.
        with ThreadPoolExecutor(1) as apart:
            assert apart.submit(asyncio.run, read()).result() == [True, False]
        found = numbers(httpx.get(f"{server.url}/metrics").text)
    assert (found["monitor_reruns_total{finished}"], found["monitor_reruns_total{failed}"]) == (1, 1)
    assert found["monitor_figures"] > 100_000
    written = log.read_text(encoding="utf-8")
    assert "geheim" not in written
    assert "127.0.0.1" not in written
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert "Traceback" not in written
    (failed,) = [line for line in lines if line["message"] == "a page failed"]
    assert (failed["level"], failed["logger"]) == ("error", "ui.parts.failure")
    assert failed["errors"][0]["type"] == "ValueError"
    assert failed["errors"][0]["where"][-1] == "pages/trend.py:2 <module>"
