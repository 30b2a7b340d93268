"""The largest differences and the largest changes of one region: one rule for every page, report and file.

Among the indicators that one needs to know, each once (a variant of another is left out). Of one year and one series
on both sides, and not older than :data:`MAX_AGE` years before the newest year of the snapshot: one floor for all. The
order is that of :mod:`compare.rules.uncertainty`: how far, against how far gemeenten lie apart, less for what is not sure.
Where a difference is large is not where it is good or bad.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from compare.indicator_data import IndicatorData, Observation
from compare.rules.change import Change, between, comparable_run
from compare.rules.comparison import Comparison
from compare.rules.course import Course, course
from compare.rules.outcome import standard_error
from compare.rules.profile_row import ProfileRow
from compare.rules.spread import spread
from compare.rules.uncertainty import shrunk, variance

#: Years before the newest year of the snapshot that a figure may be.
MAX_AGE = 4

#: A group so small in one gemeente that without a margin its figure is not ranked.
YOUNG = "16-25"


@dataclass(frozen=True)
class Difference:
    """``size``: the difference in standard deviations between gemeenten, shrunk; its sign is that of the number."""

    profile_row: ProfileRow
    comparison: Comparison
    size: float

    @property
    def year(self) -> int:
        return self.comparison.year


@dataclass(frozen=True)
class Movement:
    """``step``: since the measurement before; ``over``: over the whole stretch that may be compared; both end in the
    same year. ``course``: what happened in between. ``size``: of the larger of the two, as in :class:`Difference`."""

    profile_row: ProfileRow
    step: Change
    over: Change
    course: Course
    size: float

    @property
    def year(self) -> int:
        return self.over.year_to


@dataclass(frozen=True)
class Largest:
    """Each largest first. ``floor``: the first year that may be named. ``older_...``: those of before the floor that
    would have been among the largest. ``withheld``: left out, because a figure of a small group has no margin."""

    floor: int
    differences: tuple[Difference, ...]
    older_differences: tuple[Difference, ...]
    changes: tuple[Movement, ...]
    older_changes: tuple[Movement, ...]
    withheld: tuple[ProfileRow, ...]


def largest(
    figures: Callable[[str, str], IndicatorData | None],
    profile_rows: Iterable[ProfileRow],
    newest: int,
    most: int = 5,
) -> Largest:
    """The ``most`` largest differences of these rows with their first comparator, and their ``most`` largest changes.

    ``figures``: gives those of an indicator and population, None when there are none; ``profile_rows``: of one region, one
    per indicator; ``newest``: the newest year of the snapshot.
    """
    floor = newest - MAX_AGE
    differences, changes, withheld = [], [], []
    for row in profile_rows:
        laid = figures(row.indicator.id, row.population)
        if laid is None or not row.indicator.need_to_know or row.indicator.variant_of:
            continue
        if not_sure(row):
            withheld.append(row)
            continue
        difference, movement = difference_of(row, laid), movement_of(row, laid)
        differences += [difference] if difference else []
        changes += [movement] if movement else []
    return Largest(
        floor, *_ranked(differences, floor, most), *_ranked(changes, floor, most), withheld=tuple(withheld)
    )


class _Ranked(Protocol):
    @property
    def size(self) -> float: ...
    @property
    def year(self) -> int: ...


R = TypeVar("R", bound=_Ranked)


def _ranked(candidates: Sequence[R], floor: int, most: int) -> tuple[tuple[R, ...], tuple[R, ...]]:
    """The largest of the years that count, and the older ones among the largest of all."""
    in_order = sorted(candidates, key=lambda one: -abs(one.size))
    named = [one for one in in_order if one.year >= floor][:most]
    return tuple(named), tuple(one for one in in_order[:most] if one.year < floor)


def not_sure(row: ProfileRow) -> bool:
    """Whether it is a figure of young people in one gemeente without a published margin, on either side."""
    if row.population != YOUNG:
        return False
    sides = [(row.region, row.observation)]
    if row.comparison:
        sides = [(row.region, row.comparison.own)]
        if row.comparison.comparator.a_region:
            sides.append((row.comparison.comparator.code, row.comparison.other))
    return any(code.startswith("GM") and standard_error(p.lower, p.upper) is None for code, p in sides)


def difference_of(row: ProfileRow, figures: IndicatorData) -> Difference | None:
    """The difference with the first comparator, with its size; None where there is none, or none that can be ranked."""
    compared = row.comparison
    if compared is None or compared.gap.direction == 0:
        return None
    if figures.series(compared.own) != figures.series(compared.other):
        return None
    other = compared.comparator.whose(row.region, figures.indicator)
    size = _size(figures, compared.gap.difference, (row.region, compared.own), (other, compared.other))
    return None if size is None else Difference(row, compared, size)


def movement_of(row: ProfileRow, figures: IndicatorData) -> Movement | None:
    """What moved over the newest stretch that may be compared, with its size; None where nothing did."""
    observations = figures.of(row.region)
    run, over_years = comparable_run(observations), course(observations, figures.indicator)
    if not run or over_years is None:
        return None
    now = run[-1]

    def since(before: Observation) -> tuple[Change, float | None]:
        changed = between(run, before, now, figures.indicator)
        return changed, _size(figures, changed.difference or 0.0, (row.region, now), (row.region, before))

    (step, of_step), (over, of_over) = since(run[-2]), since(run[0])
    size = max((one for one in (of_step, of_over) if one), key=abs, default=None)
    return Movement(row, step, over, over_years, size) if size else None


def _size(
    figures: IndicatorData, difference: float, *sides: tuple[str | frozenset[str], Observation]
) -> float | None:
    """The size of a difference between two figures (region or gemeenten, observation); None without a measure for it."""
    usual = spread(figures.spreads, sides[0][1].year)
    variances = [
        variance(
            observation,
            figures.indicator,
            figures.base(place, observation.year),
            figures.step(place, observation.year),
        )
        for place, observation in sides
    ]
    known = [one for one in variances if one is not None]
    if usual is None or len(known) < len(variances):
        return None
    return shrunk(difference, usual, *known)
