"""A report as a Word document: the appendix of a note, with headings, real tables and pictures that are told in words."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import vl_convert
from docx import Document
from docx.document import Document as Documented
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from monitor.freshness import in_words
from reports import paper
from reports.lines import hex6
from reports.model import Figure, FigureTable, Grid, Leads, Report, Text
from reports.office import AUTHOR, LANGUAGE, fixed, plain
from ui import colours
from ui.exhibit import Exhibit
from ui.parts.exhibits import drawing
from ui.vergelijk.matrix import ink

FONT = "Calibri"
#: Width of the text on A4, in cm.
WIDE = 17.0
#: The id of the style of a cell.
IN_TABLE = "InEenTabel"
#: Width of a picture, in cm.
PICTURE = 16.0
#: Pixels that a chart is drawn wide: its letters are then as large as those around it.
DRAWN = 680
#: Pixels of the file per pixel that is drawn: sharp on paper.
_SHARP = 2


def docx(report: Report) -> bytes:
    """The document of a report. The same report gives the same bytes."""
    written = _Document(report)
    content = io.BytesIO()
    written.document.save(content)
    return fixed(content.getvalue(), report.edition)


class _Document:
    """Writes the parts of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document: Documented = Document()
        #: Of each picture its number: a lead figure is also one of its theme.
        self.pictures: dict[str, int] = {}
        self.tables = 0
        #: A table of many columns asks for a page on its side.
        self.wide = any(grid.wide for grid in report.grids)
        #: The number of each source in the list at the end.
        self.numbers = {source.attribution: number for number, source in enumerate(report.sources, 1)}
        self.properties()
        self.page()
        self.styles()
        self.paragraph(report.title, "Title")
        self.paragraph(f"{report.subtitle}. Stand van {in_words(report.edition)}.", "Subtitle")
        for section in report.sections:
            self.paragraph(section.title, "Heading 1")
            for block in section.blocks:
                if isinstance(block, Text):
                    self.text(block)
                elif isinstance(block, Leads):
                    self.leads(block)
                elif isinstance(block, FigureTable):
                    self.figures(block)
                elif isinstance(block, Grid):
                    self.grid(block)
                else:
                    self.exhibit(block)
        self.sources()

    # -- the document as a whole

    def properties(self) -> None:
        known = self.document.core_properties
        known.title, known.subject, known.author = (
            plain(self.report.title),
            plain(self.report.subtitle),
            AUTHOR,
        )
        known.last_modified_by, known.comments = AUTHOR, f"Stand van {in_words(self.report.edition)}."
        known.language, known.keywords = LANGUAGE, "Drenthe, sociale monitor"

    def page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if self.wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run(plain(f"{self.report.title} · Sociale Monitor Drenthe · pagina "))
        _field(footer, "PAGE", "1")
        footer.add_run(" van ")
        _field(footer, "NUMPAGES", "1")

    def styles(self) -> None:
        styles = self.document.styles
        # Of everything that does not say otherwise, also what a reader types later.
        for run in styles.element.iter(qn("w:rPrDefault")):
            properties = run.get_or_add_rPr() if hasattr(run, "get_or_add_rPr") else run.find(qn("w:rPr"))
            for language in properties.findall(qn("w:lang")):
                properties.remove(language)
            properties.append(_element("w:lang", **{"w:val": LANGUAGE, "w:eastAsia": LANGUAGE}))
        for theme in self.document.settings.element.findall(qn("w:themeFontLang")):
            theme.set(qn("w:val"), LANGUAGE)
        looks: dict[str, tuple[float, str, bool, float, float]] = {
            # size, colour, bold, space before and after
            "Normal": (11, colours.TEXT, False, 0, 6),
            "Title": (24, colours.PROVINCE, True, 0, 2),
            "Subtitle": (12, colours.MUTED, False, 0, 12),
            "Heading 1": (16, colours.PROVINCE, True, 18, 6),
            "Heading 2": (13, colours.PROVINCE, True, 14, 4),
            "Caption": (9.5, colours.MUTED, False, 2, 10),
            "List Bullet": (10.5, colours.TEXT, False, 0, 3),
            "List Number": (10, colours.TEXT, False, 0, 3),
            "Footer": (9, colours.MUTED, False, 0, 0),
        }
        for name, (size, colour, bold, before, after) in looks.items():
            style = styles[name]
            style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
            style.font.color.rgb = RGBColor.from_string(hex6(colour))
            # The theme would win from the name.
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in [a for a in fonts.attrib if "Theme" in a]:
                del fonts.attrib[attribute]
            for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(kind), FONT)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.paragraph_format.line_spacing = 1.1
        for spacing in list(styles["Subtitle"].element.rPr.findall(qn("w:spacing"))):
            spacing.getparent().remove(spacing)
        for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)
        for name, size, colour in (("In een tabel", 9.0, colours.TEXT), ("Klein", 9.5, colours.MUTED)):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.element.set(qn("w:styleId"), IN_TABLE if name == "In een tabel" else "Klein")
            style.base_style = styles["Normal"]
            style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(hex6(colour))
            style.paragraph_format.space_after = Pt(0 if name == "In een tabel" else 6)
            style.paragraph_format.line_spacing = 1.0

    # -- the blocks

    def paragraph(self, text: str, style: str | None = None) -> Paragraph:
        return self.document.add_paragraph(plain(text), style)

    def text(self, block: Text) -> None:
        if block.title:
            self.paragraph(block.title, "Heading 2")
        for sentence in block.sentences:
            self.paragraph(sentence, "List Bullet" if block.points else None)
        if block.small:
            self.paragraph(block.small, "Klein")

    def leads(self, block: Leads) -> None:
        table = self.table(
            ["Cijfer", "Waarde", "Wat het zegt"],
            (4.2, 2.4, 10.4),
            "De cijfers die het eerst komen",
            "Drie cijfers met hun waarde en wat zij zeggen.",
            right=(1,),
        )
        for lead in block.leads:
            cells = _row(table)
            _write(cells[0], lead.title, bold=True)
            _write(cells[0], lead.when, colour=colours.MUTED, more=True)
            _write(cells[1], lead.value, bold=True, size=16, colour=colours.PROVINCE, right=True)
            _write(cells[2], lead.sentence, size=10)
        self.paragraph("", "Klein")

    def figures(self, block: FigureTable) -> None:
        self.tables += 1
        caption = self.paragraph("", "Caption")
        caption.paragraph_format.keep_with_next = True
        caption.add_run("Tabel ")
        _field(caption, "SEQ Tabel \\* ARABIC", str(self.tables))
        caption.add_run(
            plain(f". {block.title}: {block.subject} naast {block.comparator}. De laatste kolom is het nummer van de bron.")
        )  # fmt: skip
        table = self.table(
            ["Cijfer", block.subject, block.comparator, "Verschil", "Plaats", "Verandering", "Bron"],
            (4.7, 1.7, 1.7, 2.7, 2.3, 2.8, 1.1),
            f"{block.title}: {block.subject} naast {block.comparator}",
            f"Per cijfer de waarde van {block.subject}, die van {block.comparator}, het verschil, de plaats onder de "
            "gemeenten, de verandering en het nummer van de bron.",
            right=(1, 2, 3, 6),
        )
        remarks: dict[str, str] = {}
        for figure in block.figures:
            if figure.remark:
                remarks.setdefault(figure.remark, _letter(len(remarks)))
            self.figure(table, figure, remarks.get(figure.remark, ""))
        below = self.paragraph("", "Klein")
        below.paragraph_format.space_before = Pt(4)
        for number, (remark, letter) in enumerate(remarks.items()):
            below.add_run(f"{' ' if number else ''}{letter}").font.superscript = True
            below.add_run(plain(f" {remark}."))

    def grid(self, block: Grid) -> None:
        """A table of the screen."""
        if block.long:
            self.paragraph(f"{block.title}: {len(block.rows)} rijen. {paper.ELSEWHERE}")
            return
        self.tables += 1
        caption = self.paragraph("", "Caption")
        caption.paragraph_format.keep_with_next = True
        caption.add_run("Tabel ")
        _field(caption, "SEQ Tabel \\* ARABIC", str(self.tables))
        caption.add_run(plain(f". {block.title}"))
        room = 25.7 if self.wide else WIDE
        first = 4.2 if block.wide else min(5.0, room / len(block.columns) * 1.6)
        each = min(3.4, (room - first) / (len(block.columns) - 1))
        size = 6.5 if block.wide else 9
        table = self.table(
            list(block.columns),
            (first, *(each for _ in block.columns[1:])),
            block.title,
            block.told,
            right=range(1, len(block.columns)),
            size=size,
        )
        for row in block.rows:
            for number, (cell, written) in enumerate(zip(_row(table), row, strict=True)):
                colour = ink(written.fill) if written.fill else colours.TEXT
                _write(cell, written.text, right=number > 0, size=size, colour=colour)
                if written.fill:
                    _filled(cell, written.fill)
        self.paragraph(block.note, "Klein")

    def figure(self, table: Table, figure: Figure, letter: str) -> None:
        """A line of a table; ``letter`` leads to the remark below it."""
        cells = _row(table)
        _write(cells[0], figure.title, bold=figure.need_to_know)
        if letter:
            cells[0].paragraphs[0].add_run(f" {letter}").font.superscript = True
        _write(cells[0], figure.group, size=8, colour=colours.MUTED, more=True)
        _write(cells[1], figure.text, bold=figure.need_to_know, right=True)
        if figure.year:
            _write(cells[1], str(figure.year), size=8, colour=colours.MUTED, right=True, more=True)
        _write(cells[2], figure.other_text, right=True)
        if figure.other_year and figure.other_text:
            _write(cells[2], str(figure.other_year), size=8, colour=colours.MUTED, right=True, more=True)
        _write(cells[3], figure.difference_text, right=True)
        if figure.own_then is not None:
            _write(cells[3], f"over {figure.other_year}", size=8, colour=colours.MUTED, right=True, more=True)
        _write(cells[4], figure.place)
        _write(cells[5], figure.change)
        number = self.numbers.get(figure.source)
        _write(cells[6], str(number) if number and figure.value is not None else "", right=True)

    def exhibit(self, exhibit: Exhibit) -> None:
        self.paragraph(exhibit.title, "Heading 2")
        if exhibit.file in self.pictures:
            self.paragraph(f"Zie figuur {self.pictures[exhibit.file]}.")
            return
        self.paragraph(exhibit.sentence).paragraph_format.keep_with_next = exhibit.picture is not None
        if exhibit.picture:
            number = self.pictures[exhibit.file] = len(self.pictures) + 1
            png = vl_convert.svg_to_png(drawing(exhibit, DRAWN), scale=_SHARP)
            holder = self.document.add_paragraph()
            holder.paragraph_format.keep_with_next = True
            shape = holder.add_run().add_picture(io.BytesIO(png))
            shape.height, shape.width = Cm(PICTURE * shape.height / shape.width), Cm(PICTURE)
            properties = shape._inline.docPr
            properties.set("descr", plain(exhibit.alt))
            properties.set("name", f"Figuur {number}")
            caption = self.paragraph("", "Caption")
            caption.add_run("Figuur ")
            _field(caption, "SEQ Figuur \\* ARABIC", str(number))
            caption.add_run(plain(f". {exhibit.title}. {' '.join(exhibit.below)}"))
        elif exhibit.below:
            self.paragraph(" ".join(exhibit.below), "Klein")
        for line in exhibit.reading:
            self.paragraph(line, "List Bullet")

    def sources(self) -> None:
        self.paragraph("Bronnen", "Heading 1")
        table = self.table(
            ["Nr.", "Bron", "Licentie", "Opgehaald"],
            (1.0, 9.5, 3.5, 3.0),
            "Bronnen",
            "De bronnen met hun nummer, licentie en de dag waarop de cijfers zijn opgehaald.",
        )
        for number, source in enumerate(self.report.sources, 1):
            cells = _row(table)
            _write(cells[0], str(number))
            _write(cells[1], source.attribution)
            if source.url:
                _write(cells[1], source.url, size=8, colour=colours.MUTED, more=True)
            _write(cells[2], source.licence)
            _write(cells[3], in_words(source.accessed))

    def table(
        self,
        names: Sequence[str],
        widths: Sequence[float],
        title: str,
        description: str,
        right: Collection[int] = (),
        size: float = 9,
    ) -> Table:
        """An empty table with a header row that repeats on every page. ``widths`` in cm; ``right``: the columns that end at
        the right; ``size``: of its letters, in points."""
        table = self.document.add_table(rows=1, cols=len(names))
        table.autofit = False
        properties = table._tbl.tblPr
        # Word wants them in this order.
        properties.find(qn("w:tblLayout")).addprevious(_borders())
        look = properties.find(qn("w:tblLook"))
        if look is not None:
            properties.remove(look)
        properties.append(
            _element(
                "w:tblCellMar",
                [
                    _element(f"w:{side}", **{"w:w": size, "w:type": "dxa"})
                    for side, size in (("top", "30"), ("left", "80"), ("bottom", "30"), ("right", "80"))
                ],
            )
        )
        properties.append(
            _element("w:tblLook", **{"w:val": "0020", "w:firstRow": "1", "w:firstColumn": "0", "w:noHBand": "1", "w:noVBand": "1"})
        )  # fmt: skip
        properties.append(_element("w:tblCaption", **{"w:val": plain(title)}))
        properties.append(_element("w:tblDescription", **{"w:val": plain(description)}))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        row = table.rows[0]
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for number, (cell, name, width) in enumerate(zip(row.cells, names, widths, strict=True)):
            cell.width = Cm(width)
            _write(cell, name, bold=True, colour="#ffffff", right=number in right, size=size)
            _filled(cell, colours.PROVINCE)
        return table


def _row(table: Table) -> list[_Cell]:
    """A new row that stays whole on a page."""
    # By hand: python-docx goes through the whole table for every row and every cell.
    row = table._tbl.add_tr()
    row.get_or_add_trPr().append(_element("w:cantSplit"))
    cells = []
    for column in table._tbl.tblGrid.gridCol_lst:
        cell = row.add_tc()
        cell.get_or_add_tcPr().width = column.w or Cm(1)
        cells.append(_Cell(cell, table))
    return cells


def _filled(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        _element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": hex6(colour)})
    )


def _letter(number: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    return (_letter(number // 26 - 1) if number > 25 else "") + "abcdefghijklmnopqrstuvwxyz"[number % 26]


def _write(
    cell: _Cell,
    text: str,
    *,
    bold: bool = False,
    size: float = 9,
    colour: str = colours.TEXT,
    right: bool = False,
    more: bool = False,
) -> None:
    """Text in a cell; ``more``: below what stands there."""
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph._p.style = IN_TABLE
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(plain(text))
    run.bold = bold
    run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string(hex6(colour))


def _borders() -> Any:
    """Thin lines between rows and none between columns."""
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": hex6(colours.OTHER)}
    return _element(
        "w:tblBorders", children=[_element(f"w:{side}", **line) for side in ("top", "bottom", "insideH")]
    )


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word counts: a page or a number of a picture; ``shown`` until then."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            run._r.append(_element("w:fldChar", **{"w:fldCharType": kind}))
        elif not kind:
            instruction = _element("w:instrText", **{"xml:space": "preserve"})
            instruction.text = f" {text} "
            run._r.append(instruction)


def _element(tag: str, children: Iterable[Any] = (), **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    for child in children:
        made.append(child)
    return made
