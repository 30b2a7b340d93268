""" "Feiten & cijfers": the figures of the screen, and what was broken off goes on with nothing half-written."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from monitor.dutch import value_text
from monitor.province import GEMEENTEN
from reports import chapters as parts
from reports import yearbook
from reports.chapters import Chapter
from tests.sweep import EXHAUSTIVE
from ui.vergelijk import matrix

FEW = [Chapter("theme", "inclusie"), Chapter("gemeente", "GM0114")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a small book was made."""
    where = tmp_path_factory.mktemp("boek")
    yearbook.make(where / "uit", where / "bewaard", FEW, workers=0)
    return where


def test_it_has_every_theme_and_gemeente() -> None:
    every = parts.chapters()
    assert [one.of for one in every if one.kind == "gemeente"] == list(GEMEENTEN)
    assert len([one for one in every if one.kind == "theme"]) == 5
    assert set(FEW) <= set(every)


@EXHAUSTIVE
def test_both_files_have_the_figures_of_the_screen(folder: Path) -> None:
    files = sorted((folder / "uit").iterdir())
    assert [file.suffix for file in files] == [".pdf", ".pptx"]
    said = [
        "".join(page.extract_text() for page in PdfReader(files[0]).pages),
        "".join(
            cell.text
            for slide in Presentation(io.BytesIO(files[1].read_bytes())).slides
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ),
    ]
    rows = next(
        section.rows
        for section in matrix.build(matrix.compared_with("nederland", None)[0]).sections
        if section.id == "inclusie"
    )
    for words in (re.sub(r"\s", "", text) for text in said):
        for row in rows:
            for code in GEMEENTEN:
                assert re.sub(r"\s", "", value_text(row.value(code), row.indicator)) in words
    assert not list((folder / "uit").glob(".*")), "nothing half-written is left"


def test_what_is_done_is_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(chapter: Chapter) -> None:
        raise AssertionError(f"{chapter} was made again")

    first = {file.name: file.read_bytes() for file in (folder / "uit").iterdir()}
    monkeypatch.setattr(parts, "made", made)
    yearbook.make(folder / "uit", folder / "bewaard", FEW, workers=0)
    assert first == {file.name: file.read_bytes() for file in (folder / "uit").iterdir()}
    # Of other figures, or another version of the code, it is.
    monkeypatch.setattr(parts, "version", lambda: "another")
    with pytest.raises(AssertionError, match="made again"):
        yearbook.make(folder / "uit", folder / "bewaard", FEW, workers=0)


def test_a_file_that_fails_leaves_the_last_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "proef" / "boek.pdf"
    parts.write(file, b"goed")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(parts.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        parts.write(file, b"half")
    assert file.read_bytes() == b"goed"
    assert [one.name for one in file.parent.iterdir()] == ["boek.pdf"]


def test_it_says_what_changed_since_the_last_edition(tmp_path: Path) -> None:
    log = (
        "# Wat er in de cijfers veranderde\n\n## 3 mei 2026, 10:00\n\n- Roken (18+): 12 nieuwe cijfers\n\n"
        "- Let op: een bron zweeg\n\n## 2 januari 2026, 9:00\n\n- Eenzaam (18+): 1 herziene waarde\n"
    )
    edition = date(2026, 11, 21)
    new = yearbook.what_is_new(log, date(2026, 2, 1), edition)
    [block] = new.blocks
    assert block.sentences == (  # type: ignore[union-attr]
        "3 mei 2026: Roken (18+): 12 nieuwe cijfers",
        "3 mei 2026: Let op: een bron zweeg",
    )
    assert "1 februari 2026" in new.title
    assert "veranderde er geen cijfer" in str(yearbook.what_is_new(log, date(2026, 6, 1), edition))
    assert "eerste uitgave" in str(yearbook.what_is_new(log, None, edition))
    for name in ("feiten-en-cijfers-2026-05-01.pdf", "feiten-en-cijfers-2026-11-21.pdf", "anders.pdf"):
        (tmp_path / name).write_bytes(b"")
    assert yearbook.previous(tmp_path, edition) == date(2026, 5, 1)
