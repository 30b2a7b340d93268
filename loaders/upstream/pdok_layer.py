"""A whole layer of PDOK, by WFS and, where that fails, by OGC API Features.

Upstream format: a GeoJSON FeatureCollection per page. The WFS pages by startIndex and counts (numberMatched); the OGC
API pages by a cursor and counts nothing. Neither gives more than 1,000 features at a time, and both may leave out
properties that are empty. What the features mean is for pdok.py (boundaries) and pdok_figures.py.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlencode, urljoin

import msgspec

from loaders.upstream import hosts
from loaders.upstream.bodies import BadBodyError, object_of, text_of
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.http import BadQuestionError, NotThereError
from loaders.upstream.pages import Reader

log = logging.getLogger(__name__)

T = TypeVar("T")
#: The most features that either service gives at a time.
PAGE = 1_000
MAX_PAGES = 100

_CODE = re.compile(rb'(?:exceptionCode|code)="([^"]*)"')
_TEXT = re.compile(rb"(?:ExceptionText|ServiceException)[^>]*>([^<]+)<")
#: Exceptions that say that the question is wrong; asking again gives the same.
_OUR_FAULT = ("InvalidParameterValue", "LayerNotDefined", "MissingParameterValue", "OperationNotSupported")


class NoSuchYearError(UpstreamError):
    """PDOK does not have this layer for this year."""


class UnknownToPdokError(NoSuchYearError):
    """PDOK says in an exception report that it does not know what we ask: most often the layer is not there."""


class _ReportError(Exception):
    """What such a report says."""


@dataclass(frozen=True)
class Layer:
    """One layer of one year: what messages call it, and where both services have it.

    ``wfs`` and ``ogc`` are path and options below the host, without those for paging. ``stays`` is what the monitor
    goes on with when it fails ('de vorige grenzen blijven staan'), ``otherwise`` what to do when there is no such year.
    """

    name: str
    wfs: tuple[str, dict[str, str]]
    ogc: tuple[str, dict[str, str]]
    stays: str
    otherwise: str

    def without(self, option: str) -> Layer:
        """The same layer, asked of the WFS without an option."""
        path, options = self.wfs
        return replace(self, wfs=(path, {name: text for name, text in options.items() if name != option}))

    @property
    def later(self) -> str:
        """What to do about something that passes."""
        return f"probeer het later opnieuw; {self.stays}"

    @property
    def changed(self) -> str:
        """What to do when the service is not what it was."""
        return f"kijk of de dienst van PDOK is veranderd; {self.stays}"


class Feature(msgspec.Struct):
    """One region as it came; the geometry is not read yet."""

    properties: dict[str, Any] | None = None
    geometry: msgspec.Raw = msgspec.Raw(b"null")


class _Page(msgspec.Struct):
    features: list[Feature]
    matched: Any = msgspec.field(name="numberMatched", default=None)
    returned: Any = msgspec.field(name="numberReturned", default=None)
    links: list[dict[str, Any]] | None = None

    @property
    def next(self) -> str | None:
        return next((str(link["href"]) for link in self.links or [] if link.get("rel") == "next"), None)


_DECODER = msgspec.json.Decoder(_Page)

#: What is made of all pages; it gets the name of the service too, and raises InconsistentError to read once more.
Make = Callable[[str, Iterator[list[Feature]]], T]


def either(layer: Layer, wfs: Callable[[], T], ogc: Callable[[], T]) -> tuple[T, UpstreamError | None]:
    """Return what the WFS gives or else the OGC API, and then why the WFS did not.

    Errors: NoSuchYearError when neither has the year; UpstreamError.
    """
    try:
        return wfs(), None
    except UpstreamError as error:
        log.warning("%s (%s)", error, error.cause)
        first = error
    try:
        return ogc(), first
    except NoSuchYearError as second:
        raise (second if isinstance(first, NoSuchYearError) else first) from second
    except UpstreamError as second:
        if isinstance(first, NoSuchYearError):
            raise
        raise UpstreamError(
            layer.name,
            f"beide diensten van PDOK geven ze niet. WFS: {first.problem} OGC API: {second.problem}",
            layer.later,
            f"{first.cause}; {second.cause}",
        ) from second


def by_wfs(reader: Reader, layer: Layer, make: Make[T], page: int = PAGE) -> T:
    """Return what ``make`` makes of the layer as the WFS gives it. Errors: NoSuchYearError, UpstreamError."""
    path, more = layer.wfs
    base = f"{hosts.root(hosts.PDOK[0])}/{path}"
    asked = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": more["typeNames"],
             "outputFormat": "application/json", **more, "count": page}  # fmt: skip

    def pages() -> Iterator[list[Feature]]:
        got, matched = 0, None
        for _ in range(MAX_PAGES):
            url = f"{base}?{urlencode({**asked, 'startIndex': got}, safe=':/,')}"
            page = _ask(reader, layer, url)
            if isinstance(page.matched, int):
                if matched not in (None, page.matched):
                    raise InconsistentError(
                        layer.name, "de kaart veranderde terwijl wij hem ophaalden.", layer.later
                    )
                matched = page.matched
            got += len(page.features)
            yield page.features
            if matched is None and not page.features:
                return
            if matched is not None and (got >= matched or not page.features):
                if got != matched:
                    raise InconsistentError(
                        layer.name,
                        f"er kwamen {got} gebieden en volgens PDOK zijn het er {matched}.",
                        layer.later,
                        f"{url}: {got} of {matched}",
                    )
                return
        raise UpstreamError(layer.name, f"de dienst geeft meer dan {MAX_PAGES} pagina's.", layer.changed)

    return _read_twice(reader, "WFS", make, pages)


def by_ogc(reader: Reader, layer: Layer, make: Make[T], page: int = PAGE) -> T:
    """Return what ``make`` makes of the layer as the OGC API gives it. Errors: NoSuchYearError, UpstreamError."""
    path, more = layer.ogc
    start = f"{hosts.root(hosts.PDOK[1])}/{path}?{urlencode({'f': 'json', **more, 'limit': page})}"

    def pages() -> Iterator[list[Feature]]:
        here, seen = start, {start}
        for _ in range(MAX_PAGES):
            page = _ask(reader, layer, here)
            if page.returned not in (None, len(page.features)):
                raise InconsistentError(
                    layer.name,
                    f"een pagina heeft {len(page.features)} gebieden en zegt er {page.returned} te hebben.",
                    layer.later,
                    here,
                )
            yield page.features
            if page.next is None:
                return
            given = urljoin(here, page.next)
            if not hosts.same_service(here, given):
                raise UpstreamError(
                    layer.name,
                    "de volgende pagina zou bij een andere dienst staan; dat volgen wij niet.",
                    layer.changed,
                    f"{here} -> {given}",
                )
            given = hosts.kept_secure(here, given)
            if given in seen or not page.features:
                raise InconsistentError(
                    layer.name, "de dienst blijft naar een volgende pagina verwijzen.", layer.later, given
                )
            seen.add(given)
            here = given
        raise UpstreamError(layer.name, f"de dienst geeft meer dan {MAX_PAGES} pagina's.", layer.changed)

    return _read_twice(reader, "OGC API", make, pages)


def code_of(layer: Layer, properties: Mapping[str, Any], name: str, form: re.Pattern[str]) -> str:
    """Return the code of a region. Errors: UpstreamError when it has none of this form."""
    code = str(properties.get(name) or "").strip()
    if not form.fullmatch(code):
        what = f"de code '{code}'" if code else "een gebied zonder code"
        raise UpstreamError(layer.name, f"de kaart bevat {what}.", layer.changed, f"{properties}")
    return code


def check(layer: Layer, year: int, codes: list[str], years: set[int]) -> None:
    """Check that a layer is not empty, of this year (where its features say one) and has no region twice.

    Errors: NoSuchYearError; UpstreamError; InconsistentError, because another region may then be missing.
    """
    if not codes:
        raise NoSuchYearError(layer.name, "PDOK geeft voor dit jaar geen enkel gebied.", layer.otherwise)
    if years - {year}:
        mixed = ", ".join(str(one) for one in sorted(years))
        raise UpstreamError(
            layer.name,
            f"PDOK geeft een ander jaar of meer jaren door elkaar ({mixed}).",
            layer.changed,
            f"years {mixed}",
        )
    twice = sorted(code for code, count in Counter(codes).items() if count > 1)
    if twice:
        shown = ", ".join(twice[:5]) + (" ..." if len(twice) > 5 else "")
        raise InconsistentError(
            layer.name,
            f"{len(twice)} {'gebied kwam' if len(twice) == 1 else 'gebieden kwamen'} dubbel binnen ({shown}).",
            layer.later,
            f"duplicates {twice[:20]}",
        )


def years_of(properties: Mapping[str, Any], *names: str) -> set[int]:
    """Return the years that these properties begin with: 2024, '2024', '2024GM1680'."""
    return {int(text) for name in names if (text := str(properties.get(name) or "")[:4]).isdigit()}


def _read_twice(
    reader: Reader, service: str, make: Make[T], pages: Callable[[], Iterator[list[Feature]]]
) -> T:
    """Read a layer; one that contradicts itself is read once more, without the cache."""
    try:
        return make(service, pages())
    except InconsistentError as error:
        log.warning("%s, once more (%s)", error, error.cause)
        reader.fresh = True
        return make(service, pages())


def _ask(reader: Reader, layer: Layer, url: str) -> _Page:
    try:
        return reader.read(url, _page)
    except NotThereError as error:
        raise NoSuchYearError(
            layer.name, "PDOK heeft deze niet (404).", layer.otherwise, error.cause
        ) from error
    except _ReportError as error:
        raise UnknownToPdokError(
            layer.name, f"PDOK kent deze vraag niet ({error}).", layer.otherwise, f"{url}: {error}"
        ) from error
    except UpstreamError as error:
        kind = BadQuestionError if isinstance(error, BadQuestionError) else UpstreamError
        raise kind(layer.name, error.problem, layer.later, error.cause) from error


def _page(body: bytes) -> _Page:
    if body.lstrip()[:1] == b"<" and b"Exception" in body[:5_000]:
        code, text = _CODE.search(body), _TEXT.search(body)
        explanation = " ".join(
            (text[1] if text else code[1] if code else b"").decode("utf-8", "replace").split()
        )
        explanation = explanation[:200] or "zonder uitleg"
        if code and code[1].decode("ascii", "replace") in _OUR_FAULT:
            raise _ReportError(explanation)
        raise BadBodyError(f"een foutmelding in plaats van een kaart ({explanation})")
    body = text_of(body)
    try:
        return _DECODER.decode(body)
    except msgspec.ValidationError as error:
        object_of(body)
        raise BadBodyError("een antwoord zonder gebieden (geen 'features')") from error
    except msgspec.DecodeError as error:
        cut = "truncated" in str(error)
        raise BadBodyError("een afgebroken antwoord" if cut else "iets wat geen JSON is") from error
