"""Mijn lijst: collected on any page, put in order, named, and opened again from its link."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener, text
from tests.pages.html_tables import texts

PAGE = "mijn_lijst.py"
TWO = "moeite_rondkomen~18+~emmen.roken~18+~drenthe"


def kept(page: AppTest) -> str:
    """The list in the address."""
    value = page.query_params["lijst"]
    return value if isinstance(value, str) else value[0]


def add(page: AppTest) -> AppTest:
    return next(b for b in page.button if b.label == "Zet op mijn lijst").click().run()


def test_figures_are_collected_from_a_trend_and_from_the_start_page(opened: Opener) -> None:
    trend = add(opened("trend.py", indicator="roken", gemeente="emmen", ook="assen", lijst=TWO))
    assert kept(trend) == f"{TWO}.roken~18+~emmen.roken~18+~assen"
    start = add(opened("overzicht.py"))
    assert kept(start).startswith("moeite_rondkomen~18+~drenthe.ervaren_gezondheid~18+~drenthe")


def test_the_list_is_put_in_order_named_and_emptied(opened: Opener) -> None:
    page = opened(PAGE, lijst=TWO)
    assert list(texts(page)["Waarde"]) == ["15,1%", "16,3%"]
    page.session_state["lijst_wijzigen"] = True
    page.run()
    page.button(key="Omlaag_0").click().run()
    assert kept(page) == "roken~18+~drenthe.moeite_rondkomen~18+~emmen"
    page.text_input(key="lijst_naam").set_value("# Nota [x](https://evil.example)").run()
    assert page.title[0].value.startswith("\\# Nota \\[x\\]")
    page.button(key="Haal weg_0").click().run()
    assert kept(page) == "moeite_rondkomen~18+~emmen"


def test_a_figure_that_is_gone_is_told_and_the_rest_stays(opened: Opener) -> None:
    page = opened(PAGE, lijst=f"weg~18+~emmen.{TWO}")
    assert "weg~18+~emmen" in text(page)
    assert len(texts(page)) == 2


def test_an_empty_list_says_how_to_begin(opened: Opener) -> None:
    page = opened(PAGE, indicator="roken", waar="assen")
    assert "Zet op mijn lijst" in text(page)
    assert kept(add(page)) == "roken~18+~assen"
