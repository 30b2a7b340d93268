"""How much of a file the monitor reads: checked before it is unpacked, and while it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from monitor.errors import SourceError


@dataclass(frozen=True)
class Limits:
    """The most that one file may be. The largest published table unpacks to 26 MB and has 800,000 cells."""

    #: Bytes on disk, and bytes once unpacked.
    packed: int = 30_000_000
    unpacked: int = 200_000_000
    #: Of one sheet.
    rows: int = 200_000
    columns: int = 2_000
    #: Of all sheets together, the empty ones between filled ones counted.
    cells: int = 3_000_000
    sheets: int = 200
    #: Of the process that unpacks a workbook.
    seconds: int = 60
    memory: int = 2_000_000_000


LIMITS = Limits()
_TODO = "bewaar alleen het blad en de jaren met de cijfers in een nieuw bestand"


def too_large(file: Path, what: str) -> SourceError:
    """Return the refusal of a file that is larger than a limit; ``what`` says how large and which limit."""
    return SourceError(file, f"dit bestand is te groot: {what}.", todo=_TODO)


def check_packed(file: Path, size: int, limits: Limits) -> None:
    """Refuse a file by its size on disk. Errors: SourceError."""
    if size > limits.packed:
        raise too_large(file, f"{_mb(size)}; meer dan {_mb(limits.packed)} leest de monitor niet")


def check_unpacked(file: Path, size: int, limits: Limits) -> None:
    """Refuse a workbook by what its parts say they unpack to. Errors: SourceError."""
    if size > limits.unpacked:
        raise too_large(file, f"uitgepakt {_mb(size)}; meer dan {_mb(limits.unpacked)} leest de monitor niet")


def check_extent(file: Path, rows: int, columns: int, limits: Limits) -> None:
    """Refuse a sheet by its extent. Errors: SourceError."""
    for number, most, name in ((rows, limits.rows, "rijen"), (columns, limits.columns, "kolommen")):
        if number > most:
            raise too_large(file, f"meer dan {_thousands(most)} {name}")
    check_cells(file, rows * columns, limits)


def check_cells(file: Path, cells: int, limits: Limits) -> None:
    """Refuse a file by its number of cells. Errors: SourceError."""
    if cells > limits.cells:
        raise too_large(file, f"meer dan {_thousands(limits.cells)} cellen")


def _mb(size: int) -> str:
    return f"{_thousands(max(1, size // 1_000_000))} MB"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
