"""A facilitator at the beamer and a phone in the room, each in a browser of its own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from bench.server import Server
from tests.browser.conftest import SIZES, Reader
from tests.browser.states import PHONE
from tests.sweep import EXHAUSTIVE

pytestmark = [pytest.mark.browser, EXHAUSTIVE]


@pytest.mark.parametrize("reader", ["beamer"], indirect=True)
def test_a_phone_guesses_and_the_beamer_shows_it(reader: Reader, server: Server, browser: Browser) -> None:
    beamer = reader.open("/raad?soort=plek&indicator=moeite_rondkomen&jaar=2024")
    beamer.get_by_role("button", name="Laat telefoons meeraden").click()
    beamer.get_by_role("button", name="Stop deze kamer").wait_for()
    found = re.search(r"kamer=([A-Z]{4})", beamer.url)
    assert found
    width, height = SIZES["phone"]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="nl-NL", user_agent=PHONE
    )
    phone = context.new_page()
    phone.set_default_timeout(20_000)
    phone.goto(f"{server.url}/raad?kamer={found[1]}")
    slider = phone.get_by_role("slider").first
    slider.focus()
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "12,3%")
    phone.get_by_role("button", name="Stuur mijn schatting").click()
    phone.get_by_text("Uw schatting staat erbij").wait_for()
    count = beamer.locator('[data-testid="stMetric"]', has_text="Schattingen")
    expect(count).to_contain_text("1", timeout=5_000)
    beamer.get_by_role("button", name="Onthul").click()
    beamer.get_by_text("In Drenthe heeft 12,7% moeite met rondkomen").wait_for()
    phone.get_by_text("Uw schatting: 12,3%, 0,4 procentpunt te laag.").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    # Opened again it is the same phone.
    phone.reload()
    phone.get_by_text("Uw schatting: 12,3%").wait_for()
    beamer.get_by_role("button", name="Stop deze kamer").click()
    phone.get_by_text(f"Kamer {found[1]} is er niet").wait_for()
    context.close()
