"""Every fault, with what must follow: a message in Dutch and no figures, or the true figures all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import pytest

from loaders.upstream.errors import UpstreamError
from loaders.upstream.fetch import Fetched, fetch
from loaders.upstream.http import Http
from tests.sweep import sampled
from tests.upstream.conftest import IMPATIENT, alike, client
from tests.upstream.standin import Fault, Standin

V3 = {"protocol": "odata3", "host": "derden", "table": "50090NED", "regions": ("NL", "GM", "WK")}
V4 = {"protocol": "odata4", "host": "datasets", "table": "50090NED", "regions": ("NL", "GM", "WK")}
MEASURES = ["MoeiteMetRondkomen", "Vrijwilligerswerk"]
DATA = {"v3": r"/TypedDataSet\?", "v4": r"/Observations\?"}


@dataclass(frozen=True)
class Case:
    """A fault that stays: where it strikes, in which protocol, and what is said."""

    fault: Fault
    says: str
    where: str = ""
    only: str = ""


#: Stays, so the figures cannot be had: the message says what happened.
LASTING = [
    Case(Fault.NOT_FOUND, "dit bestaat niet bij de dienst"),
    Case(Fault.NOT_FOUND, "deze tabel bestaat niet .meer. bij dataderden.cbs.nl.*zoek de opvolger", "/TableInfos", "v3"),
    Case(Fault.NOT_FOUND, "deze tabel bestaat niet .meer. bij datasets.cbs.nl", "/Properties", "v4"),
    Case(Fault.GONE, "dit bestaat niet bij de dienst"),
    Case(Fault.SERVER_ERROR, r"storing \(500\) \(3 keer geprobeerd\)"),
    Case(Fault.BAD_GATEWAY, r"storing \(502\)"),
    Case(Fault.UNAVAILABLE, r"even niet beschikbaar \(503\)"),
    Case(Fault.GATEWAY_TIMEOUT, r"storing \(504\)"),
    Case(Fault.FORBIDDEN, r"laat ons niet toe \(403\)"),
    Case(Fault.BAD_REQUEST, r"begrijpt de vraag niet \(400\)"),
    Case(Fault.TEAPOT, r"onverwacht antwoord \(418\)"),
    Case(Fault.RESET, "verbinding"),
    Case(Fault.CLOSED, "verbinding"),
    Case(Fault.SILENCE, "antwoordt niet op tijd"),
    Case(Fault.SLOW_DRIP, "te langzaam"),
    Case(Fault.CUT_SHORT, "brak af voordat alles er was"),
    Case(Fault.REDIRECT_LOOP, "stuurt ons steeds door"),
    Case(Fault.REDIRECT_AWAY, "verwijst naar een ander adres"),
    Case(Fault.REDIRECT_NOWHERE, "verwijst naar een ander adres"),
    Case(Fault.EMPTY_BODY, "een leeg antwoord"),
    Case(Fault.HTML_PAGE, "een webpagina in plaats van gegevens"),
    Case(Fault.ATOM_XML, "XML in plaats van gegevens"),
    Case(Fault.TRUNCATED_JSON, "een afgebroken antwoord"),
    Case(Fault.PLAIN_TEXT, "iets wat geen JSON is"),
    Case(Fault.NO_VALUE, "zonder rijen"),
    Case(Fault.NULL_VALUE, "zonder rijen"),
    Case(Fault.ERROR_IN_200, r"een foutmelding in plaats van gegevens \(Timeout expired.\)"),
    Case(Fault.WRONG_CHARSET, "andere codering dan UTF-8"),
    Case(Fault.BROKEN_GZIP, "beschadigd antwoord"),
    Case(Fault.UNASKED_304, "304 zonder dat daarom gevraagd was"),
    Case(Fault.HUGE, "groter dan 2 MB"),
    Case(Fault.GZIP_BOMB, "groter dan 2 MB"),
    Case(Fault.PAGES_REPEAT, "twee keer dezelfde pagina"),
    Case(Fault.LINK_DROPPED, r"stopte na \d+ rijen, terwijl er meer zijn"),
    Case(Fault.PAGE_CUT, "een pagina is niet compleet: er kwamen 3 rijen, de dienst telt er 7", only="v3"),
    Case(Fault.PAGE_CUT, "een pagina is niet compleet: er kwamen 5 rijen, de dienst telt er 10", only="v4"),
    Case(Fault.TAIL_CUT, "terwijl er meer zijn"),
    Case(Fault.LINK_LOOP, "niet compleet|dezelfde pagina"),
    Case(Fault.LINK_AWAY, "bij een andere dienst"),
    Case(Fault.LINK_DEAD, "een volgende pagina bestaat niet"),
    Case(Fault.ROWS_TWICE, "dubbel|niet compleet"),
    Case(Fault.EMPTY_TABLE, "geen enkele rij|er kwamen 0 rijen en volgens de bron"),
    Case(Fault.REGION_LEFT_OUT, "niet compleet|ontbreken|terwijl er meer zijn"),
    Case(Fault.COLUMN_RENAMED, "de kolom 'Vrijwilligerswerk_33' ontbreekt", only="v3"),
    Case(Fault.COLUMN_RENAMED, "de kolom 'Value' ontbreekt", only="v4"),
    Case(Fault.COLUMN_GONE, "de kolom 'Vrijwilligerswerk_33' ontbreekt", only="v3"),
    Case(Fault.TEXT_FOR_FIGURE, "'onbekend' .Vrijwilligerswerk_33. is geen getal", only="v3"),
    Case(Fault.TEXT_FOR_FIGURE, "iets anders dan verwacht", only="v4"),
    Case(Fault.COMMA_FOR_POINT, "'12,5' .Vrijwilligerswerk_33. is geen getal", only="v3"),
    Case(Fault.COMMA_FOR_POINT, "iets anders dan verwacht", only="v4"),
    Case(Fault.OBJECT_FOR_FIGURE, "iets anders dan verwacht"),
    Case(Fault.ALL_EMPTY, "geen enkel cijfer", only="v4"),
    Case(Fault.UNKNOWN_CODE, "de code 'GM9999' in 'WijkenEnBuurten' staat niet in de codelijst"),
    Case(Fault.CODES_TWICE, "dubbele codes|terwijl er meer", "/Leeftijd"),
    Case(Fault.CODES_EMPTY, "de codelijst van 'Leeftijd' is leeg", "/Leeftijd"),
    Case(Fault.NO_VALUE, "zonder rijen", "/DataProperties", "v3"),
    Case(Fault.EMPTY_TABLE, "noemt geen dimensies", "/DataProperties", "v3"),
    Case(Fault.HTML_PAGE, "een webpagina", "/Perioden"),
    Case(Fault.COUNT_DIFFERS, r"er kwamen \d+ rijen en volgens de bron zijn het er \d+", r"/\$count", "v4"),
]  # fmt: skip

#: Passes, or does no harm: the figures are the true ones.
PASSING = [
    Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.UNAVAILABLE, Fault.GATEWAY_TIMEOUT, Fault.TOO_MANY_REQUESTS,
    Fault.RESET, Fault.CLOSED, Fault.SILENCE, Fault.CUT_SHORT, Fault.EMPTY_BODY, Fault.HTML_PAGE, Fault.ATOM_XML,
    Fault.TRUNCATED_JSON, Fault.PLAIN_TEXT, Fault.NO_VALUE, Fault.ERROR_IN_200, Fault.BROKEN_GZIP, Fault.HUGE,
    Fault.GZIP_BOMB, Fault.LINK_DROPPED, Fault.PAGE_CUT, Fault.LINK_DEAD, Fault.ROWS_TWICE, Fault.EMPTY_TABLE, Fault.UNKNOWN_CODE,
]  # fmt: skip


#: The faults that only time brings out.
SLOW = {Fault.SILENCE, Fault.SLOW_DRIP}


@pytest.fixture
def http(request: pytest.FixtureRequest) -> Iterator[Http]:
    """A client that is patient, unless the fault is that nothing comes."""
    params = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    fault = params["case"].fault if "case" in params else params.get("fault")
    with client(**(IMPATIENT if fault in SLOW else {})) as opened:
        yield opened


@pytest.fixture(params=["v3", "v4"])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def get(version: str, source, http) -> Fetched:
    return fetch(source(live=V3 if version == "v3" else V4), MEASURES, http)


def cases() -> list:
    return [
        pytest.param(case, version, id=f"{case.fault.name}{case.where.replace('/', '-')}-{version}")
        for case in LASTING
        for version in ("v3", "v4")
        if case.only in ("", version)
    ]


@pytest.mark.parametrize(("case", "version"), sampled(cases(), every=4))
def test_a_lasting_fault_is_said_and_gives_no_figures(
    case: Case, version: str, standin: Standin, http, source
) -> None:
    standin.fail(case.where or DATA[version], case.fault)
    with pytest.raises(UpstreamError, match=case.says) as caught:
        get(version, source, http)
    said = str(caught.value)
    assert said.startswith("50090NED: ")
    assert said.endswith(".")
    assert "Traceback" not in said
    assert "None" not in said


@pytest.mark.parametrize("fault", sampled(PASSING, every=5), ids=lambda fault: fault.name)
def test_a_passing_fault_leaves_no_trace(fault: Fault, version: str, standin: Standin, http, source) -> None:
    true = get(version, source, http).frame
    standin.heal()
    standin.fail(DATA[version], fault, times=1)
    alike(get(version, source, http).frame, true)
    assert any(seen.target for seen in standin.seen)


def test_there_are_faults_enough_and_all_are_tried() -> None:
    tried = {case.fault for case in LASTING} | set(PASSING)
    elsewhere = {
        Fault.TOO_MANY_REQUESTS,
        Fault.PAGES_OVERLAP,
        Fault.DOT_FOR_FIGURE,
        Fault.REPUBLISHED,
        Fault.WITHOUT_COUNT,
    }
    assert tried | elsewhere == set(Fault)
    assert len(Fault) > 30


def test_pages_that_overlap_are_not_believed(version: str, standin: Standin, http, source) -> None:
    """The second page begins with a row of the first: as many rows as there should be, and one of them is lost."""
    standin.fail(DATA[version] + r".*\$skip=(7|10)$", Fault.PAGES_OVERLAP)
    with pytest.raises(UpstreamError, match="dubbel"):
        get(version, source, http)


def test_a_dot_is_no_figure(standin: Standin, http, source) -> None:
    """Where version 3 writes '.' the figure is missing; the other column keeps its figures."""
    true = get("v3", source, http).frame
    standin.fail(DATA["v3"], Fault.DOT_FOR_FIGURE)
    got = get("v3", source, http)
    alike(got.frame, true[true["measure"] == "MoeiteMetRondkomen"])
    assert got.empty == ("Vrijwilligerswerk",)


def test_a_table_that_changes_while_it_is_read_is_read_again(
    version: str, standin: Standin, http, source
) -> None:
    before = get(version, source, http)
    standin.heal()
    standin.fail("/TableInfos" if version == "v3" else "/Properties$", Fault.REPUBLISHED, after=1)
    after = get(version, source, http)
    assert (before.published.isoformat(), after.published.isoformat()) == ("2026-02-01", "2026-11-21")
    asked = [seen for seen in standin.seen if seen.headers.get("Cache-Control") == "no-cache"]
    assert asked, "the second reading does not lean on what was kept"


def test_a_count_that_is_refused_does_no_harm(standin: Standin, http, source) -> None:
    """Counting is not promised by the service."""
    true = get("v4", source, http).frame
    for fault in (Fault.NOT_FOUND, Fault.SERVER_ERROR, Fault.HTML_PAGE, Fault.SILENCE):
        standin.heal()
        standin.fail(r"/\$count", fault)
        with client(**(IMPATIENT if fault in SLOW else {})) as asking:
            alike(get("v4", source, asking).frame, true)


def test_fewer_rows_than_the_table_has(standin: Standin, http, source) -> None:
    """Without a filter the catalogue's own number of rows must come."""
    table = standin.tables[0]
    table.records = table.size + 5
    with pytest.raises(UpstreamError, match="er kwamen 22 rijen en volgens de bron zijn het er 27"):
        fetch(source(live={**V3, "regions": ()}), MEASURES, http)


def test_a_full_table_is_counted_per_selection(standin: Standin, http, source) -> None:
    """With a row for every combination of codes, the rows of a selection are known too."""
    table = next(table for table in standin.tables if table.id == "50150NED")
    # Hoogeveen's margins are not there: the probe behind the last page cannot see that, the count can.
    table.codes = {name: places[:-1] for name, places in table.codes.items()}
    table.cells = {name: cells[:-1] for name, cells in table.cells.items()}
    table.records = 36
    live = {**V3, "table": "50150NED", "regions": ("GM",)}
    with pytest.raises(UpstreamError, match="er kwamen 35 rijen en volgens de bron zijn het er 36"):
        fetch(source(live=live), ["MoeiteMetRondkomen"], http)


def test_a_wrong_catalogue_entry_is_explained(standin: Standin, http, source) -> None:
    for live, measures, says in (
        ({}, ["MoeiteMetRondkome"], "'MoeiteMetRondkome' is er niet .lijkt op MoeiteMetRondkomen"),
        ({"years": (1999,)}, MEASURES, "geen enkele periode is de jaren 1999 .2012JJ00"),
        ({"regions": ("PV",)}, MEASURES, "geen enkele regio begint met PV"),
        ({"filters": {"Leeftijd": "99999"}}, MEASURES, "'Leeftijd' heeft geen groep 99999"),
        ({"table": "50090NEDX"}, MEASURES, "50090NEDX: deze tabel bestaat niet"),
        ({"host": "cbs"}, MEASURES, "tabellen van RIVM staan bij 'derden'"),
        (
            {"measures": {"Vrijwilligerswerk": "MoeiteMetRondkomen"}},
            MEASURES,
            "twee maten wijzen dezelfde kolom",
        ),
    ):
        with pytest.raises(UpstreamError, match=says):
            fetch(source(live={**V3, **live}), measures, http)


def test_the_log_gets_the_cause(standin: Standin, http, source) -> None:
    standin.fail(DATA["v3"], Fault.SERVER_ERROR)
    with pytest.raises(UpstreamError) as caught:
        get("v3", source, http)
    assert "500" in caught.value.cause
    assert "TypedDataSet" in caught.value.cause
    assert "http" not in str(caught.value)


def test_frames_are_never_partial(standin: Standin, http, source) -> None:
    """A fault on the very last question still gives nothing."""
    standin.fail(r"/TableInfos", Fault.SERVER_ERROR, after=1)
    got: pd.DataFrame | None = None
    with pytest.raises(UpstreamError):
        got = get("v3", source, http).frame
    assert got is None
