"""One search on every page: a figure by the words of a person, a place by its name."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Opener, text
from ui.choose.search import BOX, options, target
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
