"""The addresses of the open data, below /open-data, on the same server as the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from cachetools import LRUCache
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from geo.features import BoundaryLevel, Layer, boundaries, shapes
from monitor import division
from monitor.catalogue import DATA
from opendata import catalog, filters, layers, observations
from opendata.answers import Kept, prepared, send, stream
from opendata.filters import RefusedError
from opendata.snapshot import Snapshot, at_hand, snapshot
from opendata.work import BusyError, GoneError, Work, while_there
from server.clients import client

PREFIX = "/open-data"

JSON, CSV, GEOJSON = "application/json", "text/csv; charset=utf-8; header=present", "application/geo+json"

log = logging.getLogger(__name__)

T = TypeVar("T")
_File = TypeVar("_File", bound=str)


def described(depth: int) -> str:
    """A table or layer cannot carry all its licences and definitions; the catalogue does.

    Relative, from an address so many folders down: a proxy may serve all this under a prefix.
    """
    return f'<{"../" * depth}catalog.json>; rel="describedby"; type="application/json"'


def open_data(data: Path = DATA, *, base: str = "", work: Work | None = None) -> list[BaseRoute]:
    """Routes for the server; ``data`` holds observations/ and catalogue/ (default: the project's own).

    ``base``: the prefix of all addresses ("/monitor").
    """
    endpoints = _Endpoints(data, work or Work())
    app = Starlette(
        routes=[
            Route("/", endpoints.addresses),
            Route("/catalog.json", endpoints.catalog),
            Route("/observations.csv", endpoints.observations_csv),
            Route("/observations.json", endpoints.observations_json),
            Route("/boundaries/{level}.geojson", endpoints.boundaries),
            Route("/map/{level}.geojson", endpoints.map_layer),
            Route("/map/shapes/{level}.geojson", endpoints.shapes),
            Route("/map/labels/{level}.json", endpoints.labels),
        ],
        exception_handlers={
            RefusedError: _refused,
            BusyError: _busy,
            GoneError: _gone,
            HTTPException: _http_error,
            FileNotFoundError: _no_figures,
            Exception: _failed,
        },
        middleware=[
            # Published figures are for everyone, also for a page on another site.
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD"],
                allow_headers=["If-None-Match"],
                expose_headers=["ETag"],
            )
        ],
    )
    # Else Starlette sends who types a slash too many to an address without the prefix that a proxy took off.
    app.router.redirect_slashes = False
    return [Route(base + PREFIX, _to_folder), Mount(base + PREFIX, app)]


class _Endpoints:
    """What is not in memory is made in threads of :class:`opendata.work.Work`, never in those of the pages."""

    #: So many addresses are remembered as read, that is checked against the figures.
    _READ, _LONGEST = 2000, 400

    def __init__(self, data: Path, work: Work) -> None:
        self.data, self.work, self.kept = data, work, Kept()
        self._read: LRUCache[Hashable, Any] = LRUCache(self._READ)

    async def addresses(self, request: Request) -> Response:
        titles = await self._made(request, "titles", layers.titles)
        return JSONResponse({"title": catalog.TITLE, "addresses": catalog.addresses(titles)})

    async def catalog(self, request: Request) -> Response:
        _no_filters(request)
        edition = await self._snapshot(request)
        return await self._prepared(
            request, ("catalog", edition.edition), lambda: catalog.document(edition, layers.titles()), JSON
        )

    async def observations_csv(self, request: Request) -> Response:
        return await self._observations(
            request,
            observations.csv,
            CSV,
            Content_Disposition='attachment; filename="sociale-monitor-drenthe.csv"',
        )

    async def observations_json(self, request: Request) -> Response:
        return await self._observations(request, observations.json_lines, JSON)

    async def boundaries(self, request: Request) -> Response:
        return await self._of_a_division(
            request, layers.boundary_file(request.path_params["level"]), boundaries, 1
        )

    async def shapes(self, request: Request) -> Response:
        """The boundaries as our own maps draw them."""
        return await self._of_a_division(request, layers.level(request.path_params["level"]), shapes, 2)

    async def _of_a_division(
        self, request: Request, file: _File, form: Callable[[_File], Layer], depth: int
    ) -> Response:
        """A boundary file of the division in use, in a form; ``depth`` of the address in folders."""
        _no_filters(request)
        key = (form.__name__, file, division.follow())
        return await self._prepared(request, key, lambda: form(file).body, GEOJSON, Link=described(depth))

    async def map_layer(self, request: Request) -> Response:
        return await self._of_a_map(request, layers.with_values, GEOJSON, 1)

    async def labels(self, request: Request) -> Response:
        """What our own maps tell at the pointer."""
        return await self._of_a_map(request, layers.labels_of, JSON, 2)

    async def _of_a_map(
        self,
        request: Request,
        form: Callable[[BoundaryLevel, Snapshot, layers.View], bytes],
        media_type: str,
        depth: int,
    ) -> Response:
        """One indicator of one population, in a form; ``depth`` of the address in folders."""
        level = layers.level(request.path_params["level"])
        edition = await self._snapshot(request)

        def read() -> layers.View:
            names = ("indicator", "population", "year")
            return layers.one_view(filters.read(request.query_params, edition, names), edition, level)

        def named(view: layers.View) -> Hashable:
            return (form.__name__, level, edition.edition, view)

        def make(view: layers.View) -> bytes:
            return form(level, edition, view)

        asked = self._known(request, edition)
        if asked is None:
            # Checked and made in one go: it waits for its turn once.
            asked = await self._made(
                request, self._address(request, edition), lambda: self._ready(read(), named, make)
            )
            self._remember(request, edition, asked)
        return await self._prepared(
            request, named(asked), lambda: make(asked), media_type, Link=described(depth)
        )

    def _ready(self, asked: T, named: Callable[[T], Hashable], make: Callable[[T], bytes]) -> T:
        """Have an answer at hand for what is asked; what is asked again."""
        if self.kept.get(named(asked)) is None:
            self.kept.keep(named(asked), prepared(make(asked)))
        return asked

    async def _observations(
        self,
        request: Request,
        form: Callable[[Snapshot, filters.Filters], Iterator[bytes]],
        media_type: str,
        **headers: str,
    ) -> Response:
        edition = await self._snapshot(request)
        names = (*filters.ALL, filters.COMPARATOR)
        asked = await self._asked(
            request, edition, lambda: filters.read(request.query_params, edition, names)
        )
        headers["Link"] = described(0)
        key = observations.digest(edition, asked, form.__name__)
        if answer := self.kept.get(key):
            return send(request, answer, media_type, self.work, client(request.scope), **headers)
        if edition.store.elsewhere:
            # Once it began, an answer can only be broken off.
            await self._made(request, None, edition.store.reach)
        return stream(
            request,
            key,
            lambda: form(edition, asked),
            media_type,
            self.work,
            client(request.scope),
            lambda answer: self.kept.keep(key, answer),
            **headers,
        )

    async def _prepared(
        self, request: Request, key: Hashable, make: Callable[[], bytes], media_type: str, **headers: str
    ) -> Response:
        answer = self.kept.get(key)
        if answer is None:
            answer = await self._made(request, key, lambda: prepared(make()))
            self.kept.keep(key, answer)
        return send(request, answer, media_type, self.work, client(request.scope), **headers)

    async def _snapshot(self, request: Request) -> Snapshot:
        """The figures that are in use; new ones are read in a thread."""
        if edition := at_hand(self.data):
            return edition
        return await self._made(request, "snapshot", lambda: snapshot(self.data))

    async def _asked(self, request: Request, edition: Snapshot, read: Callable[[], T]) -> T:
        """What an address asks for; checked once per address, for finding what a mistake may have meant takes time."""
        filters = self._known(request, edition)
        if filters is None:
            filters = await self._made(request, None, read)
            self._remember(request, edition, filters)
        return cast(T, filters)

    def _known(self, request: Request, edition: Snapshot) -> Any:
        return self._read.get(self._address(request, edition))

    def _address(self, request: Request, edition: Snapshot) -> Hashable:
        return (edition.edition, request.url.path, request.url.query)

    def _remember(self, request: Request, edition: Snapshot, asked: object) -> None:
        if len(request.url.query) <= self._LONGEST:
            self._read[self._address(request, edition)] = asked

    async def _made(self, request: Request, key: Hashable, make: Callable[[], T]) -> T:
        """Have something made while its reader waits for it. Errors: BusyError, GoneError, those of ``make``."""
        who = client(request.scope)
        ticket = self.work.ticket(who)
        try:
            making = self.work.do(who, make) if key is None else self.work.once(who, key, make)
            return await while_there(request, making)
        finally:
            ticket.give_back()


def _no_filters(request: Request) -> None:
    unknown = [name for name in request.query_params if name != filters.VERSION]
    if unknown:
        raise RefusedError("Dit adres heeft geen filters.", filter=unknown[0][:60])


async def _to_folder(request: Request) -> Response:
    # Relative, for a prefix that a proxy took off.
    return RedirectResponse(f"{PREFIX.lstrip('/')}/", status_code=308)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return _error(
        request, error.status, f"{error} Alle waarden staan in {_catalog(request)}.", **error.details
    )


async def _busy(request: Request, error: Exception) -> Response:
    assert isinstance(error, BusyError)
    what = "U vraagt veel tegelijk" if error.own else "Er wordt nu veel tegelijk gevraagd"
    message = f"{what}. Probeer het over {error.retry_after} seconden opnieuw."
    return _error(
        request, 429, message, {"Retry-After": str(error.retry_after)}, retry_after=error.retry_after
    )


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nobody is there to see it


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        return _error(request, 405, "Open data kunt u alleen opvragen (GET of HEAD).", headers)
    return _error(
        request, 404, f"Dit adres bestaat niet. Alle adressen staan in {_catalog(request)}.", headers
    )


async def _no_figures(request: Request, error: Exception) -> Response:
    log.error("open data without a snapshot: %s", error)
    return _error(
        request, 503, "Er staan nu geen cijfers op deze server die te lezen zijn. Probeer het later opnieuw."
    )


async def _failed(request: Request, error: Exception) -> Response:
    return _error(request, 500, "Er ging iets mis op deze server. Probeer het later opnieuw.")


def _catalog(request: Request) -> str:
    return f"{request.scope.get('root_path', PREFIX)}/catalog.json"


def _error(
    request: Request, status: int, message: str, headers: dict[str, str] | None = None, **details: object
) -> Response:
    return JSONResponse(
        {"error": message, **details, "catalog": _catalog(request)},
        status_code=status,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
