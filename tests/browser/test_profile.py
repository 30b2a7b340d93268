"""What only a real browser shows of the profile of a gemeente: a click on a row opens it in place, back closes it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tests.sweep import EXHAUSTIVE, sampled
from ui.parts.tables import ROW

pytestmark = [pytest.mark.browser, EXHAUSTIVE]


#: Whether an element stands whole in the part that scrolls around it.
WHOLE = """element => {
  let around = element.parentElement;
  while (around && getComputedStyle(around).overflowY !== "auto") around = around.parentElement;
  const [inner, outer] = [element.getBoundingClientRect(), around.getBoundingClientRect()];
  return inner.top >= outer.top && inner.bottom <= outer.bottom && inner.right <= outer.right;
}"""


def click_row(reader: Reader, theme: str, row: int) -> float:
    """Tick the box of a row (from 0) of the table of a theme; says how far the table moved on the screen, in pixels."""
    page = reader.page
    table = page.locator(f'[class*="st-key-profiel_{theme}"] [data-testid="stDataFrame"]')
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = table.bounding_box()
    assert box
    x, y = box["x"] + 16, box["y"] + ROW * (row + 1.5)
    # The table listens to where the pointer is before it listens to a click.
    page.mouse.move(x, y - 5, steps=4)
    page.wait_for_timeout(100)
    page.mouse.click(x, y, delay=40)
    page.wait_for_timeout(1500)
    reader.settle()
    after = table.bounding_box()
    assert after
    return after["y"] - box["y"]


def opened(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("indicator", [None])[0]


def test_a_click_on_a_row_opens_its_trend_in_place_and_back_closes_it(reader: Reader) -> None:
    page = reader.open("/mijn-gemeente?gemeente=emmen&thema=alles")
    moved = click_row(reader, "bestaanszekerheid", 0)
    assert opened(page) == "moeite_rondkomen"
    assert abs(moved) < 40, "the row that was clicked stays where it is"
    assert page.locator('[data-testid="stVegaLiteChart"]').count() == 1
    heading = page.get_by_role("heading", name="Moeite met rondkomen")
    heading.wait_for()
    at, size = heading.bounding_box(), page.viewport_size
    assert at
    assert size
    assert 0 < at["y"] < size["height"] - 200, "what is opened is in sight at once"
    assert page.locator('[data-testid="stVegaLiteChart"]').evaluate(WHOLE), "no part of the picture is cut"
    table = page.locator('[class*="st-key-profiel_bestaanszekerheid"] .dvn-scroller')
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth"), "no column is cut"

    # Another row, further down: what was open closes, and the place is kept.
    moved = click_row(reader, "gezondheid", 0)
    assert opened(page) == "ervaren_gezondheid"
    assert abs(moved) < 40
    assert page.locator('[data-testid="stVegaLiteChart"]').count() == 1

    page.go_back()
    page.wait_for_timeout(800)
    reader.settle()
    assert opened(page) == "moeite_rondkomen"
    page.get_by_role("heading", name="Moeite met rondkomen").wait_for()


@pytest.mark.parametrize("mark", sampled(["&indicator=moeite_rondkomen", ""]))
def test_sorting_a_table_opens_nothing_and_the_tick_stays_with_its_row(reader: Reader, mark: str) -> None:
    page = reader.open("/mijn-gemeente?gemeente=emmen&thema=bestaanszekerheid" + mark)
    page.wait_for_timeout(1000)
    before = opened(page)
    table = page.locator('[class*="st-key-profiel_"] [data-testid="stDataFrame"]')
    for across in (100, 520, 100):
        table.scroll_into_view_if_needed()
        # Without a pause on the header: then the table gets the focus with the click itself.
        box = table.bounding_box()
        assert box
        page.mouse.click(box["x"] + across, box["y"] + ROW / 2)
        page.wait_for_timeout(1200)
        assert opened(page) == before
    # Sorted by name: the first row on the screen is not the first of the table as it was made.
    click_row(reader, "bestaanszekerheid", 0)
    assert opened(page) == "netto_arbeidsparticipatie"


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
