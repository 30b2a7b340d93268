"""The page on which a room guesses: the answer is hidden, then shown; a room with a leader and phones; what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener, charts, text
from ui.raad import lead, phone
from ui.raad.questions import QuestionKey
from ui.raad.room import ROOMS, Rooms

PLACE = QuestionKey("plek", "moeite_rondkomen", "18+", year=2024)


@pytest.fixture(autouse=True)
def own_rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rooms]:
    rooms = Rooms()
    monkeypatch.setattr(lead, "ROOMS", rooms)
    monkeypatch.setattr(phone, "ROOMS", rooms)
    yield rooms
    assert not ROOMS._rooms


def press(page: AppTest, label: str) -> AppTest:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception, page.exception[0].message
    return page


def at(page: AppTest, name: str) -> str:
    """What the address says."""
    found = page.query_params[name]
    return found if isinstance(found, str) else str(found[0])


def said(page: AppTest) -> str:
    return "\n".join(
        [text(page), *(str(m.value) for m in page.metric), *(str(s.value) for s in page.success)]
    )


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("volgorde", "In Emmen heeft 15,1% moeite met rondkomen, het meest van de 12 gemeenten"),
        ("vervolg", "Het ging van 22,7% in 2012 naar 11,0% in 2020."),
        ("plek", "In Drenthe heeft 12,7% moeite met rondkomen"),
        ("aantal", "Dat zijn ongeveer 53.000 inwoners van 18 jaar en ouder."),
    ],
)
def test_one_laptop_guesses_and_then_sees(opened: Opener, kind: str, answer: str) -> None:
    page = opened("raad.py", soort=kind)
    assert answer not in said(page)
    press(page, "Onthul")
    assert answer in said(page)
    assert answer not in said(press(page, "Raad opnieuw"))


def test_the_order_is_moved_by_buttons(opened: Opener) -> None:
    page = opened("raad.py")
    press(press(page, "Emmen ↑"), "Onthul")
    assert "van de 10 paren staan in de goede volgorde" in said(page)
    before = said(page)
    press(page, "Emmen ↓")
    assert said(page) != before


def test_another_question_hides_the_answer_again(opened: Opener) -> None:
    page = press(opened("raad.py", soort="plek"), "Onthul")
    page.query_params["indicator"] = "roken"
    page.run()
    assert "Het antwoord" not in said(page)
    assert not page.metric


def test_a_question_that_cannot_be_says_what_to_do(opened: Opener) -> None:
    page = opened("raad.py", indicator="bevolking")
    assert "Kies een ander cijfer of een andere soort vraag" in page.info[0].value


def test_a_room_guesses_and_sees_the_answer(opened: Opener, own_rooms: Rooms) -> None:
    leader = press(opened("raad.py", soort="plek"), "Laat telefoons meeraden")
    code = at(leader, "kamer")
    assert code in said(leader)
    one = opened("raad.py", kamer=code.lower())
    assert "waar staat Drenthe tussen de provincies?" in text(one)
    one.select_slider[0].set_value(15.0).run()
    press(one, "Stuur mijn schatting")
    assert "Uw schatting staat erbij" in said(one)
    leader.run()
    assert [metric.value for metric in leader.metric if metric.label == "Schattingen"] == ["1"]
    assert len(charts(leader)[0]["data"]["guesses"]) == 1
    press(leader, "Onthul")
    assert "De middelste schatting is 15,0%: 2,3 procentpunt te hoog." in said(leader)
    one.run()
    assert "Uw schatting: 15,0%, 2,3 procentpunt te hoog." in said(one)
    press(leader, "Stop deze kamer")
    assert "kamer" not in leader.query_params
    one.run()
    assert f"Kamer {code} is er niet" in one.warning[0].value


def test_a_second_leader_looks_along(opened: Opener) -> None:
    leader = press(opened("raad.py", soort="plek"), "Laat telefoons meeraden")
    second = opened("raad.py", soort="vervolg", kamer=at(leader, "kamer"), rol="leiding")
    assert "Een ander scherm leidt deze kamer" in said(second)
    assert "waar staat Drenthe" in said(second), "the question of the room, not that of its address"
    assert not {"Onthul", "Stop deze kamer"} & {button.label for button in second.button}


def test_a_phone_that_comes_back_has_one_guess(opened: Opener, own_rooms: Rooms) -> None:
    code, _ = own_rooms.open(PLACE)
    first = opened("raad.py", kamer=code)
    press(first, "Stuur mijn schatting")
    again = opened("raad.py", kamer=code, stoel=at(first, "stoel"))
    assert "Verander mijn schatting" in {button.label for button in again.button}
    press(again, "Verander mijn schatting")
    assert len(own_rooms.now(code).guesses) == 1


def test_after_a_restart_the_question_is_there_and_the_room_can_be_had_again(
    opened: Opener, own_rooms: Rooms
) -> None:
    leader = opened("raad.py", soort="plek", kamer="BCDF", rol="leiding")
    assert "Kamer BCDF is er niet meer" in leader.warning[0].value
    assert "waar staat Drenthe" in text(leader)
    waiting = opened("raad.py", kamer="BCDF")
    assert "Blijf op deze pagina" in waiting.warning[0].value
    press(leader, "Open kamer BCDF opnieuw")
    assert own_rooms.now("BCDF").asked.kind == "plek"
    waiting.run()
    assert "waar staat Drenthe" in text(waiting)


@pytest.mark.parametrize("code", ["abc", "AEIO", "12345", "[x](https://evil.example)"])
def test_what_is_no_code_is_said(opened: Opener, code: str) -> None:
    page = opened("raad.py", kamer=code)
    assert "bestaat niet. Een code heeft vier letters" in page.warning[0].value


def test_a_full_room_and_a_full_server(
    opened: Opener, own_rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.raad.room.MOST_PHONES", 1)
    code, _ = own_rooms.open(PLACE)
    opened("raad.py", kamer=code)
    assert f"Kamer {code} is vol" in opened("raad.py", kamer=code).warning[0].value
    monkeypatch.setattr("ui.raad.room.MOST_ROOMS", 1)
    page = press(opened("raad.py"), "Laat telefoons meeraden")
    assert "kamers open; meer kan deze server niet aan" in page.warning[0].value
