"""Rooms in the memory of the server: who may do what, how many there are, and when they are gone."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest

from ui.present.reached import own_address
from ui.raad import room
from ui.raad.address import for_phones
from ui.raad.questions import QuestionKey
from ui.raad.room import EnoughError, NoRoomError, OverError, RoomFullError, Rooms, Topic, is_code

ASKED, OTHER = QuestionKey("plek", "roken", "18+"), QuestionKey("plek", "obesitas", "18+")


class Clock:
    """Seconds that go when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(clock: Clock) -> Rooms:
    return Rooms(clock)


def test_a_guess_is_seen_and_a_second_one_takes_its_place(rooms: Rooms) -> None:
    code, key = rooms.open(ASKED)
    assert is_code(code)
    rooms.guess(code, "a", ASKED, (12.0,))
    rooms.guess(code, "b", ASKED, (14.0,))
    rooms.guess(code, "a", ASKED, (13.0,))
    now = rooms.now(code, phone="a", key=key)
    assert (sorted(now.guesses), now.own, now.phones, now.leads) == ([(13.0,), (14.0,)], (13.0,), 2, True)


def test_only_who_leads_asks_shows_and_ends(rooms: Rooms) -> None:
    code, key = rooms.open(ASKED)
    for deed in (
        lambda: rooms.ask(code, "another", OTHER),
        lambda: rooms.show(code, "another"),
        lambda: rooms.end(code, "another"),
        lambda: rooms.take(code),
    ):
        with pytest.raises(OverError):
            deed()
    assert rooms.now(code).asked == ASKED
    assert not rooms.now(code, key="another").leads
    rooms.end(code, key)
    with pytest.raises(NoRoomError):
        rooms.now(code)


def test_after_the_answer_and_at_another_question_no_guess_comes_in(rooms: Rooms) -> None:
    code, key = rooms.open(ASKED)
    rooms.guess(code, "a", ASKED, (12.0,))
    rooms.show(code, key)
    with pytest.raises(OverError):
        rooms.guess(code, "a", ASKED, (12.7,))
    rooms.ask(code, key, OTHER)
    assert (rooms.now(code).shown, rooms.now(code).guesses) == (False, ())
    with pytest.raises(OverError):
        rooms.guess(code, "a", ASKED, (12.7,))
    rooms.ask(code, key, ASKED)
    assert (rooms.now(code).shown, rooms.now(code).guesses) == (True, ((12.0,),)), "nothing is lost"


def test_who_was_away_may_be_relieved(rooms: Rooms, clock: Clock) -> None:
    code, key = rooms.open(ASKED)
    clock.now = room.PRESENT - 1
    assert not rooms.now(code).free
    assert rooms.now(code, key=key).leads
    clock.now += room.PRESENT + 1
    assert rooms.now(code).free
    new = rooms.take(code)
    assert rooms.now(code, key=new).leads
    assert not rooms.now(code, key=key).leads
    with pytest.raises(OverError):
        rooms.show(code, key)


def test_no_more_phones_than_there_is_room_for(rooms: Rooms, clock: Clock) -> None:
    code, _ = rooms.open(ASKED)
    for number in range(room.MOST_PHONES):
        rooms.now(code, phone=f"phone {number}")
    for number in range(300):
        with pytest.raises(RoomFullError):
            rooms.now(code, phone=f"late {number}")
    with pytest.raises(RoomFullError):
        rooms.guess(code, "late", ASKED, (1.0,))
    rooms.guess(code, "phone 0", ASKED, (1.0,))
    clock.now = room.PRESENT + 1
    assert rooms.now(code).phones == 0, "they fell away"
    rooms.now(code, phone="late")
    assert rooms.now(code, phone="phone 0").own == (1.0,), "who guessed keeps its place"


def test_a_room_is_gone_after_some_hours_and_with_the_server(rooms: Rooms, clock: Clock) -> None:
    code, key = rooms.open(ASKED)
    rooms.guess(code, "a", ASKED, (1.0,))
    clock.now = room.HOURS + 1
    with pytest.raises(NoRoomError):
        rooms.now(code, key=key)
    again, new = rooms.open(OTHER, code)
    assert again == code
    assert rooms.now(code, key=new).guesses == ()
    with pytest.raises(OverError):
        rooms.open(OTHER, code)
    with pytest.raises(OverError):
        rooms.open(OTHER, "not a code")


def test_no_more_rooms_than_the_server_carries(rooms: Rooms, clock: Clock) -> None:
    codes = {rooms.open(ASKED)[0] for _ in range(room.MOST_ROOMS)}
    assert len(codes) == room.MOST_ROOMS
    with pytest.raises(RoomFullError):
        rooms.open(ASKED)
    clock.now = room.LEFT + 1
    rooms.open(ASKED)


def test_the_guesses_of_a_long_evening_stay_bounded(rooms: Rooms) -> None:
    code, key = rooms.open(ASKED)
    for year in range(room.MOST_QUESTIONS + 5):
        one = QuestionKey("plek", "roken", "18+", year=2000 + year)
        rooms.ask(code, key, one)
        rooms.guess(code, "a", one, (float(year),))
    rooms.ask(code, key, QuestionKey("plek", "roken", "18+", year=2000))
    assert rooms.now(code).guesses == (), "the oldest are forgotten"
    rooms.ask(code, key, QuestionKey("plek", "roken", "18+", year=2020))
    assert rooms.now(code).guesses == ((20.0,),)


def test_fifty_phones_at_once_lose_no_guess() -> None:
    rooms = Rooms()
    code, key = rooms.open(ASKED)
    start = threading.Barrier(51)
    failed: list[BaseException] = []

    def phone(number: int) -> None:
        start.wait()
        try:
            for turn in range(20):
                rooms.guess(code, f"phone {number}", ASKED, (float(number), float(turn)))
                assert rooms.now(code, phone=f"phone {number}").own == (float(number), float(turn))
        except BaseException as cause:
            failed.append(cause)

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    start.wait()
    seen = [len(rooms.now(code, key=key).guesses) for _ in range(200)]
    for thread in threads:
        thread.join()
    assert not failed
    assert seen == sorted(seen)
    assert sorted(rooms.now(code).guesses) == [(float(number), 19.0) for number in range(50)]


TOPIC = Topic("Waaraan merkt u het?", 1)


def test_the_room_reads_what_is_let_through_and_nothing_else(rooms: Rooms) -> None:
    code, key = rooms.open(TOPIC)
    rooms.say(code, "a", TOPIC, " De\nschool\x00 \u202e" + "x" * 200)
    rooms.say(code, "a", TOPIC, "   ")
    rooms.say(code, "b", TOPIC, "Nee")
    first, second = rooms.now(code, key=key).remarks
    assert first.text == ("De school " + "x" * 200)[: room.LONGEST]
    assert rooms.now(code).remarks == ()
    with pytest.raises(OverError):
        rooms.let_through(code, "another", first.number, True)
    rooms.let_through(code, key, first.number, True)
    rooms.let_through(code, key, second.number, None)
    rooms.write(code, key, "Hoorde ik")
    assert [one.text for one in rooms.now(code).remarks] == [first.text, "Hoorde ik"]
    later = Topic("En dan?", 3)
    rooms.ask(code, key, later)
    with pytest.raises(OverError):
        rooms.say(code, "a", TOPIC, "te laat")
    rooms.write(code, key, "Straks")
    assert rooms.heard(code, key) == {1: (first.text, "Hoorde ik"), 3: ("Straks",)}
    rooms.let_through(code, key, rooms.now(code).remarks[0].number, False)
    assert set(rooms.heard(code, key)) == {1}
    rooms.end(code, key)
    with pytest.raises(NoRoomError):
        rooms.heard(code, key)


def test_nobody_says_more_than_there_is_place_for(rooms: Rooms) -> None:
    code, key = rooms.open(TOPIC)
    for number in range(500):
        phone = f"phone {number % 250}"
        with suppress(RoomFullError, EnoughError):
            rooms.say(code, phone, TOPIC, f"woord {number}")
    assert len(rooms.now(code, key=key).remarks) == room.MOST_REMARKS
    with pytest.raises(EnoughError):
        rooms.write(code, key, "vol")
    rooms.ask(code, key, Topic("Nog een?", 2))
    for _ in range(room.MOST_OF_ONE):
        rooms.say(code, "phone 0", Topic("Nog een?", 2), "ja")
    with pytest.raises(EnoughError):
        rooms.say(code, "phone 0", Topic("Nog een?", 2), "ja")
    assert rooms.now(code, phone="phone 0").spoke == room.MOST_OF_ONE


def test_the_address_for_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_phones("https://monitor.drenthe.nl/raad?soort=plek", "BCDF") == (
        "https://monitor.drenthe.nl/raad?kamer=BCDF"
    )
    assert for_phones("http://192.168.1.7:8501/raad", "BCDF") == "http://192.168.1.7:8501/raad?kamer=BCDF"
    monkeypatch.setattr("ui.present.reached.own_address", lambda: "10.0.0.5")
    for here in ("http://localhost:8501/raad", "http://127.0.0.1:8501/raad", "http://[::1]:8501/raad"):
        assert for_phones(here, "BCDF") == "http://10.0.0.5:8501/raad?kamer=BCDF"
    assert for_phones("http://localhost:8501/raad", "BCDF", ["monitor.drenthe.nl"]) is None
    assert for_phones("http://localhost:8501/raad", "BCDF", ["10.0.0.5"]) is not None
    monkeypatch.setattr("ui.present.reached.own_address", lambda: None)
    assert for_phones("http://localhost:8501/raad", "BCDF") is None
    assert for_phones("https://monitor.drenthe.nl/raad", "BCDF") is not None


def test_own_address_is_never_that_of_this_machine_to_itself() -> None:
    assert not (own_address() or "").startswith("127.")
