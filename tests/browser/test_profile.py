"""What only a real browser shows of the profile of a gemeente: a figure of a table opens in place, back closes it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Reader
from tests.sweep import EXHAUSTIVE, sampled

pytestmark = [pytest.mark.browser, EXHAUSTIVE]


#: Whether an element stands whole in the part that scrolls around it.
WHOLE = """element => {
  let around = element.parentElement;
  while (around && getComputedStyle(around).overflowY !== "auto") around = around.parentElement;
  const [inner, outer] = [element.getBoundingClientRect(), around.getBoundingClientRect()];
  return inner.top >= outer.top && inner.bottom <= outer.bottom && inner.right <= outer.right;
}"""


def table(page: Page, theme: str) -> Locator:
    return page.locator(f".st-key-profiel_{theme} .tabel")


def open_row(reader: Reader, theme: str, title: str) -> float:
    """Choose a figure in the table of a theme; says how far it moved on the screen, in pixels."""
    link = table(reader.page, theme).get_by_role("link", name=title, exact=True)
    link.scroll_into_view_if_needed()
    before = link.bounding_box()
    link.press("Enter")
    reader.page.wait_for_timeout(1500)
    reader.settle()
    after = link.bounding_box()
    assert before
    assert after
    assert link.evaluate("link => link === document.activeElement"), "the keyboard goes on from there"
    return after["y"] - before["y"]


def opened(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("indicator", [None])[0]


def test_a_figure_opens_its_trend_in_place_and_back_closes_it(reader: Reader) -> None:
    page = reader.open("/mijn-gemeente?gemeente=emmen&thema=alles")
    moved = open_row(reader, "bestaanszekerheid", "Moeite met rondkomen")
    assert opened(page) == "moeite_rondkomen"
    assert abs(moved) < 3, "the row that was chosen stays where it is"
    assert page.locator('[data-testid="stVegaLiteChart"]').count() == 1
    heading = page.get_by_role("heading", name="Moeite met rondkomen")
    heading.wait_for()
    at, size = heading.bounding_box(), page.viewport_size
    assert at
    assert size
    assert 0 < at["y"] < size["height"] - 200, "what is opened is in sight at once"
    assert page.locator('[data-testid="stVegaLiteChart"]').evaluate(WHOLE), "no part of the picture is cut"
    fits = "table => table.scrollWidth <= table.clientWidth"
    assert table(page, "bestaanszekerheid").evaluate(fits), "no column is cut"

    # Another row, further down: what was open closes, and the place is kept.
    moved = open_row(reader, "gezondheid", "Ervaren gezondheid")
    assert opened(page) == "ervaren_gezondheid"
    assert abs(moved) < 40
    assert page.locator('[data-testid="stVegaLiteChart"]').count() == 1

    page.go_back()
    page.wait_for_timeout(800)
    reader.settle()
    assert opened(page) == "moeite_rondkomen"
    page.get_by_role("heading", name="Moeite met rondkomen").wait_for()


@pytest.mark.parametrize("mark", sampled(["&indicator=moeite_rondkomen", ""]))
def test_sorting_a_table_opens_nothing_and_its_order_stays_when_a_row_is_opened(
    reader: Reader, mark: str
) -> None:
    page = reader.open("/mijn-gemeente?gemeente=emmen&thema=bestaanszekerheid" + mark)
    before = opened(page)
    theme = table(page, "bestaanszekerheid")
    head = theme.get_by_role("button", name="Cijfer")
    head.click()
    names = theme.locator("tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    assert opened(page) == before
    open_row(reader, "bestaanszekerheid", "Betaald werk")
    assert opened(page) == "netto_arbeidsparticipatie"
    assert theme.locator("tbody th").all_inner_texts() == names
    assert theme.locator("[aria-current]").all_inner_texts() == ["Betaald werk"]


def test_what_is_typed_in_the_search_box_is_found_and_stays(reader: Reader) -> None:
    page = reader.open("/over-de-cijfers")
    box = page.get_by_label("Zoek een cijfer").first
    box.click()
    page.keyboard.type("schulden ", delay=120)
    page.wait_for_timeout(1200)
    # A pause halfway does not undo what was typed.
    page.keyboard.type("huishoudens", delay=60)
    page.wait_for_timeout(1500)
    reader.settle()
    assert box.input_value() == "schulden huishoudens"
    assert parse_qs(urlsplit(page.url).query)["zoek"] == ["schulden huishoudens"]
    assert page.get_by_text("gevonden").count() == 1
