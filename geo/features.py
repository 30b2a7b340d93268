"""The boundary files as the server sends them: bare, or with the values of an indicator in every feature."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd
import shapely

from monitor import regions
from monitor.division import kept, layers
from monitor.observations import WITHIN

BOUNDARIES = Path(__file__).resolve().parent.parent / "data" / "boundaries"

BoundaryLevel = Literal[
    "nederland_gemeenten", "nederland_provincies", "drenthe_gemeenten", "drenthe_wijken", "drenthe_buurten"
]
#: All that there may be; of buurten :func:`is_there` tells.
LEVELS: tuple[str, ...] = get_args(BoundaryLevel)
#: A file that is no level: the edges of gemeenten and provinces as lines.
LINES = "nederland_grenslijnen"

#: What the figures of a level are about; the name of the level in the data contract.
REGION_LEVEL: dict[str, regions.Level] = {
    "nederland_gemeenten": "gemeente",
    "nederland_provincies": "provincie",
    "drenthe_gemeenten": "gemeente",
    "drenthe_wijken": "wijk",
    "drenthe_buurten": "buurt",
}


_NAMED_BY = ("code", "name", "gemeente")
_FIGURE = ("region", "year", "value", "label")


@dataclass(frozen=True)
class Layer:
    """A GeoJSON document (UTF-8) and its ETag, quotes included."""

    body: bytes
    etag: str


@dataclass(frozen=True)
class _Parts:
    head: dict[str, Any]
    properties: tuple[dict[str, Any], ...]
    #: As text: the coordinates never change, so they are written once.
    geometries: tuple[str, ...]


def _layer(body: bytes) -> Layer:
    return Layer(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


@kept(maxsize=1)
def _files() -> dict[str, Layer]:
    """Every boundary file, all of one moment: ``geo.refresh`` may replace them while the monitor runs."""
    return {level: _layer(body) for level, body in layers(BOUNDARIES.parent).items()}


def is_there(level: BoundaryLevel) -> bool:
    """Whether the division in use has the boundaries of a level; those of buurten come with ``geo.refresh``."""
    return level in _files()


def boundaries(level: str) -> Layer:
    """The boundary file of one of ``LEVELS`` or of ``LINES``, all of one division.

    Errors: ``KeyError``, also for a level that is not there.
    """
    return _files()[level]


@kept(maxsize=len(LEVELS))
def shapes(level: BoundaryLevel) -> Layer:
    """The boundaries as the maps of the pages draw them, without figures: a feature has its code, name, gemeente (of a wijk or
    buurt) and ``nr``, its place in the file from 0.

    Outer rings are clockwise, as d3 and Vega read them; the other way round, which RFC 7946 asks, they fill the rest of the
    world.
    """
    content = json.loads(boundaries(level).body)
    features = content.pop("features")
    geometries = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    drawn = [
        {
            "type": "Feature",
            "properties": {
                "nr": nr,
                **{name: own for name, own in feature["properties"].items() if name in _NAMED_BY},
            },
            "geometry": json.loads(shapely.to_geojson(turned)),
        }
        for nr, (feature, turned) in enumerate(
            zip(features, shapely.orient_polygons(geometries, exterior_cw=True), strict=True)
        )
    ]
    text = json.dumps({**content, "features": drawn}, ensure_ascii=False, separators=(",", ":"))
    return _layer(text.encode("utf-8"))


@kept(maxsize=len(LEVELS))
def _parts(level: BoundaryLevel) -> _Parts:
    content = json.loads(boundaries(level).body)
    features = content.pop("features")
    return _Parts(
        head=content,
        properties=tuple(feature["properties"] for feature in features),
        geometries=tuple(json.dumps(f["geometry"], separators=(",", ":")) for f in features),
    )


def head(level: BoundaryLevel) -> dict[str, Any]:
    """What the file says of itself: year, source (the line under the map), licence, bbox (w, s, e, n)."""
    return _parts(level).head


def properties(level: BoundaryLevel) -> tuple[dict[str, Any], ...]:
    """Per feature: code, name, province or gemeente, year, lon and lat of its label."""
    return _parts(level).properties


@kept(maxsize=100)
def extent(level: BoundaryLevel, gemeente: str) -> tuple[float, float, float, float]:
    """The box (west, south, east, north) around the regions of one gemeente. Errors: ``KeyError`` without any."""
    parts = _parts(level)
    own = [
        geometry
        for known, geometry in zip(parts.properties, parts.geometries, strict=True)
        if regions.gemeente_of(known["code"]) == gemeente
    ]
    if not own:
        raise KeyError(gemeente)
    west, south, east, north = shapely.total_bounds(shapely.from_geojson(own))
    return float(west), float(south), float(east), float(north)


@kept(maxsize=100)
def _divided_anew(level: BoundaryLevel, year: int) -> frozenset[str]:
    """The gemeenten of which the wijken or buurten drawn here are others than those of the figures of a year."""
    boundary_year = head(level)["year"]
    parts = [own["code"] for own in properties(level)] if REGION_LEVEL[level] in WITHIN else []
    return frozenset(
        regions.gemeente_of(code) for code in parts if not regions.same_area(code, year, boundary_year)
    )


def value_property(year: int) -> str:
    """The property of a feature that holds the value of a year."""
    return f"v{year}"


def label_property(year: int) -> str:
    """The property of a feature that holds the value of a year as Dutch text: "15,1%" or "geen cijfer"."""
    return f"l{year}"


#: Value (None without one) and the text to show.
Shown = tuple[float | None, str]


def shown(
    level: BoundaryLevel,
    figures: pd.DataFrame,
    *,
    years: Iterable[int] | None = None,
    missing: str = "geen cijfer",
) -> dict[str, dict[int, Shown]]:
    """Per code of a region of this level, in the order of the file, and per year what the map shows of it.

    ``figures`` has a row per region and year: ``region``, ``year``, ``value`` (float or NaN) and ``label``
    (the value as it is shown, unit included; on a row without a value the reason, else ``missing`` is used).
    Rows of regions that this level does not draw are left out (``geo.match`` reports them), and so are
    figures about another area than the boundary with the same code.
    A wijk or buurt without a figure because its gemeente was divided anew since says so.
    Every region has each of ``years`` (default: the years of the figures), so that a tooltip is never empty.
    Errors: ``ValueError`` when a region has two figures for a year.
    """
    wanted = sorted(set(figures["year"] if years is None else years))
    if figures.duplicated(["region", "year"]).any():
        raise ValueError("a region has more than one figure for a year")
    values = {
        (str(region), int(year)): (float(value), label)
        for region, year, value, label in zip(*(figures[c] for c in _FIGURE), strict=True)
    }
    boundary_year = head(level)["year"]
    anew = {year: _divided_anew(level, year) for year in wanted}

    def of_one(code: str, year: int) -> Shown:
        value, label = values.get((code, year), (math.nan, None))
        if not regions.same_area(code, year, boundary_year):
            value, label = math.nan, None
        if not label and regions.gemeente_of(code) in anew[year]:
            label = f"{missing}: nieuwe {REGION_LEVEL[level]}indeling sinds {boundary_year}"
        text = label if isinstance(label, str) and label else missing
        return None if math.isnan(value) else value, text

    return {
        known["code"]: {year: of_one(known["code"], year) for year in wanted} for known in properties(level)
    }


def features_with_values(
    level: BoundaryLevel,
    figures: pd.DataFrame,
    *,
    years: Iterable[int] | None = None,
    missing: str = "geen cijfer",
) -> Layer:
    """Boundaries with the figures of one indicator and one population: :func:`shown` as ``v<year>`` (number or null) and
    ``l<year>`` (text) in every feature. Errors: those of :func:`shown`."""
    of_file = _parts(level)
    per_region = shown(level, figures, years=years, missing=missing)
    lines = []
    for known, geometry in zip(of_file.properties, of_file.geometries, strict=True):
        own: dict[str, Any] = dict(known)
        for year, (value, label) in per_region[known["code"]].items():
            own |= {value_property(year): value, label_property(year): label}
        feature = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
        lines.append(f'{{"type":"Feature","properties":{feature},"geometry":{geometry}}}')
    text = json.dumps(of_file.head, ensure_ascii=False, separators=(",", ":"))[:-1]
    return _layer((text + ',"features":[\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8"))
