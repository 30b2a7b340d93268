"""How the connections of this server are set."""

from __future__ import annotations

import os
import socket


def send_at_once() -> None:
    """Let the system send small packets without waiting for the reader to confirm the one before.

    asyncio asks for that (TCP_NODELAY) only on sockets made with an explicit protocol, and Streamlit binds its
    own without one: every second small packet then waits 40 ms. Connections inherit it from the listening socket.
    """
    for name in os.listdir("/dev/fd") if os.path.isdir("/dev/fd") else ():
        try:
            own = socket.socket(fileno=int(name))
        except OSError:  # a file, a pipe, or closed meanwhile
            continue
        try:
            listens = own.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens and own.family in (socket.AF_INET, socket.AF_INET6):
                own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        finally:
            own.detach()  # it stays Streamlit's
