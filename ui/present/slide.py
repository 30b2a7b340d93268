"""One message per screen: what a room of people reads and sees at six metres, made of an exhibit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from ui.exhibit import Chart, Exhibit, Picture
from ui.parts.pictures import chart_svg, lettered
from ui.trend.chart import at_height

#: Pixels of a beamer (1920 x 1080) that are left for a picture below two lines of title and above two of source.
WIDTH, HEIGHT = 1792, 700
#: The smallest letter on it, in the same pixels.
LETTER = 28
#: The smallest letter that a chart is likely to have, and the smallest chart, in pixels of the chart.
LIKELY, MIN = 11.0, 160
#: More sentences than this do not fit on one screen without a picture.
MOST_POINTS = 4

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z€0-9])")
_LETTERS = re.compile(r'font-size="([\d.]+)(?:px)?"')
_SIZE = re.compile(r'<svg([^>]*?)\swidth="([\d.]+)"\sheight="([\d.]+)"')


@dataclass(frozen=True)
class Slide:
    """``message``: the title, one sentence. ``about``: of what, of whom and when. ``points``: what else is said, where there
    is no picture. ``picture``: makes an SVG without a size of its own. ``page`` and ``query``: the view it comes from."""

    message: str
    about: str
    points: tuple[str, ...]
    picture: Callable[[], str] | None
    alt: str
    source: str
    page: str
    query: Mapping[str, str]


def slide(exhibit: Exhibit) -> Slide:
    """An exhibit as one screen."""
    first, *others = sentences(exhibit.sentence) or [exhibit.title]
    picture = exhibit.picture
    alone = picture is None
    return Slide(
        message=exhibit.title if alone else first,
        about="" if alone else exhibit.title,
        points=tuple([first, *others][:MOST_POINTS]) if alone else (),
        # Drawn when the screen is shown, and once: every room sees the same.
        picture=None if picture is None else cache(lambda: enlarged(picture())),
        alt=exhibit.alt,
        source=" ".join(exhibit.sources[:1]),
        page=exhibit.page,
        query=exhibit.query,
    )


def sentences(text: str) -> list[str]:
    """A text by sentence; a number with a point in it is none."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def enlarged(picture: Picture) -> str:
    """The picture drawn so small that its smallest letter, enlarged to :data:`WIDTH` by :data:`HEIGHT`, has :data:`LETTER`.

    A chart is drawn anew for that size; of a drawing the letters are what they are.
    """
    if not isinstance(picture, Chart):
        return _without_size(lettered(picture.svg))
    scale, chart = LETTER / LIKELY, picture
    lines = "rings" in picture.datasets
    wide, high = WIDTH / scale, HEIGHT / scale
    drawn = ""
    for _ in range(3):
        if lines:
            chart = at_height(picture, round(high))
        elif isinstance(picture.spec.get("height"), int | float):
            chart = Chart({**picture.spec, "height": round(high)}, picture.datasets)
        drawn = chart_svg(chart.spec, chart.datasets, round(wide))
        size = _SIZE.search(drawn)
        if size is None:
            break
        scale = LETTER / min(map(float, _LETTERS.findall(drawn)), default=LIKELY)
        # What stands around the chart (axes, names, its legend) counts too.
        wider, higher = WIDTH / scale - float(size[2]), HEIGHT / scale - float(size[3])
        if abs(wider) < 1 and abs(higher) < 1:
            # It has its size: mostly the second time.
            break
        wide, high = max(wide + wider, MIN), max(high + higher, MIN)
    return _without_size(drawn)


def _without_size(svg: str) -> str:
    """As large as its place: with a view box and without a width and a height."""
    size = _SIZE.search(svg)
    if size is None:
        return svg
    box = (
        ""
        if "viewBox" in size[1] or "viewBox" in svg[: size.end() + 60]
        else f' viewBox="0 0 {size[2]} {size[3]}"'
    )
    return svg.replace(size[0], f"<svg{size[1]}{box}", 1)
