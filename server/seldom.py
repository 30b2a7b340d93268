"""A log that nobody can fill: what happens all the time is told once in a while, with how often it happened."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable


class Seldom(logging.Filter):
    """Lets a message (by its text before the arguments) through once per so many seconds."""

    def __init__(self, seconds: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._seconds, self._clock = seconds, clock
        self._told: dict[object, float] = {}
        self._kept_back: dict[object, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        key, now = record.msg, self._clock()
        if key in self._told and now - self._told[key] < self._seconds:
            self._kept_back[key] = self._kept_back.get(key, 0) + 1
            return False
        self._told[key] = now
        if more := self._kept_back.pop(key, 0):
            record.msg = f"{record.msg} (and {more} times more since)"
        return True
