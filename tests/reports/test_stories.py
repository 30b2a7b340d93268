"""The stories of the page stand in every form of a report, each with its source; what they cost is no number anywhere."""

from __future__ import annotations

import io
import re

import docx
import lxml.html
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from reports.excel import xlsx
from reports.html import html
from reports.model import Report
from reports.pdf import pdf
from reports.slides import pptx
from reports.word import docx as word
from tests.reports.made import made
from ui.verhalen.beside import NO_PROOF, StoryText, beside

EMMEN = "GM0114"
THEMES = ("naoberschap", "bestaanszekerheid", "gezondheid", "inclusie")


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _told(report: Report) -> list[StoryText]:
    return [one for block in report.stories for one in block.stories]


def _all_told(report: Report, text: str) -> None:
    bare = _bare(text)
    for one in _told(report):
        assert all(_bare(said) in bare for said in (one.title, one.about, one.text, one.below)), one.title
    assert bare.count(_bare(NO_PROOF)) >= 1


def test_they_are_those_of_the_page() -> None:
    of_page = [found for theme in THEMES if (found := beside(EMMEN, theme))]
    assert [block.stories for block in made(EMMEN).stories] == [found.stories for found in of_page]
    assert len(_told(made("PV22"))) == 12
    assert all(one.source.startswith("Bron: ") for one in _told(made("PV22")))


def test_pdf_has_them_where_its_figures_leave_room() -> None:
    one_theme = made(EMMEN, theme="bestaanszekerheid")
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(one_theme))).pages)
    _all_told(one_theme, said)
    # Two pages are for the figures of all themes.
    sheet = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(made(EMMEN)))).pages)
    assert _bare("De verhalen bij deze cijfers staan in het hele rapport") in _bare(sheet)


def test_html_and_word_have_them_all() -> None:
    report = made(EMMEN)
    page = lxml.html.document_fromstring(html(report).decode())
    _all_told(report, page.text_content())
    _all_told(report, "\n".join(one.text for one in docx.Document(io.BytesIO(word(report))).paragraphs))


def test_excel_has_a_row_each_and_their_amounts_are_words() -> None:
    report = made(EMMEN)
    rows = list(load_workbook(io.BytesIO(xlsx(report)))["Verhalen"].iter_rows(min_row=5, values_only=True))
    assert [row[1] for row in rows] == [one.title for one in _told(report)]
    assert not any(isinstance(cell, int | float) for row in rows for cell in row)
    assert [(row[4] or "", row[5]) for row in rows] == [(one.in_facts, one.source) for one in _told(report)]


def test_each_theme_has_a_slide_with_two_or_three() -> None:
    report = made(EMMEN)
    deck = Presentation(io.BytesIO(pptx(report)))
    slides = [
        one for one in deck.slides if one.shapes.title.text_frame.text.endswith("verhalen bij de cijfers")
    ]
    assert len(slides) == len(report.stories) == 4
    for slide, block in zip(slides, report.stories, strict=True):
        shown = next(shape for shape in slide.shapes if shape.name == "Verhalen").text_frame.text
        assert sum(one.title in shown for one in block.stories) >= 2
        notes = _bare(slide.notes_slide.notes_text_frame.text)
        assert all(_bare(one.text) in notes and _bare(one.below) in notes for one in block.stories)
