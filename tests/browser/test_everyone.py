"""What readers rely on who use a keyboard, hear the page, see it in other colours, or whose computer draws no maps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from bench.browser import ARGUMENTS, executable
from bench.server import Server
from tests.browser.axe import LAPTOP, WALKED
from tests.browser.conftest import Reader
from tests.browser.keyboard import walk
from tests.browser.states import State, settle
from tests.browser.test_pages import colours_in
from tests.sweep import EXHAUSTIVE, sampled
from ui import colours

pytestmark = [pytest.mark.browser, EXHAUSTIVE]

MAP = "/kaart?indicator=moeite_rondkomen&jaar=2020"
#: The map as a chart.
DRAWN = '[data-testid="stVegaLiteChart"][aria-label^="Kaart:"]'


def chosen(page: Page) -> str | None:
    return parse_qs(urlsplit(page.url).query).get("gemeente", [None])[0]


def in_a_browser_that(browser: Browser, url: str, **how: Any) -> Page:
    width, height = LAPTOP
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL", **how)
    page = context.new_page()
    page.goto(url)
    settle(page)
    return page


# With the keyboard


@pytest.mark.parametrize(
    "state", sampled((s for s in WALKED if not s.drawn), every=14), ids=lambda state: state.name
)
def test_every_stop_of_the_keyboard_has_a_name_and_can_be_seen(reader: Reader, state: State) -> None:
    reader.open(state.address)
    found = walk(reader.page)
    assert len(found.stops) > 8
    assert found.nameless == ()
    assert found.unseen == ()
    assert not found.caught


def test_skipping_to_the_contents_skips_the_menu(reader: Reader) -> None:
    page = reader.open("/kaart")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Naar de inhoud"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('[role=main]').contains(document.activeElement)"
    assert page.evaluate(inside)
    assert page.evaluate("!document.querySelector('nav').contains(document.activeElement)")


def test_the_parts_of_a_page_are_told_apart(reader: Reader) -> None:
    page = reader.open("/trend?gemeente=emmen")
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role  # type: ignore[arg-type]
    menu = page.get_by_role("navigation")
    assert menu.get_by_role("link").count() == 6
    assert menu.locator("[aria-current=page]").inner_text() == "Trend"
    assert page.get_by_role("main").get_by_role("link", name="Overzicht").count() == 0
    assert page.get_by_role("contentinfo").get_by_role("link", name="Toegankelijkheid").count() == 1


def test_the_menu_opens_closes_and_leads_on_with_the_keys_alone(reader: Reader) -> None:
    page = reader.open("/trend?gemeente=emmen")
    more = page.locator(".menu summary")
    more.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rapporten").wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".menu details[open]").count() == 0
    assert more.evaluate("word => word === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == "Verhalen"
    page.get_by_role("heading", level=1).click(position={"x": 5, "y": 10})
    assert page.locator(".menu details[open]").count() == 0, "a click elsewhere"
    page.evaluate("window.same = true")
    page.get_by_role("navigation").get_by_role("link", name="Kaart").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Waar in Drenthe is het anders?").wait_for()
    settle(page)
    assert page.evaluate("window.same"), "without loading the site anew"
    assert page.url.endswith("/kaart?gemeente=emmen")
    assert page.evaluate(focused) == "Kaart", "the keys go on from there"
    assert page.locator(".menu [aria-current=page]").all_inner_texts() == ["Kaart"]
    more.focus()
    for key in ("Enter", "Tab", "Enter"):
        page.keyboard.press(key)
    page.get_by_role("heading", name="Welke verhalen").wait_for()
    settle(page)
    assert page.evaluate(focused) == "Meer", "the word above the one that is closed away"


def test_a_gemeente_is_chosen_on_the_map_with_the_arrow_keys(reader: Reader) -> None:
    page = reader.open(MAP + "&gebied=nederland&inzoomen=ja")
    settle(page)
    page.locator(".deck-events-root").focus()
    page.keyboard.press("Tab")
    first = page.get_by_role("radio", name="Aa en Hunze")
    assert first.evaluate("radio => radio === document.activeElement")
    # In sight while the keyboard is there, and only then.
    listed = page.locator('[class*="st-key-alleen_toetsen"]')
    assert listed.bounding_box()["height"] > 20  # type: ignore[index]
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**gemeente=assen**")
    settle(page)
    assert page.get_by_role("radio", name="Assen").evaluate("radio => radio === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**gemeente=borger-odoorn**")
    settle(page)
    assert "In Borger-Odoorn heeft" in page.get_by_role("main").inner_text()
    page.keyboard.press("Tab")
    page.wait_for_timeout(200)
    assert listed.bounding_box()["height"] <= 2  # type: ignore[index]


def test_what_is_opened_can_be_scrolled_with_the_keyboard(reader: Reader) -> None:
    page = reader.open("/mijn-gemeente?gemeente=emmen")
    page.set_viewport_size({"width": 1280, "height": 500})
    page.get_by_role("button", name="Wie hoort waarbij?").click()
    body = page.get_by_test_id("stPopoverBody")
    body.wait_for()
    page.wait_for_timeout(400)
    scrolled = "body => { let at = body; while (at && at.scrollHeight <= at.clientHeight + 2) at = at.firstElementChild; return at ? at.scrollTop : -1; }"
    assert body.evaluate(scrolled) == 0, "there is more than fits"
    assert body.evaluate("body => body === document.activeElement")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(500)
    assert body.evaluate(scrolled) > 20
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert "Vergelijkbare gemeenten" in page.evaluate("document.activeElement.innerText")


def test_a_letter_alone_does_nothing_to_the_page(reader: Reader) -> None:
    sent: list[object] = []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page = reader.open("/")
    page.wait_for_timeout(500)
    before = len(sent)
    page.locator("h1").click()
    for letter in "rca":
        page.keyboard.press(letter)
    page.wait_for_timeout(800)
    assert len(sent) == before
    box = page.get_by_role("combobox", name="Mijn gemeente")
    box.click()
    box.fill("")
    page.keyboard.type("rca")
    assert box.input_value() == "rca"


# In other colours, with less motion


def test_a_dark_device_gets_dark_pages_charts_and_maps(browser: Browser, server: Server) -> None:
    page = in_a_browser_that(browser, server.url + MAP + "&gemeente=emmen", color_scheme="dark")
    background = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert background == "rgb(16, 23, 30)"
    chart = page.locator('[class*="st-key-kaart_staven"] [data-testid="stVegaLiteChart"]')
    drawn = chart.locator("svg, canvas").first.evaluate("node => node.outerHTML")
    if drawn.startswith("<svg"):
        assert colours.IN_THE_DARK[colours.GEMEENTE] in drawn
        assert colours.GEMEENTE not in drawn
    page.wait_for_timeout(500)
    assert colours_in(page.locator(DRAWN).screenshot()) >= 4
    # The device changes its mind: so does the page, charts and all.
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(500)
    settle(page)
    drawn = chart.locator("svg, canvas").first.evaluate("node => node.outerHTML")
    assert colours.GEMEENTE in drawn or not drawn.startswith("<svg")
    page.context.close()


def test_what_is_chosen_can_be_seen_in_forced_colours(browser: Browser, server: Server) -> None:
    page = in_a_browser_that(browser, server.url + MAP, forced_colors="active")
    look = "node => getComputedStyle(node).backgroundColor"
    on = page.get_by_role("radio", name="2020").evaluate(look)
    off = page.get_by_role("radio", name="2016").evaluate(look)
    assert on != off
    page.context.close()


def test_nothing_moves_for_who_asked_for_less_motion(browser: Browser, server: Server) -> None:
    page = in_a_browser_that(browser, server.url + MAP, reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter(node => {
          const style = getComputedStyle(node), seconds = text => Math.max(...text.split(',').map(parseFloat));
          return (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01)
            || seconds(style.transitionDuration) > 0.01;
        }).map(node => node.outerHTML.slice(0, 120))"""
    )
    assert moving == []
    page.context.close()


# Without WebGL


@pytest.fixture(scope="module")
def without_webgl(browser: Browser) -> Iterator[Browser]:
    """A browser on a computer without a graphics card, that draws nothing in its place."""
    plain = [a for a in ARGUMENTS if "angle" not in a and "swiftshader" not in a and "blocklist" not in a]
    none = ["--disable-gpu", "--disable-software-rasterizer", "--disable-3d-apis"]
    running = browser.browser_type.launch(executable_path=executable(), args=[*plain, *none])
    yield running
    running.close()


@pytest.mark.parametrize("area", ["drenthe", "nederland", "wijken"])
def test_without_webgl_the_map_is_a_drawing(without_webgl: Browser, server: Server, area: str) -> None:
    page = in_a_browser_that(
        without_webgl, f"{server.url}/kaart?indicator=overgewicht&jaar=2020&gebied={area}&inzoomen=ja"
    )
    assert page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
    assert page.get_by_test_id("stDeckGlJsonChart").count() == 0
    drawn = page.locator(DRAWN)
    assert colours_in(drawn.screenshot()) >= 4
    page.context.close()


def test_without_webgl_a_click_chooses_and_names_are_told(without_webgl: Browser, server: Server) -> None:
    page = in_a_browser_that(without_webgl, server.url + MAP)
    drawn = page.locator(DRAWN)
    box = drawn.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.85, steps=3)
    page.locator("#vg-tooltip-element", has_text="Emmen: 12,5%").wait_for()
    page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.85)
    page.wait_for_url("**gemeente=emmen**")
    settle(page)
    assert "In Emmen heeft 12,5% moeite met rondkomen" in page.get_by_role("main").inner_text()
    page.context.close()


def test_without_webgl_nobody_is_offered_to_zoom_in(without_webgl: Browser, server: Server) -> None:
    page = in_a_browser_that(without_webgl, server.url + MAP + "&gebied=wijken")
    offered = page.get_by_role("button", name="Inzoomen op de kaart")
    offered.wait_for(state="hidden")
    # Nor in the next visit: then the server knows.
    page.reload()
    settle(page)
    assert page.locator(DRAWN).count() == 1
    assert offered.count() == 0
    page.context.close()


def test_who_has_webgl_can_zoom_in_and_gets_no_cookie(reader: Reader) -> None:
    page = reader.open(MAP + "&gebied=nederland")
    page.get_by_role("button", name="Inzoomen op de kaart").click()
    page.get_by_test_id("stDeckGlJsonChart").wait_for()
    assert page.context.cookies() == [] or all(c["name"] != "webgl" for c in page.context.cookies())


def test_enlarged_twice_the_cells_of_vergelijk_can_be_read(browser: Browser, server: Server) -> None:
    page = browser.new_context(viewport={"width": 700, "height": 450}).new_page()
    page.goto(f"{server.url}/vergelijk?gemeente=emmen")
    settle(page)
    picture = page.locator(".st-key-vergelijk_cellen")
    overlapping = picture.evaluate(
        """element => {
            const boxes = [...element.querySelectorAll('svg text')].map(text => [text.textContent, text.getBoundingClientRect()])
            const clash = ([, a], [, b]) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
            return boxes.flatMap((one, i) => boxes.slice(0, i).filter(other => clash(one, other)).map(other => [one[0], other[0]]))
        }"""
    )
    assert overlapping == []
    # It slides within its own frame; the page does not.
    assert picture.evaluate("element => element.scrollWidth > element.clientWidth")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    page.context.close()
