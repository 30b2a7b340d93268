"""What stands on a beamer: one sentence, a picture with letters that can be read across a room, and a source."""

from __future__ import annotations

import re

import pytest

from monitor.province import GEMEENTEN
from tests.sweep import EXHAUSTIVE, sampled
from ui.present import deck, ready, standalone, views
from ui.present.line import Line, View
from ui.present.reached import reached
from ui.present.slide import HEIGHT, LETTER, WIDTH, Slide, sentences

CASES = {
    "kaart": {"indicator": "moeite_rondkomen", "gemeente": "emmen"},
    "kaart, Nederland": {"indicator": "overgewicht", "gebied": "nederland", "jaar": "2020"},
    "trend": {"indicator": "moeite_rondkomen", "gemeente": "emmen", "ook": "assen,meppel", "alle": "ja"},
    "trend, een jaar": {"indicator": "mediaan_inkomen"},
    "gemeente": {"gemeente": "emmen", "indicator": "overgewicht"},
    "gemeente, samen": {"gemeente": "corop-zuidoost", "thema": "samen"},
    "vergelijk": {},
    "vergelijk, twee": {"deel": "samenhang"},
    "overzicht": {"vergelijk": "eerder"},
}


def smallest_letter(svg: str) -> float:
    """In pixels of a beamer, when the drawing fills its place."""
    box = re.search(r'viewBox="[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)"', svg)
    assert box
    scale = min(WIDTH / float(box[1]), HEIGHT / float(box[2]))
    return min(map(float, re.findall(r'font-size="([\d.]+)', svg))) * scale


@pytest.mark.parametrize("case", sampled(CASES, every=4))
def test_every_letter_of_a_picture_can_be_read_across_a_room(case: str) -> None:
    screens = deck.of_view(case.split(",")[0], CASES[case])
    assert screens
    for screen in screens:
        assert len(screen.slide.message) > 10
        if screen.slide.picture:
            assert smallest_letter(screen.slide.picture()) >= LETTER * 0.97, screen.slide.message
            assert screen.slide.alt
            assert screen.slide.source
        else:
            assert screen.slide.points


def test_the_three_themes_together_are_one_screen_and_a_step_of_a_line() -> None:
    view = View("gemeente", CASES["gemeente, samen"] | {"gemeente": "emmen"}, title="Alle drie")
    first = deck.of_view(view.page, view.query)[0].slide
    assert first.message == (
        "In Emmen: moeite met rondkomen 15,1%, ervaren gezondheid 71,1% en vertrouwen in anderen 63,1%."
    )
    (shown,) = deck.of_line(Line("", (view,)))
    assert (shown.slide.message, shown.slide.about) == ("Alle drie", first.message)
    assert shown.slide.picture
    drawn = shown.slide.picture()
    assert "0,2 procentpunt minder dan in Nederland (15,3%)" in drawn
    assert "zegt niet dat het een door het ander komt" in drawn
    assert drawn.count("<polyline") >= 6


def test_the_sentence_is_that_of_the_page() -> None:
    first = deck.of_view("trend", CASES["trend"])[0].slide
    assert first.message == (
        "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024): 0,2 procentpunt minder dan in Nederland "
        "(15,3%, eigen berekening)."
    )
    on_map = deck.of_view("kaart", CASES["kaart"])[0].slide
    assert on_map.message.startswith(
        "In Emmen heeft 15,1% moeite met rondkomen (18 jaar en ouder, 2024): 0,2 procentpunt minder"
    )


def test_names_on_a_low_map_do_not_touch() -> None:
    from ui.kaart.exhibits import LOW, drawn
    from ui.kaart.map_picture import NAME
    from ui.kaart.map_picture import WIDTH as ACROSS
    from ui.kaart.view import map_view

    chart = drawn(map_view("moeite_rondkomen", "18+", "drenthe", 2024, None, "nederland"), (ACROSS, LOW))
    names = chart.datasets["namen"].to_dict("records")
    assert len(names) == 12
    box = (6.12, 52.61, 7.09, 53.20)
    down = LOW / (box[3] - box[1])
    for one, other in ((a, b) for i, a in enumerate(names) for b in names[:i]):
        apart = (
            abs(one["lon"] - other["lon"]) * down * 0.6
            > (len(one["name"]) + len(other["name"])) / 2 * 0.55 * NAME
        )
        assert apart or abs(one["lat"] - other["lat"]) * down > 12, (one["name"], other["name"])


def test_what_is_not_known_is_as_if_it_was_not_chosen() -> None:
    for page in views.PAGES:
        bent = {
            "indicator": "x",
            "wie": "x",
            "jaar": "x",
            "gebied": "x",
            "x": "y",
            "y": "x",
            "vergelijk": "x",
        }
        assert deck.of_view(page, bent) or page == "gemeente"
    assert deck.of_view("over_de_cijfers", {}) == ()


def test_a_text_is_cut_into_sentences_and_not_into_numbers() -> None:
    assert sentences("Dat zijn 14.000 mensen. Het ging van 1,2 naar 3,4%. € 5 meer!") == [
        "Dat zijn 14.000 mensen.",
        "Het ging van 1,2 naar 3,4%.",
        "€ 5 meer!",
    ]


@EXHAUSTIVE
def test_ready_lines_have_five_views_with_figures() -> None:
    for subject in ready.subjects():
        for area in ("drenthe", "corop-zuidoost", "emmen"):
            made = ready.line(subject, area)
            assert len(made.views) == ready.MOST
            assert made.title == f"{ready.subjects()[subject]} in {ready.areas()[area]}"
            assert made.views[0].page == "kaart"
            shown = deck.of_line(made)
            assert not any(screen.slide.message == deck.GONE for screen in shown)
    assert len(ready.areas()) == 1 + 3 + len(GEMEENTEN)


def test_a_gemeente_begins_with_what_differs_most() -> None:
    first = [view.query["indicator"] for view in ready.line("gezondheid", "emmen").views]
    assert first[0] == "overgewicht"
    assert first != [view.query["indicator"] for view in ready.line("gezondheid", "drenthe").views]


def test_the_question_of_a_view_comes_after_it_and_the_rest_goes_on_without_a_view() -> None:
    line = Line(
        "Proef",
        (
            View("trend", {"indicator": "moeite_rondkomen"}, "Eigen titel", "Herkent u dit?", "let op"),
            View("bestaat_niet", {}),
            View("kaart", {"indicator": "roken"}),
        ),
    )
    shown = deck.of_line(line)
    assert [screen.view for screen in shown] == [1, 1, 2, 3]
    assert (shown[0].slide.message, shown[0].notes) == ("Eigen titel", "let op")
    assert shown[0].slide.about.startswith("In Drenthe heeft 12,7%")
    assert shown[1].slide.message == "Herkent u dit?"
    assert shown[2].slide.message == deck.GONE


def test_the_file_plays_by_itself_and_asks_nothing_of_a_network() -> None:
    line = ready.line("armoede", "corop-zuidoost")
    address = "https://monitor.example/verhaallijn?lijn=abc"
    page = standalone.page('<b>"Armoede"</b>', deck.of_line(line), address).decode()
    assert page.count("<section>") == len(deck.of_line(line))
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    outside = [
        found for found in re.findall(r'(?:src|href)="([^"]+)"', page) if not found.startswith("data:")
    ]
    assert outside == [address]
    assert (
        standalone.file_name("Armoede in Zuidoost-Drenthe (COROP)")
        == "verhaallijn-armoede-in-zuidoost-drenthe-corop.html"
    )
    assert standalone.file_name("") == "verhaallijn.html"


def test_the_address_for_phones_is_that_of_this_machine_on_its_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.present.reached.own_address", lambda: "192.168.1.5")
    assert reached("http://localhost:8501/kaart?jaar=2016") == "http://192.168.1.5:8501/kaart?jaar=2016"
    assert reached("http://[::1]:8501/") == "http://192.168.1.5:8501/"
    assert reached("https://monitor.drenthe.nl/kaart") == "https://monitor.drenthe.nl/kaart"
    monkeypatch.setattr("ui.present.reached.own_address", lambda: None)
    assert reached("http://localhost:8501/") is None


def test_a_slide_is_drawn_once() -> None:
    slide: Slide = deck.of_view("trend", CASES["trend"])[0].slide
    assert slide.picture is not None
    assert slide.picture() is slide.picture()
