"""One search on every page: a figure by the words of a person, a place by its name."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener, text
from ui.choose import question
from ui.choose.question import FigureAndPlace
from ui.choose.search import BOX, options, target, target_of
from ui.data import data_version


def found(word: str) -> list[str]:
    return [
        option for option, label in options(None, data_version()).items() if word.lower() in label.lower()
    ]


@pytest.mark.parametrize(
    ("word", "indicator"),
    [
        ("eenzaamheid", "eenzaam"),
        ("armoede", "moeite_rondkomen"),
        ("geld", "moeite_rondkomen"),
        ("schulden", "problematische_schulden"),
        ("roken", "roken"),
        ("vertrouwen politiek", "vertrouwen_instituties"),
        ("tevreden", "tevreden_leven"),
        ("overgewicht", "overgewicht"),
    ],
)
def test_the_words_of_a_person_find_the_figure(word: str, indicator: str) -> None:
    every = set.intersection(*(set(found(part)) for part in word.split()))
    assert any(option.startswith(f"cijfer:{indicator}") for option in every), sorted(every)[:5]


def test_a_figure_says_its_newest_value_for_the_province_or_my_gemeente() -> None:
    of_province, of_emmen = options(None, data_version()), options("GM0114", data_version())
    assert of_province["cijfer:moeite_rondkomen"].startswith("Moeite met rondkomen, 12,7% in Drenthe (2024)")
    assert of_emmen["cijfer:moeite_rondkomen"].startswith("Moeite met rondkomen, 15,1% in Emmen (2024)")


def test_places_are_found_by_name() -> None:
    assert "gemeente:hoogeveen" in found("Hoogeveen")
    assert any(option.startswith("wijk:WK0114") for option in found("wijk in Emmen"))


def test_what_is_found_opens_on_the_page_one_is_on() -> None:
    assert target("cijfer:roken", "kaart")[0] == "kaart"
    assert target("cijfer:roken", "overzicht")[0] == "trend"
    assert target("gemeente:emmen", "vergelijk")[0] == "gemeente"
    page, choices = target("wijk:WK011401", "trend")
    assert (page, choices["gemeente"], choices["gebied"]) == ("kaart", "emmen", "wijken")


def test_choosing_in_the_box_opens_it(opened: Opener) -> None:
    page = opened("trend.py")
    page.selectbox(key=BOX).select("cijfer:overgewicht").run()
    assert page.header[0].value == "Overgewicht"
    assert page.query_params["indicator"] in ("overgewicht", ["overgewicht"])
    assert "overgewicht" in text(page)


def test_from_the_front_page_it_leads_to_the_trend(opened: Opener) -> None:
    page = opened("overzicht.py")
    page.selectbox(key=BOX).select("cijfer:overgewicht").run()
    assert not page.exception
    assert page.title[0].value != "Drenthe naast Nederland"


@pytest.mark.parametrize(
    ("typed", "indicator", "place"),
    [
        ("eenzaamheid hoogeveen", "eenzaam", "GM0118"),
        ("Hoogeveen: eenzaamheid", "eenzaam", "GM0118"),
        ("eenzaamhied in hogeveen sinds 2016", "eenzaam", "GM0118"),
        ("roken emmen", "roken", "GM0114"),
        ("schulden zuidoost-drenthe", "problematische_schulden", "corop-zuidoost"),
        ("roken regio deal noord drenthe", "roken", "regiodeal-noord"),
        ("bijstand Klazienaveen", "bijstand", "WK011408"),
        ("vertrouwen politiek", "vertrouwen_instituties", None),
        ("geld", "moeite_rondkomen", None),
        ("midden drenthe", None, "GM1731"),
        ("xyzzy", None, None),
        ("schulden kop van drenthe", None, None),
    ],
)
def test_a_figure_and_a_place_together(typed: str, indicator: str | None, place: str | None) -> None:
    assert question.understood(typed) == FigureAndPlace(indicator, place)


def typed_in(page: AppTest, text: str) -> None:
    """Type in the box and press Enter: the browser offers what was typed as an option of its own."""
    box = page.selectbox(key=BOX)
    box.options.append(text)
    box.set_value(text).run()
    assert not page.exception


def test_what_is_typed_opens_on_the_page_one_is_on_for_that_place(opened: Opener) -> None:
    page = opened("trend.py")
    typed_in(page, "eenzaamheid hoogeveen")
    assert page.header[0].value == "Eenzaamheid"
    assert "In Hoogeveen " in text(page)
    there = question.understood("eenzaamheid hoogeveen")
    assert target_of(there, "vergelijk") == (
        "trend", {"indicator": "eenzaam", "wie": None, "jaar": None, "gemeente": "hoogeveen"}
    )  # fmt: skip
    assert target_of(question.understood("roken drenthe"), "gemeente") == (
        "trend", {"indicator": "roken", "wie": None, "jaar": None, "gemeente": None}
    )  # fmt: skip


def test_what_is_not_understood_is_said_with_what_is_near(opened: Opener) -> None:
    page = opened("trend.py")
    typed_in(page, "schulden kop van drenthe")
    assert (
        "Niets gevonden bij “schulden kop van drenthe”. Bedoelt u “Problematische schulden in Drenthe”?"
        in text(page)
    )
