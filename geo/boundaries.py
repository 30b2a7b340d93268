"""Boundaries small enough to send and true enough to trust: builds the files in data/boundaries.

Neighbours share every vertex of their common edge. The simplification works on the whole map at once
(``simplify_coverage``), so an edge moves for both sides or not at all; the rounding afterwards does
the same to equal vertices. ``check`` proves it for each layer before anything is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon

from geo import sources as raw
from monitor.province import GEMEENTEN
from monitor.regions import gemeente_of

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

#: Longitude first, as in GeoJSON; and the national grid, in metres.
LON_LAT, RD = "OGC:CRS84", "EPSG:28992"


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
    return {
        **gemeente_layers(_gemeenten_2024(sources), names, provinces, 2024),
        **part_layer("drenthe_wijken", _wijken_2022(sources), names, 2022),
    }


def gemeente_layers(
    gemeenten: gpd.GeoDataFrame, names: Mapping[str, str], provinces: Mapping[str, str], year: int
) -> dict[str, bytes]:
    """The four files that are made of all gemeenten, by level; ``names`` and ``provinces`` are by code.

    ``gemeenten``: ``code`` and geometry, in order of the code, in lon/lat; they fit each other at ``SOURCE_DECIMALS``.
    Errors: ``ValueError`` when a layer has a gap or an overlap; ``KeyError`` for a region without a name.
    """
    shapes = _round(gemeenten.geometry, SOURCE_DECIMALS)
    table = gpd.GeoDataFrame(
        {"code": gemeenten["code"], "province": [provinces[code] for code in gemeenten["code"]]},
        geometry=shapes,
    )
    simplified = shapes.simplify_coverage(NATIONAL_TOLERANCE / METRES_PER_DEGREE)

    def dissolved(simple: gpd.GeoSeries) -> gpd.GeoSeries:
        return table.set_geometry(simple).dissolve("province", method="coverage").geometry

    simple = _rounded("nederland_gemeenten", simplified, NATIONAL_DECIMALS, dissolved)
    united = dissolved(simple)
    check("nederland_provincies", united)
    drenthe = table[table["code"].isin(GEMEENTEN)]
    drenthe = drenthe.set_geometry(_rounded("drenthe_gemeenten", drenthe.geometry, DRENTHE_DECIMALS))
    national = {
        "nederland_gemeenten": table.set_geometry(simple),
        "nederland_provincies": gpd.GeoDataFrame(
            {"code": united.index}, geometry=united.to_list(), crs=united.crs
        ),
        "drenthe_gemeenten": drenthe,
    }
    return {
        **{level: _geojson(level, _named(layer, names, year), year) for level, layer in national.items()},
        "nederland_grenslijnen": _lines("nederland_grenslijnen", simple, united, year),
    }


def part_layer(level: str, parts: gpd.GeoDataFrame, names: Mapping[str, str], year: int) -> dict[str, bytes]:
    """The file of the wijken or the buurten of the province (``code`` and geometry), by level. Errors: as ``gemeente_layers``."""
    table = parts.assign(gemeente=[gemeente_of(code) for code in parts["code"]])
    table = table.set_geometry(_rounded(level, parts.geometry, DRENTHE_DECIMALS))
    return {level: _geojson(level, _named(table, names, year), year)}


def _named(layer: gpd.GeoDataFrame, names: Mapping[str, str], year: int) -> gpd.GeoDataFrame:
    return layer.assign(name=[names[code] for code in layer["code"]], year=year)


def _rounded(
    level: str,
    shapes: gpd.GeoSeries,
    decimals: int,
    also: Callable[[gpd.GeoSeries], gpd.GeoSeries] | None = None,
) -> gpd.GeoSeries:
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


def _gemeenten_2024(sources: Path) -> gpd.GeoDataFrame:
    table = gpd.read_file(sources / raw.GEMEENTEN_2024).rename(columns={"statcode": "code"})
    return table[["code", "geometry"]].to_crs(LON_LAT).sort_values("code", ignore_index=True)


def _wijken_2022(sources: Path) -> gpd.GeoDataFrame:
    table = raw.r_table(sources / raw.WIJKEN_2022)
    table = table[[f"GM{code[2:6]}" in GEMEENTEN for code in table["code"]]].sort_values("code")
    shapes = [MultiPolygon([Polygon(part[0], part[1:]) for part in parts]) for parts in table["geometry"]]
    return gpd.GeoDataFrame({"code": table["code"].to_list()}, geometry=shapes, crs=RD).to_crs(LON_LAT)


def _round(shapes: gpd.GeoSeries, decimals: int) -> gpd.GeoSeries:
    rounded = shapes.transform(lambda xy: np.round(xy, decimals))
    # Two vertices of one edge can land on the same place; they do so for both neighbours.
    return rounded.remove_repeated_points().orient_polygons()  # counter-clockwise, as RFC 7946 asks


def check(level: str, shapes: gpd.GeoSeries) -> None:
    """Raise ``ValueError`` unless the shapes are valid, do not overlap and leave no slivers between them."""
    invalid = np.flatnonzero(~shapes.is_valid)
    if invalid.size:
        raise ValueError(f"{level}: invalid shapes at {invalid.tolist()}")
    if not shapes.is_valid_coverage():
        wrong = shapes.invalid_coverage_edges()
        raise ValueError(f"{level}: neighbours do not match at {np.flatnonzero(~wrong.is_empty)}")


def label_point(area: Polygon | MultiPolygon) -> tuple[float, float]:
    """Longitude and latitude of the spot in the largest part that lies farthest from its edge."""
    parts = list(area.geoms) if isinstance(area, MultiPolygon) else [area]
    largest = max(parts, key=lambda part: part.area)
    square = shapely.transform(largest, lambda xy: xy * [LON_SCALE, 1])
    # The result is the line from the centre of the circle to the edge it touches; 1e-3 degrees is some 100 m.
    x, y = shapely.maximum_inscribed_circle(square, tolerance=1e-3).coords[0]
    return round(x / LON_SCALE, DRENTHE_DECIMALS), round(y, DRENTHE_DECIMALS)


def _geojson(level: str, layer: gpd.GeoDataFrame, year: int) -> bytes:
    order = ["code", "name", "province", "gemeente", "year"]
    lon, lat = zip(*map(label_point, layer.geometry), strict=True)
    whole = [
        area.geoms[0] if isinstance(area, MultiPolygon) and len(area.geoms) == 1 else area
        for area in layer.geometry
    ]
    columns = [column for column in order if column in layer]
    made = layer[[*columns, "geometry"]].assign(lon=lon, lat=lat).set_geometry(whole)
    return _collection(level, year, made, layer.total_bounds)


def _lines(level: str, gemeenten: gpd.GeoSeries, provinces: gpd.GeoSeries, year: int) -> bytes:
    """Every edge once; a map that strokes areas draws it for both neighbours, and again per indicator."""
    around = provinces.boundary.union_all()
    between = gemeenten.boundary.union_all().difference(around)
    edges = gpd.GeoSeries([between, around]).line_merge()
    lines = gpd.GeoDataFrame({"kind": ["gemeente", "provincie"]}, geometry=edges)
    return _collection(level, year, lines, gemeenten.total_bounds)


def _collection(level: str, year: int, features: gpd.GeoDataFrame, bounds: Iterable[float]) -> bytes:
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
    lines = [_json(feature) for feature in features.iterfeatures(drop_id=True)]
    return (head + ',"features":[\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8")


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
