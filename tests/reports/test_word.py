"""The document holds the sentences and figures of the report, and says in words what a picture shows."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Documented
from docx.oxml.ns import qn

from reports import word
from reports.model import Leads, Report, Text
from reports.word import exhibits
from tests.reports.made import REGIONS, converted, evil, made, needs_libreoffice
from tests.sweep import EXHAUSTIVE


def read(report: Report) -> Documented:
    return Document(io.BytesIO(word.docx(report)))


def rows(table: object) -> list[list[list[str]]]:
    """Of each row of each cell its lines."""
    return [
        [["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p"))] for cell in row.tc_lst]
        for row in table._tbl.tr_lst  # type: ignore[attr-defined]
    ]  # fmt: skip


@pytest.fixture
def without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes seconds, and has a test of its own."""
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"></svg>'
    monkeypatch.setattr(exhibits, "drawing", lambda *_: blank)


@pytest.mark.usefixtures("without_pictures")
@pytest.mark.parametrize("region", REGIONS)
def test_every_figure_stands_in_a_table_equal_to_the_digit(region: str) -> None:
    report = made(region)
    # The lead figures are the first table, the sources the last.
    found = read(report).tables[1:-1]
    assert len(found) == len(report.tables)
    numbers = [source.attribution for source in report.sources]
    for table, native in zip(report.tables, found, strict=True):
        lines = rows(native)[1:]
        assert len(lines) == len(table.figures)
        for figure, cells in zip(table.figures, lines, strict=True):
            assert re.sub(" [a-z]+$", "", cells[0][0]) == figure.title or cells[0][0] == figure.title
            assert cells[1][0] == figure.text
            assert cells[1][1:] == ([str(figure.year)] if figure.year else [])
            assert cells[2][0] == figure.other_text
            assert cells[3][0] == figure.difference_text
            assert (cells[4][0], cells[5][0]) == (figure.place, figure.change)
            if figure.value is not None:
                assert numbers[int(cells[6][0]) - 1] == figure.source


@pytest.mark.usefixtures("without_pictures")
def test_every_sentence_and_remark_is_there() -> None:
    report = made("GM0118")
    document = read(report)
    said = {paragraph.text for paragraph in document.paragraphs}
    cells = {line for table in document.tables for row in rows(table) for cell in row for line in cell}
    for section in report.sections:
        assert section.title in said
        for block in section.blocks:
            if isinstance(block, Text):
                assert set(block.sentences) <= said
            elif isinstance(block, Leads):
                assert {lead.sentence for lead in block.leads} <= cells
    assert {exhibit.sentence for exhibit in report.exhibits} <= said
    below = " ".join(said)
    for table in report.tables:
        assert all(figure.remark in below for figure in table.figures)


def test_pictures_and_tables_are_told_in_words_and_all_is_dutch() -> None:
    report = made("GM0118")
    document = read(report)
    shapes = [shape._inline.docPr for shape in document.inline_shapes]
    assert [shape.get("descr") for shape in shapes] == [exhibit.alt for exhibit in report.exhibits]
    captions = [p.text for p in document.paragraphs if p.style and p.style.name == "Caption"]
    assert sum(caption.startswith("Figuur") for caption in captions) == len(shapes)
    assert sum(caption.startswith("Tabel") for caption in captions) == len(report.tables)
    for table in document.tables:
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")) is not None
        assert properties.find(qn("w:tblDescription")) is not None
        assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None, "repeats on every page"
    assert document.core_properties.title == report.title
    assert document.core_properties.language == "nl-NL"
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    footer = "".join(t.text or "" for t in document.sections[0].footer._element.iter(qn("w:instrText")))
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    levels = [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert levels[0] == "Heading 1"
    assert set(levels) == {"Heading 1", "Heading 2"}


@pytest.mark.usefixtures("without_pictures")
@EXHAUSTIVE
def test_a_picture_stands_once_and_the_same_report_gives_the_same_bytes() -> None:
    report = made("GM0118", True)
    document = read(report)
    assert len(document.inline_shapes) == len({exhibit.file for exhibit in report.exhibits})
    assert any(paragraph.text == "Zie figuur 1." for paragraph in document.paragraphs)
    assert word.docx(report) == word.docx(report)


@pytest.mark.usefixtures("without_pictures")
def test_texts_that_no_file_can_hold_are_mended() -> None:
    document = read(evil())
    assert any(
        "eentwee" in line for table in document.tables for row in rows(table) for cell in row for line in cell
    )


@pytest.mark.exhaustive
@needs_libreoffice
def test_libreoffice_opens_it_and_gives_every_figure_back(tmp_path: Path) -> None:
    report = made("GM0118")
    (back,) = converted(word.docx(report), "docx", "odt", tmp_path)
    with zipfile.ZipFile(back) as content:
        text = re.sub("<[^>]*>", "\n", content.read("content.xml").decode())
        assert len([name for name in content.namelist() if name.startswith("Pictures/")]) == len(
            report.exhibits
        )
    lines = set(text.split("\n"))
    for table in report.tables:
        # In an odt a space after a sign is an element of its own.
        shown = {figure.text for figure in table.figures}
        assert shown <= lines
