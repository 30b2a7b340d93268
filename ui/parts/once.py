"""What is made of an object that is kept, made once: for as long as that object is there, and gone with it.

For what would be made anew at every run of a page of a table or a drawing that is the same for every reader. What belongs to
one reader goes with that reader, since nothing here holds the object itself.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

_Made = TypeVar("_Made")


def once(make: Callable[..., _Made]) -> Callable[..., _Made]:
    """``make``, called once per object (its first argument, told by what it is and not by what is in it) and the rest of its
    arguments. The object is never changed afterwards, and what is made of it does not hold it."""
    kept: dict[int, tuple[weakref.ref[Any], dict[Hashable, _Made]]] = {}

    @wraps(make)
    def made(one: Any, *rest: Hashable) -> _Made:
        at = id(one)
        of_one = kept.get(at)
        if of_one is None or of_one[0]() is not one:
            of_one = kept[at] = (weakref.ref(one, lambda _: kept.pop(at, None)), {})
        if rest not in of_one[1]:
            of_one[1][rest] = make(one, *rest)
        return of_one[1][rest]

    return made
