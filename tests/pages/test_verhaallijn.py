"""The page of a line, and any view in front of a room."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener, text
from ui.present import ready
from ui.present.line import Line, View, from_address, to_address

PAGE = "verhaallijn.py"
LINE = Line(
    "Proef", (View("trend", {"indicator": "roken"}), View("kaart", {"indicator": "moeite_rondkomen"}))
)


def kept(page: AppTest) -> Line:
    """The line in the address."""
    value = page.query_params["lijn"]
    return from_address(value if isinstance(value, str) else value[0])


def test_a_new_facilitator_takes_a_line_that_is_there(opened: Opener) -> None:
    page = opened(PAGE, onderwerp="armoede", waar="corop-zuidoost")
    next(button for button in page.button if button.label == "Neem deze lijn").click().run()
    taken = kept(page)
    assert taken == ready.line("armoede", "corop-zuidoost")
    assert "Moeite met rondkomen" in text(page)


def test_views_are_put_in_order_named_and_taken_away(opened: Opener) -> None:
    page = opened(PAGE, lijn=to_address(LINE))
    page.button(key="Omlaag_0").click().run()
    assert [v.page for v in kept(page).views] == ["kaart", "trend"]
    page.text_input(key="vraag_1").set_value("Herkent u dit?").run()
    assert kept(page).views[1].question == "Herkent u dit?"
    page.button(key="Haal weg_0").click().run()
    assert [v.page for v in kept(page).views] == ["trend"]


def test_a_view_is_collected_with_its_defaults_written_out(opened: Opener) -> None:
    page = opened("kaart.py", indicator="moeite_rondkomen", gemeente="emmen")
    next(button for button in page.button if button.label == "Voeg toe aan verhaallijn").click().run()
    (view,) = kept(page).views
    assert view.page == "kaart"
    assert view.query["jaar"] == "2024"
    assert "lijn" not in view.query


def test_a_line_that_is_cut_off_is_told_and_the_page_stays(opened: Opener) -> None:
    page = opened(PAGE, lijn=to_address(LINE)[:20])
    assert "niet heel" in page.warning[0].value
    page.text_input(key="verhaallijn_plakken").set_value("hallo").run()
    assert "Hierin staat geen verhaallijn" in page.warning[-1].value
    page.text_input(key="verhaallijn_plakken").set_value(
        f"http://x/verhaallijn?lijn={to_address(LINE)}"
    ).run()
    assert kept(page) == LINE


def test_in_front_of_a_room_there_is_one_message(opened: Opener) -> None:
    page = opened("trend.py", indicator="moeite_rondkomen", gemeente="emmen", modus="presentatie")
    assert page.title[0].value.startswith("In Emmen heeft 15,1% moeite met rondkomen")
    assert not page.selectbox
    assert "1 van 1" in text(page)


@pytest.mark.parametrize("number", ["", "0", "99", "abc", "-1"])
def test_a_number_that_is_not_there_is_the_nearest_one(opened: Opener, number: str) -> None:
    page = opened(PAGE, lijn=to_address(LINE), modus="presentatie", beeld=number)
    assert ("2 van 2" if number == "99" else "1 van 2") in text(page)


def test_the_presenter_sees_notes_and_what_comes_next(opened: Opener) -> None:
    line = LINE.changed(0, notes="Vraag eerst wie het kent.")
    page = opened(PAGE, lijn=to_address(line), modus="spreker")
    assert "Vraag eerst wie het kent." in text(page)
    assert "Hierna" in [found.value for found in page.header]


@pytest.mark.parametrize("modus", ["presentatie", "spreker"])
def test_nothing_to_show_says_what_to_do(opened: Opener, modus: str) -> None:
    page = opened("verhalen.py", modus=modus)
    assert page.title[0].value == "Hier is niets om te laten zien"
