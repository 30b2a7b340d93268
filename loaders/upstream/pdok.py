"""Boundaries from PDOK: CBS gebiedsindelingen, by WFS and, where that fails, by OGC API Features.

Upstream format: a GeoJSON FeatureCollection of one layer and year, e.g. ``gemeente_gegeneraliseerd``; per feature
``statcode`` ('GM1680'), ``jrstatcode`` ('2024GM1680') and ``statnaam``, and no province. The WFS has the year in its
path, pages by startIndex and counts (numberMatched); the OGC API mixes all years unless ``jaarcode`` is given, pages by
a cursor, counts nothing and leaves out properties that are empty. Both are asked for lon/lat.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin

import msgspec
import numpy as np
import shapely
from pyproj import Transformer

from loaders.upstream import hosts
from loaders.upstream.bodies import BadBodyError, object_of, text_of
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.http import Http, NotThereError

log = logging.getLogger(__name__)

WFS, OGC = hosts.PDOK
#: What is asked for -> layer, form of its codes, and what a person calls it.
KINDS = {
    "gemeente": ("gemeente_gegeneraliseerd", re.compile(r"GM\d{4}"), "gemeentegrenzen"),
    "provincie": ("provincie_gegeneraliseerd", re.compile(r"PV\d{2}"), "provinciegrenzen"),
    "wijk": ("wijk_gegeneraliseerd", re.compile(r"WK\d{6}"), "wijkgrenzen"),
}
#: The most features that either service gives at a time.
PAGE = 1_000
MAX_PAGES = 100
#: West, south, east, north, with room: in degrees, and in metres of the Rijksdriehoek.
NEDERLAND = (3.0, 50.5, 7.5, 53.8)
NEDERLAND_RD = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
STAY = "probeer het later opnieuw; de vorige grenzen blijven staan"
CHANGED = "kijk of de dienst van PDOK is veranderd; de vorige grenzen blijven staan"

_CODE = re.compile(rb'(?:exceptionCode|code)="([^"]*)"')
_TEXT = re.compile(rb"(?:ExceptionText|ServiceException)[^>]*>([^<]+)<")
#: Exceptions that say that the question is wrong; asking again gives the same.
_OUR_FAULT = ("InvalidParameterValue", "LayerNotDefined", "MissingParameterValue", "OperationNotSupported")


class NoSuchYearError(UpstreamError):
    """PDOK does not have this layer for this year."""


class _RefusedError(Exception):
    """The service says in an exception report that it does not know what we ask."""


@dataclass(frozen=True)
class Area:
    """One region: code, name ('' when the service gives none) and shape in lon/lat (WGS84)."""

    code: str
    name: str
    shape: shapely.Geometry


@dataclass(frozen=True)
class Areas:
    """A whole layer of one year, in the order of the codes. ``said`` is in Dutch what a person should know of it."""

    kind: str
    year: int
    areas: tuple[Area, ...]
    service: str
    said: tuple[str, ...] = ()

    @property
    def codes(self) -> list[str]:
        """The codes, in order."""
        return [area.code for area in self.areas]

    @property
    def shapes(self) -> np.ndarray:
        """The shapes, in the same order."""
        return np.array([area.shape for area in self.areas])


class _Feature(msgspec.Struct):
    properties: dict[str, Any] | None = None
    geometry: msgspec.Raw = msgspec.Raw(b"null")


class _Page(msgspec.Struct):
    features: list[_Feature]
    matched: Any = msgspec.field(name="numberMatched", default=None)
    returned: Any = msgspec.field(name="numberReturned", default=None)
    links: list[dict[str, Any]] | None = None

    @property
    def next(self) -> str | None:
        return next((str(link["href"]) for link in self.links or [] if link.get("rel") == "next"), None)


_DECODER = msgspec.json.Decoder(_Page)


def areas(http: Http, kind: str, year: int) -> Areas:
    """Return all areas of a kind ('gemeente', 'provincie' or 'wijk') in a year, from whichever service works.

    Errors: NoSuchYearError when neither has the year; UpstreamError.
    """
    try:
        return by_wfs(http, kind, year)
    except UpstreamError as error:
        log.warning("%s (%s)", error, error.cause)
        first = error
    try:
        found = by_ogc(http, kind, year)
    except NoSuchYearError as second:
        raise (second if isinstance(first, NoSuchYearError) else first) from second
    except UpstreamError as second:
        if isinstance(first, NoSuchYearError):
            raise
        raise UpstreamError(
            _name(kind, year),
            f"beide diensten van PDOK geven ze niet. WFS: {first.problem} OGC API: {second.problem}",
            STAY,
            f"{first.cause}; {second.cause}",
        ) from second
    because = f"Via de OGC API van PDOK, want de WFS gaf ze niet: {first.problem}"
    return Areas(kind, year, found.areas, found.service, (because, *found.said))


def by_wfs(http: Http, kind: str, year: int, page: int = PAGE) -> Areas:
    """Return the areas as the WFS gives them. Errors: NoSuchYearError, UpstreamError."""
    base = f"{hosts.root(WFS)}/cbs/gebiedsindelingen/{year}/wfs/v1_0"
    asked = {"service": "WFS", "version": "2.0.0", "request": "GetFeature",
             "typeNames": f"gebiedsindelingen:{KINDS[kind][0]}", "outputFormat": "application/json",
             "srsName": "EPSG:4326", "count": page}  # fmt: skip

    def pages(fresh: bool) -> Iterator[list[_Feature]]:
        got, matched = 0, None
        for _ in range(MAX_PAGES):
            url = f"{base}?{urlencode({**asked, 'startIndex': got}, safe=':/')}"
            found = _ask(http, url, kind, year, fresh)
            if isinstance(found.matched, int):
                if matched not in (None, found.matched):
                    raise InconsistentError(
                        _name(kind, year), "de kaart veranderde terwijl wij hem ophaalden.", STAY
                    )
                matched = found.matched
            got += len(found.features)
            yield found.features
            if matched is None and not found.features:
                return
            if matched is not None and (got >= matched or not found.features):
                if got != matched:
                    raise InconsistentError(
                        _name(kind, year),
                        f"er kwamen {got} gebieden en volgens PDOK zijn het er {matched}.",
                        STAY,
                        f"{url}: {got} of {matched}",
                    )
                return
        raise UpstreamError(_name(kind, year), f"de dienst geeft meer dan {MAX_PAGES} pagina's.", CHANGED)

    return _read_twice("WFS", kind, year, pages)


def by_ogc(http: Http, kind: str, year: int, page: int = PAGE) -> Areas:
    """Return the areas as the OGC API gives them. Errors: NoSuchYearError, UpstreamError."""
    base = f"{hosts.root(OGC)}/cbs/gebiedsindelingen/ogc/v1/collections/{KINDS[kind][0]}/items"
    start = f"{base}?{urlencode({'f': 'json', 'jaarcode': year, 'limit': page})}"

    def pages(fresh: bool) -> Iterator[list[_Feature]]:
        here, seen = start, {start}
        for _ in range(MAX_PAGES):
            found = _ask(http, here, kind, year, fresh)
            if found.returned not in (None, len(found.features)):
                raise InconsistentError(
                    _name(kind, year),
                    f"een pagina heeft {len(found.features)} gebieden en zegt er {found.returned} te hebben.",
                    STAY,
                    here,
                )
            yield found.features
            if found.next is None:
                return
            given = urljoin(here, found.next)
            if not hosts.same_service(here, given):
                raise UpstreamError(
                    _name(kind, year),
                    "de volgende pagina zou bij een andere dienst staan; dat volgen wij niet.",
                    CHANGED,
                    f"{here} -> {given}",
                )
            given = hosts.kept_secure(here, given)
            if given in seen or not found.features:
                raise InconsistentError(
                    _name(kind, year), "de dienst blijft naar een volgende pagina verwijzen.", STAY, given
                )
            seen.add(given)
            here = given
        raise UpstreamError(_name(kind, year), f"de dienst geeft meer dan {MAX_PAGES} pagina's.", CHANGED)

    return _read_twice("OGC API", kind, year, pages)


def _name(kind: str, year: int) -> str:
    return f"{KINDS[kind][2].capitalize()} {year} (PDOK)"


def _read_twice(
    service: str, kind: str, year: int, pages: Callable[[bool], Iterator[list[_Feature]]]
) -> Areas:
    """Read a layer; one that contradicts itself is read once more, without the cache."""
    try:
        return _areas(service, kind, year, pages(False))
    except InconsistentError as error:
        log.warning("%s, once more (%s)", error, error.cause)
        return _areas(service, kind, year, pages(True))


# One answer


def _ask(http: Http, url: str, kind: str, year: int, fresh: bool) -> _Page:
    name = _name(kind, year)
    try:
        return http.read(url, _page, name, fresh=fresh).content
    except NotThereError as error:
        raise NoSuchYearError(
            name, "PDOK heeft deze niet (404).", "kies een ander jaar", error.cause
        ) from error
    except _RefusedError as error:
        raise NoSuchYearError(
            name, f"PDOK kent deze vraag niet ({error}).", "kies een ander jaar", f"{url}: {error}"
        ) from error
    except UpstreamError as error:
        raise UpstreamError(name, error.problem, STAY, error.cause) from error


def _page(body: bytes) -> _Page:
    if body.lstrip()[:1] == b"<" and b"Exception" in body[:5_000]:
        code, text = _CODE.search(body), _TEXT.search(body)
        said = " ".join((text[1] if text else code[1] if code else b"").decode("utf-8", "replace").split())
        said = said[:200] or "zonder uitleg"
        if code and code[1].decode("ascii", "replace") in _OUR_FAULT:
            raise _RefusedError(said)
        raise BadBodyError(f"een foutmelding in plaats van een kaart ({said})")
    body = text_of(body)
    try:
        return _DECODER.decode(body)
    except msgspec.ValidationError as error:
        object_of(body)
        raise BadBodyError("een antwoord zonder gebieden (geen 'features')") from error
    except msgspec.DecodeError as error:
        cut = "truncated" in str(error)
        raise BadBodyError("een afgebroken antwoord" if cut else "iets wat geen JSON is") from error


# The whole layer


def _areas(service: str, kind: str, year: int, pages: Iterator[list[_Feature]]) -> Areas:
    name = _name(kind, year)
    found: list[tuple[str, str]] = []
    parts: list[np.ndarray] = []
    years: set[int] = set()
    for page in pages:
        for feature in page:
            code, title, years_ = _properties(service, kind, year, feature.properties or {})
            years |= years_
            found.append((code, title))
        parts.append(_shapes(name, found[len(found) - len(page) :], [bytes(f.geometry) for f in page]))
    if not found:
        raise NoSuchYearError(name, "PDOK geeft voor dit jaar geen enkel gebied.", "kies een ander jaar")
    if years - {year}:
        mixed = ", ".join(str(one) for one in sorted(years))
        raise UpstreamError(
            name, f"PDOK geeft een ander jaar of meer jaren door elkaar ({mixed}).", CHANGED, f"years {mixed}"
        )
    twice = sorted(code for code, count in Counter(code for code, _ in found).items() if count > 1)
    if twice:
        shown = ", ".join(twice[:5]) + (" ..." if len(twice) > 5 else "")
        raise InconsistentError(
            name,
            f"{len(twice)} {'gebied kwam' if len(twice) == 1 else 'gebieden kwamen'} dubbel binnen ({shown}).",
            STAY,
            f"duplicates {twice[:20]}",
        )
    shapes, said = _in_degrees(name, [code for code, _ in found], np.concatenate(parts))
    made = [Area(code, title, shape) for (code, title), shape in zip(found, shapes, strict=True)]
    return Areas(kind, year, tuple(sorted(made, key=lambda area: area.code)), service, said)


def _properties(service: str, kind: str, year: int, properties: dict[str, Any]) -> tuple[str, str, set[int]]:
    code = str(properties.get("statcode") or "").strip()
    if not KINDS[kind][1].fullmatch(code):
        what = f"de code '{code}'" if code else "een gebied zonder code"
        raise UpstreamError(_name(kind, year), f"de kaart bevat {what}.", CHANGED, f"{properties}")
    named = [str(properties.get("jaarcode") or ""), str(properties.get("jrstatcode") or "")[:4]]
    years = {int(text) for text in named if text.isdigit()}
    if not years and service != "WFS":
        # Only the path of the WFS says which year it is about.
        raise UpstreamError(_name(kind, year), f"{code} zegt niet van welk jaar het is.", CHANGED)
    return code, str(properties.get("statnaam") or "").strip(), years


def _shapes(name: str, named: list[tuple[str, str]], written: list[bytes]) -> np.ndarray:
    shapes = np.asarray(shapely.from_geojson(written, on_invalid="ignore"), dtype=object)
    areal = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes)
    if not areal.all():
        code, title = named[int(np.flatnonzero(~areal)[0])]
        raise InconsistentError(
            name,
            f"{title or code} ({code}) heeft geen grens." if title else f"{code} heeft geen grens.",
            STAY,
            f"{(~areal).sum()} without a shape",
        )
    return np.asarray(shapely.force_2d(shapes))


def _in_degrees(name: str, codes: list[str], shapes: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """Return the shapes in lon/lat; metres of the Rijksdriehoek are converted, anything else is refused."""
    bounds = shapely.bounds(shapes)
    if _within(bounds, NEDERLAND).all():
        return shapes, ()
    if _within(bounds, NEDERLAND_RD).all():
        to_wgs84 = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
        turned = shapely.transform(shapes, lambda xy: np.column_stack(to_wgs84.transform(xy[:, 0], xy[:, 1])))
        said = "PDOK gaf Rijksdriehoekscoördinaten, hoewel om lengte en breedte was gevraagd; omgerekend."
        return np.asarray(turned), (said,)
    at = int(np.flatnonzero(~_within(bounds, NEDERLAND))[0])
    x, y = bounds[at][:2]
    swapped = _within(bounds[:, [1, 0, 3, 2]], NEDERLAND).all()
    why = "lengte en breedte zijn verwisseld" if swapped else "een ander coördinatenstelsel of een fout"
    raise UpstreamError(
        name,
        f"{codes[at]} ligt volgens PDOK buiten Nederland ({x:.6g}, {y:.6g}): {why}.",
        CHANGED,
        f"{bounds[at]}",
    )


def _within(bounds: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    west, south, east, north = box
    return np.asarray(
        (bounds[:, 0] >= west) & (bounds[:, 1] >= south) & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    )
