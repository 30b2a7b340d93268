"""How fast something may come: a burst at once, and after that so many per second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class Pace:
    """``rate`` per second on average, up to ``burst`` at once."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._last = burst, clock()

    def seconds(self) -> float:
        """Take the next place; seconds until it is there."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._last) * self._rate) - 1
        self._last = now
        return max(0.0, -self._left / self._rate)

    async def wait(self) -> None:
        """Take the next place and wait for it."""
        if seconds := self.seconds():
            await asyncio.sleep(seconds)
