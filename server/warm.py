"""What the server does before the first reader comes, so that no reader waits for it."""

from __future__ import annotations

import gc
import importlib
import logging
from collections.abc import Iterable

from loaders.store import store

log = logging.getLogger(__name__)


def warm(modules: Iterable[str]) -> None:
    """Load the snapshot and the modules that the pages need, and keep them out of the garbage collector's rounds.

    Streamlit collects all garbage after every rerun. What is loaded here lives as long as the server does; looking
    through it each time took a third of a rerun.
    """
    for module in modules:
        importlib.import_module(module)
    try:
        store()
    except FileNotFoundError as missing:  # the pages and the open data say so to who asks
        log.error("%s", missing)
    gc.collect()
    gc.freeze()
