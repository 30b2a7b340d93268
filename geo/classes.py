"""Classes and colours of a map: one answer for the map, its legend and the bars beside it.

Breaks are quantiles, equal steps or steps around a comparator, rounded so that a person can read them. ``numpy.quantile`` and not
mapclassify: the quantiles are the same, but importing mapclassify (scikit-learn, scipy) takes over a second
and 85 MB in the server.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

RGB = tuple[int, int, int]

#: One hue, light to dark, in steps of lightness that stay apart when printed in grey. The lightest is clearly
#: darker than the white of "geen cijfer".
BLUES: tuple[RGB, ...] = ((214, 228, 240), (164, 196, 222), (107, 158, 200), (52, 115, 170), (11, 62, 114))
#: Below and above a comparator, both from low to high. No role of ui/colours.py is among them, and neither side looks like
#: good or bad. The hue turns at the comparator; darker is more on both sides, as on every other map: so the two sides stay
#: apart when printed in grey, where a scale that is darkest at both its ends has two colours for each grey.
BELOW: tuple[RGB, ...] = ((178, 229, 222), (108, 200, 191), (36, 171, 160))
ABOVE: tuple[RGB, ...] = ((147, 105, 173), (115, 66, 148), (82, 35, 114))

NO_FIGURE = "geen cijfer"
#: Not on any scale: white with grey hatching.
NO_FIGURE_FILL: RGB = (255, 255, 255)
NO_FIGURE_LINE: RGB = (120, 130, 140)

#: As many regions in each class; steps of one width; steps of one width below and above a comparator.
Method = Literal["kwantielen", "gelijk", "vergelijk"]

#: At most this share of the regions in one class, and at least this many classes in use: else the classes of
#: all years together hide the differences of the chosen year.
LARGEST_SHARE, FEWEST_CLASSES = 0.6, 3

#: A class is at least so many steps of the figures' own precision wide. A whole percent or a hundred euros is a class that
#: a reader can name; of a tenth, rounding alone would decide it.
NARROWEST, NARROWEST_OF_WHOLE = 2, 1
#: Of fewer different figures in a year it is chance that they are round.
FEWEST_TO_TELL = 4


@dataclass(frozen=True)
class Class:
    """One class of the legend: ``lower`` <= value < ``upper``; None is open."""

    lower: float | None
    upper: float | None
    colour: str
    label: str


@dataclass(frozen=True)
class Classes:
    """Ascending ``breaks`` with one colour more; a value on a break belongs to the class above it.

    ``comparator`` is the value in the middle of a diverging scale, else None. ``all_years`` says whether the
    classes hold for every year (so that maps of two years can be compared; around a comparator it is the width of
    the steps that holds) or for the chosen year alone. ``method``: how they were made in the end.
    """

    breaks: tuple[float, ...]
    colours: tuple[RGB, ...]
    comparator: float | None = None
    all_years: bool = True
    method: Method = "kwantielen"
    precision: float = 0.0

    def index(self, value: float) -> int:
        """Which class a value falls in, from 0."""
        return int(np.searchsorted(self.breaks, value, side="right"))

    def colour_of(self, value: float | None) -> str:
        """The colour of a value as "#rrggbb"; white for a missing one."""
        if value is None or math.isnan(value):
            return to_hex(NO_FIGURE_FILL)
        return to_hex(self.colours[self.index(value)])

    def legend(self, text: Callable[[float], str]) -> list[Class]:
        """The classes from low to high, with Dutch labels; ``text`` writes a value as the page does."""
        lowers, uppers = (None, *self.breaks), (*self.breaks, None)
        return [
            Class(lower, upper, to_hex(colour), _label(lower, upper, text, self.precision))
            for lower, upper, colour in zip(lowers, uppers, self.colours, strict=True)
        ]


def to_hex(colour: RGB) -> str:
    """(11, 62, 114) -> "#0b3e72"."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _label(lower: float | None, upper: float | None, text: Callable[[float], str], precision: float) -> str:
    if lower is None and upper is None:
        return "alle waarden"
    if lower is not None and upper is not None and math.isclose(upper - lower, precision):
        # Between two figures that follow each other there is no other.
        return text(lower)
    if lower is None:
        return f"minder dan {text(upper or 0)}"
    if upper is None:
        return f"{text(lower)} of meer"
    return f"{text(lower)} tot {text(upper)}"


def precision(years: Iterable[Iterable[float]], decimals: int) -> float:
    """The step in which these figures (per year; missing ones are NaN) are given: 0.1 of percents with one decimal, but 1
    where a year has whole percents only and 100 where incomes are in hundreds of euros.

    The coarsest year counts. A few figures that happen to be round tell nothing.
    """
    finest = 10.0**-decimals

    def of_one(figures: np.ndarray) -> float:
        step = finest
        while step < figures.max() and _multiples(figures, 10 * step):
            step *= 10
        return step

    fine_enough = [figures for year in years if len(np.unique(figures := _figures(year))) >= FEWEST_TO_TELL]
    return max([finest, *map(of_one, fine_enough)])


def _multiples(figures: np.ndarray, step: float) -> bool:
    return bool(np.all(np.abs(figures / step - np.round(figures / step)) < 1e-6))


def sequential(
    values: Iterable[float],
    *,
    decimals: int,
    chosen: Iterable[float] | None = None,
    method: Method = "kwantielen",
    count: int = 5,
    precision: float | None = None,
) -> Classes:
    """Classes from low to high in one hue.

    ``values``: the figures of all years on this map, so that a colour means the same in each year; missing
    ones (NaN) are left out. ``chosen``: those of the year on screen; when the classes of all years would
    paint most of them alike, the classes are made from these alone, and when equal steps do so too (one region
    far away from the rest) they are quantiles. ``decimals``: those of the indicator; breaks never have more.
    ``method``: "kwantielen" or "gelijk". ``precision``: of the figures, by default one unit of the last decimal. Few
    different values give fewer classes; none at all gives one class.
    """
    figures = _figures(values)
    step = 10.0**-decimals if precision is None else precision
    classes = _classes(figures, step, method, count)
    on_screen = figures if chosen is None else _figures(chosen)
    if chosen is not None and _flat(classes, on_screen):
        classes = replace(_classes(on_screen, step, method, count), all_years=False)
    if chosen is not None and method == "gelijk" and _flat(classes, on_screen):
        return sequential(figures, decimals=decimals, chosen=chosen, count=count, precision=step)
    return classes


def diverging(
    values: Iterable[float],
    comparator: float,
    *,
    decimals: int,
    years: Iterable[tuple[Iterable[float], float]] | None = None,
    precision: float | None = None,
) -> Classes | None:
    """Three classes below and three above a comparator, in equal steps: :data:`BELOW` is less, :data:`ABOVE` is more.

    ``values``: the figures of the year on the map; missing ones (NaN) are left out. ``years``: the figures of each
    year with the comparator of that year, so that a step is as wide in all of them; when those steps would paint most
    of the map alike, they are made from this year. None when that would be so too: the regions lie far from the
    comparator, at one side of it.
    """
    figures = _figures(values)
    own = figures - comparator
    all_of_them = [_figures(of_year) - middle for of_year, middle in years] if years is not None else [own]
    for distance, all_years in ((np.concatenate([own[:0], *all_of_them]), True), (own, False)):
        step = 10.0**-decimals if precision is None else precision
        classes = _around(comparator, np.abs(distance), decimals, step, all_years)
        if not _flat(classes, figures):
            return classes
    return None


def _around(
    comparator: float, distance: np.ndarray, decimals: int, precision: float, all_years: bool
) -> Classes:
    # The farthest 5% share the outer class, or a single outlier would leave the rest of the map pale.
    reach = float(np.quantile(distance, 0.95)) if distance.size else 0.0
    step = max(_round(reach / 3, _step(reach / 3, precision)), _narrowest(precision))
    breaks = tuple(round(comparator + step * i, max(decimals, 0) + 2) for i in (-2, -1, 0, 1, 2))
    return Classes(breaks, (*BELOW, *ABOVE), comparator, all_years, "vergelijk", precision)


def _figures(values: Iterable[float]) -> np.ndarray:
    figures = np.asarray(list(values), dtype=float)
    return figures[~np.isnan(figures)]


def _classes(figures: np.ndarray, precision: float, method: Method, count: int) -> Classes:
    different = np.unique(figures)
    if not figures.size:
        return Classes((), (BLUES[2],), method=method, precision=precision)
    # So few different figures have a class each.
    narrowest = precision if len(different) <= count else _narrowest(precision)
    low, high = float(figures.min()), float(figures.max())
    if method == "kwantielen" and len(different) <= count:
        inner = different[1:]
    elif method == "kwantielen":
        inner = np.quantile(figures, np.linspace(0, 1, count + 1)[1:-1])
    else:
        fitting = max(min(count, int((high - low) / narrowest + 1e-9)), 1)
        inner = np.linspace(low, high, fitting + 1)[1:-1]
    step = _step((high - low) / count, precision)
    breaks: list[float] = []
    for limit in dict.fromkeys(_round(float(limit), step) for limit in inner):
        # A break at or below the lowest value would leave the class under it empty for ever.
        if low < limit <= high and (not breaks or limit - breaks[-1] >= narrowest * (1 - 1e-9)):
            breaks.append(limit)
    return Classes(tuple(breaks), _pick(len(breaks) + 1), method=method, precision=precision)


def _narrowest(precision: float) -> float:
    return precision * (NARROWEST_OF_WHOLE if precision >= 1 else NARROWEST)


def _step(width: float, precision: float) -> float:
    """What breaks are rounded to: a tenth of a class or so, but never finer than the figures."""
    if width <= 0:
        return precision
    return max(10.0 ** (math.floor(math.log10(width)) - 1), precision)


def _round(value: float, step: float) -> float:
    return round(round(value / step) * step, 6)


def _pick(count: int) -> tuple[RGB, ...]:
    """So many of the five blues, as far apart as can be."""
    if count == 1:
        return (BLUES[2],)
    return tuple(BLUES[round(i * (len(BLUES) - 1) / (count - 1))] for i in range(count))


def _flat(classes: Classes, figures: np.ndarray) -> bool:
    different = len(np.unique(figures))
    if different < 2:
        return False  # nothing to show, whatever the classes
    used = np.bincount([classes.index(value) for value in figures])
    one_colour = used.max() > LARGEST_SHARE * figures.size
    return bool(one_colour or np.count_nonzero(used) < min(FEWEST_CLASSES, different))
