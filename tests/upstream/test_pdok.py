"""Boundaries of PDOK over WFS and OGC API, and every way in which they can be wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
import shapely

from loaders.upstream import pdok
from loaders.upstream.errors import UpstreamError
from loaders.upstream.http import Http
from tests.upstream.conftest import client
from tests.upstream.standin import Fault, Standin
from tests.upstream.standin.pdok import REAL, Pdok, PdokFault, real, squares
from tests.upstream.standin.recorded import DRENTHE

Read = Callable[[Http, str, int, int], pdok.Areas]
SERVICES = {"WFS": pdok.by_wfs, "OGC API": pdok.by_ogc}
both = pytest.mark.parametrize("read", SERVICES.values(), ids=SERVICES)


@pytest.fixture
def service() -> Pdok:
    """Two years of the 12 gemeenten as squares; in 2023 one less."""
    of_2024 = squares(DRENTHE)
    return Pdok({("gemeente", 2024): of_2024, ("gemeente", 2023): of_2024[:-1], ("wijk", 2023): []})


@pytest.fixture
def standin(service: Pdok, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with Standin(rooms=service.rooms) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        yield server


@both
@pytest.mark.parametrize("page", [1000, 12, 5, 1])
def test_all_pages_become_one_layer_in_the_order_of_the_codes(
    read: Read, page: int, standin: Standin, http: Http
) -> None:
    found = read(http, "gemeente", 2024, page)
    assert found.codes == sorted(DRENTHE)
    assert [area.name for area in found.areas] == [DRENTHE[code] for code in found.codes]
    given = {code: shape for code, _, shape in squares(DRENTHE)}
    assert all(area.shape.equals(given[area.code]) for area in found.areas)
    assert not found.remarks


@both
def test_a_service_that_gives_less_than_asked_is_followed(
    read: Read, service: Pdok, standin: Standin, http: Http
) -> None:
    service.page = 5
    assert len(read(http, "gemeente", 2024, 1000).areas) == 12


def test_the_questions_are_those_that_pdok_understands(standin: Standin, http: Http) -> None:
    pdok.by_wfs(http, "gemeente", 2024)
    pdok.by_ogc(http, "gemeente", 2024)
    wfs, ogc = (seen.target for seen in standin.seen)
    assert wfs == (
        "/service.pdok.nl/cbs/gebiedsindelingen/2024/wfs/v1_0?service=WFS&version=2.0.0&request=GetFeature"
        "&typeNames=gebiedsindelingen:gemeente_gegeneraliseerd&outputFormat=application/json"
        "&srsName=EPSG:4326&count=1000&startIndex=0"
    )
    assert ogc == (
        "/api.pdok.nl/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"
        "?f=json&jaarcode=2024&limit=1000"
    )


@both
def test_only_what_touches_a_box_is_asked_for(read: Read, standin: Standin, http: Http) -> None:
    """Of twelve squares in a row from 5.0 to 6.2 degrees east, those between 5.25 and 5.55."""
    found = read(http, "gemeente", 2024, 1000, box=(5.25, 51.02, 5.55, 51.08))  # type: ignore[call-arg]
    assert found.codes == sorted(list(DRENTHE)[2:6])
    (asked,) = (unquote(seen.target) for seen in standin.seen)
    if read is pdok.by_wfs:
        # Metres, in which nobody takes latitude for longitude.
        assert "&bbox=145373,336708,166423,343396,urn:ogc:def:crs:EPSG::28992&count=" in asked
    else:
        assert "&bbox=5.2500,51.0200,5.5500,51.0800&limit=" in asked


@both
def test_wijken_and_buurten_of_amsterdam_have_letters_in_their_codes(
    read: Read, service: Pdok, standin: Standin, http: Http
) -> None:
    codes = {"wijk": ["WK0363AD", "WK168000"], "buurt": ["BU0363AD03", "BU16800000"]}
    for kind, of_kind in codes.items():
        service.layers = {**service.layers, (kind, 2024): squares(dict.fromkeys(of_kind, "Naam"))}
        assert read(http, kind, 2024, 1000).codes == of_kind


@both
def test_an_earlier_year_is_that_year_alone(read: Read, standin: Standin, http: Http) -> None:
    assert len(read(http, "gemeente", 2023, 1000).areas) == 11


@both
@pytest.mark.parametrize(("kind", "year"), [("gemeente", 2031), ("provincie", 2024), ("wijk", 2023)])
def test_a_year_or_layer_that_is_not_there_is_told_apart_from_a_failure(
    read: Read, kind: str, year: int, standin: Standin, http: Http
) -> None:
    with pytest.raises(pdok.NoSuchYearError, match=f"{year} \\(PDOK\\): PDOK .* ander jaar"):
        read(http, kind, year, 1000)
    assert len(standin.seen) == 1, "asking again helps nothing"


WRONG = {
    PdokFault.TWICE: r"dubbel binnen \(GM\d{4}\)",
    PdokFault.MIXED: r"jaren door elkaar \(2023, 2024\)",
    PdokFault.METRES_SOME: "buiten Nederland .* ander coördinatenstelsel",
    PdokFault.SWAPPED: "lengte en breedte zijn verwisseld",
    PdokFault.ELSEWHERE: r"ligt volgens PDOK buiten Nederland \(-",
    PdokFault.NO_SHAPE: r"\(GM\d{4}\) heeft geen grens",
    PdokFault.EMPTY_SHAPE: r"\(GM\d{4}\) heeft geen grens",
    PdokFault.NO_CODE: "een gebied zonder code",
}


@both
@pytest.mark.parametrize("fault", WRONG, ids=lambda fault: fault.name)
def test_a_map_that_cannot_be_true_is_refused(
    fault: PdokFault, read: Read, service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(fault)
    with pytest.raises(UpstreamError, match=WRONG[fault]) as error:
        read(http, "gemeente", 2024, 1000)
    assert str(error.value).startswith("Gemeentegrenzen 2024 (PDOK): ")
    assert str(error.value).endswith("de vorige grenzen blijven staan.")


@pytest.mark.parametrize("fault", [PdokFault.CUT, PdokFault.TAIL_CUT, PdokFault.COUNT_CHANGES])
@pytest.mark.parametrize("page", [1000, 5])
def test_what_the_wfs_left_out_is_noticed(
    fault: PdokFault, page: int, service: Pdok, standin: Standin, http: Http
) -> None:
    if fault is PdokFault.COUNT_CHANGES and page == 1000:
        pytest.skip("there is no second page")
    service.faults.add(fault)
    with pytest.raises(UpstreamError, match=r"volgens PDOK zijn het er 12|dubbel binnen|veranderde terwijl"):
        pdok.by_wfs(http, "gemeente", 2024, page)


@pytest.mark.parametrize("fault", [PdokFault.CUT, PdokFault.TAIL_CUT])
def test_what_the_ogc_api_left_out_of_a_page_is_noticed(
    fault: PdokFault, service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(fault)
    with pytest.raises(UpstreamError, match="11 gebieden en zegt er 12 te hebben"):
        pdok.by_ogc(http, "gemeente", 2024)


@pytest.mark.parametrize("page", [1000, 5])
def test_without_a_count_the_wfs_is_asked_until_nothing_comes(
    page: int, service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(PdokFault.WITHOUT_COUNT)
    assert len(pdok.by_wfs(http, "gemeente", 2024, page).areas) == 12


@both
def test_metres_that_come_anyway_are_converted_and_that_is_said(
    read: Read, service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(PdokFault.METRES)
    found = read(http, "gemeente", 2024, 1000)
    assert found.remarks == (
        "PDOK gaf Rijksdriehoekscoördinaten, hoewel om lengte en breedte was gevraagd; omgerekend.",
    )
    given = {code: shape for code, _, shape in squares(DRENTHE)}
    for area in found.areas:
        assert shapely.hausdorff_distance(area.shape, given[area.code]) < 1e-6


def test_a_name_that_is_left_out_stays_empty(service: Pdok, standin: Standin, http: Http) -> None:
    service.faults.add(PdokFault.NO_NAME)
    assert [area.name for area in pdok.by_ogc(http, "gemeente", 2024).areas].count("") == 1


def test_only_the_wfs_says_its_year_in_its_address(service: Pdok, standin: Standin, http: Http) -> None:
    service.faults.add(PdokFault.NO_YEAR)
    assert len(pdok.by_wfs(http, "gemeente", 2024).areas) == 12
    with pytest.raises(UpstreamError, match="zegt niet van welk jaar"):
        pdok.by_ogc(http, "gemeente", 2024)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PdokFault.LINK_LOOP, "blijft naar een volgende pagina"),
        (PdokFault.LINK_AWAY, "bij een andere dienst"),
    ],
)
def test_links_that_lead_nowhere(
    fault: PdokFault, said: str, service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(fault)
    with pytest.raises(UpstreamError, match=said):
        pdok.by_ogc(http, "gemeente", 2024, 5)


def test_a_report_of_trouble_is_asked_again_and_then_told(
    service: Pdok, standin: Standin, http: Http
) -> None:
    service.faults.add(PdokFault.REPORT)
    with pytest.raises(UpstreamError, match=r"msOracleSpatialLayerOpen: timeout\) \(3 keer") as error:
        pdok.by_wfs(http, "gemeente", 2024)
    assert not isinstance(error.value, pdok.NoSuchYearError)
    assert len(standin.seen) == 3


@both
@pytest.mark.parametrize(
    "fault",
    [
        Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.BAD_REQUEST, Fault.FORBIDDEN, Fault.RESET, Fault.CLOSED,
        Fault.CUT_SHORT, Fault.EMPTY_BODY, Fault.HTML_PAGE, Fault.TRUNCATED_JSON, Fault.PLAIN_TEXT, Fault.NO_VALUE,
        Fault.ERROR_IN_200, Fault.BROKEN_GZIP, Fault.HUGE, Fault.REDIRECT_AWAY, Fault.REDIRECT_LOOP,
    ],
    ids=lambda fault: fault.name,
)  # fmt: skip
def test_a_service_in_trouble_gives_a_dutch_message(
    fault: Fault, read: Read, standin: Standin, http: Http
) -> None:
    standin.fail("pdok", fault)
    with pytest.raises(UpstreamError) as error:
        read(http, "gemeente", 2024, 1000)
    assert not isinstance(error.value, pdok.NoSuchYearError)
    assert "Gemeentegrenzen 2024 (PDOK): " in str(error.value)
    assert "de vorige grenzen blijven staan" in str(error.value)
    assert "cijfers" not in str(error.value)


@both
@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.TRUNCATED_JSON, Fault.HTML_PAGE, Fault.RESET])
def test_what_passes_is_not_noticed(fault: Fault, read: Read, standin: Standin, http: Http) -> None:
    standin.fail("pdok", fault, times=2, after=1)
    assert len(read(http, "gemeente", 2024, 5).areas) == 12


@pytest.mark.parametrize("fault", [PdokFault.TWICE, PdokFault.TAIL_CUT])
def test_a_reading_that_contradicts_itself_is_done_once_more(
    fault: PdokFault, service: Pdok, standin: Standin, http: Http, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.faults.add(fault)
    original = Pdok.wfs

    def heals(self: Pdok, *given: object) -> object:
        answer = original(self, *given)  # type: ignore[arg-type]
        self.faults.clear()
        return answer

    service.__class__ = type("Healing", (Pdok,), {"wfs": heals})
    standin.rooms.update(service.rooms)
    assert len(pdok.by_wfs(http, "gemeente", 2024).areas) == 12
    assert len(standin.seen) == 2


def test_the_ogc_api_steps_in_when_the_wfs_fails(standin: Standin, http: Http) -> None:
    standin.fail("service.pdok.nl", Fault.SERVER_ERROR)
    found = pdok.areas(http, "gemeente", 2024)
    assert len(found.areas) == 12
    assert found.service == "OGC API"
    assert found.remarks[0].startswith(
        "Via de OGC API van PDOK, want de WFS gaf ze niet: de dienst heeft een st"
    )


def test_two_failures_are_told_together(standin: Standin, http: Http) -> None:
    standin.fail("service.pdok.nl", Fault.SERVER_ERROR)
    standin.fail("api.pdok.nl", Fault.HTML_PAGE)
    with pytest.raises(
        UpstreamError, match=r"WFS: de dienst heeft een storing .* OGC API: de dienst gaf een webp"
    ):
        pdok.areas(http, "gemeente", 2024)


def test_a_year_is_only_missing_when_both_services_answer_that(standin: Standin, http: Http) -> None:
    with pytest.raises(pdok.NoSuchYearError):
        pdok.areas(http, "gemeente", 2031)
    standin.fail("api.pdok.nl", Fault.SERVER_ERROR)
    with pytest.raises(UpstreamError) as error:
        pdok.areas(http, "gemeente", 2031)
    assert not isinstance(error.value, pdok.NoSuchYearError)


def test_an_unchanged_map_is_not_sent_again(standin: Standin, tmp_path: Path) -> None:
    for _ in range(2):
        with client(tmp_path) as http:
            assert len(pdok.areas(http, "gemeente", 2024).areas) == 12
    assert [seen.status for seen in standin.seen] == [200, 304]


@pytest.mark.skipif(not REAL.is_file(), reason="the raw files are not beside the project")
@both
def test_the_published_gemeenten_come_through_as_they_are(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = real()
    with Standin(rooms=Pdok({("gemeente", 2024): given}).rooms) as server:
        monkeypatch.setenv("MONITOR_UPSTREAM", server.url)
        with Http(None, pause=0.01) as http:
            found = read(http, "gemeente", 2024, 100)
    assert len(found.areas) == 342
    shapes = {code: shapely.geometry.shape(shape) for code, _, shape in given}
    assert np.allclose(
        [shapes[a.code].area for a in found.areas],
        shapely.area(found.frame.geometry.to_numpy()),
        rtol=0,
        atol=0,
    )
