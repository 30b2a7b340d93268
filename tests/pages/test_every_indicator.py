"""Every page with every indicator, also those without figures: a title, no exception, and a source where a figure is."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders.catalogue import DATA, load

NAVIGATION = str(DATA.parent / "pages" / "navigation.py")
PAGES = ["kaart.py", "trend.py", "over_de_cijfers.py", "mijn_gemeente.py"]


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> AppTest:
    app = AppTest.from_file(NAVIGATION, default_timeout=60)
    app.query_params["gemeente"] = "westerveld"
    app.run()
    return app.switch_page(request.param)


@pytest.mark.parametrize("indicator", list(load().indicators))
def test_the_page_shows_the_indicator(page: AppTest, indicator: str) -> None:
    page.query_params["indicator"] = indicator
    page.run()
    assert not page.exception, page.exception[0].message
    # Said by ui.failure when a page fails in production.
    assert not page.error, page.error[0].value
    assert page.title, "a page has a title"


def test_the_overview_shows_every_theme_and_says_a_year() -> None:
    app = AppTest.from_file(NAVIGATION, default_timeout=60).run()
    assert not app.exception
    shown = [s.value for s in app.header]
    assert [t.title for t in load().themes if any(i.need_to_know for i in t.indicators)] == shown
    assert all(m.label[:4].isdigit() for m in app.metric), "every value says its year"
