"""The slides hold the figures of the report in charts that can be edited, large enough for the last row, told in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from reports.lines import NEW_SERIES, Lines, in_chart
from reports.model import Report
from reports.slides import EARLY, pptx
from tests.reports.made import REGIONS, converted, evil, made, needs_libreoffice
from ui import colours

NAMES = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


def read(report: Report) -> Any:
    return Presentation(io.BytesIO(pptx(report)))


def texts(slide: Any) -> str:
    return " ".join(t.text or "" for t in slide._element.iter(qn("a:t")))


def charts(deck: Any) -> Iterator[tuple[Any, Any]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield slide, shape


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


@pytest.mark.parametrize("region", REGIONS)
def test_every_chart_holds_the_figures_of_its_table_to_the_digit(region: str) -> None:
    report = made(region, True)
    exhibits = list({exhibit.file: exhibit for exhibit in report.exhibits}.values())
    found = list(charts(read(report)))
    assert len(found) == len(exhibits)
    for exhibit, (slide, shape) in zip(exhibits, found, strict=True):
        assert exhibit.sentence.startswith(title_of(slide))
        assert exhibit.sentence in slide.notes_slide.notes_text_frame.text
        assert exhibit.sources[0] in texts(slide)
        drawn, chart = in_chart(exhibit), shape.chart
        assert exhibit.table is not None
        if isinstance(drawn, Lines):
            given: dict[tuple[str, int], float] = {}
            years = [int(year) for year in chart.plots[0].categories]
            assert years == list(range(years[0], years[-1] + 1)), "a longer time is a longer line"
            for piece, series in zip(drawn.pieces, chart.plots[0].series, strict=True):
                if not piece.dots:
                    continue
                values = {
                    (piece.region, y): v for y, v in zip(years, series.values, strict=True) if v is not None
                }
                assert not set(values) & set(given)
                given |= values
            table = exhibit.table.set_index("Gebied")
            expected = {
                (str(region), int(str(year)[:4])): float(value)
                for region, row in table.iterrows()
                for year, value in row.items()
                if value == value
            }
            assert given == {at: round(value, drawn.decimals) for at, value in expected.items()}
        else:
            names = list(chart.plots[0].categories)
            table = exhibit.table.set_index("Gebied").iloc[:, 0].dropna()
            assert dict(zip(names, chart.plots[0].series[0].values, strict=True)) == table.to_dict()


@pytest.mark.parametrize("region", REGIONS)
def test_what_one_needs_to_know_stands_in_tables_to_the_digit(region: str) -> None:
    report = made(region)
    cells = [
        [cell.text for cell in row.cells]
        for slide in read(report).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    needed = [figure for table in report.tables for figure in table.figures if figure.need_to_know]
    assert len(needed) > 15
    shown = [row for row in cells if len(row) == 5 and row[0] != "Cijfer"]
    assert len(shown) == len(needed)
    for figure, row in zip(needed, shown, strict=True):
        assert row[0].startswith(figure.title)
        assert row[2].removesuffix(EARLY) == figure.text
        earlier = f" ({figure.other_year})" if figure.other_year != figure.year else ""
        assert row[3] == (figure.other_text + earlier if figure.other_text else "")
        assert row[4] == (figure.difference_text + earlier if figure.difference_text else "")


def test_letters_are_18_points_or_more_and_every_run_is_dutch() -> None:
    deck = read(made("GM0118", True))
    for slide in deck.slides:
        for run in slide._element.iter(qn("a:r"), qn("a:fld")):
            properties = run.find(qn("a:rPr"))
            assert properties.get("lang") == "nl-NL", etree.tostring(run)
            assert int(properties.get("sz")) >= 1800, etree.tostring(run)
        if slide.has_notes_slide:
            for run in slide.notes_slide.notes_text_frame._txBody.iter(qn("a:r")):
                assert run.find(qn("a:rPr")).get("lang") == "nl-NL"
    for _, shape in charts(deck):
        space = shape.chart._chartSpace
        sizes = [int(p.get("sz")) for p in space.iter(qn("a:defRPr")) if p.get("sz")]
        assert sizes
        assert min(sizes) >= 1800
        assert space.find(qn("c:lang")).get("val") == "nl-NL"
        assert all(p.get("lang") == "nl-NL" for p in space.iter(qn("a:defRPr")))


def test_every_picture_chart_and_table_is_told_in_words_and_every_slide_has_title_and_number() -> None:
    report = made("GM0118", True)
    deck = read(report)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    for number, slide in enumerate(deck.slides, 1):
        assert title_of(slide)
        if number > 1:
            (field,) = slide._element.iter(qn("a:fld"))
            assert field.get("type") == "slidenum"
            assert field.find(qn("a:t")).text == str(number)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height, f"{number}: {shape.name}"
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 20
    assert title_of(deck.slides[-1]).startswith("Bronnen")
    assert deck.core_properties.title == report.title
    assert deck.core_properties.language == "nl-NL"


def test_colours_are_those_of_the_screen_and_a_new_series_is_a_gap() -> None:
    exhibit = made("GM0118").exhibits[0]
    slide, shape = next(charts(read(made("GM0118"))))
    looks = {}
    for series in shape.chart.plots[0].series:
        looks[series.name] = (str(series.format.line.color.rgb), [v for v in series.values if v is not None])
    assert looks["Hoogeveen tot en met 2020"] == (colours.GEMEENTE[1:].upper(), [24.1, 18.8, 11.8])
    assert looks["Hoogeveen"] == (colours.GEMEENTE[1:].upper(), [13.9])
    assert looks["Drenthe"][0] == colours.PROVINCE[1:].upper()
    assert looks["Nederland"][0] == colours.NEDERLAND[1:].upper()
    assert NEW_SERIES in texts(slide)
    assert exhibit.reading[0] in slide.notes_slide.notes_text_frame.text


def test_the_same_report_gives_the_same_bytes_and_odd_texts_are_mended() -> None:
    assert pptx(made("GM0118")) == pptx(made("GM0118"))
    assert any("eentwee" in texts(slide) for slide in read(evil()).slides)


@pytest.mark.exhaustive
@needs_libreoffice
def test_libreoffice_opens_it_with_every_slide_and_chart(tmp_path: Path) -> None:
    report = made("GM0118")
    (back,) = converted(pptx(report), "pptx", "odp", tmp_path)
    deck = read(report)
    with zipfile.ZipFile(back) as content:
        text = content.read("content.xml").decode()
        held = [name for name in content.namelist() if name.endswith("/content.xml")]
    assert text.count("<draw:page ") == len(deck.slides)
    assert len(held) == len(report.exhibits)
    for table in report.tables:
        assert all(figure.text in text for figure in table.figures if figure.need_to_know)
