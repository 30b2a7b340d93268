"""One edition of the figures: a snapshot, its catalogue and the division that belong together, laid out once.

Pages and open data answer from the same one. A new snapshot is laid out beside the one in use, which answers until
then; so nobody waits for it, and nobody sees half of it.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import yaml
from pydantic import ValidationError

from compare.indicator_data import IndicatorData, Within
from compare.kept import own_apart
from compare.rules.series import with_segments
from compare.rules.similar import CHARACTERISTICS, Similarity, characteristics
from monitor import catalogue as catalogue_module
from monitor import division, freshness
from monitor import store as store_module
from monitor.catalogue import DATA, Catalogue
from monitor.engine import Store
from monitor.errors import NoFiguresError
from monitor.freshness import Freshness
from monitor.observations import LEVELS, WITHIN
from monitor.province import GEMEENTEN, PROVINCE, TEXTS_OF_PROVINCE
from monitor.weights import Sizes

log = logging.getLogger(__name__)

#: The levels whose figures are laid out before anybody asks; the others are read when a page shows them.
_AT_ONCE = [level for level in LEVELS if level not in WITHIN]
#: How the codes of the wijken, and of the buurten, of the province begin: no page shows others, of which there are far more.
_WITHIN = {
    level: [LEVELS[level] + gemeente.removeprefix(LEVELS["gemeente"]) for gemeente in GEMEENTEN]
    for level in WITHIN
}
#: How the codes begin of all regions that pages show.
SHOWN = [*(LEVELS[level] for level in _AT_ONCE), *chain(*_WITHIN.values())]
#: So many indicators and populations of which the wijken or buurten are kept once they were looked at.
_WITHIN_KEPT = 12

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Edition:
    """``version`` changes when anything in it does; ``name`` is equal on every server with the same files."""

    def __init__(self, catalogue: Catalogue, store: Store) -> None:
        self.catalogue, self.store = _of_this_province(catalogue, store), store
        self.division = division.version()
        parts = (store.manifest.digest, division.digest(), catalogue.model_dump_json())
        self.name = hashlib.sha256("".join(parts).encode()).hexdigest()[:16]
        self.version = f"{store.version}-{self.division}-{self.name}"

        @lru_cache(maxsize=_WITHIN_KEPT)
        def read_within(id: str, population: str, level: str) -> Within:
            rows = store.observations(id, populations=population, beginning=_WITHIN[level])
            return Within(with_segments(rows, self.catalogue.indicators, self.catalogue.sources))

        self._read_within = read_within

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], IndicatorData]:
        """The figures per (indicator, population)."""
        catalogue = self.catalogue
        asked = None if TEXTS_OF_PROVINCE else list(catalogue.indicators)
        rows = with_segments(
            self.store.observations(asked, levels=_AT_ONCE), catalogue.indicators, catalogue.sources
        )
        return {
            (str(id), str(population)): IndicatorData(
                of_pair.reset_index(drop=True),
                catalogue[str(id)],
                str(population),
                catalogue.sources,
                self.sizes,
                partial(self._read_within, str(id), str(population)),
            )
            for (id, population), of_pair in rows.groupby(["indicator", "population"], sort=False)
        }

    @cached_property
    def sizes(self) -> Sizes:
        """How many people or households each base counts."""
        read = partial(self.store.observations, list(self.catalogue.counting))
        return Sizes(read(levels=_AT_ONCE), lambda beginning: read(beginning=beginning))

    @cached_property
    def availability(self) -> pd.DataFrame:
        """Per indicator, population, level and year the number of figures: :meth:`monitor.engine.Store.availability`."""
        counted = self.store.availability()
        return counted[counted["indicator"].isin(self.catalogue.indicators)].reset_index(drop=True)

    @cached_property
    def characteristics(self) -> pd.DataFrame:
        """What gemeenten are compared on to find those that are alike: :func:`compare.rules.similar.characteristics`."""
        asked = [one.indicator for one in CHARACTERISTICS]
        return characteristics(self.store.observations(asked, levels=["gemeente"]))

    @cached_property
    def similarity(self) -> Similarity:
        """Which gemeenten are like which."""
        return Similarity(self.characteristics)


def _of_this_province(catalogue: Catalogue, store: Store) -> Catalogue:
    """The catalogue without what was measured elsewhere only, where the figures were brought together for another province."""
    if TEXTS_OF_PROVINCE:
        return catalogue
    rows = store.observations(regions=[PROVINCE, *GEMEENTEN])
    here = set(rows.loc[rows["value"].notna(), "indicator"])
    kept = {id for id, one in catalogue.indicators.items() if id in here or not one.datasets}
    return catalogue.only({id for id in kept if catalogue[id].variant_of in (None, *kept)})


class _Editions:
    """The edition of one folder that is in use."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._key: Hashable = None
        self._known: Mapping[str, Freshness] = {}
        self._tables: Hashable = ()
        self._edition: Edition | None = None

    def current(self) -> Edition:
        key = self._now()
        if key != self._key and self._lock.acquire(blocking=self._edition is None):
            try:
                self._follow()
            finally:
                self._lock.release()
        assert self._edition is not None
        return self._edition

    def if_read(self) -> Edition | None:
        """The edition in use when that is the newest, and none is being read."""
        if self._edition is None or not store_module.read(self._data / "observations"):
            return None
        return self._edition if self._now() == self._key else None

    def _now(self) -> Hashable:
        """What an edition follows from. Errors: FileNotFoundError when there are no figures that can be used."""
        store = store_module.store(self._data / "observations")
        known = _known(store, self._data)
        # Asked hundreds of times per page: what is the same is not laid side by side again.
        if known != self._known:
            self._known = known
            self._tables = tuple(
                (id, one.table, one.title, one.published) for id, one in sorted(known.items()) if one.table
            )
        return store.version, division.version(), self._tables

    def _follow(self) -> None:
        key = self._now()
        if key == self._key:
            return
        store = store_module.store(self._data / "observations")
        try:
            catalogue = store.catalogue or catalogue_module.load(self._data / "catalogue")
        except (ValidationError, yaml.YAMLError, KeyError, TypeError, ValueError, OSError) as error:
            raise NoFiguresError("de catalogus is niet te lezen") from error
        first = self._edition is None
        try:
            made = Edition(freshness.as_fetched(catalogue, _known(store, self._data)), store)
            # Laid out before anybody sees it.
            _ = made.figures, made.availability
        except NoFiguresError as error:
            if first:
                raise
            log.warning("the newest figures could not be read whole, the last good ones stay: %s", error)
            return
        self._edition, self._key = made, key
        if not first:
            for let_go in _on_change:
                let_go()
            # What was kept out of the garbage collector's rounds at the start may be garbage now.
            gc.unfreeze()
            gc.collect()
            gc.freeze()


_on_change: list[Callable[[], object]] = []


def on_change(let_go: Callable[[], object]) -> None:
    """Have something done when another edition comes into use: letting go of what was worked out of the one before."""
    _on_change.append(let_go)


def per_edition(maxsize: int) -> Callable[[_Function], _Function]:
    """Like ``functools.lru_cache``, for what is worked out of an edition: gone when another one comes into use.

    The version of the edition must be among the arguments: what a thread still makes of the one before is then not found.
    What is worked out of a reader's own figures is kept with these: :mod:`compare.kept`.
    """

    def decorate(function: _Function) -> _Function:
        kept = lru_cache(maxsize=maxsize)(function)
        on_change(kept.cache_clear)
        return own_apart(function, kept, maxsize)

    return decorate


@lru_cache(maxsize=8)
def _editions(data: Path) -> _Editions:
    return _Editions(data)


#: What :func:`one_edition` found, once it was asked for.
_this_run: ContextVar[list[Edition] | None] = ContextVar("this_run", default=None)


@contextmanager
def one_edition() -> Iterator[None]:
    """Answer from one edition until the end: a page asks for it hundreds of times, and is never half of another one."""
    token = _this_run.set([])
    try:
        yield
    finally:
        _this_run.reset(token)


def edition(data: Path = DATA) -> Edition:
    """The edition in use. Errors: FileNotFoundError when there are no figures that can be used."""
    of_this_run = _this_run.get() if data is DATA else None
    if of_this_run is None:
        return _editions(data).current()
    if not of_this_run:
        of_this_run.append(_editions(data).current())
    return of_this_run[0]


def known(data: Path = DATA) -> Mapping[str, Freshness]:
    """How fresh the figures in use are, per source. Errors: FileNotFoundError when there are none."""
    return _known(edition(data).store, data)


def _known(store: Store, data: Path) -> Mapping[str, Freshness]:
    return freshness.read(data) if store.freshness is None else store.freshness


def edition_if_read(data: Path = DATA) -> Edition | None:
    """The edition in use; None when :func:`edition` would have to read a newer one. Never takes long."""
    return _editions(data).if_read()
