"""The client: what it keeps, how many questions it asks at a time, how long it waits."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from loaders.upstream import bodies, hosts
from loaders.upstream.errors import UpstreamError
from loaders.upstream.fetch import fetch
from loaders.upstream.http import Http
from tests.upstream.conftest import alike, client
from tests.upstream.standin import Fault, Standin

LIVE = {"protocol": "odata3", "host": "derden", "table": "50090NED", "regions": ("NL", "GM", "WK")}
MEASURES = ["MoeiteMetRondkomen"]


def infos(standin: Standin, table: str = "50090NED") -> str:
    return f"{standin.url}/dataderden.cbs.nl/ODataApi/odata/{table}/TableInfos?$format=json"


def test_what_did_not_change_is_not_sent_again(standin: Standin, source, tmp_path: Path) -> None:
    with client(tmp_path) as http:
        first = fetch(source(live=LIVE), MEASURES, http)
    standin.heal()
    with client(tmp_path) as http:
        second = fetch(source(live=LIVE), MEASURES, http)
    assert (first.not_modified, second.not_modified) == (False, True)
    assert {seen.status for seen in standin.seen} == {304}
    alike(second.frame, first.frame)


def test_a_revised_figure_comes_through_the_cache(standin: Standin, source, tmp_path: Path) -> None:
    with client(tmp_path) as http:
        fetch(source(live=LIVE), MEASURES, http)
        cells = standin.tables[0].cells["MoeiteMetRondkomen_38"]
        cells[cells == 24.9] = 25.1
        got = fetch(source(live=LIVE), MEASURES, http)
    assert not got.not_modified
    assert 25.1 in set(got.frame["value"])
    assert 24.9 not in set(got.frame["value"])


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "other", "folder"])
def test_a_damaged_cache_is_left_alone(damage: str, standin: Standin, source, tmp_path: Path) -> None:
    with client(tmp_path) as http:
        true = fetch(source(live=LIVE), MEASURES, http)
    for file in tmp_path.glob("*.gz"):
        content = file.read_bytes()
        if damage == "cut":
            file.write_bytes(content[: len(content) // 2])
        elif damage == "flipped":
            middle = len(content) // 2
            file.write_bytes(content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :])
        elif damage == "emptied":
            file.write_bytes(b"")
        elif damage == "other":
            file.write_bytes(b"no gzip at all")
        else:
            file.unlink()
            file.mkdir()
    standin.heal()
    with client(tmp_path) as http:
        got = fetch(source(live=LIVE), MEASURES, http)
    alike(got.frame, true.frame)
    # Asked without conditions the first time; a second time within the run there is a whole file again.
    first = {seen.target: seen.status for seen in reversed(standin.seen)}
    assert set(first.values()) == {200}


def test_a_kept_answer_that_is_no_longer_understood_is_asked_again(standin: Standin, tmp_path: Path) -> None:
    with client(tmp_path) as http:
        url = infos(standin)
        http.read(url, bodies.object_of)

        def strict(body: bytes) -> str:
            if any(seen.status == 304 for seen in standin.seen) and len(standin.seen) < 3:
                raise bodies.BadBodyError("iets anders")
            return "goed"

        assert http.read(url, strict).content == "goed"
    assert [seen.status for seen in standin.seen] == [200, 304, 200]


def test_a_folder_that_cannot_be_written_does_no_harm(standin: Standin, source, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    with client(file / "cache") as http:
        assert len(fetch(source(live=LIVE), MEASURES, http).frame)


def test_a_broken_answer_is_not_kept(standin: Standin, tmp_path: Path) -> None:
    standin.fail("TableInfos", Fault.HTML_PAGE)
    with client(tmp_path) as http, pytest.raises(UpstreamError, match="webpagina"):
        http.json(infos(standin))
    assert not list(tmp_path.glob("*"))


def test_at_most_three_questions_at_a_time_per_host(standin: Standin) -> None:
    standin.delay = 0.05
    with client() as http:
        threads = [threading.Thread(target=http.json, args=(infos(standin),)) for _ in range(12)]
        threads += [
            threading.Thread(target=http.json, args=(f"{standin.url}/datasets.cbs.nl/odata/v1/Datasets",))
            for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert standin.busiest == {"dataderden.cbs.nl": 3, "datasets.cbs.nl": 3}
    assert len(standin.seen) == 24


def test_it_waits_longer_each_time_and_as_long_as_asked(
    standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time.sleep", waits.append)
    standin.fail("TableInfos", Fault.TOO_MANY_REQUESTS)
    with (
        client(attempts=4) as http,
        pytest.raises(UpstreamError, match=r"te veel vragen .429. .4 keer geprobeerd"),
    ):
        http.json(infos(standin))
    assert len(waits) == 3
    assert min(waits) >= 1.0, "Retry-After says one second"
    assert len(standin.seen) == 4


def test_what_does_not_pass_is_not_asked_again(standin: Standin) -> None:
    for fault in (Fault.NOT_FOUND, Fault.FORBIDDEN, Fault.BAD_REQUEST, Fault.REDIRECT_AWAY):
        standin.heal()
        standin.fail("TableInfos", fault)
        with client() as http, pytest.raises(UpstreamError):
            http.json(infos(standin))
        assert len(standin.seen) == 1


def test_a_drip_ends_at_the_deadline(standin: Standin) -> None:
    standin.fail("TableInfos", Fault.SLOW_DRIP)
    started = time.monotonic()
    with (
        client(attempts=1, deadline=0.5) as http,
        pytest.raises(UpstreamError, match=r"te langzaam .*\(één keer"),
    ):
        http.json(infos(standin))
    assert time.monotonic() - started < 5


def test_nobody_listens() -> None:
    with (
        Http(attempts=2, pause=0.001) as http,
        pytest.raises(UpstreamError, match="geen verbinding met de dienst"),
    ):
        http.json("http://127.0.0.1:9/x", "50090NED")


def test_which_addresses_belong_to_the_same_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONITOR_UPSTREAM", raising=False)
    here = "https://opendata.cbs.nl/ODataFeed/odata/85146NED/TypedDataSet"
    assert hosts.same_service(here, f"{here}?$skip=10000")
    assert hosts.same_service(
        here, "http://opendata.cbs.nl/ODataFeed/odata/85146NED/TypedDataSet?$skip=10000"
    )
    for other in ("https://opendata.cbs.nl.example/x", "https://elders.example/x", "ftp://opendata.cbs.nl/x",
                  "https://opendata.cbs.nl:8443/x", "https://x@opendata.cbs.nl/x", "file:///etc/passwd", ""):  # fmt: skip
        assert not hosts.same_service(here, other), other
    assert hosts.kept_secure(here, "http://opendata.cbs.nl/x?$skip=1&$format=json") == (
        "https://opendata.cbs.nl/x?$skip=1&$format=json"
    )
    assert (
        hosts.odata3("derden", "ODataFeed", "50150NED")
        == "https://dataderden.cbs.nl/ODataFeed/odata/50150NED"
    )
    assert hosts.odata4("datasets", "CBS/70072ned") == "https://datasets.cbs.nl/odata/v1/CBS/70072ned"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "een leeg antwoord"),
        (b"   ", "een leeg antwoord"),
        (b"\xef\xbb\xbf", "een leeg antwoord"),
        (b"<!DOCTYPE html><html>", "een webpagina"),
        (b"<?xml version='1.0'?>", "XML"),
        (b'{"a": "S\xfadwest"}', "andere codering dan UTF-8"),
        (b'{"a": 1', "een afgebroken antwoord"),
        (b"[1]", "andere vorm"),
        (b'{"error": "x"}', "een foutmelding"),
        ('{"a": 1}'.encode("utf-16"), "andere codering"),
    ],
)
def test_a_body_must_be_whole(body: bytes, says: str) -> None:
    with pytest.raises(bodies.BadBodyError, match=says):
        bodies.object_of(body)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert bodies.object_of(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}
