"""The map to take along: the same regions, classes and marks as on the screen."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from shapely.geometry import shape

from geo.classes import NO_FIGURE, sequential
from geo.features import BoundaryLevel
from monitor.dutch import amount
from ui.kaart.map_picture import map_picture
from ui.parts.pictures import chart_svg, png

VALUES = {"GM0114": 15.1, "GM0106": 14.4, "GM1690": 9.2, "GM1701": float("nan")}
MADE = sequential([9.2, 10.1, 11.0, 12.1, 13.2, 14.0, 15.1], decimals=1)


def percent(value: float) -> str:
    return amount(value, "procent", 1)


def test_every_gemeente_has_its_class_and_a_missing_one_has_none() -> None:
    _, data = map_picture("drenthe_gemeenten", VALUES, MADE, percent, selected="GM0114")
    classes = {f["properties"]["code"]: f["klasse"] for f in data["gebieden"].to_dict("records")}
    labels = [step.label for step in MADE.legend(percent)]
    assert classes["GM0114"] == labels[-1]
    assert classes["GM1690"] == labels[0]
    assert classes["GM1701"] == classes["GM1680"] == f"{NO_FIGURE} (gearceerd)"
    assert len(classes) == 12
    assert data["gekozen"]["properties"].iloc[0]["name"] == "Emmen"


def test_the_legend_has_all_classes_also_those_without_a_region_and_the_comparator() -> None:
    drawn = chart_svg(*map_picture("drenthe_gemeenten", VALUES, MADE, percent, None, ("Nederland", 13.9)))
    assert all(step.label in drawn for step in MADE.legend(percent))
    assert "Nederland 13,9%" in drawn
    assert "geen cijfer" in drawn
    assert "Noordenveld" in drawn


@pytest.mark.parametrize(
    ("level", "name"), [("nederland_gemeenten", "Drenthe"), ("drenthe_wijken", "Meppel")]
)
def test_the_other_maps_have_names_to_find_the_way(level: BoundaryLevel, name: str) -> None:
    drawn = chart_svg(*map_picture(level, VALUES, MADE, percent))
    assert name in drawn
    # A ring the wrong way round would paint the rest of the world over the map.
    assert drawn.count("<path") > 100


def test_the_png_carries_title_sentence_and_source() -> None:
    spec, data = map_picture("drenthe_gemeenten", VALUES, MADE, percent)
    made = png(spec, data, title="Moeite met rondkomen", sentence="In Emmen 15,1%.", notes=["Bron: RIVM."])
    picture = Image.open(io.BytesIO(made))
    assert picture.format == "PNG"
    assert picture.width > 1500


def test_what_has_no_figure_is_hatched_and_nothing_else() -> None:
    _, data = map_picture("drenthe_gemeenten", VALUES, MADE, percent)
    (lines,) = [shape(geometry) for geometry in data["arcering"]["geometry"]]
    areas = {f["properties"]["code"]: shape(f["geometry"]) for f in data["gebieden"].to_dict("records")}
    assert lines.intersection(areas["GM1701"]).length > 1
    assert lines.intersection(areas["GM0114"]).length < 0.01
    _, full = map_picture("drenthe_gemeenten", dict.fromkeys(areas, 10.0), MADE, percent)
    assert full["arcering"].empty


def test_of_one_gemeente_its_wijken_alone_and_names_that_do_not_touch() -> None:
    _, data = map_picture("drenthe_wijken", {}, MADE, percent, "GM0114", focus="GM0114")
    codes = {own["code"] for own in data["gebieden"]["properties"]}
    assert len(codes) == 27
    assert all(code.startswith("WK0114") for code in codes)
    names = data["namen"]["name"].tolist()
    assert "Schoonebeek" in names
    assert 10 < len(names) < 27, "in the town of Emmen not all of them fit"
