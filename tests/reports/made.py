"""What the tests of the five forms share: reports, made once, and LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from monitor.province import GEMEENTEN, PROVINCE
from reports.build import report
from reports.model import FigureTable, Report, Stories
from ui.verhalen.beside import StoryText

#: How a cell begins that a spreadsheet would take for a formula, and a letter that no file can hold.
EVIL = ('=HYPERLINK("http://x";"y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "een\x01twee \x0b")

#: One region in `make test`; every gemeente and the province in `make test-all`.
REGIONS = [
    region if region == "GM0118" else pytest.param(region, marks=pytest.mark.exhaustive)
    for region in (*GEMEENTEN, PROVINCE)
]

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed here"
)


@cache
def made(region: str, whole: bool = False, theme: str | None = None) -> Report:
    return report(region, theme=theme, whole=whole)


def evil() -> Report:
    """A report in which every text that comes from outside begins like a formula."""
    real = made("GM0114")
    sections = []
    for section in real.sections:
        blocks = []
        for block in section.blocks:
            if isinstance(block, FigureTable):
                figures = tuple(
                    replace(
                        figure, title=text, group=text, remarks=(text,), source=text, place=text, change=text
                    )
                    for figure, text in zip(block.figures, EVIL * 10, strict=False)
                )
                block = replace(block, title=EVIL[0], subject=EVIL[1], comparator=EVIL[2], figures=figures)
            elif isinstance(block, Stories):
                told = tuple(
                    StoryText(text, text, text, (text,), text) for text in EVIL[: len(block.stories)]
                )
                block = replace(block, theme=EVIL[3], stories=told)
            blocks.append(block)
        sections.append(replace(section, blocks=tuple(blocks)))
    sources = tuple(
        replace(source, attribution=text, licence=text, url=text)
        for source, text in zip(real.sources, EVIL * 10, strict=False)
    )
    return replace(real, title=EVIL[0], subtitle=EVIL[2], sections=tuple(sections), sources=sources)


def converted(content: bytes, ending: str, to: str, folder: Path) -> list[Path]:
    """The file as LibreOffice reads and writes it; fails when it cannot. ``to``: as after ``--convert-to``."""
    file = folder / f"rapport.{ending}"
    file.write_bytes(content)
    out = folder / "uit"
    done = subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profiel", "--headless", "--convert-to", to,
            "--outdir", str(out), str(file),
        ],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    found = sorted(out.iterdir()) if out.is_dir() else []
    assert found, done.stderr
    return found
