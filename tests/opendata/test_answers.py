"""What a browser, a script or another site relies on, at every address of the open data."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor import manifest
from opendata.routes import open_data
from tests.opendata.conftest import FIGURES, write_snapshot

MAP = "/open-data/map/gemeenten-drenthe.geojson?indicator=moeite_rondkomen"
ADDRESSES = [
    "/open-data/catalog.json",
    "/open-data/observations.csv",
    "/open-data/observations.json?region=NL00",
    "/open-data/boundaries/gemeenten-drenthe.geojson",
    MAP,
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_reader_who_has_the_answer_gets_304(client: TestClient, address: str, encoding: str) -> None:
    headers = {"Accept-Encoding": encoding}
    first = client.get(address, headers=headers)
    assert first.status_code == 200
    assert ("gzip" in first.headers.get("content-encoding", "")) == (encoding == "gzip")
    assert first.headers["cache-control"] == "public, max-age=300, must-revalidate"
    assert "Accept-Encoding" in first.headers["vary"]

    again = client.get(address, headers={**headers, "If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get(address, headers={**headers, "If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_zipped_and_plain_are_the_same_text_under_two_etags(client: TestClient, address: str) -> None:
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert zipped.text == plain.text
    assert zipped.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_gives_the_headers_without_the_answer(client: TestClient, address: str) -> None:
    head, get = client.head(address), client.get(address)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == get.headers["etag"] or "content-encoding" not in head.headers
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers.get("content-length") in (None, get.headers.get("content-length"))


@pytest.mark.parametrize("address", ["/open-data/nope", "/open-data/map/mars.geojson", "/open-data/map"])
def test_an_unknown_address_is_404_in_dutch(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "/open-data/catalog.json" in answer.json()["error"]
    assert "geen bekende" in answer.json()["error"] or "bestaat niet" in answer.json()["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_can_send_anything(client: TestClient, method: str, address: str) -> None:
    answer = client.request(method, address)
    assert answer.status_code == 405
    assert "GET of HEAD" in answer.json()["error"]
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/open-data/observations.csv?region=Emmen"])
def test_a_page_on_another_site_may_read_it(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"Origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_bare_address_lists_all_addresses_and_each_answers(client: TestClient) -> None:
    assert client.get("/open-data", follow_redirects=False).headers["location"] == "open-data/"
    listed = client.get("/open-data/").json()["addresses"]
    assert {entry["url"] for entry in listed} >= {"catalog.json", "observations.csv", "observations.json"}
    for entry in listed:
        query = "?indicator=moeite_rondkomen" if entry["url"].startswith("map/") else ""
        answer = client.get(f"/open-data/{entry['url']}{query}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(entry["media_type"])


def test_a_new_snapshot_is_served_at_once(tmp_path: Path) -> None:
    data = write_snapshot(tmp_path / "data")
    client = TestClient(Starlette(routes=open_data(data)))
    addresses = [*ADDRESSES[:3], MAP]
    before = [client.get(address).headers["etag"] for address in addresses]

    figures = data / "observations" / "moeite_rondkomen.csv"
    header = figures.read_text(encoding="utf-8").splitlines()[0]
    new = FIGURES["moeite_rondkomen"].replace("2020,13.9", "2020,14.0").replace("2020,12.5", "2020,12.6")
    figures.unlink()  # a build replaces files, it does not write into them
    figures.write_text(f"{header}\n{new}", encoding="utf-8")
    manifest.write(figures.parent)

    after = [client.get(address) for address in addresses]
    assert all(answer.headers["etag"] != etag for answer, etag in zip(after, before, strict=True))
    assert ",2020,12.6," in after[1].text
    assert '"v2020":12.6' in after[3].text


def test_without_figures_the_server_says_so(tmp_path: Path) -> None:
    client = TestClient(Starlette(routes=open_data(tmp_path)), raise_server_exceptions=False)
    answer = client.get("/open-data/observations.csv")
    assert answer.status_code == 503
    assert "geen cijfers op deze server" in answer.json()["error"]
