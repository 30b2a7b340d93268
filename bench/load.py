"""Many readers at once, without a browser: each speaks Streamlit's own websocket protocol."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass(frozen=True)
class Load:
    """Times in seconds per rerun, from request to finished script."""

    median: float
    p95: float
    reruns: int
    errors: int


async def _rerun(socket: websockets.ClientConnection, page: str, query: dict[str, str]) -> bool:
    message = BackMsg()
    message.rerun_script.query_string = urlencode(query)
    message.rerun_script.page_name = page
    await socket.send(message.SerializeToString())
    failed = False
    async for frame in socket:
        answer = ForwardMsg()
        answer.ParseFromString(frame)
        kind = answer.WhichOneof("type")
        if kind == "delta":
            shown = answer.delta.new_element
            failed |= shown.WhichOneof("type") == "exception" or shown.alert.format == Alert.ERROR
        if kind == "script_finished":
            return not failed
    return False


async def _reader(
    url: str, visits: list[tuple[str, dict[str, str]]], clicks: int, pause: float, seed: int
) -> list[float | None]:
    chance = random.Random(seed)
    address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
    times: list[float | None] = []
    await asyncio.sleep(chance.random() * pause)
    async with websockets.connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        for _ in range(clicks):
            page, query = chance.choice(visits)
            start = time.perf_counter()
            ok = await _rerun(socket, page, query)
            times.append(time.perf_counter() - start if ok else None)
            await asyncio.sleep(max(0.0, pause - (time.perf_counter() - start)))
    return times


def load(
    url: str, visits: list[tuple[str, dict[str, str]]], readers: int = 50, clicks: int = 8, pause: float = 3
) -> Load:
    """``readers`` sessions, each making ``clicks`` choices, one per ``pause`` seconds."""

    async def all_readers() -> list[list[float | None]]:
        return await asyncio.gather(*(_reader(url, visits, clicks, pause, seed) for seed in range(readers)))

    # In a thread of its own: Playwright's synchronous interface already runs an event loop in this one.
    with ThreadPoolExecutor(1) as own_thread:
        times = [t for of_reader in own_thread.submit(asyncio.run, all_readers()).result() for t in of_reader]
    good = sorted(t for t in times if t is not None)
    return Load(statistics.median(good), good[int(len(good) * 0.95) - 1], len(times), len(times) - len(good))
