"""In front of a room, on a real beamer's size: large letters, keys, and two windows that go together."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from ui.present import ready
from ui.present.line import to_address

pytestmark = pytest.mark.browser

BEAMER = pytest.mark.parametrize("reader", ["beamer"], indirect=True)
#: Of every word on the screen: how large it is.
WORDS = """() => {
  const walker = document.createTreeWalker(document.querySelector('.st-key-scherm'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    const icon = parent.closest('[data-testid="stIconMaterial"], [role="img"]');
    if (text && !icon && parent.getClientRects().length) found.push([text, parseFloat(getComputedStyle(parent).fontSize)]);
  }
  return found;
}"""


def at(page: Page, number: int) -> None:
    """Wait until the screen with this number is there."""
    page.get_by_text(re.compile(rf"^{number} van \d+$")).wait_for()
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def shown(reader: Reader, there: str) -> Page:
    reader.page.goto(reader.url + there)
    at(reader.page, 1)
    return reader.page


def address(area: str, mode: str) -> str:
    return f"/verhaallijn?lijn={to_address(ready.line('armoede', area))}&modus={mode}"


@BEAMER
def test_every_word_is_large_and_nothing_needs_a_scroll(reader: Reader) -> None:
    page = shown(reader, address("corop-zuidoost", "presentatie"))
    page.locator(".st-key-scherm_beeld img").wait_for()
    small = [(text, size) for text, size in page.evaluate(WORDS) if size < 28]
    assert not small
    assert page.locator(".st-key-scherm h1").evaluate("h => parseFloat(getComputedStyle(h).fontSize)") >= 40
    picture = page.locator(".st-key-scherm_beeld img").bounding_box()
    assert picture is not None
    assert picture["height"] > 600
    assert picture["width"] > 1700
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.get_by_role("navigation").count() == 0


@BEAMER
def test_the_keys_of_a_clicker_go_through_the_line(reader: Reader) -> None:
    page = shown(reader, address("emmen", "presentatie"))
    at(page, 1)
    for key, number in (("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2)):
        page.keyboard.press(key)
        at(page, number)
    page.keyboard.press("b")
    assert page.evaluate("document.documentElement.classList.contains('zwart')")
    page.keyboard.press("b")
    assert not page.evaluate("document.documentElement.classList.contains('zwart')")
    page.keyboard.press("t")
    assert page.get_by_role("timer").inner_text().startswith("0:0")
    page.keyboard.press("q")
    page.get_by_alt_text("QR-code: het adres van dit beeld").wait_for()
    page.reload()
    at(page, 2)
    page.keyboard.press("b")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.documentElement.classList.contains('zwart')")
    at(page, 2)
    page.keyboard.press("Escape")
    page.locator(".st-key-scherm").wait_for(state="detached")
    assert "modus=" not in page.url


@BEAMER
def test_the_presenters_window_and_the_beamer_go_together(reader: Reader) -> None:
    presenter = shown(reader, address("emmen", "spreker"))
    beamer = presenter.context.new_page()
    beamer.goto(reader.url + address("emmen", "presentatie"))
    at(beamer, 1)
    presenter.keyboard.press("ArrowRight")
    at(presenter, 2)
    at(beamer, 2)
    beamer.keyboard.press("ArrowRight")
    at(beamer, 3)
    at(presenter, 3)
    beamer.close()
