"""The same map over the years: which years, which colours, and what is said of them. Years that may be compared have one
scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from compare.edition import per_edition
from compare.indicator_data import PROVISIONAL
from compare.rules.comparison import Comparison, compare
from compare.rules.range import ValueRange, value_range
from compare.rules.series import breaks, stretches
from compare.wording.map import over_years_sentence
from geo.classes import Classes, diverging, sequential
from geo.features import BoundaryLevel
from geo.outlines import outlines
from monitor.dutch import number
from monitor.province import PROVINCE_NAME, PROVINCE_SLUG
from monitor.regions import gemeente_of
from monitor.units import UNITS
from ui.data import catalogue
from ui.kaart import areas, colouring
from ui.kaart.areas import AREAS, Area
from ui.kaart.small_multiples import Scale, SmallMap, small_multiples
from ui.kaart.view import MapView
from ui.parts import explain

#: So many maps can be told apart; the newest.
MOST = 8

#: Said where not all years have the same colours.
OWN_SCALES = (
    "Jaren die niet te vergelijken zijn, hebben elk hun eigen kleuren: let op de legenda van het jaar."
)

#: Maps in a row, and the pixels that they have.
WIDE, PHONE = (8, 1200), (2, 350)


@dataclass(frozen=True, eq=False)
class OverYears:
    """The small maps of what a map view shows. The map of Nederland has those of Drenthe: 342 gemeenten are too small."""

    view: MapView

    @property
    def level(self) -> BoundaryLevel:
        return self._area.level

    @property
    def focus(self) -> str | None:
        """The gemeente whose wijken or buurten are drawn alone."""
        return self.view.gemeente if self.view.zoomed and self._area.is_within else None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The figures of the regions that are drawn, in the years that are shown."""
        drawn = areas.rows_of(self.view.figures, self._area).dropna(subset=["value"])
        if self.focus:
            drawn = drawn[[gemeente_of(region) == self.focus for region in drawn["region"]]]
        years = sorted(drawn["year"].unique())[-MOST:]
        return drawn[drawn["year"].isin(years)]

    @cached_property
    def years(self) -> list[int]:
        """The measured years, oldest first."""
        return sorted(int(year) for year in self.rows["year"].unique())

    @cached_property
    def left_out(self) -> str:
        """Which years are not shown; "" when all are."""
        all_of_them = areas.years(self.view.indicator.id, self.view.population, self._area.id)
        older = [year for year in all_of_them if self.years and year < self.years[0]]
        return f"U ziet de nieuwste {MOST} jaren; oudere staan bij Trend." if older else ""

    @property
    def _area(self) -> Area:
        area = self.view.area
        return area if area.is_within and area.is_drawn else AREAS[PROVINCE_SLUG]

    @cached_property
    def broken(self) -> dict[int, str]:
        """First year after each break -> why."""
        return dict(breaks(self.rows, self.view.indicator, catalogue().sources))

    @cached_property
    def _differences(self) -> dict[int, dict[str, float]] | None:
        """Year -> region -> difference with the comparator, when the reader wants colours around it."""
        view = self.view
        if view.method != "vergelijk" or not colouring.can_turn(view.indicator, view.against):
            return None
        assert view.against is not None
        by_year: dict[int, dict[str, float]] = {}
        for region, year in zip(self.rows["region"], self.rows["year"], strict=True):
            comparison = compare(view.figures, str(region), view.against, int(year))
            if isinstance(comparison, Comparison):
                by_year.setdefault(int(year), {})[str(region)] = comparison.gap.difference
        # A year without a figure to turn around would be an empty map that looks as if nothing was measured.
        return by_year if set(by_year) == set(self.years) else None

    @cached_property
    def stretches(self) -> list[list[int]]:
        """The years in stretches that may be compared, oldest first."""
        return stretches(self.rows)

    @cached_property
    def _turned(self) -> list[Classes] | None:
        """The colours around the comparator per stretch; None when the maps show the figures themselves."""
        if self._differences is None:
            return None
        of_each_stretch = []
        for years in self.stretches:
            of_years = [d for year in years for d in self._differences[year].values()]
            classes = diverging(
                of_years, 0.0, decimals=self.view.indicator.decimals, precision=self._precision(years)
            )
            of_each_stretch += [classes] if classes else []
        return of_each_stretch if len(of_each_stretch) == len(self.stretches) else None

    def _precision(self, years: list[int]) -> float:
        return colouring.precision_of(self._of(years), self.view.indicator.decimals)

    def _of(self, years: list[int]) -> pd.DataFrame:
        return self.rows[self.rows["year"].isin(years)]

    @cached_property
    def scales(self) -> list[Scale]:
        """What the colours mean, per stretch of years that may be compared."""
        if self._turned:
            of_each_stretch = self._turned
        else:
            method = "gelijk" if self.view.method == "gelijk" else colouring.QUANTILES
            of_each_stretch = [
                sequential(
                    (values := self._of(years)["value"]),
                    decimals=self.view.indicator.decimals,
                    chosen=values,
                    method=method,
                    precision=self._precision(years),
                )
                for years in self.stretches
            ]
        return [
            Scale(tuple(years), classes, self._description(classes), colouring.ends(self.view.indicator))
            for years, classes in zip(self.stretches, of_each_stretch, strict=True)
        ]

    @cached_property
    def maps(self) -> list[SmallMap]:
        """The figures per year; around a comparator the differences with it."""
        by_year = self._differences if self._turned and self._differences else None
        if by_year is None:
            by_year = {
                int(str(year)): dict(zip(of_year["region"], of_year["value"], strict=True))
                for year, of_year in self.rows.groupby("year")
            }
        return [
            SmallMap(year, by_year[year], year in self.broken, year in self._early) for year in self.years
        ]

    @cached_property
    def _early(self) -> set[int]:
        """The years with a figure that may still change."""
        return {int(year) for year in self.rows.loc[self.rows["status"].eq(PROVISIONAL), "year"]}

    def _description(self, classes: Classes) -> str:
        """How the colours were chosen, for the legend."""
        view = self.view
        if self._turned and view.against:
            unit = UNITS[view.indicator.unit].after_difference.strip() or "aantal"
            less, more = colouring.ends(view.indicator)
            unit = "euro" if view.indicator.unit == "euro" else unit
            return f"Verschil met {view.against.name} ({unit}): {colouring.LESS_IS} {less}, {colouring.MORE_IS} {more}"
        how = (
            f"Gelijke aantallen {self._area.many} per kleur"
            if classes.method == "kwantielen"
            else "Gelijke stappen"
        )
        if not classes.breaks:
            return ""
        # With more scales the years stand above each.
        return f"{how}, voor deze jaren samen" if len(self.stretches) == 1 else how

    def _text(self) -> Callable[[float], str]:
        if not self._turned:
            return self.view.text
        decimals = self.view.indicator.decimals
        return lambda d: f"{'+' if d > 0 else ''}{number(d, decimals)}"

    def drawing(self, phone: bool = False) -> str:
        """The maps as SVG."""
        across, width = PHONE if phone else WIDE
        return small_multiples(
            self.maps,
            outlines(self.level, self.focus),
            self.scales,
            self._text(),
            selected=self.view.gemeente,
            across=across,
            width=width,
        )

    @cached_property
    def sentence(self) -> str:
        """The lowest and the highest in the first and the last year."""
        range_of_year: dict[int, ValueRange] = {}
        for key, rows in self.rows.groupby("year"):
            year = int(str(key))
            values = dict(zip(rows["region"], rows["value"], strict=True))
            early = set(rows.loc[rows["status"].eq(PROVISIONAL), "region"])
            of_this_year = value_range(values, self.view.indicator, self.view.population, year, early)
            range_of_year |= {year: of_this_year} if of_this_year else {}
        names = {region: areas.region_name(region, self.years[-1]) for region in self.rows["region"].unique()}
        of_stretches = [
            [range_of_year[year] for year in years if year in range_of_year] for years in self.stretches
        ]
        return over_years_sentence(of_stretches, names)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Why years may not be compared, and what a map does not tell."""
        keep = [
            note for note in self.view.notes if note not in (self.view.remark, self.view.colouring.remark)
        ]
        keep = [note for note in keep if note != self.view.colouring.scope]
        scales = OWN_SCALES if len(self.scales) > 1 else ""
        broken = explain.break_lines(self.rows, self.view.indicator)
        early = explain.provisional_text(self.rows)
        return tuple(note for note in (*broken, scales, early, self.left_out, *keep) if note)

    @property
    def alt(self) -> str:
        """What the drawing shows, for who cannot see it."""
        where = f"de {self._area.many}" if self._area.is_within else PROVINCE_NAME
        years = ", ".join(str(year) for year in self.years)
        stops = "".join(f" {year} is niet te vergelijken met eerdere jaren." for year in self.broken)
        return f"Kaartjes van {where}, een per jaar: {years}. {self.sentence}{stops}"

    def table(self) -> pd.DataFrame:
        """The figures: regions as rows ("Gebied"), years as columns."""
        wide = self.rows.pivot(index="region", columns="year", values="value")
        names = [areas.region_name(str(region), self.years[-1]) for region in wide.index]
        wide.columns = [f"{y} ({PROVISIONAL})" if y in self._early else str(y) for y in wide.columns]
        wide.insert(0, "Gebied", names)
        return wide.sort_values("Gebied", ignore_index=True)


@per_edition(100)
def of_map(view: MapView) -> OverYears:
    """The small maps of a view, kept as long as it may be."""
    return OverYears(view)
