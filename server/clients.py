"""Who asks: as far as limits go, everything that comes from one address is one client."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

from starlette.types import Scope

#: An address that tells nothing: a socket file, or a test.
NOBODY = "onbekend"
#: Bits of an IPv6 address that one connection to the internet has to itself.
_IPV6_BITS = 64


def client(scope: Scope) -> str:
    """The client of a request or websocket: its IPv4 address, or the network of its IPv6 address.

    It is the connection's own address, or what a proxy says it is if that proxy is trusted (``FORWARDED_ALLOW_IPS``).
    """
    address = scope.get("client")
    return named(address[0]) if address else NOBODY


@lru_cache(maxsize=1024)
def named(address: str) -> str:
    """The client behind an address: :func:`client`."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return NOBODY
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, _IPV6_BITS), strict=False))
    return str(ip)
