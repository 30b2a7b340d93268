"""At which address the devices in a room reach this server: they open the view that stands on the beamer."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit, urlunsplit

import segno
import streamlit as st

from ui import colours


def reached(url: str, allowed: Collection[str] = ()) -> str | None:
    """The address of a page as a phone in the same room can open it; None when no phone can reach this server.

    ``url``: as the presenter's browser has it. A name that means this machine itself is replaced by its address on the
    network (a hotspot of the laptop too); nothing is asked of another host. ``allowed``: the only names under which the
    server answers (``server.allowedHosts``), empty for any.
    """
    parts = urlsplit(url)
    if not is_this_machine(parts.hostname or ""):
        return url
    own = own_address()
    # Under a bare address a server answers unless it may not: server.hosts.KnownHosts.
    if own is None or (allowed and own not in allowed and "*" not in allowed):
        return None
    return urlunsplit(parts._replace(netloc=f"{own}:{parts.port}" if parts.port else own))


def square(address: str, width: int, alt: str) -> None:
    """The address as a QR code: dark on white in both themes, for not every camera reads the other way round."""
    code = segno.make(address, error="m")
    st.image(code.svg_inline(scale=8, border=3, dark=colours.TEXT, light=colours.PAPER), alt=alt, width=width)


def in_letters(address: str) -> str:
    """What somebody types who has no camera: without a scheme and without choices."""
    return address.split("?")[0].split("//")[-1]


def own_address() -> str | None:
    """The address of this machine on its network, None without one.

    A UDP socket is only given a route here: no packet leaves the machine.
    """
    for elsewhere in ("192.0.2.1", "192.168.255.255", "10.255.255.255"):
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
                route.connect((elsewhere, 9))
                address = str(route.getsockname()[0])
        except OSError:
            continue
        if not is_this_machine(address):
            return address
    return None


def is_this_machine(host: str) -> bool:
    """Whether a name or address means the machine that the browser runs on."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
