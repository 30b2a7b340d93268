"""How sure a figure is: only to put differences in order, never to call one chance and never shown.

The formula, for a figure of a region and the one that it is held against::

    size = difference / spread x reliability
    reliability = spread² / (spread² + own variance + other variance)

``spread`` is the standard deviation between gemeenten (:mod:`compare.rules.spread`). The reliability is what an empirical
Bayes estimate leaves of a difference: near 1 for a figure that is sure, near 0 for one whose chance is as large as all
the differences between gemeenten. The variance of a figure is, in this order:

- of a published 95% margin: the square of its width / (2 x 1.96);
- of a share (or a number per 100 or per 1.000) ``p`` without a margin: ``p (1 - p) / n``. A registration counts its whole
  base, and ``n`` is that base: what is left is the chance within a small population. Of a survey, and of a model that
  leans on one, ``n`` is the base times :data:`ASKED`. Models borrow strength from other gemeenten and years; what that
  takes from their variance it gives as bias, so that they are not taken to be surer than the survey behind them;
- of amounts, scores and distances without a margin: none is known, and 0;
- of a gemeente, without a margin, that of rounding comes on top: ``step² / 12`` for figures given in steps (whole
  percents, hundreds of euros).
"""

from __future__ import annotations

from compare.indicator_data import Observation
from compare.rules.outcome import standard_error
from monitor.catalogue import Indicator
from monitor.units import UNITS

#: The part of its base that a survey hears from: 454.342 of about 14,73 million adults answered the Gezondheidsmonitor
#: Volwassenen en Ouderen 2024 (GGD'en, CBS en RIVM; tabellenboek of GGD Flevoland, which names both groups).
ASKED = 454_342 / 14_730_000


def variance(
    observation: Observation, indicator: Indicator, base: float | None, step: float = 0.0
) -> float | None:
    """The variance of a figure in its own unit, squared; None when that takes a base and there is none.

    ``base``: how many people or households the figure is of; ``step``: in which steps it is given, in its unit.
    """
    error = standard_error(observation.lower, observation.upper)
    if error is not None:
        return error**2
    rounding = step**2 / 12
    whole = UNITS[indicator.unit].per
    if whole is None:
        return rounding
    if not base or observation.value is None:
        return None
    share = min(max(observation.value / whole, 0.0), 1.0)
    counted = base if indicator.method == "registratie" else base * ASKED
    return whole**2 * share * (1 - share) / counted + rounding


def shrunk(difference: float, spread: float, *variances: float) -> float:
    """A difference in standard deviations between gemeenten, less as its figures are less sure: see above."""
    return difference / spread * spread**2 / (spread**2 + sum(variances))
