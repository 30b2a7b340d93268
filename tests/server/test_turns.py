"""However much one client asks for, another one's turn comes next."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from server.clients import NOBODY, client
from server.turns import Turns
from tests import own_loop


def until(happened: object, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.002)


def test_a_client_with_one_question_goes_before_the_rest_of_a_greedy_one() -> None:
    turns, order, hold = Turns(1), [], threading.Event()

    def first() -> None:
        with turns.turn("greedy"):
            hold.wait(5)

    def work(name: str) -> None:
        with turns.turn(name):
            order.append(name)

    threads = [threading.Thread(target=first)]
    threads[0].start()
    until(lambda: turns.free() == 0)
    for name in ["greedy"] * 20 + ["calm", "other", "calm"]:
        threads.append(threading.Thread(target=work, args=(name,)))
        threads[-1].start()
        until(lambda: turns.waiting() == len(threads) - 1)
    hold.set()
    for thread in threads:
        thread.join()
    assert order[:6] == ["greedy", "calm", "other", "greedy", "calm", "greedy"]
    assert (turns.free(), turns.waiting()) == (1, 0)


def test_no_more_than_so_many_at_once() -> None:
    turns, now, most = Turns(3), 0, 0
    lock = threading.Lock()

    def work(name: str) -> None:
        nonlocal now, most
        with turns.turn(name):
            with lock:
                now += 1
                most = max(most, now)
            time.sleep(0.003)
            with lock:
                now -= 1

    threads = [threading.Thread(target=work, args=(str(n % 5),)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 3
    assert turns.free() == 3


def test_a_turn_is_given_back_when_the_work_fails() -> None:
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.turn("a"):
            _ = 1 / 0
    assert turns.free() == 1


def test_who_leaves_while_waiting_makes_room() -> None:
    async def all_of_it() -> None:
        turns, order = Turns(1), []

        async def work(name: str, seconds: float = 0) -> None:
            async with turns.async_turn(name):
                await asyncio.sleep(seconds)
                order.append(name)

        tasks = [asyncio.create_task(work(name, 0.02)) for name in ("a", "b", "c", "d", "e")]
        await asyncio.sleep(0.005)
        tasks[1].cancel()
        tasks[3].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert order == ["a", "c", "e"]
        assert (turns.free(), turns.waiting()) == (1, 0)

    own_loop.run(all_of_it())


def test_leaving_at_the_very_moment_of_a_turn_loses_none() -> None:
    async def all_of_it() -> None:
        turns = Turns(2)
        for round in range(200):
            tasks = [asyncio.create_task(_brief(turns, str(n))) for n in range(6)]
            for _ in range(round % 4):
                await asyncio.sleep(0)
            for task in tasks[round % 6 :]:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        assert (turns.free(), turns.waiting()) == (2, 0)

    own_loop.run(all_of_it())


async def _brief(turns: Turns, name: str) -> None:
    async with turns.async_turn(name):
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("address", "one"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", NOBODY),
    ],
)
def test_who_a_client_is(address: str, one: str) -> None:
    assert client({"client": (address, 1)}) == one
    assert client({"client": None}) == NOBODY
