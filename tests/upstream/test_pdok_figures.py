"""Kerncijfers wijken en buurten from PDOK: the same figures as from a file, or a message that says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pydantic import ValidationError

from loaders.refresh import live_sources
from loaders.refreshing.mapped import mapped, measures_of
from loaders.sources import neighbourhood_properties
from loaders.upstream.errors import InconsistentError, UpstreamError
from loaders.upstream.fetch import Fetched, fetch
from loaders.upstream.http import Http
from loaders.upstream.pdok_layer import NoSuchYearError
from loaders.upstream.topics import UnknownMeasureError
from monitor.catalogue import Live, Source, load
from monitor.province import GEMEENTEN
from tests.loaders.conftest import FIXTURES, FULL
from tests.upstream.conftest import KEY, alike, client
from tests.upstream.standin import Fault, Standin
from tests.upstream.standin.pdok import FIELDS, Pdok, PdokFault, neighbourhood_layers

CATALOGUE = load()
VINTAGES = {id: source for id, source in live_sources(CATALOGUE).items() if source.live.host == "pdok"}
KWB = CATALOGUE.sources["CBS-KWB-2022"]
#: What the small file of 2022 has.
MEASURES = ["aantal_inwoners", "gem_gestand_inkomen", "pct_rond_sociaal_min"]
RECORDED = FULL.parent / "upstream" / "payloads" / "pdok_wfs_wijkenbuurten_2023_gemeenten.geojson"
WFS, OGC = "/service.pdok.nl/", "/api.pdok.nl/"
services = pytest.mark.parametrize("down", [OGC, WFS], ids=["WFS", "OGC API"])


@pytest.fixture
def service() -> Pdok:
    """The small file of 2022, as PDOK writes it."""
    return Pdok(neighbourhoods=neighbourhood_layers(FIXTURES))


@pytest.fixture
def standin(service: Pdok, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with Standin(rooms=service.rooms) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield server


def get(http: Http, measures: list[str] = MEASURES, source: Source = KWB) -> Fetched:
    return fetch(source, measures, http)


def in_year(year: int) -> Source:
    return KWB.model_copy(update={"live": KWB.live.model_copy(update={"years": (year,)})})


def value(found: Fetched, measure: str, region: str) -> float:
    rows = found.frame.set_index(["measure", "region"])
    return float(rows.loc[(measure, region), "value"])


def of_file(file: Path, measures: list[str]) -> pd.DataFrame:
    """What the reader of files gives, in thousands of euro as PDOK counts."""
    frame = neighbourhood_properties.read([file], {})
    frame = frame[frame["measure"].isin(measures)]
    return frame.assign(
        value=frame["value"].where(frame["measure"] != "gem_gestand_inkomen", frame["value"] / 1000)
    )


@services
@pytest.mark.parametrize("page", [1000, 4, 1])
def test_it_gives_what_the_file_gives(
    down: str, page: int, service: Pdok, standin: Standin, http: Http
) -> None:
    service.page = page
    standin.fail(down, Fault.NOT_FOUND)
    found = get(http)
    alike(found.frame, of_file(FIXTURES / "cbs-kwb-pdok" / "gemeenten_2022_properties.json", MEASURES))
    assert found.frame[KEY].equals(found.frame[KEY].sort_values(KEY))
    assert set(found.frame["region"]) == {*GEMEENTEN, "GM0088"}
    assert value(found, "gem_gestand_inkomen", "GM0114") == 31.5
    assert found.table == "wijkenbuurten:gemeenten"
    assert found.empty == ()


def test_a_negative_number_is_no_figure(standin: Standin, http: Http) -> None:
    rows = get(http).frame.set_index(["measure", "region"])
    none = rows.loc[("gem_gestand_inkomen", "GM0088")]
    assert none[["value", "missing"]].isna().tolist() == [True, False]
    assert none["missing"] == "niet_gepubliceerd"
    assert rows["value"].min() > 0


@services
@pytest.mark.parametrize("written", [-99995, -99999.0, -99999999, None], ids=str)
def test_every_way_to_write_that_there_is_no_figure(
    down: str, written: float | None, service: Pdok, standin: Standin, http: Http
) -> None:
    emmen = next(one for one in service.neighbourhoods[2022] if one["gemeentecode"] == "GM0114")
    emmen[FIELDS["aantal_inwoners"]] = written  # type: ignore[index]
    standin.fail(down, Fault.NOT_FOUND)
    rows = get(http).frame.set_index(["measure", "region"])
    assert rows.loc[("aantal_inwoners", "GM0114"), "missing"] == "niet_gepubliceerd"
    assert rows["missing"].notna().sum() == 2


def test_the_questions_are_those_that_pdok_understands(standin: Standin, http: Http) -> None:
    standin.fail(WFS, Fault.NOT_FOUND)
    get(http, ["aantal_inwoners"])
    assert [seen.target for seen in standin.seen] == [
        "/service.pdok.nl/cbs/wijkenbuurten/2022/wfs/v1_0?service=WFS&version=2.0.0&request=GetFeature"
        "&typeNames=wijkenbuurten:gemeenten&outputFormat=application/json"
        "&propertyName=gemeentecode,water,jaar,aantalInwoners&count=1000&startIndex=0",
        "/api.pdok.nl/cbs/wijken-en-buurten-2022/ogc/v1/collections/gemeenten/items?f=json&limit=100",
    ]


def test_a_service_that_does_not_know_propertyname_sends_everything(
    service: Pdok, standin: Standin, http: Http
) -> None:
    def deaf(self: Pdok, room: Any, question: Any) -> Any:
        options = {name: text for name, text in question.options.items() if name != "propertyName"}
        return Pdok.wfs(self, room, type(question)(question.host, question.path, options, question.url))

    service.__class__ = type("Deaf", (Pdok,), {"wfs": deaf})
    standin.rooms.update(service.rooms)
    # Without srsName the stand-in gives metres: whatever the shape is, it is not looked at.
    assert value(get(http), "aantal_inwoners", "GM0114") == 107_856


# What is not there


@services
def test_a_measure_that_no_gemeente_has_is_named(down: str, standin: Standin, http: Http) -> None:
    standin.fail(down, Fault.NOT_FOUND)
    with pytest.raises(UnknownMeasureError) as error:
        get(http, [*MEASURES, "wmo_per_1000", "stedelijkheid"])
    said = str(error.value)
    assert said.startswith("Kerncijfers wijken en buurten 2022 (PDOK): niet elke maat is te vinden: ")
    assert "'aantalWmoClientenPer1000Inwoners' is er niet" in said
    assert "'stedelijkheidAdressenPerKm2' is er niet" in said
    assert "'aantalInwoners'" not in said


@pytest.mark.parametrize("fault", [None, Fault.BAD_REQUEST], ids=["report", "400"])
def test_one_name_that_the_wfs_refuses_does_not_cost_the_others(
    fault: Fault | None, standin: Standin, http: Http
) -> None:
    """The whole question is refused; without it PDOK tells which names there are."""
    standin.fail(OGC, Fault.NOT_FOUND)
    if fault:
        standin.fail("propertyName=.*stedelijkheid", fault)
    with pytest.raises(UnknownMeasureError, match=r"te vinden: 'stedelijkheidAdressenPerKm2' is er niet\."):
        get(http, [*MEASURES, "stedelijkheid"])
    assert ["propertyName" in seen.target for seen in standin.seen] == [True, False]
    assert "count=100&" in standin.seen[-1].target, "the shapes come too"


def test_names_are_compared_by_their_letters_and_digits(service: Pdok, standin: Standin, http: Http) -> None:
    for one in service.neighbourhoods[2022]:
        if FIELDS["pct_rond_sociaal_min"] in one:
            figure = one.pop(FIELDS["pct_rond_sociaal_min"])  # type: ignore[attr-defined]
            one["percentage_huishoudens_OnderOfRond_sociaal_minimum"] = figure  # type: ignore[index]
    assert value(get(http), "pct_rond_sociaal_min", "GM0106") == 6


def test_a_column_without_any_figure_is_not_a_column_of_the_file_either(
    service: Pdok, standin: Standin, http: Http
) -> None:
    for one in service.neighbourhoods[2022]:
        if FIELDS["pct_rond_sociaal_min"] in one:
            one[FIELDS["pct_rond_sociaal_min"]] = -99997  # type: ignore[index]
    found = get(http)
    assert found.empty == ("pct_rond_sociaal_min",)
    assert set(found.frame["measure"]) == {"aantal_inwoners", "gem_gestand_inkomen"}
    with pytest.raises(UpstreamError, match="geen enkel cijfer"):
        get(http, ["pct_rond_sociaal_min"])


def test_a_year_that_pdok_does_not_have(standin: Standin, http: Http) -> None:
    with pytest.raises(NoSuchYearError, match=r"\(PDOK\): PDOK heeft deze niet \(404\).*'years'"):
        get(http, source=in_year(2031))
    assert len(standin.seen) == 2, "asking again helps nothing"


# What cannot be true


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PdokFault.MIXED, r"een ander jaar of meer jaren door elkaar \(2021, 2022\)"),
        (PdokFault.TWICE, "1 gebied kwam dubbel binnen"),
        (PdokFault.NO_CODE, "een gebied zonder code"),
    ],
)
def test_a_layer_that_cannot_be_true_is_refused(
    fault: PdokFault, said: str, service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(fault)
    with pytest.raises(UpstreamError, match=rf"WFS: .*{said}.* OGC API: .*{said}") as error:
        get(http)
    assert str(error.value).endswith("aan de cijfers is niets veranderd.")
    assert "grenzen" not in str(error.value)


def test_a_layer_of_another_year_is_refused(service: Pdok, standin: Standin, http: Http) -> None:
    """What PDOK has under 2023 says of every gemeente that it is 2022."""
    service.neighbourhoods[2023] = service.neighbourhoods[2022]  # type: ignore[index]
    with pytest.raises(UpstreamError, match=r"een ander jaar of meer jaren door elkaar \(2022\)"):
        get(http, source=in_year(2023))


def test_the_address_says_the_year_where_the_features_do_not(
    service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(PdokFault.NO_YEAR)
    assert set(get(http).frame["year"]) == {2022}


@pytest.mark.parametrize("fault", [PdokFault.CUT, PdokFault.TAIL_CUT])
@pytest.mark.parametrize("page", [1000, 4])
def test_a_page_that_was_cut_is_noticed(
    fault: PdokFault, page: int, service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(fault)
    service.page = page
    # Over the WFS the count betrays it, or a gemeente that comes twice; over the OGC API the page itself.
    with pytest.raises(
        UpstreamError, match=r"WFS: .*(zijn het er 15|dubbel).* OGC API: .*zegt er \d+ te hebben"
    ):
        get(http)


@services
def test_a_figure_that_is_no_number_is_told(down: str, service: Pdok, standin: Standin, http: Http) -> None:
    emmen = next(one for one in service.neighbourhoods[2022] if one["gemeentecode"] == "GM0114")
    emmen[FIELDS["aantal_inwoners"]] = "veel"  # type: ignore[index]
    standin.fail(down, Fault.NOT_FOUND)
    with pytest.raises(
        UpstreamError, match=r"\(PDOK\): 'veel' \(aantal_?[iI]nwoners, GM0114\) is geen getal"
    ) as error:
        get(http)
    assert not isinstance(error.value, InconsistentError)


# A service in trouble


@pytest.mark.parametrize(
    "fault", [Fault.HTML_PAGE, Fault.SERVER_ERROR, Fault.TRUNCATED_JSON, Fault.BAD_REQUEST]
)
def test_the_ogc_api_steps_in_when_the_wfs_fails(fault: Fault, standin: Standin, http: Http) -> None:
    expected = get(http).frame
    standin.fail(WFS, fault)
    alike(get(http).frame, expected)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.HTML_PAGE, "de dienst gaf een webpagina in plaats van gegevens"),
        (Fault.TRUNCATED_JSON, "de dienst gaf een afgebroken antwoord"),
        (Fault.SERVER_ERROR, "de dienst heeft een storing"),
    ],
)
def test_two_failures_are_told_together(fault: Fault, said: str, standin: Standin, http: Http) -> None:
    standin.fail("pdok", fault)
    with pytest.raises(UpstreamError, match=f"WFS: {said} .*OGC API: {said}") as error:
        get(http)
    assert str(error.value).startswith("Kerncijfers wijken en buurten 2022 (PDOK): beide diensten")


def test_an_unchanged_layer_is_not_sent_again(standin: Standin, tmp_path: Path) -> None:
    unchanged = []
    for _ in range(2):
        with client(tmp_path) as http:
            unchanged.append(get(http).not_modified)
    assert unchanged == [False, True]
    assert [seen.status for seen in standin.seen] == [200, 304]


# The catalogue


@pytest.mark.parametrize(
    "more",
    [{"years": None}, {"years": (2022, 2023)}, {"host": "cbs"}, {"table": None, "title": "Kerncijfers"}],
)
def test_a_layer_is_of_one_year(more: dict[str, Any]) -> None:
    good = {"protocol": "pdok", "host": "pdok", "table": "wijkenbuurten:gemeenten", "years": (2022,)}
    Live(**good)
    with pytest.raises(ValidationError, match=r"PDOK|pdok"):
        Live(**{**good, **more})


def test_only_what_was_recorded_counts_as_confirmed() -> None:
    assert [id for id, source in VINTAGES.items() if not source.live.unconfirmed] == ["CBS-KWB-2023"]


@pytest.mark.skipif(not RECORDED.is_file(), reason="the recorded answer is not beside the project")
def test_a_recorded_answer_gives_what_the_file_gives(http: Http, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer of PDOK itself, of 2023: 342 gemeenten and 'Buitenland'."""
    features = json.loads(RECORDED.read_text(encoding="utf-8"))["features"]
    source = VINTAGES["CBS-KWB-2023"]
    measures = list(measures_of(CATALOGUE, source.id))
    with Standin(rooms=Pdok(neighbourhoods={2023: [one["properties"] for one in features]}).rooms) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        found = get(http, measures, source)
    assert found.frame["region"].nunique() == 342
    alike(found.frame, of_file(FULL / "cbs-kwb-pdok" / "gemeenten_2023_properties.json", measures))
    assert {*VINTAGES["CBS-KWB-2024"].live.measures.values()} - set(features[0]["properties"]) == {
        # No vintage with these was recorded.
        FIELDS[name] for name in ("gem_gestand_inkomen", "pct_rond_sociaal_min", "wmo_per_1000", "pct_jeugdzorg")
    }  # fmt: skip


@pytest.mark.skipif(
    not (FULL / "cbs-kwb-pdok").is_dir(), reason="the full source files are not beside the project"
)
@services
@pytest.mark.parametrize("id", [id for id, source in VINTAGES.items() if source.files])
def test_every_vintage_gives_what_its_file_gives(
    id: str, down: str, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under the catalogue's own names and in its own units."""
    source = VINTAGES[id]
    with Standin(rooms=Pdok(neighbourhoods=neighbourhood_layers(FULL)).rooms) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        server.fail(down, Fault.NOT_FOUND)
        fetched = mapped(CATALOGUE, source, get(http, list(measures_of(CATALOGUE, id)), source).frame)
    file = neighbourhood_properties.read([FULL / source.files[0]], source.options)
    from_file = mapped(CATALOGUE, source.model_copy(update={"live": None}), file)
    assert fetched.problems == from_file.problems == []
    assert len(fetched.rows) > 1_000
    key = ["indicator", "population", "region", "year"]
    pd.testing.assert_frame_equal(
        fetched.rows.sort_values(key, ignore_index=True),
        from_file.rows.sort_values(key, ignore_index=True),
        check_exact=True,
    )
