"""PDOK: gebiedsindelingen (boundaries) and wijkenbuurten (figures), each as a WFS and as an OGC API.

The WFS has the year in its path. The OGC API of gebiedsindelingen has all years together; of wijkenbuurten there is one
per year. ``Pdok(layers).rooms`` goes into a stand-in. Faults of its own are switched on by name in ``faults``; those of
the other services (no answer, a web page, half an answer) work here too.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np
import shapely
import shapely.prepared
from pyproj import Transformer
from shapely.geometry import mapping, shape

from tests.upstream.standin.answers import Answer, Question

if TYPE_CHECKING:
    from tests.upstream.standin.server import Standin

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT.parent / "shared" / "sources" / "boundaries"
REAL = SOURCES / "gemeenten_2024_cbs_gegeneraliseerd.geojson"
MOST = 1_000
XML = {"Content-Type": "application/xml"}
#: What PDOK writes where there is no figure; there are more such numbers, all far below zero.
NO_FIGURE = -99997

#: (kind, year) -> [(code, name, shape)], e.g. ("gemeente", 2024).
Layers = Mapping[tuple[str, int], Sequence[tuple[str, str, Any]]]
#: Year -> the properties of every feature, as the WFS names them.
Neighbourhoods = Mapping[int, Sequence[Mapping[str, Any]]]

_Feature = tuple[Mapping[str, Any], Any]
_YEARS = {"jaarcode", "jaar", "jrstatcode"}
_CODES = {"statcode", "gemeentecode"}
#: Where every gemeente of wijkenbuurten lies here: who reads its figures must not need its shape.
SOMEWHERE = dict(mapping(shapely.box(6.5, 52.8, 6.6, 52.9)))

#: Field in the project's files -> name at PDOK, as recorded of the vintage of 2023.
FIELDS = {
    "aantal_inwoners": "aantalInwoners",
    "0_15": "percentagePersonen0Tot15Jaar",
    "15_25": "percentagePersonen15Tot25Jaar",
    "25_45": "percentagePersonen25Tot45Jaar",
    "45_65": "percentagePersonen45Tot65Jaar",
    "65plus": "percentagePersonen65JaarEnOuder",
    "huishoudens": "aantalHuishoudens",
    "bevolkingsdichtheid": "bevolkingsdichtheidInwonersPerKm2",
    "stedelijkheid": "stedelijkheidAdressenPerKm2",
    "pct_eenpersoonshhd": "percentageEenpersoonshuishoudens",
    # Not recorded: names that public users of other vintages write.
    "gem_gestand_inkomen": "gemiddeldGestandaardiseerdInkomenVanHuishoudens",
    "pct_rond_sociaal_min": "percentageHuishoudensOnderOfRondSociaalMinimum",
    "wmo_per_1000": "aantalWmoClientenPer1000Inwoners",
    "pct_jeugdzorg": "percentageJongerenMetJeugdzorgInNatura",
}


def neighbourhood_layers(folder: Path) -> dict[int, list[dict[str, Any]]]:
    """Every vintage of Kerncijfers wijken en buurten below ``folder / "cbs-kwb-pdok"``, for ``Pdok(neighbourhoods=...)``.

    The figures are those of the files, with a negative number where there is none. One feature per vintage is made up:
    the large waters of the first gemeente, which PDOK draws apart and which have no figures.
    """
    found: dict[int, list[dict[str, Any]]] = {}
    for file in sorted((folder / "cbs-kwb-pdok").glob("gemeenten_*_properties.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        rows, year = content["rows"], int(content["metadata"]["year"])
        fields = [name for name in FIELDS if any(name in row for row in rows)]
        wet = next(row for row in rows if any(name in row for name in fields))
        features = []
        for row, water in [*((row, "NEE") for row in rows), (wet, "JA")]:
            figures = {
                FIELDS[name]: NO_FIGURE if water == "JA" or row.get(name) is None else row[name]
                for name in fields
            }
            # "Buitenland" has a code and a name and nothing else.
            some = figures if any(name in row for name in fields) else {}
            named = {"gemeentecode": row["gemeentecode"], "gemeentenaam": row["gemeentenaam"], "water": water}
            features.append({**named, **some, "jrstatcode": f"{year}{row['gemeentecode']}", "jaar": year})
        found[year] = features
    return found


def drawn(level: str) -> list[tuple[str, str, Any]]:
    """The areas that the project itself draws, e.g. 'nederland_gemeenten', for ``Pdok(layers)``."""
    content = json.loads((ROOT / "data" / "boundaries" / f"{level}.geojson").read_text(encoding="utf-8"))
    return [
        (feature["properties"]["code"], feature["properties"]["name"], shape(feature["geometry"]))
        for feature in content["features"]
    ]


@lru_cache
def made_up_buurten() -> list[tuple[str, str, Any]]:
    """The buurten of the division of 2024 with made-up boundaries, for ``Pdok(layers)``: codes and names are real.

    No file beside the project holds boundaries of buurten. So every wijk that the project draws is cut into vertical strips
    of one width, from west to east in the order of the codes of its buurten.
    """
    with (ROOT / "data" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "buurt" and not row["last_year"]]
    of: dict[str, list[dict[str, str]]] = {}
    for row in sorted(rows, key=lambda row: row["code"]):
        of.setdefault(f"WK{row['code'][2:8]}", []).append(row)
    strips, lines = {}, []
    for code, _, area in drawn("drenthe_wijken"):
        west, south, east, north = area.bounds
        edges = np.linspace(west, east, len(of[code]) + 1)
        strips[code] = edges
        cuts = [shapely.LineString([(edge, south), (edge, north)]) for edge in edges[1:-1]]
        lines += [area.boundary, *(cut.intersection(area) for cut in cuts)]
    # Cut together: where a strip ends, the neighbour in the other wijk has that corner too.
    pieces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=1e-5)]))
    whole = {code: shapely.prepared.prep(area) for code, _, area in drawn("drenthe_wijken")}
    found: dict[str, list[Any]] = {}
    for piece in pieces:
        point = piece.representative_point()
        wijk = next((code for code, area in whole.items() if area.contains(point)), None)
        if wijk:
            place = int(np.searchsorted(strips[wijk][1:-1], point.x))
            found.setdefault(of[wijk][place]["code"], []).append(piece)
    # As the publisher names them: a name that occurs twice in a gemeente has no wijk behind it.
    return [
        (row["code"], row["name"].partition(" (")[0], shapely.union_all(found[row["code"]])) for row in rows
    ]


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

    layers: Layers = field(default_factory=dict)
    page: int = MOST
    faults: set[PdokFault] = field(default_factory=set)
    neighbourhoods: Neighbourhoods = field(default_factory=dict)

    @property
    def rooms(self) -> dict[str, Any]:
        """For ``Standin(rooms=...)``."""
        return {"service.pdok.nl": self.wfs, "api.pdok.nl": self.ogc}

    def wfs(self, standin: Standin, question: Question) -> Answer:
        """Answer ``cbs/<gebiedsindelingen or wijkenbuurten>/<year>/wfs/v1_0``."""
        options = {name.lower(): text for name, text in question.options.items()}
        cbs, _, rest = question.path.partition("/")
        dataset, _, rest = rest.partition("/")
        year, _, rest = rest.partition("/")
        served = self._served(dataset, int(year)) if year.isdigit() else {}
        if cbs != "cbs" or rest != "wfs/v1_0" or not served:
            return Answer(b"<html>404 Not Found</html>", 404, {"Content-Type": "text/html"})
        if PdokFault.REPORT in self.faults:
            return Answer(_report("NoApplicableCode", "msOracleSpatialLayerOpen: timeout"), 200, XML)
        layer = options.get("typenames", "").removeprefix(f"{dataset}:")
        if layer not in served:
            said = f"TYPENAME '{layer}' doesn't exist in this server."
            return Answer(_report("InvalidParameterValue", said), 200, XML)
        if options.get("outputformat") not in ("application/json", "json"):
            return Answer(b'<?xml version="1.0"?><wfs:FeatureCollection/>', 200, XML)
        listed = served[layer]
        if box := options.get("bbox"):
            listed = _touching(listed, _asked_of_wfs(box))
        wanted = set(options["propertyname"].split(",")) if "propertyname" in options else None
        if unknown := (wanted or set()) - {name for properties, _ in listed for name in properties}:
            return Answer(
                _report("InvalidParameterValue", f"Invalid PROPERTYNAME {sorted(unknown)}"), 200, XML
            )
        first = int(options.get("startindex", 0))
        last = min(first + min(int(options.get("count", MOST)), self.page), len(listed))
        degrees = options.get("srsname", "").endswith("4326")
        features = []
        for place, (properties, area) in enumerate(listed[first:last], start=first):
            if wanted is not None:
                properties, area = {name: properties[name] for name in properties if name in wanted}, None
            elif not degrees:
                area = _metres(area)
            features.append(
                {"type": "Feature", "id": f"{layer}.{place}", "properties": properties, "geometry": area}
            )
        content = {"type": "FeatureCollection", "numberMatched": len(listed), "name": layer,
                   "features": features}  # fmt: skip
        if PdokFault.COUNT_CHANGES in self.faults and first:
            content["numberMatched"] = len(listed) + 1
        if PdokFault.WITHOUT_COUNT in self.faults:
            del content["numberMatched"]
        return Answer(self._changed(content, last == len(listed)))

    def ogc(self, standin: Standin, question: Question) -> Answer:
        """Answer ``cbs/<gebiedsindelingen or wijken-en-buurten-YEAR>/ogc/v1/collections/<layer>/items``."""
        cbs, _, rest = question.path.partition("/")
        dataset, _, rest = rest.partition("/ogc/v1/collections/")
        layer, _, items = rest.partition("/")
        listed = self._collection(dataset, layer, question.options.get("jaarcode"))
        if cbs != "cbs" or items != "items" or listed is None:
            return Answer({"status": 404, "title": "Not Found"}, 404)
        if box := question.options.get("bbox"):
            west, south, east, north = map(float, box.split(","))
            if west >= east or south >= north:
                return Answer({"status": 400, "title": "Bad Request", "detail": "bbox has no area"}, 400)
            listed = _touching(listed, shapely.box(west, south, east, north))
        first = int(question.options.get("cursor", "0").removeprefix("c") or 0)
        last = min(first + min(question.number("limit", 10), self.page), len(listed))
        features = [
            {"type": "Feature", "id": f"{place:08}",
             "properties": {key: value for key, value in properties.items() if value is not None},
             "geometry": area}
            for place, (properties, area) in enumerate(listed[first:last], start=first)
        ]  # fmt: skip
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

    def _served(self, dataset: str, year: int) -> dict[str, list[_Feature]]:
        """The layers of one year, as the WFS has them."""
        if dataset == "wijkenbuurten" and year in self.neighbourhoods:
            return {"gemeenten": [(properties, SOMEWHERE) for properties in self.neighbourhoods[year]]}
        if dataset != "gebiedsindelingen":
            return {}
        return {
            f"{kind}_gegeneraliseerd": [
                ({"id": at, "statcode": code, "jrstatcode": f"{year}{code}", "statnaam": name, "rubriek": kind}, area)
                for at, (code, name, area) in enumerate(self._listed(kind, year), 1)
            ]
            for kind, known in self.layers
            if known == year
        }  # fmt: skip

    def _collection(self, dataset: str, layer: str, year: str | None) -> list[_Feature] | None:
        """A collection of the OGC API; None when there is none."""
        vintage = dataset.removeprefix("wijken-en-buurten-")
        if vintage.isdigit() and layer == "gemeenten" and int(vintage) in self.neighbourhoods:
            return [
                ({_with_underscores(name): value for name, value in properties.items()}, SOMEWHERE)
                for properties in self.neighbourhoods[int(vintage)]
            ]
        kind = layer.removesuffix("_gegeneraliseerd")
        years = sorted(known for own, known in self.layers if own == kind)
        if dataset != "gebiedsindelingen" or not years:
            return None
        return [
            ({"jaarcode": known, "jrstatcode": f"{known}{code}", "statcode": code, "statnaam": name or None}, area)
            for known in years
            if year is None or str(known) == year
            for code, name, area in self._listed(kind, known)
        ]  # fmt: skip

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
            for name in _YEARS & set(properties):
                written = str(properties[name])
                properties[name] = type(properties[name])(f"{int(written[:4]) - 1}{written[4:]}")
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
            for name in _CODES & set(properties):
                del properties[name]
        if PdokFault.NO_NAME in on:
            del properties["statnaam"]
        if PdokFault.NO_YEAR in on:
            for feature in features:
                for name in _YEARS:
                    feature["properties"].pop(name, None)
        return {**content, "features": features}


def _asked_of_wfs(bbox: str) -> shapely.Geometry:
    """A bbox of the WFS in lon/lat: without a reference system in metres of the Rijksdriehoek, and of degrees latitude first."""
    *edges, system = [*bbox.split(","), ""][:5]
    one, other, last, most = map(float, edges)
    if system.endswith("4326"):
        return shapely.box(other, one, most, last)
    corners = shapely.segmentize(shapely.box(one, other, last, most), 1_000)
    return shapely.transform(
        corners, lambda xy: np.column_stack(_to_rd().transform(xy[:, 0], xy[:, 1], direction="INVERSE"))
    )


def _touching(listed: list[_Feature], box: shapely.Geometry) -> list[_Feature]:
    return [feature for feature in listed if shape(feature[1]).intersects(box)]


def _with_underscores(name: str) -> str:
    """The OGC API's name of a property of the WFS: percentagePersonen0Tot15Jaar, ...InwonersPerKm2."""
    return re.sub(r"(?<=[a-z])(?=[A-Z]|\d+[A-Z])|(?<=\d)(?=[A-Z])", "_", name).lower()


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
