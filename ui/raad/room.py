"""Rooms: what the phones in a room guess and say, kept in the memory of this server and nowhere else.

Nobody has a name: a phone is a random word. A room is gone when who leads it ends it, some hours after it was opened, or
with the server.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from ui.raad.questions import QuestionKey

#: What a phone sends: values per year, or gemeenten (codes) with the highest figure first.
Guess = tuple[float, ...] | tuple[str, ...]

#: Letters of a room's code: no vowels (they would make words) and none that look alike from the back of a room.
LETTERS, LENGTH = "BCDFGHJKLMNPRSTVWXZ", 4
MOST_ROOMS, MOST_PHONES = 50, 200
#: Letters of what a phone says; how often it may at one question; how much there is of all phones together.
LONGEST, MOST_OF_ONE, MOST_REMARKS = 140, 3, 200
#: Questions of a room whose guesses are kept, so that who goes back finds them.
MOST_QUESTIONS = 20
#: Seconds that a room is there; that a screen is taken to be there after it last asked; after which a room that nobody
#: leads may make place for a new one.
HOURS, PRESENT, LEFT = 6 * 3600.0, 15.0, 900.0


class NoRoomError(LookupError):
    """There is no room with this code (any more)."""


class RoomFullError(RuntimeError):
    """A room has no place for another phone, or the server for another room."""


class OverError(RuntimeError):
    """The question is another one by now, or its answer is on the screen."""


class EnoughError(RuntimeError):
    """This phone, or the room, has said as much as there is place for."""


@dataclass(frozen=True)
class Topic:
    """A question that a room talks about: as it stands on the screen, after which view of a line (1 is the first)."""

    question: str
    view: int


@dataclass(frozen=True)
class Remark:
    """What somebody in the room said. ``shown``: whether the room may read it; ``number``: by which it is called."""

    number: int
    text: str
    shown: bool


#: What is put to a room: something to guess, or to talk about.
Subject = QuestionKey | Topic


@dataclass
class _Round:
    guesses: dict[str, Guess] = field(default_factory=dict)
    shown: bool = False
    remarks: dict[int, Remark] = field(default_factory=dict)
    #: Phone -> how often it said something.
    spoke: dict[str, int] = field(default_factory=dict)


@dataclass
class _Room:
    opened: float
    key: str
    led: float
    asked: Subject
    rounds: OrderedDict[Subject, _Round] = field(default_factory=OrderedDict)
    #: Phone -> when it last asked.
    phones: dict[str, float] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def round(self) -> _Round:
        current = self.rounds.setdefault(self.asked, _Round())
        self.rounds.move_to_end(self.asked)
        while len(self.rounds) > MOST_QUESTIONS:
            self.rounds.popitem(last=False)
        return current


@dataclass(frozen=True)
class Now:
    """A room at this moment. ``phones``: how many are there; ``leads``: whether who asked this leads it; ``free``: whether
    nobody does; ``own``: what this phone guessed; ``spoke``: how often it said something. ``remarks``: what the room said, to who
    does not lead it only what the room may read."""

    asked: Subject
    shown: bool
    guesses: tuple[Guess, ...]
    phones: int
    leads: bool = False
    free: bool = False
    own: Guess | None = None
    remarks: tuple[Remark, ...] = ()
    spoke: int = 0


class Rooms:
    """All rooms of a server; for any number of threads. ``clock``: seconds that only go up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._rooms: dict[str, _Room] = {}

    def open(self, asked: Subject, code: str | None = None) -> tuple[str, str]:
        """A new room: its code, and the key of who leads it. ``code``: of a room that was lost, to be had again.

        Errors: RoomFullError when there are too many rooms; OverError when that room is there.
        """
        with self._lock:
            self._tidy()
            if len(self._rooms) >= MOST_ROOMS:
                raise RoomFullError
            if code is not None and (code in self._rooms or not is_code(code)):
                raise OverError
            while code is None or code in self._rooms:
                code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
            now, key = self._clock(), secrets.token_urlsafe(16)
            self._rooms[code] = _Room(now, key, now, asked)
            return code, key

    def ask(self, code: str, key: str, asked: Subject) -> None:
        """Put this question to the room; the guesses at another one are kept. Errors: NoRoomError, OverError for who does not
        lead it."""
        with self._lock:
            self._led_by(code, key).asked = asked

    def show(self, code: str, key: str, shown: bool = True) -> None:
        """Show the answer, or hide it again. Errors: as of :meth:`ask`."""
        with self._lock:
            self._led_by(code, key).round().shown = shown

    def end(self, code: str, key: str) -> None:
        """Take the room away. Errors: as of :meth:`ask`."""
        with self._lock:
            self._led_by(code, key)
            del self._rooms[code]

    def take(self, code: str) -> str:
        """The key of a room that nobody leads any more: the key that was is worth nothing from now on.

        Errors: NoRoomError; OverError when somebody leads it.
        """
        with self._lock:
            room = self._room(code)
            if not self._free(room):
                raise OverError
            room.key, room.led = secrets.token_urlsafe(16), self._clock()
            return room.key

    def guess(self, code: str, phone: str, asked: QuestionKey, guess: Guess) -> None:
        """What a phone guesses at this question; a second guess takes the place of its first.

        Errors: NoRoomError, RoomFullError, OverError.
        """
        with self._lock:
            room = self._room(code)
            if room.asked != asked or room.round().shown:
                raise OverError
            self._here(room, phone)
            room.round().guesses[phone] = guess

    def say(self, code: str, phone: str, topic: Topic, text: str) -> None:
        """What a phone says: nobody reads it until who leads the room lets it through. Nothing is kept of an empty text.

        Errors: NoRoomError, RoomFullError, OverError, EnoughError.
        """
        with self._lock:
            room = self._room(code)
            if room.asked != topic:
                raise OverError
            self._here(room, phone)
            of_now = room.round()
            if of_now.spoke.get(phone, 0) >= MOST_OF_ONE:
                raise EnoughError
            if _put(room, text, shown=False):
                of_now.spoke[phone] = of_now.spoke.get(phone, 0) + 1

    def write(self, code: str, key: str, text: str) -> None:
        """What who leads the room heard somebody say; it is shown at once. Errors: NoRoomError, OverError, EnoughError."""
        with self._lock:
            _put(self._led_by(code, key), text, shown=True)

    def let_through(self, code: str, key: str, number: int, shown: bool | None) -> None:
        """Let the room read what was said, or not (any more); None takes it away. Errors: NoRoomError, OverError."""
        with self._lock:
            remarks = self._led_by(code, key).round().remarks
            if number in remarks:
                one = remarks.pop(number)
                if shown is not None:
                    # What is let through last stands last.
                    remarks[number] = replace(one, shown=shown)

    def heard(self, code: str, key: str) -> dict[int, tuple[str, ...]]:
        """What the room may read of every view: its number -> texts. Errors: NoRoomError, OverError."""
        with self._lock:
            texts_of_view: dict[int, tuple[str, ...]] = {}
            for topic, of_topic in self._led_by(code, key).rounds.items():
                texts = tuple(one.text for one in of_topic.remarks.values() if one.shown)
                if isinstance(topic, Topic) and texts:
                    texts_of_view[topic.view] = (*texts_of_view.get(topic.view, ()), *texts)
            return dict(sorted(texts_of_view.items()))

    def now(self, code: str, *, phone: str | None = None, key: str | None = None) -> Now:
        """The room as it is. ``phone``: who asks; ``key``: of who leads it. Errors: NoRoomError, RoomFullError."""
        with self._lock:
            room = self._room(code)
            if phone:
                self._here(room, phone)
            leads = key is not None and secrets.compare_digest(key, room.key)
            if leads:
                room.led = self._clock()
            since = self._clock() - PRESENT
            of_now = room.round()
            return Now(
                room.asked,
                of_now.shown,
                tuple(of_now.guesses.values()),
                sum(seen >= since for seen in room.phones.values()),
                leads,
                not leads and self._free(room),
                of_now.guesses.get(phone or ""),
                tuple(one for one in of_now.remarks.values() if leads or one.shown),
                of_now.spoke.get(phone or "", 0),
            )

    def _room(self, code: str) -> _Room:
        room = self._rooms.get(code)
        if room is None or self._clock() - room.opened > HOURS:
            self._rooms.pop(code, None)
            raise NoRoomError(code)
        return room

    def _led_by(self, code: str, key: str) -> _Room:
        room = self._room(code)
        if not secrets.compare_digest(key, room.key):
            raise OverError
        room.led = self._clock()
        return room

    def _free(self, room: _Room) -> bool:
        return self._clock() - room.led > PRESENT

    def _here(self, room: _Room, phone: str) -> None:
        """This phone is there; where it is full, a phone that left without a guess makes place."""
        now = self._clock()
        if phone not in room.phones and len(room.phones) >= MOST_PHONES:
            guessed, spoke = room.round().guesses, room.round().spoke
            left = next(
                (
                    p
                    for p, seen in room.phones.items()
                    if now - seen > PRESENT and p not in guessed and p not in spoke
                ),
                None,
            )
            if left is None:
                raise RoomFullError
            del room.phones[left]
        room.phones[phone] = now

    def _tidy(self) -> None:
        """Take away what is over; and where it is full, the rooms that nobody leads."""
        now = self._clock()
        for code, room in list(self._rooms.items()):
            crowded = len(self._rooms) >= MOST_ROOMS and now - room.led > LEFT
            if now - room.opened > HOURS or crowded:
                del self._rooms[code]


def _put(room: _Room, text: str, *, shown: bool) -> bool:
    """Write down what was said, as plain text on one line; False for nothing. Errors: EnoughError."""
    seen = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    plain = " ".join(seen.split())[:LONGEST].strip()
    if not plain:
        return False
    remarks = room.round().remarks
    if len(remarks) >= MOST_REMARKS:
        raise EnoughError
    number = next(room.numbers)
    remarks[number] = Remark(number, plain, shown)
    return True


def is_code(text: str) -> bool:
    """Whether this can be the code of a room, as :meth:`Rooms.open` makes them."""
    return len(text) == LENGTH and set(text) <= set(LETTERS)


#: The rooms of this server.
ROOMS = Rooms()
