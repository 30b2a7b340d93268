"""axe-core finds nothing on any page in any state, and the page Toegankelijkheid tells of these very tests."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import pytest
from playwright.sync_api import Browser

from bench.server import Server
from tests.browser import axe
from tests.browser.states import STATES, State
from tests.sweep import sampled
from ui.accessibility import record

BROWSER = pytest.mark.browser


def _name(state: State) -> str:
    return state.name


@pytest.fixture(scope="module")
def tabs(browser: Browser, server: Server) -> Iterator[axe.Tabs]:
    opened = axe.Tabs(browser, server.url)
    yield opened
    opened.close()


def said(outcome: axe.Outcome) -> str:
    return "\n".join(f"{f.rule}: {f.help} ({f.view}): {f.element}" for f in outcome.findings)


@BROWSER
@pytest.mark.parametrize("state", sampled(STATES, every=34), ids=_name)
def test_axe_finds_nothing_on_a_laptop_in_both_themes_and_at_400_percent(
    tabs: axe.Tabs, state: State
) -> None:
    outcome = axe.Outcome()
    axe.laptop(tabs, state, outcome)
    assert outcome.views == 3
    assert not outcome.findings, said(outcome)
    assert not outcome.sideways


@BROWSER
@pytest.mark.parametrize("state", sampled((state for state in STATES if not state.wide), every=24), ids=_name)
def test_axe_finds_nothing_on_a_phone_in_both_themes(tabs: axe.Tabs, state: State) -> None:
    outcome = axe.Outcome()
    axe.phone(tabs, state, outcome)
    assert outcome.views == 2
    assert not outcome.findings, said(outcome)


@BROWSER
def test_axe_sees_a_fault_when_there_is_one(tabs: axe.Tabs) -> None:
    outcome = axe.Outcome()
    with tabs.open(STATES[0]) as page:
        page.evaluate(
            "document.querySelector('.st-key-inhoud').insertAdjacentHTML('beforeend', '<img src=x><p><a href=#></a>')"
        )
        outcome.look(page, "a page with two faults")
    assert {finding.rule for finding in outcome.findings} >= {"image-alt", "link-name"}


def test_what_the_page_tells_is_of_these_tests_and_of_this_streamlit() -> None:
    """After a change of the states or of Streamlit: ``make axe``."""
    found = record()
    assert found.states == tuple(state.name for state in STATES)
    assert found.streamlit == version("streamlit")
    assert f"axe v{found.axe}" in axe.AXE[:200]
    assert found.findings == ()
    assert found.sideways == ()
    assert all(page.fine for page in found.keyboard)
