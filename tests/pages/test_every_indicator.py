"""Every page with every indicator, also those without figures: a title, no exception, and a source where a figure is."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from monitor.catalogue import DATA, load
from tests.sweep import sampled

NAVIGATION = str(DATA.parent / "pages" / "navigation.py")
PAGES = ["kaart.py", "trend.py", "over_de_cijfers.py", "mijn_gemeente.py", "vergelijk.py"]
INDICATORS = list(load().indicators)
#: One of each kind; each indicator takes the next, and each page begins with another.
COMPARATORS = (
    "nederland", "drenthe", "vergelijkbaar", "eerder", "eerder-2016", "regiodeal-noord", "provincie-groningen",
    "emmen", "hardenberg", "westerveld", "corop-noord",
)  # fmt: skip


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> tuple[AppTest, int]:
    """A page, and which comparator it begins with."""
    app = AppTest.from_file(NAVIGATION, default_timeout=60)
    app.query_params["gemeente"] = "westerveld"
    app.run()
    return app.switch_page(request.param), 2 * PAGES.index(request.param)


@pytest.mark.parametrize("indicator", sampled(INDICATORS, every=24))
def test_the_page_shows_the_indicator(page: tuple[AppTest, int], indicator: str) -> None:
    app, first = page
    turn = first + INDICATORS.index(indicator)
    app.query_params["indicator"] = indicator
    app.query_params["vergelijk"] = COMPARATORS[turn % len(COMPARATORS)]
    app.run()
    assert not app.exception, app.exception[0].message
    # Said by ui.parts.failure when a page fails in production.
    assert not app.error, app.error[0].value
    assert app.title, "a page has a title"


@pytest.mark.parametrize("comparator", COMPARATORS)
def test_the_overview_shows_every_theme_and_says_a_year(comparator: str) -> None:
    app = AppTest.from_file(NAVIGATION, default_timeout=60)
    app.query_params["vergelijk"] = comparator
    app.run()
    assert not app.exception
    assert not app.error
    shown = [
        unescape(title) for html in app.get("html") for title in re.findall("<h3>(.*?)</h3>", html.proto.body)
    ]
    assert [t.title for t in load().themes if any(i.need_to_know for i in t.indicators)] == shown
    assert len(app.metric) == 3
    assert sum(1 for m in app.markdown if re.search(r", 20\d\d(, voorlopig)?\)]", m.value)) == 3, (
        "every value says its year"
    )
