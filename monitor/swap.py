"""Change what a name stands for in one step, so that nobody ever finds it missing or half there.

Linux and macOS can exchange two names at once. Where the file system cannot, three renames do it, and for a moment
the folder's name is free: :func:`place` says where its content is then.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except (
    ImportError
):  # Windows has no flock; there two writers at once are not held apart. A lock on the folder itself
    # leaves no file beside the figures, as one of filelock would.
    fcntl = None  # type: ignore[assignment]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def aside(path: Path) -> Path:
    """Where the content of ``path`` is during three renames."""
    return path.with_name(path.name + ".swap")


def place(folder: Path) -> Path:
    """Return the folder itself, or where its content is when an exchange by three renames was broken off."""
    return aside(folder) if not folder.exists() and aside(folder).exists() else folder


def exchange(one: Path, other: Path) -> None:
    """Let two existing names change places. Errors: OSError."""
    if _at_once(one, other):
        return
    os.rename(other, aside(other))
    os.rename(one, other)
    os.rename(aside(other), one)


def _at_once(one: Path, other: Path) -> bool:
    """Exchange in one step; False when this system or file system cannot."""
    if os.environ.get("MONITOR_PLAIN_RENAMES"):
        return False
    library = ctypes.CDLL(None, use_errno=True) if sys.platform in ("linux", "darwin") else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(  # type: ignore[union-attr]
            _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
        )
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)  # type: ignore[union-attr]
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Wait until no other process writes in this folder. The lock goes with the process, however it ends."""
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def kept_on_disk(path: Path) -> None:
    """Have the disk keep a file or folder before anything is built on it."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:  # Windows does not open folders.
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
