"""The comparison in the open data: asked by name, the numbers of the pages, a refusal that says what would work."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from compare.rules.comparison import Comparison, compare
from monitor.observations import COLUMNS
from opendata import compared
from opendata.routes import open_data
from ui.choose.comparators import against
from ui.data import figures

EMMEN = "GM0114"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The open data of the snapshot itself, to hold it against the pages."""
    with TestClient(Starlette(routes=open_data()), raise_server_exceptions=False) as found:
        yield found


def rows(client: TestClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/open-data/observations.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize(
    "slug",
    ["nederland", "drenthe", "eerder", "eerder-2016", "regiodeal-noord", "vergelijkbaar", "hardenberg"],
)
def test_every_difference_is_the_one_of_the_pages(client, slug):
    found = rows(client, f"indicator=moeite_rondkomen&region={EMMEN}&population=18%2B&vergelijk={slug}")
    laid = figures("moeite_rondkomen", "18+")
    assert laid is not None
    assert [row["year"] for row in found] == ["2012", "2016", "2020", "2024"]
    for row in found:
        page = compare(laid, EMMEN, against(slug, EMMEN, EMMEN)[0], int(row["year"]))
        if isinstance(page, Comparison):
            assert float(row["difference"]) == page.gap.difference
            assert float(row["comparator_value"]) == page.gap.comparator
            assert (row["outcome"], row["comparator"]) == (page.outcome, page.other_name)
            assert int(row["comparator_year"]) == page.other.year
            assert row["not_compared"] == ""
        else:
            assert (row["difference"], row["outcome"]) == ("", "")
            assert row["not_compared"] == page.why


@pytest.mark.parametrize(
    ("id", "population"),
    [
        ("problematische_schulden", "huishoudens"),
        ("eenpersoonshuishoudens", "huishoudens"),
        ("vertrouwen_anderen", "15+"),
        ("eenzaam", "65+"),
        ("grijze_druk", "personen"),
        ("mediaan_vermogen", "huishoudens"),
    ],
)
def test_a_set_of_gemeenten_weighs_the_same_here_as_on_the_pages(client, id, population):
    asked = (
        f"indicator={id}&region={EMMEN}&population={population.replace('+', '%2B')}&vergelijk=regiodeal-noord"
    )
    laid = figures(id, population)
    assert laid is not None
    found = rows(client, asked)
    assert found
    for row in found:
        page = compare(laid, EMMEN, against("regiodeal-noord", EMMEN, EMMEN)[0], int(row["year"]))
        said = (row["comparator_value"], row["difference"], row["not_compared"])
        if isinstance(page, Comparison):
            assert (float(said[0]), float(said[1]), said[2]) == (page.gap.comparator, page.gap.difference, "")
        else:
            assert said == ("", "", page.why)


def test_published_difference(client):
    """RIVM 50090NED, 2020: Emmen 12,5%, Nederland 13,9%."""
    (row,) = rows(
        client, f"indicator=moeite_rondkomen&region={EMMEN}&population=18%2B&year=2020&vergelijk=nederland"
    )
    assert (row["value"], row["comparator_value"], row["difference"]) == ("12.5", "13.9", "-1.4")


def test_two_years_over_the_same_gemeenten_say_so(client):
    """Trust in others: in 2022 a gemeente of Drenthe less has a figure than in 2021."""
    (row,) = rows(client, "indicator=vertrouwen_anderen&region=PV22&year=2022&vergelijk=eerder")
    assert (row["value"], row["comparator_year"], row["comparator_value"]) == ("68.6", "2021", "67.4")
    assert (row["compared_value"], row["difference"]) == ("68.6", "1.2")
    assert row["basis"] == "over de gemeenten die in beide jaren een cijfer hebben"
    (own,) = rows(client, f"indicator=vertrouwen_anderen&region={EMMEN}&year=2022&vergelijk=eerder")
    assert (own["basis"], own["compared_value"]) == ("", own["value"])


def test_json_has_the_same_and_says_with_what(client):
    answer = client.get(
        f"/open-data/observations.json?indicator=moeite_rondkomen&region={EMMEN}&year=2020&vergelijk=nederland"
    )
    content = answer.json()
    assert content["meta"]["comparator"] == "nederland"
    first = next(row for row in content["observations"] if row["population"] == "18+")
    assert list(first) == [*COLUMNS, *compared.COLUMNS]
    assert first["difference"] == -1.4


def test_without_the_question_nothing_is_added(client):
    answer = client.get(f"/open-data/observations.csv?indicator=moeite_rondkomen&region={EMMEN}")
    assert answer.text.splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("indicator=moeite_rondkomen&vergelijk=atlantis", "geen bekende waarde van het filter vergelijk"),
        ("vergelijk=nederland", "geef bij vergelijk ook een indicator"),
        ("indicator=moeite_rondkomen&vergelijk=nederland&vergelijk=drenthe", "Kies bij vergelijk één waarde"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_dutch(client, query, said):
    answer = client.get(f"/open-data/observations.json?{query}")
    assert answer.status_code == 400
    assert said in answer.json()["error"]


def test_the_catalogue_tells_how_to_ask(client):
    told = client.get("/open-data/catalog.json").json()["compare"]
    assert told["names"]["eerder-2016"] == "zichzelf in 2016"
    assert list(told["columns"]) == list(compared.COLUMNS)
