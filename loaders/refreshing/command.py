"""What every refresh from the command line shares: its exit codes, how it speaks, and where it writes down what failed."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import NoReturn

#: The folder in data/ that is a refresh's own: kept answers, staging, locks and logs.
WORK = ".refresh"
FRESH, PARTLY, UNREACHABLE, BUSY, WRONG_CALL, NOT_WRITTEN = range(6)
BROKEN_OFF = 130


class Parser(argparse.ArgumentParser):
    """A parser that tells the exit codes of a refresh, where ``what`` ("de cijfers") stays good, and uses them itself."""

    def __init__(self, *, what: str, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=f"Afsluitcodes: 0 alles bijgewerkt of ongewijzigd, 1 iets mislukte en {what} zijn goed, 2 niets was op "
            "te halen, 3 er wordt al ververst, 4 verkeerde aanroep, 5 niet te schrijven, 130 afgebroken.",
        )

    def error(self, message: str) -> NoReturn:
        # Not argparse's 2: for a scheduler that means that nothing could be fetched.
        self.print_usage(sys.stderr)
        self.exit(WRONG_CALL, f"{self.prog}: {message}\n")


def say(words: str, code: int) -> int:
    """Say why it ends like this, and return the exit code."""
    print(words, file=sys.stderr)
    return code


class _Quiet(RotatingFileHandler):
    """On a full disk nothing is written down; what is said on the screen must not become a traceback for that."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        pass

    def close(self) -> None:
        # What could not be written is tried again here.
        with suppress(OSError):
            super().close()


def _handler(file: Path) -> logging.Handler:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Opened when there is something to write.
        handler: logging.Handler = _Quiet(
            file, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


@contextmanager
def logged(file: Path, *names: str) -> Iterator[None]:
    """Write what these loggers are told, with its cause, to a file that does not grow for ever."""
    handler = _handler(file)
    # A module that is started with -m is called this, and belongs to no package.
    loggers = [logging.getLogger(name) for name in (*names, "__main__")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
        handler.close()
