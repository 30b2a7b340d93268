"""Regions of one year as bars, from high to low."""

from __future__ import annotations

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide

from reports.lines import Bars, hex6
from reports.office import plain, value_format
from reports.slides.chart import add_chart
from reports.slides.shapes import rgb
from ui import colours
from ui.exhibit import Exhibit


def bar_chart(slide: Slide, exhibit: Exhibit, drawn: Bars, top: float, high: float) -> None:
    """Regions of one year, from high to low."""
    # One letter of 18 points needs 25 points of height: what does not fit is in the figures of the chart's sheet.
    data = CategoryChartData(number_format=value_format(drawn.unit, drawn.decimals))
    data.categories = [plain(name) for name, _, _ in drawn.bars]
    data.add_series(exhibit.title, [round(value, drawn.decimals) for _, value, _ in drawn.bars])
    chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, exhibit, top, high)
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
    chart.category_axis.format.line.color.rgb = rgb(colours.OTHER)
    every = OxmlElement("c:tickLblSkip")
    every.set("val", "1")
    chart.category_axis._element.find(qn("c:noMultiLvlLbl")).addprevious(every)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = min(0, *(value for _, value, _ in drawn.bars))
