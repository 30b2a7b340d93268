"""The boundaries of the own province, where the files hold those of another one.

``make boundaries`` writes them finely drawn for the province that is configured. Until then its gemeenten are taken from the
map of Nederland, which is drawn more coarsely, and there are no wijken and buurten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from monitor.province import GEMEENTEN

OWN, OWN_WIJKEN, OWN_BUURTEN, OF_ALL = (
    "drenthe_gemeenten",
    "drenthe_wijken",
    "drenthe_buurten",
    "nederland_gemeenten",
)


def own_layers(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Boundary files by name without ending (GeoJSON) -> the same, all about the own province where they are of one."""
    # Also when only the refresh of the buurten failed: those of another province stand there still.
    files = {name: content for name, content in files.items() if name != OWN_BUURTEN or _is_own(content)}
    if OWN not in files or _is_own(files[OWN]):
        return files
    whole = json.loads(files[OF_ALL])
    features = [feature for feature in whole["features"] if feature["properties"]["code"] in GEMEENTEN]
    for feature in features:
        feature["properties"].pop("province", None)
    head = {key: value for key, value in whole.items() if key != "features"}
    own = head | {"name": OWN, "bbox": _box(features), "features": features}
    wijken = head | {"name": OWN_WIJKEN, "bbox": own["bbox"], "features": []}
    return {**files, OWN: _text(own), OWN_WIJKEN: _text(wijken)}


def _is_own(content: bytes) -> bool:
    return any(f'"{code}"'.encode() in content for code in GEMEENTEN)


def _text(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _box(features: list[dict[str, Any]]) -> list[float]:
    """West, south, east, north."""
    points = [point for feature in features for point in _points(feature["geometry"]["coordinates"])]
    xs, ys = zip(*points, strict=True)
    return [min(xs), min(ys), max(xs), max(ys)]


def _points(coordinates: list[Any]) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from _points(part)
