"""A report at its address: the newest, made once, and a clear Dutch answer to what cannot be."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import date

import anyio.to_thread
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from monitor.province import GEMEENTEN, PROVINCE
from opendata.work import Work
from reports import routes
from reports.files import WRITERS, ReportRequest
from reports.routes import reports
from tests import own_loop
from tests.opendata.test_busy import client as asking
from tests.opendata.test_busy import until
from tests.reports.made import REGIONS
from ui.parts.take_along import FORMS, address

#: How a file of each form begins.
BEGINS = {"pdf": b"%PDF-", "xlsx": b"PK", "pptx": b"PK", "docx": b"PK", "html": b"<!DOCTYPE html>"}


@pytest.fixture(scope="module")
def site() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=reports()), raise_server_exceptions=False) as client:
        yield client


class Making:
    """Stands in for the making of reports: counts what is asked, and waits until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[ReportRequest] = []
        self.go = threading.Event()
        self.go.set()
        monkeypatch.setattr(routes, "make", self._make)

    def _make(self, asked: ReportRequest, home: str) -> bytes:
        self.asked.append(asked)
        self.go.wait(20)
        return repr((asked, home)).encode()


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Iterator[Making]:
    found = Making(monkeypatch)
    yield found
    found.go.set()


@pytest.fixture
def quick(making: Making) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=reports(home="https://monitor.example"))) as client:
        yield client


def path(ending: str, region: str, theme: str | None = None, slug: str = "nederland", **whole: bool) -> str:
    return address(ending, region, theme, slug, **whole).removeprefix(".")


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("ending", FORMS)
def test_every_form_comes_under_its_own_name(site: TestClient, ending: str, region: str) -> None:
    answer = site.get(path(ending, region))
    assert answer.status_code == 200
    assert answer.content.startswith(BEGINS[ending])
    assert answer.headers["content-type"] == WRITERS[ending][0]
    slug = path(ending, region).split("/")[-1].split(".")[0]
    assert f'filename="sociale-monitor-{slug}-20' in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("inline" if ending == "pdf" else "attachment")


def test_the_choices_of_the_page_are_those_of_the_report(quick: TestClient, making: Making) -> None:
    quick.get("/rapport/gemeente/Emmen.pdf?thema=gezondheid&vergelijk=vergelijkbaar")
    quick.get("/rapport/drenthe.xlsx?heel=ja&thema=")
    assert making.asked == [
        ReportRequest("pdf", "GM0114", "gezondheid", "vergelijkbaar"),
        ReportRequest("xlsx", PROVINCE, whole=True),
    ]
    # What the address of the button asks for is what it says.
    for region in (PROVINCE, "GM0114"):
        for ending in FORMS:
            quick.get(path(ending, region, "bevolking", "eerder", whole=True))
            assert making.asked[-1] == ReportRequest(ending, region, "bevolking", "eerder", True)


def test_a_report_is_made_once_and_who_has_it_gets_304(quick: TestClient, making: Making) -> None:
    first = quick.get("/rapport/drenthe.pdf")
    again = quick.get("/rapport/drenthe.pdf?vergelijk=nederland")
    assert first.content == again.content
    assert "https://monitor.example" in first.text
    assert len(making.asked) == 1
    held = quick.get("/rapport/drenthe.pdf", headers={"If-None-Match": first.headers["etag"]})
    assert held.status_code == 304
    assert quick.head("/rapport/drenthe.pdf").headers["etag"]
    assert len(making.asked) == 1


def test_with_other_figures_it_is_made_anew(
    quick: TestClient, making: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick.get("/rapport/drenthe.pdf")
    found = routes.at_hand()
    assert found
    monkeypatch.setattr(found.of, "version", "another")
    quick.get("/rapport/drenthe.pdf")
    assert len(making.asked) == 2


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/gemeente/hogeveen.pdf", 404, "Bedoelt u hoogeveen?"),
        ("/gemeente/zwolle.pdf", 404, "van de 12 gemeenten van Drenthe"),
        ("/groningen.pdf", 404, "pagina Rapporten"),
        ("/gemeente/emmen.exe", 404, "pdf, xlsx, pptx, docx en html"),
        ("/gemeente/emmen", 404, "pagina Rapporten"),
        ("/gemeente/../drenthe.pdf/x", 404, "pagina Rapporten"),
        ("/drenthe.pdf?thema=onzin", 400, "gezondheid"),
        ("/drenthe.pdf?vergelijk=drente", 400, "Bedoelt u drenthe?"),
        ("/drenthe.pdf?vergelijk=drenthe", 400, "met zichzelf vergelijken kan niet"),
        ("/drenthe.pdf?vergelijk=vergelijkbaar", 400, "pas als u een gemeente kiest"),
        ("/drenthe.pdf?jaar=2020", 400, "kent de keuze “jaar” niet"),
        ("/drenthe.pdf?heel=nee", 400, "heel=ja"),
    ],
)
def test_what_cannot_be_is_said_in_dutch(site: TestClient, address: str, status: int, said: str) -> None:
    answer = site.get(f"/rapport{address}")
    assert answer.status_code == status
    assert said in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-language"] == "nl"
    # A browser gets a page.
    page = site.get(f"/rapport{address}", headers={"Accept": "text/html"})
    assert page.text.startswith("<!doctype html>")
    assert said in page.text


def test_the_bare_address_leads_to_the_page_and_nothing_is_sent_to_it(site: TestClient) -> None:
    answer = site.get("/rapport", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "rapporten")
    posted = site.post("/rapport/drenthe.pdf")
    assert posted.status_code == 405
    assert sorted(posted.headers["allow"].split(", ")) == ["GET", "HEAD"]
    assert "alleen opvragen" in posted.text


def test_what_fails_is_said_and_logged(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(asked: ReportRequest, home: str) -> bytes:
        raise RuntimeError("no letters")

    monkeypatch.setattr(routes, "make", broken)
    answer = site.get("/rapport/gemeente/assen.pdf?thema=bevolking")
    assert answer.status_code == 500
    assert "Probeer het later opnieuw" in answer.text

    def without(asked: ReportRequest, home: str) -> bytes:
        raise FileNotFoundError("observations")

    monkeypatch.setattr(routes, "make", without)
    answer = site.get("/rapport/gemeente/assen.pdf?thema=bevolking")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "observations" in caplog.text


def test_two_at_a_time_a_short_queue_and_then_when_to_come_back(making: Making) -> None:
    async def all_of_it() -> None:
        making.go.clear()
        work = Work(threads=2, per_client=3, in_all=4)
        app = Starlette(routes=reports(work=work))
        slugs = [path("pdf", region) for region in GEMEENTEN]
        async with asking(app, "192.0.2.1") as greedy, asking(app, "192.0.2.2") as calm:
            asked = [asyncio.create_task(greedy.get(address)) for address in slugs[:5]]
            await until(lambda: sum(task.done() for task in asked) == 2 and len(making.asked) == 2)
            refused = [task.result() for task in asked if task.done()]
            assert {answer.status_code for answer in refused} == {429}
            assert all(5 <= int(answer.headers["retry-after"]) <= 60 for answer in refused)
            assert "U vraagt veel rapporten tegelijk" in refused[0].text
            # The pages' own threads are free.
            assert anyio.to_thread.current_default_thread_limiter().borrowed_tokens == 0
            waiting = asyncio.create_task(calm.get(slugs[6]))
            await until(lambda: work.turns.waiting("192.0.2.2") == 1)
            full = await calm.get(slugs[7])
            assert full.status_code == 503
            assert "Er worden nu veel rapporten gemaakt" in full.text
            assert int(full.headers["retry-after"]) >= 5
            making.go.set()
            answers = [await task for task in [*asked, waiting]]
            assert [answer.status_code for answer in answers].count(200) == 4
            # There is room again.
            assert (await calm.get(slugs[7])).status_code == 200

    own_loop.run(all_of_it())


def test_who_asks_for_the_same_waits_for_the_same(making: Making) -> None:
    async def all_of_it() -> None:
        making.go.clear()
        app = Starlette(routes=reports())
        async with asking(app, "192.0.2.1") as one, asking(app, "192.0.2.2") as other:
            asked = [asyncio.create_task(who.get("/rapport/drenthe.docx")) for who in (one, other)]
            await until(lambda: len(making.asked) == 1)
            making.go.set()
            assert {(await task).status_code for task in asked} == {200}
            assert len(making.asked) == 1

    own_loop.run(all_of_it())


def test_the_names_say_what_is_in_them() -> None:
    asked = ReportRequest("xlsx", "GM0114", "gezondheid", "vergelijkbaar", True)
    assert (
        asked.name(date(2026, 11, 21))
        == "sociale-monitor-emmen-gezondheid-heel-naast-vergelijkbaar-2026-11-21.xlsx"
    )
    assert set(FORMS) == set(WRITERS)
