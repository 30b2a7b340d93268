"""The drawings of a panel: two lines with their names at the end, and per figure a strip with every gemeente on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

from compare.indicator_data import Observations
from compare.rules.change import lines
from monitor.catalogue import Indicator
from monitor.dutch import value_text
from ui import colours

#: Pixels of a drawing; the browser makes it as wide as its column.
WIDTH, LINE_HEIGHT, ROW = 360, 104, 40
_FONT = "'Source Sans','Segoe UI',Arial,'Liberation Sans',sans-serif"
#: Room at the right for a name and a figure.
_NAMES = 138
#: What a year takes below the lines, and the words for where other years begin.
_YEAR, _NEW_SERIES = 34, 80
#: Of a line of the key, and of a letter in it at most (of DejaVu: an image has none of the letters of the page).
KEY, _LETTER = 19, 7.1


@dataclass(frozen=True)
class Dots:
    """One row: ``others``: the figures of the gemeenten; ``own``: of the province; ``beside``: the comparator's, in
    words; ``who``: how many gemeenten, where that are not all; ``text``: what it shows."""

    title: str
    value: str
    year: int
    others: tuple[float, ...]
    own: float | None
    comparator: float | None
    gemeente: float | None
    beside: str
    who: str
    text: str


@dataclass(frozen=True)
class Key:
    """Who is what in the strips. ``comparator``: its name, None where it has no line; ``gemeente``: the reader's, None
    without one."""

    own: str
    others: str
    comparator: str | None
    gemeente: str | None


def _svg(height: float, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'font-family="{_FONT}" font-size="13">{inside}</svg>'
    )


def lines_svg(
    own: Observations,
    other: Observations,
    own_name: str,
    other_name: str,
    indicator: Indicator,
    own_colour: str = colours.PROVINCE,
) -> str | None:
    """``own`` as a solid line and the comparator dashed, each with its name and last figure; None for one year.

    Where years may not be compared the line is interrupted, and a dotted line stands between, as in the trend.
    """
    pieces = {"own": lines(own), "other": lines(other)}
    points = [p for of_line in pieces.values() for piece in of_line for p in piece if p.value is not None]
    years = [p.year for p in points]
    if not points or min(years) == max(years):
        return None
    values = [float(p.value or 0) for p in points]
    low, high = min(values), max(values)
    # At least a quarter of the level, so that a ripple does not look like a wave.
    span = max((high - low) * 1.15, 0.25 * abs(high), 1e-9)
    middle = (low + high) / 2
    top, foot, left, right = 8, LINE_HEIGHT - 24, 8, WIDTH - _NAMES

    def x(year: float) -> float:
        return left + (year - min(years)) / (max(years) - min(years)) * (right - left)

    def y(value: float) -> float:
        return foot - (value - middle + span / 2) / span * (foot - top)

    looks = {
        "other": (colours.NEDERLAND, ' stroke-dasharray="5 4"', 2, other_name),
        "own": (own_colour, "", 3.5, own_name),
    }
    drawn, ends = _new_series(pieces["own"], x, left, right), []
    for kind, (colour, dash, thick, called) in looks.items():
        for piece in pieces[kind]:
            at = [(x(p.year), y(float(p.value))) for p in piece if p.value is not None]
            if len(at) > 1:
                path = " ".join(f"{px:.1f},{py:.1f}" for px, py in at)
                drawn.append(
                    f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{thick}"{dash}/>'
                )
            drawn += [
                f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{colour}"/>'
                for px, py in (at if len(at) == 1 else at[-1:])
            ]
        last = [p for piece in pieces[kind] for p in piece if p.value is not None][-1:]
        ends += [
            (y(float(p.value or 0)), p.year, f"{called} {value_text(p.value, indicator)}".strip(), colour)
            for p in last
        ]
    drawn += _end_names(ends, max(years), x(max(years)) + 10, top, foot)
    drawn += [
        f'<text x="{at:.1f}" y="{LINE_HEIGHT - 6}" fill="{colours.MUTED}" text-anchor="{anchor}">{year}</text>'
        for year, at, anchor in ((min(years), left, "start"), (max(years), right, "end"))
    ]
    return _svg(LINE_HEIGHT, "".join(drawn))


def _new_series(
    pieces: Sequence[Observations], x: Callable[[float], float], left: float, right: float
) -> list[str]:
    """A dotted line between two pieces, halfway, and what it means where the years at both ends leave room for it.

    Not where one goes on over the gemeenten that both have: these pieces share a year.
    """
    drawn = []
    for before, after in pairwise(pieces):
        if before[-1].year >= after[0].year:
            continue
        at = x((before[-1].year + after[0].year) / 2)
        drawn.append(
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{LINE_HEIGHT - 4}" stroke="{colours.MUTED}" stroke-dasharray="1 3"/>'
        )
        if left + _YEAR + _NEW_SERIES < at < right - _YEAR:
            drawn.append(
                f'<text x="{at - 4:.1f}" y="{LINE_HEIGHT - 6}" fill="{colours.MUTED}" text-anchor="end">'
                "nieuwe reeks</text>"
            )
    return drawn


def _end_names(
    ends: Sequence[tuple[float, int, str, str]], newest: int, at: float, top: float, foot: float
) -> list[str]:
    """The names at the ends of the lines, apart from each other; with the year where a line ends earlier."""
    placed = sorted(ends)
    heights = [height for height, *_ in placed]
    if len(heights) == 2 and heights[1] - heights[0] < 17:
        between = min(max(sum(heights) / 2, top + 8.5), foot - 8.5)
        heights = [between - 8.5, between + 8.5]
    return [
        f'<text x="{at:.1f}" y="{height + 4.5:.1f}" fill="{colour}" font-weight="700">'
        f"{escape(place)}{f' ({year})' if year != newest else ''}</text>"
        for height, (_, year, place, colour) in zip(heights, placed, strict=True)
    ]


def _row_head(row: Dots, top: float) -> list[str]:
    return [
        f'<text x="0" y="{top + 14}" fill="{colours.TEXT}">{escape(row.title)}'
        f'<tspan dx="6" fill="{colours.MUTED}" font-size="11.5">{row.who}</tspan></text>',
        f'<text x="{WIDTH}" y="{top + 14}" fill="{colours.PROVINCE}" text-anchor="end" font-weight="700">'
        f'{escape(row.value)} <tspan fill="{colours.MUTED}" font-weight="400">{row.year}</tspan></text>',
    ]


def _key(key: Key) -> tuple[list[str], float]:
    """Who is what, above the first strip; and how high that is."""
    signs = [
        (f'<circle cx="{{x:.1f}}" cy="{{y}}" r="5" fill="{colours.PROVINCE}"/>', key.own),
        (
            f'<path d="M{{x:.1f}} {{top}}V{{foot}}" stroke="{colours.NEDERLAND}" stroke-width="3"/>',
            key.comparator,
        ),
        (f'<circle cx="{{x:.1f}}" cy="{{y}}" r="4" fill="{colours.OTHER}" fill-opacity="0.75"/>', key.others),
        (f'<circle cx="{{x:.1f}}" cy="{{y}}" r="5" fill="{colours.GEMEENTE}"/>', key.gemeente),
    ]
    drawn, at, line = [], 0.0, 0
    for sign, label in signs:
        if label is None:
            continue
        wide = 14 + _LETTER * len(label)
        if at and at + wide > WIDTH:
            at, line = 0.0, line + 1
        y = 7 + line * KEY
        drawn.append(sign.format(x=at + 5, y=y, top=y - 6, foot=y + 6))
        drawn.append(
            f'<text x="{at + 14:.1f}" y="{y + 4}" fill="{colours.MUTED}" font-size="12">{escape(label)}</text>'
        )
        at += wide + 10
    return drawn, (line + 1) * KEY


def strips_svg(rows: Sequence[Dots], key: Key) -> str:
    """A row per figure: its name and value, and below them every gemeente as a grey dot, the comparator as a line, the
    province in blue and the reader's gemeente in orange; above the first one who is what."""
    drawn, head = _key(key) if any(row.others for row in rows) else ([], 0.0)
    for place, row in enumerate(rows):
        top = head + place * ROW
        drawn += _row_head(row, top)
        if not row.others:
            # Two figures alone have no place among others.
            drawn.append(
                f'<text x="0" y="{top + 31}" fill="{colours.MUTED}" font-size="12">{escape(row.beside)}</text>'
            )
            continue
        known = [v for v in (*row.others, row.own, row.comparator, row.gemeente) if v is not None]
        low, high = min(known), max(known)
        reach = high - low or 1.0

        def x(value: float, low: float = low, reach: float = reach) -> float:
            return 8 + (value - low) / reach * (WIDTH - 16)

        y = top + 28
        drawn.append(f'<path d="M8 {y}H{WIDTH - 8}" stroke="{colours.GRID}" stroke-width="2"/>')
        drawn += [
            f'<circle cx="{x(v):.1f}" cy="{y}" r="4" fill="{colours.OTHER}" fill-opacity="0.75"/>'
            for v in row.others
        ]
        if row.comparator is not None:
            at = x(row.comparator)
            drawn.append(
                f'<path d="M{at:.1f} {y - 8}V{y + 8}" stroke="{colours.NEDERLAND}" stroke-width="3"/>'
            )
        if row.own is not None:
            drawn.append(f'<circle cx="{x(row.own):.1f}" cy="{y}" r="6" fill="{colours.PROVINCE}"/>')
        if row.gemeente is not None:
            drawn.append(f'<circle cx="{x(row.gemeente):.1f}" cy="{y}" r="6" fill="{colours.GEMEENTE}"/>')
    return _svg(head + len(rows) * ROW, "".join(drawn))
