"""One document set by Typst in a process of its own: a JSON of what to set comes in, a PDF goes out.

Typst keeps what it set before, for documents that change while somebody writes them: some 40 MB per report in the server,
that would never come back. Starting a process takes a tenth of a second.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

#: Seconds; the largest report takes two on a quiet machine.
_PATIENCE = 120


class TypesettingError(RuntimeError):
    """A text or picture could not be set; the message is that of Typst."""


def typeset(template: Path, content: str, edition: date, standards: Sequence[str]) -> bytes:
    """The PDF of a template with this content (JSON, its input ``report``), dated ``edition``.

    Errors: TypesettingError; ``subprocess.TimeoutExpired``.
    """
    asked = [str(template), content, edition.isoformat(), list(standards)]
    # Isolated: nothing of the surroundings of the server is read.
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    done = subprocess.run(
        command, input=json.dumps(asked).encode(), capture_output=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        raise TypesettingError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


def _main() -> None:
    template, content, edition, standards = json.load(sys.stdin)
    options: dict[str, Any] = {"format": "pdf", "pdf_standards": standards}
    made = typst.compile(
        template,
        root=str(Path(template).parent),
        sys_inputs={"report": content},
        timestamp=datetime.combine(date.fromisoformat(edition), time(), UTC),
        **options,
    )
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    _main()
