"""A chart is enlarged whole, with its years, title and source: by "Presenteer", not by Streamlit's full screen."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Reader
from tests.sweep import EXHAUSTIVE

pytestmark = [pytest.mark.browser, EXHAUSTIVE]


def test_a_chart_has_no_full_screen_that_cuts_its_years_off(reader: Reader) -> None:
    page = reader.open("/trend?indicator=roken&gemeente=emmen")
    page.locator(
        '[data-testid="stVegaLiteChart"] svg, [data-testid="stVegaLiteChart"] canvas'
    ).first.wait_for()
    enlarge = page.locator('button[aria-label^="Volledig scherm"]')
    shown = [
        button for button in enlarge.all() if button.evaluate("button => button.getClientRects().length")
    ]
    # Of the mark of the site and of the chart, which is not enough to find none.
    assert len(enlarge.all()) >= 2
    assert not shown
    page.get_by_text("Presenteer", exact=True).click()
    page.wait_for_url("**modus=presentatie**")
    page.get_by_text("Bron: RIVM").first.wait_for()
