"""When this page, or a file that it offers, may be made: a few at a time, every reader in turn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import streamlit as st

from compare.kept import own, using
from intake.own import FileToRead, Understood, understand
from server.clients import named
from server.downloads import Private
from server.turns import FILES, PAGES, READING

#: Streamlit hides the address of a reader on this very machine.
_HERE = "127.0.0.1"
#: So many files of one reader may wait to be made: more is no reader.
_MOST_WAITING = 10


class TooManyFilesError(RuntimeError):
    """One reader asks for more files at once than a reader does."""


def of_this_reader() -> AbstractContextManager[None]:
    """Wait for the turn of whoever asks for this page, and have it."""
    return PAGES.turn(_reader())


def for_a_file(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """``make``, to be called when the reader asks for the file: it then waits for its turn."""
    # Asked now: when the file is made, the page is no longer there.
    reader, edition = _reader(), own()

    def made() -> bytes:
        if FILES.waiting(reader) >= _MOST_WAITING:
            raise TooManyFilesError(reader)
        with FILES.turn(reader), using(edition):
            return make() if edition is None else Private(make())

    return made


def for_own_file(asked: FileToRead) -> Understood:
    """What a reader's own file says, read when it is its turn; the page gives up its own turn until then.

    Errors: TooManyFilesError, SourceError.
    """
    reader = _reader()
    if READING.waiting(reader) >= 2:
        raise TooManyFilesError(reader)
    with PAGES.aside(reader), READING.turn(reader):
        return understand(asked)


def _reader() -> str:
    return named(st.context.ip_address or _HERE)
