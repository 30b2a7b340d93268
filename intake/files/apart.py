"""Workbooks are unpacked in a process of their own, with a ceiling on its memory and its time.

The older kinds of workbook cannot be measured beforehand, and a reader that runs out of memory ends its process
without a word. What ends then is not the program that asked.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from intake.files.limits import LIMITS, Limits, too_large
from intake.files.sheet import Sheet
from monitor.errors import SourceError

log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = "from intake.files.apart import answer; answer()"
_AGAIN = "open het in Excel en sla alleen het blad met de cijfers op als .xlsx"


def read(file: Path, limits: Limits = LIMITS, content: bytes | None = None) -> list[Sheet]:
    """Return the sheets of a workbook, hidden ones too. Errors: SourceError for whatever stands in the way.

    ``content``: as of :func:`intake.files.read.sheets`; it goes to the other process through a pipe.
    """
    where = file.resolve() if content is None else file
    asked = pickle.dumps((str(where), asdict(limits), content))
    try:
        done = subprocess.run(
            [sys.executable, "-c", _COMMAND],
            input=asked,
            capture_output=True,
            timeout=limits.seconds,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("%s: not unpacked within %s s", file.name, limits.seconds)
        raise SourceError(file, "dit bestand uitpakken duurt te lang.", todo=_AGAIN) from None
    if done.returncode or not done.stdout:
        log.warning(
            "%s: unpacking ended with %s: %s",
            file.name,
            done.returncode,
            done.stderr.decode(errors="replace")[-2000:],
        )
        raise too_large(file, "het vraagt meer geheugen dan de monitor ervoor heeft")
    sheets, refused, cause = pickle.loads(done.stdout)
    if refused is not None:
        log.info("%s: %s", file.name, cause)
        raise SourceError(file, **refused)
    return [Sheet(file, *sheet) for sheet in sheets]


def answer() -> None:
    """In the process of its own: read the file that standard input names, and write what came of it."""
    path, limit_values, content = pickle.load(sys.stdin.buffer)
    file, limits = Path(path), Limits(**limit_values)
    restrict(limits)
    from intake.files import excel

    result: tuple[list[tuple[object, ...]], dict[str, str] | None, str]
    try:
        sheets: list[tuple[object, ...]] = [
            (s.name, s.rows, s.visible, s.percent, s.sign, s.turned, s.formulas)
            for s in excel.read(file, limits, content)
        ]
        result = (sheets, None, "")
    except SourceError as error:
        refused = {"problem": error.problem, "expected": error.expected, "todo": error.todo}
        result = ([], refused, repr(error.__cause__ or error))
    except BaseException as error:
        # The reader is written in another language, and its failures are no ordinary exceptions.
        if isinstance(error, MemoryError):
            raise
        refused = {"problem": "dit is geen leesbaar Excel-bestand.", "expected": "", "todo": _AGAIN}
        result = ([], refused, repr(error))
    pickle.dump(result, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


def restrict(limits: Limits) -> None:
    """Let this process have no more memory and time than a file may take."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, limits.seconds)):
        try:
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))
        except (OSError, ValueError):  # a system that has no such limit
            continue
