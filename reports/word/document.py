"""The document as a whole: its pages, what it says of itself, and what it has counted so far."""

from __future__ import annotations

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from monitor.freshness import in_words
from monitor.province import PROVINCE_NAME, SITE
from reports.model import Report
from reports.office import AUTHOR, LANGUAGE, plain
from reports.word.styles import set_styles
from reports.word.xml import field


class Document:
    """The document of one report, still empty: ``file`` of python-docx."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.file = docx.Document()
        #: Of each picture its number: a lead figure is also one of its theme.
        self.pictures: dict[str, int] = {}
        self.tables = 0
        #: A table of many columns asks for a page on its side.
        self.wide = any(grid.wide for grid in report.grids)
        #: The number of each source in the list at the end.
        self.numbers = {source.attribution: number for number, source in enumerate(report.sources, 1)}
        self.properties()
        self.page()
        set_styles(self.file)

    def properties(self) -> None:
        known = self.file.core_properties
        known.title, known.subject, known.author = (
            plain(self.report.title),
            plain(self.report.subtitle),
            AUTHOR,
        )
        known.last_modified_by, known.comments = AUTHOR, f"Stand van {in_words(self.report.edition)}."
        known.language, known.keywords = LANGUAGE, f"{PROVINCE_NAME}, sociale monitor"

    def page(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if self.wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run(plain(f"{self.report.title} · {SITE} · pagina "))
        field(footer, "PAGE", "1")
        footer.add_run(" van ")
        field(footer, "NUMPAGES", "1")

    def paragraph(self, text: str, style: str | None = None) -> Paragraph:
        return self.file.add_paragraph(plain(text), style)
