"""Lines over the years, in which time is as long as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Pt

from reports.lines import Lines, Piece, hex6, of_legend
from reports.office import value_format
from reports.slides.chart import add_chart
from reports.slides.fit import LETTER
from reports.slides.line_labels import Plot
from reports.slides.look import SMALLEST, TEXT_WIDE
from reports.slides.shapes import child, rgb
from ui import colours
from ui.exhibit import Exhibit


def line_chart(slide: Slide, exhibit: Exhibit, drawn: Lines, top: float, high: float) -> None:
    """Lines over the years as an editable chart. Every year has its place, so that time is as long as it was."""
    data = CategoryChartData(number_format=value_format(drawn.unit, drawn.decimals))
    data.categories = [str(year) for year in drawn.years]
    for piece in drawn.pieces:
        values = [
            None if year not in piece.values else round(piece.values[year], drawn.decimals)
            for year in drawn.years
        ]
        data.add_series(of_legend(piece), values)
    chart = add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, exhibit, top, high)
    # Within a piece a year without a measurement is no gap; between pieces there is nothing to join.
    child(chart._chartSpace.chart, "c:dispBlanksAs").set("val", "span")
    values = chart.value_axis
    if drawn.low is not None and drawn.high is not None:
        values.minimum_scale, values.maximum_scale = drawn.low, drawn.high
    values.major_gridlines.format.line.color.rgb = rgb(colours.GRID)
    values.format.line.fill.background()
    values.major_tick_mark = XL_TICK_MARK.NONE
    coarse = drawn.high is not None and drawn.high - (drawn.low or 0) >= 4
    values.tick_labels.number_format = value_format(drawn.unit, 0 if coarse else drawn.decimals)
    values.tick_labels.number_format_is_linked = False
    years = chart.category_axis
    years.format.line.color.rgb = rgb(colours.OTHER)
    years.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    room = max(len(of_legend(piece)) for piece in drawn.pieces if piece.newest and piece.named) + 10
    plot = Plot(high, min(0.36, (room * SMALLEST * LETTER + 20) / 72 / TEXT_WIDE))
    plot.lay_out(chart)
    skip = -(-len(drawn.years) * 50 // int(plot.wide * TEXT_WIDE * 72))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        element = OxmlElement(tag)
        element.set("val", str(max(1, skip)))
        years._element.find(qn("c:noMultiLvlLbl")).addprevious(element)
    for series, piece in zip(chart.plots[0].series, drawn.pieces, strict=True):
        _draw(series, piece, list(drawn.years))
    plot.label(chart, drawn)


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
