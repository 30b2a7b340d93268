"""Whether a series goes up or down, or neither: said only of five or more comparable measurements."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Literal

Direction = Literal["stijgt", "daalt", "geen duidelijke richting"]

#: Of fewer measurements no trend is said.
FEWEST = 5
#: A direction that chance alone gives in less than this share of the cases.
SIGNIFICANT = 0.05


def direction(points: Sequence[tuple[int, float]]) -> Direction | None:
    """The direction of (year, value) measurements that may all be compared; None with fewer than :data:`FEWEST`.

    The test of Mann and Kendall: how many pairs of years rise against how many fall. It asks no shape of the line and
    no margin of the figures.
    """
    if len(points) < FEWEST:
        return None
    values = [value for _, value in sorted(points)]
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    if score == 0 or p_value(score, values) >= SIGNIFICANT:
        return "geen duidelijke richting"
    return "stijgt" if score > 0 else "daalt"


def p_value(score: int, values: Sequence[float]) -> float:
    """How often chance alone gives a score at least this far from 0: exact without ties, else the normal approach."""
    n = len(values)
    ties = [count for count in Counter(values).values() if count > 1]
    if not ties:
        # The score of an ordering is the number of pairs minus twice its inversions.
        orderings = _orderings_by_inversions(n)
        pairs = n * (n - 1) // 2
        as_far = sum(count for turned, count in enumerate(orderings) if abs(pairs - 2 * turned) >= abs(score))
        return as_far / math.factorial(n)
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    if variance <= 0:
        return 1.0
    return math.erfc((abs(score) - 1) / math.sqrt(2 * variance))


@lru_cache(maxsize=64)
def _orderings_by_inversions(n: int) -> tuple[int, ...]:
    """How many orderings of n things have 0, 1, 2, ... pairs in the wrong order."""
    if n == 1:
        return (1,)
    before = _orderings_by_inversions(n - 1)
    most = n * (n - 1) // 2
    return tuple(
        sum(before[turned - i] for i in range(n) if 0 <= turned - i < len(before))
        for turned in range(most + 1)
    )
