"""PDOK's gebiedsindelingen: a WFS with the year in its path, and an OGC API in which all years are together.

``Pdok(layers).rooms`` goes into a stand-in. Faults of its own are switched on by name in ``faults``; those of the other
services (no answer, a web page, half an answer) work here too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import mapping, shape

from tests.upstream.standin.answers import Answer, Question

if TYPE_CHECKING:
    from tests.upstream.standin.server import Standin

SOURCES = Path(__file__).resolve().parents[4] / "shared" / "sources" / "boundaries"
REAL = SOURCES / "gemeenten_2024_cbs_gegeneraliseerd.geojson"
MOST = 1_000
XML = {"Content-Type": "application/xml"}

#: (kind, year) -> [(code, name, shape)], e.g. ("gemeente", 2024).
Layers = Mapping[tuple[str, int], Sequence[tuple[str, str, Any]]]


class PdokFault(Enum):
    """What can go wrong with a map; the value says what happens."""

    REPORT = "an exception report of the service itself, with status 200"
    WITHOUT_COUNT = "no numberMatched"
    CUT = "a page lacks a feature in its middle"
    TAIL_CUT = "the last page lacks its last feature"
    TWICE = "a feature comes twice"
    MIXED = "one feature is of another year"
    METRES = "coordinates of the Rijksdriehoek all the same"
    METRES_SOME = "half of the features in metres"
    SWAPPED = "latitude before longitude"
    ELSEWHERE = "a feature lies in the ocean"
    NO_SHAPE = "a feature without geometry"
    EMPTY_SHAPE = "a feature with an empty geometry"
    NO_CODE = "a feature without statcode"
    NO_NAME = "a feature without statnaam"
    NO_YEAR = "no feature says its year"
    LEFT_OUT = "Emmen is not there, and not counted either"
    COUNT_CHANGES = "numberMatched is another on the second page"
    LINK_LOOP = "the next page is this page"
    LINK_AWAY = "the next page is at another host"
    OVERLAP = "one area lies partly over its neighbours"


@dataclass
class Pdok:
    """What PDOK has, and what is wrong with it. ``page`` is the most it gives at a time."""

    layers: Layers
    page: int = MOST
    faults: set[PdokFault] = field(default_factory=set)

    @property
    def rooms(self) -> dict[str, Any]:
        """For ``Standin(rooms=...)``."""
        return {"service.pdok.nl": self.wfs, "api.pdok.nl": self.ogc}

    def wfs(self, standin: Standin, question: Question) -> Answer:
        """Answer ``cbs/gebiedsindelingen/<year>/wfs/v1_0``."""
        options = {name.lower(): text for name, text in question.options.items()}
        parts = question.path.split("/")
        if parts[:2] != ["cbs", "gebiedsindelingen"] or parts[3:] != ["wfs", "v1_0"]:
            return Answer(b"<html>404 Not Found</html>", 404, {"Content-Type": "text/html"})
        year = int(parts[2])
        if not any(year == known for _, known in self.layers):
            return Answer(b"<html>404 Not Found</html>", 404, {"Content-Type": "text/html"})
        if PdokFault.REPORT in self.faults:
            return Answer(_report("NoApplicableCode", "msOracleSpatialLayerOpen: timeout"), 200, XML)
        layer = options.get("typenames", "").removeprefix("gebiedsindelingen:")
        kind = layer.removesuffix("_gegeneraliseerd")
        if (kind, year) not in self.layers:
            said = f"TYPENAME '{layer}' doesn't exist in this server."
            return Answer(_report("InvalidParameterValue", said), 200, XML)
        if options.get("outputformat") not in ("application/json", "json"):
            return Answer(b'<?xml version="1.0"?><wfs:FeatureCollection/>', 200, XML)
        listed = self._listed(kind, year)
        first = int(options.get("startindex", 0))
        last = min(first + min(int(options.get("count", MOST)), self.page), len(listed))
        degrees = options.get("srsname", "").endswith("4326")
        features = [
            {"type": "Feature", "id": f"{layer}.{place}",
             "properties": {"id": place + 1, "statcode": code, "jrstatcode": f"{year}{code}", "statnaam": name,
                            "rubriek": kind},
             "geometry": area if degrees else _metres(area)}
            for place, (code, name, area) in enumerate(listed[first:last], start=first)
        ]  # fmt: skip
        content = {"type": "FeatureCollection", "numberMatched": len(listed), "name": layer,
                   "features": features}  # fmt: skip
        if PdokFault.COUNT_CHANGES in self.faults and first:
            content["numberMatched"] = len(listed) + 1
        if PdokFault.WITHOUT_COUNT in self.faults:
            del content["numberMatched"]
        return Answer(self._changed(content, last == len(listed)))

    def ogc(self, standin: Standin, question: Question) -> Answer:
        """Answer ``cbs/gebiedsindelingen/ogc/v1/collections/<layer>/items``."""
        parts = question.path.split("/")
        layer = parts[5] if len(parts) == 7 else ""
        kind = layer.removesuffix("_gegeneraliseerd")
        years = sorted(year for known, year in self.layers if known == kind)
        if parts[:5] != ["cbs", "gebiedsindelingen", "ogc", "v1", "collections"] or not years:
            return Answer({"status": 404, "title": "Not Found"}, 404)
        asked = question.options.get("jaarcode")
        listed = [
            (year, *entry)
            for year in years
            if asked is None or str(year) == asked
            for entry in self._listed(kind, year)
        ]
        first = int(question.options.get("cursor", "0").removeprefix("c") or 0)
        last = min(first + min(question.number("limit", 10), self.page), len(listed))
        features = []
        for place, (year, code, name, area) in enumerate(listed[first:last], start=first):
            properties = {
                "jaarcode": year,
                "jrstatcode": f"{year}{code}",
                "statcode": code,
                "statnaam": name or None,
            }
            features.append(
                {"type": "Feature", "id": f"{place:08}",
                 "properties": {key: value for key, value in properties.items() if value is not None},
                 "geometry": area}
            )  # fmt: skip
        links = [{"rel": "self", "href": question.url}]
        if last < len(listed):
            cursor = first if PdokFault.LINK_LOOP in self.faults else last
            link = f"{question.url}?{urlencode({**question.options, 'cursor': f'c{cursor}'})}"
            if PdokFault.LINK_AWAY in self.faults:
                link = link.replace("127.0.0.1", "elders.example")
            links.append({"rel": "next", "href": link})
        content = {"type": "FeatureCollection", "timeStamp": "2026-11-21T02:00:00Z", "links": links,
                   "numberReturned": len(features), "features": features}  # fmt: skip
        return Answer(self._changed(content, last == len(listed)))

    def _listed(self, kind: str, year: int) -> list[tuple[str, str, dict[str, Any]]]:
        found = [(code, name, _written(area)) for code, name, area in self.layers[kind, year]]
        if PdokFault.LEFT_OUT in self.faults:
            found = [entry for entry in found if entry[0] != "GM0114"]
        return found

    def _changed(self, content: dict[str, Any], is_last: bool) -> dict[str, Any]:
        on = self.faults
        if not on or not content["features"]:
            return content
        features = json.loads(json.dumps(content["features"]))
        middle = features[len(features) // 2]
        properties = middle["properties"]
        if PdokFault.CUT in on:
            features.remove(middle)
        if PdokFault.TAIL_CUT in on and is_last:
            features.pop()
        if PdokFault.TWICE in on:
            features[-1] = features[0]
        if PdokFault.MIXED in on:
            year = int(properties["jrstatcode"][:4]) - 1
            properties["jrstatcode"] = f"{year}{properties['statcode']}"
            if "jaarcode" in properties:
                properties["jaarcode"] = year
        if PdokFault.METRES in on or PdokFault.METRES_SOME in on:
            step = 1 if PdokFault.METRES in on else 2
            for feature in features[::step]:
                feature["geometry"] = _metres(feature["geometry"])
        if PdokFault.SWAPPED in on:
            for feature in features:
                feature["geometry"] = _moved(feature["geometry"], lambda xy: xy[:, ::-1])
        if PdokFault.ELSEWHERE in on:
            middle["geometry"] = _moved(middle["geometry"], lambda xy: xy - 30)
        if PdokFault.OVERLAP in on:
            middle["geometry"] = _moved(middle["geometry"], lambda xy: (xy - xy.mean(0)) * 1.1 + xy.mean(0))
        if PdokFault.NO_SHAPE in on:
            middle["geometry"] = None
        if PdokFault.EMPTY_SHAPE in on:
            middle["geometry"] = {"type": "MultiPolygon", "coordinates": []}
        if PdokFault.NO_CODE in on:
            del properties["statcode"]
        if PdokFault.NO_NAME in on:
            del properties["statnaam"]
        if PdokFault.NO_YEAR in on:
            for feature in features:
                feature["properties"].pop("jaarcode", None)
                feature["properties"].pop("jrstatcode", None)
        return {**content, "features": features}


def _report(code: str, said: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" '
        f'version="2.0.0"><ows:Exception exceptionCode="{code}" locator="typename"><ows:ExceptionText>{said}'
        "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
    ).encode()


def _written(area: Any) -> dict[str, Any]:
    return area if isinstance(area, dict) else dict(mapping(area))


def _moved(area: dict[str, Any], change: Any) -> dict[str, Any]:
    return dict(mapping(shapely.transform(shape(area), change)))


@lru_cache
def _to_rd() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


def _metres(area: dict[str, Any]) -> dict[str, Any]:
    return _moved(area, lambda xy: np.column_stack(_to_rd().transform(xy[:, 0], xy[:, 1])))


def real(year: int = 2024) -> list[tuple[str, str, Any]]:
    """The gemeenten of 2024 as published, when the raw files are beside the project."""
    features = json.loads(REAL.read_text(encoding="utf-8"))["features"]
    return [(f["properties"]["statcode"], f["properties"]["statnaam"], f["geometry"]) for f in features]


def squares(codes: Mapping[str, str], west: float = 5.0, south: float = 51.0) -> list[tuple[str, str, Any]]:
    """A square of 0.1 degree per code, in rows of 20, each against its neighbours."""
    return [
        (code, name, shapely.box(west + at % 20 / 10, south + at // 20 / 10, west + (at % 20 + 1) / 10,
                                 south + (at // 20 + 1) / 10))
        for at, (code, name) in enumerate(codes.items())
    ]  # fmt: skip
