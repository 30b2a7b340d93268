"""One refresh at a time. The lock belongs to the process: when that ends, also by kill -9, it is free again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: no lock there, and nothing to refuse.
    fcntl = None  # type: ignore[assignment]


class BusyError(RuntimeError):
    """Another refresh is running; the message says which, in Dutch."""


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold the lock. Errors: BusyError at once when somebody else has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="utf-8") as held:
        if fcntl is not None:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                held.seek(0)
                who = held.read().strip()
                raise BusyError(
                    f"Er wordt al ververst{f' ({who})' if who else ''}. Wacht tot dat klaar is."
                ) from None
        held.seek(0)
        held.truncate()
        held.write(f"proces {os.getpid()}, sinds {datetime.now():%d-%m-%Y %H:%M}")
        held.flush()
        yield
