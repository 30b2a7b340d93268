"""Addresses with and without the prefix that a site may be served under (``server.baseUrlPath``)."""

from __future__ import annotations


def prefix(setting: str | None) -> str:
    """The prefix as it is put before an address: "" or "/monitor"."""
    bare = (setting or "").strip("/")
    return f"/{bare}" if bare else ""


def below(base: str, path: str) -> str | None:
    """The address without the prefix ("/kaart"), None when it does not lie below it."""
    if not base:
        return path
    if path == base:
        return "/"
    return path[len(base) :] if path.startswith(f"{base}/") else None


def up(path: str) -> str:
    """From an address (without prefix) back to the start page, as a relative link: "/a/b" -> "../".

    Relative, because a proxy may have taken a prefix off that this server does not know.
    """
    return "../" * (path.lstrip("/").count("/")) or "./"
