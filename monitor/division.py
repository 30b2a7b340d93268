"""The division in use, the list of regions with their boundaries, and what is kept in memory of it.

Both are replaced together on disk (``geo.refresh``) while the monitor runs. A running monitor holds them in memory and
takes new ones only when they can be read and fit each other; what is worked out of them is kept with ``@kept`` and let
go of as soon as ``follow`` took new ones.
"""

from __future__ import annotations

import csv
import hashlib
import json
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar, cast

from monitor.catalogue import DATA
from monitor.own_layers import own_layers
from monitor.province import GEMEENTEN, NEDERLAND, PROVINCE
from monitor.snapshot import steady

log = logging.getLogger(__name__)

FOLDER, LIST = "boundaries", "regions.csv"
PREVIOUS = f"{FOLDER}.previous"
#: The boundary files that every page and map may ask for. Beside these a folder may have :data:`OPTIONAL`.
LAYERS = (
    "drenthe_gemeenten",
    "drenthe_wijken",
    "nederland_gemeenten",
    "nederland_grenslijnen",
    "nederland_provincies",
)
#: Only a refresh of the boundaries brings it; who asks for it looks first whether it is there (``geo.features.is_there``).
OPTIONAL = ("drenthe_buurten",)
#: Replaced as a whole: the folder itself is another one afterwards, and so is the list.
PARTS = (FOLDER, LIST)

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Division:
    """``regions``: the text of the list; ``layers``: the boundary files by name without ending."""

    regions: str
    layers: Mapping[str, bytes]

    @cached_property
    def digest(self) -> str:
        """A hash that is equal wherever the same division is."""
        whole = hashlib.sha256(self.regions.encode())
        for name in sorted(self.layers):
            whole.update(name.encode() + self.layers[name])
        return whole.hexdigest()


class BrokenDivisionError(ValueError):
    """The list and the boundaries cannot be read, or do not fit each other; the message is Dutch."""


_lock = threading.Lock()
_kept: list[Callable[[], None]] = []
_seen: tuple[tuple[int, int], ...] | None = None
_version = 0
_held: Division | None = None
_refused: str | None = None


def version() -> int:
    """A number that is another one after every replacement that was followed; never one of before."""
    return _version


def refused() -> str | None:
    """Why the division on disk is not the one in use, in Dutch; None when it is."""
    return _refused


def regions_text(data: Path = DATA) -> str:
    """The list of regions: the one in use, else the one on disk (no monitor runs here)."""
    return _held.regions if _held else (data / LIST).read_text(encoding="utf-8")


def layers(data: Path = DATA) -> Mapping[str, bytes]:
    """The boundary files by name without ending: those in use, else those on disk."""
    return _held.layers if _held else own_layers(_layers(data / FOLDER))


def digest() -> str:
    """A hash of the division in use, equal on every server that has it; "" when none is."""
    return _held.digest if _held else ""


def follow(data: Path = DATA) -> int:
    """Look whether the division on disk was replaced, take it when it is whole, and return the version.

    For the start of every rerun and every request: two looks at the file system, no reading.
    """
    there = _there(data)
    # Whoever comes while somebody reads the new one goes on with the one in use.
    if there != _seen and _lock.acquire(blocking=_held is None):
        try:
            _take(data, there)
        finally:
            _lock.release()
    return _version


def followed(data: Path = DATA) -> bool:
    """Whether :func:`follow` has nothing to read."""
    return _there(data) == _seen


def _there(data: Path) -> tuple[tuple[int, int], ...]:
    try:
        return tuple((seen.st_ino, seen.st_mtime_ns) for seen in ((data / part).stat() for part in PARTS))
    except FileNotFoundError:
        # Being replaced at this very moment, or not there at all: then the one in use stays.
        return ()


def _take(data: Path, there: tuple[tuple[int, int], ...]) -> None:
    global _seen, _version, _held, _refused
    if there == _seen:
        return
    before, _seen = _held, there
    try:
        _held = read(data / FOLDER, data / LIST)
        _refused = None
    except (BrokenDivisionError, OSError) as error:
        _refused = str(error) if isinstance(error, BrokenDivisionError) else f"{FOLDER} of {LIST} ontbreekt"
        log.error("the boundaries on disk are not taken: %s", _refused, exc_info=error)
        if before is None:
            _held = _before(data / PREVIOUS)
    if _held is not before:
        _version += 1
        for clear in _kept:
            clear()


def _before(folder: Path) -> Division | None:
    """The division of before the one on disk, which took its list along; None when that is no good either."""
    try:
        return read(folder, folder / LIST)
    except (BrokenDivisionError, OSError):
        return None


def read(folder: Path, regions: Path) -> Division:
    """Read a division whole. Errors: BrokenDivisionError when it is not; OSError."""
    try:
        division = Division(regions.read_text(encoding="utf-8"), _layers(folder))
    except UnicodeDecodeError as error:
        raise BrokenDivisionError(f"{LIST} is geen tekst") from error
    _check(division)
    return replace(division, layers=own_layers(division.layers))


def _layers(folder: Path) -> Mapping[str, bytes]:
    layers, _ = steady(
        folder, lambda there: {file.stem: file.read_bytes() for file in sorted(there.glob("*.geojson"))}
    )
    return layers


def _check(division: Division) -> None:
    codes = _codes(division.regions)
    lacking = sorted({NEDERLAND, PROVINCE, *GEMEENTEN} - codes)
    if lacking:
        raise BrokenDivisionError(f"{LIST} is niet heel: {', '.join(lacking[:3])} ontbreekt")
    if absent := [name for name in LAYERS if name not in division.layers]:
        raise BrokenDivisionError(f"{absent[0]}.geojson ontbreekt")
    for name, content in division.layers.items():
        try:
            features = json.loads(content)["features"]
            drawn = {feature["properties"].get("code") for feature in features} - {None}
            whole = bool(features) and all(feature["geometry"]["coordinates"] for feature in features)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BrokenDivisionError(f"{name}.geojson is niet te lezen") from error
        if not whole:
            raise BrokenDivisionError(f"{name}.geojson is leeg")
        if strange := sorted(drawn - codes):
            raise BrokenDivisionError(f"{name}.geojson tekent {strange[0]}, en dat staat niet in {LIST}")


def _codes(text: str) -> set[str]:
    rows = list(csv.reader(text.splitlines()))
    if not rows or rows[0][:2] != ["code", "name"] or any(len(row) != len(rows[0]) for row in rows):
        raise BrokenDivisionError(f"{LIST} is niet heel")
    return {row[0] for row in rows[1:]}


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
