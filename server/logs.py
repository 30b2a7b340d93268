"""The log as JSON lines, for who gathers logs: ``MONITOR_LOG=json``. Without it lines of text, for who reads along.

No line tells who read what: addresses of readers and what stands behind the ``?`` of an address are left out, and of an
error only its kind and where in the code it came up, for its text may hold what somebody typed.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import os
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SETTING = "MONITOR_LOG"

_ROOT = Path(__file__).resolve().parents[1]
#: What could be an address, perhaps with a port.
_PERHAPS = re.compile(r"(?<![\w.:])[0-9a-f:.]{3,}(?:%\w+)?(?![\w:])", re.IGNORECASE)
_QUERY = re.compile(r"\?[^\s\"'<>]+")


class JsonLines(logging.Formatter):
    """A record as one line: ``time`` (UTC), ``level``, ``logger``, ``message``, and of an error ``errors``: from the one
    that was logged to what caused it, each with its ``type`` and ``where`` ("ui/trend/view.py:120 view", outermost first).
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_persons(record.getMessage()),
        }
        if record.exc_info and record.exc_info[1]:
            line["errors"] = _errors(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def without_persons(text: str) -> str:
    """The text without addresses of readers and without what they asked for."""
    return _QUERY.sub("?[query]", _PERHAPS.sub(_without_address, text))


def _without_address(match: re.Match[str]) -> str:
    given = match[0].rstrip(".:")
    host, _, port = given.rpartition(":")
    for address in (given, host if "." in host and port.isdigit() else ""):
        try:
            ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            continue
        return match[0].replace(address, "[address]", 1)
    return match[0]


def _errors(error: BaseException | None) -> list[dict[str, Any]]:
    errors: list[dict[str, Any]] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        where = [
            f"{_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        errors.append({"type": type(error).__name__, "where": where})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return errors


def _place(file: str) -> str:
    """A file of ours from the root of the project, one of a package from its own folder."""
    path = Path(file)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    return "/".join(path.parts[-2:])


class _Logger(logging.Logger):
    """One that is made later writes JSON too: Streamlit gives each of its own a handler."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802 - the name of logging
        hdlr.setFormatter(JsonLines())
        super().addHandler(hdlr)


def set_up() -> None:
    """Have all that is logged from now on written as JSON lines, when that was asked for. Once the server is about to start:
    uvicorn and Streamlit have made their handlers then."""
    if os.environ.get(SETTING, "").lower() != "json":
        return
    logging.setLoggerClass(_Logger)
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
    made = [one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    for logger in [root, *made]:
        for handler in logger.handlers:
            handler.setFormatter(JsonLines())
