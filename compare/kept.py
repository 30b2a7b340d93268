"""What is worked out of figures is kept: for all readers together, or for the one reader who has figures of his own.

Figures of one reader never stand in what readers share. So a function that keeps its answers asks first whose figures
it works with: :func:`own`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cachetools import LRUCache

if TYPE_CHECKING:
    from compare.own_edition import OwnEdition

_Function = TypeVar("_Function", bound=Callable[..., Any])

_HERE: ContextVar[OwnEdition | None] = ContextVar("own_edition", default=None)
_ASKED: list[Callable[[], OwnEdition | None]] = []


class Kept:
    """What was worked out for one reader: gone with it. Threads of that reader may ask at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: dict[Callable[..., Any], LRUCache[Hashable, Any]] = {}

    def get(
        self, function: Callable[..., Any], most: int, key: Hashable, args: tuple, named: Mapping[str, Any]
    ) -> Any:
        """What ``function`` made of this key before, or makes of these arguments now; ``most``: so many are kept."""
        with self._lock:
            kept = self._of.setdefault(function, LRUCache(most))
            if key in kept:
                return kept[key]
        made = function(*args, **named)
        with self._lock:
            kept[key] = made
        return made


def own() -> OwnEdition | None:
    """The edition of the reader who asks, where that reader has figures of his own; None for every other."""
    here = _HERE.get()
    if here is not None:
        return here
    return next((edition for ask in _ASKED if (edition := ask()) is not None), None)


def ask(whose: Callable[[], OwnEdition | None]) -> None:
    """Have :func:`own` ask this too: who knows readers apart says here whose figures they are."""
    _ASKED[:] = [whose]


@contextmanager
def using(edition: OwnEdition | None) -> Iterator[None]:
    """Work with these figures, where no reader can be asked any more: while a file is made."""
    before = _HERE.set(edition)
    try:
        yield
    finally:
        _HERE.reset(before)


def own_apart(
    function: _Function,
    shared: Callable[..., Any],
    most: int,
    key: Callable[[Any], Hashable] = lambda one: one,
) -> _Function:
    """``shared``, which keeps the answers of ``function`` for all; those of a reader's own figures are kept with these.

    ``most``: so many are kept per reader. ``key``: what tells an argument from another.
    """

    @wraps(function)
    def asked(*args: Any, **named: Any) -> Any:
        edition = own()
        if edition is None:
            return shared(*args, **named)
        key_of_call = (*map(key, args), *((name, key(value)) for name, value in sorted(named.items())))
        return edition.kept.get(function, most, key_of_call, args, named)

    # What lets go of the shared answers stays within reach.
    for name in ("cache_clear", "cache_info", "clear"):
        if hasattr(shared, name):
            setattr(asked, name, getattr(shared, name))
    return cast(_Function, asked)
