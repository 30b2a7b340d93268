"""A table in letters: its names lead on as the menu does, its heads sort, and it is whole on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser


def rows(page: Page) -> list[str]:
    return [row.split("\t")[0] for row in page.locator(".tabel tbody tr").all_inner_texts()]


def test_a_name_leads_to_its_page_without_loading_the_site_anew(reader: Reader) -> None:
    page = reader.open("/?gemeente=emmen&vergelijk=drenthe")
    page.evaluate("window.same = true")
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    name = page.locator(".tabel").get_by_role("link", name="Eenzaamheid", exact=True)
    name.scroll_into_view_if_needed()
    before = page.evaluate(scrolled)
    name.click()
    page.get_by_role("heading", name="Eenzaamheid", exact=True).wait_for()
    assert page.url.endswith("/trend?indicator=eenzaam&gemeente=emmen&vergelijk=drenthe")
    assert page.evaluate("window.same")
    assert page.evaluate(scrolled) == 0
    page.go_back()
    page.get_by_role("heading", name="Alle kerncijfers").wait_for()
    assert page.url.endswith("/?gemeente=emmen&vergelijk=drenthe")
    # The policy of the site forbids what wait_for_function does.
    for _ in range(50):
        if page.evaluate(scrolled) == before:
            break
        page.wait_for_timeout(100)
    assert page.evaluate(scrolled) == before
    with page.context.expect_page() as opened:
        name.click(modifiers=["Control"])
    assert opened.value.url == name.evaluate("link => link.href")


def test_a_head_sorts_by_the_number_and_what_has_none_stays_below(reader: Reader) -> None:
    page = reader.open("/trend?indicator=eenzaam&gemeente=emmen&ook=assen%2Cmeppel")
    first = rows(page)
    newest = page.locator(".tabel thead th").last
    newest.get_by_role("button").click()
    high_to_low = rows(page)
    assert sorted(first) == sorted(high_to_low)
    shown = page.locator(".tabel tbody tr td:last-child").evaluate_all("all => all.map(c => c.dataset.getal)")
    assert [float(number) for number in shown] == sorted(map(float, shown), reverse=True)
    assert newest.get_attribute("aria-sort") == "descending"
    newest.get_by_role("button").press("Enter")
    assert rows(page) == high_to_low[::-1]
    page.locator(".tabel th button").first.click()
    assert rows(page) == sorted(first)
    assert newest.get_attribute("aria-sort") is None


def test_what_has_no_figure_stays_below_either_way(reader: Reader) -> None:
    page = reader.open("/trend?indicator=vertrouwen_instituties&gemeente=westerveld")
    for _ in range(2):
        page.locator(".tabel th button").last.click()
        assert rows(page)[-1] == "Westerveld"
