"""A line of the log is JSON, and no line tells who read what."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from server.logs import JsonLines, set_up, without_persons


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("connection of 192.0.2.7 is gone", "connection of [address] is gone"),
        ("('127.0.0.1', 57718) - open", "('[address]', 57718) - open"),
        ("2001:db8::1 left", "[address] left"),
        ("from 192.0.2.7:50000.", "from [address]:50000."),
        ("of ::ffff:192.0.2.7", "of [address]"),
        ("GET /trend?zoek=mijn+naam&gemeente=emmen HTTP/1.1", "GET /trend?[query] HTTP/1.1"),
        ("at 06:00:12 version 1.67.0, table 50090NED", "at 06:00:12 version 1.67.0, table 50090NED"),
        ("roken.csv ontbreekt", "roken.csv ontbreekt"),
        ("compare::rules has no :: in it", "compare::rules has no :: in it"),
    ],
)
def test_no_line_tells_who_read_what(told: str, kept: str) -> None:
    assert without_persons(told) == kept


def test_a_line() -> None:
    try:
        try:
            raise KeyError("what somebody typed")
        except KeyError as cause:
            raise ValueError("what somebody typed") from cause
    except ValueError:
        record = logging.LogRecord("ui.x", logging.ERROR, "f", 1, "%d failed", (2,), sys.exc_info())
    text = JsonLines().format(record)
    assert "\n" not in text
    assert "typed" not in text
    line = json.loads(text)
    assert (line["level"], line["logger"], line["message"]) == ("error", "ui.x", "2 failed")
    assert line["time"].endswith("+00:00")
    assert [one["type"] for one in line["errors"]] == ["ValueError", "KeyError"]
    assert line["errors"][0]["where"][0].startswith("tests/server/test_logs.py:")


def test_without_the_setting_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONITOR_LOG", raising=False)
    before = [handler.formatter for handler in logging.getLogger().handlers]
    set_up()
    assert logging.getLoggerClass() is logging.Logger
    assert [handler.formatter for handler in logging.getLogger().handlers] == before
