"""A report as slides: a sentence as the title, a chart that stays editable, and how to read it in the notes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard, TypeVar

import vl_convert
from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR_TYPE, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from monitor.freshness import in_words
from reports.lines import Bars, Lines, Piece, hex6, in_chart, notes_of_chart, of_legend
from reports.model import Block, Figure, FigureTable, Grid, Leads, Report, Section, Text
from reports.office import AUTHOR, LANGUAGE, fixed, plain, value_format
from ui import colours
from ui.charts.labels import spread
from ui.exhibit import Exhibit
from ui.parts.exhibits import drawing

#: Inches: 16:9.
WIDE, HIGH = 13.333, 7.5
LEFT, TEXT_WIDE = 0.55, 12.2
#: Points: nobody in the last row has to ask.
SMALLEST, TITLE = 18, 26
FONT = "Calibri"
#: Where the title, what stands below it and the slide number begin, in inches.
TITLE_TOP, BODY_TOP, FOOT = 0.4, 1.75, 6.95
#: Behind a figure that may still change.
EARLY = "\u202f*"
#: A letter is on average this part of its size wide, a line this part high.
_LETTER, _LINE = 0.45, 1.2

T = TypeVar("T")

_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z'’])")


@dataclass(frozen=True)
class Row:
    """A line of a table on a slide."""

    cells: tuple[str, ...]
    lines: int
    strong: bool = True


def pptx(report: Report) -> bytes:
    """The slides of a report: title, lead figures, what stands out, a slide per picture, tables, sources.

    The same report gives the same bytes.
    """
    written = _Slides(report)
    content = io.BytesIO()
    written.deck.save(content)
    return fixed(content.getvalue(), report.edition)


class _Slides:
    """Writes the slides of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.deck = Presentation()
        #: Where there is room below the title of the newest slide, in inches.
        self.below_title = BODY_TOP
        self.properties()
        self.master()
        self.front()
        shown: set[str] = set()
        for section in report.sections:
            for block in section.blocks:
                if isinstance(block, Leads):
                    self.leads(
                        section.title, block, [one for one in section.blocks if _caution(one, section)]
                    )
                elif isinstance(block, Text):
                    if not _caution(block, section):
                        self.text(block.title or section.title, block)
                elif isinstance(block, FigureTable):
                    self.figures(block)
                elif isinstance(block, Grid):
                    self.grid(block)
                elif block.file not in shown:
                    # A lead figure is also one of its theme: once is enough.
                    shown.add(block.file)
                    self.exhibit(block)
        self.sources()

    # -- the deck as a whole

    def properties(self) -> None:
        known = self.deck.core_properties
        known.title, known.subject = plain(self.report.title), plain(self.report.subtitle)
        known.author = known.last_modified_by = AUTHOR
        known.language, known.keywords = LANGUAGE, "Drenthe, sociale monitor"
        known.comments = f"Stand van {in_words(self.report.edition)}."

    def master(self) -> None:
        """python-pptx brings a template of 4:3: make it 16:9, with titles and numbers where ours stand."""
        self.deck.slide_width, self.deck.slide_height = Inches(WIDE), Inches(HIGH)
        master = self.deck.slide_master
        for holder in (master, *master.slide_layouts):
            for shape in holder.placeholders:
                if "title" in str(shape.placeholder_format.type).lower():
                    _place(shape, LEFT, TITLE_TOP, TEXT_WIDE, BODY_TOP - TITLE_TOP - 0.1)
                elif "SLIDE_NUMBER" in str(shape.placeholder_format.type):
                    _place(shape, WIDE - 1.35, FOOT, 0.8, 0.4)
                else:
                    _place(shape, LEFT, BODY_TOP, TEXT_WIDE, FOOT - BODY_TOP)
            for properties in holder._element.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
                properties.set("lang", LANGUAGE)
                if int(properties.get("sz", SMALLEST * 100)) < SMALLEST * 100:
                    properties.set("sz", str(SMALLEST * 100))

    def slide(self, title: str, notes: Iterable[str] = (), size: float = TITLE) -> Slide:
        """A slide with its title, its number and what the speaker wants to know."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        frame = slide.shapes.title.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        room = (BODY_TOP - TITLE_TOP) * 72
        while size > 20 and _count(title, size, TEXT_WIDE, bold=True) * size * _LINE > room:
            size -= 2
        self.below_title = TITLE_TOP + _count(title, size, TEXT_WIDE, bold=True) * size * _LINE / 72 + 0.2
        _say(frame, title, size=size, bold=True, colour=colours.PROVINCE, first=True)
        self.number(slide)
        said = [note for note in notes if note]
        if said:
            written = slide.notes_slide.notes_text_frame
            for number, note in enumerate(said):
                _say(written, note, size=None, first=not number)
        return slide

    def number(self, slide: Slide) -> None:
        """A field, so that it stays right when slides are moved."""
        box = slide.shapes.add_textbox(Inches(WIDE - 1.35), Inches(FOOT), Inches(0.8), Inches(0.4))
        box.name = "Dianummer"
        paragraph = box.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        field = OxmlElement("a:fld")
        field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        field.set("type", "slidenum")
        properties = OxmlElement("a:rPr")
        properties.set("lang", LANGUAGE)
        properties.set("sz", str(SMALLEST * 100))
        text = OxmlElement("a:t")
        text.text = str(len(self.deck.slides))
        field.append(properties)
        field.append(text)
        paragraph._p.append(field)

    def box(
        self, slide: Slide, left: float, top: float, wide: float, high: float, name: str = "Tekst"
    ) -> TextFrame:
        """A box for text, in inches."""
        shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(wide), Inches(high))
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    # -- the slides

    def front(self) -> None:
        report = self.report
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(0.35), Inches(HIGH))
        band.name = "Band"
        band.fill.solid()
        band.fill.fore_color.rgb = _rgb(colours.PROVINCE)
        band.line.fill.background()
        _described(band, "", decorative=True)
        title = slide.shapes.title
        _place(title, 1.1, 2.2, 11, 1.3)
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        title.text_frame.word_wrap = True
        _say(title.text_frame, report.title, size=48, bold=True, colour=colours.PROVINCE, first=True)
        frame = self.box(slide, 1.2, 3.65, 11, 1.5, "Ondertitel")
        _say(frame, report.subtitle, size=26, first=True)
        _say(frame, f"Stand van {in_words(report.edition)}", size=20, colour=colours.MUTED)

    def leads(self, title: str, block: Leads, cautions: Sequence[Text]) -> None:
        """The lead figures beside each other, and below them what not to conclude."""
        if not block.leads:
            return
        slide = self.slide(
            title if self.report.book else f"{self.report.title}: {title.lower()}",
            [f"{lead.title}: {lead.sentence}" for lead in block.leads],
        )
        gap = 0.4
        wide = (TEXT_WIDE - gap * (len(block.leads) - 1)) / len(block.leads)
        for number, lead in enumerate(block.leads):
            left = LEFT + number * (wide + gap)
            line = slide.shapes.add_connector(
                MSO_CONNECTOR_TYPE.STRAIGHT, Inches(left), Inches(1.55), Inches(left + wide), Inches(1.55)
            )
            line.line.color.rgb, line.line.width = _rgb(colours.PROVINCE), Pt(2)
            line.name = "Streep"
            _described(line, "", decorative=True)
            frame = self.box(slide, left, 1.7, wide, FOOT - 1.8, lead.title)
            _say(frame, lead.title, size=22, bold=True, first=True)
            _say(frame, lead.value, size=54, bold=True, colour=colours.PROVINCE)
            _say(frame, lead.when, size=SMALLEST, colour=colours.MUTED)
            _say(frame, lead.sentence, size=SMALLEST, above=10)
        said = " ".join(sentence for caution in cautions for sentence in caution.sentences)
        if said:
            frame = self.box(slide, LEFT, FOOT - 0.45, TEXT_WIDE - 0.9, 0.8, "Let op")
            _say(frame, said, size=SMALLEST, colour=colours.MUTED, first=True)

    def text(self, title: str, block: Text) -> None:
        """Sentences, on as many slides as they need."""
        texts = [(f"• {text}" if block.points else text, False) for text in block.sentences]
        if block.small:
            texts.append((block.small, True))
        sizes = (24, 22, 20)
        size = next(
            (
                size
                for size in sizes
                if sum(_count(text, size, TEXT_WIDE) + 0.4 for text, _ in texts) <= self._room(size)
            ),
            SMALLEST,
        )
        for number, page in enumerate(
            _pages(texts, lambda one: _count(one[0], size, TEXT_WIDE) + 0.4, self._room(size))
        ):
            slide = self.slide(title if not number else f"{title} (vervolg)")
            frame = self.box(slide, LEFT, self.below_title, TEXT_WIDE, FOOT - self.below_title)
            for place, (text, small) in enumerate(page):
                _say(
                    frame,
                    text,
                    size=SMALLEST if small else size,
                    colour=colours.MUTED if small else colours.TEXT,
                    first=not place,
                    above=0 if not place else 8,
                    hanging=block.points and not small,
                )  # fmt: skip

    def _room(self, size: float) -> float:
        """How many lines of text of this size fit below a title of one line."""
        return (FOOT - TITLE_TOP - 0.2) * 72 / (size * _LINE) - TITLE / size

    def exhibit(self, exhibit: Exhibit) -> None:
        """The sentence, the chart or picture, source and what to know below it; the rest in the notes."""
        sentences = _SENTENCE_END.split(exhibit.sentence)
        drawn = in_chart(exhibit)
        notes = notes_of_chart(exhibit) if drawn else [*exhibit.notes]
        slide = self.slide(
            sentences[0], [exhibit.title, exhibit.sentence, *exhibit.reading, *notes, *exhibit.sources]
        )
        # A map needs the height; what is not said below it is in the notes.
        below = self.below(sentences[1:], notes, exhibit.sources, 4 if drawn or not exhibit.picture else 2)
        lines = sum(_count(text, SMALLEST, TEXT_WIDE) for text in below)
        under = FOOT + 0.3 - lines * SMALLEST * _LINE / 72
        top = self.below_title
        heading = f"{exhibit.title}. {drawn.heading}" if drawn else exhibit.title
        frame = self.box(slide, LEFT, top, TEXT_WIDE, 0.3, "Van wat en van wie")
        _say(frame, heading, size=SMALLEST, colour=colours.MUTED, first=True)
        top += _count(heading, SMALLEST, TEXT_WIDE) * SMALLEST * _LINE / 72 + 0.05
        high = under - top - 0.1
        if isinstance(drawn, Lines):
            self.lines(slide, exhibit, drawn, top, high)
        elif isinstance(drawn, Bars):
            self.bars(slide, exhibit, drawn, top, high)
        elif exhibit.picture:
            self.picture(slide, exhibit, top, high)
        elif sentences[1:]:
            # Without a picture there is room for all that it says.
            frame = self.box(slide, LEFT, top + 0.2, TEXT_WIDE, high - 0.2, "Wat het zegt")
            _say(frame, " ".join(sentences[1:]), size=24, first=True)
        frame = self.box(slide, LEFT, under, TEXT_WIDE - 0.9, FOOT + 0.4 - under, "Bron")
        for number, text in enumerate(below):
            _say(frame, text, size=SMALLEST, colour=colours.MUTED, first=not number)

    def below(
        self, rest: Sequence[str], notes: Sequence[str], sources: Sequence[str], most: int = 4
    ) -> list[str]:
        """What stands on the slide itself, at most ``most`` lines: how certain, where the line stops, and the source.

        All of it is in the notes.
        """
        certain = [rest[-1]] if rest else []
        wanted = [*sources[:1], *certain, *notes, *sources[1:]]
        kept: list[str] = []
        for text in wanted:
            so_far = " ".join([*kept, text])
            if not kept or _count(so_far, SMALLEST, TEXT_WIDE - 0.9) <= most:
                kept.append(text)
        # The source last, as below every picture.
        return [" ".join([*kept[1:], *kept[:1]])]

    def lines(self, slide: Slide, exhibit: Exhibit, drawn: Lines, top: float, high: float) -> None:
        """Lines over the years as an editable chart. Every year has its place, so that time is as long as it was."""
        data = CategoryChartData(number_format=value_format(drawn.unit, drawn.decimals))
        data.categories = [str(year) for year in drawn.years]
        for piece in drawn.pieces:
            values = [
                None if year not in piece.values else round(piece.values[year], drawn.decimals)
                for year in drawn.years
            ]
            data.add_series(of_legend(piece), values)
        chart = self.chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, exhibit, top, high)
        # Within a piece a year without a measurement is no gap; between pieces there is nothing to join.
        _child(chart._chartSpace.chart, "c:dispBlanksAs").set("val", "span")
        values = chart.value_axis
        if drawn.low is not None and drawn.high is not None:
            values.minimum_scale, values.maximum_scale = drawn.low, drawn.high
        values.major_gridlines.format.line.color.rgb = _rgb(colours.GRID)
        values.format.line.fill.background()
        values.major_tick_mark = XL_TICK_MARK.NONE
        coarse = drawn.high is not None and drawn.high - (drawn.low or 0) >= 4
        values.tick_labels.number_format = value_format(drawn.unit, 0 if coarse else drawn.decimals)
        values.tick_labels.number_format_is_linked = False
        years = chart.category_axis
        years.format.line.color.rgb = _rgb(colours.OTHER)
        years.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        room = max(len(of_legend(piece)) for piece in drawn.pieces if piece.newest and piece.named) + 10
        plot = _Plot(high, min(0.36, (room * SMALLEST * _LETTER + 20) / 72 / TEXT_WIDE))
        plot.lay_out(chart)
        skip = -(-len(drawn.years) * 50 // int(plot.wide * TEXT_WIDE * 72))
        for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
            element = OxmlElement(tag)
            element.set("val", str(max(1, skip)))
            years._element.find(qn("c:noMultiLvlLbl")).addprevious(element)
        for series, piece in zip(chart.plots[0].series, drawn.pieces, strict=True):
            _draw(series, piece, list(drawn.years))
        plot.label(chart, drawn)

    def bars(self, slide: Slide, exhibit: Exhibit, drawn: Bars, top: float, high: float) -> None:
        """Regions of one year, from high to low."""
        # One letter of 18 points needs 25 points of height: what does not fit is in the figures of the chart's sheet.
        data = CategoryChartData(number_format=value_format(drawn.unit, drawn.decimals))
        data.categories = [plain(name) for name, _, _ in drawn.bars]
        data.add_series(exhibit.title, [round(value, drawn.decimals) for _, value, _ in drawn.bars])
        chart = self.chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, exhibit, top, high)
        plot = chart.plots[0]
        plot.gap_width = 25
        plot.has_data_labels = True
        plot.data_labels.number_format = value_format(drawn.unit, drawn.decimals)
        plot.data_labels.number_format_is_linked = False
        plot.data_labels.show_value = True
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        for place, (_, _, colour) in enumerate(drawn.bars):
            fill = plot.series[0].points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = RGBColor.from_string(hex6(colour))
        chart.category_axis.reverse_order = True
        chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
        chart.category_axis.format.line.color.rgb = _rgb(colours.OTHER)
        for tag in ("c:tickLblSkip",):
            element = OxmlElement(tag)
            element.set("val", "1")
            chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(element)
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        chart.value_axis.minimum_scale = min(0, *(value for _, value, _ in drawn.bars))

    def chart(
        self, slide: Slide, kind: Any, data: Any, exhibit: Exhibit, top: float, high: float
    ) -> NativeChart:
        """A chart over the width of the slide, in the letters of the slides, told in words to who cannot see it."""
        shape: Any = slide.shapes.add_chart(
            kind, Inches(LEFT), Inches(top), Inches(TEXT_WIDE), Inches(high), data
        )
        shape.name = "Grafiek"
        _described(shape, exhibit.alt)
        chart: NativeChart = shape.chart
        chart.has_legend = chart.has_title = False
        chart.font.size, chart.font.name = Pt(SMALLEST), FONT
        chart.font.color.rgb = _rgb(colours.TEXT)
        space = chart._chartSpace
        for properties in space.iter(qn("a:defRPr")):
            properties.set("lang", LANGUAGE)
        language = space.find(qn("c:lang"))
        if language is None:
            language = OxmlElement("c:lang")
            _child(space, "c:date1904").addnext(language)
        language.set("val", LANGUAGE)
        # Without it Office draws them round.
        corners = OxmlElement("c:roundedCorners")
        corners.set("val", "0")
        language.addnext(corners)
        return chart

    def picture(self, slide: Slide, exhibit: Exhibit, top: float, high: float) -> None:
        """The picture of a map or what else is no chart."""
        png = vl_convert.svg_to_png(drawing(exhibit, 560), scale=3)
        shape = slide.shapes.add_picture(io.BytesIO(png), Inches(LEFT), Inches(top))
        scale = min(Inches(TEXT_WIDE) / shape.width, Inches(high) / shape.height)
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        shape.left = Emu(int(Inches(LEFT) + (Inches(TEXT_WIDE) - shape.width) / 2))
        shape.name = "Plaatje"
        _described(shape, exhibit.alt)

    def figures(self, block: FigureTable) -> None:
        """The figures that one needs to know; all of the only theme where none is."""
        figures = [figure for figure in block.figures if figure.need_to_know]
        if not figures and len(self.report.tables) == 1:
            figures = list(block.figures)
        if not figures:
            return
        widths = (5.9, 1.0, 1.55, 1.55, 2.2)
        rows = [_row(figure, widths) for figure in figures]
        for number, page in enumerate(_pages(rows, lambda row: row.lines + 0.35, 11.3)):
            of_page = [
                figure for figure in figures if any(row.cells[0].startswith(figure.title) for row in page)
            ]
            title = f"{block.title}: {block.subject} naast {block.comparator}"
            sources = "; ".join(
                dict.fromkeys(figure.source for figure in of_page if figure.value is not None)
            )
            notes = [f"{figure.title}: {figure.remark}." for figure in of_page if figure.remark]
            places = [f"{f.title}: {f.place}; {f.change}." for f in of_page if f.place]
            slide = self.slide(
                title if not number else f"{title} (vervolg)", [*notes, *places, f"Bron: {sources}."]
            )
            self.table(
                slide,
                ("Cijfer", "Jaar", block.subject, block.comparator, "Verschil"),
                page,
                widths,
                f"{title}. " + "; ".join(", ".join(filter(None, row.cells)) for row in page) + ".",
                right=(2, 3, 4),
            )
            below = f"Bron: {sources}."
            if any(row.cells[2].endswith(EARLY) for row in page):
                below = f"* voorlopig cijfer. {below}"
            lines = _count(below, SMALLEST, TEXT_WIDE - 0.9)
            top = FOOT + 0.3 - lines * SMALLEST * _LINE / 72
            frame = self.box(slide, LEFT, top, TEXT_WIDE - 0.9, FOOT + 0.3 - top, "Bron")
            _say(frame, below, size=SMALLEST, colour=colours.MUTED, first=True)

    def grid(self, block: Grid) -> None:
        """A table of the screen; what does not fit beside the names goes on on the next slide."""
        if block.long:
            return
        needs = [
            max(
                _width(text)
                for text in (
                    *name.replace("-", "- ").split(),
                    # A header of some three lines is high enough.
                    name[: len(name) // 3],
                    *(row[column].text for row in block.rows),
                )
            )
            for column, name in enumerate(block.columns)
        ]
        first = min(4.6, max(_width(row[0].text) for row in block.rows))
        # Below a title of one line and a header.
        room = (FOOT - BODY_TOP + 0.7) * 72 / (SMALLEST * _LINE) - 0.4
        for columns in _pages(range(1, len(block.columns)), lambda column: needs[column], TEXT_WIDE - first):
            widths = (first, *(needs[column] for column in columns))
            names = (block.columns[0], *(block.columns[column] for column in columns))
            high = max(_count(name, SMALLEST, width - 0.2) for name, width in zip(names, widths, strict=True))
            rows = [
                Row(
                    (row[0].text, *(row[column].text for column in columns)),
                    _count(row[0].text, SMALLEST, first - 0.2),
                    False,
                )
                for row in block.rows
            ]
            for page in _pages(rows, lambda row: row.lines + 0.35, room - high):
                slide = self.slide(
                    f"{block.title}"
                    if len(block.columns) == len(names)
                    else f"{block.title}: {names[1]} tot en met {names[-1]}",
                    [block.told, block.note],
                )
                told = f"{block.told} " + "; ".join(", ".join(row.cells) for row in page) + "."
                self.table(slide, names, page, widths, told, right=range(1, len(names)), heads=high)

    def table(
        self,
        slide: Slide,
        names: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        told: str,
        right: Collection[int] = (),
        heads: int = 1,
    ) -> None:
        """A table below the title. ``right``: the columns that end at the right; ``heads``: lines of the header."""
        top = self.below_title
        shape: Any = slide.shapes.add_table(
            len(rows) + 1, len(names), Inches(LEFT), Inches(top), Inches(sum(widths)), Inches(0.4)
        )
        shape.name = "Tabel"
        _described(shape, told)
        table = shape.table
        table.horz_banding = False
        # No style, no grid: what it looks like is said below.
        shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # fmt: skip
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for place, row in enumerate((Row(tuple(names), heads), *rows)):
            table.rows[place].height = Emu(int(Pt(row.lines * SMALLEST * _LINE + 8)))
            for column, text in enumerate(row.cells):
                cell = table.cell(place, column)
                cell.margin_left = cell.margin_right = Inches(0.08)
                cell.margin_top = cell.margin_bottom = Pt(3)
                head = place == 0
                _say(
                    cell.text_frame,
                    text,
                    size=SMALLEST,
                    bold=head or (column == 2 and row.strong),
                    colour="#ffffff" if head else colours.TEXT,
                    first=True,
                    right=column in right,
                )
                if head:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = _rgb(colours.PROVINCE)
                else:
                    _underlined(cell)

    def sources(self) -> None:
        """The last slides: whom to name."""
        widths = (6.9, 2.9, 2.4)
        rows = [
            Row(
                (source.attribution, source.licence, in_words(source.accessed)),
                max(
                    _count(source.attribution, SMALLEST, widths[0] - 0.2),
                    _count(source.licence, SMALLEST, widths[1] - 0.2),
                ),
                False,
            )
            for source in self.report.sources
        ]
        for number, page in enumerate(_pages(rows, lambda row: row.lines + 0.35, 13)):
            slide = self.slide(
                "Bronnen" if not number else "Bronnen (vervolg)",
                [f"{s.attribution}: {s.url} {s.licence_url}".strip() for s in self.report.sources],
            )
            told = "De bronnen: " + "; ".join(row.cells[0] for row in page) + "."
            self.table(slide, ("Bron", "Licentie", "Opgehaald"), page, widths, told)


@dataclass(frozen=True)
class _Plot:
    """Where the lines of a chart stand in it, so that labels can be kept apart. ``high``: of the chart in inches; ``right``:
    the part of its width that is for labels."""

    high: float
    right: float
    left: float = 0.075
    above: float = 0.03
    under: float = 0.42  # inches for the years

    @property
    def wide(self) -> float:
        return 1 - self.left - self.right

    @property
    def tall(self) -> float:
        return 1 - self.above - self.under / self.high

    def lay_out(self, chart: NativeChart) -> None:
        """Give the lines this part of the chart."""
        area = chart._chartSpace.chart.plotArea
        for old in area.findall(qn("c:layout")):
            area.remove(old)
        area.insert(
            0,
            _layout(
                ("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), ("x", self.left),
                ("y", self.above), ("w", self.wide), ("h", self.tall),
            ),
        )  # fmt: skip

    def label(self, chart: NativeChart, drawn: Lines) -> None:
        """The name and the newest figure at the end of each line, none over another."""
        newest = [
            (number, piece) for number, piece in enumerate(drawn.pieces) if piece.newest and piece.named
        ]
        last = {number: max(piece.values) for number, piece in newest}
        low, high = drawn.low or 0.0, drawn.high or max(max(p.values.values()) for p in drawn.pieces)
        points = self.tall * self.high * 72
        wanted = [
            (high - piece.values[last[number]]) / ((high - low) or 1) * points for number, piece in newest
        ]
        found = spread(wanted, SMALLEST * _LINE, 0, points)
        for (number, piece), wish, place in zip(newest, wanted, found, strict=True):
            series = chart.plots[0].series[number]
            label = series.points[list(drawn.years).index(last[number])].data_label
            label.position = XL_LABEL_POSITION.RIGHT
            element = label._dLbl
            for tag in ("c:showSerName", "c:showVal"):
                _child(element, tag).set("val", "1")
            for tag in ("c:showLegendKey", "c:showCatName", "c:showPercent"):
                _child(element, tag).set("val", "0")
            separator = OxmlElement("c:separator")
            separator.text = " "
            after = element.find(qn("c:showBubbleSize"))
            (after if after is not None else _child(element, "c:showPercent")).addnext(separator)
            element.find(qn("c:idx")).addnext(_layout(("x", 0.008), ("y", (place - wish) / (self.high * 72))))
            label.font.size, label.font.bold, label.font.name = Pt(SMALLEST), True, FONT
            label.font.color.rgb = RGBColor.from_string(hex6(piece.look.text))
            _number_format(element, value_format(drawn.unit, drawn.decimals))
            for properties in element.iter(qn("a:defRPr")):
                properties.set("lang", LANGUAGE)
            for body in element.iter(qn("a:bodyPr")):
                body.set("wrap", "none")


def _number_format(label: Any, code: str) -> None:
    form = OxmlElement("c:numFmt")
    form.set("formatCode", code)
    form.set("sourceLinked", "0")
    for tag in ("c:spPr", "c:txPr", "c:dLblPos"):
        before = label.find(qn(tag))
        if before is not None:
            before.addprevious(form)
            return


def _layout(*settings: tuple[str, Any]) -> Any:
    layout, manual = OxmlElement("c:layout"), OxmlElement("c:manualLayout")
    for name, value in settings:
        element = OxmlElement(f"c:{name}")
        element.set("val", value if isinstance(value, str) else f"{value:.5f}")
        manual.append(element)
    layout.append(manual)
    return layout


def _draw(series: Any, piece: Piece, years: Sequence[int]) -> None:
    """The line and the dots of a piece, as on the screen; a provisional figure is an open dot."""
    colour = RGBColor.from_string(hex6(piece.look.colour))
    series.smooth = False
    series.format.line.color.rgb = colour
    series.format.line.width = Pt(piece.look.width)
    if piece.look.dash[1]:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style = XL_MARKER_STYLE.CIRCLE if piece.dots else XL_MARKER_STYLE.NONE
    if not piece.dots:
        return
    series.marker.size = 8
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour
    for year in piece.provisional:
        point = series.points[years.index(year)]
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 8
        point.marker.format.fill.solid()
        point.marker.format.fill.fore_color.rgb = RGBColor(255, 255, 255)
        point.marker.format.line.color.rgb = colour
        point.format.line.color.rgb = colour
        point.format.line.width = Pt(piece.look.width)
        if piece.look.dash[1]:
            point.format.line.dash_style = MSO_LINE.DASH


def _caution(block: Block, section: Section) -> TypeGuard[Text]:
    """Whether a text without a title of its own is about the lead figures of its section."""
    return (
        isinstance(block, Text)
        and not block.title
        and not block.points
        and any(isinstance(one, Leads) for one in section.blocks)
    )


def _row(figure: Figure, widths: Sequence[float]) -> Row:
    """A figure as a line of a table on a slide."""
    # Of the year that is compared; where that is an earlier one, so it says.
    earlier = f" ({figure.other_year})" if figure.other_year and figure.other_year != figure.year else ""
    early = EARLY if "voorlopig cijfer" in figure.remark.split("; ") else ""
    cells = (
        _named(figure),
        str(figure.year or ""),
        figure.text + early,
        figure.other_text + earlier if figure.other_text else "",
        figure.difference_text + earlier if figure.difference_text else "",
    )
    lines = max(_count(text, SMALLEST, width - 0.2) for text, width in zip(cells, widths, strict=True))
    return Row(cells, lines)


def _named(figure: Figure) -> str:
    """A figure and whom it is of, where its title does not say so: "Aantal huishoudens", "Roken (18 jaar en ouder)"."""
    whom = figure.group.split(" ")[-1]
    said = whom in figure.title.lower() and not any(letter.isdigit() for letter in figure.group)
    return figure.title if said else f"{figure.title} ({figure.group})"


def _pages(items: Sequence[T], lines: Callable[[T], float], room: float) -> Iterator[list[T]]:
    """What fits on a slide, slide after slide."""
    page: list[T] = []
    used = 0.0
    for item in items:
        if page and used + lines(item) > room:
            yield page
            page, used = [], 0.0
        page.append(item)
        used += lines(item)
    if page:
        yield page


def _width(text: str) -> float:
    """Inches of a column in which a text stands on one line."""
    return len(text) * SMALLEST * (_LETTER + 0.12) / 72 + 0.25


def _count(text: str, size: float, wide: float, bold: bool = False) -> int:
    """Lines that a text takes in a box of this many inches."""
    letters = max(1, int(wide * 72 / (size * (_LETTER + (0.01 if bold else 0)))))
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > letters:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
    return lines


def _say(
    frame: TextFrame,
    text: str,
    *,
    size: float | None,
    bold: bool = False,
    colour: str = colours.TEXT,
    first: bool = False,
    above: float = 0,
    right: bool = False,
    hanging: bool = False,
) -> None:
    """A paragraph in Dutch; ``first``: in the one that is there; ``size`` None: that of the page of notes."""
    paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    if above:
        paragraph.space_before = Pt(above)
    if hanging:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Pt(14)))
        properties.set("indent", str(-Pt(14)))
    run = paragraph.add_run()
    run.text = plain(text)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    if size is not None:
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = _rgb(colour)


def _described(shape: Any, text: str, decorative: bool = False) -> None:
    """What a shape is to who cannot see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", plain(text))
    if decorative:
        listed = etree.SubElement(properties, qn("a:extLst"))
        extension = etree.SubElement(listed, qn("a:ext"), uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
        etree.SubElement(extension, f"{{{space}}}decorative", {"val": "1"}, nsmap={"adec": space})


def _underlined(cell: Any) -> None:
    """A thin line below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = OxmlElement("a:lnB")
    line.set("w", "9525")
    fill, colour = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    colour.set("val", hex6(colours.OTHER))
    fill.append(colour)
    line.append(fill)
    properties.insert(0, line)


def _child(parent: Any, tag: str) -> Any:
    found = parent.find(qn(tag))
    assert found is not None, tag
    return found


def _place(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Inches(left), Inches(top), Inches(wide), Inches(high)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(hex6(colour))
