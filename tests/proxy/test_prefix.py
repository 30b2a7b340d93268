"""Behind a proxy, under any prefix, by one process or by several that take turns: every page and everything on it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page

from bench.browser import chromium
from bench.server import ROOT, serve
from tests.proxy.nginx import nginx
from tests.sweep import EXHAUSTIVE
from ui.choose import site

pytestmark = [pytest.mark.browser, EXHAUSTIVE]

MAP = "/open-data/map/gemeenten-drenthe.geojson?indicator=roken"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


#: Below a prefix that a proxy takes off every page is opened, else a third of them: they are all made of the same parts.
EVERY_PAGE = "prefix taken off, in turns"
WAYS = ["own prefix", "prefix passed on", EVERY_PAGE, "no prefix, sticky"]


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def place(way: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the start page without its last slash."""
    folder = tmp_path_factory.mktemp("nginx")
    shared = {"MONITOR_DOWNLOADS": str(folder / "downloads"), "FORWARDED_ALLOW_IPS": "127.0.0.1"}
    prefixed = way in ("own prefix", "prefix passed on")
    settings = {"server.baseUrlPath": "monitor"} if prefixed else {}
    processes = 1 if prefixed else 2
    with ExitStack() as running:
        servers = [
            running.enter_context(serve(ROOT / "app.py", settings=settings, environment=shared))
            for _ in range(processes)
        ]
        upstream = [urlsplit(server.url).netloc for server in servers]
        if way == "own prefix":
            yield servers[0].url
        elif way == "prefix passed on":
            yield running.enter_context(nginx(folder, upstream, at="/monitor/", strip=False)) + "/monitor"
        elif way == EVERY_PAGE:
            yield running.enter_context(nginx(folder, upstream, at="/monitor/")) + "/monitor"
        else:
            yield running.enter_context(nginx(folder, upstream, sticky=True))


@dataclass
class Tab:
    page: Page
    place: str
    wrong: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(self.place + address)
        self.settle()
        return self.page

    def settle(self) -> None:
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.get_by_text("telt en vertelt").wait_for()
        self.page.wait_for_load_state("networkidle")


@pytest.fixture
def tab(place: str, browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(30_000)
    made = Tab(page, place)

    def answered(status: int, url: str) -> None:
        if status >= 400 or (urlsplit(url).scheme.startswith("http") and not url.startswith(place)):
            made.wrong.append(f"{status} {url}")

    page.on("response", lambda answer: answered(answer.status, answer.url))
    page.on(
        "websocket", lambda socket: answered(0 if urlsplit(place).path in socket.url else 404, socket.url)
    )
    page.on("console", lambda said: made.wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: made.wrong.append(str(error)))
    yield made
    context.close()
    assert made.wrong == []


@pytest.mark.parametrize("path", sorted(site.paths()))
def test_every_page_is_there_with_all_that_is_on_it(tab: Tab, path: str, way: str) -> None:
    if way != EVERY_PAGE and (sorted(site.paths()).index(path) + WAYS.index(way)) % 3:
        pytest.skip(f"opened below {EVERY_PAGE!r}")
    page = tab.open(f"/{path}")
    assert page.locator('[data-testid="stException"]').count() == 0
    logo = page.locator(".st-key-band img").first
    assert logo.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    if path == "kaart":
        page.wait_for_timeout(1500)


def test_every_link_stays_under_the_prefix(tab: Tab) -> None:
    page = tab.open("/over-de-cijfers?indicator=moeite_rondkomen")
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
    own = [link for link in links if urlsplit(link).netloc == urlsplit(tab.place).netloc]
    assert len(own) > 8
    assert [link for link in own if not link.startswith(tab.place)] == []
    for link in {link.partition("#")[0] for link in own}:
        assert httpx.get(link, follow_redirects=True, timeout=60).status_code == 200, link


def test_the_menu_leads_on_and_back(tab: Tab) -> None:
    page = tab.open("/?gemeente=emmen")
    page.get_by_role("link", name="Trend", exact=True).click()
    page.wait_for_url("**/trend?**")
    tab.settle()
    assert page.url.startswith(f"{tab.place}/trend?")
    page.reload()
    tab.settle()
    page.get_by_role("link", name="Overzicht", exact=True).click()
    page.wait_for_timeout(500)
    tab.settle()
    assert page.url.split("?")[0] in (f"{tab.place}/", tab.place)


def test_downloads_come_whoever_made_them(tab: Tab) -> None:
    page = tab.open("/trend?indicator=moeite_rondkomen")
    for name, begins in (("Cijfers (CSV", b"\xef\xbb\xbf"), ("Grafiek (PNG)", b"\x89PNG")):
        button = page.get_by_role("button", name=name).first
        for _ in range(3):
            with page.expect_download() as download:
                button.click()
            content = Path(download.value.path()).read_bytes()
            assert content.startswith(begins)
            assert download.value.suggested_filename.startswith("moeite_rondkomen")


def test_what_is_no_page_says_so_with_links_that_hold(place: str) -> None:
    for path in ("/bestaat-niet", "/bestaat/ook/niet"):
        answer = httpx.get(place + path, headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "Deze pagina bestaat niet" in answer.text
        ways = [part.partition('"')[0] for part in answer.text.split('href="')[1:]]
        assert ways
        for way in ways:
            assert httpx.get(urljoin(place + path, way)).status_code == 200


def test_a_slash_too_many_or_too_few(place: str) -> None:
    answer = httpx.get(f"{place}/kaart/?indicator=roken")
    assert answer.status_code == 308
    assert urljoin(f"{place}/kaart/", answer.headers["location"]) == f"{place}/kaart?indicator=roken"
    for path in ("", "/open-data"):
        answer = httpx.get(place + path, follow_redirects=True)
        assert answer.status_code == 200
        assert str(answer.url).rstrip("/") == f"{place}{path}"


def test_the_open_data_is_the_same_from_every_process(place: str) -> None:
    for path in (MAP, "/open-data/observations.csv?indicator=roken", "/open-data/catalog.json"):
        answers = [httpx.get(place + path) for _ in range(4)]
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.headers["etag"] for answer in answers}) == 1
        if "link" in answers[0].headers:
            described = answers[0].headers["link"].partition(">")[0].strip("<")
            assert httpx.get(urljoin(place + path, described)).json()["title"].startswith("Sociale Monitor")
    assert httpx.get(f"{place}/health").status_code == 200


def test_another_site_is_refused_through_the_proxy_too(place: str) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        assert httpx.get(f"{place}/", headers=headers).status_code in (403, 421)
