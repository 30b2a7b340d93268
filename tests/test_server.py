"""What everyone relies on at the server itself: Dutch pages, nothing from elsewhere, open data beside the pages."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bench.server import ROOT, serve
from server import pictures
from server.dutch_pages import DutchPages
from server.dutch_scripts import LABELS, MENDED, PIECES, WORDS, in_dutch
from server.network import send_at_once
from ui.choose import site

#: As a browser asks for a page.
PAGE = {"Accept": "text/html,application/xhtml+xml", "Accept-Encoding": "gzip, deflate"}


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with serve(ROOT / "app.py") as server, httpx.Client(base_url=server.url) as client:
        yield client


def policy(answer: httpx.Response) -> dict[str, list[str]]:
    directives = (part.split() for part in answer.headers["content-security-policy"].split(";"))
    return {name: values for name, *values in directives}


@pytest.mark.parametrize("address", ["/", "/kaart", "/over-de-cijfers?indicator=moeite_rondkomen"])
def test_every_page_is_dutch_before_any_script_runs(http: httpx.Client, address: str) -> None:
    answer = http.get(address, headers=PAGE)
    assert answer.status_code == 200
    assert '<html lang="nl">' in answer.text
    assert "<title>Sociale Monitor Drenthe</title>" in answer.text
    assert "Zet JavaScript aan in uw browser" in answer.text
    assert "You need to enable JavaScript" not in answer.text
    assert int(answer.headers["content-length"]) == answer.num_bytes_downloaded
    # Streamlit's own validators would keep an old page alive in browsers.
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_page_is_dutch_for_every_kind_of_reader(http: httpx.Client, accept: str, encoding: str) -> None:
    answer = http.get("/trend", headers={"Accept": accept, "Accept-Encoding": encoding})
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert '<html lang="nl">' in answer.text


@pytest.mark.parametrize(
    "address",
    ["/", "/trend", "/open-data/catalog.json", "/open-data/nope", "/_stcore/health", "/favicon.png"],
)
def test_every_answer_tells_the_browser_to_be_careful(http: httpx.Client, address: str) -> None:
    headers = http.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_a_page_may_load_nothing_from_another_host_and_run_no_text_as_code(http: httpx.Client) -> None:
    answer = http.get("/", headers=PAGE)
    rules = policy(answer)
    own = {"'self'", "'none'", "data:", "blob:", "'unsafe-inline'", "'wasm-unsafe-eval'"}
    hashes = {value for value in rules["script-src"] if value.startswith("'sha256-")}
    assert {value for values in rules.values() for value in values} <= own | hashes
    assert rules["default-src"] == ["'self'"]
    assert "'unsafe-inline'" not in rules["script-src"]
    assert not {"data:", "blob:"} & set(rules["script-src"])

    scripts = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    expected = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts}
    assert hashes == expected


def test_the_files_of_streamlit_come_through_unchanged(http: httpx.Client) -> None:
    page = http.get("/", headers=PAGE).text
    script = re.search(r'src="\./(static/js/index\.[^"]+\.js)"', page)
    assert script
    answer = http.get(f"/{script[1]}")
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]


def test_open_data_stands_beside_the_pages(http: httpx.Client) -> None:
    first = http.get("/open-data/catalog.json")
    assert first.json()["title"] == "Sociale Monitor Drenthe: open data"
    assert first.headers["content-encoding"] == "gzip"
    again = http.get("/open-data/catalog.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert http.get("/open-data/nope").status_code == 404
    assert http.post("/open-data/catalog.json").status_code == 405
    assert http.get("/open-data", follow_redirects=True).json()["addresses"]


def test_a_figure_travels_from_the_snapshot_to_csv_and_map(http: httpx.Client) -> None:
    query = "indicator=moeite_rondkomen&population=18%2B&year=2020"
    csv = http.get(f"/open-data/observations.csv?{query}&region=GM0114").text.splitlines()
    assert csv[1].startswith("moeite_rondkomen,18+,GM0114,2020,12.5,")
    layer = http.get(f"/open-data/map/gemeenten.geojson?{query}").json()
    emmen = next(f["properties"] for f in layer["features"] if f["properties"]["code"] == "GM0114")
    assert (emmen["v2020"], emmen["l2020"]) == (12.5, "12,5%")


def test_a_wrong_filter_is_said_in_dutch(http: httpx.Client) -> None:
    answer = http.get("/open-data/observations.csv?region=Emmen")
    assert answer.status_code == 400
    assert "Bedoelt u GM0114 (Emmen)?" in answer.json()["error"]


def test_head_answers_without_a_body(http: httpx.Client) -> None:
    for address in ("/", "/open-data/observations.csv", "/open-data/catalog.json"):
        answer = http.head(address)
        assert (answer.status_code, answer.content) == (200, b"")


def test_a_downloaded_report_is_left_as_it_is() -> None:
    report = '<html lang="en"><title>Emmen</title><body>...</body></html>'
    routes = [Route("/media/report.html", lambda request: HTMLResponse(report))]
    client = TestClient(Starlette(routes=routes, middleware=[Middleware(DutchPages, paths=frozenset({""}))]))
    assert client.get("/media/report.html").text == report


def test_small_answers_are_not_held_back() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        send_at_once()
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_unknown_page_is_a_dutch_404_with_the_way_back(http: httpx.Client) -> None:
    answer = http.get("/bestaat-niet", headers=PAGE)
    assert answer.status_code == 404
    assert "Deze pagina bestaat niet" in answer.text
    assert 'href="./"' in answer.text
    for part in ("<header>", "<nav", "<main>", 'role="search"', '<a href="./kaart">Kaart</a>'):
        assert part in answer.text, part


def test_streamlits_own_buttons_are_dutch(http: httpx.Client) -> None:
    shell = http.get("/", headers=PAGE).text
    scripts = set(re.findall(r"\./static/js/([\w.-]+\.js)", shell))
    assert scripts
    script = http.get(f"/static/js/{min(s for s in scripts if s.startswith('index.'))}")
    assert script.status_code == 200
    assert "`Deze pagina bestaat niet`" in script.text
    assert "`Page not found`" not in script.text


def test_everything_of_the_page_is_zipped_and_kept_by_the_browser(http: httpx.Client) -> None:
    shell = http.get("/", headers=PAGE).text
    files = set(re.findall(r'(?:src|href)="\./(static/(?:js|css)/[^"]+)"', shell))
    assert any(file.endswith(".css") for file in files)
    for file in files:
        answer = http.get(f"/{file}")
        assert answer.headers["content-encoding"] == "gzip", file
        assert "immutable" in answer.headers["cache-control"], file
        assert http.get(f"/{file}", headers={"Accept-Encoding": "identity"}).content == answer.content
    # The icon of the page is asked for at every change: only the first time from here.
    for picture in site.PICTURES:
        assert "immutable" in http.get(pictures.address(picture)).headers["cache-control"]
    assert "immutable" in http.get("/favicon.png").headers["cache-control"]


@pytest.fixture(scope="module")
def scripts() -> str:
    """All of Streamlit's own."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))


@pytest.fixture(scope="module")
def translated(scripts: str) -> str:
    return in_dutch(scripts)


def test_every_translated_word_is_still_a_word_of_streamlit(scripts: str, translated: str) -> None:
    assert [word for word in WORDS if f"`{word}`" not in scripts] == []
    assert [piece for piece in PIECES if piece not in scripts] == []
    assert [wrong.pattern for wrong, _ in MENDED if len(wrong.findall(scripts)) != 1] == []
    assert [word for word in LABELS if translated.count(f"`{word}`") == scripts.count(f"`{word}`")] == []


@pytest.mark.parametrize(
    "english",
    [
        "Connection failed with status",
        "Cannot connect to Streamlit",
        "Is Streamlit still running",
        "Streamlit server is not responding",
        "Connection timed out.`",
        "streamlit run yourscript",
        "have requested page",
        "Running the app's main page",
        "Unable to connect to Streamlit server",
        "Navigate to home page",
        "=`Connecting`,",
    ],
)
def test_nothing_that_a_reader_sees_without_a_connection_is_english(
    scripts: str, translated: str, english: str
) -> None:
    assert english in scripts
    assert english not in translated
    assert re.search(r"=`Verbinden`,\w+=`Bezig met verbinden`", translated)
    assert re.search(r"=`Geen verbinding`,\w+=`Er is geen verbinding met de server`", translated)


def test_a_word_that_is_a_name_of_something_stays() -> None:
    assert in_dutch("e.name===`Error`&&f(`Close`,`Light`)") == "e.name===`Error`&&f(`Close`,`Light`)"


#: Addresses that Streamlit itself refuses, in English or without a word.
REFUSED = {
    "/media/abc.png": 404,
    "/component/a.b/index.html": 404,
    "/_stcore/bidi-components/x/y": 404,
    "/%00": 400,
    "/static/js/..%00.js": 400,
    "/..%2f..%2fetc/passwd": 400,
}


@pytest.mark.parametrize("accept", ["text/html,application/xhtml+xml", "application/json", "*/*"])
@pytest.mark.parametrize("address", REFUSED)
def test_what_streamlit_refuses_is_said_in_dutch(http: httpx.Client, address: str, accept: str) -> None:
    answer = http.get(address, headers={"Accept": accept})
    assert answer.status_code == REFUSED[address]
    assert answer.headers["content-language"] == "nl"
    assert re.search(r"bestaat niet|klopt niet|begrijpt dit adres niet", answer.text)
    assert not re.search(r"not found|bad request|no such", answer.text, re.IGNORECASE)
    assert int(answer.headers["content-length"]) == answer.num_bytes_downloaded


def test_a_page_cannot_be_written_to(http: httpx.Client) -> None:
    answer = http.post("/kaart")
    assert answer.status_code == 405
    assert answer.headers["allow"]
    assert "alleen lezen" in answer.text
    assert "<main>" in http.post("/kaart", headers=PAGE).text
