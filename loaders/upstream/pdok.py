"""Boundaries from PDOK: CBS gebiedsindelingen.

Upstream format: a layer of one year (pdok_layer.py), e.g. ``gemeente_gegeneraliseerd``; per feature ``statcode``
('GM1680'), ``jrstatcode`` ('2024GM1680') and ``statnaam``, and no province. The WFS has the year in its path; the OGC
API mixes all years unless ``jaarcode`` is given. Both are asked for lon/lat, and give what touches a ``bbox``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer

from loaders.upstream import pdok_layer
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.http import Http
from loaders.upstream.pages import Reader
from loaders.upstream.pdok_layer import PAGE, Feature, Layer, NoSuchYearError, check, code_of, years_of

__all__ = ["KINDS", "Area", "Areas", "NoSuchYearError", "areas", "by_ogc", "by_wfs"]

#: What is asked for -> layer, form of its codes, and what a person calls it.
KINDS = {
    "gemeente": ("gemeente_gegeneraliseerd", re.compile(r"GM\d{4}"), "gemeentegrenzen"),
    "provincie": ("provincie_gegeneraliseerd", re.compile(r"PV\d{2}"), "provinciegrenzen"),
    # Amsterdam numbers its wijken and buurten with letters: WK0363AD, BU0363AD03.
    "wijk": ("wijk_gegeneraliseerd", re.compile(r"WK\d{4}[0-9A-Z]{2}"), "wijkgrenzen"),
    "buurt": ("buurt_gegeneraliseerd", re.compile(r"BU\d{4}[0-9A-Z]{4}"), "buurtgrenzen"),
}
#: West, south, east, north.
Box = tuple[float, float, float, float]
#: With room: in degrees, and in metres of the Rijksdriehoek.
NEDERLAND: Box = (3.0, 50.5, 7.5, 53.8)
NEDERLAND_RD: Box = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)


@dataclass(frozen=True)
class Area:
    """One region: code, name ('' when the service gives none) and shape in lon/lat (WGS84)."""

    code: str
    name: str
    shape: shapely.Geometry


@dataclass(frozen=True)
class Areas:
    """A whole layer of one year, in the order of the codes. ``remarks`` are in Dutch what a person should know of it."""

    kind: str
    year: int
    areas: tuple[Area, ...]
    service: str
    remarks: tuple[str, ...] = ()

    @property
    def codes(self) -> list[str]:
        """The codes, in order."""
        return [area.code for area in self.areas]

    @property
    def frame(self) -> gpd.GeoDataFrame:
        """``code``, ``name`` and geometry (lon/lat), in the same order."""
        rows = {"code": self.codes, "name": [area.name for area in self.areas]}
        return gpd.GeoDataFrame(rows, geometry=[area.shape for area in self.areas], crs="OGC:CRS84")


def areas(http: Http, kind: str, year: int, box: Box | None = None) -> Areas:
    """Return all areas of a kind (of ``KINDS``) in a year, from whichever service works; of those that touch ``box`` (in
    degrees) where it is given, and then perhaps some others.

    Errors: NoSuchYearError when neither has the year; UpstreamError.
    """
    published, failed = pdok_layer.either(
        _layer(kind, year),
        lambda: by_wfs(http, kind, year, box=box),
        lambda: by_ogc(http, kind, year, box=box),
    )
    if failed is None:
        return published
    because = f"Via de OGC API van PDOK, want de WFS gaf ze niet: {failed.problem}"
    return Areas(kind, year, published.areas, published.service, (because, *published.remarks))


def by_wfs(http: Http, kind: str, year: int, page: int = PAGE, box: Box | None = None) -> Areas:
    """Return the areas as the WFS gives them. Errors: NoSuchYearError, UpstreamError."""
    return _read(pdok_layer.by_wfs, http, _layer(kind, year, box), kind, year, page)


def by_ogc(http: Http, kind: str, year: int, page: int = PAGE, box: Box | None = None) -> Areas:
    """Return the areas as the OGC API gives them. Errors: NoSuchYearError, UpstreamError."""
    return _read(pdok_layer.by_ogc, http, _layer(kind, year, box), kind, year, page)


def _read(service: Callable[..., Areas], http: Http, layer: Layer, kind: str, year: int, page: int) -> Areas:
    return service(
        Reader(http, layer.name),
        layer,
        lambda service, pages: _areas(layer, service, kind, year, pages),
        page,
    )


def _layer(kind: str, year: int, box: Box | None = None) -> Layer:
    layer = KINDS[kind][0]
    # In metres, which have one order: of degrees the WFS would have latitude first.
    metres = (
        Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True).transform_bounds(*box) if box else ()
    )
    of_wfs = (
        {"bbox": ",".join([*(f"{edge:.0f}" for edge in metres), "urn:ogc:def:crs:EPSG::28992"])}
        if box
        else {}
    )
    of_ogc = {"bbox": ",".join(f"{edge:.4f}" for edge in box)} if box else {}
    return Layer(
        name=f"{KINDS[kind][2].capitalize()} {year} (PDOK)",
        wfs=(
            f"cbs/gebiedsindelingen/{year}/wfs/v1_0",
            {"typeNames": f"gebiedsindelingen:{layer}", "srsName": "EPSG:4326", **of_wfs},
        ),
        ogc=(f"cbs/gebiedsindelingen/ogc/v1/collections/{layer}/items", {"jaarcode": str(year), **of_ogc}),
        stays="de vorige grenzen blijven staan",
        otherwise="kies een ander jaar",
    )


# The whole layer


def _areas(layer: Layer, service: str, kind: str, year: int, pages: Iterator[list[Feature]]) -> Areas:
    named: list[tuple[str, str]] = []
    parts: list[np.ndarray] = []
    years: set[int] = set()
    for page in pages:
        for feature in page:
            code, title, years_ = _properties(layer, service, kind, feature.properties or {})
            years |= years_
            named.append((code, title))
        parts.append(_shapes(layer, named[len(named) - len(page) :], [bytes(f.geometry) for f in page]))
    check(layer, year, [code for code, _ in named], years)
    shapes, remark = _in_degrees(layer, [code for code, _ in named], np.concatenate(parts))
    made = [Area(code, title, shape) for (code, title), shape in zip(named, shapes, strict=True)]
    return Areas(kind, year, tuple(sorted(made, key=lambda area: area.code)), service, remark)


def _properties(
    layer: Layer, service: str, kind: str, properties: dict[str, Any]
) -> tuple[str, str, set[int]]:
    code = code_of(layer, properties, "statcode", KINDS[kind][1])
    years = years_of(properties, "jaarcode", "jrstatcode")
    if not years and service != "WFS":
        # Only the path of the WFS says which year it is about.
        raise UpstreamError(layer.name, f"{code} zegt niet van welk jaar het is.", layer.changed)
    return code, str(properties.get("statnaam") or "").strip(), years


def _shapes(layer: Layer, named: list[tuple[str, str]], written: list[bytes]) -> np.ndarray:
    shapes = np.asarray(shapely.from_geojson(written, on_invalid="ignore"), dtype=object)
    areal = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes)
    if not areal.all():
        code, title = named[int(np.flatnonzero(~areal)[0])]
        raise InconsistentError(
            layer.name,
            f"{title or code} ({code}) heeft geen grens." if title else f"{code} heeft geen grens.",
            layer.later,
            f"{(~areal).sum()} without a shape",
        )
    return np.asarray(shapely.force_2d(shapes))


def _in_degrees(layer: Layer, codes: list[str], shapes: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the shapes in lon/lat; metres of the Rijksdriehoek are converted, anything else is refused."""
    bounds = shapely.bounds(shapes)
    if _within(bounds, NEDERLAND).all():
        return shapes, ()
    if _within(bounds, NEDERLAND_RD).all():
        to_wgs84 = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
        turned = shapely.transform(shapes, lambda xy: np.column_stack(to_wgs84.transform(xy[:, 0], xy[:, 1])))
        remark = "PDOK gaf Rijksdriehoekscoördinaten, hoewel om lengte en breedte was gevraagd; omgerekend."
        return np.asarray(turned), (remark,)
    at = int(np.flatnonzero(~_within(bounds, NEDERLAND))[0])
    x, y = bounds[at][:2]
    swapped = _within(bounds[:, [1, 0, 3, 2]], NEDERLAND).all()
    why = "lengte en breedte zijn verwisseld" if swapped else "een ander coördinatenstelsel of een fout"
    raise UpstreamError(
        layer.name,
        f"{codes[at]} ligt volgens PDOK buiten Nederland ({x:.6g}, {y:.6g}): {why}.",
        layer.changed,
        f"{bounds[at]}",
    )


def _within(bounds: np.ndarray, box: Box) -> np.ndarray:
    west, south, east, north = box
    return np.asarray(
        (bounds[:, 0] >= west) & (bounds[:, 1] >= south) & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    )
