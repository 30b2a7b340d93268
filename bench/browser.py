"""What a reader in a real browser waits for: from the click until the picture has changed, and stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bench.film import Film, settled

#: As Chromium is on a computer without a graphics card: the page is drawn without one too, and only WebGL by a program that plays
#: for one (left to that, every picture takes 30 to 150 ms). And no traffic of the browser's own.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-gpu-compositing",
]

#: Remembers when the page last changed or fetched something. Streamlit's status icon does not count, nor does the text
#: inside a canvas (the copy of a table for screen readers, filled in later and never painted).
_WATCH = """
window.watch = {last: performance.now(), start: null};
// Two frames later the change is on the screen.
const changed = () => { window.watch.last = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.watch.last = performance.now(); })); };
new MutationObserver(changes => {
  if (changes.some(c => !(c.target.closest ? c.target : c.target.parentElement)?.closest?.(
      '[data-testid="stStatusWidget"], [data-testid="stToolbar"], .watch-dot, canvas, head')))
    changed();
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.watch.last = Math.max(window.watch.last, entry.responseEnd);
}).observe({type: 'resource', buffered: true});
"""

_QUIET_MS = 600
_MAP_MS = 2000


def executable() -> str | None:
    """The Chromium on this machine, or None to let Playwright use its own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), None)


#: There can be one Playwright in a process: who asks for a second browser gets it from the one that runs.
_playing: list[Playwright] = []


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium with WebGL in software."""
    with nullcontext(_playing[0]) if _playing else sync_playwright() as playwright:
        first = not _playing
        if first:
            _playing.append(playwright)
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
            if first:
                _playing.clear()


#: Nothing that blinks or turns is a change of the picture.
_STILL = """
document.addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = `*, *::before, *::after { caret-color: transparent !important; }
    [data-testid="stStatusWidget"], [data-testid="stToolbar"] { visibility: hidden !important; }`;
  document.head.append(style);
  // A dot that flickers, too small to count: a film of a still page has no pictures, and one that was lost on the way would
  // be the last one. Ten times a second: an animation would have the browser draw all the time.
  const dot = document.createElement("div");
  dot.className = "watch-dot";
  dot.style.cssText = "position: fixed; left: 0; bottom: 0; width: 2px; height: 2px; z-index: 9";
  document.documentElement.append(dot);
  let black = false;
  setInterval(() => { dot.style.background = (black = !black) ? "#000" : "#fff"; }, 100);
});
"""


@dataclass(frozen=True)
class Measured:
    """``seconds`` until the picture had changed for the last time, ``quiet`` until the page did nothing any more, ``bytes``
    received over the websocket meanwhile."""

    seconds: float
    quiet: float
    bytes: int


class Visit:
    """One reader with a fresh browser profile: opens pages and makes choices, and measures both."""

    def __init__(self, browser: Browser, width: int = 1400, height: int = 900) -> None:
        self._context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        self.page: Page = self._context.new_page()
        self._bytes = 0
        self.page.add_init_script(_WATCH)
        self.page.add_init_script(_STILL)
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: bytes | str) -> None:
        self._bytes += len(frame)

    def close(self) -> None:
        self._context.close()

    def open(self, url: str) -> Measured:
        """Open the page; seconds from navigation."""
        self._bytes = 0
        film = Film(self.page)
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self._wait_until_quiet()
        self._wait_for_maps()
        start = self.page.evaluate("performance.timeOrigin / 1000")
        return Measured(
            settled(film.stop(), start), self.page.evaluate("window.watch.last") / 1000, self._bytes
        )

    def change(self, act: Callable[[Page], None]) -> Measured:
        """Do something that ends in one key or click; seconds from that moment."""
        self._wait_until_quiet()
        self._bytes = 0
        self.page.evaluate(
            """() => { window.watch.start = null; const mark = () => {
              window.watch.start = window.watch.last = performance.now(); window.watch.clicked = Date.now(); };
            for (const kind of ['keydown', 'mousedown']) document.addEventListener(kind, mark, {capture: true}); }"""
        )
        film = Film(self.page)
        act(self.page)
        self._wait_until_quiet()
        start = self.page.evaluate("window.watch.clicked / 1000")  # by the clock that the film goes by
        quiet = self.page.evaluate("(window.watch.last - window.watch.start) / 1000")
        return Measured(settled(film.stop(), start), max(float(quiet), 0), self._bytes)

    def _wait_for_maps(self) -> None:
        # A map is drawn by the process of the graphics card, of which the page does not know that it is still at it.
        if self.page.locator('[data-testid="stDeckGlJsonChart"]').count():
            self.page.wait_for_timeout(_MAP_MS)

    def _wait_until_quiet(self) -> None:
        # A loop inside the page: the site's security policy forbids the eval that wait_for_function uses.
        self.page.evaluate(
            f"""async () => {{
            const quiet = () => performance.now() - window.watch.last > {_QUIET_MS}
              && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning';
            const giveUp = performance.now() + 60000;
            while (!quiet() && performance.now() < giveUp) await new Promise(next => setTimeout(next, 50));
            if (!quiet()) throw new Error('the page was not quiet within a minute');
            }}"""
        )


def select(page: Page, label: str, option: str) -> None:
    """Choose an option of a selectbox by typing it, as a keyboard user does."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.wait_for()
    box.press("Enter")
