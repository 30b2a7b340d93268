"""The committed boundaries: the right regions, shapes that fit together, small enough to send."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import Point, shape

from geo import features
from monitor import division, regions
from monitor.province import GEMEENTEN, PROVINCE

COUNTS = {
    "nederland_gemeenten": 342,
    "nederland_provincies": 12,
    "drenthe_gemeenten": 12,
    "drenthe_wijken": 189,
}
#: Kilobytes that a first look at the level may cost, before compression.
SIZES = {
    "nederland_gemeenten": 500,
    "nederland_provincies": 120,
    "drenthe_gemeenten": 60,
    "drenthe_wijken": 200,
    "nederland_grenslijnen": 200,
}
#: Real holes in the map of 2024, in CBS's own file too.
HOLES = 34
FILES = Path(features.BOUNDARIES)


def read(level: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FILES / f"{level}.geojson").read_text(encoding="utf-8"))
    return content


def shapes(level: str) -> np.ndarray:
    return np.array([shape(feature["geometry"]) for feature in read(level)["features"]])


def test_every_file_is_known_and_every_level_has_a_file() -> None:
    assert {path.stem for path in FILES.glob("*.geojson")} == set(SIZES)
    assert set(features.LEVELS) == {*COUNTS, *division.OPTIONAL}


@pytest.mark.parametrize(("level", "limit"), SIZES.items())
def test_size(level: str, limit: int) -> None:
    assert (FILES / f"{level}.geojson").stat().st_size < limit * 1000


@pytest.mark.parametrize("level", SIZES)
def test_source_licence_and_year_are_in_the_file(level: str) -> None:
    content = read(level)
    assert content["year"] == (2022 if level == "drenthe_wijken" else 2024)
    assert content["source"] == (
        f"Grenzen: Kadaster / Centraal Bureau voor de Statistiek, {content['year']} (CC BY 4.0)"
    )
    assert content["licence"].startswith("https://creativecommons.org/licenses/by/4.0")
    west, south, east, north = content["bbox"]
    assert 3.3 < west < east < 7.3
    assert 50.7 < south < north < 53.6, "longitude and latitude, WGS84"


@pytest.mark.parametrize(("level", "count"), COUNTS.items())
def test_codes_and_names_are_those_of_the_list_of_regions(level: str, count: int) -> None:
    areas = [feature["properties"] for feature in read(level)["features"]]
    codes = [area["code"] for area in areas]
    assert len(codes) == len(set(codes)) == count
    assert codes == sorted(codes)
    for area in areas:
        entry = regions.region(area["code"], area["year"])
        assert entry.level == features.REGION_LEVEL[level]
        assert area["name"] == entry.name
        if entry.level == "gemeente":
            assert area["province"] == entry.province
        if entry.level == "wijk":
            assert area["gemeente"] == regions.gemeente_of(area["code"])


def test_drenthe_has_its_twelve_gemeenten_in_both_layers_and_hardenberg_lies_in_overijssel() -> None:
    national = {f["properties"]["code"]: f["properties"] for f in read("nederland_gemeenten")["features"]}
    in_drenthe = {code for code, area in national.items() if area["province"] == PROVINCE}
    assert in_drenthe == set(GEMEENTEN)
    assert {f["properties"]["code"] for f in read("drenthe_gemeenten")["features"]} == in_drenthe
    assert regions.name(national["GM0160"]["province"]) == "Overijssel"


@pytest.mark.parametrize("level", COUNTS)
def test_neighbours_share_their_edges_without_gap_or_overlap(level: str) -> None:
    areas = shapes(level)
    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas), "an edge is not the same for both neighbours"
    union = shapely.union_all(areas)
    # No overlap: nothing is counted twice. 1e-9 square degrees is some 8 square metres.
    assert shapely.area(areas).sum() == pytest.approx(union.area, abs=1e-9)
    tree = shapely.STRtree(areas)
    left, right = tree.query(areas, predicate="intersects")
    pairs = left < right
    overlap = shapely.area(shapely.intersection(areas[left[pairs]], areas[right[pairs]]))
    assert overlap.max() == pytest.approx(0, abs=1e-12)
    # No gap: the map has the holes of the source and no other (water, and Belgium's enclaves in Baarle).
    holes = sum(len(part.interiors) for part in shapely.get_parts(union))
    assert holes == (HOLES if level.startswith("nederland") else 0)


@pytest.mark.parametrize("level", ["drenthe_gemeenten", "drenthe_wijken"])
def test_drenthe_is_one_piece(level: str) -> None:
    assert len(shapely.get_parts(shapely.union_all(shapes(level)))) == 1


def test_provinces_and_lines_are_drawn_on_the_edges_of_their_gemeenten() -> None:
    gemeenten, provinces = shapes("nederland_gemeenten"), shapes("nederland_provincies")
    assert shapely.union_all(gemeenten).equals(shapely.union_all(provinces))
    edges = shapely.union_all(shapely.boundary(gemeenten))
    assert shapely.union_all(shapely.boundary(provinces)).difference(edges).length == 0
    lines = shapes("nederland_grenslijnen")
    assert lines[0].intersection(lines[1]).length == 0, "an edge is drawn twice"
    assert shapely.union_all(lines).equals(edges)


def test_drenthe_is_finer_in_its_own_layer_than_on_the_national_map() -> None:
    own = {f["properties"]["code"]: shape(f["geometry"]) for f in read("drenthe_gemeenten")["features"]}
    national = {
        f["properties"]["code"]: shape(f["geometry"]) for f in read("nederland_gemeenten")["features"]
    }
    vertices = sum(shapely.get_num_coordinates(area) for area in own.values())
    assert vertices > 2 * sum(shapely.get_num_coordinates(national[code]) for code in own)
    for code, area in own.items():
        assert area.symmetric_difference(national[code]).area < 0.03 * area.area


def test_wijken_together_are_their_gemeente() -> None:
    gemeenten = {f["properties"]["code"]: shape(f["geometry"]) for f in read("drenthe_gemeenten")["features"]}
    wijken = read("drenthe_wijken")["features"]
    for code, area in gemeenten.items():
        own = [shape(f["geometry"]) for f in wijken if f["properties"]["gemeente"] == code]
        assert shapely.union_all(own).symmetric_difference(area).area < 0.003 * area.area


@pytest.mark.parametrize("level", COUNTS)
def test_labels_stand_inside_their_area(level: str) -> None:
    for feature in read(level)["features"]:
        point = Point(feature["properties"]["lon"], feature["properties"]["lat"])
        assert shape(feature["geometry"]).contains(point), feature["properties"]["name"]


def test_sizes_on_the_ground_are_those_of_drenthe() -> None:
    """CBS: Drenthe is 2,680 square kilometres, of which Emmen 346."""
    areas = {f["properties"]["code"]: shape(f["geometry"]) for f in read("drenthe_gemeenten")["features"]}
    square_km = {
        code: area.area * 111.3 * 111.3 * np.cos(np.radians(area.centroid.y)) for code, area in areas.items()
    }
    assert sum(square_km.values()) == pytest.approx(2680, rel=0.01)
    assert square_km["GM0114"] == pytest.approx(346, rel=0.01)
