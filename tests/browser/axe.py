"""axe-core on every page in every state, on a laptop, a phone and at 400%, in both themes; what it finds, and a record.

``python -m tests.browser.axe`` (or ``make axe``) does all of it and writes what was found to ``data/accessibility.json``, from
which the page Toegankelijkheid is made. With names of states it looks at those again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page

from bench.browser import chromium
from bench.server import ROOT, serve
from tests.browser.keyboard import walk
from tests.browser.states import PHONE, STATES, State, enter, lose_the_connection, remember_sockets, settle
from ui.accessibility import RECORD, Finding, Keyboard, Record, record, write

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

#: All rules of WCAG 2.2 at level A and AA, and what axe holds for good practice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

#: Width and height; a page of 1280 pixels at 400% is one of 320.
LAPTOP, ENLARGED, SMALL = (1400, 900), (320, 640), (390, 844)
LIGHT, DARK = "light", "dark"

_RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return {passed: found.passes.map(rule => rule.id), violations: found.violations.map(rule => ({
    rule: rule.id, help: rule.help, nodes: rule.nodes.map(node => node.html.slice(0, 200))}))};
}"""


@dataclass
class Outcome:
    """Of all views so far: how many, which rules apply to them, what was found, and which states slide sideways at 400%."""

    views: int = 0
    rules: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)

    def look(self, page: Page, view: str) -> None:
        """Hold the page as it is against the rules."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        found = page.evaluate(_RUN, list(TAGS))
        if found["violations"]:
            # Of a colour that is on its way to another theme nobody has a lasting view: what stays is a finding.
            page.wait_for_timeout(1500)
            found = page.evaluate(_RUN, list(TAGS))
        self.views += 1
        self.rules |= set(found["passed"]) | {rule["rule"] for rule in found["violations"]}
        for rule in found["violations"]:
            self.findings.append(
                Finding(rule=rule["rule"], help=rule["help"], view=view, element=rule["nodes"][0])
            )


class Tabs:
    """Tabs of a laptop and of a phone, each in a state; the browser keeps the scripts of the site from tab to tab."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._contexts: dict[tuple[bool, bool], BrowserContext] = {}

    @contextmanager
    def open(self, state: State, *, on_phone: bool = False) -> Iterator[Page]:
        """A tab in the state, closed afterwards."""
        key = (on_phone, state.drawn)
        if key not in self._contexts:
            self._contexts[key] = self._context(on_phone, state.drawn)
        page = self._contexts[key].new_page()
        page.set_default_timeout(30_000)
        page.emulate_media(color_scheme=LIGHT)
        enter(page, self._url, state)
        yield page
        page.close()

    def _context(self, on_phone: bool, drawn: bool) -> BrowserContext:
        width, height = SMALL if on_phone else LAPTOP
        mobile: dict[str, Any] = (
            {"user_agent": PHONE, "is_mobile": True, "has_touch": True} if on_phone else {}
        )
        # axe is put into the page as a script, which the site's own policy would forbid.
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, locale="nl-NL", bypass_csp=True, **mobile
        )
        if drawn:
            # As a browser answers that has no WebGL: the page finds out by itself.
            context.add_init_script(
                "const get = HTMLCanvasElement.prototype.getContext;"
                "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
                " return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); };"
            )
        remember_sockets(context)
        return context

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()


def views(state: State) -> int:
    """How many there are of a state, in sizes and themes."""
    return 3 if state.wide else 5


def laptop(tabs: Tabs, state: State, outcome: Outcome) -> None:
    """The state on a laptop in both themes, and at 400%."""
    with tabs.open(state) as page:
        for theme in (LIGHT, DARK):
            _in_theme(page, state, theme)
            outcome.look(page, f"{state.name}, {LAPTOP[0]} pixels, {theme}")
        page.set_viewport_size({"width": ENLARGED[0], "height": ENLARGED[1]})
        slides = _slides(page)
        outcome.look(page, f"{state.name}, {ENLARGED[0]} pixels, {DARK}")
        if slides:
            outcome.sideways.append(state.name)


def phone(tabs: Tabs, state: State, outcome: Outcome) -> None:
    """The state on a phone, in both themes."""
    with tabs.open(state, on_phone=True) as page:
        for theme in (LIGHT, DARK):
            _in_theme(page, state, theme)
            outcome.look(page, f"{state.name}, {SMALL[0]} pixels, {theme}")


def _in_theme(page: Page, state: State, theme: str) -> None:
    """The theme that the reader's device asks for; the page follows by itself."""
    if theme != LIGHT:
        page.emulate_media(color_scheme=DARK)
        page.wait_for_timeout(300)
        if state.shell and state.act is not lose_the_connection:
            settle(page, state.last)


def _slides(page: Page) -> bool:
    """Whether the whole page slides sideways; charts and tables follow a new width by and by."""
    for _ in range(12):
        page.wait_for_timeout(400)
        wide = page.evaluate(
            "Math.max(document.documentElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]')?.scrollWidth ?? 0) - innerWidth"
        )
        if wide <= 2:
            return False
    return True


def everything(tabs: Tabs, states: Sequence[State] = STATES) -> Outcome:
    """All states in all sizes and themes."""
    outcome = Outcome()
    for state in states:
        laptop(tabs, state, outcome)
        if not state.wide:
            phone(tabs, state, outcome)
    return outcome


#: One of each page; the others have the same stops, or more of them.
WALKED = tuple(
    state
    for state in STATES
    if state.name
    in {
        "overzicht, gemeente gekozen", "kaart", "kaart over de jaren", "kaart zonder WebGL", "trend met alles",
        "mijn gemeente, kiezen", "mijn gemeente", "mijn gemeente, cijfer open", "mijn gemeente, als plaatje", "vergelijk",
        "vergelijk, twee cijfers", "cijfers zoeken", "cijfers, een cijfer", "over de cijfers, bronnen", "toegankelijkheid",
    }
)  # fmt: skip


def walked(tabs: Tabs, states: Sequence[State] = STATES) -> Iterator[Keyboard]:
    """Those of the states that are walked over with the keyboard."""
    for state in [state for state in WALKED if state in states]:
        with tabs.open(state) as page:
            found = walk(page)
        yield Keyboard(
            page=state.name,
            stops=len(found.stops),
            nameless=found.nameless,
            unseen=found.unseen,
            caught=found.caught,
        )


def main(names: Sequence[str]) -> int:
    """Look at everything, or at the states with these names; write what was found; 1 when there is anything to mend."""
    states = [state for state in STATES if not names or state.name in names]
    with serve(ROOT / "app.py") as server, chromium() as browser:
        tabs = Tabs(browser, server.url)
        outcome = everything(tabs, states)
        keyboard = tuple(walked(tabs, states))
        tabs.close()
        found = Record(
            tested=date.today(),
            axe=re.search(r"axe v([\d.]+)", AXE)[1],  # type: ignore[index]
            browser=f"Chromium {browser.version}",
            streamlit=version("streamlit"),
            states=tuple(state.name for state in STATES),
            sizes=(LAPTOP[0], SMALL[0], ENLARGED[0]),
            views=outcome.views,
            rules=len(outcome.rules),
            findings=tuple(outcome.findings),
            keyboard=keyboard,
            sideways=tuple(outcome.sideways),
        )
    found = found if not names else instead(record(), found, {state.name for state in states})
    write(found)
    for finding in found.findings:
        print(f"{finding.rule}: {finding.help} ({finding.view}): {finding.element}")
    for one in found.keyboard:
        if not one.fine:
            print(
                f"keyboard, {one.page}: without a name {one.nameless}, not seen {one.unseen}, caught {one.caught}"
            )
    for name in found.sideways:
        print(f"slides sideways: {name}")
    print(f"{found.views} views, {len(found.findings)} findings; written to {RECORD}")
    return int(bool(found.findings or found.sideways or not all(one.fine for one in found.keyboard)))


def instead(before: Record, now: Record, names: Collection[str]) -> Record:
    """The record of before, with what was found now of the states with these names, also of those that are new.

    Errors: ValueError when there are new states of which nothing is known yet.
    """
    if unknown := set(now.states) - set(before.states) - set(names):
        raise ValueError(f"look at these too: {', '.join(sorted(unknown))}")
    others = [f for f in before.findings if f.view.rsplit(", ", 2)[0] not in names]
    walked = {one.page: one for one in (*before.keyboard, *now.keyboard)}
    return before.model_copy(
        update={
            "tested": now.tested,
            "states": now.states,
            "views": sum(views(state) for state in STATES),
            "findings": (*others, *now.findings),
            "keyboard": tuple(walked[state.name] for state in WALKED if state.name in walked),
            "sideways": (*(name for name in before.sideways if name not in names), *now.sideways),
        }
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
