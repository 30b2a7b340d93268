"""Any file that the monitor reads, as sheets: what is in it counts, not its name."""

from __future__ import annotations

from pathlib import Path

from intake.files import apart, delimited
from intake.files.excel import OLE, ZIP
from intake.files.limits import LIMITS, Limits
from intake.files.sheet import Sheet
from monitor.errors import SourceError

EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
TEXT = (".csv", ".txt", ".tsv")
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def sheets(file: Path, limits: Limits = LIMITS, content: bytes | None = None) -> list[Sheet]:
    """Return the sheets of a file, hidden ones too; a text has one. Errors: SourceError for whatever stands in the way.

    ``content``: what is in it where it is on no disk; ``file`` is then only its name.
    """
    if content is None and not file.is_file():
        raise SourceError(file, "dit bestand is er niet.", todo="controleer de naam en de map")
    suffix = file.suffix.lower()
    if suffix not in (*EXCEL, *TEXT):
        raise SourceError(
            file, f"bestanden met '{suffix or file.name}' leest de monitor niet.", ", ".join((*EXCEL, *TEXT))
        )
    head = _head(file) if content is None else content[:512]
    # Systems give web pages and text the name .xls, and people rename.
    if head.startswith((ZIP, OLE)):
        return apart.read(file, limits, content)
    if suffix in EXCEL and head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise SourceError(
            file,
            "dit is een webpagina met de naam van een Excel-bestand.",
            todo="open het in Excel en sla het op als .xlsx",
        )
    if suffix in EXCEL and b"\x00" in head and not head.startswith(_MARKS):
        raise SourceError(
            file, "dit is geen leesbaar Excel-bestand.", todo="open het in Excel en sla het op als .xlsx"
        )
    return [delimited.read(file, limits, content)]


def _head(file: Path) -> bytes:
    with file.open("rb") as start:
        return start.read(512)
