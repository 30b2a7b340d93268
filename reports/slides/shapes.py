"""How a paragraph and a shape are written: in Dutch, in our letters, told to who cannot see it."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from reports.lines import hex6
from reports.office import LANGUAGE, plain
from reports.slides.look import FONT
from ui import colours


def say(
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
        run.font.color.rgb = rgb(colour)


def described(shape: Any, text: str, decorative: bool = False) -> None:
    """What a shape is to who cannot see it."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", plain(text))
    if decorative:
        listed = etree.SubElement(properties, qn("a:extLst"))
        extension = etree.SubElement(listed, qn("a:ext"), uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
        etree.SubElement(extension, f"{{{space}}}decorative", {"val": "1"}, nsmap={"adec": space})


def underlined(cell: Any) -> None:
    """A thin line below a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = OxmlElement("a:lnB")
    line.set("w", "9525")
    fill, colour = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    colour.set("val", hex6(colours.OTHER))
    fill.append(colour)
    line.append(fill)
    properties.insert(0, line)


def child(parent: Any, tag: str) -> Any:
    """The element of this tag, which is there."""
    element = parent.find(qn(tag))
    assert element is not None, tag
    return element


def place_at(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Inches(left), Inches(top), Inches(wide), Inches(high)


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(hex6(colour))
