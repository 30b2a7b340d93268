"""The file that a reader chose: in memory from when it came until its figures are used, and never longer than the session.

All readers together hold no more than :data:`MOST_TOGETHER`.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from typing import Any

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

#: Bytes.
MOST_TOGETHER = 100_000_000


@dataclass(frozen=True, eq=False)
class Upload:
    """``name`` and ``content`` of a file, as they came."""

    name: str
    content: bytes = field(repr=False)


#: Those that some session still holds.
_THERE: weakref.WeakSet[Upload] = weakref.WeakSet()


class FullError(Exception):
    """All readers together hold as many bytes of files as there is room for."""


def bytes_held() -> int:
    """The bytes of files that sessions hold now."""
    return sum(len(one.content) for one in list(_THERE))


def in_memory() -> int:
    """:func:`held`, and what Streamlit keeps of files that no page has looked at yet."""
    if not runtime.exists():
        return bytes_held()
    files: Any = runtime.get_instance().uploaded_file_mgr
    kept = (file for of_session in list(files.file_storage.values()) for file in list(of_session.values()))
    return bytes_held() + sum(len(file.data) for file in kept)


def is_session(id: str) -> bool:
    """Whether a session is open in this process."""
    return runtime.exists() and runtime.get_instance().is_active_session(id)


def taken(file: UploadedFile) -> Upload:
    """The file out of Streamlit's keeping into the caller's: nothing else holds it after this. Errors: FullError."""
    content = file.getvalue()
    _forget(file)
    if bytes_held() + len(content) > MOST_TOGETHER:
        raise FullError
    upload = Upload(file.name, content)
    _THERE.add(upload)
    return upload


def _forget(file: UploadedFile) -> None:
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None and runtime.exists():
        files: Any = runtime.get_instance().uploaded_file_mgr
        files.remove_file(context.session_id, file.file_id)
