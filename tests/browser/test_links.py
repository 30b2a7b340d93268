"""The address always says what is shown: every link of every page is followed, and what it shows is what its address shows."""

from __future__ import annotations

import re
from itertools import zip_longest
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader
from tests.sweep import EXHAUSTIVE, sampled

pytestmark = pytest.mark.browser

#: Views with choices of every kind, from which the links lead away.
STARTS = (
    "/kaart?indicator=jv_gamen&jaar=2016",
    "/kaart?indicator=moeite_rondkomen&jaar=2016&gemeente=emmen",
    "/over-de-cijfers?indicator=moeite_rondkomen&gemeente=emmen",
    "/vergelijk?deel=samenhang&jaar=2016&gemeente=emmen&vergelijk=drenthe",
    "/mijn-gemeente?gemeente=emmen&thema=gezondheid&indicator=overgewicht&leeftijd=65%2B",
    "/trend?indicator=ervaren_gezondheid&wie=65%2B&gemeente=emmen&ook=assen%2Cmeppel&alle=ja",
    "/?gemeente=emmen&vergelijk=eerder",
    "/mijn-gemeente?gemeente=emmen&thema=samen",
    "/trend?indicator=armoede&jaar=2016",
    "/over-de-cijfers?deel=doelen&zoek=roken",
    "/vergelijk?gemeente=emmen&volgorde=roken&jaar=2016",
    "/toegankelijkheid?jaar=2016",
)
#: The menu is the same everywhere: its links are followed from one, and from views without links of their own.
WITH_MENU = STARTS[1:2]
#: A link that leads to a page of the site, of Streamlit's or in letters (ui/parts/page_links.py), in sight.
LINK = ':is([data-testid="stPageLink-NavLink"], a.pagina):visible'


def settle(page: Page) -> None:
    page.wait_for_timeout(150)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.get_by_text("telt en vertelt").wait_for()
    # Between two pages a busy machine shows none for a while, or still what was there.
    page.wait_for_function(
        """() => document.querySelector('.st-key-inhoud')?.innerText.trim()
          && !document.querySelector('.st-key-inhoud [data-stale=true]')"""
    )
    page.wait_for_timeout(250)


def shown(page: Page) -> str:
    """What a reader reads and hears, once it stays as it is: the words, what is chosen, and what the pictures tell."""
    settle(page)
    now, again = _shown(page), 0
    for _ in range(120):
        page.wait_for_timeout(100)
        before, now = now, _shown(page)
        again = again + 1 if now == before else 0
        if again == 4:
            break
    return now


def _shown(page: Page) -> str:
    # Not the names of the parts of the page: they come when the next picture is drawn, which a page behind another one
    # waits for. Their words are among the words.
    return str(
        page.evaluate(
            """() => [
              ...[...document.querySelectorAll('input[role=combobox]')].map(box => box.value),
              ...[...document.querySelectorAll('[role=radio][aria-checked=true]')].map(choice => choice.innerText),
              ...[...document.querySelectorAll('[role=figure], [role=graphics-document], img, [role=region]:not([class*=st-key-])')]
                .map(picture => picture.getAttribute('aria-label') || picture.alt),
              document.querySelector('.st-key-inhoud')?.innerText,
            ].join('\\n')"""
        )
    )


@pytest.fixture(scope="module")
def seen() -> dict[str, str]:
    """Address -> what it shows to who opens it."""
    return {}


@pytest.mark.parametrize("start", STARTS)
@EXHAUSTIVE
def test_what_a_link_shows_is_what_its_address_shows(
    reader: Reader, seen: dict[str, str], start: str
) -> None:
    page = reader.open(start)
    fresh = page.context.new_page()
    before = shown(page)
    of_the_page = f".st-key-inhoud {LINK}"
    links = LINK if start in WITH_MENU or not page.locator(of_the_page).count() else of_the_page
    count = page.locator(links).count()
    assert count >= 1
    wrong = []
    for number in range(count):
        link = page.locator(links).nth(number)
        target, name = str(link.evaluate("link => link.href")), link.inner_text()
        link.click()
        there = shown(page)
        if page.url not in seen:
            fresh.goto(page.url)
            seen[page.url] = shown(fresh)
        if there != seen[page.url]:
            wrong.append(
                f"{name}: {page.url} shows something else when it is opened:\n{_first(there, seen[page.url])}"
            )
        if _plain(page.url) != _plain(target):
            wrong.append(f"{name}: promises {target} and leads to {page.url}")
        if page.url != reader.url + start:
            page.go_back()
        if (back := shown(page)) != before:
            wrong.append(
                f"{name}: back from {target} shows something else than before:\n{_first(back, before)}"
            )
            before = back
    fresh.close()
    assert not wrong, "\n".join(wrong)


def _first(one: str, other: str) -> str:
    """The first lines that differ."""
    pairs = zip_longest(one.splitlines(), other.splitlines(), fillvalue="")
    return next((f"  {a!r}\n  {b!r}" for a, b in pairs if a != b), "")


def _plain(url: str) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(url)
    return parts.path, parse_qs(parts.query)


@EXHAUSTIVE
def test_the_open_page_in_the_menu_begins_anew_and_its_address_says_so(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen&jaar=2016")
    assert "21,0%" in page.locator("h2").first.inner_text()
    page.get_by_role("navigation").get_by_role("link", name="Kaart").click()
    settle(page)
    newest = page.locator("h2").first.inner_text()
    assert "2024" in newest
    assert "jaar" not in parse_qs(urlsplit(page.url).query)
    page.reload()
    settle(page)
    assert page.locator("h2").first.inner_text() == newest
    page.go_back()
    settle(page)
    assert "jaar=2016" in page.url
    assert "21,0%" in page.locator("h2").first.inner_text()


@EXHAUSTIVE
def test_a_link_to_an_opened_figure_shows_it(reader: Reader) -> None:
    page = reader.open("/mijn-gemeente?gemeente=emmen&indicator=moeite_rondkomen")
    opened = page.get_by_role("heading", name="Moeite met rondkomen", level=3)
    expect(opened).to_be_in_viewport(timeout=10_000)
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    assert page.evaluate(scrolled) > 0
    plain = reader.open("/mijn-gemeente?gemeente=emmen")
    plain.wait_for_timeout(1500)
    assert plain.evaluate(scrolled) == 0


@EXHAUSTIVE
def test_two_quick_choices_leave_address_and_view_the_same(reader: Reader) -> None:
    page = reader.open("/kaart?indicator=moeite_rondkomen")
    for year in ("2016", "2012", "2020", "2016"):
        page.get_by_role("radio", name=year).click()
    page.wait_for_timeout(2500)
    there = shown(page)
    page.reload()
    assert shown(page) == there


@EXHAUSTIVE
def test_a_link_adds_one_step_to_the_history(reader: Reader) -> None:
    page = reader.open("/trend?ook=emmen,assen&gemeente=aa-en-hunze")
    before = page.evaluate("history.length")
    page.get_by_role("navigation").get_by_role("link", name="Kaart").click()
    page.wait_for_url(re.compile("/kaart"))
    settle(page)
    assert page.evaluate("history.length") == before + 1


def test_a_link_to_the_start_page_leads_there_in_a_new_tab_too(reader: Reader) -> None:
    page = reader.open("/kaart?gemeente=emmen")
    link = page.get_by_role("navigation").get_by_role("link", name="Overzicht")
    assert _plain(str(link.evaluate("link => link.href"))) == ("/", {"gemeente": ["emmen"]})


@pytest.mark.parametrize(
    ("start", "written_out"),
    sampled(
        [
            (
                "/trend?indicator=moeite_rondkomen&gemeente=emmen",
                {"vergelijk": ["nederland"], "wie": ["18+"]},
            ),
            ("/kaart?indicator=moeite_rondkomen", {"jaar": ["2024"], "gebied": ["drenthe"], "wie": ["18+"]}),
            ("/", {"vergelijk": ["nederland"]}),
        ]
    ),
)
def test_who_shares_a_view_shares_exactly_that_view(
    reader: Reader, start: str, written_out: dict[str, list[str]]
) -> None:
    """The address that a click copies names what the view leaves to a default, so that it stays that view."""
    page = reader.open(start)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    there = shown(page)
    page.get_by_role("link", name="Deel dit beeld").click()
    page.get_by_role("status").get_by_text("Het adres van dit beeld is gekopieerd.").wait_for()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    query = parse_qs(urlsplit(copied).query)
    assert {name: query.get(name) for name in written_out} == written_out
    assert parse_qs(urlsplit(start).query).items() <= query.items()
    page.goto(copied)
    assert shown(page) == there
