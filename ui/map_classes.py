"""The colours of the map as the reader chooses them: which classes, what they are called, and what was done instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from compare.comparator import Comparator
from compare.dutch import value_text
from compare.figures import Figures, measured
from compare.gap import grows_with_size
from compare.sentence import more_or_less
from geo.classes import Classes, Method, diverging, sequential
from loaders.catalogue import Indicator
from ui.areas import Area
from ui.comparators import name_of

#: Letters that fit on one line of the legend.
LONGEST = 66

#: In the URL, and the one that is shown unless chosen otherwise.
QUANTILES: Method = "kwantielen"
METHODS: tuple[Method, ...] = (QUANTILES, "gelijk", "vergelijk")


def option(method: str, against: str, many: str = "gemeenten") -> str:
    """What the reader chooses; ``against``: the name of what the regions are held against; ``many``: what these are."""
    return {
        "kwantielen": f"Gelijke aantallen {many} per kleur",
        "gelijk": "Gelijke stappen",
        "vergelijk": f"Rond {against}: oranje eronder, blauw erboven",
    }[method]


@dataclass(frozen=True)
class Colouring:
    """``said``: how the classes were made, for the legend; ``remark``: what was done when that is not what the reader
    chose, "" otherwise."""

    classes: Classes
    said: str
    remark: str


def can_turn(indicator: Indicator, against: Comparator | None) -> bool:
    """Whether colours can turn around a comparator: one figure that holds for all regions on the map."""
    return against is not None and not against.earlier and not grows_with_size(indicator)


def colouring(
    method: Method,
    drawn: pd.DataFrame,
    year: int,
    figures: Figures,
    against: Comparator | None,
    area: Area,
) -> Colouring:
    """The classes of one map.

    ``drawn``: the observations of all years on it; ``against``: what its regions are held against, None for nothing.
    """
    indicator = figures.indicator
    here = drawn.loc[drawn["year"] == year, "value"]
    made, remark = None, ""
    if method == "vergelijk":
        if can_turn(indicator, against):
            assert against is not None
            made = _around(drawn, year, figures, against)
            remark = "" if made else _alike(f"Stappen rond {against.name}", area)
        else:
            remark = f"{_why_not(indicator, against)} Daarom: gelijke aantallen {area.many} per kleur."
    if made is None:
        made = sequential(
            drawn["value"],
            decimals=indicator.decimals,
            chosen=here,
            method="gelijk" if method == "gelijk" else QUANTILES,
        )
        if method == "gelijk" and made.method != "gelijk":
            remark = _alike("Gelijke stappen", area)
    once = drawn.loc[drawn["value"].notna(), "year"].nunique() < 2
    return Colouring(made, _said(made, indicator, area, year, against, once), remark)


def _around(drawn: pd.DataFrame, year: int, figures: Figures, against: Comparator) -> Classes | None:
    decimals = figures.indicator.decimals
    # As it is shown: a reader sees the middle of the colours in the legend.
    held = {p.year: round(p.value or 0.0, decimals) for p in measured(against.points(figures))}
    years = {int(str(y)): rows["value"] for y, rows in drawn.groupby("year")}
    if year not in held or year not in years:
        return None
    pairs = [(values, held[y]) for y, values in years.items() if y in held]
    return diverging(years[year], held[year], decimals=decimals, years=pairs)


def _alike(what: str, area: Area) -> str:
    return f"{what}: dan had bijna elke {area.one} dezelfde kleur. Daarom: gelijke aantallen {area.many} per kleur."


def _why_not(indicator: Indicator, against: Comparator | None) -> str:
    if grows_with_size(indicator):
        return "Kleuren rond een ander gebied kan niet bij aantallen."
    if against is None:
        return "Kleuren rond een ander gebied kan hier niet: er is geen cijfer om mee te vergelijken."
    return "Een eerdere meting is voor elke gemeente een ander cijfer: daar kunnen geen kleuren rond."


def _said(
    classes: Classes, indicator: Indicator, area: Area, year: int, against: Comparator | None, once: bool
) -> str:
    if not classes.breaks:
        return ""
    when = "" if once else ", voor alle jaren samen" if classes.all_years else f", alleen voor {year}"
    if classes.method == "kwantielen":
        return f"Gelijke aantallen {area.many} per kleur{when}"
    if classes.method == "gelijk":
        return f"Gelijke stappen{when}"
    assert against is not None
    assert classes.comparator is not None
    less, more = (more_or_less(way, indicator) for way in (-1, 1))
    name = name_of(against.code) if against.a_region else against.name
    around = f"Rond {name} {value_text(classes.comparator, indicator)}"
    scope = "" if classes.all_years else when
    sides = f": oranje {less}, blauw {more}"
    # The legend is as wide as a phone: a long name leaves no room for the rest.
    options = (f"{around}{sides}{scope}", f"{around}{sides}", f"{around}{scope}", around)
    return next((said for said in options if len(said) <= LONGEST), around)


def offered(indicator: Indicator, against: Comparator | None, asked: str | None) -> Sequence[str]:
    """What the reader can choose here, and what the address asks for beside that."""
    return [m for m in METHODS if m != "vergelijk" or can_turn(indicator, against) or asked == m]
