"""`make bench` films a page: what is drawn after the page said to be ready counts too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from bench.film import Film, settled


@pytest.mark.browser
def test_a_film_sees_what_is_drawn_after_the_page_was_ready(browser: Browser) -> None:
    page_of = """<canvas id="c" width="600" height="300" style="background: #eee"></canvas><script>
    onclick = () => setTimeout(() => { const draw = c.getContext("2d"); draw.fillStyle = "#900";
      draw.fillRect(50, 50, 300, 200); }, 300);</script>"""
    page = browser.new_page()
    page.set_content(page_of)
    page.evaluate("new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)))")
    made = Film(page)
    start = page.evaluate("(performance.timeOrigin + performance.now()) / 1000")
    page.mouse.click(10, 10)
    # The drawing and one picture after it; a machine that is busy takes longer, never shorter.
    page.evaluate("new Promise(next => setTimeout(() => requestAnimationFrame(next), 700))")
    page.wait_for_timeout(300)
    assert settled(made.stop(), start) >= 0.29
    page.close()
