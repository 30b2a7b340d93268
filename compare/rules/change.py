"""The change between two measurements of one region, where they may be compared, and over which gemeenten."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from compare.indicator_data import Line, Observation, Observations, measured
from compare.rules.gap import gap
from compare.rules.outcome import NOT_TESTED, UNKNOWN, Outcome, outcome
from monitor.catalogue import Indicator


@dataclass(frozen=True)
class Change:
    """From one measurement to a later one; ``difference`` is None when the two may not be compared, then ``reason``
    says why if it is not a break in the series, and ``before`` is the newest change before the break, if there is one.

    ``outcome``: judged only by published margins. ``start`` and ``end``: the two figures as they are shown.
    ``same_gemeenten``: both are made anew over the gemeenten that have a figure in both years, because the own
    calculations of these years are not of the same ones.
    """

    year_from: int
    year_to: int
    difference: float | None
    reason: str | None = None
    outcome: Outcome | None = None
    start: float | None = None
    end: float | None = None
    same_gemeenten: bool = False
    before: Change | None = None

    @property
    def comparable(self) -> bool:
        return self.difference is not None


#: Own calculations that each cover all but this share count as calculations of the same gemeenten.
SAME_SET = 0.01
OTHER_GEMEENTEN = "niet dezelfde gemeenten"


def same_gemeenten(observations: Observations, some: Observations) -> list[Observation] | None:
    """Figures of one stretch (``some`` of ``observations``, without a break between them) that may be compared.

    They are ``some`` as they stand when they are published, or calculated over the same gemeenten; else made anew over
    the gemeenten that have a figure in each of these years, or None when those are too few. The figures made anew are
    only given where that shows.
    """
    calculated = [observation for observation in some if observation.calculated]
    if len(calculated) < 2 or min(observation.coverage or 0 for observation in calculated) >= 1 - SAME_SET:
        return list(some)
    sets = (
        {observations.gemeenten(p.year) for p in calculated}
        if isinstance(observations, Line)
        else {frozenset[str]()}
    )
    if not isinstance(observations, Line) or frozenset() in sets:
        # Where the gemeenten are not at hand, the shares are all that tells it.
        shares = [observation.coverage or 0 for observation in calculated]
        return None if max(shares) - min(shares) > SAME_SET else list(some)
    if len(sets) == 1:
        return list(some)
    years = [observation.year for observation in calculated]
    made = {observation.year: observation for observation in observations.over_same(years) or ()}
    if not made:
        return None
    anew = [made.get(observation.year, observation) for observation in some]
    decimals = observations.figures.indicator.decimals
    shows = any(
        round(one.value or 0, decimals) != round(other.value or 0, decimals)
        for one, other in zip(anew, some, strict=True)
    )
    return anew if shows else list(some)


def pair(observations: Observations, before: Observation, now: Observation) -> list[Observation] | None:
    """The two as they may be held against each other; None across a break or over other gemeenten."""
    return same_gemeenten(observations, [before, now]) if before.segment == now.segment else None


def between(
    observations: Observations, before: Observation, now: Observation, indicator: Indicator
) -> Change:
    """The change from one of the ``observations`` of a region to a later one; both have a figure."""
    years = before.year, now.year
    two = pair(observations, before, now)
    if two is None:
        reason = OTHER_GEMEENTEN if before.segment == now.segment else None
        return Change(*years, None, reason, before=_last(observations, indicator, before.year))
    return _held(two[0], two[1], indicator, same=two != [before, now])


def _held(before: Observation, now: Observation, indicator: Indicator, *, same: bool) -> Change:
    difference = gap(now.value, before.value, indicator)
    assert difference is not None
    ends = difference.comparator, difference.value
    judgement = judged_over_years(now, before, indicator)
    return Change(before.year, now.year, difference.difference, None, judgement, *ends, same_gemeenten=same)


def judged_over_years(now: Observation, before: Observation, indicator: Indicator) -> Outcome:
    """:func:`judged` of two years of one region: only of measurements that do not know of each other. A model makes
    its years resemble each other, so that its margins say nothing of the difference between two of them."""
    judgement = judged(now, before, indicator)
    return NOT_TESTED if indicator.method == "modelschatting" and judgement != UNKNOWN else judgement


def judged(observation: Observation, other: Observation, indicator: Indicator) -> Outcome:
    """How a figure stands against another one, by their published margins."""
    return outcome(
        observation.value,
        observation.lower,
        observation.upper,
        other.value,
        other.lower,
        other.upper,
        indicator,
    )


def change(observations: Observations, indicator: Indicator, year: int | None = None) -> Change | None:
    """The change up to ``year`` (default: newest) since the measurement before it; None with fewer than two."""
    have = [observation for observation in measured(observations) if year is None or observation.year <= year]
    return between(observations, have[-2], have[-1], indicator) if len(have) > 1 else None


def _last(observations: Observations, indicator: Indicator, year: int) -> Change | None:
    """The newest change up to ``year`` that can be said."""
    last = change(observations, indicator, year)
    return last if last is None or last.comparable else last.before


def comparable_run(observations: Observations) -> list[Observation]:
    """The newest stretch of two or more figures that may all be compared, oldest first; empty without one.

    Over the same gemeenten throughout: own calculations may be made anew, see :func:`same_gemeenten`.
    """
    runs: list[list[Observation]] = []
    for observation in measured(observations):
        together = [*runs[-1], observation] if runs and runs[-1][-1].segment == observation.segment else []
        if together and same_gemeenten(observations, together):
            runs[-1] = together
        else:
            runs.append([observation])
    newest = next((run for run in reversed(runs) if len(run) > 1), [])
    return same_gemeenten(observations, newest) or []


@dataclass(frozen=True)
class Join:
    """Two own calculations after each other, without a break, that are not of the same gemeenten.

    ``over_same``: the two made anew over the gemeenten that have a figure in both years; None where these are too few.
    """

    before: Observation
    now: Observation
    over_same: tuple[Observation, Observation] | None


def joins(observations: Observations) -> list[Join]:
    """Where the gemeenten behind own calculations change, oldest first: there a line from point to point would not be
    about one set of gemeenten."""
    joined = []
    for before, now in itertools.pairwise(measured(observations)):
        two = pair(observations, before, now)
        if before.segment == now.segment and two != [before, now]:
            joined.append(Join(before, now, (two[0], two[1]) if two else None))
    return joined


def lines(observations: Observations) -> list[list[Observation]]:
    """What may be drawn as a line each, oldest first: unbroken stretches of one set of gemeenten, and between two of
    these the figures over the gemeenten that both have."""
    changed = {join.now.year: join for join in joins(observations)}
    drawn: list[list[Observation]] = []
    for observation in measured(observations):
        join = changed.get(observation.year)
        if join and join.over_same:
            drawn.append(list(join.over_same))
        if drawn and not join and drawn[-1][-1].segment == observation.segment:
            drawn[-1].append(observation)
        else:
            drawn.append([observation])
    return drawn
