"""A walk over a page with the tab key: where it stops, whether each stop says what it is, and whether it can be seen."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

#: More stops than any page has: then the keyboard is caught somewhere.
MOST = 400
#: In a table the tab key goes through the cells of a row; no table has more columns.
CELLS = 30

#: The element that has the focus: its tag, its name, and whether anything around it looks otherwise than without.
_AT = """async () => {
  const drawn = () => new Promise(next => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next, 20))));
  await drawn();
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const chain = [];
  for (let node = at, i = 0; node && i < 14; node = node.parentElement, i++) chain.push(node);
  const look = () => chain.map(node => {
    const style = getComputedStyle(node);
    const outline = style.outlineStyle === "none" || style.outlineWidth === "0px" ? "" : style.outlineColor + style.outlineWidth;
    return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine].join("|");
  }).join("/");
  const focused = look();
  const ringed = focused.split("/").some(part => !part.startsWith("|"));
  at.blur();
  await drawn();
  // A table draws its cells anew and takes the focus back: then there is no look without it, and there must be a ring.
  const back = document.activeElement !== document.body || at.closest("canvas");
  const rest = look();
  at.focus({preventScroll: true, focusVisible: true});
  const text = id => document.getElementById(id)?.innerText || "";
  const name = at.getAttribute("aria-label") || (at.getAttribute("aria-labelledby") || "").split(" ").map(text).join(" ").trim()
    || at.labels?.[0]?.innerText || at.innerText || at.title || at.placeholder || at.getAttribute("alt") || "";
  window.stops = window.stops || new Map();
  if (!window.stops.has(at)) window.stops.set(at, window.stops.size);
  return {number: window.stops.get(at), tag: at.tagName.toLowerCase(), role: at.getAttribute("role") || "",
    name: name.replace(/\\s+/g, " ").trim().slice(0, 60), seen: back ? ringed : focused !== rest};
}"""


@dataclass(frozen=True)
class Walked:
    """``stops``: names in order; ``nameless`` and ``unseen``: the stops that say nothing or look no different."""

    stops: tuple[str, ...]
    nameless: tuple[str, ...]
    unseen: tuple[str, ...]
    caught: bool


def walk(page: Page) -> Walked:
    """From the top of the page with the tab key until the focus leaves it."""
    stops: dict[int, tuple[str, str, bool]] = {}
    page.evaluate("document.activeElement?.blur()")
    caught, again = True, 0
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(_AT)
        if at is None or (at["number"] == 0 and len(stops) > 1):
            caught = False
            break
        again = again + 1 if at["number"] in stops else 0
        if again > CELLS:
            break
        stops.setdefault(at["number"], (f"{at['tag']} {at['role']}".strip(), at["name"], at["seen"]))
    return Walked(
        tuple(name for _, name, _ in stops.values()),
        # A cell without a word is an empty cell, and is told as one.
        tuple(kind for kind, name, _ in stops.values() if not name and kind != "td gridcell"),
        tuple(f"{kind} {name}" for kind, name, seen in stops.values() if not seen),
        caught,
    )
