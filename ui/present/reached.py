"""At which address the devices in a room reach this server: they open the view that stands on the beamer."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit, urlunsplit


def reached(url: str) -> str:
    """The address of a page as a phone in the same room can open it.

    ``url``: as the presenter's browser has it. A name that means this machine itself is replaced by its address on the
    network, where there is one (a hotspot of the laptop too); nothing is asked of another host. Else it stays as it is.
    """
    parts = urlsplit(url)
    if not is_this_machine(parts.hostname or "") or not (own := own_address()):
        return url
    return urlunsplit(parts._replace(netloc=f"{own}:{parts.port}" if parts.port else own))


def own_address() -> str | None:
    """The address of this machine on its network, None without one.

    A UDP socket is only given a route here: no packet leaves the machine.
    """
    for there in ("192.0.2.1", "192.168.255.255", "10.255.255.255"):
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
                route.connect((there, 9))
                found = str(route.getsockname()[0])
        except OSError:
            continue
        if not is_this_machine(found):
            return found
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
