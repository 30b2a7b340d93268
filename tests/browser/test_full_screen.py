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
    enlarge = page.locator('button[aria-label^="Volledig scherm: "]')
    shown = [
        button for button in enlarge.all() if button.evaluate("button => button.getClientRects().length")
    ]
    assert len(enlarge.all()) >= 3
    assert [str(button.get_attribute("aria-label")).split(":")[1] for button in shown] == [" Tabel"]
    page.get_by_text("Presenteer", exact=True).click()
    page.wait_for_url("**modus=presentatie**")
    page.get_by_text("Bron: RIVM").first.wait_for()
