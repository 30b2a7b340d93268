"""The running monitor, its files spoiled under it: every page and the open data keep the last good figures, and say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from attack.spoiled import FAULTS
from bench.place import copied, put
from bench.server import serve
from tests import own_loop
from tests.sweep import EXHAUSTIVE, sampled
from ui.parts import notice

pytestmark = EXHAUSTIVE
PAGES = [
    ("", ""),
    ("kaart", "indicator=moeite_rondkomen"),
    ("kaart", "indicator=roken&gebied=wijken"),
    ("trend", "indicator=moeite_rondkomen"),
    ("mijn-gemeente", "gemeente=emmen"),
    ("vergelijk", ""),
    ("over-de-cijfers", "indicator=roken"),
]
FIGURE = "/open-data/observations.csv?indicator=moeite_rondkomen&region=GM0114&year=2020&population=18%2B"


class Seen(NamedTuple):
    failed: list[str]
    notices: list[str]


class Copy(NamedTuple):
    data: Path
    http: httpx.Client

    def pages(self) -> Seen:
        return own_loop.run(self._pages())

    async def _pages(self) -> Seen:
        failed, notices = [], []
        address = f"ws://{self.http.base_url.netloc.decode()}/_stcore/stream"
        async with websockets.connect(
            address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None
        ) as socket:
            for page, query in PAGES:
                message = BackMsg()
                message.rerun_script.page_name, message.rerun_script.query_string = page, query
                await socket.send(message.SerializeToString())
                async for frame in socket:
                    answer = ForwardMsg()
                    answer.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
                    if answer.WhichOneof("type") == "script_finished":
                        break
                    shown = answer.delta.new_element
                    if shown.WhichOneof("type") == "exception" or shown.alert.format == Alert.ERROR:
                        failed.append(f"{page}?{query}")
                    if shown.alert.format == Alert.INFO:
                        notices.append(shown.alert.body)
        return Seen(failed, notices)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The monitor in a folder of its own, running, that may be spoiled."""
    place = tmp_path_factory.mktemp("monitor")
    copied(place)
    with (
        serve(place / "app.py", folder=place) as server,
        httpx.Client(base_url=server.url, timeout=60) as http,
    ):
        running = Copy(place / "data", http)
        assert running.pages() == Seen([], [])
        yield running


@pytest.mark.parametrize(
    "fault", sampled(["values times ten", "random bytes", "cut off after a line", "empty"])
)
@EXHAUSTIVE
def test_a_spoiled_file_takes_nothing_down(copy: Copy, fault: str) -> None:
    file = copy.data / "observations" / "moeite_rondkomen.csv"
    good = file.read_bytes()
    put(file, FAULTS[fault](good))
    try:
        assert copy.pages() == Seen([], [notice.FIGURES] * len(PAGES))
        assert ",2020,12.5," in copy.http.get(FIGURE).text
        health = copy.http.get("/health")
        assert health.status_code == 503
        assert health.json()["figures"]["why"].startswith("moeite_rondkomen.csv is niet zoals")
        assert copy.http.get("/ready").status_code == 200
    finally:
        put(file, good)
    assert copy.pages() == Seen([], [])
    assert copy.http.get("/health").status_code == 200


def test_no_figures_at_all_any_more(copy: Copy) -> None:
    folder = copy.data / "observations"
    folder.rename(copy.data / "away")
    try:
        assert copy.pages().failed == []
        assert ",2020,12.5," in copy.http.get(FIGURE).text
        assert copy.http.get("/health").status_code == 503
    finally:
        (copy.data / "away").rename(folder)
    assert copy.http.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("name", "part", "told"),
    [
        ("boundaries/drenthe_gemeenten.geojson", "boundaries", True),
        ("regions.csv", "boundaries", True),
        ("catalogue/sources.yaml", "catalogue", False),
        ("catalogue/themes/gezondheid.yaml", "catalogue", False),
    ],
)
@EXHAUSTIVE
def test_what_goes_with_the_figures_cut_in_half(copy: Copy, name: str, part: str, told: bool) -> None:
    file = copy.data / name
    good = file.read_bytes()
    put(file, good[: len(good) // 2])
    try:
        assert copy.pages() == Seen([], [notice.BOUNDARIES] * len(PAGES) if told else [])
        for level in ("gemeenten", "gemeenten-drenthe", "wijken-drenthe"):
            assert copy.http.get(f"/open-data/map/{level}.geojson?indicator=roken").status_code == 200
        health = copy.http.get("/health")
        assert health.status_code == 503
        assert health.json()[part]["why"]
    finally:
        put(file, good)
    assert copy.http.get("/health").status_code == 200
