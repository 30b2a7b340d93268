"""How soon the beamer shows a guess: a room of phones, each guessing through Streamlit's own websocket, and one leader.

``python -m bench.raad`` opens a room, lets 50 phones guess within some seconds, and prints how long it took from the press
on a phone until the beamer was sent the number of guesses with that one in it. ``python -m bench.raad 200``: so many phones.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.load import _address
from bench.server import ROOT, serve
from bench.session import connection

QUESTION = "soort=aantal&indicator=moeite_rondkomen"
#: Seconds in which all phones guess; that a browser waits before a fragment runs again stands in the page.
WITHIN = 10.0


@dataclass
class Screen:
    """One open page: what it shows that a bench asks for, and the fragment that runs by itself."""

    socket: websockets.ClientConnection
    query: str
    buttons: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    metrics: dict[str, tuple[str, float]] = field(default_factory=dict)
    fragment: tuple[str, float] | None = None
    runs: int = 0
    errors: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, *, fragment: str = "", press: str = "", number: float | None = None) -> None:
        """Ask for the page or a fragment of it, with a press on a button and a typed number."""
        message = BackMsg()
        script = message.rerun_script
        script.page_name, script.query_string, script.fragment_id = "raad", self.query, fragment
        script.is_auto_rerun = bool(fragment) and not press
        if number is not None:
            typed = script.widget_states.widgets.add()
            typed.id, typed.int_value = self.numbers[0], int(number)
        if press:
            pressed = script.widget_states.widgets.add()
            pressed.id, pressed.trigger_value = self.buttons[press], True
        await self.socket.send(message.SerializeToString())

    async def listen(self) -> None:
        """Take in all that the server sends, until the page is closed."""
        with suppress(websockets.ConnectionClosed):
            async for frame in self.socket:
                answer = ForwardMsg()
                answer.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
                self._take(answer)
                self.changed.set()

    def _take(self, answer: ForwardMsg) -> None:
        kind = answer.WhichOneof("type")
        if kind == "auto_rerun":
            self.fragment = answer.auto_rerun.fragment_id, answer.auto_rerun.interval
        elif kind == "script_finished":
            self.runs += 1
        elif kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "delta":
            shown = answer.delta.new_element
            of = shown.WhichOneof("type")
            if of == "button":
                self.buttons[shown.button.label] = shown.button.id
            elif of == "number_input":
                self.numbers[:] = [shown.number_input.id]
            elif of == "metric":
                self.metrics[shown.metric.label] = shown.metric.body, time.perf_counter()
            elif of == "exception":
                self.errors += 1

    async def until(self, what: str, seconds: float = 30.0) -> None:
        """Wait for a button of this name. Errors: TimeoutError."""
        async with asyncio.timeout(seconds):
            while what not in self.buttons:
                self.changed.clear()
                await self.changed.wait()

    async def repeat(self) -> None:
        """Run the fragment again and again, as the browser does."""
        while True:
            if self.fragment is None:
                await asyncio.sleep(0.05)
                continue
            name, every = self.fragment
            await asyncio.sleep(every)
            await self.send(fragment=name)


@asynccontextmanager
async def opened(url: str, query: str, address: str) -> AsyncIterator[Screen]:
    """A page that listens and runs by itself."""
    async with connection(url, address, 60) as socket:
        screen = Screen(socket, query)
        tasks = [asyncio.create_task(screen.listen()), asyncio.create_task(screen.repeat())]
        try:
            await screen.send()
            yield screen
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def measure(url: str, phones: int, within: float = WITHIN) -> list[float]:
    """Seconds from the press on a phone until the beamer was sent a number of guesses with that one in it, in order of the
    presses. Errors: TimeoutError when a guess never comes; RuntimeError when a page shows an error."""
    chance = random.Random(1)
    async with opened(url, QUESTION, _address(900)) as beamer:
        await beamer.until("Laat telefoons meeraden")
        await beamer.send(press="Laat telefoons meeraden")
        await beamer.until("Onthul")
        while "kamer=" not in beamer.query or "Schattingen" not in beamer.metrics:
            await asyncio.sleep(0.05)
        code = beamer.query.split("kamer=")[1][:4]
        pressed: list[float] = []
        ready = asyncio.Barrier(phones + 1)
        done = asyncio.Event()

        async def phone(number: int) -> int:
            async with opened(url, f"kamer={code}", _address(number)) as screen:
                await screen.until("Stuur mijn schatting", 120)
                await ready.wait()
                await asyncio.sleep(chance.random() * within)
                pressed.append(time.perf_counter())
                assert screen.fragment is not None
                await screen.send(
                    fragment=screen.fragment[0], press="Stuur mijn schatting", number=40_000 + 500 * number
                )
                await done.wait()
                return screen.errors

        everyone = [asyncio.create_task(phone(number)) for number in range(phones)]
        await ready.wait()
        seen: list[float] = []
        async with asyncio.timeout(within + 60):
            while len(seen) < phones:
                count, when = beamer.metrics["Schattingen"]
                seen += [when] * (int(count) - len(seen))
                beamer.changed.clear()
                await beamer.changed.wait()
        done.set()
        errors = sum(await asyncio.gather(*everyone)) + beamer.errors
        if errors:
            raise RuntimeError(f"{errors} errors on the pages")
    return [shown - press for press, shown in zip(sorted(pressed), seen, strict=True)]


def main(phones: int = 50) -> None:
    with serve(ROOT / "app.py") as server:
        before, began = server.cpu_seconds(), time.perf_counter()
        took = sorted(asyncio.run(measure(server.url, phones)))
        busy = (server.cpu_seconds() - before) / (time.perf_counter() - began)
    p95 = took[max(0, round(0.95 * len(took)) - 1)]
    print(
        f"{phones} phones: the beamer shows a guess after {statistics.median(took):.2f} s (median), {p95:.2f} s (p95), "
        f"{took[-1]:.2f} s (last); the server used {busy:.0%} of a core"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
