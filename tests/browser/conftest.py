"""A real server and a real Chromium, started once for all browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from bench.browser import chromium
from bench.server import ROOT, Server, serve

#: Phone, laptop, beamer.
SIZES = {"phone": (390, 844), "laptop": (1400, 900), "beamer": (1920, 1080)}


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serve(ROOT / "app.py") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@dataclass
class Reader:
    """A reader's browser tab that remembers what went wrong in it."""

    page: Page
    url: str
    console_errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(self.url + address)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and the page shows its footer."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.get_by_text("telt en vertelt").wait_for()
        self.page.wait_for_load_state("networkidle")

    def choose(self, label: str, option: str) -> None:
        box = self.page.get_by_role("combobox", name=label)
        box.click()
        box.fill(option)
        self.page.get_by_role("option").first.wait_for()
        box.press("Enter")
        self.page.wait_for_timeout(300)
        self.settle()


@pytest.fixture
def reader(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Reader]:
    """A tab of laptop size, or of the size named by an indirect parameter."""
    width, height = SIZES[getattr(request, "param", "laptop")]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(20_000)
    tab = Reader(page, server.url)
    host = urlsplit(server.url).netloc

    def asked(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            tab.strangers.append(address)

    page.on("request", lambda sent: asked(sent.url))
    page.on("websocket", lambda socket: asked(socket.url))
    page.on("console", lambda said: tab.console_errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: tab.console_errors.append(str(error)))
    yield tab
    context.close()
    assert not tab.strangers, f"requests left the host: {tab.strangers}"
    assert not tab.console_errors, f"errors in the console: {tab.console_errors}"
