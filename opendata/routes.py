"""The addresses of the open data, below /open-data, on the same server as the pages."""

from __future__ import annotations

import logging
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from geo.features import boundaries
from loaders import division
from loaders.catalogue import DATA
from opendata import catalog, filters, layers, observations
from opendata.answers import prepared, send, stream
from opendata.filters import RefusedError
from opendata.snapshot import snapshot

PREFIX = "/open-data"
CATALOG = f"{PREFIX}/catalog.json"

JSON, CSV, GEOJSON = "application/json", "text/csv; charset=utf-8; header=present", "application/geo+json"
#: A table or layer cannot carry all its licences and definitions; the catalogue does.
DESCRIBED = f'<{CATALOG}>; rel="describedby"; type="application/json"'

log = logging.getLogger(__name__)


def open_data(data: Path = DATA) -> list[BaseRoute]:
    """Routes for the server; ``data`` holds observations/ and catalogue/ (default: the project's own)."""
    endpoints = _Endpoints(data)
    app = Starlette(
        routes=[
            Route("/", endpoints.addresses),
            Route("/catalog.json", endpoints.catalog),
            Route("/observations.csv", endpoints.observations_csv),
            Route("/observations.json", endpoints.observations_json),
            Route("/boundaries/{level}.geojson", endpoints.boundaries),
            Route("/map/{level}.geojson", endpoints.map_layer),
        ],
        exception_handlers={
            RefusedError: _refused,
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
    return [Route(PREFIX, _to_folder), Mount(PREFIX, app)]


class _Endpoints:
    """Plain functions, not coroutines: Starlette runs each in a thread, so a query never blocks the pages."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def addresses(self, request: Request) -> Response:
        return JSONResponse({"title": catalog.TITLE, "addresses": catalog.addresses(layers.titles())})

    def catalog(self, request: Request) -> Response:
        edition = snapshot(self.data)
        _no_filters(request)
        answer = prepared(("catalog", edition.edition), lambda: catalog.document(edition, layers.titles()))
        return send(request, answer, JSON)

    def observations_csv(self, request: Request) -> Response:
        edition = snapshot(self.data)
        asked = filters.read(request.query_params, edition, (*filters.ALL, filters.COMPARATOR))
        return stream(
            request,
            observations.digest(edition, asked, "csv"),
            observations.csv(edition, asked),
            CSV,
            Link=DESCRIBED,
            Content_Disposition='attachment; filename="sociale-monitor-drenthe.csv"',
        )

    def observations_json(self, request: Request) -> Response:
        edition = snapshot(self.data)
        asked = filters.read(request.query_params, edition, (*filters.ALL, filters.COMPARATOR))
        return stream(
            request,
            observations.digest(edition, asked, "json"),
            observations.json_lines(edition, asked),
            JSON,
            Link=DESCRIBED,
        )

    def boundaries(self, request: Request) -> Response:
        file = layers.boundary_file(request.path_params["level"])
        _no_filters(request)
        answer = prepared(("boundaries", file, division.follow()), lambda: boundaries(file).body)
        return send(request, answer, GEOJSON, Link=DESCRIBED)

    def map_layer(self, request: Request) -> Response:
        level = layers.level(request.path_params["level"])
        edition = snapshot(self.data)
        asked = filters.read(request.query_params, edition, ("indicator", "population", "year"))
        view = layers.one_view(asked, edition, level)
        answer = prepared(
            ("map", level, edition.edition, view), lambda: layers.with_values(level, edition, view)
        )
        return send(request, answer, GEOJSON, Link=DESCRIBED)


def _no_filters(request: Request) -> None:
    unknown = [name for name in request.query_params if name != filters.VERSION]
    if unknown:
        raise RefusedError("Dit adres heeft geen filters.", filter=unknown[0][:60])


def _to_folder(request: Request) -> Response:
    return RedirectResponse(f"{PREFIX}/", status_code=308)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return _error(error.status, f"{error} Alle waarden staan in {CATALOG}.", **error.details)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        return _error(405, "Open data kunt u alleen opvragen (GET of HEAD).", headers=headers)
    return _error(404, f"Dit adres bestaat niet. Alle adressen staan in {CATALOG}.", headers=headers)


def _no_figures(request: Request, error: Exception) -> Response:
    log.error("open data without a snapshot: %s", error)
    return _error(503, "Er staan nog geen cijfers op deze server. Probeer het later opnieuw.")


def _failed(request: Request, error: Exception) -> Response:
    return _error(500, "Er ging iets mis op deze server. Probeer het later opnieuw.")


def _error(status: int, message: str, headers: dict[str, str] | None = None, **details: object) -> Response:
    return JSONResponse(
        {"error": message, **details, "catalog": CATALOG},
        status_code=status,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )
