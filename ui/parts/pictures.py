"""A chart to paste in a document: the picture carries its own title, sentence and source."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
import vl_convert

from ui import colours

#: The letter that vl-convert has on board, so that a picture looks the same on every machine.
FONT = "Liberation Sans"

WIDTH, MARGIN = 1000, 32

_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')


def chart_svg(spec: Mapping[str, Any], datasets: Mapping[str, pd.DataFrame], width: int = WIDTH) -> str:
    """The chart alone, drawn without a browser. ``spec`` names its data, as for ``st.vega_lite_chart``."""
    drawn = {
        **spec,
        "width": width,
        "config": {**spec.get("config", {}), "font": FONT},
        "datasets": {name: frame.to_dict("records") for name, frame in datasets.items()},
    }
    return vl_convert.vegalite_to_svg(drawn)


def with_texts(svg: str, title: str, sentence: str, notes: Sequence[str] = ()) -> str:
    """The drawing between its title and sentence above, and source and notes below, on white."""
    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("a drawing without width and height")
    width, height = float(size[1]), float(size[2])
    # Liberation Sans is on average half as wide as it is high.
    texts: list[str] = []
    y = float(MARGIN)

    def write(text: str, font: int, colour: str, weight: int = 400) -> None:
        nonlocal y
        for line in textwrap.wrap(text, int(width / (font * 0.52))):
            y += font
            texts.append(
                f'<text x="{MARGIN}" y="{y:.0f}" font-family="{FONT}" font-size="{font}" '
                f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
            )
            y += font * 0.4

    write(title, 22, colours.TEXT, 700)
    y += 4
    write(sentence, 16, colours.TEXT)
    y += 16
    top = y
    y += height + 10
    for note in notes:
        write(note, 12, colours.MUTED)
    y += MARGIN - 8
    full = width + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{full:.0f}" height="{y:.0f}">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(texts)}'
        f'<g transform="translate({MARGIN},{top:.0f})">{svg}</g></svg>'
    )


def png(
    spec: Mapping[str, Any],
    datasets: Mapping[str, pd.DataFrame],
    *,
    title: str,
    sentence: str,
    notes: Sequence[str] = (),
    width: int = WIDTH,
) -> bytes:
    """The picture of a chart, twice as sharp as on the screen. ``notes``: the source line and what else to know;
    ``width`` of the drawing in pixels."""
    drawn = chart_svg(spec, datasets, width)
    return vl_convert.svg_to_png(with_texts(drawn, title, sentence, notes), scale=2)


def lettered(svg: str) -> str:
    """A drawing that is no chart, with the letters of the picture."""
    return re.sub(r'font-family="[^"]*"', f'font-family="{FONT}"', svg)
