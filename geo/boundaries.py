"""Boundaries small enough to send and true enough to trust: builds the files in data/boundaries.

Neighbours share every vertex of their common edge. The simplification works on the whole map at once
(``shapely.coverage_simplify``), so an edge moves for both sides or not at all; the rounding afterwards does
the same to equal vertices. ``check`` proves it for each layer before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from geo import sources as raw
from monitor.province import GEMEENTEN

ATTRIBUTION = "Grenzen: Kadaster / Centraal Bureau voor de Statistiek, {year} (CC BY 4.0)"
LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.nl"

#: CBS's file gives neighbours that differ in the 15th decimal; at 7 (1 cm) they are equal again.
SOURCE_DECIMALS = 7
#: Simplification of the national layer, in metres: under a pixel when all of Nederland is on a screen.
NATIONAL_TOLERANCE = 300
#: One degree square at 52 degrees north, as the side in metres of a square of the same area.
METRES_PER_DEGREE = 87_100
#: Decimals in the files: 4 is some 10 metres, 5 some 1 metre.
NATIONAL_DECIMALS, DRENTHE_DECIMALS = 4, 5
#: A degree of longitude against one of latitude, at 52.5 degrees north: to measure distance in one unit.
LON_SCALE = 0.609

Shapes = np.ndarray  # of shapely polygons


def build(sources: Path, regions: pd.DataFrame) -> dict[str, bytes]:
    """The layers as GeoJSON (WGS84), by level.

    Levels: ``nederland_gemeenten`` (342, 2024), ``nederland_provincies`` (12, 2024), ``drenthe_gemeenten``
    (12, 2024, every vertex of the source) and ``drenthe_wijken`` (189, 2022). Besides these
    ``nederland_grenslijnen``: the same edges as lines, each once, between gemeenten and around provinces.
    ``regions`` is the list of ``geo.region_list.build``. Errors: ``ValueError`` when a layer has a gap or an
    overlap, or a region without a name.
    """
    # Of a code that occurs twice the last row is the area that is drawn.
    names = dict(zip(regions["code"], regions["name"], strict=True))
    provinces = dict(zip(regions["code"], regions["province"], strict=True))
    codes, shapes = _gemeenten_2024(sources)
    wijk_codes, wijken = _wijken_2022(sources)
    return {
        **gemeente_layers(codes, shapes, names, provinces, 2024),
        **wijk_layer(wijk_codes, wijken, names, 2022),
    }


def gemeente_layers(
    codes: Sequence[str], shapes: Shapes, names: Mapping[str, str], provinces: Mapping[str, str], year: int
) -> dict[str, bytes]:
    """The four files that are made of all gemeenten, by level; ``names`` and ``provinces`` are by code.

    ``shapes`` are in lon/lat and fit each other at ``SOURCE_DECIMALS``; codes are in order. Errors: ``ValueError`` when
    a layer has a gap or an overlap; ``KeyError`` for a region without a name.
    """
    shapes = _round(shapes, SOURCE_DECIMALS)
    gemeenten = pd.DataFrame({"code": list(codes), "province": [provinces[code] for code in codes]})
    members = {
        code: (gemeenten["province"] == code).to_numpy() for code in sorted(set(gemeenten["province"]))
    }
    simplified = shapely.coverage_simplify(shapes, NATIONAL_TOLERANCE / METRES_PER_DEGREE)

    def dissolved(simple: Shapes) -> Shapes:
        return np.array([shapely.coverage_union_all(simple[own]) for own in members.values()])

    simple = _rounded("nederland_gemeenten", simplified, NATIONAL_DECIMALS, dissolved)
    united = dissolved(simple)
    check("nederland_provincies", united)
    in_drenthe = gemeenten["code"].isin(GEMEENTEN).to_numpy()
    drenthe = _rounded("drenthe_gemeenten", shapes[in_drenthe], DRENTHE_DECIMALS)
    united_table = pd.DataFrame({"code": list(members)})
    return {
        "nederland_gemeenten": _geojson("nederland_gemeenten", _named(gemeenten, names, year), simple, year),
        "nederland_provincies": _geojson(
            "nederland_provincies", _named(united_table, names, year), united, year
        ),
        "drenthe_gemeenten": _geojson(
            "drenthe_gemeenten", _named(gemeenten[in_drenthe], names, year), drenthe, year
        ),
        "nederland_grenslijnen": _lines("nederland_grenslijnen", simple, united, year),
    }


def wijk_layer(codes: Sequence[str], shapes: Shapes, names: Mapping[str, str], year: int) -> dict[str, bytes]:
    """The file of Drenthe's wijken, by level. Errors: as ``gemeente_layers``."""
    table = pd.DataFrame({"code": list(codes), "gemeente": ["GM" + code[2:6] for code in codes]})
    rounded = _rounded("drenthe_wijken", shapes, DRENTHE_DECIMALS)
    return {"drenthe_wijken": _geojson("drenthe_wijken", _named(table, names, year), rounded, year)}


def _named(table: pd.DataFrame, names: Mapping[str, str], year: int) -> pd.DataFrame:
    return table.assign(name=[names[code] for code in table["code"]], year=year)


def _rounded(
    level: str, shapes: Shapes, decimals: int, also: Callable[[Shapes], Shapes] | None = None
) -> Shapes:
    """Round as far as the shapes (and what ``also`` makes of them) stay whole: another year may need a decimal more."""
    for more in range(decimals, SOURCE_DECIMALS):
        rounded = _round(shapes, more)
        try:
            check(level, rounded)
            if also:
                check(level, also(rounded))
        except ValueError:
            continue
        return rounded
    rounded = _round(shapes, SOURCE_DECIMALS)
    check(level, rounded)
    return rounded


def _gemeenten_2024(sources: Path) -> tuple[list[str], Shapes]:
    features = raw.geojson(sources / raw.GEMEENTEN_2024)
    features.sort(key=lambda feature: feature["properties"]["statcode"])
    shapes = np.array([shape(feature["geometry"]) for feature in features])
    return [f["properties"]["statcode"] for f in features], shapes


def _wijken_2022(sources: Path) -> tuple[list[str], Shapes]:
    table = raw.r_table(sources / raw.WIJKEN_2022)
    table = table[[f"GM{code[2:6]}" in GEMEENTEN for code in table["code"]]].sort_values("code")
    shapes = np.array(
        [MultiPolygon([Polygon(part[0], part[1:]) for part in parts]) for parts in table["geometry"]]
    )
    to_wgs84 = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    shapes = shapely.transform(shapes, lambda xy: np.column_stack(to_wgs84.transform(xy[:, 0], xy[:, 1])))
    return list(table["code"]), shapes


def _round(shapes: Shapes, decimals: int) -> Shapes:
    rounded = shapely.transform(shapes, lambda xy: np.round(xy, decimals))
    # Two vertices of one edge can land on the same place; they do so for both neighbours.
    rounded = shapely.remove_repeated_points(rounded)
    return np.asarray(shapely.orient_polygons(rounded))  # counter-clockwise, as RFC 7946 asks


def check(level: str, shapes: Shapes) -> None:
    """Raise ``ValueError`` unless the shapes are valid, do not overlap and leave no slivers between them."""
    invalid = np.flatnonzero(~shapely.is_valid(shapes))
    if invalid.size:
        raise ValueError(f"{level}: invalid shapes at {invalid.tolist()}")
    if not shapely.coverage_is_valid(shapes):
        wrong = shapely.coverage_invalid_edges(shapes)
        raise ValueError(f"{level}: neighbours do not match at {np.flatnonzero(~shapely.is_empty(wrong))}")


def label_point(area: Polygon | MultiPolygon) -> tuple[float, float]:
    """Longitude and latitude of the spot in the largest part that lies farthest from its edge."""
    parts = list(area.geoms) if isinstance(area, MultiPolygon) else [area]
    largest = max(parts, key=lambda part: part.area)
    square = shapely.transform(largest, lambda xy: xy * [LON_SCALE, 1])
    # The result is the line from the centre of the circle to the edge it touches; 1e-3 degrees is some 100 m.
    x, y = shapely.maximum_inscribed_circle(square, tolerance=1e-3).coords[0]
    return round(x / LON_SCALE, DRENTHE_DECIMALS), round(y, DRENTHE_DECIMALS)


def _geojson(level: str, table: pd.DataFrame, shapes: Shapes, year: int) -> bytes:
    order = ["code", "name", "province", "gemeente", "year"]
    columns = [column for column in order if column in table]
    features = []
    for properties, area in zip(table[columns].to_dict("records"), shapes, strict=True):
        lon, lat = label_point(area)
        geometry = area.geoms[0] if isinstance(area, MultiPolygon) and len(area.geoms) == 1 else area
        features.append(({**properties, "lon": lon, "lat": lat}, geometry))
    return _collection(level, year, features, shapely.total_bounds(shapes))


def _lines(level: str, gemeenten: Shapes, provinces: Shapes, year: int) -> bytes:
    """Every edge once; a map that strokes areas draws it for both neighbours, and again per indicator."""
    around = shapely.union_all(shapely.boundary(provinces))
    between = shapely.difference(shapely.union_all(shapely.boundary(gemeenten)), around)
    lines = [({"kind": "gemeente"}, between), ({"kind": "provincie"}, around)]
    merged = [(properties, shapely.line_merge(line)) for properties, line in lines]
    return _collection(level, year, merged, shapely.total_bounds(gemeenten))


def _collection(
    level: str, year: int, features: Sequence[tuple[Mapping[Any, Any], BaseGeometry]], bounds: np.ndarray
) -> bytes:
    collection = {
        "type": "FeatureCollection",
        "name": level,
        "year": year,
        "source": ATTRIBUTION.format(year=year),
        "licence": LICENCE,
        "bbox": [float(edge) for edge in bounds],
    }
    # One feature per line: a difference between two builds can be read.
    head = _json(collection)[:-1]
    lines = [
        _json({"type": "Feature", "properties": properties, "geometry": mapping(geometry)})
        for properties, geometry in features
    ]
    return (head + ',"features":[\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8")


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
