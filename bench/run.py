"""What one run of ``make bench`` found: in words, and in a file to hold another run against."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Spread:
    """Median and quartiles."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of at least one value."""
        if len(values) == 1:
            return cls(values[0], values[0], values[0])
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(median, low, high)

    def text(self, digits: int = 2) -> str:
        return f"{self.median:.{digits}f} ({self.low:.{digits}f}-{self.high:.{digits}f})"


@dataclass(frozen=True)
class Line:
    """A page and its change: seconds until the first picture and until the changed one stayed, kB a change, CPU ms a change."""

    page: str
    change: str
    first: Spread
    changed: Spread
    kilobytes: Spread
    cpu: float

    @staticmethod
    def head() -> str:
        return (
            f"{'page':26}{'change of':>11}{'first s (quartiles)':>22}{'x empty':>9}"
            f"{'change s (quartiles)':>22}{'x empty':>9}{'kB':>8}{'cpu ms':>8}"
        )

    def text(self, empty: Line) -> str:
        first, changed = self.against(empty)
        return (
            f"{self.page:26}{self.change:>11}{self.first.text():>22}{first:9.1f}"
            f"{self.changed.text():>22}{changed:9.1f}{self.kilobytes.median:8.1f}{self.cpu:8.0f}"
        )

    def against(self, empty: Line) -> tuple[float, float]:
        """First picture and change as ratios to those of the empty app."""
        return self.first.median / empty.first.median, self.changed.median / empty.changed.median


@dataclass(frozen=True)
class Crowd:
    """Many readers at once, a choice every three seconds: seconds per choice. ``processes``: among which they are divided."""

    readers: int
    median: float
    p95: float
    reruns: int
    errors: int
    turned_away: int
    processes: int = 1

    def text(self) -> str:
        return (
            f"{self.readers} readers, processes: {self.processes}, a choice every 3 s: median {self.median:.2f} s, p95 {self.p95:.2f} s, "
            f"{self.reruns} reruns, {self.errors} errors, {self.turned_away} told to come back later"
        )


@dataclass(frozen=True)
class Run:
    """``commit``: of what was measured; the first of ``lines`` is the empty app."""

    commit: str
    lines: list[Line]
    memory_per_session: float
    crowds: list[Crowd]

    def write(self, file: Path) -> None:
        """As JSON, rounded to what was measured."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(_rounded(asdict(self)), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Run:
        """Errors: ``OSError``, ``ValueError``, ``KeyError`` or ``TypeError`` for what is no run."""
        content = json.loads(file.read_text(encoding="utf-8"))
        spreads = ("first", "changed", "kilobytes")
        return cls(
            content["commit"],
            [Line(**line | {name: Spread(**line[name]) for name in spreads}) for line in content["lines"]],
            content["memory_per_session"],
            [Crowd(**crowd) for crowd in content["crowds"]],
        )


def _rounded(content: Any) -> Any:
    if isinstance(content, float):
        return round(content, 3)
    if isinstance(content, dict):
        return {name: _rounded(value) for name, value in content.items()}
    return [_rounded(one) for one in content] if isinstance(content, list) else content
