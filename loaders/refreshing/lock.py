"""One refresh at a time. The lock belongs to the process: when that ends, also by kill -9, it is free again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


class BusyError(RuntimeError):
    """Another refresh is running; the message says which, in Dutch."""


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold the lock. Errors: BusyError at once when somebody else has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    holder = file.with_name(f"{file.name}.who")
    try:
        with FileLock(file, timeout=0):
            holder.write_text(
                f"proces {os.getpid()}, sinds {datetime.now():%d-%m-%Y %H:%M}", encoding="utf-8"
            )
            yield
    except Timeout:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else ""
        raise BusyError(
            f"Er wordt al ververst{f' ({who})' if who else ''}. Wacht tot dat klaar is."
        ) from None
