"""One view in a page of another site: as high as what it shows, with a way to the whole monitor, and only where it may."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page

from bench.server import ROOT, serve
from tests.sweep import EXHAUSTIVE, sampled

pytestmark = [pytest.mark.browser, EXHAUSTIVE]

#: What docs/inbedden.md says to copy.
SNIPPET = re.search(
    r"```html\n(.*?)```", (ROOT / "docs" / "inbedden.md").read_text(encoding="utf-8"), re.DOTALL
)
VIEWS = ("trend?indicator=roken&gemeente=emmen&embed=true", "kaart?indicator=roken&embed=true")


@dataclass
class Host:
    """Another site, with a page in which the view ``shows``."""

    url: str
    shows: str = ""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Site</title>{made.shows}".encode())

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    made = Host(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()


@pytest.fixture(scope="module")
def monitor(host: Host) -> Iterator[str]:
    with serve(
        ROOT / "app.py", environment={"MONITOR_EMBED_HOSTS": f"{host.url} https://*.drenthe.nl"}
    ) as server:
        yield server.url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 700, "height": 900}, locale="nl-NL")
    made = context.new_page()
    made.set_default_timeout(60_000)
    yield made
    context.close()


def snippet(address: str) -> str:
    assert SNIPPET
    told, times = re.subn(r'src="[^"]+"', f'src="{html.escape(address)}"', SNIPPET[1])
    assert times == 1
    return told


def shown(page: Page, host: Host, address: str) -> Frame:
    """The view in the page of the host, once it is there and the frame has its height."""
    host.shows = snippet(address)
    page.goto(host.url)
    frame = page.frames[1]
    frame.get_by_text("Bron:").first.wait_for()
    for _ in range(100):
        hidden = frame.evaluate(
            """() => { const main = document.querySelector('[data-testid="stMain"]');
            return main.scrollHeight - main.clientHeight; }"""
        )
        if page.evaluate("document.querySelector('iframe').style.height") != "700px" and hidden <= 0:
            return frame
        page.wait_for_timeout(100)
    raise AssertionError(f"{hidden} pixels of the view are below its frame")


@pytest.mark.parametrize("view", sampled(VIEWS))
def test_a_view_is_as_high_as_what_it_shows_and_no_more(
    page: Page, host: Host, monitor: str, view: str
) -> None:
    frame = shown(page, host, f"{monitor}/{view}")
    page.wait_for_load_state("networkidle")
    high = page.locator("iframe").bounding_box()
    last = frame.locator(".st-key-inhoud").bounding_box()
    assert high
    assert last
    # The link, and a little air; the height of the iframe of the snippet was another one.
    assert 0 <= high["y"] + high["height"] - (last["y"] + last["height"]) < 120


def test_only_the_view_itself_is_there(page: Page, host: Host, monitor: str) -> None:
    frame = shown(page, host, f"{monitor}/{VIEWS[0]}")
    assert frame.get_by_text("In Emmen rookt").first.is_visible()
    assert frame.get_by_text("Bron:").first.is_visible()
    frame.locator('[data-testid="stVegaLiteChart"] :is(canvas, svg)').first.wait_for()
    for gone in (
        ".st-key-band",
        ".st-key-voet",
        "input",
        '[data-testid="stDownloadButton"]',
        '[role="radio"]',
    ):
        for element in frame.locator(gone).all():
            assert not element.is_visible(), gone
    assert not frame.get_by_text("Wat is dit?").first.is_visible()
    # For who hears the page it still has a heading.
    assert frame.locator("h1").count() == 1


def test_the_link_leads_to_the_same_view_in_the_whole_monitor(page: Page, host: Host, monitor: str) -> None:
    frame = shown(page, host, f"{monitor}/{VIEWS[0]}")
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Bekijk en kies verder").click()
    whole = opened.value
    whole.get_by_text("telt en vertelt").wait_for()
    assert whole.url == f"{monitor}/trend?indicator=roken&gemeente=emmen"
    assert whole.locator(".st-key-band").is_visible()
    whole.get_by_role("combobox", name="Cijfer", exact=True).wait_for()


def test_a_site_that_was_not_named_shows_nothing(page: Page, host: Host, monitor: str) -> None:
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", hear)
    host.shows = snippet(f"{monitor}/{VIEWS[0]}")
    page.goto(host.url.replace("127.0.0.1", "localhost"))
    page.wait_for_load_state("networkidle")
    assert page.frames[1].locator(".st-key-inhoud").count() == 0
    assert any("frame-ancestors" in text for text in said)


def test_a_page_by_itself_is_no_view_in_another_page(page: Page, monitor: str) -> None:
    page.goto(f"{monitor}/trend?indicator=roken")
    page.get_by_text("telt en vertelt").wait_for()
    assert page.locator(".ingebed-voet").count() == 0


def test_the_wheel_is_for_the_page_around_it(page: Page, host: Host, monitor: str) -> None:
    frame = shown(page, host, f"{monitor}/kaart?indicator=roken&gebied=wijken&inzoomen=ja&embed=true")
    frame.locator('[data-testid="stVegaLiteChart"] :is(canvas, svg)').first.wait_for()
    assert frame.locator('[data-testid="stDeckGlJsonChart"]').count() == 0
    assert frame.get_by_text("inzoomen").count() == 0
