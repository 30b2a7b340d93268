"""Nothing that an address or a publisher says becomes a link, a heading or a picture on a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from google.protobuf.message import Message
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from monitor import freshness, regions
from monitor.catalogue import DATA, load
from monitor.freshness import Freshness
from tests.pages.conftest import Opener, unescaped
from tests.sweep import sampled
from ui.choose import url as choice
from ui.parts.literal import in_html
from ui.present.line import Line, View, to_address

EVIL = "evil.example"
HOSTILE = (
    f"[Log in](https://{EVIL}/login)",
    f"\n\n# Uw sessie is verlopen\n\nGa naar https://{EVIL}/x of www.{EVIL} of post@{EVIL}",
    f'![x](https://{EVIL}/a.png) <img src="https://{EVIL}/a.png"> :red[**{EVIL}**]',
)
#: Per page the choices that it needs to get that far, and the parameters that it reads beside the two of every page.
PAGES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "overzicht": ({}, ()),
    "kaart": ({}, ("indicator", "wie", "gebied", "jaar", "klassen", "heel", "jaren")),
    "trend": ({}, ("indicator", "wie", "ook", "alle")),
    "mijn_gemeente": ({"gemeente": "emmen"}, ("indicator", "thema", "leeftijd", "vorm")),
    "vergelijk": ({}, ("deel", "volgorde")),
    "vergelijk, samenhang": ({"deel": "samenhang"}, ("x", "y", "jaar", "inzoomen")),
    "over_de_cijfers": ({}, ("deel", "zoek", "thema", "indicator")),
    "doelen": ({}, ("deel",)),
    "eigen_cijfers": ({}, ()),
    "rapporten": ({}, ("thema",)),
    "verhalen": ({}, ("thema", "doel", "zoek")),
    "verhaallijn": ({}, ("lijn", "onderwerp", "waar")),
    "mijn_lijst": ({}, ("lijst", "naam", "indicator", "wie", "waar")),
    "raad": ({}, ("soort", "indicator", "wie", "jaar", "alle", "gemeenten", "kamer", "rol")),
    "raad, vervolg": ({"soort": "vervolg"}, ("jaar",)),
    "raad, kamer": ({"rol": "leiding"}, ("kamer",)),
    "toegankelijkheid": ({}, ()),
}
CASES = [
    (page, name)
    for page, (_, own) in PAGES.items()
    for name in (choice.GEMEENTE, choice.COMPARATOR, *own)
    if name not in PAGES[page][0]
]
#: GitHub's Markdown, as Streamlit reads it.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def texts(node: Any) -> Iterator[str]:
    """Every text that Streamlit reads as Markdown, of everything on the page."""
    for child in node.children.values():
        if hasattr(child, "children"):
            yield from _strings(child.proto)
            yield from texts(child)
        elif child.type != "html":
            yield from _strings(child.proto)


def in_the_page(node: Any) -> Iterator[str]:
    """Every text that the browser reads as HTML."""
    for child in node.children.values():
        if hasattr(child, "children"):
            yield from in_the_page(child)
        elif child.type == "html":
            yield child.proto.body


def _strings(message: Message | None) -> Iterator[str]:
    if message is None:
        return
    for field, value in message.ListFields():
        if field.name in {"body", "label", "help", "placeholder", "caption", "options", "delta"}:
            yield from [value] if isinstance(value, str) else [v for v in value if isinstance(v, str)]
        elif field.type == field.TYPE_MESSAGE:
            for inner in [value] if isinstance(value, Message) else value:
                if isinstance(inner, Message):
                    yield from _strings(inner)


def become_markdown(markdown: str) -> list[str]:
    """What a reader would be led astray by: links, pictures, headings and html with the hostile words in it."""
    found = []
    for block in MARKDOWN.parse(markdown):
        found += [block.content] if block.type in {"html_block", "fence"} and EVIL in block.content else []
        for token in block.children or []:
            target = str(token.attrs.get("href") or token.attrs.get("src") or "")
            if urlsplit(target).hostname == EVIL or (token.type == "html_inline" and EVIL in token.content):
                found.append(target or token.content)
            # Streamlit makes links of bare addresses, after the escapes are gone.
            if token.type == "text" and any(
                b in token.content for b in (f"://{EVIL}", f"www.{EVIL}", f"@{EVIL}")
            ):
                found.append(token.content)
    opened = [b for b in MARKDOWN.parse(markdown) if b.type == "inline"]
    headings = [b.content for a, b in zip(MARKDOWN.parse(markdown), MARKDOWN.parse(markdown)[1:], strict=False)
                if a.type == "heading_open" and "verlopen" in b.content]  # fmt: skip
    return found + headings if opened else found


class Tags(HTMLParser):
    """The tags of a text in HTML that are not those of a table or a paragraph of ours."""

    PLAIN = frozenset(
        "div p span br h3 nav details summary button table colgroup col thead tbody tr th td".split()  # noqa: SIM905
    )
    #: Nothing that leads somewhere or runs.
    ATTRIBUTES = frozenset(
        (
            "class",
            "role",
            "tabindex",
            "aria-label",
            "scope",
            "data-getal",
            "data-laag",
            "style",
            "title",
            "aria-current",
        )
    )

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        ours = (
            str(given.pop("href", "")).startswith("./")
            if tag == "a"
            else str(given.pop("src", "")).startswith("data:image/svg+xml;") and given.pop("alt") == ""
            if tag == "img"
            else tag in self.PLAIN
        )
        if not ours or not given.keys() <= self.ATTRIBUTES:
            self.found.append(self.get_starttag_text() or tag)


def assert_harmless(page: AppTest) -> None:
    led = [led for text in texts(page.main) for led in become_markdown(text)]
    led += [tag for text in in_the_page(page.main) for tag in Tags(text).found]
    assert not led, led[:3]


def test_every_choice_in_an_address_is_tried() -> None:
    names = {
        value
        for name, value in vars(choice).items()
        if name.isupper() and name[0] != "_" and isinstance(value, str)
    }
    assert names - {choice.ON} <= {name for _, name in CASES}


def test_the_check_sees_what_is_hostile() -> None:
    for text in HOSTILE:
        assert become_markdown(text), text
    assert become_markdown(f"zie https://{EVIL}/x")
    assert Tags(f'<p>zie <a href="https://{EVIL}/x">hier</a></p>').found
    assert not Tags(in_html(f'<a href="https://{EVIL}/x">hier</a>')).found


@pytest.mark.parametrize(
    ("page", "name", "hostile"),
    sampled(((page, name, HOSTILE[turn % len(HOSTILE)]) for turn, (page, name) in enumerate(CASES)), every=5),
)
def test_a_choice_in_the_address_is_shown_as_it_stands(
    opened: Opener, page: str, name: str, hostile: str
) -> None:
    known, _ = PAGES[page]
    shown = opened(f"{page.split(',')[0]}.py", **known, **{name: hostile})
    assert_harmless(shown)
    # It is said all the same: what was not understood, and where.
    said = [w.value for w in (*shown.warning, *shown.info)]
    # A name is the reader's own: nothing is wrong with it.
    said += [title.value for title in shown.title] if name == choice.LIST_NAME else []
    # A line is one long word that means nothing to a reader: of that it is said that it is not whole.
    quoted = (EVIL[:4] in unescaped(text) or "verlopen" in text for text in said)
    assert any(quoted) or (name == choice.LINE and any("niet heel" in text for text in said)), said


@pytest.mark.parametrize("mode", ["", "presentatie", "spreker"])
@pytest.mark.parametrize("hostile", sampled(HOSTILE))
def test_what_a_facilitator_wrote_is_shown_as_it_stands(opened: Opener, mode: str, hostile: str) -> None:
    view = View("trend", {"indicator": "roken", "wie": hostile, hostile: hostile}, hostile, hostile, hostile)
    line = to_address(Line(hostile, (view, View(hostile, {}, "", hostile, hostile))))
    for number in ("1", "2", "3", "4"):
        assert_harmless(
            opened("verhaallijn.py", lijn=line, beeld=number, **({"modus": mode} if mode else {}))
        )


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher that writes Markdown in everything that is shown of it."""
    link, heading, picture = HOSTILE
    fresh = Freshness(
        table=link, title=f"{heading} {link}", discontinued=picture, chosen=link, error=heading, file=link,
        published=date(2026, 6, 3), fetched=date(2026, 11, 1), checked=date(2026, 11, 20),
    )  # fmt: skip
    monkeypatch.setattr(freshness, "read", lambda folder=DATA: dict.fromkeys(load().sources, fresh))


@pytest.mark.usefixtures("poisoned")
@pytest.mark.parametrize(
    ("file", "query"),
    sampled(
        [
            ("overzicht.py", {"gemeente": "emmen"}),
            ("kaart.py", {"indicator": "moeite_rondkomen", "gebied": "wijken", "jaren": "ja"}),
            ("kaart.py", {"indicator": "jv_gamen"}),
            ("trend.py", {"indicator": "mediaan_inkomen_besteedbaar", "gemeente": "emmen"}),
            ("mijn_gemeente.py", {"gemeente": "emmen", "indicator": "overgewicht"}),
            ("mijn_gemeente.py", {"gemeente": "emmen", "vorm": "spin", "thema": "gezondheid"}),
            ("mijn_gemeente.py", {"gemeente": "emmen", "thema": "samen"}),
            ("vergelijk.py", {}),
            ("vergelijk.py", {"deel": "samenhang"}),
            ("over_de_cijfers.py", {"indicator": "mediaan_inkomen_besteedbaar"}),
            ("over_de_cijfers.py", {"indicator": "moeite_rondkomen"}),
            ("over_de_cijfers.py", {"deel": "bronnen"}),
            ("over_de_cijfers.py", {"deel": "dekking"}),
        ],
        every=5,
    ),
)
def test_what_a_publisher_says_is_shown_as_it_stands(
    opened: Opener, file: str, query: dict[str, str]
) -> None:
    assert_harmless(opened(file, **query))


@pytest.mark.parametrize("odd", [*HOSTILE, "", "a_b", "<b>Emmen</b>", "Emmen|Assen", "x" * 81])
def test_what_is_no_name_of_a_region_does_not_come_in(odd: str) -> None:
    assert not regions.is_name(odd)


def test_every_region_has_a_name() -> None:
    assert all(regions.is_name(region.name) for region in regions.regions())
    for name in ("'s-Gravenhage", "Bergen (NH.)", "Nuenen, Gerwen en Nederwetten", "Súdwest-Fryslân"):
        assert regions.is_name(name)
