"""Which version of the monitor this is: a day, written once, as ``version`` in ``pyproject.toml``."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


@lru_cache(maxsize=1)
def released(project: Path = PROJECT) -> date:
    """The day of this version ("2026.11.27"). Errors: ``ValueError`` when the version is no day."""
    version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    year, month, day = (int(part) for part in str(version).split("."))
    return date(year, month, day)
