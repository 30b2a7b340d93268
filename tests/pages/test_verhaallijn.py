"""The page of a line, and any view in front of a room."""

from __future__ import annotations

from hashlib import sha512

import pytest
from streamlit.testing.v1 import AppTest

from compare.indicator_data import measured
from monitor.province import PROVINCE
from tests.pages.conftest import Opener, text
from tests.sweep import EXHAUSTIVE
from ui.data import figures
from ui.present import deck, ready, standalone, talk
from ui.present.line import Line, View, from_address, from_file, to_address, to_file
from ui.raad import phone
from ui.raad.room import Rooms

PAGE = "verhaallijn.py"
LINE = Line(
    "Proef", (View("trend", {"indicator": "roken"}), View("kaart", {"indicator": "moeite_rondkomen"}))
)


def kept(page: AppTest) -> Line:
    """The line in the address."""
    value = page.query_params["lijn"]
    return from_address(value if isinstance(value, str) else value[0])


def press(page: AppTest, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception, page.exception[0].message


def said(page: AppTest) -> str:
    return "\n".join(caption.value for caption in page.caption)


def test_a_new_facilitator_takes_a_line_that_is_there(opened: Opener) -> None:
    page = opened(PAGE, onderwerp="armoede", waar="corop-zuidoost")
    next(button for button in page.button if button.label == "Neem deze lijn").click().run()
    taken = kept(page)
    assert taken == ready.line("armoede", "corop-zuidoost")
    assert "Moeite met rondkomen" in text(page)


def test_the_place_that_was_chosen_on_another_page_is_offered_first(opened: Opener) -> None:
    page = opened(PAGE, gemeente="corop-zuidoost")
    assert page.selectbox(key="keuze_waar").value == "corop-zuidoost"
    assert not page.info
    assert opened(PAGE, gemeente="provincie-groningen").selectbox(key="keuze_waar").value == "drenthe"


def test_a_line_of_the_province_has_only_what_is_known_of_the_province() -> None:
    for subject in ready.subjects():
        for view in ready.line(subject, "drenthe").views:
            laid_out = figures(view.query["indicator"], view.query["wie"])
            assert laid_out is not None
            assert measured(laid_out.of(PROVINCE)), view


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


def test_a_long_line_plays_and_phones_get_the_view_of_the_beamer(opened: Opener) -> None:
    notes = ["".join(sha512(bytes([at, part])).hexdigest() for part in range(4)) for at in range(8)]
    long = Line("Lang", tuple(View("trend", {"indicator": "roken"}, notes=note) for note in notes))
    assert len(to_address(long)) > 2331, "more than a QR code holds"
    page = opened(PAGE, lijn=to_address(long), modus="presentatie", beeld="2")
    assert "2 van 8" in text(page)
    assert "/trend**" in text(page)


def test_a_line_is_kept_as_a_small_file_and_opened_again(opened: Opener) -> None:
    line = LINE.changed(0, notes="Zie http://x/verhaallijn?lijn=abc", title="Eigen")
    small = to_file(line, f"http://x/verhaallijn?lijn={to_address(line)}")
    page = opened(PAGE, lijn=to_address(LINE))
    page.file_uploader[0].set_value(("lijn.json", small, "application/json")).run()
    assert kept(page) == line
    for broken, words in ((b"PK\x03\x04\xff", "staat geen verhaallijn"), (small[:-40], "niet heel")):
        page.file_uploader[0].set_value(("lijn.json", broken, "application/json")).run()
        assert words in page.warning[-1].value
        assert kept(page) == line
    playing = standalone.page("", deck.of_line(LINE), f"http://x/verhaallijn?lijn={to_address(LINE)}")
    assert from_file(playing) == LINE


@EXHAUSTIVE
def test_the_room_says_something_and_it_goes_along(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = Rooms()
    for module in (talk, phone):
        monkeypatch.setattr(module, "ROOMS", rooms)
    address = to_address(LINE.changed(0, question="Waaraan merkt u dit?"))
    leader = opened(PAGE, lijn=address, modus="spreker", beeld="2")
    assert "Wat helpt mensen in uw omgeving om zich gezond te voelen?" in text(leader)
    press(leader, "Laat de zaal meepraten")
    asked = leader.query_params["kamer"]
    code = asked if isinstance(asked, str) else asked[0]
    other = opened("raad.py", kamer=code)
    other.text_area(key="woorden").set_value("# De *school*")
    press(other, "Stuur")
    # The phone looks again every few seconds, and goes on saying so.
    assert "Het is aangekomen" in other.run().success[0].value
    beamer = opened(PAGE, lijn=address, modus="presentatie", beeld="2", kamer=code)
    assert "school" not in text(beamer)
    press(leader.run(), "Laat zien")
    assert "# De *school*" in text(beamer.run())
    second = opened(PAGE, lijn=address, modus="spreker", beeld="2", kamer=code)
    assert f"Een ander scherm leidt kamer {code}" in said(second)
    leader.query_params.pop("modus")
    leader.run()
    assert "Beeld 1: # De *school*" in text(leader)
    assert {"PDF", "Excel", "PowerPoint", "Word", "HTML"} <= {
        button.label for button in leader.get("download_button")
    }
    press(leader, "Stop de kamer en wis de woorden")
    assert "school" not in text(leader)
    lost = opened(PAGE, lijn=address, modus="spreker", beeld="2", kamer=code)
    assert "Uw lijn is er nog" in lost.warning[0].value


@pytest.mark.parametrize("modus", ["presentatie", "spreker"])
def test_nothing_to_show_says_what_to_do(opened: Opener, modus: str) -> None:
    page = opened("verhalen.py", modus=modus)
    assert page.title[0].value == "Hier is niets om te laten zien"
