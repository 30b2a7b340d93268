"""The PDF holds the figures of the report to the digit, on two pages, and meets what an archive and a screen reader ask.

veraPDF needs Java and an installer from the web, so it does not run here. In its place: Typst itself refuses what breaks
PDF/A-2a or PDF/UA-1, and these tests read back what it wrote: the claims in the metadata, the language, the tags and their
order, the alt texts, and that every letter is on board.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from monitor.province import GEMEENTEN, PROVINCE
from reports import paper
from reports.model import Leads, Report, Text
from reports.pdf import pdf
from tests.reports.hostile import hostile
from tests.reports.made import made as report_of
from ui.parts.pictures import FONT

HOME = "https://monitor.example"
FEW = ("GM0118", PROVINCE)


@cache
def _made(region: str) -> tuple[Report, bytes]:
    made = report_of(region)
    return made, pdf(made, HOME)


def _reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def _words(text: str) -> str:
    """The text without spaces: where a line breaks says nothing."""
    return re.sub(r"\s+", "", text)


def _said(content: bytes) -> str:
    return _words("".join(page.extract_text() for page in _reader(content).pages))


def _elements(node: Any) -> Iterator[DictionaryObject]:
    """The tags of the document, in reading order."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def _holds_the_figures(made: Report, content: bytes) -> None:
    said = _said(content)
    counted = 0
    for sheet in paper.sheets(made).values():
        for line in sheet.lines:
            marks = ",".join(map(str, line.notes))
            row = (line.title, marks, line.group, line.value, line.year, line.other, line.difference)
            assert _words("".join((*row, line.place, line.change, line.source))) in said, line
            counted += 1
    assert counted > 15
    for block in made.sections[0].blocks:
        if isinstance(block, Leads):
            for lead in block.leads:
                assert _words(lead.title + lead.when + lead.value + lead.sentence) in said
        elif isinstance(block, Text):
            assert all(_words(sentence) in said for sentence in block.sentences)
    assert all(_words(source.attribution) in said for source in made.sources)


@pytest.mark.parametrize("region", FEW)
def test_a_factsheet_has_the_figures_on_two_pages(region: str) -> None:
    made, content = _made(region)
    _holds_the_figures(made, content)
    assert len(_reader(content).pages) == 2


@pytest.mark.exhaustive
@pytest.mark.parametrize("region", [*GEMEENTEN, PROVINCE])
def test_every_factsheet_has_the_figures_on_two_pages(region: str) -> None:
    made, content = _made(region)
    _holds_the_figures(made, content)
    assert len(_reader(content).pages) == 2


@pytest.mark.exhaustive
def test_the_whole_report_has_every_figure_and_every_picture() -> None:
    made = report_of("GM0118", whole=True)
    content = pdf(made, HOME)
    _holds_the_figures(made, content)
    assert sum(len(sheet.lines) for sheet in paper.sheets(made).values()) == sum(
        len(table.figures) for table in made.tables
    )
    alts = [
        str(e["/Alt"]) for e in _elements(_reader(content).trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in e
    ]
    assert all(exhibit.alt in alts for exhibit in made.exhibits)
    # The contents lead to every theme.
    headings = {str(item["/Title"]) for item in _flat(_reader(content).outline)}
    assert {section.title for section in made.sections[1:]} <= headings


def _flat(outline: list[Any]) -> Iterator[Any]:
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def test_the_claims_of_pdf_a_and_pdf_ua_are_there() -> None:
    made, content = _made("GM0118")
    reader = _reader(content)
    root = reader.trailer["/Root"]
    assert root["/Lang"] in ("nl", "nl-NL")
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  a BooleanObject is no bool
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert root["/OutputIntents"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    for claim in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert claim in metadata
    assert reader.metadata
    assert reader.metadata.title == made.title
    assert "/Encrypt" not in reader.trailer


def test_it_reads_well_aloud() -> None:
    made, content = _made("GM0118")
    reader = _reader(content)
    found = list(_elements(reader.trailer["/Root"]["/StructTreeRoot"]))
    kinds = [str(element["/S"]) for element in found]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    figures = [element for element in found if element["/S"] == "/Figure"]
    assert all(str(element.get("/Alt", "")).strip() for element in figures)
    alts = [str(element["/Alt"]) for element in figures]
    assert [exhibit.alt for exhibit in made.exhibits] == [
        alt for alt in alts if alt.startswith("Lijngrafiek")
    ]
    assert kinds.count("/Table") == len(paper.sheets(made)) == kinds.count("/THead")
    assert all("/StructParents" in page for page in reader.pages)


def test_every_letter_is_on_board() -> None:
    """In the pictures too: a chart is letters and lines, no dots."""
    for page in _reader(_made("GM0118")[1]).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = below["/FontDescriptor"].get_object()
            if FONT in typst.Fonts().families():
                assert FONT.replace(" ", "") in str(descriptor["/FontName"])
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_the_same_report_is_the_same_file() -> None:
    made, content = _made("GM0118")
    assert pdf(made, HOME) == content


def test_the_page_is_named_only_where_it_is_known() -> None:
    made, content = _made("GM0118")
    assert _words(HOME + made.address) in _said(content)
    assert "QR-code" in "".join(
        str(e.get("/Alt", "")) for e in _elements(_reader(content).trailer["/Root"]["/StructTreeRoot"])
    )
    assert "mijn-gemeente?" not in _said(pdf(made))
    assert "javascript" not in _said(pdf(made, "javascript:alert(1)//"))


def test_texts_are_never_read_as_markup() -> None:
    content = pdf(hostile(report_of("GM0118")), HOME)
    said = _said(content)
    for text in (
        '<script>alert("x")</script>',
        '#panic("x")',
        "$x^2$",
        "*vet*",
        "_schuin_",
        "=kop",
        "@naam",
        "//weg",
    ):
        assert text in said
    assert b"javascript:" not in content


@pytest.mark.parametrize("theme", ["bestaanszekerheid", "bevolking"])
def test_a_report_of_one_theme_has_all_its_figures(theme: str) -> None:
    made = report_of("GM0118", theme=theme)
    said = _said(pdf(made))
    assert all(_words(line.title) in said for table in made.tables for line in table.figures)
