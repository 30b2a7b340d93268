"""How this server is set so that a small answer never waits for a large one."""

from __future__ import annotations

import os
import socket
import sys


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


def switch_often() -> None:
    """Let threads that calculate give way within half a millisecond.

    Whoever waits for Python's lock, as what takes in and sends out does time and again, waits a whole interval each
    time as long as another thread calculates. By default that is five milliseconds.
    """
    sys.setswitchinterval(0.0005)
