"""What someone who downloads the figures relies on."""

import io

import pandas as pd
import pytest
from starlette.testclient import TestClient

from monitor.observations import COLUMNS

CSV, JSON = "/open-data/observations.csv", "/open-data/observations.json"


def table(client: TestClient, query: str = "") -> pd.DataFrame:
    answer = client.get(f"{CSV}?{query}")
    assert answer.status_code == 200, answer.text
    return pd.read_csv(io.StringIO(answer.text), keep_default_na=False, na_values=[""])


def test_csv_has_the_columns_of_the_data_contract_with_points_and_commas(client: TestClient) -> None:
    answer = client.get(CSV)
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    lines = answer.text.splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert "moeite_rondkomen,18+,GM0114,2012,26.6,,,modelschatting,,gepubliceerd,,RIVM-50090NED" in lines
    assert len(lines) == 1 + 10


def test_every_figure_comes_back_as_published(client: TestClient) -> None:
    emmen = table(client, "indicator=moeite_rondkomen&region=GM0114").set_index("year")["value"]
    assert emmen.to_dict() == {2012: 26.6, 2016: 21.0, 2020: 12.5}


def test_a_missing_figure_is_empty_and_says_why(client: TestClient) -> None:
    westerveld = table(client, "region=GM1701").iloc[0]
    assert pd.isna(westerveld["value"])
    assert westerveld["missing"] == "onderdrukt"
    row = client.get(f"{JSON}?region=GM1701").json()["observations"][0]
    assert row["value"] is None
    assert row["missing"] == "onderdrukt"


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("indicator=moeite_rondkomen", 7),
        ("indicator=moeite_rondkomen&indicator=vertrouwen_instituties", 10),
        ("region=GM0114&region=NL00", 7),
        ("year=2012&year=2022", 5),
        ("population=18%2B&region=NL00&year=2020", 1),
        ("population=18+", 6),  # a plus typed as it is arrives as a space
        ("indicator=respectloos_gedrag", 0),  # known, without figures
        ("region=GM0363", 0),  # Amsterdam: known, not in this snapshot
    ],
)
def test_filters_can_be_repeated_and_combined(client: TestClient, query: str, rows: int) -> None:
    assert len(table(client, query)) == rows
    assert len(client.get(f"{JSON}?{query}").json()["observations"]) == rows


def test_json_carries_the_same_rows_as_csv(client: TestClient) -> None:
    rows = pd.DataFrame(client.get(JSON).json()["observations"])
    assert list(rows.columns) == COLUMNS
    as_text = [frame.astype(object).fillna("").astype(str) for frame in (rows, table(client))]
    pd.testing.assert_frame_equal(*as_text)


def test_json_names_the_sources_of_exactly_these_figures(client: TestClient) -> None:
    meta = client.get(f"{JSON}?indicator=vertrouwen_instituties").json()["meta"]
    assert meta["sources"] == [
        {
            "id": "CBS-RMBW-2024",
            "attribution": "CBS, Regionale Monitor Brede Welvaart 2024",
            "licence": "CC BY 4.0",
            "licence_url": None,
            "accessed": "2026-07-20",
        }
    ]
    both = client.get(JSON).json()["meta"]["sources"]
    assert [source["id"] for source in both] == ["CBS-RMBW-2024", "RIVM-50090NED"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("jaar=2012", ["jaar", "geen filter", "indicator, region, year, population"]),
        ("indicator=moeite_rondkommen", ["moeite_rondkommen", "indicator", "moeite_rondkomen"]),
        ("region=Emmen", ["Bedoelt u GM0114 (Emmen)?"]),
        ("region=gm0114", ["Bedoelt u GM0114 (Emmen)"]),
        ("region=xyz", ["xyz", "GM0114 (Emmen)", "PV22 (Drenthe)"]),
        ("year=1999", ["1999", "2012, 2016, 2020, 2022, 2024"]),
        ("year=", ["filter year"]),
        ("population=kinderen", ["kinderen", "18+, 16-25, 15+"]),
        ("region=GM0114,NL00", ["Herhaal het filter", "region=…&region=…"]),
    ],
)
@pytest.mark.parametrize("address", [CSV, JSON])
def test_an_unknown_filter_or_value_is_refused_in_dutch_with_a_way_on(
    client: TestClient, address: str, query: str, said: list[str]
) -> None:
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 400
    message = answer.json()["error"]
    for part in said:
        assert part in message
    assert answer.json()["catalog"] == "/open-data/catalog.json"
    assert "/open-data/catalog.json" in message


def test_a_refusal_never_repeats_a_long_value(client: TestClient) -> None:
    assert len(client.get(f"{CSV}?region={'x' * 5000}").text) < 600
