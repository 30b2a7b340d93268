"""No violation that axe-core can find, on any page, on a laptop and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from bench.server import Server
from tests.browser.conftest import SIZES
from tests.browser.test_pages import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["laptop", "phone"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(browser: Browser, server: Server, address: str, size: str) -> None:
    width, height = SIZES[size]
    # axe is put into the page as a script, which the site's own policy would forbid.
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    page.goto(server.url + address)
    page.get_by_text("telt en vertelt").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    found = Axe().run(page).response["violations"]
    context.close()
    said = [f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:120]})" for v in found]
    assert not said, "\n".join(said)
