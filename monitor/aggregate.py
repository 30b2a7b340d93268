"""Gemeenten together as one: a mean weighted by the base, a ratio of its counts, or a sum.

A share, a ratio or an average is weighted by its base (:mod:`monitor.weights`) over the gemeenten that have a figure, and
says which share of the base that covers; below ``ENOUGH`` there is no figure. A count is a sum, and only of all gemeenten.
Of a median nothing follows. Margins are never combined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from monitor.catalogue import Indicator, Status
from monitor.units import UNITS
from monitor.weights import Weights

#: Share of the base whose gemeente must have a figure.
ENOUGH = 0.8


def combined(
    values: Mapping[str, float], members: frozenset[str], year: int, indicator: Indicator, weights: Weights
) -> tuple[float | None, float]:
    """The value of gemeenten together (None when too few have one) and the share of their base that is covered (0..1).

    ``values``: the figures there are of these ``members`` in this year, by code; ``weights``: of the indicator.
    """
    if indicator.adds_up:
        complete = members <= set(values)
        return (float(round(sum(values.values()), indicator.decimals)), 1.0) if complete else (None, 0.0)
    if weights.base is None or not values or not weights.know(members):
        return None, 0.0
    if counted := weights.exactly(members, year):
        above, below = counted
        return float(round((UNITS[indicator.unit].per or 1) * above / below, indicator.decimals)), 1.0
    sizes = np.array([weights.of(region, year) for region in values])
    share = float(sizes.sum() / weights.total(members, year))
    if share < ENOUGH:
        return None, share
    mean = (np.array(list(values.values())) * sizes).sum() / sizes.sum()
    # Incomes are published in hundreds of euros; a mean of them knows no more than that.
    decimals = -2 if indicator.unit == "euro" else indicator.decimals
    return float(round(mean, decimals)), min(1.0, round(share, 4))


def least_certain(statuses: Iterable[str]) -> Status:
    """The least certain of the gemeenten's statuses holds for what they are together."""
    kinds = set(statuses)
    order: tuple[Status, ...] = ("voorlopig", "modelschatting")
    return next((status for status in order if status in kinds), "definitief")
