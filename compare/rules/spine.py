"""Where one gemeente stands between the others: the numbers of one row of a spine chart, on a scale of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compare.indicator_data import IndicatorData, of_year
from compare.rules.comparison import Comparison
from compare.rules.gap import grows_with_size
from compare.rules.profile_row import ProfileRow
from compare.rules.range import ValueRange, value_range
from monitor.catalogue import Indicator

#: The gemeenten of all of the land are shown from this many figures on.
ALL_OF_THE_LAND = 100

#: The thin line leaves out the lowest and the highest 5% of the gemeenten.
LOW_TAIL, HIGH_TAIL = 0.05, 0.95


@dataclass(frozen=True)
class Spine:
    """All figures are of ``year`` and as they are shown; None where there is none.

    ``others``: the lowest and the highest of the gemeenten around. ``land``: between these two lie nine in ten
    gemeenten of Nederland. ``province``: the figure of the province. ``in_middle``: the figure in the middle, of the
    comparator or else of the province; ``middle_of``: the code of which of the two, "" when nothing stands there.
    ``compared``: the difference with it, None when there is none or the gemeente has no figure. An earlier
    measurement of the gemeente itself is the only figure here of another year.
    """

    profile_row: ProfileRow
    own: float | None
    province: float | None
    in_middle: float | None
    middle_of: str
    compared: Comparison | None
    others: ValueRange | None
    land: tuple[float, float] | None

    @property
    def year(self) -> int:
        return self.profile_row.year

    @property
    def shown(self) -> list[float]:
        """Every figure that is drawn."""
        ends = [self.others.lowest, self.others.highest] if self.others else []
        drawn = [self.own, self.province, self.in_middle, *ends, *(self.land or ())]
        return [value for value in drawn if value is not None]

    @property
    def middle(self) -> float:
        """The figure that stands on the middle line: what the gemeente is held against, else halfway what is drawn."""
        if self.in_middle is not None:
            return self.in_middle
        ends = (self.others.lowest, self.others.highest) if self.others else self.shown or (0.0,)
        return (min(ends) + max(ends)) / 2

    def place(self, value: float | None) -> float | None:
        """Where a figure stands: 0 is the middle line, 1 (or -1) the end of the row that is farthest from it."""
        if value is None:
            return None
        reach = max((abs(other - self.middle) for other in self.shown), default=0.0)
        return (value - self.middle) / reach if reach else 0.0


def spine(
    profile_row: ProfileRow,
    figures: IndicatorData,
    province: str,
    peers: Sequence[str],
    land: tuple[float, float] | None = None,
) -> Spine:
    """The row of one profile row; its first comparator is the reader's. ``province``: the code that takes its place in
    the middle where that has no figure in the year of the row. ``land``: see :func:`nine_in_ten`.

    A count that grows with size is shown between the peers only: the province has more of it by being bigger.
    """
    indicator, year = profile_row.indicator, profile_row.year
    others = value_range(
        {peer: figures.value(peer, year) for peer in peers}, indicator, profile_row.population, year
    )
    if grows_with_size(indicator):
        # What can still be said of a count is what it was before.
        province_now, land = None, None
    else:
        province_now = _shown(figures.value(province, year), indicator)
    compared = _compared(profile_row, province)
    in_middle, middle_of = _in_the_middle(profile_row, figures, compared, province_now, province)
    ends = tuple(round(end, indicator.decimals) for end in land) if land else None
    return Spine(
        profile_row,
        _shown(profile_row.value, indicator),
        province_now,
        in_middle,
        middle_of,
        compared,
        others,
        (ends[0], ends[1]) if ends else None,
    )


def nine_in_ten(values: Sequence[float]) -> tuple[float, float] | None:
    """Between which figures nine in ten gemeenten lie; None for fewer than :data:`ALL_OF_THE_LAND` figures.

    ``values``: of all gemeenten in one year, each counted once. The ends are
    figures of gemeenten, and not in between.
    """
    if len(values) < ALL_OF_THE_LAND:
        return None
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(LOW_TAIL * last)], ordered[round(HIGH_TAIL * last)]


def ends_of_the_land(by_region: Mapping[str, float | None]) -> tuple[float, float] | None:
    """:func:`nine_in_ten` of the gemeenten among these regions that have a figure."""
    there = [v for region, v in by_region.items() if region.startswith("GM") and v is not None and v == v]
    return nine_in_ten(there)


def _compared(profile_row: ProfileRow, province: str) -> Comparison | None:
    """With the reader's comparator in the year of the figure, or else with the province in that year."""
    for i, comparison in enumerate(profile_row.against):
        asked = i == 0 or comparison.comparator.code == province
        if asked and isinstance(comparison, Comparison) and comparison.year == profile_row.year:
            return comparison
    return None


def _in_the_middle(
    profile_row: ProfileRow,
    figures: IndicatorData,
    compared: Comparison | None,
    province_now: float | None,
    province: str,
) -> tuple[float | None, str]:
    """The figure in the middle and whose it is."""
    if compared:
        return compared.gap.comparator, compared.comparator.code
    if profile_row.value is not None or not profile_row.against or grows_with_size(profile_row.indicator):
        return None, ""
    # No figure of its own: what it would be held against stands there all the same.
    first = profile_row.against[0].comparator
    there = of_year(first.observations(figures), profile_row.year)
    value = _shown(there.value if there else None, profile_row.indicator)
    if value is not None:
        return value, first.code
    return (province_now, province) if province_now is not None else (None, "")


def _shown(value: float | None, indicator: Indicator) -> float | None:
    return None if value is None or value != value else round(float(value), indicator.decimals)
