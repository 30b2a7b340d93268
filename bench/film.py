"""When the picture had changed: the page is filmed, and of the film the moment counts from which nothing differs any more.

Chromium hands over every picture that it puts on the screen, with the time at which it did (screencast). A page can say that
it is ready while its map is still being drawn; a film cannot.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import CDPSession, Page

Picture = npt.NDArray[np.uint8]

#: Pictures come at half the size: what is read off the screen is larger than two pixels.
_SIZE = (700, 450)
#: A pixel differs when a colour of it is so much (of 255) lighter or darker; less is the noise of JPEG.
_DIFFERS = 40
#: A picture differs when so many of its pixels do: a letter has more.
_PIXELS = 12


@dataclass(frozen=True)
class Frame:
    """A picture, and when it came on the screen: seconds since 1970."""

    at: float
    picture: Picture


def differ(one: Picture, other: Picture) -> bool:
    """Whether somebody would see a difference between two pictures."""
    if one.shape != other.shape:
        return True
    off = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2)
    return int((off > _DIFFERS).sum()) > _PIXELS


def settled(frames: Sequence[Frame], start: float) -> float:
    """Seconds from ``start`` until the first picture from which on all are the same as the last one; 0 when none changed."""
    after = [frame for frame in frames if frame.at >= start]
    before = [frame for frame in frames if frame.at < start]
    if not after:
        return 0.0
    last, since = after[-1].picture, after[-1].at
    for frame in reversed([*before[-1:], *after]):
        if differ(frame.picture, last):
            return since - start
        since = frame.at
    return max(since - start, 0.0) if not before else 0.0


class Film:
    """Films a page from now on, until :meth:`stop`."""

    def __init__(self, page: Page) -> None:
        self._taken: list[tuple[float, str]] = []
        self._running = True
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.on("Page.screencastFrame", self._take)
        width, height = _SIZE
        self._session.send(
            "Page.startScreencast", {"format": "jpeg", "quality": 80, "maxWidth": width, "maxHeight": height}
        )

    def _take(self, frame: dict[str, Any]) -> None:
        if not self._running:  # one that was on its way
            return
        self._taken.append((float(frame["metadata"]["timestamp"]), frame["data"]))
        self._session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    def stop(self) -> list[Frame]:
        """All pictures, oldest first."""
        self._running = False
        self._session.send("Page.stopScreencast")
        self._session.detach()
        return [Frame(at, _decoded(data)) for at, data in sorted(self._taken)]


def _decoded(data: str) -> Picture:
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        return np.asarray(image.convert("RGB"), dtype=np.uint8)
