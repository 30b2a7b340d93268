"""A reader without a browser: speaks Streamlit's own websocket protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Session:
    """One open page."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket

    async def send(self, page: str, query: str) -> None:
        """Ask for a page and its choices, without waiting."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        await self._socket.send(message.SerializeToString())

    async def finished(self) -> bool:
        """Wait until the page is made; False when it shows an error."""
        good = True
        async for frame in self._socket:
            answer = ForwardMsg()
            answer.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
            if answer.WhichOneof("type") == "script_finished":
                return good
            shown = answer.delta.new_element
            good &= shown.WhichOneof("type") != "exception" and shown.alert.format != Alert.ERROR
        return False

    async def show(self, page: str, query: str = "") -> bool:
        """Ask for a page and wait for it; False when it shows an error."""
        await self.send(page, query)
        return await self.finished()


def connection(url: str, address: str, seconds: float) -> websockets.connect:
    """The way to Streamlit's websocket from this address of our own machine, which may take so long to open."""
    parts = urlsplit(url)
    return websockets.connect(
        f"ws://{parts.netloc}{parts.path}/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        max_size=None,
        open_timeout=seconds,
        local_addr=(address, 0),
    )


@asynccontextmanager
async def session(url: str, address: str = "127.0.0.1") -> AsyncIterator[Session]:
    """Open a session from this address of our own machine. Errors: those of websockets when it is refused."""
    async with connection(url, address, 30) as socket:
        yield Session(socket)
