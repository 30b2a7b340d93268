"""A picture that is pasted in a document still says what it shows and where it comes from."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ui.parts.pictures import chart_svg, png, with_texts
from ui.trend.chart import trend


@pytest.fixture
def chart(figures, rondkomen, sources):
    return trend(figures, {"GM0114": "gemeente", "NL00": "comparator"}, rondkomen, "18+", sources)


def test_the_drawing_has_dutch_numbers_and_the_names_at_the_lines(chart):
    svg = chart_svg(chart.spec, chart.datasets)
    assert "Emmen 15,1%" in svg
    assert "Nederland 13,9% (2020)" in svg
    assert "5%" in svg


def test_title_sentence_and_source_are_in_the_picture(chart):
    svg = with_texts(
        chart_svg(chart.spec, chart.datasets),
        "Moeite & zorgen",
        "In Emmen 15,1%.",
        ["Bron: RIVM, 2012-2024."],
    )
    for text in ("Moeite &amp; zorgen", "In Emmen 15,1%.", "Bron: RIVM, 2012-2024."):
        assert text in svg


def test_long_texts_are_wrapped_within_the_picture():
    svg = with_texts('<svg width="400" height="10"></svg>', "T", "woord " * 60)
    assert svg.count("<text") > 5


def test_a_drawing_without_a_size_is_refused():
    with pytest.raises(ValueError, match="without width and height"):
        with_texts("<svg></svg>", "T", "S")


def test_the_png_is_sharp_and_not_blank(chart):
    picture = png(
        chart.spec, chart.datasets, title="Moeite met rondkomen", sentence="In Emmen.", notes=["Bron."]
    )
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    assert image.width > 2000
    assert len(image.quantize(16).getcolors() or []) > 4
