"""The stand-in itself answers as the services do, where that is known."""

from __future__ import annotations

import httpx
import pytest

from tests.upstream.standin import Standin

DATA = "/dataderden.cbs.nl/ODataFeed/odata/50090NED/TypedDataSet?$format=json"


def get(standin: Standin, path: str) -> httpx.Response:
    return httpx.get(f"{standin.url}{path}")


def rows(standin: Standin, path: str) -> list:
    return get(standin, path).json()["value"]


def test_keys_are_padded_and_an_unpadded_eq_finds_nothing(standin: Standin) -> None:
    assert rows(standin, f"{DATA}&$top=1")[0]["WijkenEnBuurten"] == "NL01      "
    assert rows(standin, f"{DATA}&$filter=WijkenEnBuurten eq 'NL01'") == []
    assert len(rows(standin, f"{DATA}&$filter=WijkenEnBuurten eq 'NL01      '")) == 4
    assert len(rows(standin, f"{DATA}&$filter=startswith(WijkenEnBuurten,'NL01')")) == 4


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("substringof('JJ',Perioden) and Perioden ge '2016JJ00'", 9),
        (
            "(startswith(WijkenEnBuurten,'NL') or startswith(WijkenEnBuurten,'WK')) and Perioden eq '2012JJ00'",
            5,
        ),
        ("not startswith(WijkenEnBuurten,'GM')", 8),
        ("tolower(WijkenEnBuurten) eq 'gm0114    '", 4),
    ],
)
def test_filters(condition: str, found: int, standin: Standin) -> None:
    standin.page3 = 100
    assert len(rows(standin, f"{DATA}&$filter={condition}")) == found


@pytest.mark.parametrize(
    "condition", ["contains(Perioden,'JJ')", "Perioden in ('2012JJ00')", "Jaar eq 2012", "eq"]
)
def test_what_version_3_does_not_know_is_refused(condition: str, standin: Standin) -> None:
    answer = get(standin, f"{DATA}&$filter={condition}")
    assert answer.status_code == 400
    assert answer.json()["odata.error"]["message"]["value"]


def test_dozens_of_conditions_are_too_many(standin: Standin) -> None:
    many = " or ".join(f"startswith(WijkenEnBuurten,'GM{number:04}')" for number in range(30))
    assert get(standin, f"{DATA}&$filter={many}").status_code == 500


def test_the_feed_pages_and_the_api_stops_in_silence(standin: Standin) -> None:
    page = get(standin, DATA).json()
    assert len(page["value"]) == 7
    assert "$skip=7" in page["odata.nextLink"]
    assert page["odata.nextLink"].count("$format") == 1
    standin.page_api = 7
    page = get(standin, DATA.replace("ODataFeed", "ODataApi")).json()
    assert len(page["value"]) == 7
    assert "odata.nextLink" not in page


def test_the_feed_speaks_xml_unless_asked_otherwise(standin: Standin) -> None:
    assert get(standin, DATA.replace("?$format=json", "")).headers["Content-Type"] == "application/atom+xml"


def test_orderby_is_ignored(standin: Standin) -> None:
    assert rows(standin, f"{DATA}&$orderby=Perioden desc") == rows(standin, DATA)


def test_untyped_figures_are_padded_text(standin: Standin) -> None:
    untyped = DATA.replace("TypedDataSet", "UntypedDataSet")
    assert rows(standin, untyped)[0]["MoeiteMetRondkomen_38"] == "    24.0"
    assert "       ." in {row["VoldoetAanBeweegrichtlijn_5"] for row in rows(standin, untyped)}


def test_a_table_of_another_host_is_not_there(standin: Standin) -> None:
    assert get(standin, DATA.replace("dataderden", "opendata")).status_code == 404
    assert get(standin, "/dataderden.cbs.nl/ODataFeed/odata/00000NED/TypedDataSet").status_code == 404


def test_the_service_document_and_the_catalogue(standin: Standin) -> None:
    names = {row["name"] for row in rows(standin, "/dataderden.cbs.nl/ODataApi/odata/50090NED")}
    assert {"TableInfos", "TypedDataSet", "DataProperties", "WijkenEnBuurten"} <= names
    found = rows(standin, "/opendata.cbs.nl/ODataCatalog/Tables?$filter=Identifier eq '70072ned'")
    assert [row["Title"] for row in found] == ["Regionale kerncijfers Nederland"]
    assert rows(standin, "/dataderden.cbs.nl/ODataCatalog/Tables?$filter=Catalog eq 'RIVM'")


def test_version_4_leaves_empty_cells_out(standin: Standin) -> None:
    base = "/datasets.cbs.nl/odata/v1/CBS/70072ned"
    found = []
    page = get(standin, f"{base}/Observations").json()
    while True:
        found += page["value"]
        if "@odata.nextLink" not in page:
            break
        page = httpx.get(page["@odata.nextLink"]).json()
    assert len(found) == 14
    assert {row["ValueAttribute"] for row in found} == {"None"}
    assert found[0]["RegioS"] == "GM0003"
    assert get(standin, f"{base}/Observations/$count").text == "14"
    assert "value" not in get(standin, f"{base}/Properties").json()
    assert get(standin, f"{base}/Observations?$filter=substringof('JJ',Perioden)").status_code == 400


def test_an_answer_that_still_holds_is_304(standin: Standin) -> None:
    tag = get(standin, DATA).headers["ETag"]
    assert httpx.get(f"{standin.url}{DATA}", headers={"If-None-Match": tag}).status_code == 304
