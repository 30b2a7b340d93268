"""How one gemeente stands on every indicator at once, computed fast enough to show on a click.

:mod:`compare.standing` answers the same for one indicator; here the figures of all indicators are first laid out per
region (:class:`Figures`, once per snapshot), so that a profile is some hundred small sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from compare.change import Change
from compare.gap import Gap, gap, grows_with_size
from compare.position import Position, position
from compare.series import with_segments
from compare.spread import spread
from compare.standing import standing_out as furthest
from loaders.catalogue import Catalogue, Indicator

#: A place among fewer gemeenten than these says nothing.
FEWEST = 5


class Point(NamedTuple):
    """One observation: ``value`` is None where ``missing`` says why. ``calculated``: by the monitor, not the source."""

    year: int
    value: float | None
    segment: int
    missing: str | None
    status: str
    source: str
    calculated: bool


@dataclass(frozen=True)
class Figures:
    """``points``: per (indicator, population) and region, oldest first. ``spreads``: per (indicator, population) the
    years with their standard deviation between gemeenten and number of gemeenten (:func:`compare.spread.spread`)."""

    points: Mapping[tuple[str, str], Mapping[str, Sequence[Point]]]
    spreads: Mapping[tuple[str, str], Sequence[tuple[int, float, int]]]

    def of(self, indicator: str, population: str, region: str) -> Sequence[Point]:
        return self.points.get((indicator, population), {}).get(region, ())


@dataclass(frozen=True)
class Compared:
    """The gap with another region in ``year``: the newest year in which both have a figure. ``calculated``: the
    other region's figure is the monitor's own calculation."""

    year: int
    gap: Gap
    calculated: bool


@dataclass(frozen=True)
class Row:
    """One indicator of a gemeente. ``year`` and ``value``: the newest figure, or when there is none the newest
    year that was asked for. ``with_other``: against the comparator; ``with_beside``: against the region that stands
    beside it. ``unanswered``: the newest year, when it has no figure but an older one has, and why.

    ``position`` counts among the gemeenten of the province, in ``year``; None for counts that grow with size and
    among fewer than :data:`FEWEST`. ``distance``: the gap with the comparator
    measured in standard deviations between gemeenten.
    """

    indicator: Indicator
    population: str
    year: int
    value: float | None
    missing: str | None
    status: str
    source: str
    unanswered: tuple[int, str] | None
    with_other: Compared | None
    with_beside: Compared | None
    position: Position | None
    change: Change | None
    distance: float | None

    @property
    def gap(self) -> Gap | None:
        """The gap with the comparator."""
        return self.with_other.gap if self.with_other else None

    @property
    def gap_year(self) -> int | None:
        return self.with_other.year if self.with_other else None


def figures(rows: pd.DataFrame, gemeenten: pd.DataFrame, catalogue: Catalogue) -> Figures:
    """Lay out the observations of the regions to compare.

    ``rows``: observations of the land, the province and its gemeenten; ``gemeenten``: those of all gemeenten of the
    land, for the spread.
    """
    points: dict[tuple[str, str], dict[str, list[Point]]] = {}
    for (id, population), of_pair in rows.groupby(["indicator", "population"], sort=False):
        laid = points.setdefault((str(id), str(population)), {})
        for row in with_segments(of_pair, catalogue[str(id)], catalogue.sources).to_dict("records"):
            value = None if pd.isna(row["value"]) else float(row["value"])
            missing = row["missing"] if value is None else None
            calculated = value is not None and not pd.isna(row["coverage"])
            laid.setdefault(row["region"], []).append(
                Point(row["year"], value, row["segment"], missing, row["status"], row["source"], calculated)
            )
    measured = gemeenten.dropna(subset=["value"]).groupby(["indicator", "population", "year"])["value"]
    counted = measured.agg(std="std", n="count").dropna()
    spreads: dict[tuple[str, str], list[tuple[int, float, int]]] = {}
    for (id, population, year), std, n in zip(counted.index, counted["std"], counted["n"], strict=True):
        spreads.setdefault((id, population), []).append((int(year), float(std), int(n)))
    return Figures(points, spreads)


def profile(
    found: Figures,
    indicators: Iterable[Indicator],
    gemeente: str,
    comparator: str,
    beside: str,
    peers: Sequence[str],
    population: str | None = None,
) -> list[Row]:
    """The standing of a gemeente on each indicator that its sources ask of it, in the order of ``indicators``.

    ``beside``: another region to show the difference with. One row per indicator: of ``population``, or when that is None of the indicator's first population with a figure
    for this gemeente. An indicator without a figure but with a reason why stays in, as "geen cijfer".
    """
    rows = []
    for indicator in indicators:
        asked = [p for p in indicator.populations if found.of(indicator.id, p, gemeente)]
        if population is not None:
            asked = [p for p in asked if p == population]
        answered = [p for p in asked if _measured(found.of(indicator.id, p, gemeente))]
        if asked:
            chosen = (answered or asked)[0]
            rows.append(_row(found, indicator, chosen, gemeente, comparator, beside, peers))
    return rows


def _row(
    found: Figures,
    indicator: Indicator,
    population: str,
    gemeente: str,
    comparator: str,
    beside: str,
    peers: Sequence[str],
) -> Row:
    own = found.of(indicator.id, population, gemeente)
    measured = _measured(own)
    newest = own[-1]
    last = measured[-1] if measured else newest
    other = compared(own, found.of(indicator.id, population, comparator), indicator)
    distance = None
    if other:
        usual = spread(found.spreads.get((indicator.id, population), ()), other.year)
        distance = other.gap.difference / usual if usual else None
    place = None
    if measured and not grows_with_size(indicator):
        of_year = {peer: _value(found.of(indicator.id, population, peer), last.year) for peer in peers}
        place = position(pd.Series(of_year, dtype=float), gemeente, indicator)
    return Row(
        indicator,
        population,
        last.year,
        last.value,
        last.missing,
        last.status,
        last.source,
        (newest.year, newest.missing) if newest.missing and measured else None,
        other,
        compared(own, found.of(indicator.id, population, beside), indicator),
        place if place and place.of >= FEWEST else None,
        _change(measured, indicator),
        distance,
    )


def compared(own: Sequence[Point], other: Sequence[Point], indicator: Indicator) -> Compared | None:
    """The gap in the newest year that both have a figure; None without one, and for counts that grow with size."""
    if grows_with_size(indicator):
        return None
    others = {point.year: point for point in _measured(other)}
    for point in reversed(_measured(own)):
        there = others.get(point.year)
        difference = gap(point.value, there.value, indicator) if there else None
        if there and difference:
            return Compared(point.year, difference, there.calculated)
    return None


def standing_out(rows: Iterable[Row], most: int) -> list[Row]:
    """The rows that lie furthest from the comparator, by the rule of :func:`compare.standing.standing_out`.

    What another source measures too stands there once, as the one that one needs to know.
    """
    apart = [row for row in rows if row.distance is not None]
    return furthest([row for row in apart if not any(_again(row, other) for other in apart)], most)


def _again(row: Row, other: Row) -> bool:
    """Whether ``row`` is about what ``other``, which one needs to know, measures with another source."""
    mine, theirs = row.indicator, other.indicator
    sources = {d.source for d in mine.datasets}
    return (
        theirs.need_to_know
        and not mine.need_to_know
        and theirs.id in mine.see_also
        and sources.isdisjoint(d.source for d in theirs.datasets)
    )


def _measured(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if point.value is not None]


def _value(points: Sequence[Point], year: int) -> float | None:
    return next((point.value for point in points if point.year == year), None)


def _change(measured: Sequence[Point], indicator: Indicator) -> Change | None:
    """As :func:`compare.change.change`, on points; a gemeente has published figures only, so no set of gemeenten changes."""
    if len(measured) < 2:
        return None
    before, now = measured[-2], measured[-1]
    difference = None
    if before.segment == now.segment:
        same = gap(now.value, before.value, indicator)
        difference = same.difference if same else None
    return Change(before.year, now.year, difference)
