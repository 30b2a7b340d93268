"""The whole of RIVM's table 50090NED, from the workbooks beside the project where they are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

from tests.upstream.standin.recorded import from_rows, rivm_50090ned
from tests.upstream.standin.tables import Table

SOURCES = Path(__file__).resolve().parents[4] / "shared" / "sources"


def workbooks() -> list[Path]:
    """The workbooks of 50090NED; none in a plain clone."""
    return sorted((SOURCES / "rivm-50090ned" / "raw").glob("*.xlsx"))


def rivm_50090ned_full(**more: Any) -> Table:
    """17,341 regions, 35 topics, 8 combinations of age and year: 138,728 rows."""

    def rows() -> Iterator[list[Any]]:
        for place, file in enumerate(workbooks()):
            lines = iter(
                python_calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
            )
            header = next(lines)
            if place == 0:
                yield header
            yield from lines

    return from_rows("50090NED", rivm_50090ned().title, rows(), **{"hosts": ("dataderden.cbs.nl",), **more})
