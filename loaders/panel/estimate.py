"""From a tally to percentages with their margins, of what may be published."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from loaders.panel.disclosure import Shown
from loaders.panel.tally import Tally
from monitor.province import PROVINCE

#: Standard errors in half of a 95% interval.
_Z = 1.959964
PROVINCE = PROVINCE
DECIMALS = 1


@dataclass(frozen=True)
class Share:
    """A percentage with its 95% interval, all None where it may not be published."""

    measure: str
    population: str
    region: str
    value: float | None
    lower: float | None
    upper: float | None


def shares(tally: Tally, shown: Shown) -> Iterator[Share]:
    """Every percentage of a tally, Drenthe first, with nothing in the place of what is not shown."""
    regions = [*tally.regions, PROVINCE]
    for measure, name in enumerate(tally.measures):
        for group, population in enumerate(tally.groups):
            if population.startswith("("):
                continue
            for region in (len(regions) - 1, *range(len(tally.regions))):
                if not regions[region]:
                    continue
                interval: tuple[float | None, float | None, float | None] = (None, None, None)
                if shown[region, group, measure]:
                    of = slice(None) if region == len(regions) - 1 else slice(region, region + 1)
                    weight = tally.weight[of, group, :]
                    interval = with_margin(
                        float(weight[:, tally.counted[measure]].sum()),
                        float(weight.sum()),
                        float(tally.squared[of, group, :].sum()),
                    )
                yield Share(name, population, regions[region], *interval)


def with_margin(counted: float, weight: float, squared: float) -> tuple[float, float, float]:
    """The percentage, and its 95% interval by Wilson with the effective number of respondents (Kish).

    ``counted``: the weights of who gave the answer; ``weight``: of all; ``squared``: the sum of the squared weights of all.
    Unequal weights make a sample worth less: so many respondents as weight^2 / squared.
    """
    share, effective = counted / weight, weight**2 / squared
    spread = _Z**2 / effective
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(share * (1 - share) / effective + spread / (4 * effective))
    value = round(100 * share, DECIMALS)
    lower = round(100 * max(0.0, middle - half), DECIMALS)
    upper = round(100 * min(1.0, middle + half), DECIMALS)
    # Rounded apart from each other, an end may pass the value by a tenth.
    return value, float(np.minimum(lower, value)), float(np.maximum(upper, value))
