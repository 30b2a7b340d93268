"""What leads nowhere is answered in Dutch, before Streamlit sees it."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from server.closed import CLOSED, Closed, _leads_out


def client(base: str = "") -> TestClient:
    everything = Route("/{path:path}", lambda request: PlainTextResponse("open"), methods=["GET", "PUT"])
    return TestClient(Starlette(routes=[everything], middleware=[Middleware(Closed, base=base)]))


@pytest.mark.parametrize("base", ["", "/monitor"])
@pytest.mark.parametrize("path", [*CLOSED, "/_stcore/agent/mcp"])
def test_closed_addresses_do_not_exist(base: str, path: str) -> None:
    answer = client(base).put(base + path)
    assert answer.status_code == 404
    assert answer.text.startswith("Dit adres bestaat niet")


def test_the_rest_is_open() -> None:
    for path in ("/", "/kaart", "/_stcore/health", "/_stcore/metrics-of-our-own", "/static/js/a..b.js"):
        assert client().get(path).text == "open"


@pytest.mark.parametrize(
    "path", ["//etc/passwd", "/a/../b", "/..", "/..\\..\\app.py", "/\x00", "/open-data/../app.py"]
)
def test_an_address_that_leads_out(path: str) -> None:
    assert _leads_out(path)


def test_a_browser_a_program_and_the_open_data_each_get_their_form() -> None:
    path = "/%2e%2e%5capp.py"
    asked = client()
    page = asked.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "<h1>Dit adres klopt niet</h1>" in page.text
    assert '<html lang="nl">' in page.text
    assert (
        asked.get(path, headers={"Accept": "application/json"}).json()["error"].startswith("Dit adres klopt")
    )
    assert asked.get("/open-data/map/..%5cx.geojson").json()["error"].startswith("Dit adres klopt")
