"""What the maps rely on: geometry and the figures of all years in one answer, equal to the table."""

import io
import json
import re
import time
from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import shape
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.features import LEVELS as FILES
from geo.features import LINES, boundaries, is_there, label_property, value_property
from monitor.embedded import OBSERVATIONS
from monitor.province import GEMEENTEN
from opendata.layers import LEVELS, View, titles, with_values
from opendata.routes import open_data
from opendata.snapshot import snapshot
from tests.sweep import EXHAUSTIVE

needs_snapshot = pytest.mark.skipif(
    not any(OBSERVATIONS.glob("*.csv")), reason="no observations yet: python -m loaders.build"
)


def features(client: TestClient, address: str) -> dict[str, dict]:
    answer = client.get(f"/open-data/map/{address}")
    assert answer.status_code == 200, answer.text
    return {f["properties"]["code"]: f["properties"] for f in answer.json()["features"]}


THERE = [file for file in FILES if is_there(file)]


@pytest.mark.parametrize("name", [*titles(), *THERE, LINES])
def test_boundaries_are_served_as_committed(client: TestClient, name: str) -> None:
    answer = client.get(f"/open-data/boundaries/{name}.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.content == boundaries(LEVELS[name][0] if name in LEVELS else name).body
    assert "Kadaster" in answer.json()["source"]


def test_a_layer_has_all_years_so_that_another_year_needs_no_new_layer(client: TestClient) -> None:
    emmen = features(client, "gemeenten-drenthe.geojson?indicator=moeite_rondkomen&population=18%2B")[
        "GM0114"
    ]
    assert emmen["name"] == "Emmen"
    assert [emmen[value_property(year)] for year in (2012, 2016, 2020)] == [26.6, 21.0, 12.5]
    assert [emmen[label_property(year)] for year in (2012, 2016, 2020)] == ["26,6%", "21,0%", "12,5%"]
    assert 6 < emmen["lon"] < 8
    assert 52 < emmen["lat"] < 54


def test_a_layer_of_one_year(client: TestClient) -> None:
    emmen = features(client, "gemeenten-drenthe.geojson?indicator=moeite_rondkomen&year=2016")["GM0114"]
    assert {key for key in emmen if key.startswith("v")} == {"v2016"}


def test_a_missing_figure_says_why_and_has_no_value(client: TestClient) -> None:
    drenthe = features(client, "gemeenten-drenthe.geojson?indicator=vertrouwen_instituties")
    assert set(drenthe) == set(GEMEENTEN)
    westerveld, assen = drenthe["GM1701"], drenthe["GM0106"]
    assert westerveld["v2022"] is None
    assert westerveld["l2022"].startswith("geen cijfer: door de bron weggelaten")
    assert (assen["v2022"], assen["l2022"]) == (None, "geen cijfer")


@pytest.mark.parametrize("level", THERE)
def test_our_own_maps_fetch_the_same_shapes_without_figures(client: TestClient, level: str) -> None:
    answer = client.get(f"/open-data/map/shapes/{level}.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    whole = json.loads(boundaries(level).body)
    drawn = answer.json()
    assert drawn["source"] == whole["source"]
    for nr, (one, other) in enumerate(zip(drawn["features"], whole["features"], strict=True)):
        assert one["properties"]["nr"] == nr, "the place that an expression finds its class by"
        assert one["properties"]["code"] == other["properties"]["code"]
        area = shape(one["geometry"])
        assert area.equals(shape(other["geometry"]))
        for part in getattr(area, "geoms", [area]):
            assert not part.exterior.is_ccw, "else Vega fills the rest of the world"
    again = client.get(answer.request.url.path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert client.get(f"/open-data/map/shapes/{level}.geojson?indicator=roken").status_code == 400
    assert client.get("/open-data/map/shapes/mars.geojson").status_code == 404


@pytest.mark.parametrize("name", ["buurten-drenthe", "drenthe_buurten"])
@pytest.mark.parametrize(
    "kind", ["boundaries/{}.geojson", "map/{}.geojson", "map/shapes/{}.geojson", "map/labels/{}.json"]
)
def test_buurten_without_boundaries_are_told_from_a_wrong_address(
    client: TestClient, kind: str, name: str
) -> None:
    answer = client.get(f"/open-data/{kind.format(name)}")
    assert answer.status_code == 404
    said = answer.json()
    assert said["error"].startswith(
        "De grenzen van buurten staan hier niet; die komen met python -m geo.refresh. Het kan zijn: gemeenten, "
    )
    assert said["allowed"] == [known for known in LEVELS if known != "buurten-drenthe"]
    for listing in ("", "catalog.json"):
        assert "buurten" not in str(client.get(f"/open-data/{listing}").json()["addresses"])


@pytest.mark.usefixtures("buurten")
def test_buurten_with_boundaries_are_a_layer_as_others(small: Path) -> None:
    client = TestClient(Starlette(routes=open_data(small)))
    for listing in ("", "catalog.json"):
        addresses = client.get(f"/open-data/{listing}").json()["addresses"]
        urls = [entry["url"] for entry in addresses if "679 buurten van Drenthe, 2024" in entry["title"]]
        assert urls == ["boundaries/buurten-drenthe.geojson", "map/buurten-drenthe.geojson"]
    bare = client.get("/open-data/boundaries/buurten-drenthe.geojson")
    assert bare.content == client.get("/open-data/boundaries/drenthe_buurten.geojson").content
    assert len(client.get("/open-data/map/shapes/drenthe_buurten.geojson").json()["features"]) == 679
    shown = features(client, "buurten-drenthe.geojson?indicator=moeite_rondkomen&year=2020")
    assert shown["BU01060000"]["l2020"] == "geen cijfer"


def test_what_the_pointer_is_told_is_what_a_layer_says(client: TestClient) -> None:
    query = "indicator=vertrouwen_instituties"
    texts = client.get(f"/open-data/map/labels/drenthe_gemeenten.json?{query}").json()
    layer = features(client, f"gemeenten-drenthe.geojson?{query}")
    assert texts == {
        code: {key[1:]: text for key, text in of_gemeente.items() if re.fullmatch(r"l\d{4}", key)}
        for code, of_gemeente in layer.items()
    }
    assert texts["GM1701"]["2022"].startswith("geen cijfer: door de bron weggelaten")
    assert client.get("/open-data/map/labels/drenthe_gemeenten.json").status_code == 400


def test_a_layer_names_the_sources_of_boundaries_and_figures(client: TestClient) -> None:
    layer = client.get("/open-data/map/gemeenten.geojson?indicator=vertrouwen_instituties").json()
    assert len(layer["features"]) == 342
    assert "Kadaster" in layer["source"]
    assert [source["id"] for source in layer["figures"]["sources"]] == ["CBS-RMBW-2024"]
    assert (layer["figures"]["population"], layer["figures"]["years"]) == ("15+", [2022])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "precies één indicator"),
        ("indicator=moeite_rondkomen&indicator=vertrouwen_instituties", "precies één indicator"),
        ("indicator=moeite_rondkomen&population=15%2B", "Het kan zijn: 18+, 16-25"),
        ("indicator=moeite_rondkomen&population=18%2B&population=16-25", "één groep"),
        ("indicator=moeite_rondkomen&region=GM0114", "geen filter"),
    ],
)
def test_a_layer_needs_one_indicator_and_one_population(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/open-data/map/gemeenten.geojson?{query}")
    assert answer.status_code == 400
    assert said in answer.json()["error"]


@pytest.fixture(scope="module")
def real() -> TestClient:
    return TestClient(Starlette(routes=open_data()))


@needs_snapshot
@EXHAUSTIVE
def test_every_layer_of_the_snapshot_equals_its_table() -> None:
    """For each indicator and population: the value on Drenthe's map is the value in the table, or both have none."""
    edition = snapshot()
    table = edition.store.observations(regions=list(GEMEENTEN))
    for (indicator, population), rows in table.groupby(["indicator", "population"]):
        years = tuple(sorted(set(rows["year"].tolist())))
        body = with_values("drenthe_gemeenten", edition, View(indicator, population, years))
        drawn = {f["properties"]["code"]: f["properties"] for f in json.loads(body)["features"]}
        for region, year, value in rows[["region", "year", "value"]].itertuples(index=False):
            expected = None if pd.isna(value) else value
            assert drawn[region][value_property(year)] == expected, (indicator, population, region, year)


@needs_snapshot
def test_a_national_layer_is_light_and_quick_once_made(real: TestClient) -> None:
    address = "/open-data/map/gemeenten.geojson?indicator=ervaren_gezondheid"
    first = real.get(address)
    assert len(first.json()["features"]) == 342
    assert len(first.content) < 1_000_000
    assert int(first.headers["content-length"]) < 300_000  # as sent, zipped
    started = time.perf_counter()
    assert real.get(address).status_code == 200
    # Some 5 ms here; the room is for a busy machine.
    assert time.perf_counter() - started < 0.5


@needs_snapshot
def test_the_whole_table_can_be_fetched_and_read(real: TestClient) -> None:
    table = pd.read_csv(io.StringIO(real.get("/open-data/observations.csv").text), dtype={"missing": "str"})
    assert not table.duplicated(["indicator", "population", "region", "year"]).any()
    assert set(table["source"]) <= set(snapshot().catalogue.sources)
    assert table["indicator"].is_monotonic_increasing
