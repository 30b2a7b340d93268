"""The colours of the map as the reader chooses them: which classes, what they are called, and what was done instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from compare.indicator_data import IndicatorData, measured
from compare.rules.comparator import Comparator
from compare.rules.gap import grows_with_size
from compare.rules.series import stretches
from compare.wording.clauses import more_or_less
from geo.classes import Classes, Method, diverging, precision, sequential
from monitor.catalogue import Indicator
from monitor.dutch import value_text, years_text
from ui.kaart.areas import Area

#: Letters that fit on one line of the legend.
LONGEST = 66

#: In the URL, and the one that is shown unless chosen otherwise.
QUANTILES: Method = "kwantielen"
METHODS: tuple[Method, ...] = (QUANTILES, "gelijk", "vergelijk")

#: What :data:`geo.classes.BELOW` and :data:`geo.classes.ABOVE` are called on the screen.
LESS_IS, MORE_IS = "turquoise", "paars"


def option(method: str, against: str, many: str = "gemeenten") -> str:
    """What the reader chooses; ``against``: the name of what the regions are held against; ``many``: what these are."""
    return {
        "kwantielen": f"Gelijke aantallen {many} per kleur",
        "gelijk": "Gelijke stappen",
        "vergelijk": f"Rond {against}: {LESS_IS} eronder, {MORE_IS} erboven",
    }[method]


@dataclass(frozen=True)
class Colouring:
    """``description``: how the classes were made, for the legend; ``remark``: what was done when that is not what the reader
    chose, "" otherwise. ``years``: those on whose maps a colour means the same; ``others``: whether there are more."""

    classes: Classes
    description: str
    remark: str
    years: tuple[int, ...]
    others: bool

    @property
    def scope(self) -> str:
        """For which years the colours hold, when that is not all; "" otherwise."""
        if not self.others:
            return ""
        if len(self.years) == 1:
            return f"De kleuren gelden alleen voor {self.years[0]}; op de kaart van een ander jaar betekenen ze iets anders."
        return (
            f"De kleuren gelden voor {years_text(self.years)}. Op de kaart van een ander jaar betekenen ze iets anders: dat is "
            "met deze jaren niet te vergelijken."
        )


def can_turn(indicator: Indicator, against: Comparator | None) -> bool:
    """Whether colours can turn around a comparator: one figure that holds for all regions on the map."""
    return against is not None and against.beside and not grows_with_size(indicator)


def colouring(
    method: Method,
    drawn: pd.DataFrame,
    year: int,
    figures: IndicatorData,
    against: Comparator | None,
    area: Area,
) -> Colouring:
    """The classes of one map.

    ``drawn``: the observations of all years on it; ``against``: what its regions are held against, None for nothing.
    """
    indicator = figures.indicator
    of_each = stretches(drawn)
    # Figures that may not be compared have no colours in common either.
    together = next((years for years in of_each if year in years), [year])
    pooled = drawn[drawn["year"].isin(together)]
    here = drawn[drawn["year"] == year]
    step, own_step = (precision_of(rows, indicator.decimals) for rows in (pooled, here))
    scale, remark = None, ""
    if method == "vergelijk":
        if can_turn(indicator, against):
            assert against is not None
            scale = _around(pooled, year, figures, against, step)
            if scale and not scale.all_years:
                scale = _alone(_around(here, year, figures, against, own_step))
            remark = "" if scale else _alike(f"Stappen rond {against.name}", area)
        else:
            remark = f"{_why_not(indicator, against)} Daarom: gelijke aantallen {area.many} per kleur."
    if scale is None:
        how: Method = "gelijk" if method == "gelijk" else QUANTILES

        def classes(values: pd.Series, step: float) -> Classes:
            return sequential(
                values, decimals=indicator.decimals, chosen=here["value"], method=how, precision=step
            )

        scale = classes(pooled["value"], step)
        if not scale.all_years:
            # Another year may have coarser figures than this one.
            scale = _alone(classes(here["value"], own_step))
        assert scale is not None
        if method == "gelijk" and scale.method != "gelijk":
            remark = _alike("Gelijke stappen", area)
    years_alike = tuple(together) if scale.all_years else (year,)
    others = len(years_alike) < sum(map(len, of_each))
    return Colouring(
        scale, _description(scale, indicator, area, years_alike, against, others), remark, years_alike, others
    )


def _alone(scale: Classes | None) -> Classes | None:
    """Classes that were made of one year."""
    return replace(scale, all_years=False) if scale else None


def precision_of(drawn: pd.DataFrame, decimals: int) -> float:
    """:func:`geo.classes.precision` of observations."""
    return precision([of_year for _, of_year in drawn.groupby("year")["value"]], decimals)


def _around(
    drawn: pd.DataFrame, year: int, figures: IndicatorData, against: Comparator, step: float
) -> Classes | None:
    decimals = figures.indicator.decimals
    # As it is shown: a reader sees the middle of the colours in the legend.
    comparator_values = {
        p.year: round(p.value or 0.0, decimals) for p in measured(against.observations(figures))
    }
    years = {int(str(y)): rows["value"] for y, rows in drawn.groupby("year")}
    if year not in comparator_values or year not in years:
        return None
    pairs = [(values, comparator_values[y]) for y, values in years.items() if y in comparator_values]
    return diverging(years[year], comparator_values[year], decimals=decimals, years=pairs, precision=step)


def _alike(what: str, area: Area) -> str:
    return f"{what}: dan had bijna elke {area.one} dezelfde kleur. Daarom: gelijke aantallen {area.many} per kleur."


def _why_not(indicator: Indicator, against: Comparator | None) -> str:
    if grows_with_size(indicator):
        return "Kleuren rond een ander gebied kan niet bij aantallen."
    if against is None:
        return "Kleuren rond een ander gebied kan hier niet: er is geen cijfer om mee te vergelijken."
    return "Een eerdere meting is voor elke gemeente een ander cijfer: daar kunnen geen kleuren rond."


def when_text(years: Sequence[int], others: bool) -> str:
    """For which years classes hold: ", voor 2012-2020"; "" when there is but one year at all."""
    if len(years) == 1:
        return f", alleen voor {years[0]}" if others else ""
    return f", voor {years[0]}-{years[-1]}" if others else ", voor alle jaren samen"


def _description(
    classes: Classes,
    indicator: Indicator,
    area: Area,
    years: Sequence[int],
    against: Comparator | None,
    others: bool,
) -> str:
    if not classes.breaks:
        return ""
    when = when_text(years, others)
    if classes.method == "kwantielen":
        return f"Gelijke aantallen {area.many} per kleur{when}"
    if classes.method == "gelijk":
        return f"Gelijke stappen{when}"
    assert against is not None
    assert classes.comparator is not None
    less, more = ends(indicator)
    around = f"Rond {against.name} {value_text(classes.comparator, indicator)}"
    scope = when if others else ""
    sides = f": {LESS_IS} {less}, {MORE_IS} {more}"
    # The legend is as wide as a phone: a long name leaves no room for the rest.
    options = (f"{around}{sides}{scope}", f"{around}{sides}", f"{around}{scope}", around)
    return next((option for option in options if len(option) <= LONGEST), around)


def ends(indicator: Indicator) -> tuple[str, str]:
    """What the two sides of a comparator are: "minder" and "meer", of averages "lager" and "hoger"."""
    return more_or_less(-1, indicator), more_or_less(1, indicator)


def offered(indicator: Indicator, against: Comparator | None, asked: str | None) -> Sequence[str]:
    """What the reader can choose here, and what the address asks for beside that."""
    return [m for m in METHODS if m != "vergelijk" or can_turn(indicator, against) or asked == m]
