"""What all slides have: 16:9, a title, a number, and in the notes what the speaker wants to know."""

from __future__ import annotations

from collections.abc import Iterable

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches

from monitor.freshness import in_words
from monitor.province import PROVINCE_NAME
from reports.model import Report
from reports.office import AUTHOR, LANGUAGE, plain
from reports.slides.fit import LINE, lines_of
from reports.slides.look import BODY_TOP, FOOT, HIGH, LEFT, SMALLEST, TEXT_WIDE, TITLE, TITLE_TOP, WIDE
from reports.slides.shapes import place_at, say
from ui import colours


class Deck:
    """The slides of one report: ``file`` of python-pptx, still without slides."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.file = Presentation()
        #: Where there is room below the title of the newest slide, in inches.
        self.below_title = BODY_TOP
        self.properties()
        self.master()

    def properties(self) -> None:
        known = self.file.core_properties
        known.title, known.subject = plain(self.report.title), plain(self.report.subtitle)
        known.author = known.last_modified_by = AUTHOR
        known.language, known.keywords = LANGUAGE, f"{PROVINCE_NAME}, sociale monitor"
        known.comments = f"Stand van {in_words(self.report.edition)}."

    def master(self) -> None:
        """python-pptx brings a template of 4:3: make it 16:9, with titles and numbers where ours stand."""
        self.file.slide_width, self.file.slide_height = Inches(WIDE), Inches(HIGH)
        master = self.file.slide_master
        for holder in (master, *master.slide_layouts):
            for shape in holder.placeholders:
                if "title" in str(shape.placeholder_format.type).lower():
                    place_at(shape, LEFT, TITLE_TOP, TEXT_WIDE, BODY_TOP - TITLE_TOP - 0.1)
                elif "SLIDE_NUMBER" in str(shape.placeholder_format.type):
                    place_at(shape, WIDE - 1.35, FOOT, 0.8, 0.4)
                else:
                    place_at(shape, LEFT, BODY_TOP, TEXT_WIDE, FOOT - BODY_TOP)
            for properties in holder._element.iter(qn("a:defRPr"), qn("a:rPr"), qn("a:endParaRPr")):
                properties.set("lang", LANGUAGE)
                if int(properties.get("sz", SMALLEST * 100)) < SMALLEST * 100:
                    properties.set("sz", str(SMALLEST * 100))

    def slide(self, title: str, notes: Iterable[str] = (), size: float = TITLE) -> Slide:
        """A slide with its title, its number and what the speaker wants to know."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[5])
        frame = slide.shapes.title.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        room = (BODY_TOP - TITLE_TOP) * 72
        while size > 20 and lines_of(title, size, TEXT_WIDE, bold=True) * size * LINE > room:
            size -= 2
        self.below_title = TITLE_TOP + lines_of(title, size, TEXT_WIDE, bold=True) * size * LINE / 72 + 0.2
        say(frame, title, size=size, bold=True, colour=colours.PROVINCE, first=True)
        self.number(slide)
        texts = [note for note in notes if note]
        if texts:
            written = slide.notes_slide.notes_text_frame
            for number, note in enumerate(texts):
                say(written, note, size=None, first=not number)
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
        text.text = str(len(self.file.slides))
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
