"""A click on the map, on a bar or in the table chooses the gemeente, everywhere and in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from bench.browser import select
from tests.browser.conftest import Reader
from tests.sweep import EXHAUSTIVE, sampled

pytestmark = pytest.mark.browser

#: Where a gemeente lies on the map of Drenthe, as a share of its width and height.
EMMEN, WESTERVELD = (0.72, 0.78), (0.37, 0.60)


def chosen(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("gemeente", [None])[0]


def wait_for(page: Page, gemeente: str, milliseconds: int = 8000) -> bool:
    for _ in range(milliseconds // 100):
        if chosen(page) == gemeente:
            return True
        page.wait_for_timeout(100)
    return False


#: The map: as a chart, and drawn by deck.gl for who zooms in; and the chart beside it.
WHOLE = '[data-testid="stVegaLiteChart"][aria-label^="Kaart:"]'
ZOOMED = '[data-testid="stDeckGlJsonChart"]'
BESIDE = '[class*="st-key-kaart_staven"] [data-testid="stVegaLiteChart"]'


def on_map(page: Page, place: tuple[float, float], map_: str = WHOLE) -> tuple[float, float]:
    chart = page.locator(map_)
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    return box["x"] + box["width"] * place[0], box["y"] + box["height"] * place[1]


def test_hover_tells_in_dutch_and_a_click_on_the_map_chooses(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020")
    page.locator(f"{WHOLE} path").first.wait_for()
    page.mouse.move(*on_map(page, EMMEN), steps=3)
    page.locator("#vg-tooltip-element", has_text="Emmen: 12,5% (2020)").wait_for()
    page.mouse.click(*on_map(page, EMMEN))
    assert wait_for(page, "emmen")
    assert chosen(page) == "emmen"
    reader.settle()
    main = page.inner_text('[data-testid="stMain"]')
    assert "In Emmen heeft 12,5% moeite met rondkomen" in main
    assert "1,4 procentpunt minder dan in Nederland (13,9%)" in main
    page.go_back()
    page.wait_for_timeout(1000)
    assert chosen(page) is None


@EXHAUSTIVE
def test_where_one_zooms_in_hover_tells_too_and_a_click_chooses(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020&gebied=wijken")
    page.locator(f"{WHOLE} path").first.wait_for()
    page.get_by_role("button", name="Inzoomen op de kaart").click()
    page.locator(f"{ZOOMED} canvas").first.wait_for()
    page.wait_for_timeout(2500)
    page.mouse.move(*on_map(page, EMMEN, ZOOMED), steps=3)
    told = page.locator(".deck-tooltip", has_text=re.compile(r"\w+: \d\d?,\d%"))
    told.first.wait_for()
    # In software WebGL a click is lost when picking takes too long; a reader would click again.
    for _ in range(4):
        page.mouse.click(*on_map(page, EMMEN, ZOOMED))
        if wait_for(page, "emmen", 3000):
            break
    assert chosen(page) == "emmen"


@EXHAUSTIVE
def test_another_figure_leaves_the_map_and_the_bars_as_they_are(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020")
    page.locator(f"{WHOLE} path").first.wait_for()
    drawings = page.locator(f"{WHOLE} svg, {BESIDE} svg")
    assert drawings.count() == 2
    drawings.evaluate_all("drawings => drawings.forEach(one => { one.dataset.before = 'ja'; })")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    select(page, "Cijfer", "Overgewicht")
    page.locator('[data-testid="stVegaLiteChart"][aria-label^="Kaart: Overgewicht"]').wait_for()
    page.locator(BESIDE, has_text="58,6%").wait_for()
    assert drawings.evaluate_all("drawings => drawings.map(one => one.dataset.before)") == ["ja", "ja"]
    assert not [url for url in fetched if "open-data" in url], "the shapes are there"


@EXHAUSTIVE
def test_a_click_on_a_bar_or_on_its_name_chooses(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020")
    page.wait_for_timeout(1500)
    # From high to low: Nederland, Assen, Emmen, Meppel, ...
    for row, place, gemeente in ((1, 0.1, "assen"), (2, 0.6, "emmen")):
        box = page.locator(BESIDE).bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] * place, box["y"] + 8 + 24 * (row + 0.5))
        assert wait_for(page, gemeente)
        reader.settle()
        page.wait_for_timeout(800)


@EXHAUSTIVE
def test_a_name_in_the_table_chooses(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020")
    page.get_by_text("Dezelfde cijfers in een tabel").click()
    table = page.locator(".tabel").first
    table.get_by_role("link", name="Assen").click()
    assert wait_for(page, "assen")
    # A click on a header sorts and chooses nothing.
    for first in ("Aa en Hunze", "Westerveld"):
        table.get_by_role("button", name="Gemeente").click()
        page.wait_for_timeout(500)
        assert chosen(page) == "assen"
        assert table.locator("tbody th").first.inner_text() == first
    assert table.locator("[aria-current]").all_inner_texts() == ["Assen"]


@EXHAUSTIVE
def test_a_click_on_a_row_of_wijken_zooms_to_that_gemeente(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020&gebied=wijken")
    page.wait_for_timeout(1500)
    box = page.locator(BESIDE).bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + 8 + 24 * 1.5)
    assert wait_for(page, "assen")
    reader.settle()
    page.get_by_role("heading", name="In de wijken van Assen").wait_for()
    page.get_by_role("button", name="Heel Drenthe").click()
    page.get_by_role("heading", name="het meest van de 151 wijken").wait_for()


@EXHAUSTIVE
def test_a_click_on_a_row_of_buurten_opens_the_wijken_of_that_gemeente(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020&gebied=buurten")
    page.wait_for_timeout(1500)
    box = page.locator('[data-testid="stVegaLiteChart"]').first.bounding_box()
    assert box
    # From high to low: Nederland, Assen ...
    page.mouse.click(box["x"] + 30, box["y"] + 8 + 24 * 1.5)
    assert wait_for(page, "assen")
    reader.settle()
    page.get_by_role("heading", name="In de buurten van Assen").wait_for()
    page.get_by_text("Lariks").first.wait_for()
    # A wijk is nobody's own: a click on its row changes nothing.
    page.mouse.click(box["x"] + 30, box["y"] + 8 + 24 * 0.5)
    page.wait_for_timeout(1000)
    assert chosen(page) == "assen"
    page.get_by_role("button", name="Heel Drenthe").click()
    page.get_by_role("button", name="Alleen Assen").wait_for()


@EXHAUSTIVE
def test_the_colours_and_the_years_are_choices_that_back_undoes(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020")
    page.get_by_role("button", name="Kleuren").click()
    page.get_by_text("Rond Nederland: turquoise eronder").click()
    page.get_by_role("img", name="Rond Nederland 13,9%: turquoise minder, paars meer").wait_for()
    assert "klassen=vergelijk" in page.url
    page.go_back()
    page.get_by_role("img", name="Gelijke aantallen gemeenten per kleur").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Dezelfde kaart over de jaren").click()
    page.get_by_role("img", name="Kaartjes van Drenthe, een per jaar: 2012, 2016, 2020, 2024").wait_for()
    assert "jaren=ja" in page.url
    assert not reader.console_errors


@pytest.mark.parametrize("place", sampled([pytest.param((0.02, 0.5)), pytest.param((0.62, 0.93))]))
@EXHAUSTIVE
def test_what_the_pointer_is_told_stays_within_the_map(reader: Reader, place: tuple[float, float]) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2020&gebied=wijken&gemeente=emmen&inzoomen=ja")
    chart = page.locator(ZOOMED)
    chart.locator("canvas").first.wait_for()
    page.wait_for_timeout(2500)
    across, down = on_map(page, place, ZOOMED)
    told = page.locator(".deck-tooltip", has_text="%")
    for step in range(8):
        page.mouse.move(across + step, down)
        page.wait_for_timeout(400)
        if told.count() and told.first.is_visible():
            break
    box, room = told.first.bounding_box(), chart.bounding_box()
    assert box
    assert room
    assert box["x"] >= room["x"] - 1
    assert box["x"] + box["width"] <= room["x"] + room["width"] + 1
    assert box["y"] + box["height"] <= room["y"] + room["height"] + 1
