"""What every chart of the slides has: it stays editable, has the letters of the slides, and is told in words."""

from __future__ import annotations

from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Inches, Pt

from reports.office import LANGUAGE
from reports.slides.look import FONT, LEFT, SMALLEST, TEXT_WIDE
from reports.slides.shapes import child, described, rgb
from ui import colours
from ui.exhibit import Exhibit


def add_chart(slide: Slide, kind: Any, data: Any, exhibit: Exhibit, top: float, high: float) -> NativeChart:
    """A chart over the width of the slide, in the letters of the slides, told in words to who cannot see it."""
    shape: Any = slide.shapes.add_chart(
        kind, Inches(LEFT), Inches(top), Inches(TEXT_WIDE), Inches(high), data
    )
    shape.name = "Grafiek"
    described(shape, exhibit.alt)
    chart: NativeChart = shape.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name = Pt(SMALLEST), FONT
    chart.font.color.rgb = rgb(colours.TEXT)
    space = chart._chartSpace
    for properties in space.iter(qn("a:defRPr")):
        properties.set("lang", LANGUAGE)
    language = space.find(qn("c:lang"))
    if language is None:
        language = OxmlElement("c:lang")
        child(space, "c:date1904").addnext(language)
    language.set("val", LANGUAGE)
    # Without it Office draws them round.
    corners = OxmlElement("c:roundedCorners")
    corners.set("val", "0")
    language.addnext(corners)
    return chart
