"""Where the lines of a chart stand in it, and the label at the end of each: none over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from reports.lines import Lines, hex6
from reports.office import LANGUAGE, value_format
from reports.slides.fit import LINE
from reports.slides.look import FONT, SMALLEST
from reports.slides.shapes import child
from ui.charts.labels import spread


@dataclass(frozen=True)
class Plot:
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
        places = spread(wanted, SMALLEST * LINE, 0, points)
        for (number, piece), wish, place in zip(newest, wanted, places, strict=True):
            series = chart.plots[0].series[number]
            label = series.points[list(drawn.years).index(last[number])].data_label
            label.position = XL_LABEL_POSITION.RIGHT
            element = label._dLbl
            for tag in ("c:showSerName", "c:showVal"):
                child(element, tag).set("val", "1")
            for tag in ("c:showLegendKey", "c:showCatName", "c:showPercent"):
                child(element, tag).set("val", "0")
            separator = OxmlElement("c:separator")
            separator.text = " "
            after = element.find(qn("c:showBubbleSize"))
            (after if after is not None else child(element, "c:showPercent")).addnext(separator)
            element.find(qn("c:idx")).addnext(_layout(("x", 0.008), ("y", (place - wish) / (self.high * 72))))
            label.font.size, label.font.bold, label.font.name = Pt(SMALLEST), True, FONT
            label.font.color.rgb = RGBColor.from_string(hex6(piece.look.text))
            _number_format(element, value_format(drawn.unit, drawn.decimals))
            for properties in element.iter(qn("a:defRPr")):
                properties.set("lang", LANGUAGE)
            for body in element.iter(qn("a:bodyPr")):
                body.set("wrap", "none")


def _number_format(label: Any, code: str) -> None:
    """Of a label, where the schema wants it."""
    form = OxmlElement("c:numFmt")
    form.set("formatCode", code)
    form.set("sourceLinked", "0")
    for tag in ("c:spPr", "c:txPr", "c:dLblPos"):
        before = label.find(qn(tag))
        if before is not None:
            before.addprevious(form)
            return


def _layout(*settings: tuple[str, Any]) -> Any:
    """Where a part of a chart stands, as parts of its width and height."""
    layout, manual = OxmlElement("c:layout"), OxmlElement("c:manualLayout")
    for name, value in settings:
        element = OxmlElement(f"c:{name}")
        element.set("val", value if isinstance(value, str) else f"{value:.5f}")
        manual.append(element)
    layout.append(manual)
    return layout
