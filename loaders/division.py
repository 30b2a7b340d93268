"""The division in use, the list of regions with their boundaries, and what is kept in memory of it.

Both are replaced together on disk (``geo.refresh``) while the monitor runs. What is worked out of them is kept with
``@kept`` and let go of as soon as ``follow`` sees that they were replaced.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from loaders.catalogue import DATA

#: Replaced as a whole: the folder itself is another one afterwards, and so is the list.
PARTS = ("boundaries", "regions.csv")

_Function = TypeVar("_Function", bound=Callable[..., Any])
_lock = threading.Lock()
_kept: list[Callable[[], None]] = []
_seen: tuple[tuple[int, int], ...] | None = None
_version = 0


def version() -> int:
    """A number that is another one after every replacement that was followed; never one of before."""
    return _version


def follow(data: Path = DATA) -> int:
    """Look whether the division on disk was replaced, let go of the old one if so, and return the version.

    For the start of every rerun and every request: two looks at the file system, no reading.
    """
    global _seen, _version
    try:
        there = tuple((seen.st_ino, seen.st_mtime_ns) for seen in ((data / part).stat() for part in PARTS))
    except FileNotFoundError:
        # Being replaced at this very moment, or not there at all: who reads it says so.
        return _version
    if there != _seen:
        with _lock:
            if there != _seen:
                _seen = there
                _version += 1
                for clear in _kept:
                    clear()
    return _version


def kept(maxsize: int) -> Callable[[_Function], _Function]:
    """Like ``functools.lru_cache``, for what follows from the division.

    The version is part of the key: what a thread still makes of the old division is not found by who asks for the new.
    """

    def decorate(function: _Function) -> _Function:
        @lru_cache(maxsize=maxsize)
        def of_version(_: int, *args: Any, **named: Any) -> Any:
            return function(*args, **named)

        @wraps(function)
        def asked(*args: Any, **named: Any) -> Any:
            return of_version(_version, *args, **named)

        _kept.append(of_version.cache_clear)
        return cast(_Function, asked)

    return decorate
