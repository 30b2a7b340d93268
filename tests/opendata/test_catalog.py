"""What someone who explores the figures finds in the catalogue."""

import json

import pytest
from starlette.testclient import TestClient

from monitor.observations import COLUMNS


@pytest.fixture
def catalog(client: TestClient) -> dict:
    return json.loads(client.get("/open-data/catalog.json").text)


def test_every_indicator_is_there_with_its_meaning(catalog: dict) -> None:
    indicators = {entry["id"]: entry for entry in catalog["indicators"]}
    assert list(indicators) == ["moeite_rondkomen", "vertrouwen_instituties", "respectloos_gedrag"]
    shown = indicators["moeite_rondkomen"]
    assert shown["definition"].startswith("Aandeel dat het afgelopen jaar moeite had")
    assert (shown["unit"], shown["unit_text"], shown["polarity"]) == (
        "procent",
        "procent van de inwoners van 18 jaar en ouder",
        "lager_is_beter",
    )
    assert shown["populations"] == ["18+", "16-25"]
    assert shown["years"] == {
        "18+": {"gemeente": [2012, 2016, 2020], "land": [2012, 2016, 2020]},
        "16-25": {"provincie": [2024]},
    }
    assert shown["sources"] == ["RIVM-50090NED"]


def test_an_indicator_without_figures_says_where_they_would_come_from(catalog: dict) -> None:
    gap = next(entry for entry in catalog["indicators"] if entry["id"] == "respectloos_gedrag")
    assert gap["years"] == {}
    assert gap["sources"] == []
    assert gap["gap"] == "Staat in de Veiligheidsmonitor."


def test_every_source_has_licence_and_attribution_and_nothing_of_our_machinery(catalog: dict) -> None:
    for source in catalog["sources"]:
        assert source["licence"] == "CC BY 4.0"
        assert source["attribution"]
        assert not {"reader", "files", "options"} & set(source)


def test_columns_regions_and_reasons_are_explained(catalog: dict) -> None:
    assert list(catalog["columns"]) == COLUMNS
    regions = {entry["code"]: entry for entry in catalog["regions"]}
    assert regions["GM0114"] == {"code": "GM0114", "name": "Emmen", "level": "gemeente", "province": "PV22"}
    assert set(catalog["missing"]) == {"onderdrukt", "niet_gepubliceerd", "onbetrouwbaar", "onmogelijk"}
    assert catalog["themes"][0]["indicators"][0] == "moeite_rondkomen"


def test_the_address_of_each_indicator_answers(client: TestClient, catalog: dict) -> None:
    for entry in catalog["indicators"]:
        answer = client.get(f"/open-data/{entry['observations']}")
        assert answer.status_code == 200
        assert all(line.startswith(entry["id"]) for line in answer.text.splitlines()[1:])


def test_the_catalogue_takes_no_filters(client: TestClient) -> None:
    assert client.get("/open-data/catalog.json?indicator=moeite_rondkomen").status_code == 400
